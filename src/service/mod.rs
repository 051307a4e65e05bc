//! The gRPC service.

#[allow(missing_docs, reason = "generated: the comments are those of the proto file")]
pub mod proto;

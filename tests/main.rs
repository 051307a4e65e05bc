//! Integration tests: one binary, one module a subject.

#[cfg(feature = "service")]
mod proto;

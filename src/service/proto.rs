//! The wire: messages, client and server of `scrubs.v1`, generated from proto/ and checked in.
//!
//! `tests/proto.rs` regenerates them and fails on a difference.

// Included rather than declared, so that rustfmt leaves it as it was generated.
include!("gen/scrubs.v1.rs");

/// The compiled `.proto` files, for reflection.
pub const DESCRIPTORS: &[u8] = include_bytes!("gen/scrubs.v1.bin");

/// The full name of the service, as health checks ask for it.
pub const SERVICE_NAME: &str = redaction_service_server::SERVICE_NAME;

/// Messages that hold text tell their size alone. The list is that of `tests/proto.rs`; a message
/// left out here has no `Debug` and those round it don't compile.
macro_rules! sized_debug {
    ($($message:ident)*) => {$(
        impl std::fmt::Debug for $message {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($message), "({} bytes)"), prost::Message::encoded_len(self))
            }
        }
    )*};
}

sized_debug! {
    KnownPerson RedactBatchRequest RedactBatchResponse RedactRequest RedactResponse StreamAmended StreamChunk
    StreamOpen StreamReleased
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_its_size_alone() {
        let request = RedactRequest { text: "Mrs Quayle".into(), ..Default::default() };
        assert_eq!(format!("{request:?}"), "RedactRequest(12 bytes)");
        let item = RedactBatchRequest { id: "quayle".into(), request: Some(request) };
        assert_eq!(format!("{item:?}"), "RedactBatchRequest(22 bytes)");
    }
}

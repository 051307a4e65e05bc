//! Integration tests: one binary, one module a subject.

#[cfg(feature = "service")]
mod privacy;
#[cfg(feature = "service")]
mod proto;
#[cfg(feature = "service")]
mod service;

//! Integration tests: one binary, one module a subject.

#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod evaluate;
#[cfg(feature = "service")]
mod privacy;
#[cfg(feature = "service")]
mod proto;
#[cfg(feature = "service")]
mod service;

//! Integration tests: one binary, one module a subject.

#[cfg(feature = "cli")]
mod cli;
mod context;
mod corpus;
#[cfg(feature = "cli")]
mod evaluate;
#[cfg(feature = "cli")]
mod floors;
mod linear;
mod minimal;
#[cfg(feature = "service")]
mod privacy;
mod promises;
#[cfg(feature = "service")]
mod proto;
#[cfg(feature = "cli")]
mod readme;
mod redaction;
mod reference;
#[cfg(feature = "cli")]
mod retrain;
mod samples;
#[cfg(feature = "service")]
mod service;
mod spans;
mod stream;

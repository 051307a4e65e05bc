//! Integration tests: one binary, one module a subject.

#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod evaluate;

//! Scrubs finds and removes patient identifiers in UK clinical text.
//!
//! Layers, each knowing only those before it:
//! `span text lexicon | scan detect names | resolve | policy transform risk | session engine | service cli`.

#![deny(unsafe_code)]

#[cfg(feature = "cli")]
pub mod cli;
pub mod detect;
mod engine;
pub mod known;
pub mod lexicon;
pub mod names;
pub mod policy;
pub mod resolve;
pub mod risk;
pub mod scan;
#[cfg(feature = "service")]
pub mod service;
pub mod session;
mod span;
mod table;
#[cfg(feature = "service")]
mod telemetry;
pub mod text;
pub mod transform;
mod words;

pub use engine::{Engine, MAX_BYTES, Options, Redacted};
pub use span::Span;

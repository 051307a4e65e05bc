//! Scrubs finds and removes patient identifiers in UK clinical text.
//!
//! Layers, each knowing only those before it:
//! `span text lexicon | scan detect names | resolve | policy transform risk | session engine | batch service cli`.

#![forbid(unsafe_code)]

pub mod detect;
pub mod scan;
#[cfg(feature = "service")]
pub mod service;
mod span;
pub mod text;

pub use span::Span;

//! What takes a finding's place: one file per action.

pub mod label;

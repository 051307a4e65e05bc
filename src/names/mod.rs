//! Names and what only context can tell.

pub mod people;

use crate::detect::{Finding, Window};

/// How a note is written, as far as it has been seen.
#[derive(Default)]
pub struct Style;

/// Finds names.
pub struct Names;

impl Names {
    /// Indexes the dictionaries.
    pub fn new() -> Names {
        Names
    }

    /// Appends names.
    pub fn find(&self, _window: &Window<'_>, _style: &mut Style, _found: &mut Vec<Finding>) {}

    /// Whether a word of a certain name makes the same word elsewhere a name.
    pub fn is_claimable(&self, window: &Window<'_>, i: usize) -> bool {
        window.tokens[i].len() > 2
    }

    /// Whether a word that was not found may be a name.
    pub fn is_doubtful(&self, window: &Window<'_>, i: usize, _style: &Style) -> bool {
        window.tokens[i].is_capitalised()
    }
}

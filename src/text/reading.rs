//! A second reading of a window: as it may be meant where it was dictated or scanned.

use super::token::Token;

/// A second reading of folded text, with the way back.
pub struct Reading {
    /// The text as it may be meant.
    pub bytes: Vec<u8>,
}

impl Reading {
    /// The source range of bytes `a..b` of the reading.
    pub fn source(&self, a: usize, b: usize) -> (usize, usize) {
        (a, b)
    }

    /// Whether any byte of `a..b` was rewritten.
    pub fn is_rewritten(&self, _a: usize, _b: usize) -> bool {
        false
    }
}

/// A second reading, or `None` where there is nothing to read otherwise.
pub fn reread(_bytes: &[u8], _tokens: &[Token], _base: usize) -> Option<Reading> {
    None
}

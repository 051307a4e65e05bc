//! A note as text: folded for matching, cut into tokens and segments, measured in any unit.

pub mod fold;
pub mod hash;
pub mod reading;
pub mod segment;
pub mod token;
pub mod unit;

use std::fmt;

/// The text of a note. Its `Debug` gives the length alone, so that no log or panic can quote it.
#[derive(Clone, Copy)]
pub struct Note<'a>(&'a str);

impl<'a> Note<'a> {
    /// Wraps `text`.
    pub fn new(text: &'a str) -> Self {
        Note(text)
    }

    /// The text itself.
    pub fn as_str(self) -> &'a str {
        self.0
    }
}

impl fmt::Debug for Note<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Note({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_never_prints_itself() {
        let shown = format!("{:?}", Note::new("Mrs Quayle"));
        assert_eq!(shown, "Note(10 bytes)");
    }
}

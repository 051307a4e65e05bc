//! Half-open byte ranges into a note: never empty, always on character boundaries.

use std::fmt;

/// A non-empty half-open range of UTF-8 bytes, `start..end`.
///
/// ```
/// # use scrubs::Span;
/// let span = Span::new(3, 9).unwrap();
/// assert_eq!((span.start(), span.end(), span.len()), (3, 9, 6));
/// assert!(Span::new(4, 4).is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

#[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
impl Span {
    /// The span `start..end`, or `None` where it would be empty.
    pub fn new(start: usize, end: usize) -> Option<Span> {
        (start < end).then_some(Span { start, end })
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes, at least 1.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn union(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text of this span, or `None` where it lies outside `text` or cuts a character.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// This span moved `by` bytes to the right.
    pub(crate) fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_or_reversed_range_is_no_span() {
        assert!(Span::new(5, 5).is_none());
        assert!(Span::new(5, 4).is_none());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        let a = Span::new(0, 3).unwrap();
        let b = Span::new(3, 5).unwrap();
        assert!(!a.overlaps(b));
        assert_eq!(a.union(b), Span::new(0, 5).unwrap());
    }

    #[test]
    fn a_span_that_cuts_a_character_has_no_text() {
        assert_eq!(Span::new(0, 1).unwrap().of("é"), None);
        assert_eq!(Span::new(0, 2).unwrap().of("é"), Some("é"));
    }
}

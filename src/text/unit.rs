//! Offset units. Inside, everything counts UTF-8 bytes; callers may want code points or UTF-16.

use crate::Span;

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// UTF-8 bytes (Rust, Go).
    #[default]
    Utf8Bytes,
    /// Unicode code points (Python).
    CodePoints,
    /// UTF-16 code units (JavaScript, Java, C#).
    Utf16,
}

impl Unit {
    /// Length of `text` in this unit.
    pub fn len(self, text: &str) -> usize {
        match self {
            Unit::Utf8Bytes => text.len(),
            Unit::CodePoints => text.chars().count(),
            Unit::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }
}

/// Translates byte offsets of one text, fed piece by piece, into a unit: linear in all.
///
/// Offsets must be asked for in ascending order and lie inside what was fed.
#[derive(Debug, Default)]
pub struct Ruler {
    unit: Unit,
    bytes: usize,
    units: usize,
}

impl Ruler {
    /// A ruler at the start of a text.
    pub fn new(unit: Unit) -> Self {
        Ruler { unit, bytes: 0, units: 0 }
    }

    /// Moves on over `piece`, which follows what was measured before.
    pub fn advance(&mut self, piece: &str) {
        self.bytes += piece.len();
        self.units += self.unit.len(piece);
    }

    /// Offset reached, in the unit.
    pub fn offset(&self) -> usize {
        self.units
    }

    /// Byte offset reached.
    pub fn byte(&self) -> usize {
        self.bytes
    }
}

/// Byte spans of `text`, sorted by start and disjoint, as `(start, end)` in `unit`.
pub fn measure(text: &str, spans: impl IntoIterator<Item = Span>, unit: Unit) -> Vec<(usize, usize)> {
    let mut ruler = Ruler::new(unit);
    let mut to = |byte: usize| {
        ruler.advance(&text[ruler.byte()..byte]);
        ruler.offset()
    };
    spans.into_iter().map(|span| (to(span.start()), to(span.end()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_span_in_three_units() {
        let text = "👍 Zoë Quayle";
        let span = Span::new(text.find("Zoë").unwrap(), text.len()).unwrap();
        assert_eq!(measure(text, [span], Unit::Utf8Bytes), [(5, 16)]);
        assert_eq!(measure(text, [span], Unit::CodePoints), [(2, 12)]);
        assert_eq!(measure(text, [span], Unit::Utf16), [(3, 13)]);
    }
}

//! Segments: where a note may be cut, decided by content alone.
//!
//! A stream that is cut anywhere must give the same findings as the whole note, so nothing may
//! depend on how the text arrived. A segment ends at the first line end past [`LEAST`] bytes; a
//! line longer than [`MOST`] is cut at its last sentence end, else at its last blank, else at the
//! last character boundary that fits.

/// A segment has at least so many bytes, unless the note ends before.
pub const LEAST: usize = 512;
/// A segment has at most so many bytes.
pub const MOST: usize = 1024;
/// Neighbouring text that a decision may look at, on either side, in bytes. Segments are added
/// whole until it is reached.
pub const REACH: usize = 256;

/// Length of the segment at the start of `rest`, or `None` where more text must come first.
/// `ended` says that no more will come; then an empty rest gives `None`. O([`MOST`]).
pub fn cut(rest: &str, ended: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let seen = &bytes[..bytes.len().min(MOST)];
    if seen.len() >= LEAST
        && let Some(at) = seen[LEAST - 1..].iter().position(|&b| b == b'\n')
    {
        return Some(LEAST + at);
    }
    // One character more than fits must be there: it may belong to the last one.
    if bytes.len() <= MOST {
        return (ended && !bytes.is_empty()).then_some(bytes.len());
    }
    Some(sentence_end(seen).or_else(|| blank(seen)).unwrap_or_else(|| character(rest)))
}

fn sentence_end(seen: &[u8]) -> Option<usize> {
    let ends = |pair: &[u8]| matches!(pair, [b'.' | b'?' | b'!' | b';', b' ' | b'\t' | b'\r']);
    seen[LEAST..].windows(2).rposition(ends).map(|at| LEAST + at + 2)
}

fn blank(seen: &[u8]) -> Option<usize> {
    seen[LEAST..].iter().rposition(|b| b.is_ascii_whitespace()).map(|at| LEAST + at + 1)
}

fn character(rest: &str) -> usize {
    let joins =
        |at: usize| rest[at..].chars().next().is_some_and(unicode_normalization::char::is_combining_mark);
    let fits = |at: &usize| rest.is_char_boundary(*at) && !joins(*at);
    let floor = (1..=MOST).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(MOST);
    (LEAST..=MOST).rev().find(fits).unwrap_or(floor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(text: &str) -> Vec<usize> {
        let mut at = 0;
        let mut ends = Vec::new();
        while let Some(n) = cut(&text[at..], true) {
            at += n;
            ends.push(at);
        }
        ends
    }

    #[test]
    fn short_lines_are_taken_together_and_long_ones_cut_at_a_sentence() {
        let lines = "a short line\n".repeat(60);
        assert_eq!(cuts(&lines)[0], 520);
        let long = "A sentence of words. ".repeat(60);
        let first = cuts(&long)[0];
        assert_eq!((first <= MOST, first % 21), (true, 0));
    }

    #[test]
    fn an_endless_token_is_cut_at_a_character() {
        let text = "é".repeat(2000);
        for end in cuts(&text) {
            assert!(text.is_char_boundary(end));
        }
        assert_eq!(cuts(&text).last(), Some(&text.len()));
    }

    #[test]
    fn a_cut_once_known_is_not_changed_by_what_follows() {
        let accent = "e".repeat(MOST) + "\u{301}" + &"e".repeat(MOST);
        let text = "Line one is here.\n".repeat(30) + &"x".repeat(900) + " tail. more\nend" + &accent;
        let whole = cuts(&text);
        let mut at = 0;
        for end in whole {
            for have in (at..text.len()).filter(|&n| text.is_char_boundary(n)) {
                if let Some(n) = cut(&text[at..have], false) {
                    assert_eq!(at + n, end);
                }
            }
            at = end;
        }
    }
}

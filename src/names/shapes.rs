//! The look of a token and of what stands round it, in a few classes.

use crate::detect::Window;
use crate::lexicon::Class;
use crate::text::token::{Case, Kind};

/// Pattern of the chunk round a token, figures as 9 and letters as a or A, up to 16 bytes.
pub(super) fn pattern(w: &Window<'_>, i: usize) -> u64 {
    let at = w.tokens[i].start - w.base;
    let start = w.bytes[..at]
        .iter()
        .rposition(u8::is_ascii_whitespace)
        .map_or(0, |p| p + 1)
        .max(at.saturating_sub(12));
    let chunk = w.bytes[start..].iter().take(16).take_while(|b| !b.is_ascii_whitespace());
    let mut key = 0u64;
    let (mut digit, mut number, mut numbers) = (false, 0u32, [0u32; 3]);
    let mut count = 0;
    for &b in chunk {
        let class = match b {
            b'0'..=b'9' => b'9',
            b'a'..=b'z' => b'a',
            b'A'..=b'Z' => b'A',
            other => other,
        };
        if b.is_ascii_digit() {
            digit = true;
            number = (number * 10 + u32::from(b - b'0')).min(9999);
        } else if number > 0 {
            numbers[count.min(2)] = number;
            count += 1;
            number = 0;
        }
        key = (key.rotate_left(5) ^ u64::from(class)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    numbers[count.min(2)] = number.max(numbers[count.min(2)]);
    let dated = (1..=31).contains(&numbers[0]) && (1..=12).contains(&numbers[1]);
    if digit { key ^ u64::from(dated) | 1 << 63 } else { 0 }
}

pub(super) fn shape(kind: Kind, case: Case, len: usize) -> u8 {
    match (kind, case) {
        (Kind::Label, _) => 1,
        (Kind::Number, _) => 2 + len.min(5) as u8,
        (Kind::Mixed, Case::Lower) => 8,
        (Kind::Mixed, _) => 9,
        (_, Case::Lower) => 10 + [0, 0, 0, 1][len.min(3)],
        (_, Case::Title) => 12 + [0, 0, 0, 1][len.min(3)],
        (_, Case::Initial) => 14,
        (_, Case::Upper) => 14 + len.min(5) as u8,
        (_, Case::Mixed) => 20,
    }
}

/// What stands between two tokens.
#[derive(Clone, Copy)]
pub(super) struct Gap {
    /// One of a few classes.
    pub class: u8,
    /// Line ends.
    pub lines: u8,
    pub colon: bool,
    /// Whether no mention goes on across it, whatever stands on either side.
    hard: bool,
    /// Whether it ends a sentence, after a word that is not shortened.
    stop: bool,
}

/// One blank, as between most words.
const BLANK: Gap = Gap { class: 6, lines: 0, colon: false, hard: false, stop: false };

impl Gap {
    /// Looks at the bytes of a gap once.
    pub fn new(bytes: &[u8]) -> Gap {
        if bytes == b" " {
            return BLANK;
        }
        let (mut lines, mut colon, mut hard, mut mark) = (0u8, false, false, None);
        for &b in bytes {
            match b {
                b'\n' => lines = lines.saturating_add(1),
                b' ' | b'\t' | b'\r' | 0x0C => {}
                _ => {
                    mark = mark.or(Some(b));
                    colon |= b == b':';
                    hard |= matches!(b, b':' | b';' | b'|' | b'(' | b')' | b'?' | b'!' | b'>' | b'"');
                }
            }
        }
        let stop = bytes.first() == Some(&b'.') && bytes.len() > 1;
        let class = match lines {
            0 => marked(mark, bytes),
            n => 1 + n.min(2) + 2 * u8::from(bytes[0] == b'.'),
        };
        Gap { class, lines, colon, hard: hard || lines > 1, stop }
    }
}

/// The class of a gap within a line, whose first byte but blanks is `mark`.
fn marked(mark: Option<u8>, bytes: &[u8]) -> u8 {
    let blank = bytes.last().is_none_or(|b| b.is_ascii_whitespace());
    match mark {
        None => match bytes.len() {
            0 => 0,
            1 => 6,
            _ => 7,
        },
        Some(b',') => 8,
        Some(b'.') => 9 + u8::from(blank),
        Some(b':') => 11 + u8::from(blank),
        Some(b'-') => 13 + u8::from(blank),
        Some(b'\'') => 15,
        Some(b'(' | b'[') => 16,
        Some(b')' | b']') => 17,
        Some(b'"') => 18,
        Some(b'/') => 19,
        Some(b'|' | b'^') => 20,
        Some(b'&' | b'+') => 21,
        Some(b'?' | b'!' | b';') => 22,
        Some(b'@' | b'#') => 23,
        Some(_) => 24,
    }
}

/// Whether no mention goes on across `gap` to token `i`; `before` is what the token before it can be.
pub(super) fn breaks(w: &Window<'_>, i: usize, gap: &Gap, before: Class) -> bool {
    const SHORTENED: Class = Class::TITLE.or(Class::STAFF_TITLE).or(Class::ORG_HEAD).or(Class::ORG_HEAD_WEAK);
    let sentence = gap.stop && i > 0 && w.tokens[i - 1].len() > 2 && !before.has(SHORTENED);
    i == 0 || gap.hard || sentence
}

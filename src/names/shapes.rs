//! The look of a token and of what stands round it, in a few classes.

use crate::detect::Window;
use crate::lexicon::Class;
use crate::text::token::{Case, Kind, Token};

/// Pattern of the chunk round byte `at`, figures as 9 and letters as a or A, up to 16 bytes from at most
/// 12 before; 0 where it has no figure.
pub(super) fn pattern(bytes: &[u8], at: usize) -> u64 {
    let near = at.saturating_sub(12);
    let start = bytes[near..at].iter().rposition(u8::is_ascii_whitespace).map_or(near, |p| near + p + 1);
    let rest = &bytes[start..bytes.len().min(start + 16)];
    let chunk = &rest[..rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len())];
    if !chunk.iter().any(u8::is_ascii_digit) {
        return 0;
    }
    let mut key = 0u64;
    let (mut number, mut numbers) = (0u32, [0u32; 3]);
    let mut count = 0;
    for &b in chunk {
        let class = match b {
            b'0'..=b'9' => b'9',
            b'a'..=b'z' => b'a',
            b'A'..=b'Z' => b'A',
            other => other,
        };
        if b.is_ascii_digit() {
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
    key ^ u64::from(dated) | 1 << 63
}

/// The shape of a token, by what it is made of, how it is written and how long it is.
pub(super) fn shape(token: &Token) -> u8 {
    SHAPES[token.kind as usize][token.case as usize][token.len().min(5)]
}

/// The shapes, by kind, case and length up to 5.
static SHAPES: [[[u8; 6]; 5]; 4] = {
    const KINDS: [Kind; 4] = [Kind::Word, Kind::Number, Kind::Mixed, Kind::Label];
    const CASES: [Case; 5] = [Case::Lower, Case::Title, Case::Initial, Case::Upper, Case::Mixed];
    let mut shapes = [[[0; 6]; 5]; 4];
    let mut at = 0;
    while at < 4 * 5 * 6 {
        let (kind, case, len) = (KINDS[at / 30], CASES[at / 6 % 5], at % 6);
        shapes[kind as usize][case as usize][len] = shape_of(kind, case, len as u8);
        at += 1;
    }
    shapes
};

const fn shape_of(kind: Kind, case: Case, len: u8) -> u8 {
    let long = (len > 2) as u8;
    match (kind, case) {
        (Kind::Label, _) => 1,
        (Kind::Number, _) => 2 + len,
        (Kind::Mixed, Case::Lower) => 8,
        (Kind::Mixed, _) => 9,
        (_, Case::Lower) => 10 + long,
        (_, Case::Title) => 12 + long,
        (_, Case::Initial) => 14,
        (_, Case::Upper) => 14 + len,
        (_, Case::Mixed) => 20,
    }
}

/// What parts two tokens, the hardest of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bar {
    None,
    Clause,
    Sentence,
    Line,
    Paragraph,
}

/// What stands between two tokens.
#[derive(Clone, Copy)]
pub(super) struct Gap {
    /// One of a few classes.
    pub class: u8,
    /// Line ends.
    pub lines: u8,
    pub colon: bool,
    pub bar: Bar,
    /// Whether no mention goes on across it, whatever stands on either side.
    hard: bool,
    /// Whether it ends a sentence, after a word that is not shortened.
    stop: bool,
}

/// One blank, as between most words.
const BLANK: Gap = Gap { class: 6, lines: 0, colon: false, bar: Bar::None, hard: false, stop: false };

/// What a byte between tokens is: a set of bits.
mod is {
    pub const LINE: u8 = 1;
    pub const BLANK: u8 = 1 << 1;
    pub const COLON: u8 = 1 << 2;
    /// No mention goes on across it.
    pub const HARD: u8 = 1 << 3;
    pub const SENTENCE: u8 = 1 << 4;
    /// Ends a sentence where something stands beside it.
    pub const DOT: u8 = 1 << 5;
    pub const CLAUSE: u8 = 1 << 6;
}

static BETWEEN: [u8; 256] = {
    let mut all = [0; 256];
    let mut at = 0;
    while at < 256 {
        let b = at as u8;
        all[at] = match b {
            b'\n' => is::LINE,
            b' ' | b'\t' | b'\r' | 0x0C => is::BLANK,
            b':' => is::COLON | is::HARD | is::CLAUSE,
            b';' | b'?' | b'!' => is::HARD | is::SENTENCE,
            b'|' | b'(' | b')' => is::HARD | is::CLAUSE,
            b'>' | b'"' => is::HARD,
            b'.' => is::DOT,
            b',' | b'-' | b'/' => is::CLAUSE,
            _ => 0,
        };
        at += 1;
    }
    all
};

impl Gap {
    /// Looks at the bytes of a gap once.
    #[inline]
    pub fn new(bytes: &[u8]) -> Gap {
        if bytes == b" " { BLANK } else { Gap::other(bytes) }
    }

    fn other(bytes: &[u8]) -> Gap {
        let (mut all, mut lines, mut mark) = (0, 0u8, None);
        for &b in bytes {
            let look = BETWEEN[usize::from(b)];
            all |= look;
            lines = lines.saturating_add(look & is::LINE);
            if look & (is::LINE | is::BLANK) == 0 {
                mark = mark.or(Some(b));
            }
        }
        let has = |what: u8| all & what != 0;
        let class = match lines {
            0 => marked(mark, bytes),
            n => 1 + n.min(2) + 2 * u8::from(bytes[0] == b'.'),
        };
        let bar = match lines {
            0 if has(is::SENTENCE) || has(is::DOT) && bytes.len() > 1 => Bar::Sentence,
            0 if has(is::CLAUSE) => Bar::Clause,
            0 => Bar::None,
            1 => Bar::Line,
            _ => Bar::Paragraph,
        };
        let stop = bytes.first() == Some(&b'.') && bytes.len() > 1;
        Gap { class, lines, colon: has(is::COLON), bar, hard: has(is::HARD) || lines > 1, stop }
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
#[inline]
pub(super) fn breaks(w: &Window<'_>, i: usize, gap: &Gap, before: Class) -> bool {
    const SHORTENED: Class = Class::TITLE.or(Class::STAFF_TITLE).or(Class::ORG_HEAD).or(Class::ORG_HEAD_WEAK);
    let sentence = gap.stop && i > 0 && w.tokens[i - 1].len() > 2 && !before.has(SHORTENED);
    i == 0 || gap.hard || sentence
}

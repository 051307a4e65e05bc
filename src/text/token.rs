//! Tokens: maximal runs of letters and digits of folded text, with what a scanner asks of them.

use super::fold::LETTER;
pub use super::hash::hash;
use super::hash::hash_of;
use super::reading::{Doubt, doubt};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters alone.
    Word,
    /// Digits alone.
    Number,
    /// Both.
    Mixed,
    /// A label that the text brought along: `[PERSON-1]`, whole, brackets and all.
    Label,
}

/// How the letters of a token are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital.
    Lower,
    /// A capital, then small letters ("Quayle").
    Title,
    /// One capital alone ("J").
    Initial,
    /// Two capitals or more and nothing else ("QUAYLE").
    Upper,
    /// Any other mixture ("McBurney", "DeShawn").
    Mixed,
}

/// Facts about a token and its surroundings that gate which forms are worth trying: a set of bits.
///
/// A *chunk* is a maximal run without white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate(u32);

impl Gate {
    /// Starts with exactly 1 to 9 digits: see [`Gate::digits`].
    const DIGITS: u32 = 1;
    /// Starts with ten digits or more.
    pub const TEN_DIGITS: Gate = Gate(1 << 9);
    /// Starts with a letter.
    pub const LETTER: Gate = Gate(1 << 10);
    /// Starts with a letter, and its chunk or the next token holds a digit.
    pub const LETTER_NEAR_DIGIT: Gate = Gate(1 << 11);
    /// Its chunk holds an at sign.
    pub const AT_IN_CHUNK: Gate = Gate(1 << 12);
    /// Its chunk holds a dot, a slash or a colon between other characters.
    pub const DOT_IN_CHUNK: Gate = Gate(1 << 13);
    /// Right after a plus sign, which the match then begins with.
    pub const AFTER_PLUS: Gate = Gate(1 << 14);
    /// Right after an opening bracket, which the match then begins with.
    pub const AFTER_BRACKET: Gate = Gate(1 << 15);
    /// Right after an at sign that opens its chunk, which the match then begins with.
    pub const AFTER_AT: Gate = Gate(1 << 16);
    /// Spells the start of a month or a named day: at least three letters.
    pub const WORD: Gate = Gate(1 << 17);
    /// Its chunk holds a colon.
    pub const COLON_IN_CHUNK: Gate = Gate(1 << 18);
    /// Any token that starts with a digit.
    pub const DIGIT: Gate = Gate(0x3FF);

    /// The gate of tokens whose leading run has `n` digits; 10 and more are one gate.
    pub const fn digits(n: usize) -> Gate {
        assert!(n > 0);
        Gate(Self::DIGITS << if n > 10 { 9 } else { n - 1 })
    }

    /// Either gate.
    pub const fn or(self, other: Gate) -> Gate {
        Gate(self.0 | other.0)
    }

    /// Whether the two share a bit.
    pub const fn meets(self, other: Gate) -> bool {
        self.0 & other.0 != 0
    }

    /// The numbers of its bits.
    pub fn bits(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(bit)
        })
    }

    /// Whether a match that this gate admits begins one byte before the token.
    pub const fn begins_before(self) -> bool {
        self.meets(Gate::AFTER_PLUS.or(Gate::AFTER_BRACKET).or(Gate::AFTER_AT))
    }
}

/// A maximal run of letters and digits. Offsets count folded bytes from the start of the note.
///
/// Without `Debug`: a hash gives a word away to a dictionary.
#[derive(Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is made of.
    pub kind: Kind,
    /// How its letters are written.
    pub case: Case,
    /// What is worth trying here.
    pub gate: Gate,
    /// What it may be in dictated or scanned text.
    pub doubt: Doubt,
    /// Whether it is ASCII.
    pub ascii: bool,
    /// Hash of its lower-case form: see [`hash`].
    pub hash: u64,
}

impl Token {
    /// Length in folded bytes.
    #[expect(clippy::len_without_is_empty, reason = "a token is never empty")]
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.kind != Kind::Number && self.case != Case::Lower
    }
}

/// Whether a folded byte belongs to a token.
pub fn is_word(b: u8) -> bool {
    CLASSES[usize::from(b)] & WORD != 0
}

/// Appends the tokens of `bytes[from..]` to `out`; `base` is added to every offset. `bytes` before
/// `from` is looked at for what stands right before a token only. O(bytes).
pub fn tokenise(bytes: &[u8], from: usize, base: usize, out: &mut Vec<Token>) {
    tokenise_with(bytes, from, base, |_| 0, out);
}

/// The same, with `label` giving the length of a label that opens with a bracket, 0 for none: it
/// becomes one token.
pub fn tokenise_with(
    bytes: &[u8],
    from: usize,
    base: usize,
    label: fn(&[u8]) -> usize,
    out: &mut Vec<Token>,
) {
    let class = |at: usize| bytes.get(at).map_or(BLANK, |&b| CLASSES[usize::from(b)]);
    // A token and its gap take some six bytes.
    out.reserve(bytes.len().saturating_sub(from) / 6);
    let mut at = from;
    while at < bytes.len() {
        while at < bytes.len() && class(at) & BLANK != 0 {
            at += 1;
        }
        let (chunk, first) = (at, out.len());
        let (mut holds, mut digit) = (0, false);
        while class(at) & BLANK == 0 {
            if class(at) & WORD != 0 {
                let token = token(bytes, at, chunk, base);
                at = token.end - base;
                digit |= token.kind != Kind::Word;
                out.push(token);
                continue;
            }
            let length = if bytes[at] == b'[' { label(&bytes[at..]) } else { 0 };
            if length > 0 {
                let (start, end) = (base + at, base + at + length);
                let hash = hash(&bytes[at + 1..at + length - 1]);
                let (kind, case, gate, doubt) = (Kind::Label, Case::Lower, Gate(0), Doubt::NONE);
                out.push(Token { start, end, kind, case, gate, doubt, ascii: true, hash });
                at += length;
                digit = true;
                continue;
            }
            let inner = at > chunk && class(at + 1) & BLANK == 0;
            holds |= match bytes[at] {
                b'@' => Gate::AT_IN_CHUNK.0,
                b':' if inner => Gate::COLON_IN_CHUNK.0 | Gate::DOT_IN_CHUNK.0,
                b'.' | b'/' if inner => Gate::DOT_IN_CHUNK.0,
                _ => 0,
            };
            at += 1;
        }
        finish_chunk(&mut out[first..], holds, digit, &bytes[at..]);
    }
}

const WORD: u8 = 1;
const DIGIT: u8 = 2;
const CAPITAL: u8 = 4;
/// Ends a chunk.
const BLANK: u8 = 8;

/// What each folded byte is.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < 256 {
        let b = at as u8;
        classes[at] = if b.is_ascii_digit() {
            WORD | DIGIT
        } else if b.is_ascii_uppercase() {
            WORD | CAPITAL
        } else if b.is_ascii_lowercase() || b >= LETTER {
            WORD
        } else if b.is_ascii_whitespace() || b == 0 {
            BLANK
        } else {
            0
        };
        at += 1;
    }
    classes
};

fn is_blank(b: u8) -> bool {
    CLASSES[usize::from(b)] & BLANK != 0
}

fn finish_chunk(tokens: &mut [Token], holds: u32, digit: bool, rest: &[u8]) {
    let count = tokens.len();
    for (i, token) in tokens.iter_mut().enumerate().filter(|(_, t)| t.kind != Kind::Label) {
        token.gate.0 |= holds;
        if token.gate.meets(Gate::LETTER) && (digit || (i + 1 == count && starts_digit(rest))) {
            token.gate.0 |= Gate::LETTER_NEAR_DIGIT.0;
        }
    }
}

/// Whether the next chunk holds a digit within its first six bytes, close by: past blanks and the signs that may
/// stand with them before a number, "MRN . 0000". Where the text at hand ends too soon to tell, it may.
fn starts_digit(rest: &[u8]) -> bool {
    let (Some(first), Some(last)) = (rest.first_chunk(), rest.get(2..10)) else { return true };
    if !has_digit(*first) && !has_digit(last.try_into().expect("eight bytes")) {
        return false;
    }
    let gap = rest.iter().take(4).position(|&b| !is_blank(b) && !b"./-".contains(&b)).unwrap_or(4);
    rest[gap.min(rest.len())..].iter().take(6).take_while(|&&b| !is_blank(b)).any(u8::is_ascii_digit)
}

/// What a byte adds to the counts of its token: a digit, a capital, a letter beyond ASCII, any byte,
/// sixteen bits each. 0 for bytes of no token.
static COUNTS: [u64; 256] = {
    let mut counts = [0; 256];
    let mut at = 0;
    while at < 256 {
        let class = CLASSES[at];
        if class & WORD != 0 {
            let digit = (class & DIGIT != 0) as u64;
            let capital = (class & CAPITAL != 0) as u64;
            counts[at] = digit | capital << 16 | ((at as u8 >= LETTER) as u64) << 32 | 1 << 48;
        }
        at += 1;
    }
    counts
};

/// Most bytes that are counted at a time: no count overflows into the next.
const COUNTED: usize = 0xFFFF;

/// Whether any of eight bytes is a digit, all of them at once: `x - 10` borrows from a byte below 10.
#[inline]
fn has_digit(bytes: [u8; 8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let x = u64::from_le_bytes(bytes) ^ (ONES * 0x30);
    x.wrapping_sub(ONES * 10) & !x & (ONES << 7) != 0
}

/// The token that begins at `start`, in the chunk that begins at `chunk`.
fn token(bytes: &[u8], start: usize, chunk: usize, base: usize) -> Token {
    let (mut figures, mut capitals, mut others, mut end) = (0, 0, 0, start);
    loop {
        let (mut counts, from) = (0, end);
        let most = bytes.len().min(from + COUNTED);
        while end < most {
            let more = COUNTS[usize::from(bytes[end])];
            if more == 0 {
                break;
            }
            counts += more;
            end += 1;
        }
        let count = |shift: u32| (counts >> shift & 0xFFFF) as usize;
        (figures, capitals, others) = (figures + count(0), capitals + count(16), others + count(32));
        if end < from + COUNTED {
            break;
        }
    }
    let word = &bytes[start..end];
    // Figures that it opens with.
    let digits = if figures == word.len() {
        figures
    } else if figures > 0 {
        word.iter().take_while(|b| b.is_ascii_digit()).count()
    } else {
        0
    };
    let letters = word.len() - figures;
    let kind = match letters {
        0 => Kind::Number,
        n if n == word.len() => Kind::Word,
        _ => Kind::Mixed,
    };
    let case = match capitals {
        0 => Case::Lower,
        1 if letters == 1 => Case::Initial,
        n if n == letters => Case::Upper,
        1 if word[0].is_ascii_uppercase() => Case::Title,
        _ => Case::Mixed,
    };
    let mut gate = if digits > 0 { Gate::digits(digits) } else { Gate::LETTER };
    if digits == 0 && word.len() > 2 {
        gate = gate.or(Gate::WORD);
    }
    if start > 0 {
        gate = match bytes[start - 1] {
            b'+' => gate.or(Gate::AFTER_PLUS),
            b'(' => gate.or(Gate::AFTER_BRACKET),
            b'@' if start - 1 == chunk || !is_word(bytes[start - 2]) => gate.or(Gate::AFTER_AT),
            _ => gate,
        };
    }
    let hash = hash_of(bytes, start, end);
    let (doubt, ascii) = (doubt(word, kind, hash), others == 0);
    Token { start: base + start, end: base + end, kind, case, gate, doubt, ascii, hash }
}

#[cfg(test)]
mod tests;

//! What must stand near a token for some forms to be worth trying there.
//!
//! Many forms begin with any word at all and hang on what follows: a kind of street, a sign, a cue.
//! One walk over the tokens, from the last to the first, finds all of that beforehand.

use super::Window;
use super::address::{HOUSES, STREETS, WELSH_STREETS};
use crate::table::Table;
use crate::text::segment::REACH;
use crate::text::token::{Kind, hash, is_word};

/// What a form needs, or what is there: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs(u16);

impl Needs {
    /// Nothing in particular.
    pub const NOTHING: Needs = Needs(0);
    /// A cue of its own label, before it or in brackets after it.
    pub const CUE: Needs = Needs(1);
    /// A kind of street ahead, with nothing but words between and two of them at most.
    pub const STREET: Needs = Needs(1 << 1);
    /// A kind of house ahead, with nothing but words between and three of them at most.
    pub const HOUSE: Needs = Needs(1 << 2);
    /// Figures, then words up to a kind of street.
    pub const NUMBERED_STREET: Needs = Needs(1 << 3);
    /// Words, a comma, then a street.
    pub const COMMA_STREET: Needs = Needs(1 << 4);
    /// An at sign, or "at" in brackets, within the reach of a mailbox's name.
    pub const AT_SIGN: Needs = Needs(1 << 5);
    /// A hash sign within the reach of a name.
    pub const HASH: Needs = Needs(1 << 6);
    /// The word "dot" ahead.
    pub const DOT_SAID: Needs = Needs(1 << 7);
    /// Figures in it, or a dot, an underscore or a hyphen that joins it to what follows.
    pub const JOINED: Needs = Needs(1 << 8);
    /// A bracket that closes before it, as after a time of day.
    pub const STAMPED: Needs = Needs(1 << 9);
    /// A sign in words, "underscore", right after it.
    pub const SIGN_SAID: Needs = Needs(1 << 10);
    /// How many bits there are.
    pub const COUNT: usize = 11;

    /// Both.
    pub const fn and(self, other: Needs) -> Needs {
        Needs(self.0 | other.0)
    }

    /// Whether it holds all of `other`.
    pub const fn holds(self, other: Needs) -> bool {
        self.0 & other.0 == other.0
    }

    /// From its bits.
    pub const fn from_bits(bits: usize) -> Needs {
        Needs(bits as u16)
    }

    /// The bits as a number below `1 << COUNT`.
    pub const fn bits(self) -> usize {
        self.0 as usize
    }

    fn or_if(self, other: Needs, there: bool) -> Needs {
        if there { self.and(other) } else { self }
    }
}

/// How far off what is needed may be, as the patterns bound it.
mod within {
    /// A street, a house, a comma: so many words on, hyphens and apostrophes parting none.
    pub const STREET_WORDS: usize = 3;
    pub const HOUSE_WORDS: usize = 4;
    pub const COMMA_WORDS: usize = 3;
    /// In bytes: a mailbox's name of 64, blanks and a line end.
    pub const AT_SIGN: usize = 72;
    /// A name of 31.
    pub const HASH: usize = 32;
    /// Three words of a mailbox with their signs, its last word, two numbers, a domain.
    pub const DOT_SAID: usize = 160;
}

/// What a word is to the forms: a set of bits.
type Meaning = u8;
const STREET: Meaning = 1;
const HOUSE: Meaning = 2;
const WALES: Meaning = 4;
const DOT: Meaning = 8;
const SIGN: Meaning = 16;
const AT: Meaning = 32;

/// What stands after a token.
#[derive(Clone, Copy)]
struct Ahead {
    /// How many words on the nearest kind of street or house is, and the nearest comma before a street, with
    /// nothing but words between.
    street: usize,
    house: usize,
    comma: usize,
    /// Where in the note the nearest at sign, hash sign and word "dot" stand.
    at: usize,
    hash: usize,
    dot: usize,
    /// Whether a street follows, past further figures and then words.
    numbered: bool,
    /// What the next token is.
    next: Meaning,
}

const NONE: usize = usize::MAX;

const NOTHING: Ahead = Ahead {
    street: NONE,
    house: NONE,
    comma: NONE,
    at: NONE,
    hash: NONE,
    dot: NONE,
    numbered: false,
    next: 0,
};

/// Finds what forms need.
pub struct Scout {
    words: Table<Meaning>,
}

impl Scout {
    /// Learns the words from the patterns that use them.
    pub fn new() -> Scout {
        let mut words = Table::with_room(512);
        let lists = [
            (STREETS, STREET),
            (HOUSES, HOUSE),
            (WELSH_STREETS, WALES),
            ("(?:dot)", DOT),
            ("(?:dot|underscore|under|dash|hyphen)", SIGN),
            ("(?:at)", AT),
        ];
        for (pattern, meaning) in lists {
            for word in alternatives(pattern) {
                *words.entry(hash(word.as_bytes())) |= meaning;
            }
        }
        Scout { words }
    }

    /// For each of the window's own tokens, what stands near it, into `out`. O(tokens).
    pub fn look(&self, w: &Window<'_>, out: &mut Vec<Needs>) {
        out.clear();
        out.resize(w.own_end - w.own_start, Needs::NOTHING);
        let Some(last) = w.tokens[w.own()].last() else { return };
        // No match ends further on, and what must follow one needs nothing ahead.
        let end = w.tokens.partition_point(|t| t.start < last.end + REACH);
        let mut ahead = NOTHING;
        // Whether anything has been met at all: in most windows little is.
        let mut met = false;
        for i in (w.own_start..end).rev() {
            let plain = self.is_plain(w, i);
            if met || !plain {
                ahead = self.step_back(w, i, ahead);
                met = ahead.is_something();
            }
            if i < w.own_end {
                let needs = beside(w, i);
                out[i - w.own_start] = if met { needs.and(near(w, i, &ahead)) } else { needs };
            }
        }
    }

    /// Whether nothing but a blank and a word of no meaning follow token `i`.
    #[inline]
    fn is_plain(&self, w: &Window<'_>, i: usize) -> bool {
        let Some(next) = w.tokens.get(i + 1) else { return false };
        next.kind == Kind::Word
            && next.start == w.tokens[i].end + 1
            && w.bytes[next.start - 1 - w.base] == b' '
            && self.words.get(next.hash).is_none()
    }

    /// What stands after token `i`, from what stands after the token behind it.
    fn step_back(&self, w: &Window<'_>, i: usize, mut ahead: Ahead) -> Ahead {
        let gap = w.gap_after(i);
        let next = w.tokens.get(i + 1);
        let start = next.map_or(NONE, |t| t.start);
        let word = next.is_some_and(|t| t.kind == Kind::Word);
        let meaning = next.filter(|_| word).and_then(|t| self.words.get(t.hash)).copied().unwrap_or(0);
        ahead.numbered = if word { ahead.street != NONE || meaning & WALES != 0 } else { ahead.numbered };
        let street = ahead.numbered;
        ahead.next = meaning;
        if meaning & DOT != 0 {
            ahead.dot = start;
        }
        let end = w.tokens[i].end;
        match gap.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\'' | b'-')) {
            None if word => {
                let words = usize::from(gap.iter().any(|b| matches!(b, b' ' | b'\t')));
                let counted = |far: usize, here: Meaning| {
                    if meaning & here != 0 { words } else { far.saturating_add(words) }
                };
                ahead.street = counted(ahead.street, STREET);
                ahead.house = counted(ahead.house, HOUSE);
                ahead.comma = counted(ahead.comma, 0);
            }
            // Figures end a run of words.
            None => (ahead.street, ahead.house, ahead.comma) = (NONE, NONE, NONE),
            Some(stop) => {
                (ahead.street, ahead.house, ahead.comma) = (NONE, NONE, NONE);
                if gap[stop] == b',' && street {
                    ahead.comma = 0;
                }
                let sign = |b: u8| gap.iter().position(|&g| g == b).map(|n| end + n);
                ahead.at = sign(b'@').unwrap_or(ahead.at);
                ahead.hash = sign(b'#').unwrap_or(ahead.hash);
                if meaning & AT != 0 && matches!(gap.last(), Some(b'(' | b'[')) {
                    ahead.at = ahead.at.min(start);
                }
            }
        }
        ahead
    }
}

impl Ahead {
    fn is_something(&self) -> bool {
        let all = [self.street, self.house, self.comma, self.at, self.hash, self.dot];
        all.iter().any(|&at| at != NONE) || self.numbered || self.next != 0
    }
}

/// What stands further off token `i`.
fn near(w: &Window<'_>, i: usize, ahead: &Ahead) -> Needs {
    let start = w.tokens[i].start;
    let within = |at: usize, most: usize| at.saturating_sub(start) <= most;
    Needs::NOTHING
        .or_if(Needs::STREET, ahead.street <= within::STREET_WORDS)
        .or_if(Needs::HOUSE, ahead.house <= within::HOUSE_WORDS)
        .or_if(Needs::NUMBERED_STREET, ahead.numbered)
        .or_if(Needs::COMMA_STREET, ahead.comma <= within::COMMA_WORDS)
        .or_if(Needs::AT_SIGN, within(ahead.at, within::AT_SIGN))
        .or_if(Needs::HASH, within(ahead.hash, within::HASH))
        .or_if(Needs::DOT_SAID, within(ahead.dot, within::DOT_SAID))
        .or_if(Needs::SIGN_SAID, ahead.next & SIGN != 0)
}

/// What stands right beside token `i`.
#[inline]
fn beside(w: &Window<'_>, i: usize) -> Needs {
    let token = &w.tokens[i];
    let (start, end) = (token.start - w.base, token.end - w.base);
    let goes_on = matches!(w.bytes[end..], [b'.' | b'_' | b'-', b, ..] if is_word(b));
    let joined = token.kind == Kind::Mixed || goes_on;
    Needs::NOTHING.or_if(Needs::JOINED, joined).or_if(Needs::STAMPED, w.bytes[..start].ends_with(b"] "))
}

/// The first words of a list of alternatives as patterns write it: "(?:cottages?|coach house)\b".
pub(super) fn alternatives(pattern: &str) -> impl Iterator<Item = &str> {
    let list = pattern.trim_end_matches("\\b").trim_start_matches("(?:").trim_end_matches(')');
    list.split('|').flat_map(|term| {
        let word = term.split(' ').next().unwrap_or(term);
        let many = word.strip_suffix('?').unwrap_or(word);
        // "cottages?" is "cottages" and "cottage".
        let one = if many.len() < word.len() { &many[..many.len() - 1] } else { many };
        [many, one]
    })
}

//! What a token by itself may be: the tokeniser says so once, and most text needs no second reading.

use super::{scanned, spoken};
use crate::text::token::Kind;

/// What a token by itself may be in dictated or scanned text: a set of bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Doubt(u8);

impl Doubt {
    /// Nothing else than it seems.
    pub const NONE: Doubt = Doubt(0);
    /// A number, or part of one, in words.
    pub(super) const SAID: Doubt = Doubt(1);
    /// "and".
    pub(super) const AND: Doubt = Doubt(2);
    /// A word of the spelling alphabet.
    pub(super) const SPELLING: Doubt = Doubt(4);
    /// A letter by itself.
    pub(super) const LETTER: Doubt = Doubt(8);
    /// "dot".
    pub(super) const DOT: Doubt = Doubt(16);
    /// Something that a scanner misread.
    pub(super) const SCANNED: Doubt = Doubt(32);
    /// Something that would be written otherwise, if its neighbours agree.
    pub(super) const MISREAD: Doubt = Doubt(64);
    /// What a spoken run may hold besides figures.
    pub(super) const SPOKEN: Doubt = Doubt(1 | 2 | 4 | 8);

    /// Either.
    pub(super) const fn or(self, other: Doubt) -> Doubt {
        Doubt(self.0 | other.0)
    }

    pub(super) fn has(self, other: Doubt) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a token of that text, kind and hash may be.
pub(in crate::text) fn doubt(word: &[u8], kind: Kind, hash: u64) -> Doubt {
    let mut doubt = Doubt::NONE;
    let mut add = |there: bool, what: Doubt| doubt.0 |= if there { what.0 } else { 0 };
    if kind == Kind::Word {
        if let Some(heard) = spoken::heard(hash) {
            add(heard.said.is_some(), Doubt::SAID);
            add(heard.letter.is_some(), Doubt::SPELLING);
        }
        // Most words are long and show nothing else.
        if word.len() > 4 && word[word.len() - 1] != b'I' {
            return doubt;
        }
        add(word.len() == 1, Doubt::LETTER);
        add(word.eq_ignore_ascii_case(b"and"), Doubt::AND);
        add(word.eq_ignore_ascii_case(b"dot"), Doubt::DOT);
    }
    add(scanned::is_doubtful(word, kind), Doubt::SCANNED);
    add(scanned::may_be_misread(word, kind), Doubt::MISREAD);
    doubt
}

//! Note-wide evidence: how each word of the note has been written so far, so that one mention helps
//! another ("global features": Chieu and Ng 2002). A word met after a title, as a speaker, or with a
//! capital inside a sentence is more of a name elsewhere; one met in small letters, less.
//!
//! It holds what came before and the window in hand, never more, so that a stream and the whole
//! note agree.

use super::habit::{Habit, Manner};
use super::speaker;
use crate::detect::Window;
use crate::lexicon::{self, Class, Entry, Table};
use crate::text::token::{Case, Kind, Token};
use std::collections::hash_map::Entry as Place;
use std::ops::Range;

/// Ways in which a word has been met: a set of bits.
pub type Ways = u16;

/// In small letters.
const LOWER: Ways = 1;
/// With a capital after a word in small letters.
const INSIDE: Ways = 1 << 1;
/// After a title.
const TITLED: Ways = 1 << 2;
/// After a relation ("son", "wife").
const RELATED: Ways = 1 << 3;
/// As who speaks: alone before a colon or in pointed brackets, with nothing but a time before or after it; or with
/// nothing but a time on its line.
const SPEAKER: Ways = 1 << 4;
/// More than once.
const AGAIN: Ways = 1 << 5;
/// With a possessive.
const OWNER: Ways = 1 << 6;
/// All in capitals.
pub const UPPER: Ways = 1 << 7;
/// As who speaks, again and again: a talk has few speakers and a form few fields that come back.
pub const TURNS: Ways = 1 << 8;
/// Ways in which names are met, and other words seldom.
pub const NAMED: Ways = INSIDE | TITLED | RELATED | SPEAKER | OWNER;
/// From so many turns of talk on.
const MANY_TURNS: u8 = 3;

/// Most words kept: past these, new ones leave no evidence.
const MOST: usize = 1 << 16;

/// What is kept of a word.
#[derive(Clone, Copy)]
struct Met {
    ways: Ways,
    /// Ways in which the word after it is met.
    leads: Ways,
    /// How many turns of talk it has headed, as far as it matters.
    turns: u8,
}

impl Met {
    /// The word is met again.
    fn again(&mut self, ways: Ways) {
        self.ways |= ways | AGAIN;
        if ways & SPEAKER != 0 {
            self.turns = self.turns.saturating_add(1);
            if self.turns >= MANY_TURNS {
                self.ways |= TURNS;
            }
        }
    }
}

/// The words of one note, by hash.
#[derive(Default)]
pub struct Evidence {
    words: Table<Met>,
    /// Note offset up to which tokens are taken, in folded bytes.
    taken: usize,
    habit: Habit,
    /// What the lists say of the tokens of the window in hand, so that each is looked up once.
    entries: Vec<Entry>,
}

impl Evidence {
    /// Takes the tokens of a window that are new. O(new tokens).
    pub fn take(&mut self, w: &Window<'_>) {
        let from = w.tokens.partition_point(|t| t.start < self.taken);
        // Those taken with the windows before are the last ones kept.
        let mut entries = std::mem::take(&mut self.entries);
        entries.drain(..entries.len() - from);
        lexicon::words(&w.tokens[from..], &mut entries);
        self.take_range(w, from..w.tokens.len(), &entries[from..]);
        self.entries = entries;
        self.habit.go_on(&w.tokens[from..]);
    }

    /// What the lists say of the words of the window taken last.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How the note is written here.
    pub fn manner(&self) -> Manner {
        self.habit.manner()
    }

    /// How each word of a whole note has been met when its turn comes, as near as a session tells:
    /// from what came before it and the rest of a window of the usual size.
    pub fn of_note(w: &Window<'_>) -> Vec<Ways> {
        /// Tokens in a usual segment, and in what is seen after it.
        const SEGMENT: usize = 96;
        let (mut evidence, mut entries) = (Evidence::default(), Vec::new());
        lexicon::words(w.tokens, &mut entries);
        let mut all = Vec::with_capacity(w.tokens.len());
        for at in (0..w.tokens.len()).step_by(SEGMENT) {
            let seen = if at == 0 { 0 } else { (at + SEGMENT).min(w.tokens.len()) };
            let to = (at + SEGMENT).min(w.tokens.len());
            let new = seen..(to + SEGMENT).min(w.tokens.len());
            evidence.take_range(w, new.clone(), &entries[new]);
            all.extend(w.tokens[at..to].iter().map(|t| evidence.of(t)));
        }
        all
    }

    /// Takes tokens `range`, each of which must be new, with what the lists say of them.
    fn take_range(&mut self, w: &Window<'_>, range: Range<usize>, entries: &[Entry]) {
        // Most words of a short note are new to it.
        self.words.reserve(range.len());
        let mut before = match range.start {
            0 => 0,
            start => leads(lexicon::word(w.tokens[start - 1].hash)),
        };
        for (i, &entry) in range.zip(entries) {
            let token = &w.tokens[i];
            self.taken = token.end;
            let leads = leads(entry);
            if token.kind != Kind::Word {
                before = leads;
                continue;
            }
            let ways = ways(w, i, before);
            let full = self.words.len() >= MOST;
            before = match self.words.entry(token.hash) {
                Place::Occupied(mut known) => {
                    known.get_mut().again(ways);
                    known.get().leads
                }
                Place::Vacant(_) if full => leads,
                Place::Vacant(new) => {
                    let turns = u8::from(ways & SPEAKER != 0);
                    new.insert(Met { ways, leads, turns }).leads
                }
            };
        }
    }

    /// How a word of this hash has been met, if it has.
    pub fn met(&self, word: u64) -> Option<Ways> {
        self.words.get(&word).map(|met| met.ways)
    }

    /// How a word has been met.
    #[inline]
    pub fn of(&self, token: &Token) -> Ways {
        if token.kind != Kind::Word {
            return 0;
        }
        self.words.get(&token.hash).map_or(0, |met| met.ways)
    }
}

/// Ways in which a word is met after a token.
fn leads(entry: Entry) -> Ways {
    let class = entry.class;
    let titled = if class.has(Class::TITLE.or(Class::STAFF_TITLE)) { TITLED } else { 0 };
    let related = if class.has(Class::RELATION) { RELATED } else { 0 };
    titled | related
}

/// How a word is met here; `before` is what the token before it leads to.
fn ways(w: &Window<'_>, i: usize, before: Ways) -> Ways {
    let token = &w.tokens[i];
    let mut ways = match token.case {
        Case::Lower => LOWER,
        Case::Upper => UPPER,
        _ => 0,
    };
    if i > 0 {
        let gap = w.gap_before(i);
        if before != 0 {
            ways |= before
                & match gap {
                    b" " | b" (" | b", " => TITLED | RELATED,
                    [b'\n', ..] | [_, _, _, ..] => 0,
                    _ => TITLED,
                };
        }
        let last = &w.tokens[i - 1];
        if token.is_capitalised() && gap == b" " && last.kind == Kind::Word && last.case == Case::Lower {
            ways |= INSIDE;
        }
    }
    if speaker::speaks(w, i) {
        ways |= SPEAKER;
    }
    if w.gap_after(i) == b"'" && w.tokens.get(i + 1).is_some_and(|t| t.len() == 1 && w.word(i + 1) == b"s") {
        ways |= OWNER;
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenise;

    /// Whether a word of a text has been met in a way, wherever it stands.
    fn is_met(text: &str, word: &str, way: Ways) -> bool {
        let mut tokens = Vec::new();
        tokenise(text.as_bytes(), 0, 0, &mut tokens);
        let ways = Evidence::of_note(&Window::whole(text.as_bytes(), &tokens));
        tokens.iter().zip(ways).any(|(t, ways)| text[t.start..t.end] == *word && ways & way != 0)
    }

    #[test]
    fn who_heads_three_turns_speaks_again_and_again() {
        let table = [
            ("ha: well\njt: no\nha: oh\njt: yes\nha: so", true),
            ("ha: well\njt: no\nha: oh\njt: yes, ha", false),
            ("ha ha ha ha: well", false),
            ("<ha> well\n09:10 ha: oh\nha 09:12: so", true),
        ];
        for (text, want) in table {
            assert_eq!(is_met(text, "ha", TURNS), want, "{text:?}");
        }
    }
}

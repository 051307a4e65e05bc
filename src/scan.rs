//! Cues: the words that say what a value is, met by the hash of the first of them.

use crate::detect::{Label, Sub, Window};
use crate::table::Table;
use crate::text::token::{Kind, Token, hash, is_word};
use crate::words::{Words, words};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A cue met in a window.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    start: usize,
    end: usize,
    label: Label,
    /// What the value then is, more finely.
    pub sub: Option<Sub>,
    /// The cue, as the table writes it.
    pub words: &'static str,
}

impl Hit {
    /// Whether a bracket opens right before it.
    fn is_opened(&self, bytes: &[u8]) -> bool {
        self.start > 0 && matches!(bytes[self.start - 1], b'(' | b'[')
    }
}

/// The cues of a window.
#[derive(Default)]
pub struct Hits {
    /// By where they end; of those that end together the longest last.
    all: Vec<Hit>,
    /// A bit for each label that one of them speaks of.
    labels: u64,
    /// Whether one of them stands in brackets.
    opened: bool,
}

/// A cue: its words and what each identifier that it belongs to makes of it.
struct Term {
    words: &'static str,
    meanings: Vec<(Label, Option<Sub>)>,
}

/// Every identifier's cues, by their first words.
pub struct Cues {
    /// Sorted.
    terms: Vec<Term>,
    /// Terms by the hash of their first word: the range of their numbers.
    words: Table<(u16, u16)>,
    /// Terms by their first byte, likewise.
    bytes: [(u16, u16); 256],
}

/// Furthest that a cue may stand from its value, in bytes.
const NEAR: usize = 40;

/// Words that may stand between a cue and its value.
const FILLERS: &Words = words![
    "no",
    "nos",
    "nr",
    "number",
    "numbers",
    "num",
    "is",
    "was",
    "id",
    "the",
    "of",
    "her",
    "his",
    "their",
    "my",
    "a",
    "an",
    "on",
    "as",
    "ref",
    "reference",
    "to",
    "for",
    "are",
    "details",
    "now",
    "still",
    "new",
    "uk",
    "code",
    "and",
    "it",
    "its",
    "s",
    "full",
    "stop",
    "colon",
    "that",
    "thats",
    "um",
    "uh",
    "er",
    "here",
    "patient",
    "patients",
    "also",
    "listed",
    "given",
    "recorded",
    "quoted",
    "read",
    "reads",
    "or",
    "mine",
    "pin",
    "about",
    "card",
    "from",
    "sticker",
    "label",
    "labels",
    "app",
    "sent",
    "reg",
    "registration",
    "verified",
    "traced",
    "seen",
    "shown",
    "signed",
    "same",
    "home",
    "work",
    "at",
    "me",
    "hers",
];

impl Cues {
    /// Sorts the table's cues.
    pub fn new() -> Self {
        let mut all: BTreeMap<&'static str, Vec<(Label, Option<Sub>)>> = BTreeMap::new();
        for &label in Label::ALL {
            for cue in label.identifier().cues {
                for words in cue.words {
                    all.entry(words).or_default().push((label, cue.sub));
                }
            }
        }
        // Terms of one first word stand together: "a" before "a b" before "a/b" before "ab".
        let mut terms: Vec<Term> =
            all.into_iter().map(|(words, meanings)| Term { words, meanings }).collect();
        terms.sort_by_key(|term| (first_word(term.words), term.words));
        let mut cues = Cues { words: Table::with_room(terms.len()), bytes: [(0, 0); 256], terms };
        for (at, term) in (0..).zip(&cues.terms) {
            let word = first_word(term.words);
            assert!(!word.is_empty(), "a cue begins with a word");
            for range in [cues.words.entry(hash(word)), &mut cues.bytes[usize::from(word[0])]] {
                *range = if range.1 == 0 { (at, at + 1) } else { (range.0, at + 1) };
            }
        }
        cues
    }

    /// Cues that could label the window's own tokens, by where they end. O(window).
    pub fn find(&self, window: &Window<'_>) -> Hits {
        let own = &window.tokens[window.own()];
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return Hits::default() };
        let from = (first.start - window.base).saturating_sub(2 * NEAR);
        let to = (last.end - window.base + 2 * NEAR).min(window.bytes.len());
        let mut hits = Vec::new();
        let before =
            window.tokens[..window.own_start].iter().rev().take_while(|t| t.end - window.base > from);
        for token in &window.tokens[window.own_start - before.count()..] {
            let start = token.start - window.base;
            if start >= to {
                break;
            }
            self.at_token(window, token, from, to, &mut hits);
        }
        // Every cue that ends first comes first; the longest of those that end together is nearest to
        // what follows: "birth date", not "date".
        hits.sort_by_key(|h| (h.end, Reverse(h.start)));
        let labels = hits.iter().fold(0, |labels, hit| labels | 1 << hit.label as u64);
        let opened = hits.iter().any(|hit| hit.is_opened(window.bytes));
        Hits { all: hits, labels, opened }
    }

    /// Cues that begin at a token, or within a label of the text's own.
    fn at_token(&self, window: &Window<'_>, token: &Token, from: usize, to: usize, hits: &mut Vec<Hit>) {
        let bytes = window.bytes;
        let (start, end) = (token.start - window.base, token.end - window.base);
        let whole = token.kind == Kind::Word && !bytes.get(end).is_some_and(|&b| is_word(b));
        if whole && token.ascii {
            if start >= from
                && let Some(&range) = self.words.get(token.hash)
            {
                self.among(range, bytes, start, to, hits);
            }
            return;
        }
        // Figures may follow a cue at once, and a label is made of words.
        for at in start.max(from)..end {
            if is_word(bytes[at]) {
                self.among(self.bytes[usize::from(bytes[at].to_ascii_lowercase())], bytes, at, to, hits);
            }
        }
    }

    /// The cues of a range that stand at `at`, whole, and end by `to`.
    fn among(&self, (first, end): (u16, u16), bytes: &[u8], at: usize, to: usize, hits: &mut Vec<Hit>) {
        if at > 0 && is_word(bytes[at - 1]) {
            return;
        }
        for term in &self.terms[usize::from(first)..usize::from(end)] {
            let end = at + term.words.len();
            // Many begin alike: the last byte tells most of them apart.
            let there = end <= to
                && bytes[end - 1].eq_ignore_ascii_case(&term.words.as_bytes()[term.words.len() - 1])
                && bytes[at..end].eq_ignore_ascii_case(term.words.as_bytes())
                && bytes.get(end).is_none_or(|&b| !b.is_ascii_alphabetic());
            if there {
                let hit = |&(label, sub)| Hit { start: at, end, label, sub, words: term.words };
                hits.extend(term.meanings.iter().map(hit));
            }
        }
    }
}

impl Hits {
    /// How many.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Whether one of them may label a value that begins at `at` or at the byte before: cheap, and never wrong
    /// to say yes. [`Hits::may_label`] knows which it labels.
    pub fn reach(&self, at: usize) -> bool {
        let past = self.all.partition_point(|h| h.end <= at);
        self.opened || past > 0 && at - self.all[past - 1].end <= NEAR + 1
    }

    /// Whether one of them is a cue of `label`.
    pub fn speak_of(&self, label: Label) -> bool {
        self.labels >> label as u64 & 1 != 0
    }

    /// Whether a cue of `label` stands where it could label a value that begins at `at`: it does so
    /// before it, or in brackets somewhere after it.
    pub fn may_label(&self, label: Label, bytes: &[u8], at: usize) -> bool {
        let after = |h: &Hit| h.label == label && h.start > at && h.is_opened(bytes);
        self.speak_of(label) && (self.before(label, bytes, at).is_some() || self.all.iter().any(after))
    }

    /// The nearest cue before a value of `label` at `start`, with only fillers between.
    fn before(&self, label: Label, bytes: &[u8], start: usize) -> Option<&Hit> {
        let past = self.all.partition_point(|h| h.end <= start);
        let near = self.all[..past].iter().rev().take_while(|h| start - h.end <= NEAR);
        near.filter(|h| h.label == label).find(|h| only_fillers(&bytes[h.end..start]))
    }

    /// The cue that labels the value of `label` at `start..end` of `bytes`: the nearest before it with
    /// only fillers between, else one in brackets right after it.
    pub fn label(&self, label: Label, bytes: &[u8], start: usize, end: usize) -> Option<&Hit> {
        if !self.speak_of(label) {
            return None;
        }
        self.before(label, bytes, start).or_else(|| {
            let of_label = self.all.iter().filter(|h| h.label == label);
            let after = of_label.filter(|h| h.start >= end && h.start - end <= 2);
            let opened = after.filter(|h| matches!(&bytes[end..h.start], b" (" | b"(" | b" ["));
            opened.max_by_key(|h| h.end)
        })
    }
}

impl Default for Cues {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a gap holds only blanks, light punctuation and [`FILLERS`]; one line end at most.
fn only_fillers(gap: &[u8]) -> bool {
    let lines = gap.iter().filter(|&&b| b == b'\n').count();
    lines <= 1
        && gap.split(|&b| !is_word(b)).filter(|word| !word.is_empty()).all(|word| FILLERS.has(word))
        && !gap.iter().any(|b| matches!(b, b';' | b'?' | b'!'))
}

/// The letters and digits that a cue begins with.
fn first_word(words: &str) -> &[u8] {
    let end = words.bytes().position(|b| !is_word(b)).unwrap_or(words.len());
    &words.as_bytes()[..end]
}

#[cfg(test)]
mod tests;

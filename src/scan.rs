//! Cues: one automaton over the words that say what a value is.

use crate::detect::{Label, Sub, Window};
use crate::text::token::is_word;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
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

/// What a cue labels, more finely what, and the cue itself.
type Meaning = (Label, Option<Sub>, &'static str);

/// The automaton over every identifier's cues.
pub struct Cues {
    automaton: AhoCorasick,
    /// For each pattern, what it labels.
    meanings: Vec<Vec<Meaning>>,
}

/// Furthest that a cue may stand from its value, in bytes.
const NEAR: usize = 40;

/// Words that may stand between a cue and its value.
const FILLERS: &[&str] = &[
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
    /// Builds the automaton from the table.
    pub fn new() -> Self {
        let mut terms: BTreeMap<&'static str, Vec<Meaning>> = BTreeMap::new();
        for &label in Label::ALL {
            for cue in label.identifier().cues {
                for words in cue.words {
                    terms.entry(words).or_default().push((label, cue.sub, words));
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            // Overlapping, so that "home office ref" does not hide "home office" before "reference".
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(terms.keys())
            .expect("the table's cues are a few hundred short terms");
        Cues { automaton, meanings: terms.into_values().collect() }
    }

    /// Cues that could label the window's own tokens, in order. O(window).
    pub fn find(&self, window: &Window<'_>) -> Vec<Hit> {
        let own = &window.tokens[window.own()];
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return Vec::new() };
        let bytes = window.bytes;
        let from = (first.start - window.base).saturating_sub(2 * NEAR);
        // A cue is met whole or not at all: begin at a word, wherever the window happens to begin.
        let to = (last.end - window.base + 2 * NEAR).min(bytes.len());
        let from = (from..to).find(|&at| at == 0 || !is_word(bytes[at - 1])).unwrap_or(to);
        let mut hits = Vec::new();
        if from >= to {
            // One endless word: no cue begins in it.
            return hits;
        }
        for found in self.automaton.find_overlapping_iter(Input::new(bytes).range(from..to)) {
            let whole = (found.start() == 0 || !is_word(bytes[found.start() - 1]))
                && bytes.get(found.end()).is_none_or(|&b| !b.is_ascii_alphabetic());
            if whole {
                let meanings = &self.meanings[found.pattern().as_usize()];
                hits.extend(meanings.iter().map(|&(label, sub, words)| Hit {
                    start: found.start(),
                    end: found.end(),
                    label,
                    sub,
                    words,
                }));
            }
        }
        hits
    }

    /// The cue among `hits` that labels the value of `label` at `start..end` of `bytes`: the
    /// nearest before it with only fillers between, else one in brackets right after it.
    pub fn labels<'h>(
        hits: &'h [Hit],
        label: Label,
        bytes: &[u8],
        start: usize,
        end: usize,
    ) -> Option<&'h Hit> {
        let before = hits.iter().rev().filter(|h| h.label == label && h.end <= start);
        let mut near = before.take_while(|h| start - h.end <= NEAR);
        near.find(|h| only_fillers(&bytes[h.end..start])).or_else(|| {
            let mut after = hits.iter().filter(|h| h.label == label && h.start >= end && h.start - end <= 2);
            after.find(|h| matches!(&bytes[end..h.start], b" (" | b"(" | b" ["))
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
        && gap
            .split(|&b| !is_word(b))
            .filter(|word| !word.is_empty())
            .all(|word| FILLERS.iter().any(|f| f.as_bytes().eq_ignore_ascii_case(word)))
        && !gap.iter().any(|b| matches!(b, b';' | b'?' | b'!'))
}

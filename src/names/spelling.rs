//! Names spelled out letter by letter ("Hall, H A double L"), as they are in dictation and on the telephone.

use super::ORDINARY;
use super::evidence::{Evidence, NAMED, UPPER};
use crate::Span;
use crate::detect::{Finding, Label, Reason, Source, Window};
use crate::lexicon::{self, Class};
use crate::text::token::{Kind, Token, hash};
use crate::words::words;

/// Letters of a name: fewer may be anything, more are none.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=24;
/// From so many letters on, that something is spelled is enough.
const LONG: usize = 4;
/// From so many on, that it is said in other words, too.
const LONGER: usize = 5;
/// Tokens before the first letter among which the word itself is looked for.
const FAR: usize = 6;
/// The same for words that something is spelled after.
const NEAR: usize = 3;

/// Appends the names that are spelled out from an own token on. O(own tokens).
pub fn find(w: &Window<'_>, evidence: &Evidence, found: &mut Vec<Finding>) {
    for first in w.own() {
        let Some((letters, next)) = letter(w, first).filter(|_| !goes_on(w, first)) else { continue };
        if letter(w, next).is_none() || !is_joined(w, next) {
            continue;
        }
        if let Some(end) = name(w, first, (letters, next), evidence)
            && let Some(span) = Span::new(w.tokens[first].start, w.tokens[end - 1].end)
        {
            let reason = Reason { source: Source::Context, rule: "a name spelled out", cue: None };
            found.push(Finding { span, label: Label::Person, sub: None, strength: 0.97, reason });
        }
    }
}

/// One past the last token of a name that is spelled from token `first` on: the longest word that the note has
/// given as a name, or all that is spelled where that looks like one.
fn name(w: &Window<'_>, first: usize, begun: (usize, usize), evidence: &Evidence) -> Option<usize> {
    let (mut times, mut next) = begun;
    let (mut word, mut known, gap) = (Vec::new(), None, w.gap_before(next));
    loop {
        word.extend(std::iter::repeat_n(w.word(next - 1)[0], times));
        if word.len() > *LETTERS.end() {
            return None;
        }
        if word.len() >= *LETTERS.start() && is_known(w, first, &word, evidence) {
            known = Some(next);
        }
        match letter(w, next).filter(|_| w.gap_before(next) == gap) {
            Some(more) => (times, next) = more,
            None => break,
        }
    }
    let whole = gap != b", " && looks_like_name(w, first, &word);
    known.or(whole.then_some(next)).filter(|_| !is_tested(w, first))
}

/// The letter at token `i`: how many times it stands, and one past its token ("double l": 2).
#[inline]
fn letter(w: &Window<'_>, i: usize) -> Option<(usize, usize)> {
    // What an apostrophe cuts off is no letter of its own: "that's".
    let one = |i: usize| {
        let is_letter = |t: &Token| t.kind == Kind::Word && t.len() == 1;
        w.tokens.get(i).is_some_and(is_letter) && !w.gap_before(i).ends_with(b"'")
    };
    match times(w, i) {
        1 => one(i).then_some((1, i + 1)),
        times => (one(i + 1) && w.gap_before(i + 1) == b" ").then_some((times, i + 2)),
    }
}

/// Whether the letter at token `i` belongs to those before it.
fn goes_on(w: &Window<'_>, i: usize) -> bool {
    i > 0 && is_joined(w, i) && (times(w, i - 1) > 1 || letter(w, i - 1).is_some())
}

/// How many times a word says that the letter after it stands; 1 for all other words.
#[inline]
fn times(w: &Window<'_>, i: usize) -> usize {
    match w.tokens.get(i).map_or(0, Token::len) {
        6 if words!["double"].has(w.word(i)) => 2,
        6 if words!["triple", "treble"].has(w.word(i)) => 3,
        _ => 1,
    }
}

/// Whether no more than a blank, a hyphen or a comma parts a token from the one before.
fn is_joined(w: &Window<'_>, i: usize) -> bool {
    matches!(w.gap_before(i), b" " | b"-" | b", ")
}

/// Whether the note has given the word spelled from token `first` on, as a name or just before.
fn is_known(w: &Window<'_>, first: usize, word: &[u8], evidence: &Evidence) -> bool {
    let hash = hash(word);
    let Some(ways) = evidence.met(hash) else { return false };
    let entry = lexicon::word(hash);
    let said = || (first.saturating_sub(FAR)..first).any(|k| w.tokens[k].hash == hash);
    let listed = entry.given > 0 || entry.surname > 0;
    !entry.class.has(TERMS)
        && (entry.word < ORDINARY && (listed || ways & NAMED != 0)
            || word.len() >= LONG && (listed || ways & UPPER == 0) && said())
}

/// Lists whose words are spelled out without being names.
const TERMS: Class = Class::ABBREVIATION.or(Class::DRUG);

/// Whether what is spelled from token `first` on is a name by itself, as it is no other word and is said to be
/// spelled.
fn looks_like_name(w: &Window<'_>, first: usize, word: &[u8]) -> bool {
    let entry = lexicon::word(hash(word));
    let listed = entry.given > 0 || entry.surname > 0;
    if entry.class.has(TERMS) || word.len() < LONG {
        return false;
    }
    let back = |k: usize| first.checked_sub(k).map_or(&b""[..], |i| w.word(i));
    // No further back than the line and the sentence go.
    let ends = |i: usize| w.gap_before(i).iter().any(|b| matches!(b, b'\n' | b'.' | b'?' | b'!'));
    let near = (1..=NEAR.min(first)).take_while(|k| !ends(first + 1 - k));
    let told = near.map(back).any(|before| words!["spelled", "spelt", "spelling", "surname"].has(before));
    let is = words!["is", "s"].has(back(1)) && words!["that", "it", "name"].has(back(2));
    let said = is || words!["thats", "name"].has(back(1));
    if entry.word >= ORDINARY {
        return listed && (words!["surname"].has(back(1)) || words!["surname"].has(back(2)));
    }
    told || said && (listed || word.len() >= LONGER)
}

/// Whether what is spelled from token `first` on is a test of memory: "WORLD backwards, D L R O W".
fn is_tested(w: &Window<'_>, first: usize) -> bool {
    let test = words!["world", "backwards", "backward", "reverse"];
    (first.saturating_sub(FAR)..first).any(|k| test.has(w.word(k)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Folded;
    use crate::text::token::tokenise;

    fn found(text: &str) -> Vec<&str> {
        let folded = Folded::new(text);
        let mut tokens = Vec::new();
        tokenise(folded.bytes(), 0, 0, &mut tokens);
        let w = Window::whole(folded.bytes(), &tokens);
        let (mut evidence, mut found) = (Evidence::default(), Vec::new());
        evidence.take(&w);
        find(&w, &evidence, &mut found);
        found.iter().map(|f| &text[f.span.start()..f.span.end()]).collect()
    }

    #[test]
    fn names_spelled_out_are_found() {
        let table: &[(&str, &[&str])] = &[
            ("patient rose hall h a double l the n h s number", &["h a double l"]),
            ("patient rose quall q u a double l the n h s number", &["q u a double l"]),
            ("Surname Hallett, spelt H A double L E double T, dob", &["H A double L E double T"]),
            ("surname llwyd double l w y d of", &["double l w y d"]),
            ("SURNAME SPELT BY PT: K-O-R-K-M-A-Z", &["K-O-R-K-M-A-Z"]),
            ("the surname is pain, p a i n, first name oswald", &["p a i n"]),
            ("Mr Quayle? Q U A Y L E. And Ashplant, a s h p l a n t", &["Q U A Y L E", "a s h p l a n t"]),
            ("Mr Price that's p r i c e of", &["p r i c e"]),
            ("it's q u a y l e n h s number, dear mr quayle", &["q u a y l e"]),
            ("surname B R O W N", &["B R O W N"]),
            ("mr quayle, q, u, a, y, l, e", &["q, u, a, y, l, e"]),
            ("spelt J-O-N-A-T-H-A-N-W-I-L-L-I-A-M-S-O-N", &["J-O-N-A-T-H-A-N-W-I-L-L-I-A-M-S-O-N"]),
        ];
        for (text, want) in table {
            assert_eq!(found(text), *want, "{text:?}");
        }
    }

    #[test]
    fn what_else_is_spelled_is_no_name() {
        for text in [
            "her n h s number is, m r i pending, nhs mri",
            "D I A G N O S I S\nstable",
            "spelled a p i x a b a n",
            "vitamin b c d e, hep a b c",
            "c t",
            "the word was b e e r thrice",
            "spelled world backwards d l r o w",
            "spell WORLD backwards: D-L-R-O-W",
            "can spell world w o r l d",
            "answers were c, b, b, e",
            "tap when A is heard F B A C M N A A J K L B A F A K",
            "Tone is normal, reflexes B T S K A",
            "Chest is clear, no J A C C O L",
            "able to name H, O, T, V",
            "bottom line is N O H V Z",
            "that is p, b, t, d, k, g",
            "GCS is E V M T",
            "HLA is A, B, C, D and his answer is a b c d",
            "DNACPR discussed: D N A C P R signed",
            "spelt out n a u s e a",
            "copd, c o p d",
            "that's a b c",
        ] {
            assert!(found(text).is_empty(), "{text:?}: {:?}", found(text));
        }
    }
}

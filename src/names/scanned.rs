//! Names in which a scan has read figures for letters: "Pau1", "A1ice", "Yie1ding".

use super::ORDINARY;
use crate::Span;
use crate::detect::{Finding, Label, Reason, Source, Window};
use crate::lexicon::{self, Class};
use crate::text::token::{Kind, hash};

/// Characters of a name with a figure in it: fewer are codes too.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=16;
/// Letters that are read as a figure.
const READ: [(u8, &[u8]); 3] = [(b'0', b"o"), (b'1', b"li"), (b'5', b"s")];
/// Lists whose words are no names when they are scanned either.
const TERMS: Class = Class::DRUG.or(Class::ABBREVIATION).or(Class::EPONYM);

/// Appends the own tokens that are listed names but for figures. O(own tokens).
pub fn find(w: &Window<'_>, found: &mut Vec<Finding>) {
    for i in w.own() {
        let token = &w.tokens[i];
        if token.kind == Kind::Mixed
            && LENGTH.contains(&token.len())
            && is_name(w.word(i))
            && let Some(span) = Span::new(token.start, token.end)
        {
            let reason =
                Reason { source: Source::Context, rule: "a name with figures for letters", cue: None };
            found.push(Finding { span, label: Label::Person, sub: None, strength: 0.9, reason });
        }
    }
}

/// Whether a word with a capital is a listed name once its figures, one in three characters at most, are letters,
/// and no ordinary word however they are read. Codes in capitals end in their figures: "AKI1".
fn is_name(word: &[u8]) -> bool {
    let figures = word.iter().filter(|b| b.is_ascii_digit()).count();
    let coded = word[word.len() - 1].is_ascii_digit() && !word.iter().any(u8::is_ascii_lowercase);
    if !word[0].is_ascii_uppercase() || coded || figures * 3 > word.len() {
        return false;
    }
    let mut named = false;
    for choice in 0..2 {
        let mut read = [0; *LENGTH.end()];
        let read = &mut read[..word.len()];
        for (to, &from) in read.iter_mut().zip(word) {
            let letters = READ.iter().find(|(figure, _)| *figure == from).map(|(_, letters)| letters);
            *to = letters.map_or(from, |letters| letters[choice % letters.len()]);
        }
        let entry = lexicon::word(hash(read));
        if entry.word >= ORDINARY || entry.class.has(TERMS) {
            return false;
        }
        named |= (entry.given > 0 || entry.surname > 0) && read.iter().all(u8::is_ascii_alphabetic);
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_a_code() {
        for (word, want) in [
            ("Pau1", true),
            ("Ange1a", true),
            ("A1ice", true),
            ("Ga11agher", true),
            ("W1LLIAM", true),
            ("Nata5ha", true),
            ("Wa11ace", false),
            ("Si1ence", false),
            ("pau1", false),
            ("P1an", false),
            ("Fal1s", false),
            ("AKI1", false),
            ("TH0MAS", false),
            ("T1DM", false),
            ("HbA1c", false),
            ("H1N1", false),
            ("CD10", false),
            ("B12", false),
            ("PHQ9", false),
            ("COVID19", false),
            ("K123456", false),
            ("RXH1234567", false),
            ("SW1A", false),
        ] {
            assert_eq!(is_name(word.as_bytes()), want, "{word:?}");
        }
    }
}

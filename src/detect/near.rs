//! What stands right before a match, where several identifiers must mind it.

use super::Match;
use crate::text::token::is_word;
use crate::words::{Words, words};

/// Words that name a numbering of things or ideas, never of people.
const CATALOGUES: &Words = words![
    "batch",
    "lot",
    "order",
    "barcode",
    "gtin",
    "udi",
    "sku",
    "ean",
    "catalogue",
    "cat",
    "exp",
    "expiry",
    "snomed",
    "sct",
    "ct",
    "sctid",
    "icd",
    "icd10",
    "opcs",
    "opcs4",
    "ctv3",
    "dm",
    "vmp",
    "amp",
    "doi",
    "pmid",
    "pmcid",
    "isbn",
    "issn",
    "isrctn",
    "nct",
    "eudract",
    "iras",
    "rec",
    "prospero",
    "loinc",
    "omim",
    "orpha",
    "concept",
    "rs",
    "clinvar",
    "nice",
    "version",
    "build",
    "model",
    "software",
];

/// Words that may stand between such a word and its number.
const BETWEEN: &Words = words![
    "no",
    "nos",
    "number",
    "num",
    "code",
    "id",
    "ref",
    "reference",
    "is",
    "of",
    "concept",
    "identifier"
];

/// The last words before a match, nearest first, across anything but a line end.
fn words_before<'a>(m: &Match<'a>) -> impl Iterator<Item = &'a [u8]> + use<'a> {
    let before = m.before(40);
    let line = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    before[line..].rsplit(|&b| !is_word(b)).filter(|w| !w.is_empty())
}

/// Whether the words before say that this numbers a thing, a code or a study, not a person.
pub fn is_catalogued(m: &Match<'_>) -> bool {
    let mut words = words_before(m).skip_while(|w| BETWEEN.has(w));
    words.next().is_some_and(|w| CATALOGUES.has(w))
}

/// Whether one of `words` is among the `n` words before, on the same line.
pub fn has_before(m: &Match<'_>, n: usize, words: &Words) -> bool {
    words_before(m).take(n).any(|w| words.has(w))
}

/// The nearest of the `n` words before that is one of `words`, on the same line.
pub fn nearest(m: &Match<'_>, n: usize, words: &Words) -> Option<&'static str> {
    words_before(m).take(n).find_map(|word| words.find(word))
}

/// Whether a match of several words begins with one that belongs to the sentence: "is 00445566",
/// "ID 88213", "of 2019". A prefix is in capitals, or at least no such word.
pub fn is_led_by_word(text: &[u8]) -> bool {
    #[rustfmt::skip]
    const WORDS: &Words = words![
        "is", "id", "no", "nos", "num", "nr", "ref", "reg", "of", "on", "at", "was", "to", "for", "in", "the", "and", "as", "a", "it",
        "or", "by", "her", "his", "my", "pt", "dob", "nhs", "bed", "tel", "age", "gbr", "re", "via", "per", "from", "with", "now",
        "room", "rm", "ward", "bay", "page", "born", "uk", "ext", "mob", "pc", "hr", "bp", "x", "inc", "cad", "log", "urn", "case", "crime", "lab",
    ];
    let Some(space) = text.iter().position(u8::is_ascii_whitespace) else { return false };
    let head = &text[..space];
    let mixed = head.iter().any(u8::is_ascii_uppercase) && head.iter().any(u8::is_ascii_lowercase);
    head[0].is_ascii_alphabetic() && (mixed || WORDS.has(head))
}

/// Lengths of the runs of digits of a match.
pub fn groups(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    text.split(|b| !b.is_ascii_digit()).filter(|g| !g.is_empty()).map(<[u8]>::len)
}

/// How many digits a match holds.
pub fn digits_in(text: &[u8]) -> usize {
    text.iter().filter(|b| b.is_ascii_digit()).count()
}

/// Whether it is written as a year of living memory and nothing more.
pub fn is_year(text: &[u8]) -> bool {
    text.len() == 4 && text.iter().all(u8::is_ascii_digit) && matches!(&text[..2], b"19" | b"20")
}

/// Whether it is written as a day, a month and a year.
pub fn is_dated(text: &[u8]) -> bool {
    let mut groups = groups(text);
    let lengths = [(); 4].map(|()| groups.next().unwrap_or(0));
    let shape = matches!(lengths, [1 | 2, 1 | 2, 2 | 4, 0] | [4, 2, 2, 0]);
    let mark = text.iter().find(|b| !b.is_ascii_digit());
    shape
        && mark.is_some_and(|m| b"/.- ".contains(m))
        && text.iter().all(|b| b.is_ascii_digit() || Some(b) == mark)
        && plausible(text)
}

/// Whether it begins with a day, a month and a year.
pub fn starts_dated(text: &[u8]) -> bool {
    (6..=10).any(|n| text.get(..n).is_some_and(is_dated) && !text.get(n).is_some_and(u8::is_ascii_digit))
}

/// Whether the first two numbers can be a day and a month, in either order, or year first.
fn plausible(text: &[u8]) -> bool {
    let mut parts = text.split(|b| !b.is_ascii_digit()).filter(|g| !g.is_empty());
    let value = |g: Option<&[u8]>| g.map_or(0, |g| g.iter().fold(0u32, |v, b| v * 10 + u32::from(b - b'0')));
    let (a, b, c) = (value(parts.next()), value(parts.next()), value(parts.next()));
    let pair = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    pair(a, b) || (a > 999 && pair(c, b))
}

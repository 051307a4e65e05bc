//! Dictionaries: what a word can be, looked up by one hash of its folded form.
//!
//! The lists are sorted text in `dictionaries/`; `dictionaries/SOURCES.md` gives the origin and
//! licence of each. A list says what a word *can* be, not what it is: half of the commonest English
//! words are somebody's name, so scores for names and words stand side by side.

mod entry;
mod index;

use crate::detect::Window;
use crate::text::hash::{hash, joined};
use crate::text::token::{Kind, Token};
pub use entry::{Class, Entry};
use index::Index;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// Hasher for keys that are hashes.
#[derive(Default)]
pub struct Pass(u64);

impl Hasher for Pass {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {
        unreachable!("keys are hashes already")
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map from hashes of words.
pub(crate) type Table<V> = HashMap<u64, V, BuildHasherDefault<Pass>>;

/// What `build.rs` made of the dictionaries when the crate was built.
macro_rules! built {
    ($name:literal) => {{
        static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/", $name)));
        &FILE.0
    }};
}

/// Begins where what memory gives at a time does: no bucket of a table lies across two of these.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

/// What is known of each word.
static WORDS: Index<'static> = Index::new(built!("words.bin"));
/// For phrases of two words and more, 1 + the number of their class; their beginnings have the class 0.
static PHRASES: Index<'static> = Index::new(built!("phrases.bin"));
/// Sets of lists by their number.
static CLASSES: &[[u8; 4]] = built!("classes.bin").as_chunks().0;

#[inline]
fn listed(number: usize) -> Class {
    CLASSES.get(number).map_or(Class::NONE, |bits| Class::from_bits(u32::from_le_bytes(*bits)))
}

/// Longest phrase, in words.
const LONGEST: usize = 6;

/// What is known of a token.
#[inline]
pub fn word(hash: u64) -> Entry {
    Entry::unpack(WORDS.get(hash), listed)
}

/// Appends what is known of each of some tokens. Nothing else is done between the look-ups, so that many reads
/// of far memory are under way at a time.
pub fn words(tokens: &[Token], entries: &mut Vec<Entry>) {
    entries.extend(tokens.iter().map(|token| word(token.hash)));
}

/// What is known of a short text of one word, in any case.
pub fn of(text: &str) -> Entry {
    word(hash(text.as_bytes()))
}

/// Calls `found(tokens, class)` for every listed phrase of two words and more that lies in tokens `range`
/// and begins with one on whose word's lists `class_of` says that it does. Blanks, hyphens, apostrophes
/// and one line end may stand between words.
pub fn phrases(
    w: &Window<'_>,
    range: Range<usize>,
    class_of: impl Fn(usize) -> Class,
    mut found: impl FnMut(Range<usize>, Class),
) {
    let go_on = |key: u64, next: usize| {
        let token = w.tokens[..range.end].get(next).filter(|t| t.kind != Kind::Label)?;
        joins(w.gap_before(next)).then(|| joined(key, token.hash))
    };
    // All beginnings are looked up before the first is followed: see `words`.
    let opens = range.clone().filter(|&i| class_of(i).has(Class::OPENS));
    let pairs: Vec<_> = opens.filter_map(|i| Some((i, go_on(w.tokens[i].hash, i + 1)?))).collect();
    let numbers: Vec<u32> = pairs.iter().map(|&(_, key)| PHRASES.get(key)).collect();
    for ((start, mut key), mut number) in pairs.into_iter().zip(numbers) {
        let mut end = start + 2;
        // 1 + the number of a class, 0 for what begins no phrase.
        while let Some(class) = number.checked_sub(1) {
            if class != 0 {
                found(start..end, listed(class as usize));
            }
            let Some(longer) = go_on(key, end).filter(|_| end < start + LONGEST) else { break };
            (key, number, end) = (longer, PHRASES.get(longer), end + 1);
        }
    }
}

#[inline]
fn joins(gap: &[u8]) -> bool {
    gap == b" "
        || gap.len() <= 3
            && gap.iter().all(|b| matches!(b, b' ' | b'-' | b'\'' | b'\n' | b'\r' | b'&' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! list {
        ($name:literal) => {
            include_str!(concat!("../../dictionaries/", $name, ".txt"))
        };
    }

    #[test]
    fn a_word_is_all_that_it_can_be() {
        let hope = of("Hope");
        assert!(hope.given > 0 && hope.surname > 0 && hope.word >= 7);
        assert!(of("khan").surname > of("quayle").surname);
        assert!(of("parkinson").class.has(Class::EPONYM));
        assert!(of("apixaban").class.has(Class::DRUG));
        assert!(of("grandson").class.has(Class::RELATION));
        assert_eq!(of("zzzqx").class, Class::default());
    }

    #[test]
    fn every_list_is_sorted_folded_and_without_repeats() {
        let lists = [
            list!("given_names"),
            list!("surnames"),
            list!("words"),
            list!("places"),
            list!("drugs"),
            list!("eponyms"),
            list!("eponym_heads"),
            list!("demographics"),
            list!("occupations"),
            list!("organisation_heads"),
            list!("organisations"),
            list!("titles"),
            list!("relations"),
            list!("abbreviations"),
            list!("name_words"),
        ];
        for (n, list) in lists.iter().enumerate() {
            let terms: Vec<&str> = list.lines().map(|row| row.split('\t').next().unwrap()).collect();
            assert!(terms.len() > 50, "list {n}");
            for pair in terms.windows(2) {
                assert!(pair[0] < pair[1], "list {n}: {:?} before {:?}", pair[0], pair[1]);
            }
            for term in terms {
                assert!(term.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()), "list {n}: {term:?}");
            }
        }
    }
}

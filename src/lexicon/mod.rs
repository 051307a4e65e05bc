//! Dictionaries: what a word can be, looked up by one hash of its folded form.
//!
//! The lists are sorted text in `dictionaries/`; `dictionaries/SOURCES.md` gives the origin and
//! licence of each. A list says what a word *can* be, not what it is: half of the commonest English
//! words are somebody's name, so scores for names and words stand side by side.

use crate::detect::Window;
use crate::text::token::{Kind, hash, is_word};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../dictionaries/", $name, ".txt"))
    };
}

/// What lists a word or phrase is on: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

impl Class {
    /// Town, village, suburb or county of the UK or Ireland.
    pub const PLACE: Class = Class(1);
    /// City or country elsewhere, or a nation of the UK.
    pub const ABROAD: Class = Class(1 << 1);
    /// Drug or brand.
    pub const DRUG: Class = Class(1 << 2);
    /// Surname that names a disease, sign, score or device.
    pub const EPONYM: Class = Class(1 << 3);
    /// Word that turns a surname before it into a clinical term.
    pub const EPONYM_HEAD: Class = Class(1 << 4);
    /// Nationality or ethnic group.
    pub const PEOPLE: Class = Class(1 << 5);
    /// Religion.
    pub const RELIGION: Class = Class(1 << 6);
    /// Language.
    pub const LANGUAGE: Class = Class(1 << 7);
    /// Job.
    pub const OCCUPATION: Class = Class(1 << 8);
    /// Word that ends an organisation's name and hardly anything else.
    pub const ORG_HEAD: Class = Class(1 << 9);
    /// Word that may end an organisation's name.
    pub const ORG_HEAD_WEAK: Class = Class(1 << 10);
    /// Organisation by its own name.
    pub const ORG: Class = Class(1 << 11);
    /// Title before a name, of anyone.
    pub const TITLE: Class = Class(1 << 12);
    /// Title of staff, clergy or police.
    pub const STAFF_TITLE: Class = Class(1 << 13);
    /// Relative or friend.
    pub const RELATION: Class = Class(1 << 14);
    /// Clinical abbreviation.
    pub const ABBREVIATION: Class = Class(1 << 15);
    /// Ordinary word that is also a name.
    pub const NAME_WORD: Class = Class(1 << 16);
    /// Day of the week, in full or short.
    pub const WEEKDAY: Class = Class(1 << 17);
    /// Some phrase begins with this word.
    const OPENS: Class = Class(1 << 31);

    /// On no list.
    pub const NONE: Class = Class(0);

    /// Both sets.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Whether the two share a bit.
    pub const fn has(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The bits.
    pub const fn bits(self) -> u32 {
        self.0
    }
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// As a given name: 0 for none, else 1 + the binary logarithm of bearers per ten million.
    pub given: u8,
    /// As a surname, likewise.
    pub surname: u8,
    /// As an English word: 0 for none, else 1 (rarest) to 8 (commonest).
    pub word: u8,
    /// The lists that it is on.
    pub class: Class,
    /// Its cluster of words used alike: 0 for none.
    pub cluster: u16,
}

/// What is known of a word on no list.
static NOTHING: Entry = Entry { given: 0, surname: 0, word: 0, class: Class::NONE, cluster: 0 };

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

/// The dictionaries, indexed.
pub struct Lexicon {
    words: Table<Entry>,
    /// Phrases of two words and more, and their beginnings (with no class).
    phrases: Table<Class>,
}

/// Days of the week and how they are shortened.
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "weds",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];

/// Longest phrase, in words.
const LONGEST: usize = 6;

impl Lexicon {
    /// Indexes the embedded lists: some tens of milliseconds.
    pub fn new() -> Lexicon {
        let mut words: Table<Entry> = Table::default();
        words.reserve(320_000);
        let mut lexicon = Lexicon { words, phrases: Table::default() };
        lexicon.scored(list!("given_names"), |e, n| e.given = n);
        lexicon.scored(list!("surnames"), |e, n| e.surname = n);
        for (term, band) in rows(list!("words")) {
            let commonness = match band {
                "10" => 8,
                "20" => 7,
                "35" => 6,
                "40" => 5,
                "50" => 4,
                "55" => 3,
                "60" => 2,
                _ => 1,
            };
            lexicon.entry(term).word = commonness;
        }
        lexicon.classes();
        for (term, cluster) in rows(list!("clusters")) {
            lexicon.entry(term).cluster = cluster.parse().unwrap_or(0);
        }
        lexicon
    }

    fn classes(&mut self) {
        self.list(list!("places"), |kind| match kind {
            "city" | "country" | "nation" => Class::ABROAD,
            _ => Class::PLACE,
        });
        self.list(list!("drugs"), |_| Class::DRUG);
        self.list(list!("eponyms"), |_| Class::EPONYM);
        self.list(list!("eponym_heads"), |_| Class::EPONYM_HEAD);
        self.list(list!("demographics"), |kind| match kind {
            "religion" => Class::RELIGION,
            "language" => Class::LANGUAGE,
            _ => Class::PEOPLE,
        });
        self.list(list!("occupations"), |_| Class::OCCUPATION);
        self.list(list!("organisation_heads"), |kind| match kind {
            "strong" => Class::ORG_HEAD,
            _ => Class::ORG_HEAD_WEAK,
        });
        self.list(list!("organisations"), |_| Class::ORG);
        self.list(list!("titles"), |kind| match kind {
            "any" => Class::TITLE,
            _ => Class::STAFF_TITLE,
        });
        self.list(list!("relations"), |_| Class::RELATION);
        self.list(list!("abbreviations"), |_| Class::ABBREVIATION);
        self.list(list!("name_words"), |_| Class::NAME_WORD);
        for day in WEEKDAYS {
            let class = &mut self.entry(day).class;
            *class = class.or(Class::WEEKDAY);
        }
    }

    fn entry(&mut self, term: &str) -> &mut Entry {
        self.words.entry(hash(term.as_bytes())).or_default()
    }

    fn scored(&mut self, text: &'static str, set: impl Fn(&mut Entry, u8)) {
        for (term, n) in rows(text) {
            let n: u32 = n.parse().unwrap_or(1);
            set(self.entry(term), 1 + n.max(1).ilog2() as u8);
        }
    }

    fn list(&mut self, text: &'static str, class: impl Fn(&str) -> Class) {
        for (term, kind) in rows(text) {
            let class = class(kind);
            let mut hashes = term.as_bytes().split(|&b| !is_word(b)).filter(|w| !w.is_empty()).map(hash);
            let Some(first) = hashes.next() else { continue };
            let mut key = first;
            let mut length = 1;
            for next in hashes {
                if length == 1 {
                    let opens = self.words.entry(first).or_default();
                    opens.class = opens.class.or(Class::OPENS);
                } else {
                    self.phrases.entry(key).or_default();
                }
                key = joined(key, next);
                length += 1;
            }
            let place = if length == 1 {
                &mut self.words.entry(first).or_default().class
            } else {
                self.phrases.entry(key).or_default()
            };
            *place = place.or(class);
        }
    }

    /// What is known of a token.
    #[inline]
    pub fn word(&self, hash: u64) -> &Entry {
        self.words.get(&hash).unwrap_or(&NOTHING)
    }

    /// What is known of a short text of one word, in any case.
    pub fn of(&self, word: &str) -> &Entry {
        self.word(hash(word.as_bytes()))
    }

    /// Calls `found(one past the last token, class)` for every listed phrase of two words and more that
    /// begins with token `i`, on whose word's lists `class` is, and ends before token `to`. Blanks,
    /// hyphens, apostrophes and one line end may stand between words.
    #[inline]
    pub fn phrases(
        &self,
        w: &Window<'_>,
        i: usize,
        class: Class,
        to: usize,
        mut found: impl FnMut(usize, Class),
    ) {
        if !class.has(Class::OPENS) {
            return;
        }
        let mut key = w.tokens[i].hash;
        for next in i + 1..(i + LONGEST).min(to) {
            let token = &w.tokens[next];
            if token.kind == Kind::Label || !joins(w.gap_before(next)) {
                break;
            }
            key = joined(key, token.hash);
            let Some(&class) = self.phrases.get(&key) else { break };
            if class != Class::NONE {
                found(next + 1, class);
            }
        }
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}

#[inline]
fn joins(gap: &[u8]) -> bool {
    gap == b" "
        || gap.len() <= 3
            && gap.iter().all(|b| matches!(b, b' ' | b'-' | b'\'' | b'\n' | b'\r' | b'&' | b'.'))
}

fn joined(key: u64, next: u64) -> u64 {
    (key.rotate_left(7) ^ next).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Terms with their second column, empty where there is none.
fn rows(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().map(|line| {
        let (term, rest) = line.split_once('\t').unwrap_or((line, ""));
        (term, rest.split('\t').next().unwrap_or(""))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_all_that_it_can_be() {
        let lexicon = Lexicon::new();
        let hope = lexicon.of("Hope");
        assert!(hope.given > 0 && hope.surname > 0 && hope.word >= 7);
        assert!(lexicon.of("khan").surname > lexicon.of("quayle").surname);
        assert!(lexicon.of("parkinson").class.has(Class::EPONYM));
        assert!(lexicon.of("apixaban").class.has(Class::DRUG));
        assert!(lexicon.of("grandson").class.has(Class::RELATION));
        assert_eq!(lexicon.of("zzzqx").class, Class::default());
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
            let terms: Vec<&str> = rows(list).map(|(term, _)| term).collect();
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

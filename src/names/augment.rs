//! Altered copies of training notes, so that the tagger learns context and not the names of its
//! notes: other names of all origins, made-up names, names that are words; other places, jobs and
//! peoples; notes in lower case, in capitals, dictated, mistyped, scanned.

mod gold;
mod manner;
mod random;

pub use gold::{Gold, Mark};
pub use manner::Manner;
pub use random::Random;

use crate::detect::{Label, Sub};
use random::Urn;
use std::collections::HashMap;

/// How many copies, in per cent, have been redacted already: what is left beside labels is no name.
const REDACTED: usize = 12;

/// How many copies, in per cent, have initials for names of one word, as discreet writers do.
const INITIALLED: usize = 8;
/// How many copies, in per cent, of notes that do not end in a name are signed.
const SIGNED: usize = 15;

/// Draws from the dictionaries.
pub struct Augmenter {
    seed: u64,
    given: Urn,
    surnames: Urn,
    words: Urn,
    places: Urn,
    jobs: Urn,
    organisations: Urn,
    peoples: Urn,
    eponyms: Urn,
    drugs: Urn,
    /// Single-word clinical terms: true for drugs, false for eponyms.
    is_drug: HashMap<&'static str, bool>,
    is_given: HashMap<&'static str, u32>,
    is_surname: HashMap<&'static str, u32>,
}

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../dictionaries/", $name, ".txt"))
            .lines()
            .map(|line| line.split_once('\t').unwrap_or((line, "1")))
    };
}

impl Augmenter {
    /// Indexes the dictionaries.
    pub fn new(seed: u64) -> Augmenter {
        // The square root flattens the counts: rare names are what training notes lack.
        let scored = |(term, n): (&'static str, &'static str)| {
            (
                term,
                n.split('\t').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(1.0).sqrt().ceil() as u64,
            )
        };
        let counts = |(term, n): (&'static str, &'static str)| (term, n.parse().unwrap_or(1));
        let flat = |(term, _)| (term, 1);
        let single = |&(term, _): &(&'static str, u64)| term.len() > 3 && !term.contains(' ');
        let short = |term: &str| term.split(' ').count() <= 3;
        Augmenter {
            seed,
            given: Urn::new(list!("given_names").map(scored)),
            surnames: Urn::new(list!("surnames").map(scored)),
            words: Urn::new(list!("name_words").map(flat)),
            places: Urn::new(list!("places").map(flat)),
            jobs: Urn::new(list!("occupations").map(flat).filter(|(t, _)| short(t))),
            organisations: Urn::new(list!("organisations").map(flat)),
            peoples: Urn::new(list!("demographics").map(flat)),
            eponyms: Urn::new(list!("eponyms").map(flat).filter(single)),
            drugs: Urn::new(list!("drugs").map(flat).filter(single)),
            is_drug: list!("eponyms")
                .map(|(term, _)| (term, false))
                .chain(list!("drugs").map(|(term, _)| (term, true)))
                .collect(),
            is_given: list!("given_names").map(counts).collect(),
            is_surname: list!("surnames").map(counts).collect(),
        }
    }

    /// Another note in the manner of `note`; the same for the same key.
    pub fn alter(&self, note: &Gold, key: u64) -> Gold {
        let mut random = Random::new(self.seed ^ key.wrapping_mul(0xA24B_AED4_963E_E407));
        random.next();
        let manner = Manner::draw(&mut random);
        let mut renamed: HashMap<String, String> = HashMap::new();
        let mut out = Gold::default();
        let mut at = 0;
        let redacted = random.chance(REDACTED);
        let initialled = random.chance(INITIALLED);
        for (n, mark) in note.spans.iter().enumerate() {
            let between = self.other_terms(&note.text[at..mark.start], &mut random);
            manner.write(&between, &mut random, &mut out.text);
            at = mark.end;
            if redacted && random.chance(90) {
                out.text.push_str(&format!("[{}-{}]", mark.label.name(), n + 1));
                continue;
            }
            let start = out.text.len();
            let old = &note.text[mark.start..mark.end];
            let text = match mark.label {
                Label::Person if initialled => initials_of(old, &mut renamed, &mut random),
                label => self.replaced(old, label, &mut renamed, &mut random),
            };
            manner.write(&text, &mut random, &mut out.text);
            if out.text.len() > start {
                out.spans.push(Mark { start, end: out.text.len(), ..*mark });
            }
        }
        let rest = self.other_terms(&note.text[at..], &mut random);
        manner.write(&rest, &mut random, &mut out.text);
        let ends_named = note.spans.last().is_some_and(|m| note.text[m.end..].trim().is_empty());
        if !redacted && !ends_named && !note.text.is_empty() && random.chance(SIGNED) {
            self.sign(&manner, &mut random, &mut out);
        }
        out
    }

    /// A signature at the end: initials or a first name.
    fn sign(&self, manner: &Manner, random: &mut Random, out: &mut Gold) {
        let close = ["\n", "\n\n", " ", " - ", "\nTyped by ", "\nSigned: "][random.below(6)];
        manner.write(close, random, &mut out.text);
        let name = match random.below(5) {
            0 => like("Aa", self.given.draw(random)),
            1 => (0..2 + random.below(2)).map(|_| letter(random)).collect(),
            2 => (0..2).flat_map(|_| [letter(random).to_ascii_uppercase(), '.']).collect(),
            _ => (0..2 + random.below(2)).map(|_| letter(random).to_ascii_uppercase()).collect(),
        };
        let start = out.text.len();
        manner.write(&name, random, &mut out.text);
        let letters = out.text[start..].trim_end_matches('.').len();
        if letters > 0 {
            out.spans.push(Mark {
                start,
                end: start + letters,
                label: Label::Person,
                role: Some(Sub::Staff),
            });
        }
    }

    /// Drugs and eponyms of unmarked text replaced by others now and then, so that the tagger goes
    /// by the lists and what stands round them.
    fn other_terms(&self, text: &str, random: &mut Random) -> String {
        each_word(text, |word| match self.is_drug.get(word.to_lowercase().as_str()) {
            Some(true) if word.len() > 4 && random.chance(30) => like(word, self.drugs.draw(random)),
            Some(false) if word.len() > 4 && capital(word) && random.chance(50) => {
                like(word, self.eponyms.draw(random))
            }
            _ => word.to_owned(),
        })
    }

    fn replaced(
        &self,
        text: &str,
        label: Label,
        renamed: &mut HashMap<String, String>,
        random: &mut Random,
    ) -> String {
        match label {
            Label::Person => self.name(text, renamed, random),
            Label::Location if random.chance(60) => like(text, self.places.draw(random)),
            Label::Organisation if random.chance(15) => like(text, self.organisations.draw(random)),
            Label::Organisation | Label::Address if random.chance(60) => {
                self.part_names(text, renamed, random)
            }
            Label::Occupation if random.chance(35) => like(text, self.jobs.draw(random)),
            Label::Demographic if random.chance(40) => like(text, self.peoples.draw(random)),
            _ => text.to_owned(),
        }
    }

    /// Every word of a name replaced, the same word by the same word throughout the note.
    fn name(&self, text: &str, renamed: &mut HashMap<String, String>, random: &mut Random) -> String {
        let initials = self.are_initials(text);
        let count = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).count();
        let mut nth = 0;
        each_word(text, |word| {
            nth += 1;
            let key = word.to_lowercase();
            if initials || word.chars().count() == 1 {
                let new =
                    renamed.entry(key).or_insert_with(|| word.chars().map(|_| letter(random)).collect());
                return as_initials(word, new);
            }
            let new = renamed.entry(key.clone()).or_insert_with(|| {
                let given = self.is_given.get(key.as_str()).copied().unwrap_or(0);
                let surname = self.is_surname.get(key.as_str()).copied().unwrap_or(0);
                let last = if given == surname { nth == count && count > 1 } else { surname > given };
                self.draw_name(last, random)
            });
            like(word, new)
        })
    }

    /// Whether a name is nothing but initials: "H", "K.O.", "DMcK", "lp", but not "Jo" or "BOB".
    fn are_initials(&self, text: &str) -> bool {
        let words = || text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        let short = |w: &str| {
            let letters = w.chars().count();
            let capitals = w.chars().filter(|c| c.is_uppercase()).count();
            let known = self.is_given.contains_key(w.to_lowercase().as_str());
            letters == 1
                || (letters <= 4 && capitals >= 2 && (letters == 2 || !known))
                || (letters == 2 && capitals == 0)
        };
        words().next().is_some() && words().all(short)
    }

    fn draw_name(&self, surname: bool, random: &mut Random) -> String {
        let urn = if surname { &self.surnames } else { &self.given };
        match random.below(100) {
            0..12 => {
                // Made up: the head of one name, the tail of another.
                let (a, b) = (urn.draw(random), urn.draw(random));
                let cut = |s: &'static str, at: usize| (&s[..at.min(s.len())], &s[at.min(s.len())..]);
                format!("{}{}", cut(a, 2 + random.below(3)).0, cut(b, 2).1)
            }
            12..22 => self.words.draw(random).to_owned(),
            _ => urn.draw(random).to_owned(),
        }
    }

    /// Words of an organisation or address that are names or places themselves, replaced.
    fn part_names(&self, text: &str, renamed: &mut HashMap<String, String>, random: &mut Random) -> String {
        each_word(text, |word| {
            let key = word.to_lowercase();
            let surname = self.is_surname.get(key.as_str()).copied().unwrap_or(0);
            let replace = word.len() > 3 && (30..60_000).contains(&surname);
            if !replace {
                return word.to_owned();
            }
            let new = renamed.entry(key).or_insert_with(|| match random.below(2) {
                0 => self.surnames.draw(random).to_owned(),
                _ => self.places.draw(random).split(' ').next().unwrap_or("ashby").to_owned(),
            });
            like(word, new)
        })
    }
}

/// `text` with every run of letters replaced.
fn each_word(text: &str, mut replace: impl FnMut(&str) -> String) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            out.push_str(&replace(&word));
            word.clear();
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// A name of one word as one to three initials, the same for the same name; other names as they are.
fn initials_of(text: &str, renamed: &mut HashMap<String, String>, random: &mut Random) -> String {
    if text.contains(|c: char| !c.is_alphabetic()) {
        return text.to_owned();
    }
    let new = renamed.entry(text.to_lowercase()).or_insert_with(|| {
        let count = [1, 2, 2, 2, 3][random.below(5)];
        (0..count).map(|_| letter(random).to_ascii_uppercase()).collect()
    });
    new.clone()
}

/// A letter, the ones that names begin with more often than others.
fn letter(random: &mut Random) -> char {
    const FIRST: &[u8] = b"aaabbbcccddddeeffgghhhiijjjjkkkllllmmmmmnnnooppprrrrsssssttttuvwwwyz";
    char::from(FIRST[random.below(FIRST.len())])
}

/// The letters of `new` in the case of those of `old`.
fn as_initials(old: &str, new: &str) -> String {
    let pairs = old.chars().zip(new.chars());
    pairs.map(|(o, n)| if o.is_uppercase() { n.to_ascii_uppercase() } else { n }).collect()
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// `new` in the case of `old`.
fn like(old: &str, new: &str) -> String {
    let letters = || old.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return new.to_uppercase();
    }
    if !letters().next().is_some_and(char::is_uppercase) {
        return new.to_owned();
    }
    let mut start = true;
    new.chars()
        .map(|c| {
            let first = std::mem::replace(&mut start, matches!(c, ' ' | '-' | '\''));
            if first { c.to_ascii_uppercase() } else { c }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_same_marks_and_other_names_the_same_throughout() {
        let text = "Mrs Quayle, Hull. Quayle's son Dean".to_owned();
        let at = |word: &str, label| {
            let start = text.find(word).unwrap();
            Mark { start, end: start + word.len(), label, role: None }
        };
        let second = text.rfind("Quayle").unwrap();
        let spans = vec![
            at("Quayle", Label::Person),
            at("Hull", Label::Location),
            Mark { start: second, end: second + 6, label: Label::Person, role: None },
            at("Dean", Label::Person),
        ];
        let note = Gold { text: text.clone(), spans, is_fragment: false };
        let augmenter = Augmenter::new(7);
        let mut renamed = 0;
        for key in 0..40 {
            let copy = augmenter.alter(&note, key);
            if copy.text.contains("[PERSON-") || copy.text.contains("[LOCATION-") {
                continue;
            }
            assert_eq!(copy.spans.len(), 4);
            assert_eq!(copy.text, augmenter.alter(&note, key).text);
            let of = |m: &Mark| copy.text[m.start..m.end].to_lowercase();
            renamed +=
                usize::from(of(&copy.spans[0]) == of(&copy.spans[2]) && of(&copy.spans[0]) != "quayle");
        }
        assert!(renamed > 20, "{renamed}");
    }
}

//! Indexes the dictionaries: their lists, sorted text, become tables that the lexicon reads where they
//! lie in the binary, so that starting costs nothing.

// The crate itself uses the rest of these files.
#[allow(dead_code)]
#[path = "src/lexicon/entry.rs"]
mod entry;
#[path = "src/text/hash.rs"]
mod hash;
#[allow(dead_code)]
#[path = "src/lexicon/index.rs"]
mod index;

use entry::{Class, Entry};
use hash::{hash, joined};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Days of the week and how they are shortened.
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri \
    sat sun";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut lists = Lists::default();
    lists.read();
    lists.write(&PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where")));
}

/// What all lists together say.
#[derive(Default)]
struct Lists {
    words: BTreeMap<u64, Entry>,
    /// Phrases of two words and more, and their beginnings (with no class).
    phrases: BTreeMap<u64, Class>,
}

impl Lists {
    fn read(&mut self) {
        self.scored("given_names", |entry, n| entry.given = n);
        self.scored("surnames", |entry, n| entry.surname = n);
        for (term, band) in rows(&text("words")) {
            self.entry(term).word = commonness(band);
        }
        self.classes();
        for (term, cluster) in rows(&text("clusters")) {
            self.entry(term).cluster = cluster.parse().expect("clusters are numbered");
        }
    }

    fn classes(&mut self) {
        self.list("places", |kind| match kind {
            "city" | "country" | "nation" => Class::ABROAD,
            _ => Class::PLACE,
        });
        self.list("drugs", |_| Class::DRUG);
        self.list("eponyms", |_| Class::EPONYM);
        self.list("eponym_heads", |_| Class::EPONYM_HEAD);
        self.list("demographics", |kind| match kind {
            "religion" => Class::RELIGION,
            "language" => Class::LANGUAGE,
            _ => Class::PEOPLE,
        });
        self.list("occupations", |_| Class::OCCUPATION);
        self.list("organisation_heads", |kind| match kind {
            "strong" => Class::ORG_HEAD,
            _ => Class::ORG_HEAD_WEAK,
        });
        self.list("organisations", |_| Class::ORG);
        self.list("titles", |kind| match kind {
            "any" => Class::TITLE,
            _ => Class::STAFF_TITLE,
        });
        self.list("relations", |_| Class::RELATION);
        self.list("abbreviations", |_| Class::ABBREVIATION);
        self.list("name_words", |_| Class::NAME_WORD);
        for day in WEEKDAYS.split_whitespace() {
            let class = &mut self.entry(day).class;
            *class = class.or(Class::WEEKDAY);
        }
    }

    fn entry(&mut self, term: &str) -> &mut Entry {
        self.words.entry(hash(term.as_bytes())).or_default()
    }

    /// A list of names with their bearers.
    fn scored(&mut self, name: &str, set: impl Fn(&mut Entry, u8)) {
        for (term, n) in rows(&text(name)) {
            let n: u32 = n.parse().unwrap_or_else(|_| panic!("{name}: how many bear {term}?"));
            set(self.entry(term), 1 + n.max(1).ilog2() as u8);
        }
    }

    /// A list of words and phrases of one kind or several.
    fn list(&mut self, name: &str, class: impl Fn(&str) -> Class) {
        for (term, kind) in rows(&text(name)) {
            let words = term.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let hashes: Vec<u64> = words.map(|word| hash(word.as_bytes())).collect();
            let Some((&first, rest)) = hashes.split_first() else { continue };
            let entry = self.words.entry(first).or_default();
            let (mut place, mut key) = (&mut entry.class, first);
            for &next in rest {
                *place = if key == first { place.or(Class::OPENS) } else { *place };
                key = joined(key, next);
                place = self.phrases.entry(key).or_default();
            }
            *place = place.or(class(kind));
        }
    }

    fn write(&self, out: &Path) {
        let mut classes = vec![Class::NONE];
        let mut number = |class: Class| {
            classes.iter().position(|&c| c == class).unwrap_or_else(|| {
                classes.push(class);
                classes.len() - 1
            })
        };
        let pack = |(&hash, entry): (&u64, &Entry)| {
            let packed = entry.pack(number(entry.class)).expect("every part of an entry has room");
            (hash, packed)
        };
        let words: Vec<(u64, u32)> = self.words.iter().map(pack).filter(|&(_, packed)| packed != 0).collect();
        let phrases = self.phrases.iter().map(|(&hash, &class)| (hash, 1 + number(class) as u32));
        let phrases: Vec<(u64, u32)> = phrases.collect();
        let classes: Vec<u8> = classes.iter().flat_map(|class| class.bits().to_le_bytes()).collect();
        let table = |values: &[(u64, u32)]| index::table(values).expect("no two words look alike");
        for (name, bytes) in [("words", table(&words)), ("phrases", table(&phrases)), ("classes", classes)] {
            fs::write(out.join(name).with_extension("bin"), bytes)
                .expect("cargo's own directory can be written");
        }
    }
}

/// How common an English word is, from the band of its list: 1 for the rarest.
fn commonness(band: &str) -> u8 {
    match band {
        "10" => 8,
        "20" => 7,
        "35" => 6,
        "40" => 5,
        "50" => 4,
        "55" => 3,
        "60" => 2,
        _ => 1,
    }
}

fn text(name: &str) -> String {
    let path = format!("dictionaries/{name}.txt");
    println!("cargo::rerun-if-changed={path}");
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Terms with their second column, empty where there is none.
fn rows(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().map(|line| {
        let mut columns = line.split('\t');
        (columns.next().unwrap_or(""), columns.next().unwrap_or(""))
    })
}

//! The measures of `tests/corpus/score.py`, over letters and digits only.

use super::gold::{Mark, Noted};
use crate::cli::args;
use crate::detect::{Class, Label};
use crate::lexicon;
use crate::text::fold::Folded;
use crate::text::token::{Token, tokenise};
use std::collections::BTreeMap;
use unicode_normalization::char::is_combining_mark;

/// How the spans of a row fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Gold spans.
    pub gold: usize,
    /// Covered whole, by whatever label.
    pub full: usize,
    /// Covered in part.
    pub part: usize,
    /// Overlapped by a finding of the same label.
    pub typed: usize,
}

/// Totals over all notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes.
    pub notes: usize,
    /// Notes in which no direct identifier leaks.
    pub clean: usize,
    /// Findings.
    pub found: usize,
    /// Findings that overlap any gold span.
    pub hit: usize,
    /// Letters and digits outside gold.
    pub outside: usize,
    /// Those of them that findings cover.
    pub over: usize,
}

/// A gold span that leaks, in whole or in part.
pub struct Miss {
    /// Note, label, finer kind.
    pub place: (String, String, String),
    /// Its text.
    pub text: String,
    /// The text round it.
    pub context: String,
}

/// Everything measured.
#[derive(Default)]
pub struct Measures {
    /// Totals.
    pub counts: Counts,
    /// What was asked for, by name.
    pub rows: BTreeMap<String, Row>,
    /// Direct identifiers, quasi-identifiers, all, names of people.
    pub direct: Row,
    /// Quasi-identifiers.
    pub quasi: Row,
    /// Both.
    pub all: Row,
    /// Names of people.
    pub person: Row,
    /// What leaked.
    pub misses: Vec<Miss>,
}

/// What rows are made by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Label.
    Label,
    /// Kind of note.
    Genre,
    /// Label and finer kind.
    Sub,
    /// How letters are written.
    Case,
    /// Whether the words of a name are listed.
    Name,
}

impl From<args::By> for Key {
    fn from(by: args::By) -> Key {
        match by {
            args::By::Label => Key::Label,
            args::By::Genre => Key::Genre,
            args::By::Sub => Key::Sub,
            args::By::Case => Key::Case,
            args::By::Name => Key::Name,
        }
    }
}

/// Whether a marked span leads to a person by itself. Labels unknown here are taken to.
pub fn is_direct(mark: &Mark) -> bool {
    let quasi = Label::from_name(&mark.label).is_some_and(|l| l.identifier().class == Class::Quasi);
    !quasi && !matches!(mark.sub.as_deref(), Some("year" | "outward"))
}

/// Letters and digits, as Python's `str.isalnum` has them: marks are neither.
pub(super) fn counts(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// Measures findings, one list a note of `gold`. O(text + gold x findings of a note).
pub fn measure(gold: &[Noted], found: &[Vec<Mark>], by: Key) -> Measures {
    let mut m = Measures::default();
    for (note, found) in gold.iter().zip(found) {
        m.note(note, found, by);
    }
    m
}

impl Measures {
    fn note(&mut self, note: &Noted, found: &[Mark], by: Key) {
        let text: Vec<char> = note.text.chars().collect();
        let covered = cover(text.len(), found);
        let in_gold = cover(text.len(), &note.spans);
        let mut clean = true;
        for span in &note.spans {
            let mut need = (span.start..span.end).filter(|&i| counts(text[i]));
            let full = need.clone().all(|i| covered[i]);
            let part = !full && need.any(|i| covered[i]);
            let typed = found.iter().any(|f| f.label == span.label && overlap(f, span));
            clean &= full || !is_direct(span);
            let inside = &text[span.start..span.end];
            let key = key(by, note, span, inside);
            let class = if is_direct(span) { &mut self.direct } else { &mut self.quasi };
            let add = |row: &mut Row| {
                row.gold += 1;
                row.full += usize::from(full);
                row.part += usize::from(part);
                row.typed += usize::from(typed);
            };
            add(class);
            add(&mut self.all);
            if span.label == "PERSON" {
                add(&mut self.person);
            }
            add(self.rows.entry(key).or_default());
            if !full {
                self.misses.push(miss(note, span, &text));
            }
        }
        let c = &mut self.counts;
        c.notes += 1;
        c.clean += usize::from(clean);
        c.found += found.len();
        let within = |f: &&Mark| in_gold[f.start.min(text.len())..f.end.min(text.len())].contains(&true);
        c.hit += found.iter().filter(within).count();
        for (i, _) in text.iter().enumerate().filter(|&(i, &ch)| counts(ch) && !in_gold[i]) {
            c.outside += 1;
            c.over += usize::from(covered[i]);
        }
    }
}

fn key(by: Key, note: &Noted, span: &Mark, inside: &[char]) -> String {
    match (by, &span.sub) {
        (Key::Genre, _) => note.genre.clone(),
        (Key::Sub, Some(sub)) => format!("{}:{sub}", span.label),
        (Key::Case, _) => format!("{} {}", span.label, case(inside)),
        (Key::Name, _) if span.label == "PERSON" => format!("PERSON {}", listed(inside)),
        _ => span.label.clone(),
    }
}

/// How many words of a name the dictionaries list as given names or surnames, short ones aside.
fn listed(name: &[char]) -> &'static str {
    let folded = Folded::new(&name.iter().collect::<String>());
    let mut tokens = Vec::new();
    tokenise(folded.bytes(), 0, 0, &mut tokens);
    tokens.retain(|token| token.len() > 2);
    let is_listed = |token: &&Token| {
        let entry = lexicon::word(token.hash);
        entry.given > 0 || entry.surname > 0
    };
    match tokens.iter().filter(is_listed).count() {
        _ if tokens.is_empty() => "initials",
        0 => "unlisted",
        n if n == tokens.len() => "listed",
        _ => "listed in part",
    }
}

/// How the letters of a span are written.
fn case(text: &[char]) -> &'static str {
    let (upper, lower) = (text.iter().any(|c| c.is_uppercase()), text.iter().any(|c| c.is_lowercase()));
    match (upper, lower) {
        (false, false) => "no-letters",
        (true, false) => "upper",
        (false, true) => "lower",
        (true, true) => "mixed",
    }
}

fn miss(note: &Noted, span: &Mark, text: &[char]) -> Miss {
    let (from, to) = (span.start.saturating_sub(30), (span.end + 30).min(text.len()));
    let sub = span.sub.clone().unwrap_or_default();
    Miss {
        place: (note.id.clone(), span.label.clone(), sub),
        text: text[span.start..span.end].iter().collect(),
        context: text[from..to].iter().map(|&c| if c == '\n' { ' ' } else { c }).collect(),
    }
}

pub(super) fn overlap(a: &Mark, b: &Mark) -> bool {
    a.start < b.end && b.start < a.end
}

/// Which of `length` code points some mark covers.
fn cover(length: usize, marks: &[Mark]) -> Vec<bool> {
    let mut cover = vec![false; length];
    for mark in marks {
        cover[mark.start.min(length)..mark.end.min(length)].fill(true);
    }
    cover
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_listed_by_its_words_of_three_letters_and_more() {
        for (name, want) in [
            ("Maud Khan", "listed"),
            ("KHAN, J", "listed"),
            ("maud xqzwv", "listed in part"),
            ("Xqzwv", "unlisted"),
            ("J.P.", "initials"),
        ] {
            assert_eq!(listed(&name.chars().collect::<Vec<_>>()), want, "{name}");
        }
    }
}

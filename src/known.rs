//! What the caller knows beforehand: people of the note, with names, birth date, numbers, addresses.

use crate::Span;
use crate::detect::{Finding, Label, Reason, Source, Sub, Window};
use crate::text::fold::lower;
use crate::text::token::{hash, is_word};
use std::collections::HashSet;

/// A person that the caller knows to be in the note.
#[derive(Clone, Default)]
pub struct KnownPerson {
    /// Who they are to the patient: [`Sub::Patient`], `Relative`, `Staff` or `Other`.
    pub role: Option<Sub>,
    /// Names and aliases, in any order of words.
    pub names: Vec<String>,
    /// Birth date, `YYYY-MM-DD`.
    pub date_of_birth: Option<String>,
    /// Numbers and addresses that lead to them: NHS number, phones, e-mails, other ids.
    pub identifiers: Vec<String>,
    /// Postal addresses.
    pub addresses: Vec<String>,
}

/// Everything that the caller knows. Has no `Debug` that could print it.
#[derive(Clone, Default)]
pub struct Known {
    /// The people.
    pub people: Vec<KnownPerson>,
}

/// Why known facts were refused; never says what they were.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("known.people[{person}].{field}: {wanted}")]
pub struct KnownError {
    /// Which person, counted from 0.
    pub person: usize,
    /// Which field.
    pub field: &'static str,
    /// What was wanted.
    pub wanted: &'static str,
}

/// Known values as they are looked for: letters and digits alone, in lower case.
#[derive(Default)]
pub struct Facts {
    values: Vec<(Vec<u8>, Label, Option<Sub>)>,
    names: Vec<(Vec<Vec<u8>>, Option<Sub>)>,
    /// Hashes of the words of names, initials left out.
    name_words: HashSet<u64>,
}

/// Shortest value that is looked for by itself, in letters and digits.
const LEAST: usize = 4;

impl Facts {
    /// Prepares known facts. Errors name the field, never its content.
    pub fn new(known: &Known) -> Result<Facts, KnownError> {
        let mut facts = Facts::default();
        for (i, person) in known.people.iter().enumerate() {
            let wrong = |field, wanted| KnownError { person: i, field, wanted };
            for name in &person.names {
                let words: Vec<Vec<u8>> = words(name);
                if words.is_empty() {
                    return Err(wrong("names", "wanted at least one letter"));
                }
                if words.len() > 1 {
                    facts.values.push((words.concat(), Label::Person, person.role));
                }
                facts.name_words.extend(words.iter().filter(|w| w.len() > 1).map(|w| hash(w)));
                facts.names.push((words, person.role));
            }
            if let Some(date) = &person.date_of_birth {
                let date = iso(date).ok_or_else(|| wrong("date_of_birth", "wanted YYYY-MM-DD"))?;
                facts.values.extend(written(date).into_iter().map(|v| (v, Label::Date, Some(Sub::Dob))));
            }
            for value in &person.identifiers {
                let key = squeezed(value);
                if key.len() < LEAST {
                    return Err(wrong("identifiers", "wanted at least four letters or digits"));
                }
                let label = label_of(value, &key);
                facts.values.push((key, label, None));
            }
            for address in &person.addresses {
                facts.values.extend(parts(address));
            }
        }
        facts.values.sort();
        facts.values.dedup_by(|a, b| a.0 == b.0);
        Ok(facts)
    }

    /// Names, each as its folded words, with who they are.
    pub fn names(&self) -> &[(Vec<Vec<u8>>, Option<Sub>)] {
        &self.names
    }

    /// Whether a word of this hash is in a known name.
    pub fn names_word(&self, hash: u64) -> bool {
        self.name_words.contains(&hash)
    }

    /// Whether no names are known.
    pub fn is_nameless(&self) -> bool {
        self.name_words.is_empty()
    }

    /// Appends known values that begin at the window's own tokens, however they are spaced and
    /// punctuated. O(own tokens x values).
    pub fn find(&self, window: &Window<'_>, out: &mut Vec<Finding>) {
        if self.values.is_empty() {
            return;
        }
        for token in &window.tokens[window.own()] {
            let at = token.start - window.base;
            let longest = self
                .values
                .iter()
                .filter_map(|(key, label, sub)| Some((spelled(window.bytes, at, key)?, label, sub)))
                .max_by_key(|&(end, ..)| end);
            if let Some((end, &label, &sub)) = longest
                && let Some(span) = Span::new(token.start, window.base + end)
            {
                let reason = Reason { source: Source::Known, rule: "known beforehand", cue: None };
                out.push(Finding { span, label, sub, strength: 0.99, reason });
            }
        }
    }
}

/// Where `key` ends if it is spelled from byte `at` on, with at most three other bytes between
/// any two of its letters and digits and a word boundary at its end.
fn spelled(bytes: &[u8], at: usize, key: &[u8]) -> Option<usize> {
    let mut i = at;
    for (n, &want) in key.iter().enumerate() {
        let mut skipped = 0;
        while n > 0 && i < bytes.len() && !is_word(bytes[i]) && skipped < 3 {
            i += 1;
            skipped += 1;
        }
        if bytes.get(i)?.to_ascii_lowercase() != want {
            return None;
        }
        i += 1;
    }
    bytes.get(i).is_none_or(|&b| !is_word(b)).then_some(i)
}

fn words(text: &str) -> Vec<Vec<u8>> {
    lower(text).split(|&b| !is_word(b)).filter(|w| !w.is_empty()).map(<[u8]>::to_vec).collect()
}

fn squeezed(text: &str) -> Vec<u8> {
    words(text).concat()
}

fn label_of(value: &str, key: &[u8]) -> Label {
    let digits = key.iter().filter(|b| b.is_ascii_digit()).count();
    match () {
        _ if value.contains('@') => Label::Email,
        _ if digits == key.len() && digits == 10 && !key.starts_with(b"0") => Label::NhsNumber,
        _ if digits == key.len() && (key.starts_with(b"0") || key.starts_with(b"44")) => Label::Phone,
        _ => Label::OtherId,
    }
}

/// The lines of an address; a line that looks like a postcode is one.
fn parts(address: &str) -> Vec<(Vec<u8>, Label, Option<Sub>)> {
    let lines = address.split([',', '\n', ';']).map(squeezed).filter(|key| key.len() >= LEAST);
    lines
        .map(|key| {
            let digits = key.iter().filter(|b| b.is_ascii_digit()).count();
            let inward = key.len() >= 5 && key[key.len() - 3].is_ascii_digit();
            let postcode = (5..=7).contains(&key.len()) && inward && key[0].is_ascii_alphabetic();
            match (postcode, digits > 0) {
                (true, _) => (key, Label::Postcode, None),
                (false, true) => (key, Label::Address, None),
                (false, false) => (key, Label::Location, None),
            }
        })
        .collect()
}

fn iso(date: &str) -> Option<(u32, u32, u32)> {
    let mut parts = date.split('-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let holds = parts.next().is_none() && (1..=12).contains(&month) && (1..=31).contains(&day) && year > 1000;
    holds.then_some((year, month, day))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The ways to write a date, squeezed.
fn written((year, month, day): (u32, u32, u32)) -> Vec<Vec<u8>> {
    let name = MONTHS[month as usize - 1];
    let ordinal = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let years = [format!("{year}"), format!("{:02}", year % 100)];
    let mut out = vec![format!("{year}{month:02}{day:02}")];
    for year in &years {
        for d in [format!("{day}"), format!("{day:02}")] {
            for m in [format!("{month}"), format!("{month:02}"), name.to_owned(), name[..3].to_owned()] {
                out.push(format!("{d}{m}{year}"));
                out.push(format!("{d}{ordinal}{m}{year}"));
                out.push(format!("{d}{ordinal}of{m}{year}"));
                out.push(format!("{m}{d}{year}"));
                out.push(format!("{m}{d}{ordinal}{year}"));
            }
        }
    }
    out.sort();
    out.dedup();
    out.into_iter().map(String::into_bytes).filter(|v| v.len() > LEAST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{fold::Folded, token::tokenise};

    fn found(known: &Known, text: &str) -> Vec<(String, Label)> {
        let facts = Facts::new(known).unwrap();
        let folded = Folded::new(text);
        let mut tokens = Vec::new();
        tokenise(folded.bytes(), 0, 0, &mut tokens);
        let window = Window::whole(folded.bytes(), &tokens);
        let mut out = Vec::new();
        facts.find(&window, &mut out);
        out.iter()
            .map(|f| (text[folded.start(f.span.start())..folded.end(f.span.end())].to_owned(), f.label))
            .collect()
    }

    fn person() -> Known {
        let person = KnownPerson {
            date_of_birth: Some("1952-03-14".into()),
            identifiers: vec!["999 477 3453".into(), "07700 900123".into()],
            addresses: vec!["Flat 2, 14 Acacia Avenue, Diss, IP22 4ZZ".into()],
            ..KnownPerson::default()
        };
        Known { people: vec![person] }
    }

    #[test]
    fn known_facts_are_found_in_any_format() {
        let table = [
            ("born 14.3.52 in", "14.3.52", Label::Date),
            ("the 14th of March, 1952.", "14th of March, 1952", Label::Date),
            ("March 14, 1952", "March 14, 1952", Label::Date),
            ("n 99-94.77 3453 x", "99-94.77 3453", Label::NhsNumber),
            ("on 07700900123", "07700900123", Label::Phone),
            ("at 14, acacia avenue since", "14, acacia avenue", Label::Address),
            ("ip224zz", "ip224zz", Label::Postcode),
        ];
        for (text, want, label) in table {
            assert_eq!(found(&person(), text), [(want.to_owned(), label)], "{text}");
        }
        assert!(found(&person(), "seen 14.3.53 and 994773453").is_empty());
    }

    #[test]
    fn a_bad_fact_is_refused_by_its_place_alone() {
        let bad = KnownPerson { date_of_birth: Some("14/03/1952".into()), ..KnownPerson::default() };
        let error = Facts::new(&Known { people: vec![bad] }).err().unwrap();
        assert_eq!(error.to_string(), "known.people[0].date_of_birth: wanted YYYY-MM-DD");
    }
}

//! Ages in lists of people: after a bed and a name, between commas after a title, before parity.

use super::words::{COUNTED, NO_NAMES, is_any};
use super::{before, is_no_age, value};
use crate::detect::{Check, Match, near};

/// What is measured on a round and stands where a name could.
#[rustfmt::skip]
const MEASURED: &[&str] = &[
    "sats", "sat", "hr", "bp", "obs", "news", "news2", "gcs", "rr", "temp", "bm", "bms", "crp", "hb", "on", "to", "for",
    "at", "in", "of", "weight", "wt", "pain", "is", "was", "drain", "output", "inr", "k", "na", "day", "d", "with", "and",
    "score", "stable", "new", "wbc", "wcc", "urea", "creat", "ph", "o", "co", "lac", "egfr", "trop", "x", "by", "up",
    "mobile", "flat", "from", "age", "ext", "bleep", "no", "grade", "band", "only", "approx", "about", "over", "under",
    "last", "past", "every", "peep", "fio", "map", "cvp", "iv", "po", "mg", "ml", "mls", "units", "pulse", "spo",
];

/// "bed 2 mrs sandhu 62": a place to lie, two to four words of a name, a number.
pub(super) fn bedded(m: &Match<'_>) -> Check {
    let line = m.before(56).rsplit(|&b| b == b'\n').next().unwrap_or_default();
    let mut words = line.rsplit(|&b| matches!(b, b' ' | b',' | b'.' | b'-' | b':')).filter(|w| !w.is_empty());
    let mut names = 0;
    let bed = loop {
        let Some(word) = words.next() else { return Check::Refused };
        if word[0].is_ascii_digit() {
            break word;
        }
        let name = word.iter().all(|b| b.is_ascii_alphabetic() || matches!(b, b'\'' | 0xFF));
        if !name || is_any(word, MEASURED) || is_any(word, NO_NAMES) || names > 3 {
            return Check::Refused;
        }
        names += 1;
    };
    let lies =
        words.next().is_some_and(|w| is_any(w, &["bed", "rm", "room", "bay", "sr", "chair", "trolley"]));
    let goes_on = matches!(m.after(1), b"%") || m.precedes(COUNTED) && m.after(1) == b" ";
    let good = lies && bed.len() < 4 && names > 1 && value(m) > 15 && !goes_on && !is_no_age(m);
    if good { Check::Absent } else { Check::Refused }
}

/// "Mr Quayle, room 4, 79, L BKA": between commas on a line that names someone with a title.
pub(super) fn titled(m: &Match<'_>) -> Check {
    let line = m.before(56).rsplit(|&b| b == b'\n').next().unwrap_or_default();
    let title =
        line.split(|b| !b.is_ascii_alphabetic()).any(|w| is_any(w, &["mr", "mrs", "ms", "miss", "master"]));
    let whole = title
        && m.before(2) == b", "
        && matches!(m.after(2), [b',' | b':' | b';', b' '] | [b',' | b':', b'\n']);
    let reading = is_any(m.word_before(), MEASURED);
    let good = whole && !reading && value(m) > 15 && !is_no_age(m);
    if good { Check::Absent } else { Check::Refused }
}

/// "Selam 25 G1P0": a number before gravidity and parity.
pub(super) fn obstetric(m: &Match<'_>) -> Check {
    let (_, b) = before(m);
    let age =
        (13..=55).contains(&value(m)) && matches!(b, b' ' | b'\n' | b',' | b'(' | b'|') && !is_no_age(m);
    let other = m.follows(MEASURED) || m.follows(NO_NAMES) || m.follows(&["bed", "room", "bay", "ward"]);
    if age && !other { Check::Absent } else { Check::Refused }
}

/// "her daughter was 8 and": someone close, a verb, a number.
pub(super) fn of_kin(m: &Match<'_>, prior: &[u8], people: &[&str]) -> bool {
    let verb = m.follows(&["is", "was", "turns", "turned", "just"]);
    let reading = is_any(prior, MEASURED)
        || is_any(prior, NO_NAMES)
        || is_any(prior, &["bmi", "diary", "average", "total"]);
    verb && !reading && near::has_before(m, 4, people)
}

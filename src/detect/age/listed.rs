//! Ages in lists of people: after a bed and a name, between commas after a title, before parity.

use super::words::{COUNTED, NO_NAMES};
use super::{before, is_no_age, value};
use crate::detect::{Check, Match, near};
use crate::words::{Words, words};

/// What is measured on a round and stands where a name could.
#[rustfmt::skip]
const MEASURED: &Words = words![
    "sats", "sat", "hr", "bp", "obs", "news", "news2", "gcs", "rr", "temp", "bm", "bms", "crp", "hb", "on", "to", "for",
    "at", "in", "of", "weight", "wt", "pain", "is", "was", "drain", "output", "inr", "k", "na", "day", "d", "with", "and",
    "score", "stable", "new", "wbc", "wcc", "urea", "creat", "ph", "o", "co", "lac", "egfr", "trop", "x", "by", "up",
    "mobile", "flat", "from", "age", "ext", "bleep", "no", "grade", "band", "only", "approx", "about", "over", "under",
    "last", "past", "every", "peep", "fio", "map", "cvp", "iv", "po", "mg", "ml", "mls", "units", "pulse", "spo",
];

/// "bed 2 mrs sandhu 62": a place to lie, two to four words of a name, a number. A line may also
/// open with the place alone, "F3 Ada Quayle 68", with capitals or in columns.
pub(super) fn bedded(m: &Match<'_>) -> Check {
    let goes_on = matches!(m.after(1), b"%" | b".") || m.precedes(COUNTED) && m.after(1) == b" ";
    if value(m) < 16 || is_no_age(m) || goes_on {
        return Check::Refused;
    }
    let line = m.before(56).rsplit(|&b| b == b'\n').next().unwrap_or_default();
    let whole = line.len() < m.before(56).len() || m.start <= 56;
    let mut words =
        line.rsplit(|&b| matches!(b, b' ' | b',' | b'.' | b'-' | b':' | b'\t')).filter(|w| !w.is_empty());
    let (mut names, mut titles) = (0, 0);
    let bed = loop {
        let Some(word) = words.next() else { return Check::Refused };
        if word[word.len() - 1].is_ascii_digit() {
            break word;
        }
        let name = word.iter().all(|b| b.is_ascii_alphabetic() || matches!(b, b'\'' | 0xFF));
        if !name || MEASURED.has(word) || NO_NAMES.has(word) || names > 3 {
            return Check::Refused;
        }
        names += 1;
        titles += usize::from(word[0].is_ascii_uppercase());
    };
    let head = words.next();
    let lies = head.is_some_and(|w| words!["bed", "rm", "room", "bay", "sr", "chair", "trolley"].has(w));
    let columns = line.ends_with(b"  ") && (m.after(2) == b"  " || m.after(1) == b"\n");
    let opens = whole && head.is_none() && titles == names && (names > 1 || columns);
    let good = (lies && names > 1 || opens) && bed.len() < 4;
    if good { Check::Absent } else { Check::Refused }
}

/// "Mr Quayle, room 4, 79, L BKA": between commas on a line that names someone with a title.
pub(super) fn titled(m: &Match<'_>) -> Check {
    if m.before(2) != b", " {
        return Check::Refused;
    }
    let line = m.before(56).rsplit(|&b| b == b'\n').next().unwrap_or_default();
    let title =
        line.split(|b| !b.is_ascii_alphabetic()).any(|w| words!["mr", "mrs", "ms", "miss", "master"].has(w));
    let whole = title && matches!(m.after(2), [b',' | b':' | b';', b' '] | [b',' | b':', b'\n']);
    let reading = MEASURED.has(m.word_before());
    let good = whole && !reading && value(m) > 15 && !is_no_age(m);
    if good { Check::Absent } else { Check::Refused }
}

/// "Selam 25 G1P0": a number before gravidity and parity.
pub(super) fn obstetric(m: &Match<'_>) -> Check {
    let (_, b) = before(m);
    let age =
        (13..=55).contains(&value(m)) && matches!(b, b' ' | b'\n' | b',' | b'(' | b'|') && !is_no_age(m);
    let other = m.follows(MEASURED) || m.follows(NO_NAMES) || m.follows(words!["bed", "room", "bay", "ward"]);
    if age && !other { Check::Absent } else { Check::Refused }
}

/// "her daughter was 8 and": someone close, a verb, a number.
pub(super) fn of_kin(m: &Match<'_>, prior: &[u8], people: &Words) -> bool {
    if !m.follows(words!["is", "was", "turns", "turned", "just"]) {
        return false;
    }
    let reading =
        MEASURED.has(prior) || NO_NAMES.has(prior) || words!["bmi", "diary", "average", "total"].has(prior);
    let measured = near::has_before(m, 4, words!["weight", "wt", "bmi", "bp", "score", "hr", "height"]);
    !reading && !measured && near::has_before(m, 4, people)
}

/// "FHx: bro MI 49, sister ca at 52": a number that ends its phrase in a family history.
pub(super) fn in_family(m: &Match<'_>) -> bool {
    let line = m.before(56).rsplit(|&b| b == b'\n').next().unwrap_or_default();
    let said = || line.split(|b| !b.is_ascii_alphanumeric()).any(|w| words!["fh", "fhx", "famhx"].has(w));
    let word = m.word_before();
    let worded = word.iter().all(u8::is_ascii_alphabetic) && (!MEASURED.has(word) || words!["at"].has(word));
    let ends = matches!(
        m.after(2),
        [] | [b',' | b';' | b'.' | b')'] | [b',' | b';' | b')', b' '] | [b'.' | b'\n', ..]
    ) && !matches!(m.after(2), [b'.', d] if d.is_ascii_digit());
    ends && (20..=105).contains(&value(m)) && worded && said() && !NO_NAMES.has(word)
}

/// "her eightieth", with nothing after it that it could count.
pub(super) fn own_birthday(m: &Match<'_>) -> Check {
    let end = matches!(m.after(1), [] | [b'.' | b',' | b';' | b')' | b'\n' | b'!' | b'?']);
    if end && m.follows(words!["her", "his", "their", "my", "your"]) { Check::Absent } else { Check::Refused }
}

/// "is four and a half", where no unit follows.
pub(super) fn and_a_half(m: &Match<'_>) -> Check {
    let end = !matches!(m.after(2), [b' ', b] if b.is_ascii_alphabetic());
    let told = m.follows(words!["is", "was", "now", "aged", "just", "nearly", "turned", "only"]);
    if end && told { Check::Absent } else { Check::Refused }
}

/// "Baby Parisa now 7 weeks".
pub(super) fn infant_now(m: &Match<'_>) -> Check {
    let infant =
        near::has_before(m, 5, words!["baby", "infant", "twin", "twins", "bubs", "neonate", "newborn"]);
    if infant && m.follows(words!["now"]) { Check::Absent } else { Check::Refused }
}

//! Ages that stand alone: "she is 67", "woman of 30", "Zain (9)", "Quayle, 67,".

use super::words::{AFTER_LIFE, COUNTED, LIFE, NO_NAMES, PEOPLE, SUBJECTS, is_title};
use super::{before, check, is_no_age, listed, measures, names_before, value};
use crate::detect::{Check, Match, near};
use crate::text::token::is_word;
use crate::words::words;

/// A number with nothing beside it that says what it counts.
pub(super) fn plain(m: &Match<'_>) -> Check {
    if is_no_age(m) || value(m) < 2 {
        return Check::Refused;
    }
    let near = matches!(m.after(2), [b' ' | b'-', c] if c.is_ascii_alphabetic());
    let died = m.precedes(words!["of"])
        && m.follows(words!["at"])
        && near::has_before(m, 2, words!["died", "death", "passed"]);
    if near && !died && m.precedes(COUNTED) {
        return Check::Refused;
    }
    let (_, b) = before(m);
    if m.is_cued() {
        let lists = b == b'\n' && matches!(m.after(1), b"." | b")");
        let measured = || measures::precede(m.bytes, m.start);
        return if lists || measured() { Check::Refused } else { Check::Absent };
    }
    let word = m.word_before();
    let ends = matches!(m.after(1), b"," | b"." | b";" | b")" | b"\n" | b"");
    // What stands right before a number says what can make an age of it: most numbers are soon told to be none.
    let good = match b {
        b' ' => after_blank(m, word, ends),
        b'(' => in_brackets(m, word),
        b'/' => words!["m", "f", "male", "female"].has(word) && value(m) > 1 && !m.after(1).contains(&b'/'),
        _ => false,
    };
    let circa = || words!["c", "ca", "circa"].has(word) && ends && value(m) > 12;
    let aged = good || of_someone(m, word) || circa() || nearly(m, word, ends);
    if aged && !measures::precede(m.bytes, m.start) { Check::Absent } else { Check::Refused }
}

/// "woman of 30".
fn of_someone(m: &Match<'_>, word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"of") && {
        let head = m.before(24);
        let head = head[..head.len() - head.len().min(4)].trim_ascii_end();
        let from = head.iter().rposition(|&b| !is_word(b)).map_or(0, |at| at + 1);
        words!["man", "woman", "lady", "boy", "girl", "lad", "gentleman", "patient"].has(&head[from..])
    }
}

/// "her grandad is nearly 90."
fn nearly(m: &Match<'_>, word: &[u8], ends: bool) -> bool {
    ends && value(m) > 12
        && words!["nearly", "almost", "approaching", "pushing", "about", "approx", "probably", "maybe"]
            .has(word)
        && near::has_before(m, 5, SUBJECTS)
}

/// "Zain (9)", "daughter (31)".
fn in_brackets(m: &Match<'_>, word: &[u8]) -> bool {
    let touches = || {
        matches!(m.before(3), [c, b' ', b'('] if is_word(*c) || matches!(c, b'"' | b'\''))
            || is_word(before(m).0)
    };
    let titled = || is_title(word) && !is_in_capitals(word);
    let year = || value(m) > 15 && word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    matches!(m.after(1), b")" | b",") && (year() || touches() && (titled() || PEOPLE.has(word)))
}

/// "she is 67", "pt 67 lives alone", "Quayle, 67,", "FHx: bro MI 49".
fn after_blank(m: &Match<'_>, word: &[u8], ends: bool) -> bool {
    let letters = || word.iter().all(u8::is_ascii_alphabetic);
    let patient = || {
        words!["pt", "patient", "client", "lady", "gent"].has(word)
            && (18..=105).contains(&value(m))
            && matches!(m.after(2), [b' ', c] if c.is_ascii_lowercase())
            && !m.precedes(words!["and", "has", "had", "says", "hourly", "times", "cms"])
    };
    let goes_on = || ends || m.precedes(words!["and", "but", "now"]);
    let prior = || check::word_before_that(m);
    let subject = || {
        let prior = prior();
        is_title(prior) || PEOPLE.has(prior) || words!["he", "she", "who", "be", "and"].has(prior)
    };
    let said = || words!["is", "was"].has(word) && goes_on() && subject();
    let kin = || listed::of_kin(m, prior(), SUBJECTS) && goes_on();
    let lived = || words!["at"].has(word) && (ends || m.precedes(AFTER_LIFE)) && LIFE.has(prior());
    let person =
        || value(m) > 10 && PEOPLE.has(word) && (ends || words!["man", "woman", "lady", "m", "f"].has(word));
    let child = || {
        word.len() > 2
            && value(m) < 26
            && (ends || m.precedes(words!["and"]))
            && letters()
            && of_family(m, word)
    };
    is_apart(m, word, ends)
        || patient()
        || said()
        || kin()
        || lived()
        || person()
        || child()
        || is_named(m, word, ends)
        || listed::in_family(m)
}

/// "Quayle, 67,", "Mr Quayle: 67,", "Ada Quayle. 67.": after a sign and a blank.
fn is_apart(m: &Match<'_>, word: &[u8], ends: bool) -> bool {
    let adult = value(m) > 15;
    match before(m).0 {
        b',' => {
            let listed = matches!(m.after(1), b"," | b"." | b";" | b")");
            let worded = word.first().is_some_and(u8::is_ascii_alphabetic);
            ends && (is_title(word) || PEOPLE.has(word) || adult && worded && listed)
        }
        b';' | b':' => adult && matches!(m.after(1), b"," | b";") && is_title(word) && !is_in_capitals(word),
        b'.' | b')' => {
            let worded = word.len() > 2 && !is_in_capitals(word) && !word.iter().all(u8::is_ascii_digit);
            adult && matches!(m.after(1), b"," | b".") && worded
        }
        _ => false,
    }
}

/// "Ada Quayle 67": after a name of two words, and nothing that it could count.
fn is_named(m: &Match<'_>, word: &[u8], ends: bool) -> bool {
    let line_end = matches!(m.after(2), b"" | [b'\n' | b'\r', ..] | b"  " | b" |" | b" -");
    let told = || {
        matches!(m.after(2), [b' ', c] if c.is_ascii_alphabetic())
            && before(m).0 != b','
            && !is_in_capitals(word)
            && !m.word_after()[0].is_ascii_uppercase()
    };
    value(m) > 12 && (line_end || ends || told()) && names_before(m) > 1
}

fn is_in_capitals(word: &[u8]) -> bool {
    word.iter().all(u8::is_ascii_uppercase)
}

/// Whether children or siblings are listed in what stands before.
fn of_family(m: &Match<'_>, word: &[u8]) -> bool {
    const FAMILY: [&[u8]; 9] = [
        b"children",
        b"child:",
        b"sibling",
        b"kids",
        b"sons",
        b"daughters",
        b"twins",
        b"brothers",
        b"sisters",
    ];
    let list = m.before(64);
    let begins = |at: &usize| b"cksdtb".contains(&(list[*at] | 0x20));
    let there = |at: usize| {
        FAMILY.iter().any(|w| list[at..].get(..w.len()).is_some_and(|x| x.eq_ignore_ascii_case(w)))
    };
    !words!["are", "has", "had"].has(word) && !NO_NAMES.has(word) && (0..list.len()).filter(begins).any(there)
}

//! What tells an age from a distance, a reading or a length of time.

use super::{before, is_no_age, names_before, value};
use crate::detect::{Check, Match};
use crate::text::token::is_word;
use crate::words::{Words, words};

pub(super) fn glued(m: &Match<'_>) -> Check {
    let last = m.text()[m.text().len() - 1];
    let two = m.text().iter().filter(|b| b.is_ascii_alphabetic()).count() > 1;
    let metres = m
        .precedes(words!["walk", "walks", "away", "with", "x", "later", "deep", "apart", "swim", "frame"])
        || m.follows(words![
            "walks",
            "walked",
            "walk",
            "to",
            "about",
            "mobilised",
            "managed",
            "up",
            "x",
            "for"
        ]);
    let year = !two && last.eq_ignore_ascii_case(&b'y');
    let sexed = !two && !year;
    if is_no_age(m)
        || m.follows(words!["for", "last", "past", "ext", "bed", "ward", "room"])
        || (year && m.precedes(words!["hx", "history", "ago"]))
    {
        return Check::Refused;
    }
    let (a, b) = before(m);
    let opens = b == b'\n'
        || matches!(a, b':' | b';' | b',' | b'.' | b'>')
        || m.precedes(words!["presenting", "with", "w", "c", "fall"]);
    let small = last == b'm' && !opens || value(m) < 13 && last.is_ascii_lowercase();
    if (sexed && (metres || small)) || (value(m) < 2 && !sexed) || m.precedes(words!["review", "hx"]) {
        Check::Refused
    } else {
        Check::Absent
    }
}

/// "88/M", and a number before a symbol that may stand for a sex, where no reading would stand.
pub(super) fn slashed_sex(m: &Match<'_>) -> Check {
    let symbol = m.after(2).contains(&2);
    let (a, b) = before(m);
    let opens = b == b'\n' || m.start == 0 || b == b' ' && matches!(a, b'.' | b':' | b';' | b')' | b'|');
    let bed = m.follows(words!["bed", "ward", "room", "bay", "no", "x", "band", "grade"]);
    let small = value(m) < if symbol { 16 } else { 2 };
    if is_no_age(m) || bed || small || symbol && !opens { Check::Refused } else { Check::Absent }
}

/// Whether a match fills a cell of a table whose heading there is "Age".
pub(super) fn cell(m: &Match<'_>) -> Check {
    let before = m.before(240);
    // Nothing but blanks since the cell began.
    let blanks = before.iter().rev().take_while(|&&b| b.is_ascii_whitespace() && b != b'\n').count();
    let (head, tail) = before.split_at(before.len() - blanks);
    if !matches!(head.last(), Some(b'|' | b',')) && !tail.contains(&b'\t') {
        return Check::Refused;
    }
    let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let (above, row) = before.split_at(start);
    let Some(mark) = [b'|', b'\t', b','].into_iter().find(|c| row.contains(c)) else { return Check::Refused };
    let column = row.iter().filter(|&&b| b == mark).count();
    let alone = row.rsplit(|&b| b == mark).next().is_some_and(|cell| cell.trim_ascii().is_empty());
    let ended = matches!(m.after(3).trim_ascii_start().first(), None | Some(b'|' | b'\t' | b',' | b'\n'))
        || m.after(1) == b"\n";
    let headed = above.split(|&b| b == b'\n').any(|line| {
        let name = line.split(|&b| b == mark).nth(column).unwrap_or_default().trim_ascii();
        line.contains(&mark) && words!["age", "age (yrs)", "age/sex", "age yrs", "oed"].has(name)
    });
    // "| RASH, P | 66 |": the cell before is a surname, a comma and a first name.
    let last = row.rsplit(|&b| b == mark).nth(1).unwrap_or_default();
    let named = mark == b'|' && value(m) > 15 && {
        let mut halves = last.splitn(2, |&b| b == b',').map(<[u8]>::trim_ascii);
        let is_name = |half: Option<&[u8]>| {
            half.is_some_and(|h| {
                h.first().is_some_and(u8::is_ascii_uppercase) && !h.iter().any(u8::is_ascii_digit)
            })
        };
        is_name(halves.next()) && is_name(halves.next()) && last.len() < 32
    };
    if alone && ended && (headed || named) && !is_no_age(m) { Check::Absent } else { Check::Refused }
}

/// Words after a number of years or months that make it a length of time.
const LASTING: &Words = words![
    "of", "ago", "history", "hx", "later", "in", "since", "post", "pregnant", "on", "into", "gone", "sober",
    "clean",
];

pub(super) fn with_unit(m: &Match<'_>) -> Check {
    let rest = m.after(24);
    let at = rest.iter().position(|b| b.is_ascii_alphabetic()).unwrap_or(0);
    let rest = &rest[at..];
    let at = rest.iter().position(|&b| !is_word(b)).unwrap_or(rest.len());
    let next = rest[at..].trim_ascii_start();
    let end = next.iter().position(|&b| !is_word(b)).unwrap_or(next.len());
    if is_no_age(m) || LASTING.has(&next[..end]) {
        return Check::Refused;
    }
    let (a, b) = before(m);
    let apart =
        b == b'(' || (a == b',' && next.starts_with(b",")) || rest[at..].starts_with(b",") && a == b',';
    if (m.is_cued() && !m.precedes(words!["weeks", "wks"])) || apart || names_before(m) > 1 {
        Check::Absent
    } else {
        Check::Refused
    }
}

pub(super) fn decade(m: &Match<'_>) -> Check {
    let modified = m.text().iter().any(|&b| b == b' ' || b == b'-');
    let said = m.follows(words![
        "her",
        "his",
        "their",
        "my",
        "in",
        "late",
        "mid",
        "early",
        "man",
        "woman",
        "lady",
        "male",
        "female",
        "looks",
        "looked",
        "aged",
        "approx",
        "m",
        "f",
        "traveller",
        "since",
    ]);
    let alone = matches!(m.after(1), b"," | b")" | b";");
    let the = m.follows(words!["the", "hr", "sats", "bp", "pulse", "low", "high"]);
    if !the && (said || modified || alone) && !m.follows(words!["in"]) || (m.precedes(words!["bracket"])) {
        Check::Absent
    } else {
        Check::Refused
    }
}

/// "aged 11-13" of somebody, not of those whom a service is for.
pub(super) fn span_of_years(m: &Match<'_>) -> Check {
    let many = words!["children", "people", "those", "anyone", "adults", "kids", "patients", "women", "men"];
    let said = m.before(1) == b" " && m.follows(words!["aged"]) && !many.has(word_before_that(m));
    if said && !is_no_age(m) { Check::Absent } else { Check::Refused }
}

/// "boy, 4 years 2 months", where nothing has gone on for so long.
pub(super) fn years_and_months(m: &Match<'_>) -> Check {
    let said = words![
        "boy", "girl", "child", "son", "daughter", "male", "female", "toddler", "baby", "infant", "twin",
        "twins", "aged",
    ];
    if m.follows(said) && !m.precedes(LASTING) { Check::Absent } else { Check::Refused }
}

/// "60-something", where no reading would stand.
pub(super) fn something(m: &Match<'_>) -> Check {
    let reading =
        words!["sats", "sat", "hr", "bp", "rr", "pulse", "rate", "temp", "systolic", "then", "the", "at"];
    if is_no_age(m) || m.follows(reading) { Check::Refused } else { Check::Absent }
}

/// The word before the last one.
pub(super) fn word_before_that<'a>(m: &Match<'a>) -> &'a [u8] {
    let head = m.before(40);
    let end = head.iter().rposition(|&b| is_word(b)).map_or(0, |at| at + 1);
    let head = &head[..end - m.word_before().len().min(end)];
    let end = head.iter().rposition(|&b| is_word(b)).map_or(0, |at| at + 1);
    let from = head[..end].iter().rposition(|&b| !is_word(b)).map_or(0, |at| at + 1);
    &head[from..end]
}

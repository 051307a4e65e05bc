//! What tells a date from a score, a dose, a time or a name.

use super::rows;
use super::words::{BEFORE_DAY, BEFORE_SCORE, BEFORE_SLASH, SCALES, UNITS};
use crate::detect::digits::is_date;
use crate::detect::{Check, Match, near};
use crate::words::{Words, words};

/// The numbers of a match with their widths, at most four.
pub(super) fn numbers(text: &[u8]) -> ([(u32, usize); 4], usize) {
    let mut out = [(0, 0); 4];
    let mut n = 0;
    for run in text.split(|b| !b.is_ascii_digit()).filter(|run| !run.is_empty()).take(4) {
        let value = run.iter().take(8).fold(0, |v, b| v * 10 + u32::from(b - b'0'));
        out[n] = (value, run.len());
        n += 1;
    }
    (out, n)
}

/// Whether a day, a month and a year of two or four digits make a date.
pub(super) fn is_real(day: u32, month: u32, (year, width): (u32, usize)) -> bool {
    match width {
        2 => is_date(day, month, 1900 + year) || is_date(day, month, 2000 + year),
        4 => (1850..=2099).contains(&year) && is_date(day, month, year),
        _ => false,
    }
}

/// The byte right before a match and the one before that; blanks where the text begins.
pub(super) fn touching(m: &Match<'_>) -> (u8, u8) {
    match m.before(2) {
        [a, b] => (*a, *b),
        [b] => (b' ', *b),
        _ => (b' ', b' '),
    }
}

/// Whether the match goes on as a longer number: "1.2.3.4", "12:30", "5.5".
pub(super) fn is_part_of_number(m: &Match<'_>) -> bool {
    let (a, b) = touching(m);
    let after = m.after(2);
    (matches!(b, b'.' | b':') && a.is_ascii_digit())
        || (b == b'/' && a.is_ascii_alphanumeric())
        || matches!(after, [b'.' | b'/' | b':', d] if d.is_ascii_digit())
        || matches!(b, b'$' | b'#' | b'=' | b'<' | b'>' | b'_')
        || matches!(after, [b'%' | b'_', ..])
}

/// Whether a quantity's unit follows.
pub(super) fn has_unit(m: &Match<'_>) -> bool {
    let near =
        matches!(m.after(3), [b' ', c, ..] | [b' ', b' ', c] | [b'-', c, ..] if c.is_ascii_alphabetic());
    near && m.precedes(UNITS)
}

/// Whether a time of day follows at once: "14/3 0905", "3/7 10.40", "28/1 am".
pub(super) fn has_time(m: &Match<'_>) -> bool {
    let after = m.after(10);
    let rest = after.trim_ascii_start();
    let gap = after.len() - rest.len();
    let rest = rest.strip_prefix(b",").or(rest.strip_prefix(b"@")).unwrap_or(rest).trim_ascii_start();
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let next = rest.get(digits..).unwrap_or(&[]);
    let clock = match digits {
        4 => next.first().is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'.') && rest[0] <= b'2',
        1 | 2 => {
            matches!(next, [b':' | b'.', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit())
                || next
                    .trim_ascii_start()
                    .get(..2)
                    .is_some_and(|w| matches!(w, b"am" | b"pm" | b"AM" | b"PM"))
        }
        _ => false,
    };
    let half = rest.get(..2).is_some_and(|w| matches!(w, b"am" | b"pm" | b"AM" | b"PM"))
        && rest.get(2).is_none_or(|b| !b.is_ascii_alphanumeric());
    (gap > 0 || after.first() == Some(&b',')) && (clock || half)
}

/// Whether a match begins its line, but for blanks, bullets and brackets.
pub(super) fn begins_line(m: &Match<'_>) -> bool {
    let before = m.before(40);
    let at = before.iter().rposition(|b| !matches!(b, b' ' | b'\t' | b'[' | b'*' | b'>' | b'-'));
    at.map_or(m.start <= 40, |at| before[at] == b'\n')
}

/// Whether punctuation, a line end or the note's end follows.
pub(super) fn ends_phrase(m: &Match<'_>) -> bool {
    let after = m.after(2);
    matches!(
        after,
        [b'.' | b',' | b';' | b':' | b')' | b']' | b'!' | b'?' | b'\n' | b'\r' | b'"' | b'\'', ..]
            | [b' ', b'-' | b'(' | b'\n' | b'/' | b'&' | b'+' | b'=' | b' ' | b'>']
            | []
            | [b' ']
    )
}

pub(super) fn is_upper(word: &[u8]) -> bool {
    word.len() > 1 && word.iter().all(u8::is_ascii_uppercase)
}

/// Day, month and year in figures, or year, month and day.
pub(super) fn numeric(m: &Match<'_>) -> Check {
    let (n, count) = numbers(m.text());
    if count < 3 || (!m.is_cued() && m.follows(words!["apgar", "apgars"])) {
        return Check::Refused;
    }
    if !m.is_cued() && (!is_even(m.text()) || is_part_of_number(m) || is_reference(m)) {
        return Check::Refused;
    }
    let [first, second, third, _] = n;
    if first.1 == 4 {
        return if is_real(third.0, second.0, first) { Check::Passed } else { Check::Failed };
    }
    match third.1 {
        2 | 4 if is_real(first.0, second.0, third) => Check::Passed,
        4 if is_real(second.0, first.0, third) => Check::Weak,
        2 | 4 => Check::Failed,
        _ => Check::Refused,
    }
}

/// Whether the same separator stands between the day, the month and the year.
fn is_even(text: &[u8]) -> bool {
    let mut gaps = text.split(u8::is_ascii_digit).filter(|gap| !gap.is_empty());
    let first = gaps.next();
    first == gaps.next().map(|gap| gap.strip_suffix(b"'").unwrap_or(gap))
}

/// Whether what stands before makes a numeric date something else: a sort code, a version.
fn is_reference(m: &Match<'_>) -> bool {
    let (a, b) = touching(m);
    (b == b'-' && a.is_ascii_alphanumeric() && m.text().contains(&b'-'))
        || m.follows(words!["sort", "code", "version", "sc"])
        || m.before(5).windows(3).any(|w| w.eq_ignore_ascii_case(b"s/c"))
        || (m.text().contains(&b'.') && m.follows(words!["ver", "v", "section", "para", "level", "levels"]))
}

/// "12 03 2024": blanks alone between the numbers.
pub(super) fn spaced(m: &Match<'_>) -> Check {
    let (n, count) = numbers(m.text());
    if count == 2 && m.is_cued() {
        let digits: Vec<u8> = m.text().iter().copied().filter(u8::is_ascii_digit).collect();
        let pair = |at: usize| u32::from(digits[at] - b'0') * 10 + u32::from(digits[at + 1] - b'0');
        let year = |at: usize| pair(at) * 100 + pair(at + 2);
        let single = |at: usize| u32::from(digits[at] - b'0');
        let real = match digits.len() {
            6 if n[1].1 == 4 && is_real(single(0), single(1), (year(2), 4)) => true,
            6 => is_real(pair(0), pair(2), (pair(4), 2)),
            8 => is_real(pair(0), pair(2), (year(4), 4)),
            _ => false,
        };
        return if real { Check::Passed } else { Check::Refused };
    }
    if count != 3 || !is_real(n[0].0, n[1].0, n[2]) {
        return if m.is_cued() && count == 3 { Check::Failed } else { Check::Refused };
    }
    if m.is_cued() {
        return Check::Passed;
    }
    let word = m.word_before();
    let (a, b) = touching(m);
    let code = (word.len() <= 3 && is_upper(word))
        || m.follows(words!["ni", "nino", "sort", "c", "apgars", "apgar"]);
    let goes_on = matches!(m.after(2), [b' ' | b'-', c] if c.is_ascii_alphanumeric()) && !has_time(m);
    if n[2].1 == 2 && (rows::opens_row(m) || m.follows(BEFORE_DAY) && !goes_on) && !a.is_ascii_digit() {
        return Check::Absent;
    }
    let single = n[1].1 == 1 && n[0].0 <= 12;
    if code || single || (goes_on && n[2].1 == 2) || a.is_ascii_digit() || b == b'-' {
        return Check::Refused;
    }
    Check::Absent
}

/// "20/2", and "7/2023".
pub(super) fn slashed(m: &Match<'_>) -> Check {
    let (n, _) = numbers(m.text());
    let [(day, first), (month, second), ..] = n;
    if is_part_of_number(m)
        || matches!(m.after(1), b"-" if matches!(m.after(2), [_, d] if d.is_ascii_digit()))
    {
        return Check::Refused;
    }
    if second == 4 {
        return if (1..=12).contains(&day) && (1850..=2099).contains(&month) {
            Check::Absent
        } else {
            Check::Refused
        };
    }
    if !is_date(day, month, 2000) {
        // "4/64" heads an entry in old records.
        let heads = (begins_line(m) || m.before(6).trim_ascii_end().ends_with(b"."))
            && second == 2
            && (1..=12).contains(&day)
            && (61..=99).contains(&month);
        return if heads && !has_unit(m) { Check::Absent } else { Check::Refused };
    }
    if m.is_cued() {
        return Check::Passed;
    }
    // No score is written with a nought in front.
    if (first == 2 && day < 10) || (second == 2 && month < 10) {
        return Check::Absent;
    }
    let quick = has_time(m);
    let (a, b) = touching(m);
    let opens = begins_line(m);
    let scored = !opens && m.follows(BEFORE_SCORE) || near::has_before(m, 2, SCALES);
    let always = (day, month) == (24, 7)
        && m.precedes(words!["care", "support", "cover", "carers", "nursing", "supervision"]);
    if scored
        || always
        || (has_unit(m) && !quick)
        || m.precedes(words!["old", "ago", "boy", "girl", "hx", "centile"])
    {
        return Check::Refused;
    }
    if quick || (b == b' ' && a == b'=') || rows::in_entries(m) {
        return Check::Absent;
    }
    let clock = m.word_before();
    let said = m.follows(BEFORE_SLASH)
        || m.before(4).eq_ignore_ascii_case(b"d/c ")
        || (clock.len() == 4 && clock.iter().all(u8::is_ascii_digit));
    let strong = m.follows(SURE);
    let signed = b == b' ' && a == b')' && ends_phrase(m);
    let bracketed = b == b'(' && matches!(m.after(1), b")" | b",");
    let sentence = b == b' ' && m.before(6).trim_ascii_end().ends_with(b".");
    let good = match month {
        7 | 12 => {
            strong
                || signed
                || day > 24 && month == 12
                || (day > 14 && (said || bracketed || month == 12))
                || day > 28
        }
        5 | 10 => said || signed || day > month.max(12) || (opens && month == 10),
        // Fractions are below one, and sight is measured from six metres.
        _ => {
            let whole =
                day > month && !matches!(day, 6) || matches!(month, 8 | 11) && day != month && a != b' ';
            said || day > 12 || bracketed || opens || sentence || follows_month_list(m) || b == b' ' && whole
        }
    };
    if good { Check::Absent } else { Check::Refused }
}

/// Words after which "2/12" is a date and not so many months.
#[rustfmt::skip]
const SURE: &Words = words![
    "on", "since", "dated", "copied", "debrief", "wef", "seen", "admitted", "adm", "edd", "lmp", "died", "typed",
    "dictated", "born", "delivered", "arrived", "transferred", "signed", "received", "sent", "until", "til",
];

/// Whether another "n/m" stands right before with a comma or "and" between.
fn follows_month_list(m: &Match<'_>) -> bool {
    let before = m.before(8).trim_ascii_end();
    let before = before.strip_suffix(b",").or(before.strip_suffix(b"or")).or(before.strip_suffix(b"&"));
    before.is_some_and(|b| {
        let b = b.trim_ascii_end();
        b.len() > 4
            && b[b.len() - 1].is_ascii_digit()
            && b[b.len() - 2] == b'/'
            && b[b.len() - 4].is_ascii_digit()
    })
}

/// "12.9": only where it is said to be a date.
pub(super) fn dotted(m: &Match<'_>) -> Check {
    let (n, _) = numbers(m.text());
    if is_part_of_number(m) || !is_date(n[0].0, n[1].0, 2000) || has_unit(m) {
        return Check::Refused;
    }
    if m.is_cued() || rows::is_dotted_date(m) { Check::Absent } else { Check::Refused }
}

/// A weekday before a day and month in figures.
pub(super) fn weekday_numeric(m: &Match<'_>) -> Check {
    let (n, count) = numbers(m.text());
    let year = if count == 3 { n[2] } else { (2000, 4) };
    let always = count == 2 && (n[0].0, n[1].0) == (24, 7);
    if always || is_part_of_number(m) || has_unit(m) || !is_real(n[0].0, n[1].0, year) {
        return Check::Refused;
    }
    Check::Passed
}

pub(super) fn is_weekday(word: &[u8]) -> bool {
    let day = word.get(..3).unwrap_or(word);
    words!["mon", "tue", "wed", "thu", "fri", "sat", "sun"].has(day) && word.len() > 2
}

/// Six or eight digits in a row: a date only where they are said to be one.
pub(super) fn glued(m: &Match<'_>) -> Check {
    let text = m.text();
    let pair = |at: usize| u32::from(text[at] - b'0') * 10 + u32::from(text[at + 1] - b'0');
    let long = |at: usize| pair(at) * 100 + pair(at + 2);
    let real = match text.len() {
        6 => is_real(pair(0), pair(2), (pair(4), 2)),
        _ => is_real(pair(0), pair(2), (long(4), 4)),
    };
    match (real, m.is_cued()) {
        (true, true) => Check::Passed,
        (false, true) if text.len() == 6 || text.len() == 8 => Check::Failed,
        (true, false) if text.len() == 8 && (1900..=2035).contains(&long(4)) => Check::Weak,
        (true, false) if text.len() == 6 && begins_and_ends_line(m) && (20..=35).contains(&pair(4)) => {
            Check::Weak
        }
        (true, false) if rows::column(m) => Check::Weak,
        _ => Check::Refused,
    }
}

fn begins_and_ends_line(m: &Match<'_>) -> bool {
    let (a, b) = touching(m);
    (begins_line(m) || (b == b' ' && a == b'.')) && matches!(m.after(1), b"" | b"\n" | b"\r")
}

/// Year, month and day in a row, with or without a time.
pub(super) fn stamp(m: &Match<'_>) -> Check {
    let text = m.text();
    let number = |r: std::ops::Range<usize>| text[r].iter().fold(0, |v, b| v * 10 + u32::from(b - b'0'));
    let (a, b) = touching(m);
    let reference = b == b'-' && a.is_ascii_alphanumeric();
    if !is_real(number(6..8), number(4..6), (number(0..4), 4)) || is_part_of_number(m) || reference {
        return Check::Refused;
    }
    if m.is_cued() || text.len() > 8 || matches!(touching(m).1, b'|' | b'^' | b',') {
        Check::Passed
    } else {
        Check::Absent
    }
}

/// "12/27" after "exp", with a card near.
pub(super) fn expiry(m: &Match<'_>) -> Check {
    let said =
        m.follows(words!["exp", "expiry", "expires", "expiring", "ends", "until", "thru", "to", "date"]);
    let near = m.before(120);
    let has = |w: &[u8]| near.windows(w.len()).any(|x| x.eq_ignore_ascii_case(w));
    let card = || [&b"card"[..], b"visa", b"mastercard", b"amex", b"debit", b"cvv"].iter().any(|w| has(w));
    if said && (has(b"exp") || has(b"valid")) && card() { Check::Passed } else { Check::Refused }
}

/// A day, a month in Roman numerals and a year.
pub(super) fn roman(m: &Match<'_>) -> Check {
    let (n, count) = numbers(m.text());
    let blank = !m.text().iter().any(|b| matches!(b, b'.' | b'/' | b'-'));
    let real = count == 2 && (1..=31).contains(&n[0].0);
    if !real || is_part_of_number(m) || has_unit(m) || (blank && n[1].1 == 2 && !m.is_cued()) {
        Check::Refused
    } else {
        Check::Absent
    }
}

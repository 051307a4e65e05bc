//! Dates that their neighbours give away: columns of a table, entries of a list, plain rows.

use super::check::{begins_line, ends_phrase, has_time, has_unit, is_part_of_number, is_real, touching};
use crate::detect::{Check, Match, near};
use crate::words::{Words, words};

/// How far a row's neighbours may be, in bytes; less than what every window shows.
const FAR: usize = 200;

fn pair(text: &[u8], at: usize) -> u32 {
    u32::from(text[at] - b'0') * 10 + u32::from(text[at + 1] - b'0')
}

/// Whether six digits are a day, a month and a year.
fn is_compact(text: &[u8]) -> bool {
    text.len() == 6
        && text.iter().all(u8::is_ascii_digit)
        && is_real(pair(text, 0), pair(text, 2), (pair(text, 4), 2))
}

/// How many other runs of six digits near a match are dates; none where one is not.
fn compact_neighbours(m: &Match<'_>) -> usize {
    let mut count = 0;
    for side in [m.before(FAR), m.after(FAR)] {
        // The first and the last run may be cut.
        let runs = side.split(|b| !b.is_ascii_alphanumeric()).filter(|run| run.len() == 6);
        for run in runs.filter(|run| run.iter().all(u8::is_ascii_digit)) {
            if !is_compact(run) {
                return 0;
            }
            count += 1;
        }
    }
    count
}

/// Whether a match stands in a cell of its own: apart by tabs, commas, strokes or several blanks,
/// or behind a code of two or three capitals.
fn is_cell(m: &Match<'_>) -> bool {
    let (a, b) = touching(m);
    let code = b == b' ' && matches!(m.word_before().len(), 2 | 3) && {
        m.word_before().iter().all(u8::is_ascii_uppercase)
    };
    let before = matches!(b, b'\t' | b'\n' | b'|' | b',') || b == b' ' && matches!(a, b' ' | b',' | b'|');
    let after = matches!(
        m.after(2),
        [] | [b'\t' | b'\n' | b'\r' | b'|' | b',' | b';', ..] | [b' '] | [b' ', b' ' | b'|' | b'\n']
    );
    // "030591 168/94   190891 152/88": each day with its reading.
    let reading = m.after(8).split(|b| !b.is_ascii_digit()).filter(|n| matches!(n.len(), 2 | 3)).count() > 1;
    (before || code || m.start == 0) && (after || reading && m.after(1) == b" ")
}

/// "030591" in a column of such.
pub(super) fn column(m: &Match<'_>) -> bool {
    is_compact(m.text()) && is_cell(m) && compact_neighbours(m) > 1
}

/// "0384" in a table that has a column of days.
pub(super) fn month_column(m: &Match<'_>) -> Check {
    let (_, b) = touching(m);
    let text = m.text();
    let table = matches!(b, b'\t' | b'|' | b',') || m.before(2) == b"  ";
    let real = (1..=12).contains(&pair(text, 0));
    if table && real && is_cell(m) && compact_neighbours(m) > 1 { Check::Absent } else { Check::Refused }
}

/// Words near a month and a year of two digits that make it the date of a check or an event.
#[rustfmt::skip]
const CHECKS: &Words = words![
    "service", "serviced", "calibration", "calibrated", "cal", "due", "tested", "pat", "loler",
    "installed", "fitted", "replaced", "inspected", "inspection", "mot", "issued", "inserted",
    "changed", "since", "from", "dx", "diagnosed", "started", "stopped", "until", "til", "till",
    "last", "next", "repeat", "passed", "review", "in", "dated", "expires", "ends",
];

/// "03/23": a month and a year of two digits.
pub(super) fn month_and_year(m: &Match<'_>) -> Check {
    let text = m.text();
    let (month, year) = (pair(text, 0), pair(text, 3));
    let drug =
        near::has_before(m, 3, words!["exp", "expiry", "bbe", "lot", "batch", "expires", "expired", "use"]);
    let nought = text[0] == b'0' && (13..=39).contains(&year);
    let said = (13..=39).contains(&year) && near::has_before(m, 2, CHECKS);
    let odd = is_part_of_number(m) || has_unit(m) || !(1..=12).contains(&month);
    let spread = matches!(m.after(2), [b'-', d] if d.is_ascii_digit());
    if !odd && !drug && !spread && (nought || said) { Check::Absent } else { Check::Refused }
}

/// "03.2024": a month and a year in full.
pub(super) fn month_and_full_year(m: &Match<'_>) -> Check {
    let (_, b) = touching(m);
    let joined = matches!(b, b'/' | b'-' | b'.' | b'\\')
        || matches!(m.after(2), [b'/' | b'-' | b'.', d] if d.is_ascii_digit());
    let paper =
        m.follows(words!["version", "v", "ver", "no", "ref", "issue", "vol", "volume", "section", "page"]);
    if joined || paper || is_part_of_number(m) || has_unit(m) { Check::Refused } else { Check::Absent }
}

/// "2015/16": a year and the next.
pub(super) fn year_pair(m: &Match<'_>) -> Check {
    let text = m.text();
    let next = (pair(text, 2) + 1) % 100 == pair(text, 5);
    if next && !is_part_of_number(m) && !near::is_catalogued(m) { Check::Absent } else { Check::Refused }
}

/// Whether a line begins with a day and a month in figures.
fn is_entry(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let first = line.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = line.get(first + 1..).unwrap_or(&[]);
    let second = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let after = rest.get(second).copied().unwrap_or(b'\n');
    matches!(first, 1 | 2)
        && matches!(line.get(first), Some(b'/' | b'.'))
        && matches!(second, 1 | 2)
        && matches!(after, b' ' | b':' | b'-' | b'\t' | b'/' | b'\n' | b',')
}

/// Whether the line before or after begins with a day and a month, as this one does.
pub(super) fn in_entries(m: &Match<'_>) -> bool {
    if !begins_line(m) {
        return false;
    }
    let before = m.before(FAR);
    let mut lines = before.rsplit(|&b| b == b'\n').skip(1).filter(|l| !l.trim_ascii().is_empty());
    let after = m.after(FAR);
    let mut next = after.split(|&b| b == b'\n').skip(1).filter(|l| !l.trim_ascii().is_empty());
    // A line that begins before what is seen says nothing.
    let whole = |line: &[u8]| line.as_ptr() != before.as_ptr() || m.start <= FAR;
    lines.next().is_some_and(|l| whole(l) && is_entry(l)) || next.next().is_some_and(is_entry)
}

/// Words right before "14.12" that make it a date, none of which a reading follows.
#[rustfmt::skip]
const DOTTED: &Words = words![
    "dated", "seen", "rv", "review", "appt", "op", "adm", "admitted", "wef", "discharged", "disch",
    "dc", "typed", "clinic", "rang", "dob", "visit", "tues", "weds", "thurs", "since", "until",
    "til", "till", "due", "lmp", "edd", "mdt",
];

/// "14.12" uncued: where it opens an entry, or after such a word.
pub(super) fn is_dotted_date(m: &Match<'_>) -> bool {
    let text = m.text();
    let dots = text.contains(&b'.') && !text.contains(&b' ') && text[0] != b'0';
    let wide = text.len() == 5;
    let opens = begins_line(m) && matches!(m.after(2), [b' ' | b':' | b'-', c] if !c.is_ascii_digit());
    let list = opens && in_entries(m);
    dots && (wide && opens && !has_unit(m) || list && text.len() > 3 || wide && m.follows(DOTTED))
}

/// "3 4 25" as the first thing on a line, before words.
pub(super) fn opens_row(m: &Match<'_>) -> bool {
    let next = m.after(2);
    let words = matches!(next, [b' ', c] if c.is_ascii_alphabetic()) || ends_phrase(m) || has_time(m);
    begins_line(m) && words && !has_unit(m) && !words!["x", "to", "and"].has(m.word_after())
}

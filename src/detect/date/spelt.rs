//! What tells a month, a weekday or a day with a name from a verb, a person or a count.

use super::check::{
    begins_line, ends_phrase, has_time, has_unit, is_part_of_number, is_upper, is_weekday, numbers, touching,
};
use super::words::{AFTER_MAY, BEFORE_DAY, BEFORE_MONTH};
use crate::detect::{Check, Match};
use crate::words::{Words, words};

/// Days and a month in words, with or without a year.
pub(super) fn worded(m: &Match<'_>) -> Check {
    let text = m.text();
    let word = month_of(text);
    // "PHQ-9 6. May rise": a sentence ends between.
    if text.windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b'.' && w[2] == b' ') {
        return Check::Refused;
    }
    let bare = !text.iter().zip(&text[1..]).any(|(a, b)| a.is_ascii_digit() && b.is_ascii_alphabetic());
    let last = text[text.len() - 1];
    let ends = last.is_ascii_alphabetic() || last == b'.';
    if ends
        && bare
        && word.eq_ignore_ascii_case(b"may")
        && m.precedes(AFTER_MAY)
        && matches!(m.after(1), b" ")
    {
        return Check::Refused;
    }
    // "2 Ion": Welsh short forms are written with a capital.
    if words!["ion", "meh", "hyd", "tach", "rhag", "mai", "medi"].has(word) && !word[0].is_ascii_uppercase() {
        return Check::Refused;
    }
    Check::Passed
}

/// The first run of at least three letters that is no ending, weekday or joiner.
fn month_of(text: &[u8]) -> &[u8] {
    let mut words = text.split(|b| !b.is_ascii_alphabetic());
    words.rfind(|w| w.len() > 2 && !words!["the", "and", "until", "till", "through"].has(w)).unwrap_or(b"   ")
}

/// A date in words whose year has two digits, or a month before its day.
pub(super) fn short_year(m: &Match<'_>) -> Check {
    if is_part_of_number(m) || has_unit(m) || matches!(m.after(2), [b'-' | b'/', d] if d.is_ascii_digit()) {
        return Check::Refused;
    }
    worded(m)
}

/// A month, then a number: a day, or a year.
pub(super) fn month_first(m: &Match<'_>) -> Check {
    let mut words = m.text().split(|b| !b.is_ascii_alphabetic()).filter(|w| !w.is_empty());
    let first = words.next().unwrap_or(b" ");
    let dated = is_weekday(first) && !is_month(first);
    let word = if dated { words.next().unwrap_or(first) } else { first };
    let suffixed = dated || m.text().last().is_some_and(u8::is_ascii_alphabetic);
    let low = !word[0].is_ascii_uppercase()
        && words!["may", "sat", "sun", "mai", "ion", "medi", "meh", "hyd"].has(word);
    // MAR charts and OCT scans, but for lines that are all capitals.
    let chart = is_upper(word)
        && words!["mar", "oct", "dec"].has(word)
        && !(ends_phrase(m) || is_upper(m.word_before()) && is_upper(m.word_after()));
    if !m.is_cued() && !suffixed && (low || chart) && !m.follows(BEFORE_MONTH) {
        return Check::Refused;
    }
    match short_year(m) {
        Check::Passed => Check::Absent,
        other => other,
    }
}

/// A month before a year of four digits or one with its apostrophe.
pub(super) fn month_year(m: &Match<'_>) -> Check {
    if is_part_of_number(m) { Check::Refused } else { Check::Passed }
}

/// A weekday before a number that must be a day.
pub(super) fn weekday_day(m: &Match<'_>) -> Check {
    let text = m.text();
    let suffixed = text[text.len() - 1].is_ascii_alphabetic();
    if is_part_of_number(m) || has_unit(m) || (!suffixed && has_range(m)) {
        return Check::Refused;
    }
    if !suffixed && text.windows(4).any(|w| w == b"the ") {
        return Check::Refused;
    }
    // "monday seven fifty two am", as dictated.
    if !suffixed && begins_minutes(m.after(7)) {
        return Check::Refused;
    }
    // "sat 96", "Fri 9", "Tues 2 pm".
    let measure = words!["sat"].has(&text[..3.min(text.len())])
        && !suffixed
        && m.precedes(words!["on", "ra", "air", "o2"]);
    if measure || (!suffixed && m.precedes(words!["pm", "am", "oclock", "noon"])) {
        return Check::Refused;
    }
    Check::Absent
}

/// Whether what follows is the minutes of a time: " 52 am".
fn begins_minutes(after: &[u8]) -> bool {
    let minutes =
        matches!(after, [b' ', b'0'..=b'5', b'0'..=b'9', b' ', b'a' | b'A' | b'p' | b'P', b'm' | b'M', ..]);
    minutes && !after.get(6).is_some_and(u8::is_ascii_alphabetic)
}

fn has_range(m: &Match<'_>) -> bool {
    let after = m.after(3).trim_ascii_start();
    matches!(after, [b'-' | b'/', d, ..] if d.is_ascii_digit()) || after.starts_with(b"- ")
}

/// A month alone.
pub(super) fn month_alone(m: &Match<'_>) -> Check {
    let word = m.text().strip_suffix(b".").unwrap_or(m.text());
    let (_, b) = touching(m);
    if b == b'-'
        && m.before(4).iter().filter(|c| c.is_ascii_alphabetic()).count() > 2
        && !m.follows(BEFORE_MONTH)
    {
        return Check::Refused;
    }
    if matches!(m.after(2), [b'\'', b's' | b'S'] | [b'-' | b'@' | b'_', _])
        && !matches!(m.after(2), [b'-', d] if d.is_ascii_digit())
    {
        return Check::Refused;
    }
    let before = m.word_before();
    let said = BEFORE_MONTH.has(before) || m.is_cued() || is_month(before) || is_joined(m);
    let may = words!["may", "mai"].has(word);
    let march = words!["march"].has(word);
    if (may && m.precedes(AFTER_MAY) && m.after(1) == b" ") || (march && m.precedes(words!["past"])) {
        return Check::Refused;
    }
    if (may || march) && words!["mrs", "mr", "ms", "dr", "miss"].has(before) {
        return Check::Refused;
    }
    if said {
        let first_name = words!["april", "june", "may", "august", "jan", "mai"].has(word)
            && words!["from", "by", "of", "before", "after", "review", "due"].has(before)
            && matches!(m.after(2), [b' ', c] if c.is_ascii_uppercase())
            && !is_upper(m.word_after());
        return if first_name { Check::Refused } else { Check::Absent };
    }
    #[rustfmt::skip]
    let whole = words![
        "ionawr", "chwefror", "mawrth", "mehefin", "gorffennaf", "hydref", "tachwedd", "rhagfyr", "febuary", "janurary", "febraury",
    ];
    if SURE_MONTHS.has(word) || whole.has(word) {
        return Check::Absent;
    }
    let titled = before.first().is_some_and(u8::is_ascii_uppercase) && !is_upper(before) && b == b' ';
    let first_word = b != b' ' || before.is_empty() || touching(m).0 == b'.' || begins_line(m);
    let apart = ends_phrase(m)
        && !titled
        && !first_word
        && !words!["and", "with", "to", "for", "dr", "mrs"].has(before);
    let measured = before.iter().all(u8::is_ascii_digit) && !before.is_empty();
    let short =
        words!["feb", "apr", "aug", "sept", "nov", "dec", "jan", "oct", "jul", "jun", "mar", "sep"].has(word);
    let good = match () {
        () if words!["april", "august"].has(word)
            || (word == b"March" && before.iter().all(u8::is_ascii_lowercase)) =>
        {
            apart && !words!["nurse", "sister", "hca", "mum"].has(before)
        }
        // "Jan" is a first name, "dec" and "sep" are other words cut short.
        () if words!["feb", "apr", "jun", "jul", "aug", "sept", "oct", "nov"].has(word)
            && word[1].is_ascii_lowercase()
            || word == b"jan" =>
        {
            apart
        }
        () if short => {
            apart && !is_upper(word) && (measured || words!["ok", "part", "normal", "mock"].has(before))
                || words!["ok", "tft", "u+e", "e"].has(before)
        }
        () => false,
    };
    if good { Check::Absent } else { Check::Refused }
}

/// Months, and short forms of them, that are nothing else.
#[rustfmt::skip]
const SURE_MONTHS: &Words = words![
    "january", "february", "july", "september", "october", "november", "december", "feb", "sept", "nov", "aug",
];

/// Whether a word is a month or a short form of one; what is far more often something else is none.
pub(super) fn is_month(word: &[u8]) -> bool {
    SURE_MONTHS.has(word) || words!["june", "april", "jan", "apr", "oct", "jul", "jun"].has(word)
}

/// Whether the next word but one is a month: "may or june", "Easter-Oct".
fn is_joined(m: &Match<'_>) -> bool {
    let next = m.word_after();
    let after = m.after(24);
    let rest = after.iter().position(|b| b.is_ascii_alphabetic()).map_or(&b""[..], |at| &after[at..]);
    let rest = if words!["or", "and", "to"].has(next) { &rest[next.len()..] } else { &b""[..] };
    let end = rest.trim_ascii_start();
    let end = &end[..end.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(end.len())];
    let before = m.before(16);
    let joined_before = words!["or", "and", "to", "not", "easter", "christmas"].has(m.word_before()) && {
        let cut = before.len() - before.iter().rev().take_while(|b| !b.is_ascii_alphabetic()).count();
        let head = before[..cut].trim_ascii_end();
        let head = &head[..head.len().saturating_sub(m.word_before().len())];
        let end = head.iter().rposition(u8::is_ascii_alphabetic).map_or(0, |at| at + 1);
        let head = &head[..end];
        let from = head.iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |at| at + 1);
        is_month(&head[from..])
            || words!["may", "march"].has(&head[from..])
            || words!["easter", "christmas"].has(m.word_before())
    };
    is_month(end) || joined_before
}

/// A day of the month alone: "on the 9th".
pub(super) fn ordinal(m: &Match<'_>) -> Check {
    let (n, _) = numbers(m.text());
    let before = m.word_before();
    let said = BEFORE_DAY.has(before) || (words!["the"].has(before) && is_the_day(m));
    if n[0].0 == 1 && !m.follows(words!["on", "till", "until", "by", "since", "the", "saturday", "dob"]) {
        return Check::Refused;
    }
    let next = m.word_after();
    let lone = ends_phrase(m) || has_time(m) || (AFTER_DAY.has(next) && !next[0].is_ascii_uppercase());
    let growth = is_of_growth(m);
    if m.is_cued() && lone {
        return Check::Absent;
    }
    if !lone || growth && !said {
        return Check::Refused;
    }
    let (_, b) = touching(m);
    let plain = b == b' ' && n[0].0 >= 9 && m.after(1) != b":" && !begins_line(m);
    if said || (plain && !words!["her", "his", "my", "our", "their", "a", "every", "in"].has(before)) {
        return Check::Absent;
    }
    Check::Refused
}

/// Whether centiles are the subject.
fn is_of_growth(m: &Match<'_>) -> bool {
    let before = m.before(32).to_ascii_lowercase();
    let words = [
        &b"centile"[..],
        b"weight",
        b"wt ",
        b"growth",
        b"height",
        b"ht ",
        b" hc",
        b"ofc",
        b" kg",
        b" g ",
        b"psalm",
    ];
    words.iter().any(|w| before.windows(w.len()).any(|x| x == *w))
}

/// Days without their month: "22nd or 29th".
pub(super) fn ordinals(m: &Match<'_>) -> Check {
    let (n, count) = numbers(m.text());
    let before = m.word_before();
    let said = m.is_cued() || BEFORE_DAY.has(before) || (words!["the"].has(before) && is_the_day(m));
    let late = n[..count].iter().any(|d| d.0 > 12);
    let next = m.word_after();
    let lone = ends_phrase(m) || has_time(m) || (AFTER_DAY.has(next) && !next[0].is_ascii_uppercase());
    let grown = words!["centile", "centiles", "percentile", "century", "week", "psalm"].has(next);
    if lone && (said || late) && !is_of_growth(m) && !grown && !is_part_of_number(m) {
        Check::Absent
    } else {
        Check::Refused
    }
}

/// A named day and a year of two digits: "XMAS DAY 54".
pub(super) fn named_short_year(m: &Match<'_>) -> Check {
    let marked = m.text().contains(&b'\'');
    if is_part_of_number(m) || has_unit(m) || has_time(m) || !(marked || ends_phrase(m)) {
        return Check::Refused;
    }
    Check::Absent
}

/// Words after a day of the month that are no thing it could count.
#[rustfmt::skip]
const AFTER_DAY: &Words = words![
    "at", "and", "with", "for", "to", "if", "when", "but", "by", "so", "or", "then", "am", "pm",
    "she", "he", "i", "we", "is", "was", "it", "they", "as", "because", "while", "from", "until",
    "till", "via", "w", "after", "before", "who", "about", "x2", "x3", "x4", "last", "unrel", "has",
    "had", "will", "dusk", "ward", "in", "which", "that", "please", "inclusive", "onwards", "latest", "full", "comma", "next", "of", "a",
    "new", "instead", "also", "without", "not", "pls", "plz", "or", "via", "where", "can", "could", "would",
];

/// Whether "the" itself stands where a date would: "on the", "until the".
fn is_the_day(m: &Match<'_>) -> bool {
    let before = m.before(24).trim_ascii_end();
    let head = before[..before.len().saturating_sub(3)].trim_ascii_end();
    let from = head.iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    BEFORE_DAY.has(&head[from..])
        || words!["to", "and", "or", "between", "week", "than"].has(&head[from..])
        || is_weekday(&head[from..])
}

/// A day with a name.
pub(super) fn named(m: &Match<'_>) -> Check {
    let text = m.text();
    let is = |w: &[u8]| text.eq_ignore_ascii_case(w);
    if m.precedes(words![
        "egg", "eggs", "tree", "card", "cards", "disease", "dinner", "jumper", "factor", "cake", "show",
        "present", "presents", "carol", "carols", "road", "street", "close", "island", "lights",
    ]) {
        return Check::Refused;
    }
    // Surnames and places that are also days: a title or a capital before.
    let name = is(b"easter")
        || is(b"holi")
        || is(b"nye")
        || is(b"valentine")
        || is(b"valentines")
        || is(b"christmas")
        || is(b"eid");
    if name && m.follows(words!["mr", "mrs", "ms", "miss", "dr", "prof", "sister"]) {
        return Check::Refused;
    }
    if is(b"valentine") { Check::Refused } else { Check::Absent }
}

/// "the Twelfth": of July.
pub(super) fn the_twelfth(m: &Match<'_>) -> Check {
    let capital = m.text()[0].is_ascii_uppercase() && m.text()[1].is_ascii_lowercase();
    if capital && m.follows(words!["the"]) { Check::Absent } else { Check::Refused }
}

//! What tells a year from a time, a dose or a citation.

use super::check::{has_unit, is_upper, is_weekday, touching};
use super::spelt::is_month;
use super::words::PUBLISHERS;
use crate::detect::{Check, Match};
use crate::words::{Words, words};

/// A year alone.
pub(super) fn year(m: &Match<'_>) -> Check {
    let (a, b) = touching(m);
    let after = m.after(3);
    let before = m.word_before();
    let joined = matches!(b, b'-' | b'/')
        && !m.before(5)[..].iter().all(|c| c.is_ascii_digit() || matches!(c, b'-' | b'/'));
    let grouped = b == b' '
        && a.is_ascii_digit()
        && !m.before(12).windows(4).any(|w| w.starts_with(b"20") || w.starts_with(b"19"));
    let goes_on = b != b'('
        && matches!(after, [b' ' | b'-' | b':' | b'.' | b'/', d, ..] if d.is_ascii_digit())
        && !matches!(after, [b'-', b'1' | b'2', _] | [b'-', _, _]);
    let odd = matches!(b, b'>' | b'<' | b'=' | b'#' | b'+' | b'[' | b'_' | b'@' | b'.' | b':' | 2)
        || matches!(b, b',' if a.is_ascii_digit());
    if grouped
        || (joined && b != b'-')
        || goes_on
        || odd
        || has_unit(m)
        || matches!(after, [b'%' | b'_' | b'x', ..] | [b';' | b':', b'0'..=b'9' | b'a'..=b'z', ..])
        || (b == b' ' && a == b'>')
    {
        return Check::Refused;
    }
    if m.is_cued() || IN_YEAR.has(before) || is_month(before) || is_weekday(before) {
        return Check::Absent;
    }
    let number =
        b != b'(' && before.iter().any(u8::is_ascii_digit) && !matches!(before, [b'1' | b'2', _, _, _]);
    let acronym = PUBLISHERS.has(before);
    let refused = NOT_YEAR.has(before)
        || acronym
        || number
        || (is_upper(m.word_after()) && PUBLISHERS.has(m.word_after()));
    // "(Quayle, 2019)" and "Quayle (2019)" cite a paper.
    let cites = matches!(m.after(1), b")") && b != b'(' && before.first().is_some_and(u8::is_ascii_uppercase);
    let authored = b == b'(' && before.first().is_some_and(u8::is_ascii_uppercase) && {
        let near = m.before(40);
        near.windows(5).any(|w| w == b"et al" || w == b" and " || w == b" & ")
    };
    if refused || cites || authored { Check::Refused } else { Check::Weak }
}

/// Words before a year that say that it is one.
#[rustfmt::skip]
const IN_YEAR: &Words = words![
    "in", "since", "from", "until", "till", "til", "by", "circa", "early", "late", "mid", "year",
    "before", "after", "during", "diagnosed", "spring", "summer", "autumn", "winter", "of", "died",
    "d", "born", "dx", "christmas", "easter",
];

/// Words before four digits that make them a time, a code or part of a title.
#[rustfmt::skip]
const NOT_YEAR: &Words = words![
    "at", "guideline", "guidelines", "checked", "obs", "time", "med", "ref", "log", "a", "criteria",
    "staging", "no", "ext", "bleep", "x", "bw", "weight", "score", "edition", "act", "given",
    "room", "j", "pin", "sort", "account", "number", "log", "page", "pager", "least", "over",
    "took",
];

/// "in '98".
pub(super) fn apostrophe_year(m: &Match<'_>) -> Check {
    let (a, b) = touching(m);
    let said = m.follows(IN_YEAR) || m.follows(words!["the", "class"]);
    if b == b'\'' && !a.is_ascii_alphanumeric() && said && !has_unit(m) {
        Check::Absent
    } else {
        Check::Refused
    }
}

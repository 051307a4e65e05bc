//! Telephone numbers, extensions, bleeps and pagers.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs, near};
use crate::text::token::Gate;
use crate::words::{Words, words};

/// An extension, part of its number.
macro_rules! with_extension {
    ($number:expr) => {
        concat!($number, r"(?:,? {0,2}\(?(?:extension|extn?|x)\b?\.?:? {0,2}\d{1,6})?\b")
    };
}

#[rustfmt::skip]
const CUES: &[&str] = &[
    "tel", "tel.", "tel no", "tel (home)", "tel (mob)", "tel (work)", "te", "telephone", "telephone no",
    "phone", "phone no", "phone number", "ph", "ph.", "t", "m", "mob", "mob.", "mobile", "mobile no",
    "mobile number", "cell", "fax", "fax no", "landline", "home tel", "work tel", "contact no",
    "contact number", "contact tel", "contact", "whatsapp", "text", "ring", "rang", "call", "called",
    "switchboard", "switch", "helpline", "advice line", "direct line", "direct dial", "ddi", "hotline",
    "hot line", "crisis line", "safe number", "bleep", "bleeped", "bleep no", "bleep number",
    "bleep holder", "bleeper", "on bleep", "blp", "bl", "bl.", "pager", "paged", "page", "pager no", "ext",
    "ext.", "extn", "extn.", "exts", "extension", "extension no", "x", "dect", "dect phone", "voip",
    "nok tel",
];

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "PHONE",
    class: Class::Direct,
    title: "Telephone, extension, bleep or pager number",
    standard: "Ofcom National Telephone Numbering Plan; ITU-T E.164; numbers for drama: 07700 900xxx, 01632 960xxx, 020 7946 0xxx",
    forms: &[
        Form {
            gate: Gate::DIGIT,
            pattern: with_extension!(r"0\d(?:[ \t().-]{0,3}(?:\r?\n[ \t>]{0,4})?\d){8,9}"),
            alone: 0.6,
            check: national,
            ..Form::CUED
        },
        Form {
            gate: Gate::AFTER_BRACKET,
            pattern: with_extension!(r"\(0\d{2,5}\)(?:[ \t.-]{0,3}\d){5,8}"),
            alone: 0.6,
            check: national,
            ..Form::CUED
        },
        // One digit too many, as slips of area code and local number give.
        Form {
            gate: Gate::digits(5),
            pattern: with_extension!(r"01\d{3}[ -]\d{3}[ -]\d{4}"),
            alone: 0.7,
            ..Form::CUED
        },
        // Typed without a blank after the cue.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"(?:tel|mob|ph|t|m|fax|phone|mobile)0[1-9](?:[ .-]?\d){8,9}\b",
            alone: 0.9,
            ..Form::CUED
        },
        Form {
            gate: Gate::AFTER_PLUS,
            pattern: with_extension!(r"\+[1-9](?:[ \t().-]{0,3}\d){7,14}"),
            alone: 0.95,
            check: international,
            ..Form::CUED
        },
        Form {
            gate: Gate::DIGIT,
            pattern: with_extension!(r"00(?:44|353|1)(?:[ \t().-]{0,3}\d){9,11}"),
            alone: 0.8,
            check: international,
            ..Form::CUED
        },
        // Freephone numbers shorter than the rest.
        Form {
            gate: Gate::digits(4).or(Gate::digits(7)).or(Gate::digits(8)).or(Gate::TEN_DIGITS),
            pattern: r"(?:0800[ -]?1111|0845[ -]?46[ -]?47|0(?:800|500)[ -]?\d{3}[ -]?\d{3})\b",
            alone: 0.9,
            ..Form::CUED
        },
        // Local numbers, bleeps, extensions.
        Form {
            gate: Gate::DIGIT,
            pattern: r"\d{1,4}(?:[ -]\d{3,4}){1,2}\b|\d{2,8}\b",
            needs: Needs::CUE,
            check: internal,
            ..Form::CUED
        },
        // The second of two bleeps.
        Form { gate: Gate::DIGIT, pattern: r"\d{3,5}\b", alone: 0.8, check: second, ..Form::CUED },
        // Ring Ada in recovery 3306
        Form {
            gate: Gate::digits(4).or(Gate::digits(5)),
            pattern: r"\d{4,5}\b",
            alone: 0.75,
            check: called,
            ..Form::CUED
        },
        Form { gate: Gate::LETTER, pattern: r"x\d{4,5}\b", alone: 0.7, check: behind_x, ..Form::CUED },
    ],
    cues: &[Cue { words: CUES, sub: None }],
    examples: &[
        (0.99, "Tel: [[01632 960417]]"),
        (0.95, "NOK [[07700 900318]] lives near"),
        (0.95, "Direct [[020 7946 0133 ext 5512]]"),
        (0.95, "foot clinic [[(01632) 960 755]]"),
        (0.95, "son in Poland [[+48 601 555 013]]"),
        (0.95, "or [[+44 (0)20 7946 0120]]"),
        (0.95, "bleep [[1234]]"),
        (0.95, "bl. [[215]]"),
        (0.95, "Tel: [[496 0123]] after bleep"),
        (0.95, "canteen ext [[14]]"),
        (0.7, "secretary [[x4432]]"),
        (0.99, "mobile [[07700900222]] text only"),
        (0.9, "Childline [[0800 1111]]"),
        (0.95, "[[0800 496 0123]] given"),
        (0.99, "wife on phone [[07700\n 900 404]], home"),
        (0.95, "tel [[960417]]"),
        (0.7, "son [[01843 496 0118]] called"),
        (0.95, "ring [[mob07700900318]]"),
        (0.75, "ring Lila in recovery [[3306]]"),
        (0.99, "Tel [[01632 960 417 ext 2]]"),
    ],
    decoys: &[
        "call 999",
        "bleep 2222",
        "ring 111",
        "rang 101 today",
        "page 12 of 14",
        "text 5 days before",
        "ring 6/52",
        "on 02.03.2024 10 mg",
        "BP 120/80 HR 70",
        "called 0900",
        "x 3 per day",
        "phone 12/03/2024",
        "0000000000",
        "batch 01632960417",
        "call 2 x 500mg",
        "Gleason 3+4 7",
        "rang lab, call bell 4471",
        "ring ward after 1530",
        "contact lens 4400 dioptres. ring pessary 74",
    ],
};

/// Words before a bleep, pager or extension, which may be short.
const SHORT: &Words = words![
    "bleep",
    "bleeped",
    "bleeper",
    "bleeps",
    "bl",
    "blp",
    "pager",
    "paged",
    "ext",
    "extn",
    "exts",
    "extension",
    "dect",
];

/// Words of cues that decide how long a number must be.
#[rustfmt::skip]
const NEAREST: &Words = words![
    "bleep", "bleeped", "bleeper", "bleeps", "bl", "blp", "pager", "paged", "ext", "extn", "exts",
    "extension", "dect", "page", "x", "ring", "call", "switch", "t", "m", "called", "contact", "rang",
    "tel", "telephone", "phone", "mob", "mobile", "fax", "landline", "line", "helpline",
];

/// Units that make a number a count.
const COUNTED: &Words = words![
    "mg", "ml", "x", "days", "weeks", "times", "hrs", "hours", "mcg", "am", "pm", "of", "deg", "degrees",
    "mls",
];

fn national(m: &Match<'_>) -> Check {
    let all: Vec<u8> = main_part(m.text()).iter().copied().filter(u8::is_ascii_digit).collect();
    let first = near::groups(m.text()).next().unwrap_or(0);
    let count = near::groups(main_part(m.text())).count();
    let area = match (all.get(1), all.get(2)) {
        (Some(b'1'), Some(third)) => *third != b'0' && (all.len() == 11 || all.len() == 10),
        (Some(b'2'), Some(third)) => b"03489".contains(third) && all.len() == 11,
        (Some(b'3'), Some(third)) => b"0347".contains(third) && all.len() == 11,
        (Some(b'5'), Some(third)) => b"56".contains(third) && all.len() == 11,
        (Some(b'7'), Some(third)) => *third != b'0' && all.len() == 11,
        (Some(b'8'), Some(third)) => b"047".contains(third) && (all.len() == 11 || all.len() == 10),
        (Some(b'9'), Some(third)) => b"018".contains(third) && all.len() == 11,
        _ => false,
    };
    // Outside its cue a number shows its code first and does not crumble.
    let usual = first >= 3 && count <= 5;
    if near::is_catalogued(m) || (!m.is_cued() && m.before(1) == b".") {
        return Check::Refused;
    }
    match (area, usual, all.len()) {
        (true, true, 11) => Check::Passed,
        (true, true, _) if first >= 4 && !starts_dated(m.text()) => Check::Weak,
        (true, _, _) if m.is_cued() && !starts_dated(m.text()) => Check::Absent,
        (false, true, 11) if m.is_cued() && all[1] != b'0' => Check::Absent,
        _ => Check::Refused,
    }
}

/// The match without its extension.
fn main_part(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|b| b.is_ascii_alphabetic() || *b == b',').unwrap_or(text.len());
    &text[..end]
}

fn starts_dated(text: &[u8]) -> bool {
    (8..=10).any(|n| text.get(..n).is_some_and(near::is_dated))
}

fn international(m: &Match<'_>) -> Check {
    let digits = near::digits_in(main_part(m.text()));
    match (9..=15).contains(&digits) && !(m.start > 0 && m.before(1)[0].is_ascii_digit()) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn internal(m: &Match<'_>) -> Check {
    let text = m.text();
    let digits = near::digits_in(text);
    // 2222 is the crash call of every hospital.
    let emergency = matches!(text, b"999" | b"111" | b"101" | b"112" | b"2222" | b"0000");
    let goes_on = matches!(m.after(2), [b'/' | b':' | b'.' | b'-' | b'%', d, ..] if d.is_ascii_digit())
        || m.after(1) == b"%";
    let pair = text.len() == 4
        && matches!(m.after(6), [b'/', a, b, c, d, rest @ ..] if [a, b, c, d].iter().all(|b| b.is_ascii_digit()) && !rest.first().is_some_and(u8::is_ascii_digit));
    if emergency || goes_on && !pair || near::is_dated(text) {
        return Check::Refused;
    }
    let counted = m.precedes(COUNTED);
    let long = (5..=8).contains(&digits) && !counted;
    let enough = match near::nearest(m, 4, NEAREST) {
        Some(word) if SHORT.has(word.as_bytes()) => digits <= 6 && (digits >= 3 || !counted),
        Some("page" | "x") => digits == 4 && !near::is_year(text),
        Some("ring" | "call" | "switch") => long,
        Some("t" | "m") => digits > 6 && near::groups(text).count() < 3,
        Some("called" | "contact" | "rang") => false,
        Some(_) => long,
        None => long,
    };
    if enough { Check::Absent } else { Check::Refused }
}

fn second(m: &Match<'_>) -> Check {
    let before = m.before(40);
    let end = before.iter().rposition(u8::is_ascii_digit).map_or(0, |at| at + 1);
    let gap = before[end..].trim_ascii();
    let linked = matches!(gap, b"or" | b"/" | b"," | b"and" | b"&") && near::has_before(m, 3, SHORT);
    // "bleep 2204 med reg, 2219": whose the first was stands between.
    let apart = [&b","[..], b"or", b"and", b"&", b"/"].iter().any(|w| gap.ends_with(w))
        && gap.len() < 24
        && gap.iter().all(|b| b.is_ascii_alphabetic() || b" ,/&()-".contains(b))
        && m.text().len() == 4
        && near::has_before(m, 7, SHORT);
    let first = before[..end].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let good = (linked || apart) && (3..=5).contains(&first) && !near::is_dated(m.text());
    match good && !m.precedes(COUNTED) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// Words that ask for a call, and those that stand right before a time or a count.
const CALLS: &Words = words!["ring", "call", "phone", "contact", "tel", "telephone", "fax", "dial", "ext"];
#[rustfmt::skip]
const TIMES: &Words = words![
    "at", "by", "before", "after", "from", "until", "till", "til", "since", "around", "approx", "in",
    "room", "ward", "bed", "bay", "no", "x", "is", "was", "of", "than", "bell", "pendant", "result",
    "ca", "ck", "plt", "trop", "nt", "lens",
];

/// A short number after whom or where to ring; no time of day and no year.
fn called(m: &Match<'_>) -> Check {
    let text = m.text();
    let digit = |at: usize| u32::from(text[at] - b'0');
    let clock = text.len() == 4 && digit(0) * 10 + digit(1) < 24 && digit(2) < 6;
    let before = m.before(40);
    let from = before.iter().rposition(|b| b".;?!:\n".contains(b)).map_or(0, |at| at + 1);
    let clause = &before[from..];
    let asked = clause.split(|b| !b.is_ascii_alphabetic()).any(|w| CALLS.has(w));
    let figures = clause.iter().any(u8::is_ascii_digit);
    let goes_on =
        matches!(m.after(2), [b'/' | b':' | b'.' | b'-' | b'%' | b' ', d, ..] if d.is_ascii_digit());
    let on = m.follows(words!["on", "ext", "dect"]);
    let other = matches!(text, b"2222") || m.follows(TIMES) || m.precedes(COUNTED) || near::is_year(text);
    match asked
        && !figures
        && !goes_on
        && !other
        && (!clock || on)
        && m.before(1) == b" "
        && !near::is_catalogued(m)
    {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn behind_x(m: &Match<'_>) -> Check {
    match m.before(1).iter().all(|b| b" (:,/\t\n".contains(b)) && !near::is_catalogued(m) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

//! NHS number: ten digits, the last a modulus-11 check digit.
//!
//! Printed 3-3-4, typed in every grouping. A number that fails its check is still found where the
//! words before it say what it is, and less surely where only its grouping does.

use super::{Check, Class, Cue, Form, Identifier, Match, Sub, digits::modulus_11, near};
use crate::text::token::Gate;
use crate::words::{Words, words};

/// Digits with a few blanks, dots, dashes, quote marks of a mail or a line end between any two.
const PATTERN: &str = r"\d(?:[ \t.,/_-]{0,3}(?:\r?\n[ \t>|]{0,6})?\d){9}\b";

const GLUED: &str = r"nhs(?:no)?\d{3}(?:[ .-]?\d{3}[ .-]?\d{4}|\d{2}[ .-]?\d{5})\b";

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "NHS_NUMBER",
    class: Class::Direct,
    title: "NHS number",
    standard: "NHS Data Model and Dictionary, NHS NUMBER: ten digits, modulus 11; 4, 6 and 7 issued in England and Wales, 9 for tests",
    forms: &[
        Form { gate: Gate::DIGIT, pattern: PATTERN, check, ..Form::CUED },
        // Typed without a blank after the cue, which is then part of the token.
        Form { gate: Gate::LETTER_NEAR_DIGIT, pattern: GLUED, alone: 0.85, check: glued, ..Form::CUED },
        // A slip of the pen in the printed grouping, with nothing to say what it is.
        Form {
            gate: Gate::digits(3),
            pattern: r"[4679]\d\d(?: \d{3} |-\d{3}-|\.\d{3}\.)\d{4}\b",
            sub: Some(Sub::Invalid),
            alone: 0.6,
            check: slip,
            ..Form::CUED
        },
    ],
    cues: &[Cue {
        words: &[
            "nhs",
            "nhs no",
            "nhs number",
            "nhs num",
            "nhs:",
            "nhs id",
            // "NHS N°", whose sign is no letter.
            "nhs n",
            "nhsno",
            "n.h.s",
            "n.h.s.",
            "n h s",
            "nhs on pas",
            "nhs on spine",
            "spine",
            "nhs nos",
            "rhif gig",
            "gig",
            "new nhs",
        ],
        sub: None,
    }],
    examples: &[
        (0.95, "seen today [[999 477 3453]] in clinic"),
        (0.99, "NHS No: [[999-477-3453]]"),
        (0.97, "NHS [[9994773453]]"),
        (0.99, "N.H.S. no [[999.477.3453]]"),
        (0.97, "Rhif GIG [[9994 773 453]]"),
        (0.99, "NHS [[999\n477 3453]] repeated"),
        (0.85, "NHS number [[999 477 3456]] (as written)"),
        (0.6, "cannot trace [[999 477 3456]] on the system"),
        (0.85, "NHS N° [[999 477 3456]] (as written)"),
        (0.95, "wife. [[NHS9994773453]]"),
        (0.55, "record [[9994773453]] opened"),
        (0.55, "sticker [[999 4773 453]]"),
    ],
    decoys: &[
        "ref 999 477 3456",
        "0000000000",
        "tel 01943 476591",
        "batch no 9994773453",
        "SNOMED CT 9994773453",
        "BP 120/80 99 47 73 453",
        "call +1 999 477 3456",
        "CK 980 751 1200, intake 650 700 1350, 450 980 1240 then",
        "NHS 111 and NHS 24",
    ],
};

fn check(m: &Match<'_>) -> Check {
    let Some(d) = m.digits::<10>() else { return Check::Refused };
    let issued = matches!(d[0], 4 | 6 | 7 | 9);
    let grouped = is_printed_grouping(m.text());
    if !m.is_cued() && (!is_likely_grouping(m.text()) || near::is_catalogued(m) || m.before(1) == b"+") {
        return Check::Refused;
    }
    match (modulus_11(&d), issued) {
        (true, true) if grouped => Check::Passed,
        (true, true) => Check::Weak,
        (true, false) if !m.is_cued() => Check::Refused,
        _ if d.iter().all(|&x| x == d[0]) => Check::Refused,
        _ => Check::Failed,
    }
}

fn glued(m: &Match<'_>) -> Check {
    match m.digits::<10>() {
        Some(d) if modulus_11(&d) => Check::Passed,
        Some(_) => Check::Absent,
        None => Check::Refused,
    }
}

fn slip(m: &Match<'_>) -> Check {
    let Some(d) = m.digits::<10>() else { return Check::Refused };
    let named = near::is_catalogued(m) || near::has_before(m, 3, SERIES);
    // Readings one after the other, round numbers most of them; a telephone number goes on with more.
    let goes_on = matches!(m.before(2), [b'0'..=b'9', b' ' | b'-' | b'.']);
    let readings =
        d[2] == 0 && d[5] == 0 && !goes_on || m.precedes(words!["ml", "mls", "mcg", "mg", "units"]);
    match !modulus_11(&d) && !m.is_cued() && !named && !readings && !m.before(3).contains(&b'+') {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// Words before three numbers that say that they are something else.
const SERIES: &Words = words![
    "ref",
    "reference",
    "tel",
    "phone",
    "fax",
    "mob",
    "mobile",
    "serial",
    "sn",
    "ck",
    "trop",
    "troponin",
    "troponins",
    "intake",
    "output",
    "trend",
    "crp",
    "ferritin",
    "ddimer",
    "bnp",
    "hcg",
];

/// Whether the digits stand 3-3-4, as forms and labels print them.
fn is_printed_grouping(text: &[u8]) -> bool {
    near::groups(text).eq([3, 3, 4])
}

/// Whether the grouping is one that people type: few groups, the first of three digits or more.
fn is_likely_grouping(text: &[u8]) -> bool {
    let mut groups = near::groups(text);
    let long = groups.next().is_some_and(|first| first >= 3);
    long && groups.count() <= 3
}

//! Community Health Index number: birth date, three digits, a modulus-11 check digit.
//!
//! Days 01 to 31 come first, so no NHS number (4, 6, 7, 9) and no H&C number (32 to 39) is one.

use super::{
    Check, Class, Cue, Form, Identifier, Match,
    digits::{is_date, modulus_11, value},
    near,
};
use crate::text::token::Gate;

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "CHI_NUMBER",
    class: Class::Direct,
    title: "Community Health Index (CHI) number",
    standard: "Public Health Scotland data dictionary, CHI NUMBER: DDMMYY, sequence, sex digit, modulus 11",
    forms: &[Form {
        gate: Gate::DIGIT,
        pattern: r"[0-3]\d[ ./-]?[01]\d[ ./-]?\d\d[ \t./-]{0,3}(?:\r?\n[ \t]{0,4})?\d(?:[ -]?\d){3}\b",
        check,
        ..Form::CUED
    }],
    cues: &[Cue {
        words: &[
            "chi",
            "chi no",
            "chi number",
            "chi num",
            "chi:",
            "c.h.i.",
            "chino",
            "community health index",
            "community health index number",
        ],
        sub: None,
    }],
    examples: &[
        (0.99, "CHI [[0101501234]]"),
        (0.99, "CHI no. [[010150 1234]]"),
        (0.95, "Seen at clinic ([[010150-1234]])"),
        (0.85, "CHI: [[0101501235]]"),
        (0.55, "[[0101501234]] on the label"),
    ],
    decoys: &[
        "CHI 9994773453",
        "batch 0101501234",
        "on 01/01/1950 at 1236",
        "tel 0121 496 0348",
        "320150 1236",
    ],
};

fn check(m: &Match<'_>) -> Check {
    let Some(d) = m.digits::<10>() else { return Check::Refused };
    // The century is not written: any leap day that one of them has will do.
    let (day, month, year) = (value(&d[..2]), value(&d[2..4]), value(&d[4..6]));
    let born = is_date(day, month, 1900 + year) || is_date(day, month, 2000 + year);
    if !born || (!m.is_cued() && (near::is_catalogued(m) || m.before(1) == b"+")) {
        return Check::Refused;
    }
    match (modulus_11(&d), m.is_cued()) {
        (true, true) => Check::Passed,
        (true, false) if near::groups(m.text()).eq([6, 4]) => Check::Passed,
        (true, false) => match near::groups(m.text()).count() {
            1 => Check::Weak,
            _ => Check::Refused,
        },
        (false, _) => Check::Failed,
    }
}

//! NHS number: ten digits, the last a modulus-11 check digit.
//!
//! Printed 3-3-4, typed in every grouping. A number that fails its check is still found where the
//! words before it say what it is.

use super::{Check, Class, Cue, Form, Identifier, Match, digits::modulus_11};
use crate::text::token::Gate;

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "NHS_NUMBER",
    class: Class::Direct,
    title: "NHS number",
    standard: "NHS Data Model and Dictionary, NHS NUMBER: ten digits, modulus 11; 4, 6 and 7 issued in England and Wales, 9 for tests",
    forms: &[Form {
        gate: Gate::DIGIT,
        // Digits with at most two blanks, dots, dashes or a line end between any two.
        pattern: r"\d(?:[ \t.,/-]{0,2}(?:\r?\n)?[ \t]{0,2}\d){9}\b",
        check,
        ..Form::CUED
    }],
    cues: &[Cue { words: &["nhs", "nhs no", "nhs number", "nhs num", "nhs:", "nhs id", "nhsno"], sub: None }],
    examples: &[
        (0.95, "seen today [[999 477 3453]] in clinic"),
        (0.99, "NHS No: [[999-477-3453]]"),
        (0.85, "NHS number [[999 477 3456]] (as written)"),
        (0.55, "record [[9994773453]] opened"),
    ],
    decoys: &["ref 999 477 3456", "0000000000", "tel 01943 476591"],
};

fn check(m: &Match<'_>) -> Check {
    let Some(d) = m.digits::<10>() else { return Check::Refused };
    let issued = matches!(d[0], 4 | 6 | 7 | 9);
    let grouped = is_printed_grouping(m.text());
    match (modulus_11(&d), issued) {
        (true, true) if grouped => Check::Passed,
        (true, true) => Check::Weak,
        (true, false) if !m.cued => Check::Refused,
        _ if d.iter().all(|&x| x == d[0]) => Check::Refused,
        _ => Check::Failed,
    }
}

/// Whether the digits stand 3-3-4, as forms and labels print them.
fn is_printed_grouping(text: &[u8]) -> bool {
    let groups = text.split(|b| !b.is_ascii_digit()).filter(|g| !g.is_empty()).map(<[u8]>::len);
    groups.eq([3, 3, 4])
}

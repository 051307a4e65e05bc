//! National Insurance number: two letters, six digits, a suffix A to D.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs, near};
use crate::text::token::Gate;

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "NI_NUMBER",
    class: Class::Direct,
    title: "National Insurance number",
    standard: "HMRC National Insurance Manual NIM39110: prefix without D, F, I, Q, U, V (second also O), not BG, GB, KN, NK, NT, TN, ZZ; suffix A to D",
    forms: &[
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"[a-z]{2}[ \t.-]{0,3}\d\d(?:[ \t.-]{0,2}\d\d){2}[ \t.-]{0,3}[a-d]\b",
            alone: 0.9,
            check,
            ..Form::CUED
        },
        // The suffix is often left out.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"[a-z]{2}[ .-]{0,2}\d\d(?:[ .-]{0,2}\d\d){2}\b",
            needs: Needs::CUE,
            ..Form::CUED
        },
    ],
    cues: &[Cue {
        words: &[
            "ni",
            "ni no",
            "nino",
            "ni number",
            "n.i.",
            "n.i",
            "n.i. no",
            "nin",
            "nat ins",
            "nat. ins.",
            "nat ins no",
            "national insurance",
            "national insurance no",
            "national insurance number",
            "ni card",
        ],
        sub: None,
    }],
    examples: &[
        (0.95, "NI no [[JT 48 20 17 B]] is on it"),
        (0.95, "NINO: [[yk482207c]]"),
        (0.9, "form ([[PX772016A]]) signed"),
        (0.95, "NI number [[JT482017]]"),
        (0.95, "national insurance [[QQ 47 82 16 C]]"),
        (0.9, "entered as [[QQ478216C]]"),
    ],
    decoys: &["batch GB482017A", "DF 48 20 17 B", "MT 48 20 17 E", "lot JT482017B", "JT482017", "GB482017A"],
};

fn check(m: &Match<'_>) -> Check {
    let text = m.text();
    let pair = [text[0].to_ascii_uppercase(), text[1].to_ascii_uppercase()];
    let banned = matches!(&pair, b"BG" | b"GB" | b"KN" | b"NK" | b"NT" | b"TN" | b"ZZ")
        || b"DFIQUV".contains(&pair[0])
        || b"DFIOQUV".contains(&pair[1]);
    // QQ is never issued and stands for a number in examples and tests.
    match !m.is_cued() && (banned && &pair != b"QQ" || near::is_catalogued(m)) {
        true => Check::Refused,
        false => Check::Absent,
    }
}

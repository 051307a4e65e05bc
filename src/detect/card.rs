//! Payment cards: thirteen to nineteen digits with a Luhn check.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs, Sub, digits::luhn, near};
use crate::text::token::Gate;
use crate::words::words;

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "CARD",
    class: Class::Direct,
    title: "Payment card number",
    standard: "ISO/IEC 7812-1: issuer prefix, up to nineteen digits, Luhn check",
    forms: &[
        Form {
            gate: Gate::DIGIT,
            pattern: r"\d(?:[ \t.-]{0,2}(?:\r?\n[ \t]{0,4})?\d){12,18}\b",
            check,
            ..Form::CUED
        },
        // The embossed grouping of an issuer's range, misread or made up.
        Form {
            gate: Gate::digits(4),
            pattern: r"[2-6]\d{3}(?: \d{4}){3}\b|[2-6]\d{3}(?:-\d{4}){3}\b",
            sub: Some(Sub::Invalid),
            alone: 0.7,
            check: slip,
            ..Form::CUED
        },
        Form { gate: Gate::digits(4), pattern: r"\d{4}\b", needs: Needs::CUE, check: ending, ..Form::CUED },
    ],
    cues: &[Cue {
        words: &[
            "card",
            "card no",
            "card number",
            "debit card",
            "credit card",
            "bank card",
            "visa",
            "visa debit",
            "mastercard",
            "master card",
            "amex",
            "american express",
            "maestro",
            "long number",
            "card on file",
            "card ending",
            "card ending in",
            "card ends",
            "ending",
            "ending in",
            "ends",
            "ends in",
            "last four",
            "last 4",
            "last four digits",
            "last 4 digits",
            "pan",
        ],
        sub: None,
    }],
    examples: &[
        (0.99, "on her card [[4929 1337 0471 8823]], not hers"),
        (0.95, "stored for parking, [[5412-7500-1188-4476]], reissue"),
        (0.85, "card [[4929 1337 0471 8824]]"),
        (0.7, "written as [[4929 1337 0471 8824]]"),
        (0.95, "paid by card ending [[4410]]."),
    ],
    decoys: &[
        "SNOMED 4929133704718823",
        "barcode 4929133704718823",
        "9994 7734 5312 3456",
        "ending 2024",
        "1234 5678 9012 3456",
        "4000 0000 0000",
        "pain ending 1430",
    ],
};

fn check(m: &Match<'_>) -> Check {
    let digits: Vec<u8> = m.text().iter().filter(|b| b.is_ascii_digit()).map(|b| b - b'0').collect();
    let printed = near::groups(m.text()).all(|n| n == 4) && digits.len() == 16;
    let whole = near::groups(m.text()).count() == 1;
    let amex = near::groups(m.text()).eq([4, 6, 5]);
    if near::is_catalogued(m) || (!m.is_cued() && (!is_issued(&digits) || !(printed || whole || amex))) {
        return Check::Refused;
    }
    // Thirteen and fourteen digits are barcodes far more often.
    let usual = matches!(digits.len(), 15 | 16 | 19);
    match luhn(&digits) {
        true if (printed || amex || m.is_cued()) && is_issued(&digits) => Check::Passed,
        true if usual => Check::Weak,
        _ if usual && is_issued(&digits) => Check::Failed,
        _ => Check::Refused,
    }
}

fn slip(m: &Match<'_>) -> Check {
    let digits: Vec<u8> = m.text().iter().filter(|b| b.is_ascii_digit()).map(|b| b - b'0').collect();
    match !m.is_cued() && is_issued(&digits) && !luhn(&digits) && !near::is_catalogued(m) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// The last four digits, where the words before speak of a card.
fn ending(m: &Match<'_>) -> Check {
    let ends = near::has_before(m, 5, words!["ends", "ending", "last"]);
    let card = near::has_before(m, 6, words!["card", "visa", "mastercard", "amex", "maestro"]);
    if ends && card { Check::Absent } else { Check::Refused }
}

/// Whether the first digits are those of a network that issues in the United Kingdom.
fn is_issued(digits: &[u8]) -> bool {
    let first = digits[..4].iter().fold(0u32, |v, &d| v * 10 + u32::from(d));
    matches!(first, 4000..=4999 | 5000..=5899 | 2221..=2720 | 3400..=3499 | 3700..=3799 | 3000..=3099 | 3528..=3899 | 6000..=6999)
}

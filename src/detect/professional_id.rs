//! Registration numbers of clinicians and social workers.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs, near};
use crate::text::token::Gate;

#[rustfmt::skip]
const CUES: &[&str] = &[
    "gmc", "gmc no", "g.m.c.", "g.m.c", "g m c", "gmc reg", "gmc ref", "gmc ending", "gmc registration",
    "general medical council", "nmc", "nmc pin", "nmc ending", "n.m.c.", "gphc", "gphc ending", "gdc",
    "g.d.c.", "goc", "gosc", "psni reg", "nmc reg", "hcpc", "hcpc reg", "hcpc ending", "h.c.p.c.",
    "hcpc registered", "hcpc registration", "swe", "social work england", "sssc", "nisc", "niscc", "gcrb",
    "ukphr", "no. mca", "mca no", "rcvs", "bacp", "babcp", "ukcp", "rpsgb", "mpharm reg",
    "registration pin", "prescriber code", "prescriber no", "performer no", "performers list",
];

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "PROFESSIONAL_ID",
    class: Class::Direct,
    title: "Professional registration number",
    standard: "Public registers: GMC and GPhC seven digits, NMC PIN 99X9999X, HCPC two or three letters and five or six digits, GDC five or six digits, Social Work England SW and digits",
    forms: &[
        // NMC: year and month (A to L) of joining, number, country of training.
        Form {
            gate: Gate::digits(2),
            pattern: r"\d\d ?[a-l] ?\d{4} ?[a-z]\b",
            alone: 0.85,
            check: nmc,
            ..Form::CUED
        },
        // HCPC and Social Work England: a profession's letters in capitals.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"(?:as|bs|ch|cs|dt|had|hais|odp|od|or|ot|pa|ph|po|pyl|ra|sl|sw)[ -]?\d{5,6}\b",
            alone: 0.5,
            check: hcpc,
            ..Form::CUED
        },
        Form {
            gate: Gate::DIGIT.or(Gate::LETTER_NEAR_DIGIT),
            pattern: r"(?:[a-z]{1,3}[ -]?)?(?:\d \d{3} \d{3}|\d{2,3}[ -]?\d{1,5}[a-z]?)\b",
            needs: Needs::CUE,
            check: numbered,
            ..Form::CUED
        },
    ],
    cues: &[Cue { words: CUES, sub: None }],
    examples: &[
        (0.95, "Consultant, GMC [[7012345]]"),
        (0.95, "NMC PIN: [[98A0233E]]"),
        (0.85, "(PIN [[21c0778e]])"),
        (0.95, "HCPC [[PYL 33190]]"),
        (0.5, "Physio [[PH118846]]"),
        (0.95, "GPhC [[2048817]]"),
        (0.95, "GDC no. [[104417]]"),
        (0.95, "Social Work England [[SW104482]]"),
        (0.95, "GMC ending [[447]]"),
    ],
    decoys: &[
        "GMC guidance 2024",
        "HCPC standards 2023",
        "NMC 2018 code",
        "lot 21C0778E",
        "PH 7.35",
        "bed 12 B 1030 a",
        "the GMC wrote on 12/03/2024",
        "ot 12345",
    ],
};

fn nmc(m: &Match<'_>) -> Check {
    let text = m.text();
    let home = b"csnweod".contains(&text[text.len() - 1].to_ascii_lowercase());
    match m.is_cued() || (home && text.len() == 8 && !near::is_catalogued(m)) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn hcpc(m: &Match<'_>) -> Check {
    let text = m.text();
    let written = text[0].is_ascii_uppercase() && text[2].is_ascii_alphanumeric();
    match m.is_cued() || (written && !near::is_catalogued(m)) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// A number after its register's name; dates and years of guidance are none.
fn numbered(m: &Match<'_>) -> Check {
    let text = m.text();
    let goes_on = matches!(m.after(2), [b'/' | b':' | b'.', d, ..] if d.is_ascii_digit());
    match near::is_year(text)
        || near::is_dated(text)
        || near::is_led_by_word(text)
        || goes_on
        || near::digits_in(text) < 3
    {
        true => Check::Refused,
        false => Check::Absent,
    }
}

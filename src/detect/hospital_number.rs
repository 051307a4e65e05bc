//! Local patient numbers: as many shapes as trusts and systems.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs, near};
use crate::text::token::Gate;
use crate::words::words;

#[rustfmt::skip]
const CUES: &[&str] = &[
    "mrn", "m.r.n.", "mr no", "hosp", "hosp.", "hosp no", "hosp. no", "hosp id", "hosp num", "hospno",
    "hospital", "hospital no", "hospital number", "hospital num", "hospital id", "hospital ref", "h no",
    "hn", "unit", "unit no", "unit number", "pas", "pas no", "rio", "rio no", "rio id", "rio number",
    "k no", "k number", "d no", "d number", "r no", "x no", "district", "district no", "district number",
    "patient no", "patient number", "patient id", "patient ref", "patient identifier", "pt no", "pt id",
    "pt number", "emis", "emis no", "emis id", "systmone", "system one", "systmone no", "s1", "s1 no",
    "s1 id", "vision no", "x-ray", "x-ray no", "x ray no", "xray no", "x-ray number", "casenote",
    "casenote no", "case note", "case notes", "casenotes", "case note no", "case sheet", "clinic no",
    "clinic number", "clinic id", "file no", "notes no", "paris", "paris id", "iaptus", "pcmis",
    "carenotes", "care notes", "lorenzo", "cerner", "epic", "epr", "epr no", "epic mrn", "meditech",
    "millennium", "carevue", "nerve centre", "trust id", "trust no", "trust number", "iw no", "local id",
    "local no", "local patient identifier", "record no", "medical record", "medical records",
    "medical record no", "medical record number", "card no", "chart no", "folder no", "reg id",
    "badgernet", "badger id", "badgernet id", "icnarc", "dental no", "renal no", "radiotherapy no",
    "maternity no", "mat no", "a&e no", "ed no", "attendance no", "episode no", "admission no",
    "inpatient no",
];

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "HOSPITAL_NUMBER",
    class: Class::Direct,
    title: "Hospital, practice or system number of a patient",
    standard: "NHS Data Model and Dictionary, LOCAL PATIENT IDENTIFIER: up to twenty characters of the provider's choosing",
    forms: &[
        Form {
            gate: Gate::DIGIT.or(Gate::LETTER_NEAR_DIGIT),
            pattern: concat!(
                // A trust's code before the number: RA9 D4410932.
                r"(?:r[a-z][a-z0-9] [a-z]\d{6,8}",
                r"|(?:[a-z]{1,4}\d?[ ./-]{0,3})?(?:\d{6,10}[a-z]{0,2}",
                r"|\d{1,5}(?:[ ./-]{1,2}\d{2,6}){1,3}[a-z]?",
                r"|\d{1,5}\r?\n\d{3,6}|\d{4,5}[a-z]?)",
                r"|(?:[a-z]{1,4}-){1,2}\d{4,8})\b",
            ),
            needs: Needs::CUE,
            check: labelled,
            ..Form::CUED
        },
        // Typical of trusts: one to three capitals and six to eight digits.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"(?:r[a-z][a-z0-9] [a-z]\d{6,8}|[a-z]{1,3}-?\d{6,8})\b",
            // Surer than context may be of a reference: form names what both find.
            alone: 0.85,
            check: typical,
            ..Form::CUED
        },
        // Spaced out in a list or in brackets: MX 90 31 774.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"[a-z]{1,2} (?:\d{3} \d{3}|\d\d \d\d \d{3})\b",
            alone: 0.55,
            check: spaced,
            ..Form::CUED
        },
        // Seven digits between a name and the next comma.
        Form { gate: Gate::digits(7), pattern: r"\d{7}\b", alone: 0.55, check: after_a_name, ..Form::CUED },
    ],
    cues: &[Cue { words: CUES, sub: None }],
    examples: &[
        (0.95, "Hosp No [[K410228]]"),
        (0.95, "MRN: [[RXH1234567]]"),
        (0.95, "RiO [[2088417]]"),
        (0.95, "hosp no [[NH 407721]]"),
        (0.95, "unit no [[WC332187]]"),
        (0.95, "Hospital No: [[QAH 118-4420]]"),
        (0.95, "PAS [[WF 220 118]]"),
        (0.95, "MRN [[MB-7719-04]]   G3"),
        (0.95, "hosp no [[445566]], DOB 01/02/1950"),
        (0.95, "S1 no [[771904]]"),
        (0.55, "Ashbourne (dob 09/02/1946, [[SO 228 714]]) not seen"),
        (0.55, "alias Philip Bishop, [[4410926]], on the list"),
        (0.85, "1. ASHBOURNE, Cyril  [[RJE556210]]  71M"),
        (0.85, "bed 6 ([[K119204]]) did not sleep"),
    ],
    decoys: &[
        "batch K119204",
        "Lot no. AB1234567",
        "NCT01234567",
        "unit 4, Mill Court",
        "in hospital 12/03/2024",
        "RiO notes 12.03.24 read",
        "SNOMED 12345678",
        "BP 120 110 today",
        "Cost code, 4471882 units",
        "hosp 3/7 then home",
        "barcode R1234567",
        "PO2 12.5",
        "S1 2 normal",
        "unit 2019",
    ],
};

/// A value after its cue; dates, times and small numbers are something else.
fn labelled(m: &Match<'_>) -> Check {
    let text = m.text();
    let digits = near::digits_in(text);
    let few = digits < if text[0].is_ascii_alphabetic() { 4 } else { 5 };
    let apart = near::has_before(m, 4, words!["hospital", "unit", "paris", "district", "epic", "vision"]);
    // "Hospital", "unit" and the like are words as well: a bare short number after them proves little.
    let weak = apart && digits < 6 && !near::has_before(m, 2, words!["no", "number", "num", "id", "nos"]);
    match few
        || weak
        || digits > 12
        || near::is_led_by_word(text)
        || near::starts_dated(text)
        || near::is_year(text)
        || is_phone(text)
    {
        true => Check::Refused,
        false => Check::Absent,
    }
}

fn is_phone(text: &[u8]) -> bool {
    near::digits_in(text) >= 10 && text[0] == b'0'
}

fn spaced(m: &Match<'_>) -> Check {
    const READINGS: &[&[u8]] =
        &[b"BP", b"HR", b"NA", b"PO", b"PR", b"RR", b"QT", b"CK", b"BM", b"WT", b"NO", b"TO", b"AT", b"OF"];
    let head = m.text().split(|&b| b == b' ').next().unwrap_or_default();
    let upper = head.iter().all(u8::is_ascii_uppercase);
    let apart =
        matches!(m.before(2), b"  " | b", " | b"; ") || matches!(m.before(1), b"(" | b"|" | b"\t" | b"\n");
    match upper && apart && !READINGS.contains(&head) && !near::is_catalogued(m) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn after_a_name(m: &Match<'_>) -> Check {
    let word = m.word_before();
    let named =
        word.len() > 2 && word[0].is_ascii_uppercase() && word[1..].iter().all(u8::is_ascii_lowercase);
    let closed =
        matches!((m.before(2), m.after(1)), (b", ", b"," | b"\n" | b"" | b")" | b";") | (b" (", b")"));
    match named && closed && !near::is_catalogued(m) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn typical(m: &Match<'_>) -> Check {
    let text = m.text();
    let letters: Vec<u8> =
        text.iter().take_while(|b| b.is_ascii_alphabetic()).map(u8::to_ascii_uppercase).collect();
    // Registers of trials, papers, genes, assets and versions look alike.
    let other = matches!(
        &letters[..],
        b"NCT"
            | b"CRD"
            | b"DOI"
            | b"PMC"
            | b"GB"
            | b"US"
            | b"EP"
            | b"WO"
            | b"NM"
            | b"NP"
            | b"NG"
            | b"TA"
            | b"RS"
            | b"SN"
            | b"REF"
            | b"LOT"
            | b"ICD"
            | b"ORPHA"
            | b"QOF"
            | b"DB"
            | b"IL"
    );
    match other || near::is_catalogued(m) || m.before(1) == b"/" && m.before(2)[0].is_ascii_digit() {
        true => Check::Refused,
        false => Check::Absent,
    }
}

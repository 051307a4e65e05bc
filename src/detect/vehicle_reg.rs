//! Registration plates.

use super::{Check, Class, Cue, Form, Identifier, Match, near};
use crate::text::token::Gate;
use crate::words::{Words, words};

/// Words near a plate of an older style that say what it is on.
#[rustfmt::skip]
const VEHICLES: &Words = words![
    "car", "van", "lorry", "truck", "bus", "coach", "taxi", "minicab", "cab", "motorbike", "motorcycle",
    "moped", "scooter", "tractor", "vehicle", "veh", "plate", "plates", "reg", "registration", "drives",
    "driving", "driver", "parked", "hatchback", "saloon", "estate", "convertible", "wav", "motability",
    "ambulance", "minibus", "trailer", "caravan", "campervan", "suv", "pickup", "jeep", "ford", "fiesta",
    "focus", "transit", "vauxhall", "corsa", "astra", "volkswagen", "vw", "golf", "polo", "audi", "bmw",
    "mercedes", "toyota", "yaris", "corolla", "prius", "honda", "civic", "nissan", "micra", "qashqai",
    "peugeot", "citroen", "berlingo", "renault", "clio", "fiat", "panda", "hyundai", "kia", "skoda",
    "octavia", "seat", "ibiza", "mazda", "volvo", "jaguar", "rover", "landrover", "mini", "morris",
    "triumph", "lagonda", "bentley", "rolls", "lexus", "tesla", "suzuki", "yamaha", "kawasaki", "ducati",
    "vespa", "hilux", "defender", "porsche", "subaru", "mitsubishi", "dacia",
];

#[rustfmt::skip]
const CUES: &[&str] = &[
    "reg", "reg.", "registration", "reg no", "registration no", "registration number", "reg plate",
    "number plate", "numberplate", "plate", "plates", "part plate", "partial plate", "vrm", "vrn", "veh",
    "vehicle", "vehicle reg", "car", "van", "lorry", "truck", "taxi", "bus reg", "car reg", "van reg",
    "motorbike", "motorcycle", "moped", "wav", "car park permit", "parking permit",
];

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "VEHICLE_REG",
    class: Class::Direct,
    title: "Vehicle registration mark",
    standard: "DVLA INF104 (AB12 CDE since 2001), INF46 (prefix, suffix and dateless marks); Northern Ireland and Isle of Man series",
    forms: &[
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"[a-z]{2} ?\d\d[ \t-]{0,3}[a-z]{3}\b",
            alone: 0.85,
            check: current,
            ..Form::CUED
        },
        // Prefix (A123 BCD) and suffix (ABC 123D), Northern Ireland (AIG 1234), Isle of Man (PMN 417 J), dateless.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: concat!(
                r"(?:[a-z]\d{1,3}[ \t]{0,2}[a-z]{3}|[a-z]{3}[ \t]{0,2}\d{1,3}[ \t]{0,2}[a-z]",
                r"|[a-z]{2,3}[ \t]{0,2}\d{3,4}|[a-z][ \t]{0,2}\d{4}|[a-z]{3}[ \t]{0,2}\d{1,2})\b",
            ),
            alone: 0.7,
            check: older,
            ..Form::CUED
        },
        // Dateless, figures first, or a plate half read.
        Form {
            gate: Gate::digits(2).or(Gate::digits(3)).or(Gate::digits(4)),
            pattern: r"\d{2,4}[ \t]{0,2}[a-z]{2,3}\b",
            alone: 0.7,
            check: reversed,
            ..Form::CUED
        },
    ],
    cues: &[Cue { words: CUES, sub: None }],
    examples: &[
        (0.95, "their car [[AY63 OWT]] left"),
        (0.85, "He drives a Berlingo, [[LD15 UPW]], to market"),
        (0.95, "reg [[ae58gnv]] seen"),
        (0.95, "Reg [[NX19 QIO]] in the car park"),
        (0.7, "The car, a green Honda, [[PMN 417 J]], was sold"),
        (0.95, "BUS REG [[SXZ 4471]]"),
        (0.7, "a vintage Lagonda, [[CXB 411]], which"),
        (0.95, "number plate [[K411 OWT]]"),
        (0.95, "part plate [[68 TVN]]"),
    ],
    decoys: &[
        "bp 12 low",
        "HR72 REG rhythm",
        "on 25 mcg",
        "B12 LOW",
        "med reg bleep 1234",
        "CRP 120 H",
        "T10 AND T11",
        "car 12 hrs",
        "the car at 20 mph",
        "batch AB12 CDE",
        "WZ19MRI before",
        "R/V BY REG IN 24 HRS",
        "AMBULANCE ARRIVED IN 20 MIN",
        "MED REG: IV 20 MIN",
        "TAXI DELAY OF 20 MIN",
        "FELL FROM SEAT, SO 20 MIN",
        "FY12 ABC",
        "24 hrs",
        "BBA in car, EBL 350, boarded",
        "car key battery, CR2032",
    ],
};

/// Since 2001: two letters of a place, a half-year, three letters. One with a letter that is never issued (I, Q,
/// a Z among the first two) is a slip or made up to be nobody's: it needs a cue or a vehicle near, and to be no abbreviation.
fn current(m: &Match<'_>) -> Check {
    const READINGS: &[&[u8]] = &[
        b"HR", b"RR", b"BP", b"BM", b"HB", b"NA", b"CR", b"UR", b"WT", b"HT", b"PH", b"PT", b"SA", b"FY",
        b"ST", b"CT", b"AT", b"ON", b"BY", b"TO", b"EF", b"ED", b"IN", b"IV", b"IM", b"ID", b"IF", b"IS",
        b"IT",
    ];
    let text = m.text();
    let apart = text[2] == b' ';
    let digits = &text[2 + usize::from(apart)..];
    let age = (digits[0] - b'0') * 10 + (digits[1] - b'0');
    let upper = !text.iter().any(u8::is_ascii_lowercase);
    let reading = READINGS.iter().any(|r| r.eq_ignore_ascii_case(&text[..2]));
    let one_of = |part: &[u8], letters: &[u8]| part.iter().any(|b| letters.contains(&b.to_ascii_uppercase()));
    let issued = !one_of(text, b"IQ") && !one_of(&text[..2], b"Z");
    let near = || near::has_before(m, 6, VEHICLES);
    if !issued && (reading || is_word(text)) {
        return Check::Refused;
    }
    let told = || m.is_cued() && (!apart || upper && !reading);
    match told()
        || (matches!(age, 2..=30 | 51..=80)
            && (issued && upper && !reading && !apart || (upper || !apart) && near())
            && !near::is_catalogued(m))
    {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn older(m: &Match<'_>) -> Check {
    let text = m.text();
    let upper = text.iter().filter(|b| b.is_ascii_alphabetic()).all(u8::is_ascii_uppercase);
    let long = text.len() > 5 && !text.contains(&b' ');
    if !upper && !long {
        return Check::Refused;
    }
    let manx = upper && (text.starts_with(b"MAN") || text[1..].starts_with(b"MN")) && text.len() > 6;
    let told = m.is_cued()
        || manx
        || near::has_before(m, 4, VEHICLES) && text.iter().filter(|b| b.is_ascii_digit()).count() > 2;
    let reading = || m.precedes(words!["mg", "mls", "ml", "mcg"]) || is_word(text);
    match told && (upper || m.is_cued()) && !reading() && !near::is_catalogued(m) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// Whether the letters are an abbreviation of the clinic or the road.
fn is_word(text: &[u8]) -> bool {
    const WORDS: &Words = words![
        "bp", "hr", "rr", "gcs", "crp", "alt", "na", "hb", "wcc", "plt", "urea", "egfr", "inr", "esr", "bm",
        "wbc", "tsh", "mph", "hrs", "mg", "ml", "am", "pm", "ward", "bed", "bay", "rm", "no", "pc", "iv",
        "im", "po", "pr", "sr", "spo", "sats", "mcg", "bpm", "mmhg", "psi", "km", "yrs", "yo", "the", "and",
        "for", "was", "had", "who", "his", "her", "st", "nd", "rd", "th", "at", "in", "on", "to", "of", "by",
        "ext", "mri", "ct", "gmc", "nhs", "ecg", "bnp", "ctg", "aed", "obs", "age", "dob", "wt", "mls", "ph",
        "tel", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "x",
        "new", "old", "wk", "ms", "kg", "cm", "mm", "hz", "is", "ebl", "eta", "hgv", "lgv", "psv", "bnf",
        "cr", "ldh", "alp", "ast", "ggt", "ck", "pao", "fio", "map", "icp", "sbp", "dbp", "icd", "asa",
        "mrs", "nyha", "moca", "mmse", "phq", "gad", "news", "pews", "gfr", "abg", "vbg", "cad", "log",
        "ref", "pin", "id", "flat", "room", "rm", "lot", "apt", "unit", "theatre", "level", "floor", "bus",
        "band", "grade", "stage", "type", "gate", "min", "mins", "tds", "qds", "prn", "tab", "tabs", "pts",
        "deg",
    ];
    let mut runs = text.split(|b| !b.is_ascii_alphabetic()).filter(|w| !w.is_empty());
    runs.any(|run| WORDS.has(run))
}

fn reversed(m: &Match<'_>) -> Check {
    let text = m.text();
    let upper = text.iter().filter(|b| b.is_ascii_alphabetic()).all(u8::is_ascii_uppercase);
    let told = || m.is_cued() || near::has_before(m, 3, words!["plate", "reg", "registration"]);
    let partial = text.iter().filter(|b| b.is_ascii_alphabetic()).count() == 3;
    match upper && partial && told() && !is_word(text) && !near::is_catalogued(m) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

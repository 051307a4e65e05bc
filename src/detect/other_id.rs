//! References that lead to a person by way of some register: passports, licences, specimens, cases, devices.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs, near};
use crate::text::token::Gate;
use crate::words::{Words, words};

#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "ref", "ref.", "our ref", "your ref", "o/ref", "y/ref", "refs", "reference", "reference no", "id",
    "id no", "booking ref", "booked ref", "job", "job ref", "job no", "ticket", "receipt no", "receipt",
    "folio", "path", "docket", "bag no", "bag sealed", "seal no", "tag", "asset", "asset no", "asset tag",
    "serial", "serial no", "serial number", "ser", "ser no", "s/n", "sn", "imei", "device no", "device id",
    "probe serial", "driver no", "pump no", "t34 no", "key safe", "keysafe", "alarm id", "alarm no", "reg",
    "reg.", "register", "entry", "entry no", "burial order", "removal order", "laptop", "laptop no", "tablet no",
    "ipad no", "device", "kit no", "locker no", "key no", "file", "file no", "equipment no", "hoist no", "bed no",
    "loan no", "ubrn", "ubrn no", "ers ref", "voucher", "voucher no", "docket no", "consignment", "consignment no",
];

#[rustfmt::skip]
const PAPERS: &[&str] = &[
    "passport", "passport no", "passport number", "on passport", "driving licence", "driving licence no",
    "driving license", "licence", "licence no", "licence number", "license no", "driver number", "brp",
    "brp card", "biometric residence permit", "visa no", "share code", "home office", "home office ref",
    "ho ref", "arc", "certificate", "certificate no", "cert", "cert no", "birth cert no",
    "shotgun certificate", "dbs", "dbs no", "ehic", "ghic", "blue badge", "blue badge no", "bus pass",
    "freedom pass", "library card",
];

#[rustfmt::skip]
const SPECIMENS: &[&str] = &[
    "lab", "lab no", "lab ref", "lab number", "lab id", "labs no", "specimen", "specimen no",
    "specimen id", "sample", "sample no", "sample id", "sample ids", "accession", "accession no",
    "accession number", "acc no", "histology", "histology no", "histo", "cytology", "biopsy no", "path no",
    "swab", "request no", "req no", "order id", "episode id", "label", "karyotype", "genetics no",
    "genomics no", "film no", "slide no", "donor no", "unit donation no", "study id", "bloodspot card",
    "card no", "galactomannan", "culture no",
];

#[rustfmt::skip]
const CASES: &[&str] = &[
    "case", "case no", "case number", "case ref", "case id", "incident", "incident no", "incident ref",
    "incident number", "inc", "inc no", "datix", "datix no", "datix ref", "datix web", "ulysses",
    "datix'd", "pals", "pals ref", "complaint", "complaint no", "complaint ref", "crime", "crime no",
    "crime ref", "crime number", "crime reference", "police", "police ref", "police log", "police cad",
    "police inc", "cad", "cad no", "log", "log no", "urn", "pnc", "niche", "action fraud", "collar",
    "collar no", "collar number", "shoulder no", "warrant no", "pc", "dc", "mash ref", "mash", "lado ref",
    "marac", "marac ref", "sea no", "yc no", "yellow card no", "ombudsman ref", "moj ref", "court ref",
    "court no", "lfpse", "lfpse record", "incident record", "lfpse id", "steis", "nrm ref", "nrm", "sac",
    "ig", "tribunal ref", "job number",
];

#[rustfmt::skip]
const MEMBERSHIPS: &[&str] = &[
    "tenancy", "tenancy ref", "tenancy no", "rent account", "claim", "claim no", "claim ref", "claim form",
    "policy no", "policy", "policy number", "membership", "membership no", "member no", "auth code",
    "auth no", "authorisation", "authorisation no", "pre-auth", "insurance no", "ins", "ins no", "student",
    "student no", "student id", "student number", "upn", "uln", "ucas no", "ucas", "oyster card", "oyster",
    "candidate no", "payroll", "payroll no", "employee no", "employee id", "employee number", "staff no",
    "staff id", "staff number", "assignment no", "service no", "service number", "army no",
    "regimental no", "prison no", "prison number", "nomis", "nomis no", "noms no", "mosaic", "mosaic no",
    "mosaic id", "mosaic ref", "frameworki", "frameworki no", "liquidlogic", "swift id", "swift no", "lcs",
    "child ref", "client ref", "client no", "client id", "service user no", "iapt no", "interpreter pin",
    "interpreter id", "interpreter no", "interpreter number", "interp id", "interp no", "languageline",
    "languageline mandarin", "scheme ref", "strategy meeting ref", "book no", "register no", "webchat id",
    "session id", "device serial", "pin", "pip", "esa", "uc no", "ztas no", "practitioner id",
    "learner no",
];

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "OTHER_ID",
    class: Class::Direct,
    title: "Other reference or serial number",
    standard: "DVLA driver number (16 characters), HM Passport Office (nine digits), DfE UPN (letter and twelve digits); otherwise local",
    forms: &[
        // A reference after its cue: parts joined by strokes, dashes, dots or stars, a digit among them.
        Form {
            gate: Gate::DIGIT.or(Gate::LETTER_NEAR_DIGIT),
            pattern: concat!(
                r"(?:\d{3,6} of \d\d?/\d\d?(?:/\d{2,4})?",
                r"|[a-z]{5} ?\d{6} ?[a-z0-9]{5}(?: \d\d)?",
                r"|(?:[a-z0-9]{1,12}[/*._-]){0,6}[a-z]{0,6}\d[a-z0-9]{0,20}(?:[/*._-][a-z0-9]{1,12}){0,6}(?: \d{3,6}){0,2}",
                r"|(?:[a-z]{1,6}/)?[a-z]{1,5} \d{2,9}(?: \d{3,6}){0,2})\b",
            ),
            needs: Needs::CUE,
            check: labelled,
            ..Form::CUED
        },
        // Driver number: surname, birth date by decade and sex, initials.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"[a-z][a-z9]{4} ?\d[0156]\d[0-3]\d\d ?[a-z9]{2}[a-z0-9][a-z]{2}(?: ?\d\d)?\b",
            alone: 0.9,
            ..Form::CUED
        },
        // UPN, Action Fraud, prison number.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"(?:nfrc\d{12}|[a-z]\d{11}[a-z\d]|a\d{4}[a-z]{2})\b",
            alone: 0.8,
            check: stored,
            ..Form::CUED
        },
        // Departments and years: MHA/24/1187, cqc/soad/24471, WEB-118204.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: concat!(
                r"(?:(?:[a-z]{2,6}/){1,2}\d{2,4}[/-]\d{2,7}|(?:[a-z]{2,6}/){2}\d{4,7}|(?:web|datix|inc|dx|ir1|lfp|cas|pals)-\d{5,7}",
                r"|w-\d{5,6}|[a-z]{2,4}-[a-z0-9]{1,4}-\d{4,7})\b",
            ),
            alone: 0.6,
            check: stored,
            ..Form::CUED
        },
        Form { gate: Gate::digits(9), pattern: r"\d{9}\b", alone: 0.9, check: of_passport, ..Form::CUED },
        Form { gate: Gate::DIGIT, pattern: r"\d{5,8}\b", alone: 0.5, check: numbered, ..Form::CUED },
        // Entries of a register, numbered on: 8814, 8815.
        Form {
            gate: Gate::digits(4).or(Gate::digits(5)),
            pattern: r"\d{4,5}\b",
            alone: 0.7,
            check: entry,
            ..Form::CUED
        },
        Form {
            gate: Gate::digits(3).or(Gate::digits(4)).or(Gate::digits(5)),
            pattern: r"\d{3,5}/\d\d\b",
            alone: 0.6,
            check: booked,
            ..Form::CUED
        },
        // Specimens and accessions: S25-01442, M/25/020117, 24M0551207.
        Form {
            gate: Gate::LETTER_NEAR_DIGIT.or(Gate::digits(2)),
            pattern: r"(?:[bchmnsv][/ ]?2\d[-/.]\d{4,7}|2\d[a-z]{1,2}\d{6,8})\b",
            alone: 0.7,
            check: stored,
            ..Form::CUED
        },
        // H,25.0012345.K
        Form { gate: Gate::LETTER, pattern: r"[a-z],\d\d\.\d{6,7}\.[a-z]\b", alone: 0.9, ..Form::CUED },
        // Police: 42/55201/25, 24*671904, PNC 19/204417K.
        Form {
            gate: Gate::digits(2),
            pattern: r"\d\d(?:/\d{4,6}/\d\d|\*\d{5,6}|/\d{5,6}[a-z])\b",
            alone: 0.7,
            check: stored,
            ..Form::CUED
        },
    ],
    cues: &[
        Cue { words: GENERAL, sub: None },
        Cue { words: PAPERS, sub: None },
        Cue { words: SPECIMENS, sub: None },
        Cue { words: CASES, sub: None },
        Cue { words: MEMBERSHIPS, sub: None },
    ],
    examples: &[
        (0.95, "Our ref: [[CARD/KS/np/22817]]"),
        (0.95, "Datix [[WEB-118204]] sent"),
        (0.95, "MHA office, ref [[MHA/24/1187]]."),
        (0.6, "papers ([[MHA/24/1187]]) seen"),
        (0.95, "passport no. [[533018274]]"),
        (0.95, "licence no [[ASHBO 912064 RA9XX]], dob"),
        (0.9, "seen: [[ASHBO912064RA9XX]]"),
        (0.95, "lab no [[M 24.118823]]"),
        (0.7, "slides awaited, [[H25-01966]]"),
        (0.95, "serial [[T34-0918823]] alarming"),
        (0.95, "UPN [[K372208115004]]"),
        (0.9, "Passport to be returned [[533812944]]."),
        (0.5, "#[[556012]] fall"),
        (0.95, "Police log [[1342 of 10/02]]"),
        (0.95, "PC (collar no [[3317]])"),
        (0.95, "crime no [[42/55201/25]]"),
        (0.95, "tenancy ref [[BCC-T-77120]]"),
        (0.95, "student no [[c3877120]]"),
        (0.95, "claim form signed ([[PIP 4471 8820]])"),
        (0.95, "Reg [[2219/77]] delivered"),
        (0.95, "laptop no. [[NHSL 220417]]"),
        (0.7, "[[8814]] Hand G, Colles\n[[8815]] Ings B, scald"),
        (0.9, "slides of [[H,25.0012345.K]] seen"),
        (0.95, "UBRN [[0004 1234 5678]]."),
        (0.5, "No. [[1284471]]\nL.A.C."),
        (0.6, "[[2219/77]]  Hand G\n[[2230/77]]  Ings B"),
    ],
    decoys: &[
        "batch no AB-118204",
        "brought by police S136",
        "ref DS1500",
        "pip 0412339",
        "platelets 300 (ref 150-400)",
        "lab glucose 5.4",
        "serial 7s",
        "ref 12/03/2024",
        "log 4.2 copies",
        "case of 2019",
        "PC 2/7 cough",
        "order no 4471882",
        "IRAS ref 314471",
        "NCT01234567",
        "doi 10.1136/bmj.4471",
        "PC: 24F with pain",
        "sample at 10:30",
        "id 999",
        "lab 140",
        "med reg 2204, device 2.1",
        "0914 asleep\n0915 awake",
        "1953 measles\n1954 mumps",
    ],
};

/// A value after its cue: long enough, no date, no range, no reading.
fn labelled(m: &Match<'_>) -> Check {
    let text = m.text();
    let digits = near::digits_in(text);
    let letters = text.iter().filter(|b| b.is_ascii_alphabetic()).count();
    // "of 2019": a word is no part of a reference, a prefix in capitals is.
    let worded =
        text.iter().position(|&b| b == b' ').is_some_and(|at| text[..at].iter().all(u8::is_ascii_lowercase));
    let joined = text.iter().any(|b| b"/*-".contains(b));
    let enough = digits >= 4
        || (digits == 3 && (letters > 0 || joined || near::has_before(m, 1, words!["no", "number"])));
    let goes_on = matches!(m.after(2), [b':' | b'.' | b'%', d] if d.is_ascii_digit()) || m.after(1) == b"%";
    match !enough
        || worded
        || near::is_led_by_word(text)
        || is_loose(m)
        || goes_on
        || near::starts_dated(text)
        || near::is_year(text)
        || is_range(text)
        || is_form(text)
        || is_pharmacy_code(m)
        || near::is_catalogued(m)
        || is_dosed(m)
    {
        true => Check::Refused,
        false => Check::Absent,
    }
}

/// Whether it is too plain for its cue: "lab 4471", "claim PIP 2023", "REF 381234 LOT".
fn is_loose(m: &Match<'_>) -> bool {
    #[rustfmt::skip]
    const NOUNS: &Words = words![
        "lab", "sample", "case", "swab", "label", "claim", "policy", "job", "tag", "path", "receipt", "histology", "student",
        "certificate", "police", "ins", "karyotype", "specimen", "membership", "complaint", "serial",
    ];
    let text = m.text();
    // "Med reg 2204" is a bleep, "reg 2219/77" an entry.
    const BOOKS: &Words =
        words!["reg", "register", "entry", "order", "device", "file", "laptop", "voucher", "consignment"];
    let figures = text.iter().all(u8::is_ascii_digit);
    let plain = text.len() <= 4 && figures && near::has_before(m, 1, NOUNS)
        || near::has_before(m, 1, BOOKS) && (figures || text.contains(&b'.') || text.len() < 5);
    let year =
        text.rsplit(|&b| b == b' ').next().is_some_and(|last| last.len() < text.len() && near::is_year(last));
    plain || year || m.precedes(words!["lot"])
}

/// Whether it is a form or a section of an Act: DS1500, SR1, S136.
fn is_form(text: &[u8]) -> bool {
    let lower = text.to_ascii_lowercase();
    let section = matches!(&lower[..], [b's', d, ..] if d.is_ascii_digit() && lower.len() <= 4);
    section
        || [&b"ds1500"[..], b"sr1", b"fp10", b"ft1", b"hc1", b"hc2", b"mat b1", b"matb1"]
            .iter()
            .any(|f| lower.starts_with(f))
}

/// The PIP code of a product has seven digits.
fn is_pharmacy_code(m: &Match<'_>) -> bool {
    near::has_before(m, 2, words!["pip"]) && near::digits_in(m.text()) == 7
}

fn of_passport(m: &Match<'_>) -> Check {
    match near::has_before(m, 7, words!["passport", "passports"]) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

fn numbered(m: &Match<'_>) -> Check {
    let line = m.before(8).rsplit(|&b| b == b'\n').next().unwrap_or_default();
    let heads = m.before(8).contains(&b'\n') || m.start < 8;
    let first = heads && matches!(line.trim_ascii_start(), b"No. " | b"No " | b"NO. " | b"No: " | b"Nr. ");
    match (m.before(1) == b"#" || first) && !near::is_catalogued(m) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// A number that opens or ends its line, where the line before or after has the one before or after
/// in the same place; no year and no time of day.
fn entry(m: &Match<'_>) -> Check {
    let value = |d: &[u8]| d.iter().fold(0u32, |v, b| v * 10 + u32::from(b - b'0'));
    let own = value(m.text());
    let time = m.text().len() == 4 && own / 100 < 24 && own % 100 < 60;
    let (before, after) = (m.before(200), m.after(200));
    let above = before.iter().rposition(|&b| b == b'\n');
    let begins = above.is_some_and(|at| before[at..].trim_ascii().is_empty()) || m.start == 0;
    let ends = after.first().is_none_or(|&b| b == b'\n' || b == b'\r');
    let next = |line: &[u8]| {
        let line = line.trim_ascii();
        let head = line.iter().take_while(|b| b.is_ascii_digit()).count();
        let tail = line.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let near = |d: &[u8]| (4..=5).contains(&d.len()) && value(d).abs_diff(own) == 1;
        begins && near(&line[..head]) || ends && near(&line[line.len() - tail..])
    };
    let lines = |side: &[u8], skip: usize| side.split(|&b| b == b'\n').skip(skip).take(2).any(next);
    let up = above.is_some_and(|at| before[..at].rsplit(|&b| b == b'\n').take(2).any(next));
    match (begins || ends) && !time && !near::is_year(m.text()) && (up || lines(after, 1)) {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// "2219/77" opening its line, as another does near.
fn booked(m: &Match<'_>) -> Check {
    let (before, after) = (m.before(200), m.after(200));
    let own = m.text().len();
    let alike = |line: &[u8]| {
        let line = line.trim_ascii_start();
        line.get(..own).is_some_and(|head| {
            head.iter()
                .zip(m.text())
                .all(|(a, b)| a.is_ascii_digit() == b.is_ascii_digit() && (*b != b'/' || *a == b'/'))
        }) && !line.get(own).is_some_and(u8::is_ascii_alphanumeric)
    };
    let above = before.iter().rposition(|&b| b == b'\n');
    let begins = above.is_some_and(|at| before[at..].trim_ascii().is_empty()) || m.start == 0;
    let up = above.is_some_and(|at| before[..at].rsplit(|&b| b == b'\n').take(4).any(alike));
    let down = after.split(|&b| b == b'\n').skip(1).take(4).any(alike);
    if begins && (up || down) { Check::Absent } else { Check::Refused }
}

/// Whether it is two short numbers with a dash or a stroke, or a decimal: a range or a reading.
fn is_range(text: &[u8]) -> bool {
    let plain = text.iter().all(|b| b.is_ascii_digit() || b"-./".contains(b));
    let groups: Vec<usize> = near::groups(text).collect();
    plain && groups.len() == 2 && groups.iter().all(|&n| n <= 3)
}

/// Whether a unit of measure ends the match or follows it.
fn is_dosed(m: &Match<'_>) -> bool {
    const UNITS: &Words = words![
        "mg", "mcg", "ml", "mls", "g", "kg", "cm", "mm", "mmol", "units", "hrs", "hours", "days", "weeks",
        "yo", "yr", "f", "m",
    ];
    let text = m.text();
    let tail = text.len() - text.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    let whole = text[..tail].iter().all(|b| b.is_ascii_digit() || *b == b'.');
    let unit = |w: &[u8]| UNITS.has(w);
    whole && (unit(&text[tail..]) || (tail == text.len() && tail < 5 && unit(m.word_after())))
}

fn stored(m: &Match<'_>) -> Check {
    match near::is_catalogued(m) || near::has_before(m, 3, words!["nice", "study", "trial"]) {
        true => Check::Refused,
        false => Check::Absent,
    }
}

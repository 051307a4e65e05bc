//! Postcodes, whole or the outward half alone.

use super::{Check, Class, Cue, Form, Identifier, Match, Sub, near};
use crate::lexicon;
use crate::text::token::{Gate, hash, is_word};
use crate::words::{Words, words};
use std::sync::LazyLock;

/// Postcode areas (Royal Mail), with the Crown dependencies and the forces' BF, sorted.
const AREAS: [&str; 125] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH",
    "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC",
    "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX",
    "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M",
    "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO",
    "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST",
    "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN",
    "WR", "WS", "WV", "YO", "ZE",
];

/// Areas whose districts are read as something clinical or as a grade: CT2, PO2, ST3, FY1, PH7, IV, NG12.
const CLINICAL: &[&str] = &[
    "CO", "CT", "FY", "HR", "IG", "IM", "IV", "ME", "NG", "PA", "PE", "PH", "PO", "PR", "SA", "SO", "SP",
    "SR", "ST", "TA",
];

/// Words right before an outward code that make it one: ends of street names, and the cities of one-letter areas.
#[rustfmt::skip]
const PLACES: &Words = words![
    "street", "st", "road", "rd", "lane", "avenue", "ave", "close", "drive", "centre", "square", "terrace", "court", "gardens", "way", "row", "crescent", "cres", "hts", "heights", "grove", "hill", "mews", "place", "parade", "walk", "estate", "glasgow", "london", "leeds", "sheffield", "birmingham", "manchester", "liverpool", "salford", "edmonton",
];

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "POSTCODE",
    class: Class::Direct,
    title: "Postcode",
    standard: "BS 7666-0; Royal Mail Postcode Address File, format of postcodes; GIR 0AA",
    forms: &[
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"(?:gir[ \t]{0,2}0aa|[a-z]{1,2}[\do](?:\d|[a-z])?[ \t.,-]{0,3}(?:\r?\n[ \t]{0,4})?[\do][a-z]{2})\b",
            check: full,
            ..Form::CUED
        },
        Form {
            gate: Gate::LETTER_NEAR_DIGIT,
            pattern: r"[a-z]{1,2}\d[a-z\d]?\b",
            sub: Some(Sub::Outward),
            alone: 0.6,
            check: outward,
            ..Form::CUED
        },
        // Salford 7
        Form {
            gate: Gate::digits(1).or(Gate::digits(2)),
            pattern: r"\d{1,2}\b",
            sub: Some(Sub::Outward),
            alone: 0.7,
            check: district,
            ..Form::CUED
        },
    ],
    cues: &[
        Cue {
            words: &["postcode", "post code", "post-code", "pcode", "p/code", "pc:", "postal code", "zip"],
            sub: None,
        },
        Cue {
            words: &["postcode sector", "postcode district", "postcode area", "outward code"],
            sub: Some(Sub::Outward),
        },
    ],
    examples: &[
        (0.95, "Pendeen, [[TR19 7TS]]"),
        (0.99, "postcode [[bb9 8qq]]"),
        (0.95, "her at [[bt234qq]]. dad"),
        (0.95, "Tel and [[SW1A 1AA]] again"),
        (0.95, "[[GIR 0AA]]"),
        (0.95, "Wisbech [[PE14 OQX]]. gp"),
        (0.95, "COLERAINE  [[BT52  1HS]]"),
        (0.6, "118 Otago Street, Glasgow [[G12]]."),
        (0.6, "to Golders Green ([[NW11]]) by tube"),
        (0.95, "postcode sector [[TR26]], time"),
        (0.6, "lives in [[LS8]] now"),
        (0.7, "27 Zebra St, Salford [[7]]"),
        (0.6, "digs in Hulme, [[M15]]."),
        (0.55, "12 High Court, Cradley [[B63 2KW]] P/C"),
        (0.6, "Over Wyre, Preesall [[FY6]]"),
        (0.6, "moved to luton, [[lu3]]."),
        (0.6, "Nechells, [[B7]]"),
    ],
    decoys: &[
        "B12 3mg weekly",
        "from L5 1st to L4",
        "pain at T10, S1 and L5",
        "vitamin B12 low",
        "NICE NG28",
        "ST3 and CT2 doctors",
        "E10 in ICD-10",
        "CD4 count, HbA1c 48",
        "PO2 12.5, CO2 5",
        "C5 C6 fusion",
        "M1 2hr post op",
        "in S1 nerve root",
        "Seen, S1 radiculopathy",
        "XX1 1XX",
        "prostate sm00th",
        "B1oods repeat",
        "Leeds 2 weeks ago, Bristol 4.",
        "Diabetes, E11.9",
        "Fusion of Spine, L5.",
        "VIT B12 5MG AND D3 2KG, PC: B12 1MG IM",
        "SEEN BY ST3 4YO BOY, PUMP SN452MK",
        "Mr Ashton, S17. Mrs Ashton E45, N95.",
        "at Stanmore L5. Shannon Ashton G3, P2",
        "bloods at Wigan, PO4, Mg normal. Barnsley NG12.",
        "WOUND AT CH12 3CM",
        "at Wigan FY2 saw her",
        "seen at Wigan ST5",
        "Signed, CT2. OOH GP",
        "off dumbreck rd b12. in",
    ],
};

fn area(text: &[u8]) -> Option<&'static str> {
    let letters = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let head = text[..letters.min(2)].to_ascii_uppercase();
    AREAS.binary_search_by(|a| a.as_bytes().cmp(&head)).ok().map(|at| AREAS[at])
}

/// Whether the outward half is one that its area has: a last letter only in central London.
fn is_district(outward: &[u8]) -> bool {
    let last = outward[outward.len() - 1].to_ascii_uppercase();
    match (area(outward), last.is_ascii_alphabetic() && last != b'O') {
        (None, _) => false,
        (Some(area), _) if matches!(outward.get(area.len()), None | Some(b'0' | b'o' | b'O')) => {
            matches!(area, "BL" | "CM" | "CR" | "FY" | "HA" | "PR" | "SL" | "SS")
        }
        (Some(_), false) => true,
        (Some("E" | "N" | "W" | "SE" | "SW" | "NW" | "EC" | "WC"), true) => {
            b"ABCDEFGHJKMNPRSTUVWXY".contains(&last)
        }
        (Some(_), true) => false,
    }
}

fn full(m: &Match<'_>) -> Check {
    let text = m.text();
    if text[..3].eq_ignore_ascii_case(b"gir") {
        return Check::Passed;
    }
    let (head, inward) = text.split_at(text.len() - 3);
    let end = head.iter().rposition(|&b| is_word(b)).map_or(0, |at| at + 1);
    let outward = &head[..end];
    let digits = outward.iter().any(u8::is_ascii_digit) || m.is_cued();
    if !digits || !is_district(outward) || near::is_catalogued(m) {
        return Check::Refused;
    }
    if has_letters_of_none(inward) {
        let apart = head.len() > end && head[end..].iter().all(|b| b" \t".contains(b));
        let plain = apart && inward[0].is_ascii_digit() && outward.len() > 2 && is_served(outward);
        let upper = !text.iter().any(u8::is_ascii_lowercase);
        let likely = plain && !UNITS.has(&inward[1..]) && !outward.eq_ignore_ascii_case(b"B12");
        return if likely && (upper || m.is_cued()) { Check::Weak } else { Check::Refused };
    }
    // "L5 1st", "B6 2hr": an ordinal or an abbreviation after a level or a vitamin.
    const TAILS: &Words = words![
        "st", "nd", "rd", "th", "hr", "bd", "qd", "ds", "pt", "pr", "wt", "ft", "ps", "at", "as", "we"
    ];
    let tail = TAILS.has(&inward[1..]);
    let single = matches!(
        &outward.to_ascii_uppercase()[..],
        [b'L' | b'S', b'1'..=b'5'] | [b'B', b'1' | b'2' | b'3' | b'5' | b'6' | b'7' | b'9'] | b"B12"
    );
    let lower = inward[1].is_ascii_lowercase();
    let broken = head[end..].iter().any(|b| b"\n,".contains(b));
    // "B1oods": a small o for a nought needs a gap before it.
    let misread = inward[0] == b'o' && head.len() == end;
    match misread
        || tail && (single || lower && outward.len() < 4 && head.len() > end) && !m.is_cued()
        || broken && (single || lower)
    {
        true => Check::Refused,
        false => Check::Passed,
    }
}

/// Whether an inward half has a letter that none has (C, I, K, M, O, V: Royal Mail), as slips have and postcodes made
/// up to be nobody's: "B63 2KW".
fn has_letters_of_none(inward: &[u8]) -> bool {
    inward[1..].iter().any(|b| b"CIKMOV".contains(&b.to_ascii_uppercase()))
}

/// What follows a figure and has such a letter: units, times, doses, small words.
#[rustfmt::skip]
const UNITS: &Words = words![
    "mg", "ml", "kg", "cm", "mm", "km", "gm", "iu", "im", "iv", "od", "om", "on", "mo", "op", "pm", "am", "oz", "kj", "mv", "ma", "mw", "io",
    "mi", "cc", "cl", "dm", "nm", "kv", "ok", "mc", "md", "po", "to", "or", "of", "no", "so", "go", "do", "in", "is", "it", "if", "my", "me",
    "yo", "wk", "ct", "mr", "vd", "ch", "ci", "co", "kb", "mb", "mh", "cp",
];

/// Whether mail is sent to an outward code: all of them, from the dictionaries.
fn is_served(outward: &[u8]) -> bool {
    static OUTCODES: LazyLock<Vec<&[u8]>> = LazyLock::new(|| {
        include_str!("../../dictionaries/outcodes.txt").lines().map(str::as_bytes).collect()
    });
    OUTCODES.binary_search(&&outward.to_ascii_lowercase()[..]).is_ok()
}

fn outward(m: &Match<'_>) -> Check {
    let text = m.text();
    let Some(area) = area(text) else { return Check::Refused };
    // The rest of a whole postcode follows.
    let whole = matches!(m.after(5).trim_ascii_start(), [d, a, b, ..] if d.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
    if m.is_cued() && is_district(text) && !whole {
        return Check::Absent;
    }
    let upper = text[0].is_ascii_uppercase();
    let single = area.len() == 1;
    let ended = matches!(m.after(1), b"" | b"." | b"," | b"\n" | b"\r" | b")" | b";") || m.after(2) == b"  ";
    let goes_on = matches!(m.after(2), [b'.' | b',' | b'-' | b'/', d] if d.is_ascii_digit());
    if whole || goes_on || !is_district(text) || near::is_catalogued(m) || levels(m) {
        return Check::Refused;
    }
    let place = near::has_before(m, 1, PLACES);
    let titled =
        near::has_before(m, 3, words!["mr", "mrs", "ms", "miss", "dr", "sr", "sister", "prof", "nurse"]);
    let known = ended && !titled && is_served(text) && after_a_known_place(m);
    let within = !single && m.precedes(words!["area", "postcode", "district"])
        || near::has_before(m, 1, words!["in", "near", "around", "from", "area", "not"]);
    let bracketed = m.before(1) == b"(" && m.after(1) == b")" && upper;
    let listed = upper && after_a_name(m);
    let long = text[area.len()..].iter().filter(|b| b.is_ascii_digit()).count() == 2;
    // Vertebrae and vitamins end early; codes of diseases are called codes.
    let number = text[1..].iter().filter(|b| b.is_ascii_digit()).fold(0, |v, b| v * 10 + u32::from(b - b'0'));
    let bodily = matches!(area, "L" | "S" | "B") && number < 13
        || near::has_before(m, 6, words!["icd", "icd10", "code", "codes"]);
    let town = single && upper && after_a_comma(m) && ended && !bodily && !titled;
    let sure = if single && town {
        true
    } else if single {
        // Vitamins and vertebrae in small letters; N, E and W are neither.
        (place || known && number > 6)
            && ended
            && (upper || long || matches!(area, "E" | "N" | "W"))
            && !matches!(&text.to_ascii_uppercase()[..], b"B1" | b"B2" | b"B3" | b"B6" | b"B12")
    } else if CLINICAL.contains(&area) {
        // A doctor's grade is a figure, and so is that of PO4; NG28 is guidance.
        place || (listed && long || known && (long || area == "FY" && number > 3)) && area != "NG"
    } else {
        place || known || within && upper || bracketed || listed && (ended || long)
    };
    if sure { Check::Absent } else { Check::Refused }
}

/// A district after its city, as before postcodes: "Salford 7". Cities that name a scale are out.
fn district(m: &Match<'_>) -> Check {
    const CITIES: &[&[u8]] = &[
        b"Salford",
        b"Manchester",
        b"Leeds",
        b"Sheffield",
        b"Birmingham",
        b"Bradford",
        b"Liverpool",
        b"Dublin",
        b"Belfast",
        b"SALFORD",
        b"MANCHESTER",
        b"LEEDS",
        b"SHEFFIELD",
        b"BIRMINGHAM",
        b"LIVERPOOL",
    ];
    let ended = matches!(m.after(2), [] | [b'.' | b',' | b')' | b';' | b'\n' | b'\r', ..] | b"  ")
        || m.precedes(words!["then", "and", "now", "but", "area", "tel", "until"]) && m.after(1) == b" ";
    let goes_on = matches!(m.after(2), [b'.' | b',' | b'-' | b'/', d] if d.is_ascii_digit());
    let real = m.text()[0] != b'0' && m.before(1) == b" ";
    match CITIES.contains(&m.word_before()) && ended && !goes_on && real {
        true => Check::Absent,
        false => Check::Refused,
    }
}

/// Whether a capitalised word and a comma stand right before, on the same line.
fn after_a_comma(m: &Match<'_>) -> bool {
    let word = m.word_before();
    m.before(2) == b", "
        && word.len() >= 3
        && word[0].is_ascii_uppercase()
        && word[1..].iter().all(u8::is_ascii_lowercase)
}

/// Whether a town, village or suburb of the dictionaries stands right before, perhaps with a comma, that is no common
/// word.
fn after_a_known_place(m: &Match<'_>) -> bool {
    const ORDINARY: u8 = 4;
    let before = m.before(24);
    let gap = before.iter().rev().take_while(|b| b" ,".contains(b)).count();
    let word = m.word_before();
    let entry = lexicon::word(hash(word));
    (1..=4).contains(&gap)
        && before[..before.len() - gap].ends_with(word)
        && word.len() > 3
        && entry.class.has(lexicon::Class::PLACE)
        && entry.word < ORDINARY
}

/// Whether other vertebral levels, vitamins or codes stand near.
fn levels(m: &Match<'_>) -> bool {
    let spine = |b: &[u8]| {
        b.split(|&b| !is_word(b)).any(|w| {
            matches!(w, [b'L' | b'S' | b'T' | b'C' | b'l' | b's' | b't' | b'c', d, ..] if d.is_ascii_digit() && w.len() < 4)
        })
    };
    area(m.text()).is_some_and(|a| a.len() == 1) && (spine(m.before(16)) || spine(m.after(12)))
}

/// Whether a capitalised word, perhaps with a comma, stands right before on the same line.
fn after_a_name(m: &Match<'_>) -> bool {
    let before = m.before(24);
    let gap = before.iter().rev().take_while(|&&b| b == b' ' || b == b',').count();
    let word = m.word_before();
    (1..=3).contains(&gap)
        && before.len() > gap
        && is_word(before[before.len() - gap - 1])
        && word.len() >= 4
        && word[0].is_ascii_uppercase()
        && word[1..].iter().all(u8::is_ascii_lowercase)
}

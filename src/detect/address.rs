//! ADDRESS: the part of a postal address before its town.
//!
//! A number and a street are one span, with the flat and the house before them. A street alone
//! counts where it is written with capitals; a house's name where a cue says what it is.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs};
use crate::text::token::Gate;

/// Words that end the name of a street.
macro_rules! street {
    () => {
        r"(?:street|st|str|road|rd|lane|ln|close|cl|avenue|ave|av|drive|dr|drv|crescent|cres|terrace|terr|tce|gardens|gdns|grove|gr|way|place|pl|court|ct|row|mews|hill|walk|rise|view|parade|park|square|sq|green|bank|gate|wynd|brae|loan|vennel|drove|side|heights|hts|estate|cottages?|buildings|yard|villas?|mansions|fold|royd|croft|quay|mount|strand|chase|meadows?|vale|broadway|causeway|crossway|parkway|boulevard|circus|passage|alley|bridge|mead|end|ridge|brow|bury|lea|leas|house|hse)\b"
    };
}

/// One or more words of a name.
macro_rules! name {
    () => {
        r"(?:[a-z\xFF][a-z\xFF'-]{0,19}[ \t]{1,2})"
    };
}

/// The first of them where the gate wants a word of three letters.
macro_rules! first {
    () => {
        r"(?:[a-z\xFF]{3}[a-z\xFF'-]{0,17}[ \t]{1,2})"
    };
}

/// What stands before a street's number: a flat, a room, a plot.
macro_rules! unit {
    () => {
        r"(?:(?:flat|flt|apartment|apt|unit|room|rm|plot|pitch|caravan|block|croft|no\.?|studio)[ \t]{0,2}[0-9a-z]{1,4}(?:/[0-9]{1,2})?\b)"
    };
}

/// Kinds of house that stand last in its name.
macro_rules! house {
    () => {
        r"(?:cottages?|farm|forge|manse|rectory|vicarage|lodge|barn|mill|granary|oast|gables|maltings|steading|croft|bungalow|gatehouse|coach house|lock house|signal box)\b"
    };
}

/// What the names of streets end with.
pub(super) const STREETS: &str = street!();
/// What the names of houses end with.
pub(super) const HOUSES: &str = house!();
/// What the names of Welsh and French streets begin with.
pub(super) const WELSH_STREETS: &str = "(?:ffordd|heol|stryd|lon|rue)";

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "ADDRESS",
    class: Class::Direct,
    title: "Street address",
    standard: "BS 7666-2:2006, street and property; NHS Data Model and Dictionary, PATIENT USUAL ADDRESS; HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(B)",
    forms: &[
        // 22 Gower Street, 9a West Street, 2/1, 48 Skipness Drive
        Form {
            gate: Gate::digits(1).or(Gate::digits(2)).or(Gate::digits(3)).or(Gate::digits(4)),
            pattern: concat!(
                r"(?:\d{1,2}/\d{1,2},?[ \t]+)?\d{1,4}(?:[a-h]|bis)?(?:[ \t]?[-/][ \t]?\d{1,4}[a-d]?)?,?\s{1,2}(?:the[ \t]+)?",
                name!(),
                r"{1,4}?",
                street!(),
                r"(?:\.|[ \t](?:north|south|east|west)\b)?(?:,[ \t]",
                name!(),
                r"{1,3}?",
                street!(),
                ")?"
            ),
            alone: 0.95,
            needs: Needs::NUMBERED_STREET,
            check: numbered,
            ..Form::CUED
        },
        // Ffordd Penlan, Heol y Felin, with a number or not
        Form {
            gate: Gate::digits(1).or(Gate::digits(2)).or(Gate::digits(3)).or(Gate::WORD),
            pattern: r"(?:\d{1,3}[a-d]?,?[ \t]+)?(?:ffordd|heol|stryd|lon|maes|rhodfa|cilgant|clos|rue)[ \t]+(?:(?:y|yr|du|de|la|des)[ \t]+)?[a-z\xFF'-]{2,20}\b(?:[ \t][A-Z][a-z]{2,15})?",
            alone: 0.85,
            check: capitals,
            ..Form::CUED
        },
        // Flat 3, 22 Gower Street; Flat 40, Kinsham House
        Form {
            gate: Gate::LETTER,
            pattern: concat!(
                unit!(),
                r"(?:[, \t]+",
                name!(),
                r"{0,3}?(?:house|hse|court|ct|lodge|point|tower|towers|hall|heights|mansions|building|brewery|foundry|park|site|flats|close|place)\b)?",
                r"(?:,?\s+\d{1,4}[a-d]?[ \t]+",
                name!(),
                r"{1,3}?",
                street!(),
                r"|,[ \t]+",
                name!(),
                r"{1,3}?",
                street!(),
                ")?"
            ),
            alone: 0.9,
            check: flat,
            ..Form::CUED
        },
        // Gower Street
        Form {
            gate: Gate::WORD,
            pattern: concat!(
                first!(),
                name!(),
                r"{0,2}?",
                street!(),
                r"(?:[ \t](?:north|south|east|west)\b)?"
            ),
            alone: 0.75,
            needs: Needs::STREET,
            check: street_alone,
            ..Form::CUED
        },
        // The Old Forge, Church Bank; Lower Farm; Garth Cottage
        Form {
            gate: Gate::WORD,
            pattern: concat!(
                first!(),
                name!(),
                r"{0,3}?",
                house!(),
                r"(?:,[ \t]+(?:\d{1,3}[ \t]+)?",
                name!(),
                r"{1,3}?",
                street!(),
                ")?"
            ),
            alone: 0.7,
            needs: Needs::HOUSE,
            check: house,
            ..Form::CUED
        },
        // Chy-an-Mor, Fore Street
        Form {
            gate: Gate::LETTER,
            pattern: concat!(
                r"(?:[a-z\xFF][a-z\xFF'-]{1,19}[ ]{1,2}){0,3}[a-z\xFF][a-z\xFF'-]{1,19}[ ]?,\s{1,2}(?:\d{1,3}[ ])?(?:",
                name!(),
                r"{1,3}?",
                street!(),
                r"|(?:ffordd|heol|stryd|lon|rue)[ ][a-z\xFF'-]{2,20}\b)"
            ),
            alone: 0.75,
            needs: Needs::COMMA_STREET,
            check: named_in_street,
            ..Form::CUED
        },
        Form {
            gate: Gate::LETTER,
            pattern: r"P\.?[ ]?O\.?[ ]?Box[ ]\d{1,6}\b",
            alone: 0.95,
            check: |_| Check::Absent,
            ..Form::CUED
        },
        // Address: Tyddyn Uchaf
        Form {
            gate: Gate::WORD,
            pattern: r"[a-z\xFF][a-z\xFF'-]{2,20}(?:[ -][A-Z\xFF][a-z\xFF'-]{2,20}){0,2}\b",
            needs: Needs::CUE,
            check: named,
            ..Form::CUED
        },
    ],
    cues: &[Cue {
        words: &[
            "address",
            "address:",
            "addr",
            "addr:",
            "home address",
            "old addr",
            "adr",
            "residing at",
            "resides at",
            "lives at",
            "lives alone at",
            "live at",
            "cyfeiriad",
        ],
        sub: None,
    }],
    examples: &[
        (0.95, "staying at [[22 Gower Street]], London"),
        (0.95, "found in [[Flat 40, Kinsham House]], alone"),
        (0.95, "DN to visit [[61 Elm Bank]], key safe"),
        (0.75, "a barber on [[Quarry Lane]] since May"),
        (0.95, "Address: [[Tyddyn Uchaf]]"),
        (0.7, "keys at [[Withens Clough Farm]], gate open"),
        (0.85, "mother at [[9 Heol y Felin]]"),
        (0.95, "write to [[PO Box 1234]]"),
    ],
    decoys: &[
        "Ward 7, Bay C, bed 12",
        "3 way tap, 2 hill climbs",
        "road traffic collision, on the way to clinic",
        "Foleshill Road Surgery rang",
        "seen at Church Street Medical Centre",
        "the court ordered a review",
        "she may park by the gate",
    ],
};

/// Words after a street that make it the name of an organisation.
const ORGANISATIONS: &[&str] = &[
    "surgery",
    "practice",
    "medical",
    "health",
    "clinic",
    "hospital",
    "school",
    "primary",
    "centre",
    "center",
    "pharmacy",
    "nursing",
    "care",
    "church",
    "mosque",
    "academy",
    "college",
    "infirmary",
    "hospice",
    "dental",
    "residential",
    "club",
    "fc",
    "station",
    "prison",
    "library",
    "chapel",
    "trust",
    "ward",
    "day",
    "junior",
    "infant",
    "infants",
    "nursery",
    "group",
    "unit",
    "hotel",
    "gp",
    "team",
    "home",
    "traffic",
];

/// Words within a match that show that it is no address.
const PLAIN: &[&str] = &[
    "the", "a", "an", "and", "in", "on", "to", "of", "by", "with", "his", "her", "for", "from", "at", "was",
    "is", "had", "has", "no", "mg", "ml", "per", "days", "weeks", "years", "months", "hours", "day", "week",
    "year", "units", "ward", "bed", "min", "mins", "dr", "mr", "mrs", "ms", "miss", "prof", "x", "or", "who",
    "then", "she", "he", "rtc", "old", "yrs", "out", "up", "half", "one", "right", "left", "same", "any",
    "said", "so", "don", "t", "over", "then", "that", "now", "not", "pt", "wife", "mum", "son", "but", "as",
    "still", "rather",
];

fn is_any(word: &[u8], words: &[&str]) -> bool {
    words.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(word))
}

/// The words of a match.
fn words<'a>(m: &Match<'a>) -> impl Iterator<Item = &'a [u8]> {
    m.text().split(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'\'' | 0xFF)).filter(|w| !w.is_empty())
}

fn is_organisation(m: &Match<'_>) -> bool {
    matches!(m.after(1), b" ") && m.precedes(ORGANISATIONS)
}

/// Whether every word of letters has a capital.
fn is_capitalised(m: &Match<'_>) -> bool {
    words(m)
        .filter(|w| w[0].is_ascii_alphabetic())
        .all(|w| w[0].is_ascii_uppercase() || is_any(w, &["y", "yr", "the", "nan", "an"]))
}

fn numbered(m: &Match<'_>) -> Check {
    let text = m.text();
    let one_line = text.iter().filter(|&&b| b == b'\n').count() == 0;
    let name = text.iter().position(u8::is_ascii_alphabetic).unwrap_or(0);
    let plain = words(m).any(|w| {
        is_any(w, PLAIN) && !is_any(w, &["the", "of", "old"]) && !w.first().is_some_and(u8::is_ascii_digit)
    });
    let (end, capital) = (words(m).last().unwrap_or(b""), is_capitalised(m));
    let weak = is_any(
        end,
        &[
            "st", "dr", "pl", "cl", "av", "ct", "gr", "way", "place", "view", "side", "park", "end", "bank",
            "gate", "hill", "green", "row", "walk", "rise", "court", "close", "bridge", "mount",
        ],
    );
    let tail = matches!(m.before(1), b"." | b"/" | b":" | b"-" | b"%");
    if is_organisation(m)
        || !one_line
        || plain
        || tail
        || name == 0
        || (weak && !capital && !m.cued && !is_home(m))
    {
        return Check::Refused;
    }
    if m.follows(&["ward", "bay", "bed"]) { Check::Refused } else { Check::Absent }
}

/// Whether the word before says that an address follows.
fn is_home(m: &Match<'_>) -> bool {
    m.follows(&["lives", "at", "address", "of", "from", "see", "home", "outside", "moved", "visit", "sent"])
}

fn capitals(m: &Match<'_>) -> Check {
    let first = words(m).find(|w| w[0].is_ascii_alphabetic()).unwrap_or(b"x");
    if is_organisation(m) || !(first[0].is_ascii_uppercase() || m.cued) {
        Check::Refused
    } else {
        Check::Absent
    }
}

fn flat(m: &Match<'_>) -> Check {
    let count = words(m).count();
    let first = words(m).next().unwrap_or(b"");
    let dwelling = is_any(first, &["flat", "flt", "apartment", "apt", "pitch", "caravan", "plot"]);
    let digits = words(m)
        .nth(1)
        .is_some_and(|w| w[0].is_ascii_digit() || w.len() == 1 || w[w.len() - 1].is_ascii_digit());
    let plain = words(m).any(|w| is_any(w, &["and", "was", "is", "with", "for", "to"]));
    if !digits || is_organisation(m) || plain || (count < 3 && !dwelling) {
        Check::Refused
    } else {
        Check::Absent
    }
}

fn street_alone(m: &Match<'_>) -> Check {
    let count = words(m).count();
    let end = words(m).last().unwrap_or(b"");
    let said = m.follows(&[
        "on", "in", "off", "at", "down", "outside", "of", "address", "near", "from", "to", "along", "the",
    ]);
    let lower_said = said && count == 2;
    let opens = matches!(m.before(1), b"" | b"\n") || m.before(2) == b", ";
    let lined = opens
        && is_capitalised(m)
        && matches!(m.after(1), b"," | b"\n" | b"")
        && !is_any(end, &["house", "hse", "dr", "end", "view"]);
    let sure = lined
        || is_any(
            end,
            &[
                "street", "road", "rd", "lane", "avenue", "ave", "crescent", "terrace", "tce", "grove",
                "drive", "close", "gardens", "mews", "wynd", "brae", "brow", "drove",
            ],
        )
        || (lower_said && is_any(end, &["st", "yard", "ct"]));
    let plain = words(m).any(|w| is_any(w, PLAIN));
    let lower = !is_capitalised(m);
    let caps = m.text().iter().all(|b| !b.is_ascii_lowercase()) && !sure;
    if is_organisation(m)
        || plain
        || count < 2
        || caps
        || (lower && !(sure && said && count == 2))
        || (!sure && !m.cued)
    {
        return Check::Refused;
    }
    if matches!(m.before(1), b"-" | b"'" | b".") || m.follows(&["dr", "mr", "mrs", "ms", "miss", "sister"]) {
        Check::Refused
    } else {
        Check::Absent
    }
}

fn house(m: &Match<'_>) -> Check {
    let plain = words(m).any(|w| {
        (is_any(w, PLAIN) && !is_any(w, &["the", "old"]))
            || is_any(w, &["fish", "town", "wind", "health", "funny"])
    });
    let bare = m.text().to_ascii_lowercase().ends_with(b"lodge") && !m.text().contains(&b',') && !m.cued;
    let the = words(m).next().is_some_and(|w| is_any(w, &["the", "at"]) && !w[0].is_ascii_uppercase());
    if bare || is_organisation(m) || plain || (the && !m.cued) || !is_capitalised(m) {
        Check::Refused
    } else {
        Check::Absent
    }
}

fn named(m: &Match<'_>) -> Check {
    let plain = words(m).any(|w| is_any(w, PLAIN))
        || words(m).any(|w| {
            is_any(w, &["flat", "home", "line", "email", "tel", "unknown", "not", "given", "house"])
        });
    let first = m.text()[0].is_ascii_uppercase();
    let lined =
        m.before(1) == b"\n" || m.before(2) == b". " || matches!(m.before(1), b"|") && m.after(1) == b"|";
    if m.cued && !lined && first && !plain && !is_organisation(m) { Check::Absent } else { Check::Refused }
}

/// A house's name, a comma and its street.
fn named_in_street(m: &Match<'_>) -> Check {
    let comma = m.text().iter().position(|&b| b == b',').unwrap_or(0);
    let house = &m.text()[..comma];
    let count = house.split(|&b| b == b' ').filter(|w| !w.is_empty()).count();
    let opens = m.before(2) == b", "
        || matches!(m.before(1), b"" | b"\n")
        || m.follows(&["at", "lives", "address", "addr", "alone", "of"]);
    let last = house.rsplit(|&b| b == b' ').next().unwrap_or(b"");
    let dwelling = is_any(
        last,
        &["house", "lodge", "court", "building", "hall", "beag", "lea", "fold", "croft", "view"],
    );
    let named = count == 1
        && (house.contains(&b'-') || m.before(2) == b", " || m.follows(&["at", "lives", "address"]))
        || dwelling
        || house.starts_with(b"The ");
    let institution = words(m).any(|w| {
        is_any(w, ORGANISATIONS)
            || is_any(w, &["royal", "university", "service", "dr", "mr", "mrs", "miss", "ms"])
    });
    let plain = words(m).any(|w| is_any(w, PLAIN) && !is_any(w, &["the", "an", "y", "of"]));
    let seen = is_capitalised(m) && opens && named && !institution && !plain && !is_organisation(m);
    if seen { Check::Absent } else { Check::Refused }
}

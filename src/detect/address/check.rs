//! What tells an address from a ward, a firm, a dose or a sentence.

use crate::detect::{Check, Match};
use crate::words::{Words, words};

/// Words after a street that make it the name of an organisation.
const ORGANISATIONS: &Words = words![
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
const PLAIN: &Words = words![
    "the", "a", "an", "and", "in", "on", "to", "of", "by", "with", "his", "her", "for", "from", "at", "was",
    "is", "had", "has", "no", "mg", "ml", "per", "days", "weeks", "years", "months", "hours", "day", "week",
    "year", "units", "ward", "bed", "min", "mins", "dr", "mr", "mrs", "ms", "miss", "prof", "x", "or", "who",
    "then", "she", "he", "rtc", "old", "yrs", "out", "up", "half", "one", "right", "left", "same", "any",
    "said", "so", "don", "t", "over", "then", "that", "now", "not", "pt", "wife", "mum", "son", "but", "as",
    "still", "rather",
];

/// Words in small letters before "road", "drive", "lane" or "street" that make it one of many, or none.
const ANY_STREET: &Words = words![
    "ring", "main", "shared", "hard", "network", "busy", "private", "quiet", "dirt", "slip", "fast", "bus",
    "cycle", "own", "test", "wrong", "memory", "usb", "rocky", "whole", "open", "toll", "access", "service",
    "trunk",
];

/// Words of a number and a name that make them a length, a time or an errand.
const LENGTHS: &Words = words![
    "mile", "miles", "metre", "metres", "yard", "yards", "minute", "minutes", "hour", "hours", "km", "m",
    "am", "pm", "noon", "outside", "unit", "stage",
];

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
        .all(|w| w[0].is_ascii_uppercase() || words!["y", "yr", "the", "nan", "an"].has(w))
}

pub(super) fn numbered(m: &Match<'_>) -> Check {
    let text = m.text();
    let one_line = text.iter().filter(|&&b| b == b'\n').count() == 0;
    let name = text.iter().position(u8::is_ascii_alphabetic).unwrap_or(0);
    let plain = words(m).any(|w| {
        PLAIN.has(w) && !words!["the", "of", "old"].has(w) && !w.first().is_some_and(u8::is_ascii_digit)
    });
    let (end, capital) = (words(m).last().unwrap_or(b""), is_capitalised(m));
    let weak = words![
        "st", "dr", "pl", "cl", "av", "ct", "gr", "way", "place", "view", "side", "park", "end", "bank",
        "gate", "hill", "green", "row", "walk", "rise", "court", "close", "bridge", "mount",
    ]
    .has(end);
    let tail = matches!(m.before(1), b"." | b"/" | b":" | b"-" | b"%");
    // "AT 0950 THE BANK NURSE CALLED" has a time of day.
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let time =
        digits == 4 && (text[0] == b'0' || words(m).nth(1).is_some_and(|w| w.eq_ignore_ascii_case(b"the")));
    let length = weak && !capital && words(m).any(|w| LENGTHS.has(w));
    if is_organisation(m)
        || !one_line
        || plain
        || tail
        || time
        || length
        || is_scan(m, end)
        || name == 0
        || (weak && !capital && !m.is_cued() && !is_home(m))
    {
        return Check::Refused;
    }
    if m.follows(words!["ward", "bay", "bed"]) { Check::Refused } else { Check::Absent }
}

/// Whether a match ends in the name of a scan, not in a court's: "the Canadian CT head rule".
fn is_scan(m: &Match<'_>, end: &[u8]) -> bool {
    end == b"CT" && m.text().iter().any(u8::is_ascii_lowercase) && !m.is_cued()
}

/// Whether what stands before says that an address follows.
fn is_home(m: &Match<'_>) -> bool {
    m.before(2).trim_ascii_end().ends_with(b"@")
        || m.follows(words![
            "lives", "at", "address", "of", "from", "see", "home", "outside", "moved", "visit", "visited",
            "sent",
        ])
}

pub(super) fn capitals(m: &Match<'_>) -> Check {
    let first = words(m).find(|w| w[0].is_ascii_alphabetic()).unwrap_or(b"x");
    if is_organisation(m) || !(first[0].is_ascii_uppercase() || m.is_cued()) {
        Check::Refused
    } else {
        Check::Absent
    }
}

pub(super) fn flat(m: &Match<'_>) -> Check {
    let count = words(m).count();
    let first = words(m).next().unwrap_or(b"");
    let dwelling = words!["flat", "flt", "apartment", "apt", "pitch", "caravan", "plot"].has(first);
    let digits = words(m)
        .nth(1)
        .is_some_and(|w| w[0].is_ascii_digit() || w.len() == 1 || w[w.len() - 1].is_ascii_digit());
    let plain = words(m).any(|w| words!["and", "was", "is", "with", "for", "to"].has(w));
    if !digits || is_organisation(m) || plain || (count < 3 && !dwelling) {
        Check::Refused
    } else {
        Check::Absent
    }
}

pub(super) fn street_alone(m: &Match<'_>) -> Check {
    let count = words(m).count();
    let end = words(m).last().unwrap_or(b"");
    let said = m.follows(words![
        "on", "in", "off", "at", "down", "outside", "of", "address", "near", "from", "to", "along", "the",
    ]);
    let lower_said = said && count == 2;
    let opens = matches!(m.before(1), b"" | b"\n") || m.before(2) == b", ";
    let lined = opens
        && is_capitalised(m)
        && matches!(m.after(1), b"," | b"\n" | b"")
        && !words!["house", "hse", "dr", "end", "view"].has(end);
    let sure = lined
        || words![
            "street", "road", "rd", "lane", "avenue", "ave", "crescent", "terrace", "tce", "grove", "drive",
            "close", "gardens", "mews", "wynd", "brae", "brow", "drove",
        ]
        .has(end)
        || (lower_said && words!["st", "yard"].has(end));
    let lower = !is_capitalised(m);
    let first = words(m).next().unwrap_or(b"");
    let any = first[0].is_ascii_lowercase()
        && !m.is_cued()
        && ANY_STREET.has(first)
        && words!["road", "rd", "drive", "lane", "street"].has(end);
    // Sweets, and television.
    let title = words!["quality", "sesame"].has(first) && words!["street"].has(end);
    let plain = words(m).any(|w| PLAIN.has(w)) || any || title;
    let caps = m.text().iter().all(|b| !b.is_ascii_lowercase()) && !sure;
    if is_organisation(m)
        || plain
        || is_scan(m, end)
        || count < 2
        || caps
        || (lower && !(sure && said && count == 2))
        || (!sure && !m.is_cued())
    {
        return Check::Refused;
    }
    if matches!(m.before(1), b"-" | b"'" | b".")
        || m.follows(words!["dr", "mr", "mrs", "ms", "miss", "sister"])
    {
        Check::Refused
    } else {
        Check::Absent
    }
}

pub(super) fn house(m: &Match<'_>) -> Check {
    let plain = words(m).any(|w| {
        (PLAIN.has(w) && !words!["the", "old"].has(w))
            || words!["fish", "town", "wind", "health", "funny"].has(w)
    });
    let bare = m.text().to_ascii_lowercase().ends_with(b"lodge") && !m.text().contains(&b',') && !m.is_cued();
    let the = words(m).next().is_some_and(|w| words!["the", "at"].has(w) && !w[0].is_ascii_uppercase());
    if bare || is_organisation(m) || plain || (the && !m.is_cued()) || !is_capitalised(m) {
        Check::Refused
    } else {
        Check::Absent
    }
}

pub(super) fn named(m: &Match<'_>) -> Check {
    let plain = words(m).any(|w| PLAIN.has(w))
        || words(m).any(|w| {
            words!["flat", "home", "line", "email", "tel", "unknown", "not", "given", "house"].has(w)
        });
    let first = m.text()[0].is_ascii_uppercase();
    let lined =
        m.before(1) == b"\n" || m.before(2) == b". " || matches!(m.before(1), b"|") && m.after(1) == b"|";
    if m.is_cued() && !lined && first && !plain && !is_organisation(m) {
        Check::Absent
    } else {
        Check::Refused
    }
}

/// A house's name, a comma and its street.
pub(super) fn named_in_street(m: &Match<'_>) -> Check {
    let comma = m.text().iter().position(|&b| b == b',').unwrap_or(0);
    let house = &m.text()[..comma];
    let count = house.split(|&b| b == b' ').filter(|w| !w.is_empty()).count();
    let opens = m.before(2) == b", "
        || matches!(m.before(1), b"" | b"\n")
        || m.follows(words!["at", "lives", "address", "addr", "alone", "of"]);
    let last = house.rsplit(|&b| b == b' ').next().unwrap_or(b"");
    let dwelling =
        words!["house", "lodge", "court", "building", "hall", "beag", "lea", "fold", "croft", "view"]
            .has(last);
    let named = count == 1
        && (house.contains(&b'-') || m.before(2) == b", " || m.follows(words!["at", "lives", "address"]))
        || dwelling
        || house.starts_with(b"The ");
    let institution = words(m).any(|w| {
        ORGANISATIONS.has(w)
            || words!["royal", "university", "service", "dr", "mr", "mrs", "miss", "ms"].has(w)
    });
    let plain = words(m).any(|w| PLAIN.has(w) && !words!["the", "an", "y", "of"].has(w));
    let seen = is_capitalised(m) && opens && named && !institution && !plain && !is_organisation(m);
    if seen { Check::Absent } else { Check::Refused }
}

//! ADDRESS: the part of a postal address before its town.
//!
//! A number and a street are one span, with the flat and the house before them. A street alone
//! counts where it is written with capitals; a house's name where a cue says what it is.

mod check;

use super::{Check, Class, Cue, Form, Identifier, Needs};
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
        r"(?:[a-z\xFF][a-z\xFF'-]*[ \t]{1,2})"
    };
}

/// The first of them where the gate wants a word of three letters.
macro_rules! first {
    () => {
        r"(?:[a-z\xFF]{3}[a-z\xFF'-]*[ \t]{1,2})"
    };
}

/// What stands before a street's number: a flat, a room, a plot.
macro_rules! unit {
    () => {
        r"(?:(?:flat|flt|apartment|apt|unit|room|rm|plot|pitch|caravan|block|croft|no\.?|studio)[ \t]{0,2}(?:[0-9][0-9a-z]{0,3}|[a-z](?:[0-9a-z]{0,2}[0-9])?)(?:/[0-9]{1,2})?\b)"
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
            check: check::numbered,
            ..Form::CUED
        },
        // Ffordd Penlan, Heol y Felin, with a number or not
        Form {
            gate: Gate::digits(1).or(Gate::digits(2)).or(Gate::digits(3)).or(Gate::WORD),
            pattern: r"(?:\d{1,3}[a-d]?,?[ \t]+)?(?:ffordd|heol|stryd|lon|maes|rhodfa|cilgant|clos|rue)[ \t]+(?:(?:y|yr|du|de|la|des)[ \t]+)?[a-z\xFF'-]{2,20}\b(?:[ \t][A-Z][a-z]{2,15})?",
            alone: 0.85,
            check: check::capitals,
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
            check: check::flat,
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
            check: check::street_alone,
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
            check: check::house,
            ..Form::CUED
        },
        // Chy-an-Mor, Fore Street
        Form {
            gate: Gate::LETTER,
            pattern: concat!(
                r"(?:[a-z\xFF][a-z\xFF'-]+[ ]{1,2}){0,3}[a-z\xFF][a-z\xFF'-]+[ ]?,\s{1,2}(?:\d{1,3}[ ])?(?:",
                name!(),
                r"{1,3}?",
                street!(),
                r"|(?:ffordd|heol|stryd|lon|rue)[ ][a-z\xFF'-]{2,20}\b)"
            ),
            alone: 0.75,
            needs: Needs::COMMA_STREET,
            check: check::named_in_street,
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
            pattern: r"[a-z\xFF]{3}[a-z\xFF'-]{0,18}(?:[ -][A-Z\xFF][a-z\xFF'-]{2,20}){0,2}\b",
            needs: Needs::CUE,
            check: check::named,
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
        // "No" and "croft" are no units where they begin a word.
        (0.95, "Mrs Nolan, [[22 Gower Street]], and Crofton, [[4 Mill Lane]]"),
        (0.75, "off [[Llanfairpwllgwyngyllgogerychwyrndrobwll Llandrindod Road]] then"),
        (0.75, "a barber on [[Quarry Lane]] since May"),
        (0.95, "Address: [[Tyddyn Uchaf]]"),
        (0.7, "keys at [[Withens Clough Farm]], gate open"),
        (0.85, "mother at [[9 Heol y Felin]]"),
        (0.95, "write to [[PO Box 1234]]"),
        (0.95, "popped in @ [[17 lobelia close]], no answer"),
        (0.95, "lives at [[0/1, 48 Skipness Drive]], from [[277 Mile End Road]]"),
    ],
    decoys: &[
        "Ward 7, Bay C, bed 12",
        "3 way tap, 2 hill climbs",
        "road traffic collision, on the way to clinic",
        "Foleshill Road Surgery rang",
        "seen at Church Street Medical Centre",
        "the court ordered a review",
        "she may park by the gate",
        "lives at IG-25-0093",
        "able to do a 2 mile walk, up to 100 yard walk, picked up @ 3 outside court",
        // A time is no number of a house, a scan no court, and not every road is somewhere.
        "AT 0950 THE BANK NURSE CALLED, 1950 THE BANK NURSE AGAIN, 0815 Park Ward full",
        "by the Canadian CT head rule, 1 Urgent CT head",
        "a shop on the ring road, files on the shared drive, a tin of Quality Street",
    ],
};

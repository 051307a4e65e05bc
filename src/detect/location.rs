//! LOCATION: place.
//!
//! Towns, suburbs, counties, parks, stations and foreign places: told by context (`names/`).

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "LOCATION",
    class: Class::Quasi,
    title: "Place",
    standard: "HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(B); ONS, Index of Place Names in Great Britain",
    forms: &[],
    cues: &[],
    // Of what context tells, the strength is the least that is expected.
    examples: &[
        (0.5, "He grew up in [[Wisbech]] and moved to [[Norfolk]] in his teens."),
        (0.5, "She lives in [[Burnley]] with her son."),
    ],
    decoys: &["Battle of the bulge again, diet sheet given", "For sale of the house she needs a letter"],
};

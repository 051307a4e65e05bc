//! PERSON: name of a person.
//!
//! Names of patients, relatives, staff and others, however written: told by context (`names/`),
//! from titles, relations, signatures, lists of names and what stands round a word.

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "PERSON",
    class: Class::Direct,
    title: "Name of a person",
    standard: "UK GDPR, art. 4(1); HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(A); NHS Data Model and Dictionary, PERSON NAME",
    forms: &[],
    cues: &[],
    // Of what context tells, the strength is the least that is expected.
    examples: &[
        (0.5, "Reviewed with her daughter [[Aoife]] today."),
        (0.5, "Dear Dr [[Nwachukwu]]"),
        (0.5, "Seen by [[Hetal Vaghela]], physiotherapist"),
        (0.5, "mrs [[quayle]] in bed 4 slept well"),
    ],
    decoys: &[
        "Parkinson's disease, stable",
        "Wells score 2",
        "Will review in clinic if pain may recur",
        "Foley catheter in situ",
    ],
};

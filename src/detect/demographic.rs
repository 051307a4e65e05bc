//! DEMOGRAPHIC: nationality, ethnic group, religion or first language.
//!
//! Nationalities, ethnic groups, religions and first languages: told by context (`names/`).

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "DEMOGRAPHIC",
    class: Class::Quasi,
    title: "Nationality, ethnic group, religion or first language",
    standard: "UK GDPR, art. 9(1); Census 2021 ethnic group and religion classifications (ONS)",
    forms: &[],
    cues: &[],
    // Of what context tells, the strength is the least that is expected.
    examples: &[
        (0.4, "A [[Polish]] gentleman, speaks little English."),
        (0.5, "She is a practising [[Catholic]]."),
    ],
    decoys: &["German measles in childhood", "French paradox, spanish flu"],
};

//! ORGANISATION: named organisation.
//!
//! Hospitals, practices, schools, employers, care homes, charities, by name: told by context (`names/`).

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "ORGANISATION",
    class: Class::Quasi,
    title: "Named organisation",
    standard: "UK GDPR, recital 26 (means reasonably likely to be used); NHS Organisation Data Service, organisation names",
    forms: &[],
    cues: &[],
    // Of what context tells, the strength is the least that is expected.
    examples: &[
        (0.5, "Transferred from [[Riverside Medical Centre]] on Monday."),
        (0.5, "He works for [[Tesco]]."),
    ],
    decoys: &["Seen on the ward, then the hospital pharmacy", "Ward 7, bed 3, A&E last night"],
};

//! OCCUPATION: job of the patient or of someone close.
//!
//! Jobs of the patient and of those close to them, not the clinicians' own: told by context (`names/`).

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "OCCUPATION",
    class: Class::Quasi,
    title: "Job of the patient or of someone close",
    standard: "ONS Standard Occupational Classification 2020; UK GDPR, art. 4(1): economic identity",
    forms: &[],
    cues: &[],
    // Of what context tells, the strength is the least that is expected.
    examples: &[
        (0.5, "Retired. He was a [[lorry driver]] for thirty years."),
        (0.5, "She works as a [[teaching assistant]]."),
    ],
    decoys: &["Referred to the social worker", "District nurse to visit on Monday"],
};

//! OCCUPATION.

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "OCCUPATION",
    class: Class::Quasi,
    title: "",
    standard: "",
    forms: &[],
    cues: &[],
    examples: &[],
    decoys: &[],
};

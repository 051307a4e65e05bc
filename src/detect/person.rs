//! PERSON.

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "PERSON",
    class: Class::Direct,
    title: "",
    standard: "",
    forms: &[],
    cues: &[],
    examples: &[],
    decoys: &[],
};

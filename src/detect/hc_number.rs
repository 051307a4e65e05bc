//! HC_NUMBER.

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "HC_NUMBER",
    class: Class::Direct,
    title: "",
    standard: "",
    forms: &[],
    cues: &[],
    examples: &[],
    decoys: &[],
};

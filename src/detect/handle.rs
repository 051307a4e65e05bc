//! HANDLE.

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "HANDLE",
    class: Class::Direct,
    title: "",
    standard: "",
    forms: &[],
    cues: &[],
    examples: &[],
    decoys: &[],
};

//! VEHICLE_REG.

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "VEHICLE_REG",
    class: Class::Direct,
    title: "",
    standard: "",
    forms: &[],
    cues: &[],
    examples: &[],
    decoys: &[],
};

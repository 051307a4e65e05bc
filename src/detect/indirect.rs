//! INDIRECT: a phrase that singles someone out.
//!
//! Stories that point at one person without naming them: told by context (`names/`), and as yet
//! seldom found whole.

use super::{Class, Identifier};

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "INDIRECT",
    class: Class::Quasi,
    title: "A phrase that singles someone out",
    standard: "GMC, Confidentiality (2017), on information that identifies in combination; ICO anonymisation guidance (2025), singling out",
    forms: &[],
    cues: &[],
    // Of what context tells, the strength is the least that is expected.
    examples: &[],
    decoys: &["He was the first to arrive in clinic today", "She had her only operation last year"],
};

//! Health and Care number of Northern Ireland: ten digits, the last a modulus-11 check digit.

use super::{Check, Class, Cue, Form, Identifier, Match, digits::modulus_11, near};
use crate::text::token::Gate;

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "HC_NUMBER",
    class: Class::Direct,
    title: "Health and Care number",
    standard: "NHS Data Model and Dictionary, NHS NUMBER: 3200000010 to 3999999999 are Northern Ireland's; modulus 11",
    forms: &[Form {
        gate: Gate::DIGIT,
        pattern: r"\d(?:[ \t./-]{0,3}(?:\r?\n[ \t]{0,6})?\d){9}\b",
        check,
        ..Form::CUED
    }],
    cues: &[Cue {
        words: &[
            "h&c",
            "h & c",
            "h+c",
            "h and c",
            "h/c",
            "h&cn",
            "hcn",
            "hc no",
            "hc number",
            "hcno",
            "h&c no",
            "h&c number",
            "health and care",
            "health & care",
            "health and care no",
            "health and care number",
            "health & care number",
            "hsc no",
            "hsc",
            "health and social care number",
            "health & social care number",
            "health and social care no",
            "hsc number",
        ],
        sub: None,
    }],
    examples: &[
        (0.99, "H&C No: [[322 418 9061]]"),
        (0.99, "HCN [[322-4189-061]]"),
        (0.99, "health and care number [[3224189061]]"),
        (0.95, "seen [[322 418 9061]] today"),
        (0.55, "label [[3224189061]]"),
        (0.85, "H+C [[322 418 9062]]"),
    ],
    decoys: &["322 418 9062", "lot 3224189061", "310 418 9061", "H&C No 028 9649 6218"],
};

fn check(m: &Match<'_>) -> Check {
    let Some(d) = m.digits::<10>() else { return Check::Refused };
    let issued = d[0] == 3 && d[1] >= 2;
    let printed = near::groups(m.text()).eq([3, 3, 4]);
    let likely = printed || near::groups(m.text()).count() == 1;
    if d[0] == 0 || (!m.is_cued() && (!likely || near::is_catalogued(m) || m.before(1) == b"+")) {
        return Check::Refused;
    }
    match issued && modulus_11(&d) {
        true if printed || m.is_cued() => Check::Passed,
        true => Check::Weak,
        false => Check::Failed,
    }
}

//! Network addresses.

use super::{Check, Class, Cue, Form, Identifier, Match, near};
use crate::text::token::Gate;
use crate::words::words;
use std::net::Ipv6Addr;

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "IP",
    class: Class::Direct,
    title: "Network (IP) address",
    standard: "RFC 791 and RFC 4291; RFC 5737 and RFC 3849 for the addresses of the examples",
    forms: &[
        Form {
            gate: Gate::digits(1).or(Gate::digits(2)).or(Gate::digits(3)),
            pattern: r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}\b",
            alone: 0.6,
            check: v4,
            ..Form::CUED
        },
        Form {
            gate: Gate::COLON_IN_CHUNK,
            pattern: r"[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}\b",
            check: v6,
            ..Form::CUED
        },
    ],
    cues: &[Cue {
        words: &[
            "ip",
            "ip address",
            "ip addr",
            "ipv4",
            "ipv6",
            "ip logged",
            "ip of the messages",
            "address",
            "host",
        ],
        sub: None,
    }],
    examples: &[
        (0.99, "traced an IP, [[203.0.113.87]], to a town"),
        (0.95, "signed in from [[198.51.100.23]] at night"),
        (0.6, "log says [[10.44.18.23]] blocked"),
        (0.95, "then [[2001:db8:4471::1f]] at 02:31"),
    ],
    decoys: &[
        "section 1.2.3.4 of the guide",
        "version 10.44.18.203",
        "09:12:30",
        "v2.10.44.18",
        "12.03.24.1.5",
        "999.444.333.222",
        "ratio 1:2:4",
        "obs at 12:30::40",
    ],
};

fn v4(m: &Match<'_>) -> Check {
    let longest = near::groups(m.text()).max().unwrap_or(0);
    let goes_on = matches!(m.after(2), [b'.', d] if d.is_ascii_digit());
    let joined = matches!(m.before(1), b"." | b"-");
    if goes_on
        || joined
        || near::has_before(m, 2, words!["version", "v", "section", "firmware", "build", "release"])
    {
        return Check::Refused;
    }
    match (longest, m.is_cued()) {
        (1, false) => Check::Refused,
        (3, _) => Check::Passed,
        _ => Check::Weak,
    }
}

fn v6(m: &Match<'_>) -> Check {
    let text = std::str::from_utf8(m.text()).unwrap_or_default();
    let long = text.split(':').filter(|g| g.len() >= 3).count() >= 2 || m.is_cued();
    match text.parse::<Ipv6Addr>().is_ok() && long {
        true => Check::Passed,
        false => Check::Refused,
    }
}

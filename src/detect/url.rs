//! Web addresses: with a scheme, with www, or a bare domain of a known ending.

use super::{Check, Class, Cue, Form, Identifier, Match};
use crate::text::token::Gate;

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "URL",
    class: Class::Direct,
    title: "Web address",
    standard: "RFC 3986; host names as in RFC 1123",
    forms: &[
        Form {
            gate: Gate::DOT_IN_CHUNK,
            pattern: r#"(?:https?|ftp|hxxps?)://?[^\s<>"'|\x02]{0,200}[a-z0-9/_=#-]"#,
            check: |_| Check::Passed,
            ..Form::CUED
        },
        Form {
            gate: Gate::DOT_IN_CHUNK,
            pattern: r#"www\d?\.[a-z0-9-](?:[^\s<>"'|\x02]{0,200}[a-z0-9/_=-])\b/?"#,
            check: |_| Check::Passed,
            ..Form::CUED
        },
        Form {
            gate: Gate::DOT_IN_CHUNK,
            pattern: concat!(
                r"(?:[a-z0-9][a-z0-9-]{0,30}\.){1,4}(?:uk|com|org|net|scot|wales|cymru|london|example|gov|edu)\b",
                r#"(?::\d{2,5})?(?:[/?#](?:[^\s<>"'|\x02]{0,100}[a-z0-9/_=-])?)?"#,
            ),
            alone: 0.9,
            check: bare,
            ..Form::CUED
        },
        // Endings that are also words, so only with a path.
        Form {
            gate: Gate::DOT_IN_CHUNK,
            pattern: r#"(?:[a-z0-9][a-z0-9-]{1,30}\.){1,4}(?:ie|eu|info|io|app|me|co|tv|gl|ly|be|de|fr|gg|gp|it|us|im|je)/[^\s<>"'|\x02]{0,100}[a-z0-9/_=-]"#,
            alone: 0.8,
            check: bare,
            ..Form::CUED
        },
    ],
    cues: &[Cue {
        words: &["web", "website", "web site", "url", "link", "webpage", "portal", "site", "via"],
        sub: None,
    }],
    examples: &[
        (0.95, "go to [[https://clinic.example/refs?id=4]]."),
        (0.95, "see [[www.eyeclinic.example/help]], page 2"),
        (0.95, "website [[fothergill-ent.example.co.uk]]"),
        (0.9, "a post ([[yik.example/p/88123]]) reading"),
        (0.9, "[[sharepoint.example-ics.nhs.uk/ooh/rota]] try phone"),
        (0.8, "shared [[shortener.gl/Ab3xY]] with us"),
    ],
    decoys: &[
        "e.g. paracetamol b.d. p.r.n.",
        "3.5 mg/kg",
        "seen today.uk born",
        "mail jo.price@example.org",
        "O/E: chest clear.No wheeze",
        "12.03.2024",
        "ref.no. 2/be seen",
    ],
};

/// A bare domain: not the part of a mail address on either side of its sign, nor two sentences run together.
fn bare(m: &Match<'_>) -> Check {
    let mailed = matches!(m.before(1), b"@" | b"." | b"-" | b"_" | b"+" | b"\'" | b"/")
        || matches!(m.after(1), b"@")
        || m.text().contains(&b'@');
    let host = m.text().split(|b| b"/?#:".contains(b)).next().unwrap_or_default();
    let labels = host.split(|&b| b == b'.').count();
    let run_on = labels == 2 && host.ends_with(b".uk");
    match mailed || run_on {
        true => Check::Refused,
        false => Check::Absent,
    }
}

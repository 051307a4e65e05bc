//! E-mail addresses, as typed and as dictated.

use super::{Check, Class, Cue, Form, Identifier, Match, Needs};
use crate::text::token::Gate;

pub(super) static IDENTIFIER: Identifier = Identifier {
    name: "EMAIL",
    class: Class::Direct,
    title: "E-mail address",
    standard: "RFC 5321, section 4.1.2, unquoted; RFC 2606 for the reserved domains of the examples",
    forms: &[
        Form {
            gate: Gate::AT_IN_CHUNK,
            pattern: r"[a-z0-9\xff][a-z0-9\xff._%+'&#=~-]{0,63}@(?:[a-z0-9\xff-]{1,40}\.){1,4}[a-z]{2,20}\b",
            check: |_| Check::Passed,
            ..Form::CUED
        },
        // Blanks round the sign, or a line end inside.
        Form {
            gate: Gate::LETTER.or(Gate::DIGIT),
            pattern: concat!(
                r"[a-z0-9][a-z0-9._%+-]{0,63}(?:[ \t]{0,2}(?:\r?\n)?(?:@|\(at\)|\[at\])[ \t]{0,2}(?:\r?\n)?)",
                r"(?:[a-z0-9-]{1,30}\. ?){1,4}(?:uk|com|org|net|example|ie|eu|scot|wales|cymru|edu|gov|info)\b",
            ),
            needs: Needs::AT_SIGN,
            alone: 0.8,
            check: |_| Check::Absent,
            ..Form::CUED
        },
        // A domain that is no whole one, where the cue vouches for it.
        Form {
            gate: Gate::AT_IN_CHUNK,
            pattern: r"[a-z0-9][a-z0-9._%+-]{1,63}@[a-z0-9][a-z0-9.,-]{1,63}[a-z0-9]\b",
            alone: 0.5,
            check: partial,
            ..Form::CUED
        },
        // Dictated: "jo dot bloggs at example dot org".
        Form {
            gate: Gate::LETTER.or(Gate::DIGIT),
            pattern: concat!(
                r"(?:[a-z0-9]{1,16} (?:dot|underscore|hyphen|dash|point) ){0,3}[a-z0-9]{1,16}",
                r"(?: (?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]{3,5}teen|[a-z]{3,4}ty|\d{1,4})){0,2}",
                r" at (?:[a-z0-9]{1,16}(?: (?:hyphen|dash) [a-z0-9]{1,10})? dot ){1,4}",
                r"(?:uk|com|org|net|example|ie|eu|scot|wales|cymru|gov|info)\b",
            ),
            needs: Needs::DOT_SAID,
            alone: 0.9,
            check: |_| Check::Absent,
            ..Form::CUED
        },
    ],
    cues: &[Cue {
        words: &[
            "email",
            "e-mail",
            "e mail",
            "mail",
            "emailed",
            "e",
            "email address",
            "e-mail address",
            "mailto:",
        ],
        sub: None,
    }],
    examples: &[
        (0.95, "From: <[[gwyneth.price@brecon-mentors.example]]>"),
        (0.99, "Email: [[saima_ch92+gp@mailbox.example]]"),
        (0.95, "write to [[m.o'dowd@mail.trust.example.org]]."),
        (0.8, "reach me on [[jo.price @ example.org]] please"),
        (0.95, "her email is [[v dot thana nineteen at leeds dot example dot ac dot uk]] i think"),
        (0.5, "sent to [[jprice@wardmail]]"),
    ],
    decoys: &[
        "2 tabs @ 8am",
        "H@N team",
        "@jiwoo.sews",
        "seen at st. marys",
        "dot plot at rest",
        "5mg@10:30",
        "10@2",
    ],
};

fn partial(m: &Match<'_>) -> Check {
    let text = m.text();
    let (local, domain) = text.split_at(text.iter().position(|&b| b == b'@').unwrap_or(0));
    let named = local.iter().filter(|b| b.is_ascii_alphabetic()).count() >= 3;
    let hosted = domain.iter().filter(|b| b.is_ascii_alphabetic()).count() >= 4;
    if named && hosted { Check::Absent } else { Check::Refused }
}

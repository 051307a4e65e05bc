//! `scrubs redact`: one note.

use super::args::{Format, Offsets, Redact};
use super::{Failure, input, json, policy};
use crate::detect::Sub;
use crate::known::{Known, KnownPerson};
use crate::policy::Policy;
use crate::risk::{Risk, Score, Verdict};
use crate::{Engine, Options};
use anstyle::{AnsiColor, Style};
use serde::Deserialize;
use std::io::{self, Write};
use std::path::Path;

/// Most contributions shown for a risk.
const TOP: usize = 3;

pub fn run(args: &Redact) -> Result<(), Failure> {
    let policy = policy(&args.note.policy, args.note.tier)?;
    let mut options = Options::new(policy.clone());
    options.unit = args.unit.into();
    options.max_bytes = args.note.max_bytes;
    if let Some(file) = &args.known {
        let refused = |e| Failure::input(format!("--known: {e}"));
        options = options.with_known(&known(file)?).map_err(refused)?;
    }
    let text = input::note(input::open(args.file.as_deref())?, args.note.encoding, args.note.max_bytes)?;
    let redacted = Engine::new().redact(&text, &options)?;
    // Not through a stream that strips escapes: text outside edits leaves byte for byte.
    let mut out = io::stdout().lock();
    match args.format {
        Format::Text => {
            out.write_all(redacted.text.as_bytes())?;
            out.flush()?;
            report(&redacted.risk, &policy)?;
        }
        Format::Json => {
            let unit = match args.unit {
                Offsets::CodePoints => "code-points",
                Offsets::Utf8Bytes => "utf8-bytes",
                Offsets::Utf16 => "utf16",
            };
            let note = json::Note::new(&redacted, &policy, unit);
            serde_json::to_writer(&mut out, &note).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
            out.flush()?;
        }
    }
    Ok(())
}

/// Risk and verdict, on standard error; coloured only on a terminal.
fn report(risk: &Risk, policy: &Policy) -> io::Result<()> {
    let colour = match risk.verdict {
        Verdict::Release => AnsiColor::Green,
        Verdict::Review => AnsiColor::Yellow,
        Verdict::Block => AnsiColor::Red,
    };
    let (bold, name) = (Style::new().bold().fg_color(Some(colour.into())), risk.verdict.name());
    let mut err = anstream::stderr().lock();
    writeln!(err, "{bold}{name}{bold:#} under policy {} {}", policy.name(), policy.version())?;
    writeln!(err, "  risk before {:.3}{}", risk.inherent.value, top(&risk.inherent))?;
    writeln!(err, "  risk after  {:.3}{}", risk.residual.value, top(&risk.residual))
}

fn top(score: &Score) -> String {
    let shown: Vec<String> = score
        .contributions
        .iter()
        .take(TOP)
        .map(|c| match c.count {
            // Nothing of it was left that is known of: the chance that something was missed.
            0 => format!("{} {:.3}", c.label.name(), c.weight),
            n => format!("{} x{n} {:.3}", c.label.name(), c.weight),
        })
        .collect();
    let more = score.contributions.len().saturating_sub(TOP);
    match (shown.is_empty(), more) {
        (true, _) => String::new(),
        (_, 0) => format!(": {}", shown.join(", ")),
        (_, more) => format!(": {}, {more} more", shown.join(", ")),
    }
}

/// Known facts as written. What is unknown is refused, so that no fact is lost to a typing slip.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFile {
    people: Vec<PersonFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonFile {
    role: Option<Role>,
    #[serde(default)]
    names: Vec<String>,
    date_of_birth: Option<String>,
    #[serde(default)]
    identifiers: Vec<String>,
    #[serde(default)]
    addresses: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    Patient,
    Relative,
    Staff,
    Other,
}

impl From<Role> for Sub {
    fn from(role: Role) -> Sub {
        match role {
            Role::Patient => Sub::Patient,
            Role::Relative => Sub::Relative,
            Role::Staff => Sub::Staff,
            Role::Other => Sub::Other,
        }
    }
}

fn known(file: &Path) -> Result<Known, Failure> {
    let text = std::fs::read(file)
        .map_err(|e| Failure::input(format!("--known: cannot read the file: {}", e.kind())))?;
    let wanted = "people with role, names, date_of_birth, identifiers and addresses";
    let file: KnownFile = serde_json::from_slice(&text).map_err(|e| {
        let fault = input::json_fault(&e, wanted);
        Failure::input(format!("--known, line {}: {fault}", e.line()))
    })?;
    let person = |p: PersonFile| KnownPerson {
        role: p.role.map(Sub::from),
        names: p.names,
        date_of_birth: p.date_of_birth,
        identifiers: p.identifiers,
        addresses: p.addresses,
    };
    Ok(Known { people: file.people.into_iter().map(person).collect() })
}

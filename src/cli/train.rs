//! `scrubs train`: annotated notes in, weights of the tagger and of the roles out.

use super::args::Train;
use super::evaluate::{Noted, read};
use super::{Failure, input};
use crate::Engine;
use crate::detect::Label;
use crate::names::Plan;
use crate::names::augment::{Gold, Mark};
use crate::names::role::ROLES;
use std::io::Write;
use std::path::Path;

pub(super) fn run(args: &Train) -> Result<(), Failure> {
    let gold = read(&mut *input::open(Some(&args.gold))?, true).map_err(|e| e.of("GOLD"))?;
    let notes = gold.iter().map(marked).collect::<Result<Vec<_>, _>>()?;
    let mut engine = super::engine(args.weights.as_deref())?;
    if let Some(file) = &args.export {
        write("--export", file, &engine.export(&notes, plan(args)))?;
    }
    if let Some(file) = &args.mix {
        write("--mix", file, &engine.mix(&notes))?;
    }
    if let Some(out) = &args.out {
        let weights = engine.train(&notes, plan(args));
        write("--out", out, &weights)?;
        engine = Engine::with_weights(&weights).expect("weights of our own");
    }
    if let Some(roles) = &args.roles {
        write("--roles", roles, &engine.train_roles(&notes, plan(args)))?;
    }
    Ok(())
}

fn write(name: &str, file: &Path, weights: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, weights)
        .map_err(|e| Failure::input(format!("{name}: cannot write the file: {}", e.kind())))?;
    let _ = writeln!(anstream::stderr().lock(), "{name}: {} bytes", weights.len());
    Ok(())
}

fn plan(args: &Train) -> Plan {
    let usual = Plan::default();
    Plan {
        epochs: args.epochs.unwrap_or(usual.epochs),
        copies: args.copies.unwrap_or(usual.copies),
        seed: args.seed,
        ..usual
    }
}

/// Genre of what is there to learn from, never to be measured on.
pub(super) const FRAGMENT: &str = "fragment";

/// A note with its marks in bytes.
pub(super) fn marked(note: &Noted) -> Result<Gold, Failure> {
    let starts: Vec<usize> = note.text.char_indices().map(|(at, _)| at).chain([note.text.len()]).collect();
    let mut spans = Vec::with_capacity(note.spans.len());
    for mark in &note.spans {
        let label = Label::from_name(&mark.label).ok_or_else(|| {
            Failure::input("a note to learn from has a span whose label is no identifier's")
        })?;
        let role = mark.sub.as_deref().and_then(|name| ROLES.into_iter().find(|r| r.name() == name));
        spans.push(Mark { start: starts[mark.start], end: starts[mark.end], label, role });
    }
    spans.sort_by_key(|m| m.start);
    Ok(Gold { text: note.text.clone(), spans, is_fragment: note.genre == FRAGMENT })
}

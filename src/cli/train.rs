//! `scrubs train`: annotated notes in, weights of the tagger out.

use super::args::Train;
use super::evaluate::{Noted, read};
use super::{Failure, input};
use crate::Engine;
use crate::detect::Label;
use crate::names::Plan;
use crate::names::augment::{Gold, Mark};
use std::io::Write;

pub(super) fn run(args: &Train) -> Result<(), Failure> {
    let gold = read(&mut *input::open(Some(&args.gold))?, true).map_err(|e| e.of("GOLD"))?;
    let notes = gold.iter().map(marked).collect::<Result<Vec<_>, _>>()?;
    let weights = Engine::new().train(&notes, plan(args));
    std::fs::write(&args.out, &weights)
        .map_err(|e| Failure::input(format!("--out: cannot write the file: {}", e.kind())))?;
    let _ = writeln!(anstream::stderr().lock(), "{} notes, {} bytes of weights", notes.len(), weights.len());
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
        let label = Label::from_name(&mark.label)
            .ok_or_else(|| Failure::input("GOLD: a span has a label that is no identifier's"))?;
        spans.push(Mark { start: starts[mark.start], end: starts[mark.end], label });
    }
    spans.sort_by_key(|m| m.start);
    Ok(Gold { text: note.text.clone(), spans, is_fragment: note.genre == FRAGMENT })
}

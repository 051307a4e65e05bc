//! `scrubs evaluate`: how much of an annotated corpus is found.

mod curve;
mod gold;
mod measure;
mod reliability;
mod report;
mod roles;
mod written;

pub use gold::{Fault, Mark, Noted, read};
pub use measure::{Counts, Key, Measures, Miss, Row, is_direct, measure};
pub use reliability::{Bin, Reliability};
pub use roles::Roles;

use super::args::Evaluate;
use super::train::{FRAGMENT, marked};
use super::{Failure, engine, input, policy};
use crate::names::Plan;
use crate::policy::Policy;
use crate::text::unit::{Unit, measure as in_unit};
use crate::{Engine, Options};
use rayon::prelude::*;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &Evaluate) -> Result<(), Failure> {
    let files = [("--pred", &args.pred), ("--also", &args.also)];
    for (name, file) in files.into_iter().filter(|_| args.gold == Path::new("-")) {
        if file.as_deref() == Some(Path::new("-")) {
            return Err(Failure::input(format!("GOLD and {name} cannot both be standard input")));
        }
    }
    let gold = read(&mut *input::open(Some(&args.gold))?, true).map_err(|e| e.of("GOLD"))?;
    let (mut lessons, gold): (Vec<_>, Vec<_>) = gold.into_iter().partition(|note| note.genre == FRAGMENT);
    if let Some(file) = &args.also {
        lessons.extend(read(&mut *input::open(Some(file))?, true).map_err(|e| e.of("--also"))?);
    }
    let gold = match args.written {
        Some(how) => written::notes(gold, how),
        None => gold,
    };
    let policy = policy(&args.policy, args.tier)?;
    let (sure, all) = match &args.pred {
        Some(file) => {
            let pred = read(&mut *input::open(Some(file))?, false).map_err(|e| e.of("--pred"))?;
            let mut by_id: HashMap<String, Vec<Mark>> = pred.into_iter().map(|n| (n.id, n.spans)).collect();
            let all: Vec<_> = gold.iter().map(|g| by_id.remove(&g.id).unwrap_or_default()).collect();
            (all.clone(), all)
        }
        None => all_found(args, &gold, &lessons, policy.clone())?,
    };
    let measures = measure(&gold, &sure, args.by.into());
    let reliability = Reliability::new(&gold, &all);
    let roles = Roles::new(&gold, &sure);
    let text = if args.json {
        report::json(&measures, &reliability, &roles)
    } else {
        report::text(&measures, &reliability, &roles, args.misses)
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    if args.curve {
        let points = curve::curve(&engine(args.weights.as_deref())?, &gold, &policy)?;
        io::stdout().lock().write_all(curve::table(&points).as_bytes())?;
    }
    Ok(())
}

/// Findings of each note: those that the policy acts on, and all, however weak.
type Found = (Vec<Vec<Mark>>, Vec<Vec<Mark>>);

/// Findings by the engine that was asked for.
fn all_found(
    args: &Evaluate,
    gold: &[Noted],
    lessons: &[Noted],
    policy: Arc<Policy>,
) -> Result<Found, Failure> {
    if let Some(parts) = args.cross_validate {
        return cross_validated(gold, lessons, parts, policy);
    }
    found(&engine(args.weights.as_deref())?, gold, policy)
}

/// Findings in each part of the notes by an engine that has learnt from the other parts and all
/// `lessons`.
fn cross_validated(
    gold: &[Noted],
    lessons: &[Noted],
    parts: usize,
    policy: Arc<Policy>,
) -> Result<Found, Failure> {
    if !(2..=gold.len()).contains(&parts) {
        return Err(Failure::input("--cross-validate: wanted 2 to as many parts as there are notes"));
    }
    let lessons = lessons.iter().map(marked).collect::<Result<Vec<_>, _>>()?;
    let notes = gold.iter().map(marked).collect::<Result<Vec<_>, _>>()?;
    let (mut sure, mut all) = (vec![Vec::new(); gold.len()], vec![Vec::new(); gold.len()]);
    let base = Engine::new();
    for part in 0..parts {
        let others: Vec<_> = notes.iter().enumerate().filter(|(n, _)| n % parts != part).collect();
        let others: Vec<_> = others.into_iter().map(|(_, note)| note).chain(&lessons).cloned().collect();
        let own = "weights of our own";
        let engine = Engine::with_weights(&base.train(&others, Plan::default())).expect(own);
        let roles = engine.train_roles(&others, Plan::default());
        let engine = engine.with_roles(&roles).expect(own);
        let held_out: Vec<Noted> = gold.iter().skip(part).step_by(parts).cloned().collect();
        let (of_part, all_of_part) = found(&engine, &held_out, policy.clone())?;
        for (k, marks) in of_part.into_iter().zip(all_of_part).enumerate() {
            (sure[part + k * parts], all[part + k * parts]) = marks;
        }
    }
    Ok((sure, all))
}

/// What the engine finds under a policy, and everything however weak, in code points.
fn found(engine: &Engine, gold: &[Noted], policy: Arc<Policy>) -> Result<Found, Failure> {
    let faint = "name = 'all'\nversion = '1'\n[default]\naction = 'keep'\nthreshold = 0.0";
    let all = Policy::from_toml(faint).expect("a policy of ours").with_tier(policy.tier);
    let all = Options::new(Arc::new(all));
    let sure = Options::new(policy);
    let both = |note: &Noted| Ok((marks(engine, &sure, &note.text)?, marks(engine, &all, &note.text)?));
    Ok(gold.par_iter().map(both).collect::<Result<Vec<_>, Failure>>()?.into_iter().unzip())
}

/// What the policy notices in a note, in code points.
///
/// # Errors
/// The note is longer than `options.max_bytes`.
pub fn marks(
    engine: &Engine,
    options: &Options,
    text: &str,
) -> Result<Vec<Mark>, crate::session::LimitError> {
    let findings = engine.detect(text, options)?;
    let places = in_unit(text, findings.iter().map(|f| f.span), Unit::CodePoints);
    let mark = |(f, (start, end)): (&crate::detect::Finding, _)| Mark {
        start,
        end,
        label: f.label.name().to_owned(),
        sub: f.sub.map(|s| s.name().to_owned()),
        strength: f.strength,
    };
    Ok(findings.iter().zip(places).map(mark).collect())
}

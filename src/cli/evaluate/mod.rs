//! `scrubs evaluate`: how much of an annotated corpus is found.

mod gold;
mod measure;
mod reliability;
mod report;

pub use gold::{Fault, Mark, Noted, read};
pub use measure::{Counts, Key, Measures, Miss, Row, is_direct, measure};
pub use reliability::{Bin, Reliability};

use super::args::Evaluate;
use super::{Failure, input, policy};
use crate::detect::Label;
use crate::policy::Policy;
use crate::text::unit::{Unit, measure as in_unit};
use crate::{Engine, Options};
use rayon::prelude::*;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &Evaluate) -> Result<(), Failure> {
    if args.pred.as_deref() == Some(Path::new("-")) && args.gold == Path::new("-") {
        return Err(Failure::input("GOLD and --pred cannot both be standard input"));
    }
    let gold = read(&mut *input::open(Some(&args.gold))?, true).map_err(|e| e.of("GOLD"))?;
    let policy = policy(&args.policy)?;
    let (sure, all) = match &args.pred {
        Some(file) => {
            let pred = read(&mut *input::open(Some(file))?, false).map_err(|e| e.of("--pred"))?;
            let mut by_id: HashMap<String, Vec<Mark>> = pred.into_iter().map(|n| (n.id, n.spans)).collect();
            let all: Vec<_> = gold.iter().map(|g| by_id.remove(&g.id).unwrap_or_default()).collect();
            (all.clone(), all)
        }
        None => {
            let all = found(&gold)?;
            let counts = |m: &&Mark| {
                m.strength >= Label::from_name(&m.label).map_or(0.0, |l| policy.rule(l).threshold)
            };
            let sure = all.iter().map(|marks| marks.iter().filter(counts).cloned().collect()).collect();
            (sure, all)
        }
    };
    let measures = measure(&gold, &sure, args.by.into());
    let reliability = Reliability::new(&gold, &all);
    let text = if args.json {
        report::json(&measures, &reliability)
    } else {
        report::text(&measures, &reliability, args.misses)
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

/// Everything the engine finds, however weak, in code points.
fn found(gold: &[Noted]) -> Result<Vec<Vec<Mark>>, Failure> {
    let engine = Engine::new();
    let all = "name = 'all'\nversion = '1'\n[default]\naction = 'keep'\nthreshold = 0.0";
    let options = Options::new(Arc::new(Policy::from_toml(all).expect("a policy of ours")));
    gold.par_iter().map(|note| Ok(marks(&engine, &options, &note.text)?)).collect()
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

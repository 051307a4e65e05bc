//! `scrubs policies`: the presets.

use super::args::{Format, List};
use super::{Failure, columns};
use crate::detect::Label;
use crate::policy::Policy;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    version: &'a str,
    description: &'a str,
    rules: BTreeMap<&'static str, Rule>,
    review_above: f64,
    block_above: f64,
}

#[derive(Serialize)]
struct Rule {
    action: &'static str,
    threshold: f32,
}

fn row(policy: &Policy) -> Row<'_> {
    let rule = |&label: &Label| {
        let rule = policy.rule(label);
        (label.name(), Rule { action: rule.action.name(), threshold: rule.threshold })
    };
    Row {
        name: policy.name(),
        version: policy.version(),
        description: policy.description(),
        rules: Label::ALL.iter().map(rule).collect(),
        review_above: policy.review_above,
        block_above: policy.block_above,
    }
}

pub fn run(args: &List) -> Result<(), Failure> {
    let presets: Vec<Arc<Policy>> = Policy::PRESETS.iter().filter_map(|name| Policy::preset(name)).collect();
    let mut out = io::stdout().lock();
    match args.format {
        Format::Text => {
            let row = |p: &Arc<Policy>| [p.name(), p.version(), p.description()].map(str::to_owned);
            let rows: Vec<_> = presets.iter().map(row).collect();
            out.write_all(columns(&rows).as_bytes())?;
        }
        Format::Json => {
            let rows: Vec<Row> = presets.iter().map(|p| row(p)).collect();
            serde_json::to_writer_pretty(&mut out, &rows).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

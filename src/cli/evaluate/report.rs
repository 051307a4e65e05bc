//! Measures as tables and as JSON.

use super::measure::{Measures, Row};
use super::reliability::Reliability;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

fn percent(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| 100.0 * part as f64 / of as f64)
}

/// A figure as `score.py` prints it.
fn figure(x: Option<f64>, digits: usize) -> String {
    x.map_or_else(|| "nan".to_owned(), |x| format!("{x:.digits$}"))
}

/// Tables; the last `misses` lines quote the gold notes.
pub fn text(m: &Measures, reliability: &Reliability, misses: usize) -> String {
    let mut out = format!("{:24}{:>6}{:>13}{:>8}{:>8}\n", "", "gold", "leak recall", "partly", "typed");
    let classes = [("all", m.all), ("direct", m.direct), ("quasi", m.quasi)];
    let classes = classes.iter().map(|(name, row)| (*name, row)).filter(|(_, row)| row.gold > 0);
    for (name, row) in m.rows.iter().map(|(name, row)| (name.as_str(), row)).chain(classes) {
        line(&mut out, name, row);
    }
    let c = &m.counts;
    let _ = writeln!(
        out,
        "precision {}%   over-redaction {}%   clean notes {}% of {}",
        figure(percent(c.hit, c.found), 2),
        figure(percent(c.over, c.outside), 3),
        figure(percent(c.clean, c.notes), 1),
        c.notes
    );
    let _ = writeln!(out, "\n{:24}{:>6}{:>13}{:>8}", "strength", "found", "claimed", "right");
    let mut from = 0.0;
    for bin in &reliability.bins {
        let claimed = 100.0 * bin.claimed / bin.found as f64;
        let right = figure(percent(bin.right, bin.found), 1);
        let range = format!("{from:.2} to {:.2}", bin.to);
        let _ = writeln!(out, "{range:24}{:6}{claimed:12.1}%{right:>7}%", bin.found);
        from = bin.to;
    }
    let _ = writeln!(out, "expected calibration error {}", figure(reliability.error(), 4));
    for miss in m.misses.iter().take(misses) {
        let (id, label, sub) = &miss.place;
        let _ = writeln!(out, "  missed | {id} | {label} | {sub} | {} | {}", miss.text, miss.context);
    }
    out
}

fn line(out: &mut String, name: &str, row: &Row) {
    let [full, part, typed] = [(row.full, 2), (row.part, 1), (row.typed, 1)]
        .map(|(count, digits)| figure(percent(count, row.gold), digits));
    let _ = writeln!(out, "{name:24}{:6}{full:>12}%{part:>7}%{typed:>7}%", row.gold);
}

#[derive(Serialize)]
struct Summary<'a> {
    notes: usize,
    clean_notes: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direct_recall: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quasi_recall: Option<f64>,
    precision: Option<f64>,
    over_redaction: Option<f64>,
    person_recall: Option<f64>,
    calibration_error: Option<f64>,
    rows: BTreeMap<&'a str, Share>,
    reliability: Vec<Bin>,
}

#[derive(Serialize)]
struct Share {
    gold: usize,
    leak_recall: Option<f64>,
    partly: Option<f64>,
    typed: Option<f64>,
}

#[derive(Serialize)]
struct Bin {
    to: f32,
    found: usize,
    claimed: f64,
    right: f64,
}

/// The summary of `score.py --json`, with the rows and the reliability table.
pub fn json(m: &Measures, reliability: &Reliability) -> String {
    let c = &m.counts;
    let recall = |row: &Row| percent(row.full, row.gold);
    let share = |row: &Row| Share {
        gold: row.gold,
        leak_recall: recall(row),
        partly: percent(row.part, row.gold),
        typed: percent(row.typed, row.gold),
    };
    let bin = |b: &super::Bin| Bin {
        to: b.to,
        found: b.found,
        claimed: b.claimed / b.found as f64,
        right: b.right as f64 / b.found as f64,
    };
    let summary = Summary {
        notes: c.notes,
        clean_notes: percent(c.clean, c.notes),
        direct_recall: recall(&m.direct),
        quasi_recall: recall(&m.quasi),
        precision: percent(c.hit, c.found),
        over_redaction: percent(c.over, c.outside),
        person_recall: recall(&m.person),
        calibration_error: reliability.error(),
        rows: m.rows.iter().map(|(name, row)| (name.as_str(), share(row))).collect(),
        reliability: reliability.bins.iter().map(bin).collect(),
    };
    let mut text = serde_json::to_string(&summary).expect("numbers and names");
    text.push('\n');
    text
}

//! Measures as tables and as JSON.

use super::measure::{Measures, Row};
use super::reliability::Reliability;
use super::roles::Roles;
use crate::names::role::ROLES;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A share in per cent, `None` of nothing.
pub(super) fn percent(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| 100.0 * part as f64 / of as f64)
}

/// A figure as `score.py` prints it.
pub(super) fn figure(x: Option<f64>, digits: usize) -> String {
    x.map_or_else(|| "nan".to_owned(), |x| format!("{x:.digits$}"))
}

/// Tables; the last `misses` lines quote the gold notes.
pub fn text(m: &Measures, reliability: &Reliability, roles: &Roles, misses: usize) -> String {
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
    if roles.any() {
        who(&mut out, roles);
    }
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

/// Roles of found names: what they are, down, by what they were told to be, across.
fn who(out: &mut String, roles: &Roles) {
    let _ = write!(out, "\n{:24}{:>6}", "role of found names", "found");
    for role in ROLES {
        let _ = write!(out, "{:>10}", role.name());
    }
    let _ = writeln!(out, "{:>8}{:>10}", "none", "right");
    for (k, (role, told)) in ROLES.iter().zip(&roles.told).enumerate() {
        let found: usize = told.iter().sum();
        if found == 0 {
            continue;
        }
        let _ = write!(out, "{:24}{found:6}", role.name());
        for count in &told[..ROLES.len()] {
            let _ = write!(out, "{count:10}");
        }
        let _ = writeln!(out, "{:8}{:>9}%", told[ROLES.len()], figure(percent(told[k], found), 1));
    }
    let _ = writeln!(
        out,
        "roles right {}% of {}   notes all right {}% of {}   one role throughout {}% of {} repeated names",
        figure(percent(roles.right(), roles.found()), 2),
        roles.found(),
        figure(percent(roles.notes_right, roles.notes), 1),
        roles.notes,
        figure(percent(roles.agreed, roles.repeated), 1),
        roles.repeated
    );
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
    roles: Option<Who>,
}

#[derive(Serialize)]
struct Share {
    gold: usize,
    leak_recall: Option<f64>,
    partly: Option<f64>,
    typed: Option<f64>,
}

#[derive(Serialize)]
struct Who {
    found: usize,
    right: Option<f64>,
    notes_right: Option<f64>,
    agreed: Option<f64>,
    /// By role, how many were told to be what.
    told: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
}

#[derive(Serialize)]
struct Bin {
    to: f32,
    found: usize,
    claimed: f64,
    right: f64,
}

/// The summary of `score.py --json`, with the rows and the reliability table.
pub fn json(m: &Measures, reliability: &Reliability, roles: &Roles) -> String {
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
        roles: roles.any().then(|| of_roles(roles)),
    };
    let mut text = serde_json::to_string(&summary).expect("numbers and names");
    text.push('\n');
    text
}

fn of_roles(roles: &Roles) -> Who {
    let names = || ROLES.iter().map(|r| r.name()).chain(["none"]);
    let row = |told: &[usize; 5]| names().zip(told.iter().copied()).collect();
    Who {
        found: roles.found(),
        right: percent(roles.right(), roles.found()),
        notes_right: percent(roles.notes_right, roles.notes),
        agreed: percent(roles.agreed, roles.repeated),
        told: names().zip(roles.told.iter().map(row)).collect(),
    }
}

//! The curve of leaks against over-redaction: what every threshold of a policy, moved by the same
//! log-odds, would give.

use super::gold::Noted;
use super::measure::{Key, measure};
use super::{found, report};
use crate::Engine;
use crate::cli::{Failure, columns};
use crate::policy::Policy;
use std::sync::Arc;

/// How far thresholds are moved, in log-odds: down finds more, up takes less.
const SHIFTS: [f32; 9] = [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0];

/// One point of the curve.
pub struct Point {
    /// How far the thresholds are moved, in log-odds.
    pub shift: f32,
    /// Leak recall of names, of direct and of quasi-identifiers, in per cent.
    pub recall: [Option<f64>; 3],
    /// Findings that overlap gold, in per cent.
    pub precision: Option<f64>,
    /// Letters and digits outside gold that are covered, in per cent.
    pub over_redaction: Option<f64>,
    /// Notes in which no direct identifier leaks, in per cent.
    pub clean: Option<f64>,
}

/// The curve of an engine and a policy over annotated notes: the notes are read once for each point.
pub fn curve(engine: &Engine, gold: &[Noted], policy: &Policy) -> Result<Vec<Point>, Failure> {
    let point = |shift: f32| {
        let (sure, _) = found(engine, gold, Arc::new(policy.shifted(shift)))?;
        let m = measure(gold, &sure, Key::Label);
        let c = &m.counts;
        Ok(Point {
            shift,
            recall: [m.person, m.direct, m.quasi].map(|row| report::percent(row.full, row.gold)),
            precision: report::percent(c.hit, c.found),
            over_redaction: report::percent(c.over, c.outside),
            clean: report::percent(c.clean, c.notes),
        })
    };
    SHIFTS.into_iter().map(point).collect()
}

/// The curve as a table.
pub fn table(points: &[Point]) -> String {
    let heads =
        ["thresholds moved by", "PERSON", "direct", "quasi", "precision", "over-redaction", "clean notes"];
    let mut rows = vec![heads.map(str::to_owned)];
    for p in points {
        let [person, direct, quasi] = p.recall.map(|x| format!("{}%", report::figure(x, 2)));
        rows.push([
            format!("{:+.1}", p.shift),
            person,
            direct,
            quasi,
            format!("{}%", report::figure(p.precision, 2)),
            format!("{}%", report::figure(p.over_redaction, 3)),
            format!("{}%", report::figure(p.clean, 1)),
        ]);
    }
    format!("\n{}", columns(&rows))
}

//! Results as JSON.

use crate::detect::Reason;
use crate::policy::Policy;
use crate::risk::{Risk, Score};
use crate::session::Edit;
use crate::{Redacted, Span};
use serde::Serialize;

/// A redacted note.
#[derive(Serialize)]
pub struct Note<'a> {
    text: &'a str,
    /// What offsets count.
    unit: &'static str,
    edits: Vec<Replacement>,
    risk: Remaining,
    policy: Name<'a>,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Replacement {
    original: Range,
    output: Range,
    label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<&'static str>,
    action: &'static str,
    strength: f32,
    reason: Why,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Why {
    source: &'static str,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<&'static str>,
}

#[derive(Serialize)]
struct Remaining {
    inherent: Sum,
    residual: Sum,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Sum {
    value: f64,
    contributions: Vec<Share>,
}

#[derive(Serialize)]
struct Share {
    label: &'static str,
    count: u32,
    weight: f64,
}

impl<'a> Note<'a> {
    /// Of a redacted note.
    pub fn new(redacted: &'a Redacted, policy: &'a Policy, unit: &'static str) -> Self {
        Note {
            text: &redacted.text,
            unit,
            edits: redacted.edits.iter().map(Replacement::from).collect(),
            risk: Remaining::from(&redacted.risk),
            policy: Name { name: policy.name(), version: policy.version() },
        }
    }
}

impl From<&Edit> for Replacement {
    fn from(e: &Edit) -> Self {
        Replacement {
            original: e.original.into(),
            output: e.output.into(),
            label: e.label.name(),
            sub: e.sub.map(|s| s.name()),
            action: e.action.name(),
            strength: e.strength,
            reason: e.reason.into(),
        }
    }
}

impl From<Span> for Range {
    fn from(span: Span) -> Self {
        Range { start: span.start(), end: span.end() }
    }
}

impl From<Reason> for Why {
    fn from(reason: Reason) -> Self {
        Why { source: reason.source.name(), rule: reason.rule, cue: reason.cue }
    }
}

impl From<&Risk> for Remaining {
    fn from(risk: &Risk) -> Self {
        Remaining {
            inherent: Sum::from(&risk.inherent),
            residual: Sum::from(&risk.residual),
            verdict: risk.verdict.name(),
        }
    }
}

impl From<&Score> for Sum {
    fn from(score: &Score) -> Self {
        let share = |c: &crate::risk::Contribution| Share {
            label: c.label.name(),
            count: c.count,
            weight: round(c.weight),
        };
        Sum { value: round(score.value), contributions: score.contributions.iter().map(share).collect() }
    }
}

/// Six digits are more than a judgement has.
fn round(x: f64) -> f64 {
    (x * 1e6).round() / 1e6
}

//! Risk, provisional: how much of what could identify someone was there, and how much remains.
//!
//! Each label has a weight: the probability, by judgement, that one such item leads a motivated
//! reader to the person (ICO, anonymisation guidance, 2025). Items combine as independent chances:
//! `1 - product((1 - weight) ^ count)`. What was redacted leaves the chance that it was not all
//! there was. A note in which nothing was found has no risk by this reckoning: it says nothing of
//! what is missed whole. A population-based score (singling out, linkability, leak probability) will replace
//! this without a change of shape.

use crate::detect::{Finding, Label, Sub};
use crate::policy::Policy;

/// What may be done with the anonymised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be shared or stored.
    Release,
    /// A person should look at it first.
    Review,
    /// It must not leave.
    Block,
}

impl Verdict {
    /// Name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Release => "RELEASE",
            Verdict::Review => "REVIEW",
            Verdict::Block => "BLOCK",
        }
    }
}

/// What one label adds to a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The label.
    pub label: Label,
    /// How many items.
    pub count: u32,
    /// Chance that the items of this label, by themselves, lead to the person: [0, 1].
    pub weight: f64,
}

/// A risk with its reasons, the heaviest first.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Score {
    /// Chance that the person is identified, in [0, 1].
    pub value: f64,
    /// What makes it up.
    pub contributions: Vec<Contribution>,
}

/// Risk of a note before and after redaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// Of the text as it came.
    pub inherent: Score,
    /// Of the text as it leaves.
    pub residual: Score,
    /// What may be done with it.
    pub verdict: Verdict,
}

/// Items of each kind that go unfound for each one found, as measured on the development notes
/// (`tests/corpus/floors.toml`), rounded up.
fn unfound(label: Label) -> f64 {
    use Label::*;
    match label {
        Person => 0.10,
        Address => 0.08,
        OtherId => 0.12,
        Handle => 0.25,
        Date => 0.02,
        Location | Age => 0.06,
        Organisation => 0.17,
        Demographic => 0.12,
        Occupation => 0.5,
        Indirect => 1.0,
        _ => 0.01,
    }
}

/// How much an unfound item gives away of what a found one would, by judgement: most are further
/// mentions, or of staff.
const UNFOUND_SHARE: f64 = 0.1;

/// Counts items as they are found; a few bytes, whatever the length of the note.
#[derive(Clone, Debug)]
pub struct Tally {
    found: Vec<u32>,
    kept: Vec<f64>,
    kept_count: Vec<u32>,
}

impl Tally {
    /// Nothing yet.
    pub fn new() -> Self {
        let n = Label::ALL.len();
        Tally { found: vec![0; n], kept: vec![0.0; n], kept_count: vec![0; n] }
    }

    /// Counts a finding; `stays` says whether its text is in the output.
    pub fn count(&mut self, finding: &Finding, stays: bool) {
        let at = finding.label as usize;
        self.found[at] += 1;
        if stays {
            self.kept_count[at] += 1;
            // In logarithms of the chance that it does not identify.
            let chance = weight(finding.label, finding.sub) * f64::from(finding.strength);
            self.kept[at] += (1.0 - chance).ln();
        }
    }

    /// The risk under a policy's bounds.
    pub fn risk(&self, policy: &Policy) -> Risk {
        let inherent = score(|at, label| {
            let count = self.found[at];
            (count, 1.0 - (1.0 - weight(label, None)).powi(count as i32))
        });
        let residual = score(|at, label| {
            let gone = self.found[at] - self.kept_count[at];
            let missed = unfound(label) * UNFOUND_SHARE * weight(label, None) * f64::from(gone.min(10));
            (self.kept_count[at], 1.0 - self.kept[at].exp() * (1.0 - missed))
        });
        let verdict = match residual.value {
            r if r > policy.block_above => Verdict::Block,
            r if r > policy.review_above => Verdict::Review,
            _ => Verdict::Release,
        };
        Risk { inherent, residual, verdict }
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self::new()
    }
}

fn score(of: impl Fn(usize, Label) -> (u32, f64)) -> Score {
    let mut contributions: Vec<Contribution> = Label::ALL
        .iter()
        .enumerate()
        .map(|(at, &label)| (label, of(at, label)))
        .filter(|&(_, (_, weight))| weight > 0.0)
        .map(|(label, (count, weight))| Contribution { label, count, weight })
        .collect();
    contributions.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.label.cmp(&b.label)));
    let value = 1.0 - contributions.iter().map(|c| 1.0 - c.weight).product::<f64>();
    Score { value, contributions }
}

/// Chance, by judgement, that one item leads to the person.
fn weight(label: Label, sub: Option<Sub>) -> f64 {
    use Label::*;
    match (label, sub) {
        (Date, Some(Sub::Year)) | (Postcode, Some(Sub::Outward)) | (Location, Some(Sub::Country)) => 0.02,
        (Person, Some(Sub::Staff)) => 0.1,
        (NhsNumber | ChiNumber | HcNumber | NiNumber | HospitalNumber | Card, _) => 0.9,
        (Person | Email | Phone | Address | Bank, _) => 0.6,
        (Postcode | Handle | VehicleReg | OtherId | Url | Ip, _) => 0.4,
        (Date, Some(Sub::Dob)) => 0.5,
        (Indirect, _) => 0.4,
        (Date, _) => 0.08,
        (ProfessionalId, _) => 0.1,
        (Organisation | Occupation | Location, _) => 0.06,
        (Demographic, _) => 0.04,
        (Age, _) => 0.03,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::detect::{Reason, Source};

    fn finding(label: Label) -> Finding {
        let reason = Reason { source: Source::Form, rule: "", cue: None };
        Finding { span: Span::new(0, 1).unwrap(), label, sub: None, strength: 1.0, reason }
    }

    #[test]
    fn what_stays_decides_and_more_never_lowers_a_risk() {
        let policy = Policy::preset("mentoring").unwrap();
        let mut tally = Tally::new();
        assert_eq!(tally.risk(&policy).inherent.value, 0.0);
        let mut last = 0.0;
        for label in [Label::Age, Label::Person, Label::NhsNumber, Label::NhsNumber] {
            tally.count(&finding(label), false);
            let risk = tally.risk(&policy);
            assert!(risk.inherent.value > last && risk.inherent.value < 1.0);
            assert_eq!(risk.verdict, Verdict::Release);
            last = risk.inherent.value;
        }
        let before = tally.risk(&policy).residual.value;
        tally.count(&finding(Label::Age), true);
        let after = tally.risk(&policy);
        assert!(after.residual.value > before);
        tally.count(&finding(Label::NhsNumber), true);
        assert_eq!(tally.risk(&policy).verdict, Verdict::Block);
        assert_eq!(tally.risk(&policy).residual.contributions[0].label, Label::NhsNumber);
    }
}

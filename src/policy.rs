//! Policies: what is done with each identifier, from how sure a finding must be.

use crate::detect::{Finding, Label};
use crate::names::Tier;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is done with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It stays in the text and counts towards what remains.
    Keep,
    /// A placeholder takes its place: `[PERSON-1]`, the same for the same person or value.
    Label,
}

impl Action {
    /// Name on the wire and in policy files.
    pub fn name(self) -> &'static str {
        match self {
            Action::Keep => "keep",
            Action::Label => "label",
        }
    }
}

/// What a policy says of one identifier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// What is done.
    pub action: Action,
    /// From which strength, in [0, 1].
    pub threshold: f32,
}

/// A policy file as written (TOML). Unknown keys are refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFile {
    /// Name, shown in every response.
    pub name: String,
    /// Version, shown in every response.
    pub version: String,
    /// One sentence for people.
    #[serde(default)]
    pub description: String,
    /// How much trouble is taken over names and what else only context can tell.
    #[serde(default)]
    pub tier: Tier,
    /// What is done with identifiers that `[labels]` does not name.
    pub default: RuleFile,
    /// What is done with each identifier, by its name.
    #[serde(default)]
    pub labels: BTreeMap<String, RuleFile>,
    /// When the verdict asks for a reviewer or forbids release.
    #[serde(default)]
    pub verdict: VerdictFile,
}

/// A rule as written. What is left out comes from the policy's default.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What is done.
    pub action: Option<Action>,
    /// From which strength, in [0, 1].
    pub threshold: Option<f32>,
    /// The same where the careful tier is asked, which is right more often; `threshold` unless given.
    pub careful: Option<f32>,
}

/// Bounds of the verdict, on the residual risk in [0, 1].
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictFile {
    /// A residual risk above this asks for a reviewer.
    pub review_above: f64,
    /// A residual risk above this forbids release.
    pub block_above: f64,
}

impl Default for VerdictFile {
    fn default() -> Self {
        VerdictFile { review_above: 0.09, block_above: 0.5 }
    }
}

/// Why a policy was refused: where, and what was wanted.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// Not TOML, or not of a policy's shape.
    #[error("not a policy file: {0}")]
    Syntax(String),
    /// A key that names no identifier.
    #[error("labels.{0}: no such identifier")]
    UnknownLabel(String),
    /// A number out of its range.
    #[error("{0}: wanted a number from 0 to 1")]
    OutOfRange(String),
    /// A rule that neither the label nor the default gives.
    #[error("default.{0}: missing")]
    Missing(&'static str),
}

/// A valid policy.
#[derive(Clone, Debug)]
pub struct Policy {
    name: String,
    version: String,
    description: String,
    /// By [`Tier`].
    rules: [Vec<Rule>; 2],
    /// How much trouble is taken over names and what else only context can tell.
    pub tier: Tier,
    /// A residual risk above this asks for a reviewer.
    pub review_above: f64,
    /// A residual risk above this forbids release.
    pub block_above: f64,
}

const MENTORING: &str = include_str!("policies/mentoring.toml");
const DETECT_ONLY: &str = include_str!("policies/detect-only.toml");

impl Policy {
    /// Names of the policies that come with Scrubs; the first is the default.
    pub const PRESETS: &'static [&'static str] = &["mentoring", "detect-only"];

    /// The preset of that name.
    pub fn preset(name: &str) -> Option<Arc<Policy>> {
        let text = match name {
            "mentoring" => MENTORING,
            "detect-only" => DETECT_ONLY,
            _ => return None,
        };
        Some(Arc::new(Policy::from_toml(text).expect("presets are tested")))
    }

    /// Reads a policy file.
    pub fn from_toml(text: &str) -> Result<Policy, PolicyError> {
        let file: PolicyFile =
            toml::from_str(text).map_err(|e| PolicyError::Syntax(e.message().to_owned()))?;
        Policy::from_file(file)
    }

    fn from_file(file: PolicyFile) -> Result<Policy, PolicyError> {
        for name in file.labels.keys() {
            Label::from_name(name).ok_or_else(|| PolicyError::UnknownLabel(name.clone()))?;
        }
        let rule = |tier: Tier, label: &Label| -> Result<Rule, PolicyError> {
            let of_tier = |r: &RuleFile| r.careful.filter(|_| tier == Tier::Careful).or(r.threshold);
            let own = file.labels.get(label.name());
            let action = own.and_then(|r| r.action).or(file.default.action);
            let threshold = own.and_then(of_tier).or(of_tier(&file.default));
            Ok(Rule {
                action: action.ok_or(PolicyError::Missing("action"))?,
                threshold: unit(threshold.ok_or(PolicyError::Missing("threshold"))?, label.name())?,
            })
        };
        let of = |tier| Label::ALL.iter().map(|label| rule(tier, label)).collect::<Result<_, _>>();
        let rules = [of(Tier::Fast)?, of(Tier::Careful)?];
        Ok(Policy {
            name: file.name,
            version: file.version,
            description: file.description,
            rules,
            tier: file.tier,
            review_above: unit(file.verdict.review_above, "verdict.review_above")?,
            block_above: unit(file.verdict.block_above, "verdict.block_above")?,
        })
    }

    /// Name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// One sentence for people.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// What is done with findings of a label.
    pub fn rule(&self, label: Label) -> Rule {
        self.rules[self.tier as usize][label as usize]
    }

    /// The same with as much trouble taken as `tier` says.
    pub fn with_tier(&self, tier: Tier) -> Policy {
        Policy { tier, ..self.clone() }
    }

    /// The same with every threshold moved by `by` in log-odds: down finds more, up takes less.
    pub fn shifted(&self, by: f32) -> Policy {
        let moved = |rule: &Rule| {
            let odds = rule.threshold / (1.0 - rule.threshold) * by.exp();
            let threshold = if rule.threshold >= 1.0 { 1.0 } else { odds / (1.0 + odds) };
            Rule { threshold, ..*rule }
        };
        let rules = self.rules.each_ref().map(|rules| rules.iter().map(moved).collect());
        Policy { rules, ..self.clone() }
    }

    /// What is done with this finding.
    pub fn action(&self, finding: &Finding) -> Action {
        let rule = self.rule(finding.label);
        if finding.strength >= rule.threshold { rule.action } else { Action::Keep }
    }

    /// Whether this finding is sure enough to be acted on or reported.
    pub fn notices(&self, finding: &Finding) -> bool {
        finding.strength >= self.rule(finding.label).threshold
    }
}

fn unit<T: PartialOrd + From<u8> + Copy>(x: T, name: &str) -> Result<T, PolicyError> {
    let fits = x >= T::from(0) && x <= T::from(1);
    if fits { Ok(x) } else { Err(PolicyError::OutOfRange(name.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_valid_and_bears_its_name() {
        for name in Policy::PRESETS {
            assert_eq!(Policy::preset(name).unwrap().name(), *name);
        }
        assert!(Policy::preset("nonsense").is_none());
    }

    #[test]
    fn each_tier_has_its_thresholds() {
        let head =
            "name = 'x'\nversion = '1'\ntier = 'careful'\n[default]\naction = 'label'\nthreshold = 0.5\n";
        let policy =
            Policy::from_toml(&format!("{head}[labels.DATE]\nthreshold = 0.3\ncareful = 0.2")).unwrap();
        let of = |policy: &Policy, label| policy.rule(label).threshold;
        assert_eq!(
            (policy.tier, of(&policy, Label::Date), of(&policy, Label::Age)),
            (Tier::Careful, 0.2, 0.5)
        );
        let fast = policy.with_tier(Tier::Fast);
        assert_eq!((of(&fast, Label::Date), of(&fast, Label::Age)), (0.3, 0.5));
    }

    #[test]
    fn mistakes_in_a_policy_file_are_refused_with_their_place() {
        let head = "name = 'x'\nversion = '1'\n[default]\naction = 'label'\nthreshold = 0.5\n";
        let table = [
            (format!("{head}[labels.NHS]\nthreshold = 0.1"), "labels.NHS: no such identifier"),
            (format!("{head}[labels.DATE]\nthreshold = 7.0"), "DATE: wanted a number from 0 to 1"),
            ("name = 'x'\nversion = '1'\n[default]\naction = 'label'".into(), "default.threshold: missing"),
        ];
        for (text, want) in table {
            assert_eq!(Policy::from_toml(&text).unwrap_err().to_string(), want);
        }
        let unknown = Policy::from_toml(&format!("{head}colour = 'red'")).unwrap_err().to_string();
        assert!(unknown.contains("unknown field"), "{unknown}");
        assert!(Policy::from_toml(head).is_ok());
    }
}

//! The one place where check, cue and form become a strength.

use super::Check;

/// Probability that a match is what it says, or `None` where it is not worth a finding.
///
/// | check | labelled by a cue | alone |
/// | --- | --- | --- |
/// | passed | 0.99 | 0.95 |
/// | weak | 0.97 | `alone`, 0.55 where the form gives none |
/// | absent | 0.95 | `alone`, nothing where the form gives none |
/// | failed | 0.85 | nothing |
/// | refused | nothing | nothing |
///
/// The figures are set by judgement; the reliability table of `scrubs evaluate` holds them against
/// what was right.
pub fn weigh(check: Check, cued: bool, alone: f32) -> Option<f32> {
    let positive = |p: f32| (p > 0.0).then_some(p);
    match (check, cued) {
        (Check::Passed, true) => Some(0.99),
        (Check::Passed, false) => Some(0.95),
        (Check::Weak, true) => Some(0.97),
        (Check::Weak, false) => positive(alone).or(Some(0.55)),
        (Check::Absent, true) => Some(0.95),
        (Check::Absent, false) => positive(alone),
        (Check::Failed, true) => Some(0.85),
        (Check::Failed, false) | (Check::Refused, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_only_where_a_cue_says_what_it_is() {
        assert_eq!(weigh(Check::Failed, true, 0.9), Some(0.85));
        assert_eq!(weigh(Check::Failed, false, 0.9), None);
        assert_eq!(weigh(Check::Refused, true, 0.9), None);
    }
}

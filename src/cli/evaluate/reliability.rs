//! Whether strengths are the probabilities that they claim to be.

use super::gold::{Mark, Noted};
use super::measure::overlap;

/// Upper bounds of the bins: finer at the top, where most strengths are.
const BOUNDS: [f32; 12] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0];

/// Findings of like strength.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Strengths above the bin before, up to this.
    pub to: f32,
    /// Findings.
    pub found: usize,
    /// Those that overlap gold.
    pub right: usize,
    /// Sum of their strengths.
    pub claimed: f64,
}

/// Strengths against the share of findings that were identifiers: a strength is the probability of
/// being one, whichever.
pub struct Reliability {
    /// Bins that hold findings, the weakest first.
    pub bins: Vec<Bin>,
}

impl Reliability {
    /// Of findings, one list a note of `gold`.
    pub fn new(gold: &[Noted], found: &[Vec<Mark>]) -> Self {
        let mut bins = BOUNDS.map(|to| Bin { to, ..Bin::default() });
        for (note, found) in gold.iter().zip(found) {
            for mark in found {
                let right = note.spans.iter().any(|s| overlap(s, mark));
                let at = BOUNDS.iter().position(|&to| mark.strength <= to).unwrap_or(BOUNDS.len() - 1);
                let bin = &mut bins[at];
                bin.found += 1;
                bin.right += usize::from(right);
                bin.claimed += f64::from(mark.strength);
            }
        }
        Reliability { bins: bins.into_iter().filter(|b| b.found > 0).collect() }
    }

    /// Expected calibration error: how far claim and truth lie apart, averaged over findings.
    pub fn error(&self) -> Option<f64> {
        let all: usize = self.bins.iter().map(|b| b.found).sum();
        let apart: f64 = self.bins.iter().map(|b| (b.claimed - b.right as f64).abs()).sum();
        (all > 0).then(|| apart / all as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_mean_distance_of_claim_and_truth() {
        let mark = |start, label: &str, strength| Mark {
            start,
            end: start + 1,
            label: label.to_owned(),
            sub: None,
            strength,
        };
        let gold = Noted {
            id: String::new(),
            genre: String::new(),
            text: "abcd".to_owned(),
            spans: vec![mark(0, "AGE", 1.0), mark(1, "DATE", 1.0)],
        };
        // 0.9 and right, 0.9 and named otherwise: claimed 1.8, right 2; 0.25 and wrong.
        let found = vec![mark(0, "AGE", 0.9), mark(1, "AGE", 0.9), mark(3, "AGE", 0.25)];
        let reliability = Reliability::new(&[gold], &[found]);
        assert_eq!(reliability.bins.iter().map(|b| (b.found, b.right)).collect::<Vec<_>>(), [(1, 0), (2, 2)]);
        assert!((reliability.error().unwrap() - (0.2 + 0.25) / 3.0).abs() < 1e-6);
    }
}

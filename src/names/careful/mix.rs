//! Two opinions of a word as one: the log-likelihoods of both tiers, weighed label by label.

use super::float::{ln, softmax};
use crate::names::tagger::{LABELS, Scores, TAGS, first_tag, next_tag};

/// Outside, and each of [`LABELS`].
const KINDS: usize = LABELS.len() + 1;

/// How much each tier's word counts, and how readily a label is given at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mix {
    fast: [f32; KINDS],
    careful: [f32; KINDS],
    bias: [f32; KINDS],
}

/// What was read of one word in a note whose gold is known.
pub struct Case {
    /// Probabilities of the fast tier.
    pub fast: Scores,
    /// Scores of the careful tier.
    pub careful: Scores,
    /// The right tag.
    pub gold: u8,
}

/// The least likelihood that the fast tier's word is taken at.
const LEAST: f32 = 1e-6;

fn kind(tag: usize) -> usize {
    (0..LABELS.len()).find(|&k| first_tag(k) == tag || next_tag(k) == tag).map_or(0, |k| k + 1)
}

impl Mix {
    /// Both tiers alike.
    pub const EVEN: Mix = Mix { fast: [0.5; KINDS], careful: [0.5; KINDS], bias: [0.0; KINDS] };

    /// Reads what [`Mix::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Mix> {
        let mut values =
            bytes.chunks_exact(4).map(|raw| f32::from_le_bytes(raw.try_into().expect("four bytes")));
        let mut mix = Mix::EVEN;
        for part in [&mut mix.fast, &mut mix.careful, &mut mix.bias] {
            for value in part {
                *value = values.next().filter(|v| v.is_finite())?;
            }
        }
        (bytes.len() == 12 * KINDS).then_some(mix)
    }

    /// The mix as a file.
    pub fn to_bytes(self) -> Vec<u8> {
        let all = [self.fast, self.careful, self.bias];
        all.iter().flatten().flat_map(|v| v.to_le_bytes()).collect()
    }

    /// Probabilities of both together.
    pub fn of(&self, fast: &Scores, careful: &Scores) -> Scores {
        let mut p: Scores = std::array::from_fn(|t| {
            let k = kind(t);
            self.fast[k] * ln(fast[t].max(LEAST)) + self.careful[k] * careful[t] + self.bias[k]
        });
        softmax(&mut p);
        p
    }

    /// The mix that makes the gold of notes held out from both likeliest: logistic regression by
    /// AdaGrad, drawn towards [`Mix::EVEN`] where there is little to go by.
    pub fn fitted(cases: &[Case]) -> Mix {
        const STEPS: usize = 400;
        const RATE: f32 = 0.05;
        /// Cases that the belief in an even mix is worth.
        const BELIEF: f32 = 10.0;
        let kinds: [usize; TAGS] = std::array::from_fn(kind);
        let seen: Vec<(Scores, &Case)> =
            cases.iter().map(|case| (case.fast.map(|p| ln(p.max(LEAST))), case)).collect();
        let mut mix = Mix::EVEN;
        let mut squares = [[0.0f32; KINDS]; 3];
        for _ in 0..STEPS {
            let mut gradient = [[0.0f32; KINDS]; 3];
            for (fast, case) in &seen {
                let mut p: Scores = std::array::from_fn(|t| {
                    let k = kinds[t];
                    mix.fast[k] * fast[t] + mix.careful[k] * case.careful[t] + mix.bias[k]
                });
                softmax(&mut p);
                for t in 0..TAGS {
                    let g = f32::from(t == usize::from(case.gold)) - p[t];
                    gradient[0][kinds[t]] += g * fast[t];
                    gradient[1][kinds[t]] += g * case.careful[t];
                    gradient[2][kinds[t]] += g;
                }
            }
            let parts = [&mut mix.fast, &mut mix.careful, &mut mix.bias];
            let evens = [Mix::EVEN.fast, Mix::EVEN.careful, Mix::EVEN.bias];
            for (n, (part, even)) in parts.into_iter().zip(evens).enumerate() {
                for k in 0..KINDS {
                    let g = gradient[n][k] - BELIEF * (part[k] - even[k]);
                    squares[n][k] += g * g;
                    part[k] += RATE * g / squares[n][k].sqrt().max(1e-6);
                }
            }
        }
        mix
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mix_survives_its_file_and_listens_to_who_is_right() {
        // The careful tier is right throughout, the fast tier says the opposite.
        let told =
            |right: usize, of: f32| -> Scores { std::array::from_fn(|t| if t == right { of } else { 0.0 }) };
        let cases: Vec<Case> = (0..200)
            .map(|n| {
                let gold = n % 2;
                let fast = std::array::from_fn(|t| if t == 1 - gold { 0.85 } else { 0.01 });
                Case { fast, careful: told(gold, 4.0), gold: gold as u8 }
            })
            .collect();
        let mix = Mix::fitted(&cases);
        let p = mix.of(&cases[1].fast, &cases[1].careful);
        assert!(p[1] > 0.9, "{p:?}");
        assert_eq!(Mix::from_bytes(&mix.to_bytes()), Some(mix));
        assert_eq!(Mix::from_bytes(&mix.to_bytes()[1..]), None);
    }
}

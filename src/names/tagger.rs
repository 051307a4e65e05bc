//! The tagger: a linear-chain conditional random field over hashed features (Lafferty, McCallum,
//! Pereira 2001), with forward-backward for probabilities.

use super::Tier;
use super::exp::exp;
use super::features::{ROWS, Rows};
use super::glance::{Glance, PLACES};
use super::nibbles::{self, BYTES, Packed};
use super::registers::widest;
use super::sight::Sight;
use super::sparse::{Keep, Sparse};
use crate::detect::Label;
use std::ops::Range;

/// Labels that the tagger tells, in tag order: those whose mentions follow each other closely have
/// a tag for their first token and one for the rest, the others a single tag. Dates, ages and
/// references are chiefly told by form; the tagger adds those that only context gives away.
pub const LABELS: [(Label, bool); 10] = [
    (Label::Person, true),
    (Label::Location, true),
    (Label::Organisation, true),
    (Label::Address, true),
    (Label::Occupation, true),
    (Label::Demographic, false),
    (Label::Indirect, false),
    (Label::Date, false),
    (Label::OtherId, false),
    (Label::Age, false),
];

/// Labels that begin with a tag of their own.
const PAIRED: usize = 5;

/// Tags: 0 is outside; the others are [`first_tag`] and, for paired labels, the one after it.
pub const TAGS: usize = 16;

/// The tag of a first token of `LABELS[k]`.
pub const fn first_tag(k: usize) -> usize {
    if k < PAIRED { 1 + 2 * k } else { 1 + PAIRED + k }
}

/// The tag of a further token of `LABELS[k]`.
pub const fn next_tag(k: usize) -> usize {
    first_tag(k) + (k < PAIRED) as usize
}

/// Which of [`LABELS`] stands for a label, in training.
pub fn index_of(label: Label) -> Option<usize> {
    use Label::{Handle, HospitalNumber, OtherId, Phone, ProfessionalId};
    let label = match label {
        HospitalNumber | ProfessionalId | Phone | Handle => OtherId,
        other => other,
    };
    LABELS.iter().position(|&(l, _)| l == label)
}

/// Scores of one token's tags.
pub type Scores = [f32; TAGS];

/// The sums of some rows. A sum holds 256 rows, more than a token has features.
type Sums = [i16; TAGS];

/// Weights.
pub struct Model {
    /// For each row, one weight per tag, in steps of `step`.
    rows: Sparse<BYTES>,
    step: f32,
    /// Score of going from one tag to another: `transitions[to][from]`.
    transitions: [Scores; TAGS],
    chain: Chain,
    /// Which tokens are looked at.
    glance: Glance,
}

/// Whether a tag may follow another: a further token follows one of its own label alone.
pub fn allowed(from: usize, to: usize) -> bool {
    let goes_on = to > 0 && to <= 2 * PAIRED && to.is_multiple_of(2);
    !goes_on || from == to || from == to - 1
}

/// Transition scores of a file are no larger, so that their exponentials are finite.
const MOST_TRANSITION: f32 = 80.0;

const MAGIC: &[u8; 8] = b"scrubs06";

impl Model {
    /// A model from its parts.
    pub fn new(rows: Vec<Packed>, step: f32, transitions: [Scores; TAGS], glance: Glance) -> Model {
        assert_eq!(rows.len(), ROWS, "as many rows as features are hashed to");
        Model::of(Sparse::new(&rows), step, transitions, glance)
    }

    fn of(rows: Sparse<BYTES>, step: f32, transitions: [Scores; TAGS], glance: Glance) -> Model {
        Model { rows, step, transitions, chain: Chain::new(&transitions), glance }
    }

    /// Reads what [`Model::to_bytes`] wrote; `None` where it is something else.
    pub fn from_bytes<'a>(bytes: &'a [u8], keep: Keep<'a, BYTES>) -> Option<Model> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (step, rest) = rest.split_first_chunk::<4>()?;
        let (head, rest) = rest.split_at_checked(TAGS * TAGS * 4)?;
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (value, raw) in transitions.iter_mut().flatten().zip(head.chunks_exact(4)) {
            *value = f32::from_le_bytes(raw.try_into().ok()?);
        }
        let step = f32::from_le_bytes(*step);
        let sound = transitions.iter().flatten().all(|t| t.abs() <= MOST_TRANSITION)
            && step.is_normal()
            && step > 0.0;
        let (least, rest) = rest.split_first_chunk::<4>().filter(|_| sound)?;
        let (places, rest) = rest.split_at_checked(PLACES)?;
        let glance = Glance::new(places.iter().map(|&w| w as i8).collect(), i32::from_le_bytes(*least));
        Some(Model::of(Sparse::read(rest, ROWS, keep)?, step, transitions, glance))
    }

    /// The model as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.step.to_le_bytes());
        out.extend(self.transitions.iter().flatten().flat_map(|t| t.to_le_bytes()));
        let (places, least) = self.glance.parts();
        out.extend(least.to_le_bytes());
        out.extend(places.iter().map(|&w| w as u8));
        self.rows.write(&mut out);
        out
    }

    /// Probability of each tag at each token of a stretch: of those that a first glance finds worth it in
    /// runs that reach into tokens `own`, the others being outside.
    /// O(tokens + tokens looked at x (features + tags^2)).
    pub fn probabilities(&self, sight: &Sight, own: Range<usize>, tier: Tier) -> Vec<Scores> {
        let mut tags = vec![OUTSIDE; sight.len()];
        let (mut islands, mut rows) = (Vec::with_capacity(sight.len() / 2 + 1), Rows::new());
        let (mut sums, mut scores) = (Vec::with_capacity(sight.len()), Vec::with_capacity(sight.len()));
        let mut lattice = Lattice(Vec::with_capacity(sight.len()));
        self.glance.islands(sight, own, tier, &mut islands);
        widest(
            #[inline(always)]
            || {
                for island in islands {
                    // Sums are put by first, so that sixteen stay together in one register.
                    sums.clear();
                    for i in island.clone() {
                        sight.rows(i, &mut rows);
                        // All places are looked up before the first row is read, so that many reads of far
                        // memory are under way at a time.
                        sums.push(self.sum(rows.placed(|row| self.rows.place(row))));
                    }
                    scores.clear();
                    for sums in &sums {
                        scores.push(self.score(sums));
                    }
                    for (i, score) in island.clone().zip(&mut scores) {
                        if sight.breaks(i) {
                            forbid_further(score);
                        }
                    }
                    let shores = Shores { before: island.start > 0, after: island.end < sight.len() };
                    lattice.fill(&scores, &self.chain, shores);
                    tags[island].iter_mut().enumerate().for_each(|(i, tag)| *tag = lattice.node(i));
                }
            },
        );
        tags
    }

    /// The sum of the rows at some places, a multiple of eight.
    #[inline(always)]
    fn sum(&self, places: &[u32]) -> Sums {
        debug_assert!(places.len().is_multiple_of(8), "rows are added up by eights");
        let eights = places.as_chunks().0.iter();
        nibbles::sums(eights.map(|eight: &[u32; 8]| eight.map(|place| self.rows.row(place))))
    }

    /// The score of each tag.
    #[inline(always)]
    fn score(&self, sums: &Sums) -> Scores {
        sums.map(|sum| f32::from(sum) * self.step)
    }
}

/// The scores of a token that is outside for certain.
const OUTSIDE: Scores = {
    let mut scores = [0.0; TAGS];
    scores[0] = 1.0;
    scores
};

/// Rules out the tags of further tokens, where nothing can go on.
pub fn forbid_further(score: &mut Scores) {
    for k in 0..PAIRED {
        score[next_tag(k)] = -1e4;
    }
}

/// Transition scores as factors, zero where not allowed.
pub struct Chain {
    /// `factors[to][from]`.
    factors: [Scores; TAGS],
    /// `factors[from][to]`.
    turned: [Scores; TAGS],
}

impl Chain {
    /// From transition scores `[to][from]`.
    pub fn new(transitions: &[Scores; TAGS]) -> Chain {
        let mut factors = [[0.0; TAGS]; TAGS];
        let mut turned = [[0.0; TAGS]; TAGS];
        for to in 0..TAGS {
            for from in 0..TAGS {
                if allowed(from, to) {
                    factors[to][from] = transitions[to][from].exp();
                    turned[from][to] = factors[to][from];
                }
            }
        }
        Chain { factors, turned }
    }
}

/// What forward-backward leaves for each token.
#[derive(Default)]
pub struct Lattice(Vec<Node>);

struct Node {
    emit: Scores,
    forward: Scores,
    backward: Scores,
    scale: f32,
}

/// Whether a token stands before a stretch, and after it, that is outside for certain.
#[derive(Clone, Copy, Default)]
pub struct Shores {
    pub before: bool,
    pub after: bool,
}

impl Lattice {
    /// Forward-backward in scaled probabilities.
    pub fn new(scores: &[Scores], chain: &Chain, shores: Shores) -> Lattice {
        let mut lattice = Lattice::default();
        lattice.fill(scores, chain, shores);
        lattice
    }

    /// The same over what was there.
    #[inline(always)]
    fn fill(&mut self, scores: &[Scores], chain: &Chain, shores: Shores) {
        let nodes = &mut self.0;
        nodes.clear();
        for s in scores {
            let top = top(s);
            let emit = each(|t| exp((s[t] - top).max(-60.0)));
            let reached = match nodes.last() {
                None if shores.before => chain.turned[0],
                None => each(|t| if allowed(0, t) { 1.0 } else { 0.0 }),
                Some(before) => through(&before.forward, &chain.turned),
            };
            let now = each(|t| reached[t] * emit[t]);
            let scale = now.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            let forward = each(|t| now[t] / scale);
            nodes.push(Node { emit, forward, backward: [1.0; TAGS], scale });
        }
        if shores.after
            && let Some(last) = nodes.last_mut()
        {
            last.backward = chain.factors[0];
        }
        for i in (0..nodes.len().saturating_sub(1)).rev() {
            let next = &nodes[i + 1];
            let ahead = each(|t| next.backward[t] * next.emit[t]);
            let behind = through(&ahead, &chain.factors);
            nodes[i].backward = each(|t| behind[t] / next.scale);
        }
    }

    /// Probability of each tag at token `i`.
    #[inline(always)]
    pub fn node(&self, i: usize) -> Scores {
        let node = &self.0[i];
        let p = each(|t| node.forward[t] * node.backward[t]);
        let sum: f32 = p.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        each(|t| p[t] / sum)
    }

    /// Probability of going from tag `from` at token `i - 1` to tag `to` at token `i`.
    pub fn edge(&self, chain: &Chain, i: usize, from: usize, to: usize) -> f32 {
        let node = &self.0[i];
        self.0[i - 1].forward[from] * chain.factors[to][from] * node.emit[to] * node.backward[to] / node.scale
    }
}

/// Sixteen numbers, each worked out by itself. Unlike the standard library's, it is always part of its
/// caller, whose registers are wide.
#[inline(always)]
fn each(number: impl Fn(usize) -> f32) -> Scores {
    let mut all = [0.0; TAGS];
    for (t, slot) in all.iter_mut().enumerate() {
        *slot = number(t);
    }
    all
}

/// The greatest of sixteen numbers, half against half.
#[inline(always)]
fn top(scores: &Scores) -> f32 {
    let mut top = *scores;
    for half in [8, 4, 2, 1] {
        for t in 0..half {
            top[t] = if top[t] > top[t + half] { top[t] } else { top[t + half] };
        }
    }
    top[0]
}

/// What sixteen numbers become through a matrix, `sum(a[k] * rows[k])`. Each of the sixteen sums is
/// added up in the same order, side by side.
#[inline(always)]
fn through(a: &Scores, rows: &[Scores; TAGS]) -> Scores {
    let mut out = [0.0; TAGS];
    for (x, row) in a.iter().zip(rows) {
        for (sum, factor) in out.iter_mut().zip(row) {
            *sum += x * factor;
        }
    }
    out
}

#[cfg(test)]
mod tests;

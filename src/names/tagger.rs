//! The tagger: a linear-chain conditional random field over hashed features (Lafferty, McCallum,
//! Pereira 2001), with forward-backward for probabilities.

use super::Tier;
use super::exp::exp;
use super::features::{ROWS, Rows};
use super::glance::{Glance, PLACES};
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
    rows: Sparse<TAGS>,
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

const MAGIC: &[u8; 8] = b"scrubs03";

impl Model {
    /// A model from its parts.
    pub fn new(rows: Vec<[i8; TAGS]>, step: f32, transitions: [Scores; TAGS], glance: Glance) -> Model {
        assert_eq!(rows.len(), ROWS, "as many rows as features are hashed to");
        Model::of(Sparse::new(&rows), step, transitions, glance)
    }

    fn of(rows: Sparse<TAGS>, step: f32, transitions: [Scores; TAGS], glance: Glance) -> Model {
        Model { rows, step, transitions, chain: Chain::new(&transitions), glance }
    }

    /// Reads what [`Model::to_bytes`] wrote; `None` where it is something else.
    pub fn from_bytes<'a>(bytes: &'a [u8], keep: Keep<'a, TAGS>) -> Option<Model> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (step, rest) = rest.split_first_chunk::<4>()?;
        let (head, rest) = rest.split_at_checked(TAGS * TAGS * 4)?;
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (value, raw) in transitions.iter_mut().flatten().zip(head.chunks_exact(4)) {
            *value = f32::from_le_bytes(raw.try_into().ok()?);
        }
        let (least, rest) = rest.split_first_chunk::<4>()?;
        let (places, rest) = rest.split_at_checked(PLACES)?;
        let glance = Glance::new(places.iter().map(|&w| w as i8).collect(), i32::from_le_bytes(*least));
        Some(Model::of(Sparse::read(rest, ROWS, keep)?, f32::from_le_bytes(*step), transitions, glance))
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
        let (mut islands, mut rows) = (Vec::new(), Rows::new());
        let (mut sums, mut scores) = (Vec::with_capacity(sight.len()), Vec::with_capacity(sight.len()));
        self.glance.islands(sight, own, tier, &mut islands);
        widest(
            #[inline(always)]
            || {
                for island in islands {
                    // Sums are put by first, so that sixteen stay together in one register.
                    sums.clear();
                    for i in island.clone() {
                        sight.rows(i, &mut rows);
                        sums.push(self.sum(rows.all()));
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
                    let lattice = lattice(&scores, &self.chain, shores);
                    tags[island].iter_mut().enumerate().for_each(|(i, tag)| *tag = lattice.node(i));
                }
            },
        );
        tags
    }

    /// The sum of some rows.
    #[inline(always)]
    fn sum(&self, rows: &[u32]) -> Sums {
        rows.iter().fold([0; TAGS], |sums, &row| {
            let weights = self.rows.row(row as usize % ROWS);
            std::array::from_fn(|t| sums[t] + i16::from(weights[t] as i8))
        })
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

/// Forward-backward in scaled probabilities.
#[inline(always)]
pub fn lattice(scores: &[Scores], chain: &Chain, shores: Shores) -> Lattice {
    let mut nodes: Vec<Node> = Vec::with_capacity(scores.len());
    for s in scores {
        let top = top(s);
        let emit: Scores = std::array::from_fn(|t| exp((s[t] - top).max(-60.0)));
        let reached = match nodes.last() {
            None if shores.before => chain.turned[0],
            None => std::array::from_fn(|t| if allowed(0, t) { 1.0 } else { 0.0 }),
            Some(before) => through(&before.forward, &chain.turned),
        };
        let now: Scores = std::array::from_fn(|t| reached[t] * emit[t]);
        let scale = now.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let forward = std::array::from_fn(|t| now[t] / scale);
        nodes.push(Node { emit, forward, backward: [1.0; TAGS], scale });
    }
    if shores.after
        && let Some(last) = nodes.last_mut()
    {
        last.backward = chain.factors[0];
    }
    for i in (0..nodes.len().saturating_sub(1)).rev() {
        let next = &nodes[i + 1];
        let ahead: Scores = std::array::from_fn(|t| next.backward[t] * next.emit[t]);
        let behind = through(&ahead, &chain.factors);
        nodes[i].backward = std::array::from_fn(|t| behind[t] / next.scale);
    }
    Lattice(nodes)
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

impl Lattice {
    /// Probability of each tag at token `i`.
    #[inline(always)]
    pub fn node(&self, i: usize) -> Scores {
        let node = &self.0[i];
        let p: Scores = std::array::from_fn(|t| node.forward[t] * node.backward[t]);
        let sum: f32 = p.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        std::array::from_fn(|t| p[t] / sum)
    }

    /// Probability of going from tag `from` at token `i - 1` to tag `to` at token `i`.
    pub fn edge(&self, chain: &Chain, i: usize, from: usize, to: usize) -> f32 {
        let node = &self.0[i];
        self.0[i - 1].forward[from] * chain.factors[to][from] * node.emit[to] * node.backward[to] / node.scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Probability of each tag by adding up every allowed path: slow and plain.
    fn by_hand(scores: &[Scores], transitions: &[Scores; TAGS]) -> Vec<Scores> {
        let mut total = vec![[0.0f32; TAGS]; scores.len()];
        let paths = TAGS.pow(scores.len() as u32);
        for path in 0..paths {
            let tags: Vec<usize> = (0..scores.len()).map(|i| path / TAGS.pow(i as u32) % TAGS).collect();
            let legal = allowed(0, tags[0]) && tags.windows(2).all(|w| allowed(w[0], w[1]));
            if legal {
                let mut score: f32 = tags.iter().zip(scores).map(|(&t, s)| s[t]).sum();
                score += tags.windows(2).map(|w| transitions[w[1]][w[0]]).sum::<f32>();
                for (i, &t) in tags.iter().enumerate() {
                    total[i][t] += score.exp();
                }
            }
        }
        for row in &mut total {
            let sum: f32 = row.iter().sum();
            row.iter_mut().for_each(|x| *x /= sum);
        }
        total
    }

    #[test]
    fn forward_backward_equals_the_sum_over_all_paths() {
        let wave = |i: usize, k: usize| ((i * 37 + k * 11) % 17) as f32 / 8.0 - 1.0;
        let scores: Vec<Scores> = (0..3).map(|i| std::array::from_fn(|t| wave(i, t))).collect();
        let transitions: [Scores; TAGS] =
            std::array::from_fn(|to| std::array::from_fn(|from| wave(to + 3, from)));
        let want = by_hand(&scores, &transitions);
        let got = lattice(&scores, &Chain::new(&transitions), Shores::default());
        for (i, want) in want.iter().enumerate() {
            for (g, w) in got.node(i).iter().zip(want) {
                assert!((g - w).abs() < 1e-4, "{g} {w}");
            }
        }
    }

    #[test]
    fn a_stretch_between_tokens_outside_is_as_in_the_whole() {
        let wave = |i: usize, k: usize| ((i * 37 + k * 11) % 17) as f32 / 8.0 - 1.0;
        let transitions: [Scores; TAGS] =
            std::array::from_fn(|to| std::array::from_fn(|from| wave(to + 3, from)));
        let chain = Chain::new(&transitions);
        let mut scores: Vec<Scores> = (0..5).map(|i| std::array::from_fn(|t| wave(i, t))).collect();
        for outside in [0, 4] {
            scores[outside] = std::array::from_fn(|t| if t == 0 { 0.0 } else { -50.0 });
        }
        let whole = lattice(&scores, &chain, Shores::default());
        let part = lattice(&scores[1..4], &chain, Shores { before: true, after: true });
        for i in 0..3 {
            for (g, w) in part.node(i).iter().zip(whole.node(i + 1)) {
                assert!((g - w).abs() < 1e-4, "{g} {w}");
            }
        }
    }

    fn plain_glance() -> Glance {
        Glance::new((0..PLACES).map(|n| n as u8 as i8).collect(), -5)
    }

    #[test]
    fn sums_are_those_of_the_weights() {
        let weight = |row: usize, t: usize| ((row * 37 + t * 101) % 256) as u8 as i8;
        let rows = (0..ROWS).map(|row| std::array::from_fn(|t| weight(row, t))).collect();
        let model = Model::new(rows, 0.5, [[0.0; TAGS]; TAGS], plain_glance());
        let some: Vec<u32> = (0..200).map(|n| n * 31).collect();
        let want = |t: usize| some.iter().map(|&row| i32::from(weight(row as usize, t))).sum::<i32>();
        let score = model.score(&model.sum(&some));
        for (t, score) in score.iter().enumerate() {
            assert_eq!(*score, want(t) as f32 * 0.5, "{t}");
        }
    }

    fn read(bytes: &[u8]) -> Option<Model> {
        Model::from_bytes(bytes, |rows| rows.to_vec().into())
    }

    #[test]
    fn a_model_survives_its_file_and_other_bytes_are_refused() {
        let mut rows = vec![[0i8; TAGS]; ROWS];
        rows[5][3] = -7;
        rows[ROWS - 1][0] = 100;
        let model = Model::new(rows, 0.125, [[0.5; TAGS]; TAGS], plain_glance());
        let bytes = model.to_bytes();
        let back = read(&bytes).unwrap();
        let weight = |row: usize, tag: usize| back.rows.row(row)[tag] as i8;
        assert_eq!((weight(5, 3), weight(ROWS - 1, 0), back.step), (-7, 100, 0.125));
        assert_eq!(back.glance.parts(), model.glance.parts());
        assert!(read(&bytes[..bytes.len() - 1]).is_none());
        assert!(read(b"something else").is_none());
    }
}

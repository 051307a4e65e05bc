//! The network: the first layers of a small BERT (Devlin et al. 2019), several stretches at a time.

use super::file::{Reader, Table};
use super::float::{gelu, softmax, sum_of};
use super::matrix::{Matrix, widest};
use crate::names::sight::MARKS;
use crate::names::tagger::{Scores, TAGS};
use std::ops::Range;

const HIDDEN: usize = 384;
const INNER: usize = 1536;
const HEADS: usize = 12;
const HEAD: usize = HIDDEN / HEADS;
const EPSILON: f32 = 1e-12;
const MOST_LAYERS: usize = 12;
/// Most pieces in a stretch.
pub const POSITIONS: usize = 160;

/// Words of a text as the network takes them.
#[derive(Default)]
pub struct Stretch {
    pub pieces: Vec<u16>,
    /// Where the pieces of each word are; those of no word are what stands between.
    pub words: Vec<Range<usize>>,
    /// Marks of each word.
    pub marks: Vec<Vec<u16>>,
}

struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

struct Layer {
    /// Queries, keys and values.
    attention: Matrix,
    mixed: Matrix,
    norm_attention: Norm,
    wide: Matrix,
    back: Matrix,
    norm: Norm,
}

/// The weights.
pub struct Network {
    pieces: Table,
    positions: Table,
    marks: Table,
    norm: Norm,
    layers: Vec<Layer>,
    tags: Matrix,
}

impl Network {
    /// Reads the weights, which end the file. `pieces` is the size of the vocabulary.
    pub fn read(reader: &mut Reader, pieces: usize) -> Option<Network> {
        let layers = reader.count(MOST_LAYERS)?;
        let network = Network {
            pieces: reader.table(pieces, HIDDEN)?,
            positions: reader.table(POSITIONS, HIDDEN)?,
            marks: reader.table(MARKS, HIDDEN)?,
            norm: Norm::read(reader)?,
            layers: (0..layers).map(|_| Layer::read(reader)).collect::<Option<_>>()?,
            tags: reader.matrix(TAGS, HIDDEN)?,
        };
        reader.is_done().then_some(network)
    }

    /// The score of each tag of each word, stretch by stretch. O(pieces x longest stretch).
    pub fn scores(&self, stretches: &[Stretch]) -> Vec<Vec<Scores>> {
        let mut x: Vec<f32> = stretches.iter().flat_map(|stretch| self.embedded(stretch)).collect();
        for layer in &self.layers {
            layer.apply(stretches, &mut x);
        }
        let mut from = 0;
        let mut all = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let first = |word: &Range<usize>| &x[(from + word.start) * HIDDEN..][..HIDDEN];
            let rows: Vec<f32> = stretch.words.iter().flat_map(first).copied().collect();
            let scores = self.tags.product(&rows);
            all.push(scores.chunks_exact(TAGS).map(|s| s.try_into().expect("a score a tag")).collect());
            from += stretch.pieces.len();
        }
        all
    }

    /// Pieces as vectors.
    fn embedded(&self, stretch: &Stretch) -> Vec<f32> {
        let mut x = vec![0.0; stretch.pieces.len() * HIDDEN];
        for (n, row) in x.chunks_exact_mut(HIDDEN).enumerate() {
            self.pieces.add(stretch.pieces[n].into(), row);
            self.positions.add(n, row);
        }
        let mut said = vec![0.0; HIDDEN];
        for (word, marks) in stretch.words.iter().zip(&stretch.marks) {
            said.fill(0.0);
            for &mark in marks {
                self.marks.add(mark.into(), &mut said);
            }
            for row in x[word.start * HIDDEN..word.end * HIDDEN].chunks_exact_mut(HIDDEN) {
                row.iter_mut().zip(&said).for_each(|(value, said)| *value += said);
            }
        }
        x.chunks_exact_mut(HIDDEN).for_each(|row| self.norm.apply(row));
        x
    }
}

impl Norm {
    fn read(reader: &mut Reader) -> Option<Norm> {
        Some(Norm { weight: reader.floats(HIDDEN)?, bias: reader.floats(HIDDEN)? })
    }

    fn apply(&self, row: &mut [f32]) {
        let mean = sum_of(row, |v| v) / HIDDEN as f32;
        let variance = sum_of(row, |v| (v - mean) * (v - mean)) / HIDDEN as f32;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        for ((v, w), b) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
            *v = (*v - mean) * scale * w + b;
        }
    }

    /// The norm of the sum of both, into the first.
    fn added(&self, x: &mut [f32], more: &[f32]) {
        for (row, more) in x.chunks_exact_mut(HIDDEN).zip(more.chunks_exact(HIDDEN)) {
            row.iter_mut().zip(more).for_each(|(value, more)| *value += more);
            self.apply(row);
        }
    }
}

impl Layer {
    fn read(reader: &mut Reader) -> Option<Layer> {
        Some(Layer {
            attention: reader.matrix(3 * HIDDEN, HIDDEN)?,
            mixed: reader.matrix(HIDDEN, HIDDEN)?,
            norm_attention: Norm::read(reader)?,
            wide: reader.matrix(INNER, HIDDEN)?,
            back: reader.matrix(HIDDEN, INNER)?,
            norm: Norm::read(reader)?,
        })
    }

    fn apply(&self, stretches: &[Stretch], x: &mut [f32]) {
        let seen = self.attention.product(x);
        let mut mixed = Vec::with_capacity(x.len());
        let mut rest = &seen[..];
        for stretch in stretches {
            let (own, others) = rest.split_at(stretch.pieces.len() * 3 * HIDDEN);
            widest(
                #[inline(always)]
                || attend(own, &mut mixed),
            );
            rest = others;
        }
        self.norm_attention.added(x, &self.mixed.product(&mixed));
        let mut wide = self.wide.product(x);
        widest(
            #[inline(always)]
            || wide.iter_mut().for_each(|v| *v = gelu(*v)),
        );
        self.norm.added(x, &self.back.product(&wide));
    }
}

/// Appends what each piece of a stretch takes from the others. `seen` holds the query, key and value
/// of each. O(pieces^2).
#[inline(always)]
fn attend(seen: &[f32], out: &mut Vec<f32>) {
    let count = seen.len() / (3 * HIDDEN);
    let from = out.len();
    out.resize(from + count * HIDDEN, 0.0);
    let part = |n: usize, which: usize, head: usize| {
        let at = (3 * n + which) * HIDDEN + head * HEAD;
        &seen[at..at + HEAD]
    };
    let mut keys = vec![0.0f32; HEAD * count];
    let mut shares = vec![0.0f32; count];
    let scale = 1.0 / (HEAD as f32).sqrt();
    for head in 0..HEADS {
        for n in 0..count {
            for (d, &value) in part(n, 1, head).iter().enumerate() {
                keys[d * count + n] = value * scale;
            }
        }
        for n in 0..count {
            shares.fill(0.0);
            for (&q, keys) in part(n, 0, head).iter().zip(keys.chunks_exact(count)) {
                shares.iter_mut().zip(keys).for_each(|(share, key)| *share += q * key);
            }
            softmax(&mut shares);
            let at = from + n * HIDDEN + head * HEAD;
            let own: &mut [f32; HEAD] = (&mut out[at..at + HEAD]).try_into().expect("a head");
            let mut sum = [0.0f32; HEAD];
            for (other, &share) in shares.iter().enumerate() {
                sum.iter_mut().zip(part(other, 2, head)).for_each(|(sum, value)| *sum += share * value);
            }
            *own = sum;
        }
    }
}

//! The network: the first layers of a small BERT (Devlin et al. 2019), several stretches at a time.

use super::attention::attend;
use super::file::{Reader, Table};
use super::float::{gelu, sum_of};
use super::matrix::{Matrix, PANEL};
use crate::names::registers::widest;
use crate::names::sight::MARKS;
use crate::names::tagger::{Scores, TAGS};
use std::cell::RefCell;
use std::ops::Range;

pub const HIDDEN: usize = 384;
const EPSILON: f32 = 1e-12;
const MOST_LAYERS: usize = 12;
/// Most rows between the two matrices that end a layer: sums are sized for them. They are so many
/// [`PANEL`]s.
const MOST_INNER: usize = 1536;
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
    /// Which words are asked about, in order.
    pub asked: Vec<usize>,
}

struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

struct Layer {
    query: Matrix,
    /// Keys and values.
    seen: Matrix,
    mixed: Matrix,
    norm_attention: Norm,
    wide: Matrix,
    back: Matrix,
    norm: Norm,
}

/// Where the numbers of a reading stand, kept for the next one: asking for so much each time is dear.
#[derive(Default)]
struct Room {
    /// Pieces as vectors; those of them that are asked for.
    x: Vec<f32>,
    own: Vec<f32>,
    queries: Vec<f32>,
    seen: Vec<f32>,
    mixed: Vec<f32>,
    more: Vec<f32>,
}

thread_local! {
    static ROOM: RefCell<Room> = RefCell::default();
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
        let layers = reader.count(MOST_LAYERS).filter(|&layers| layers > 0)?;
        let inner = reader.count(MOST_INNER).filter(|&inner| inner > 0 && inner.is_multiple_of(PANEL))?;
        let network = Network {
            pieces: reader.table(pieces, HIDDEN)?,
            positions: reader.table(POSITIONS, HIDDEN)?,
            marks: reader.table(MARKS, HIDDEN)?,
            norm: Norm::read(reader)?,
            layers: (0..layers).map(|_| Layer::read(reader, inner)).collect::<Option<_>>()?,
            tags: reader.matrix(TAGS, HIDDEN)?,
        };
        reader.is_done().then_some(network)
    }

    /// The score of each tag of each word that is asked about, stretch by stretch. O(pieces x longest
    /// stretch).
    pub fn scores(&self, stretches: &[Stretch]) -> Vec<Vec<Scores>> {
        ROOM.with_borrow_mut(|room| self.scores_in(stretches, room))
    }

    fn scores_in(&self, stretches: &[Stretch], room: &mut Room) -> Vec<Vec<Scores>> {
        room.x.clear();
        widest(
            #[inline(always)]
            || {
                for stretch in stretches {
                    self.embed(stretch, &mut room.x);
                }
            },
        );
        for (n, layer) in self.layers.iter().enumerate() {
            // A word's tag is read from its first piece: nothing needs the others in the end.
            let asked = |stretch: &Stretch| match n + 1 == self.layers.len() {
                true => stretch.asked.iter().map(|&word| stretch.words[word].start).collect(),
                false => (0..stretch.pieces.len()).collect(),
            };
            layer.of(stretches, room, asked);
        }
        self.tags.product(&room.x, &mut room.more);
        let mut scores = room.more.as_chunks().0.iter().copied();
        stretches.iter().map(|stretch| scores.by_ref().take(stretch.asked.len()).collect()).collect()
    }

    /// Appends pieces as vectors.
    #[inline(always)]
    fn embed(&self, stretch: &Stretch, x: &mut Vec<f32>) {
        let from = x.len();
        x.resize(from + stretch.pieces.len() * HIDDEN, 0.0);
        let x = &mut x[from..];
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
        for row in x.chunks_exact_mut(HIDDEN) {
            self.norm.apply(row);
        }
    }
}

impl Norm {
    fn read(reader: &mut Reader) -> Option<Norm> {
        Some(Norm { weight: reader.floats(HIDDEN)?, bias: reader.floats(HIDDEN)? })
    }

    #[inline(always)]
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
        widest(
            #[inline(always)]
            || {
                for (row, more) in x.chunks_exact_mut(HIDDEN).zip(more.chunks_exact(HIDDEN)) {
                    row.iter_mut().zip(more).for_each(|(value, more)| *value += more);
                    self.apply(row);
                }
            },
        );
    }
}

impl Layer {
    fn read(reader: &mut Reader, inner: usize) -> Option<Layer> {
        Some(Layer {
            query: reader.matrix(HIDDEN, HIDDEN)?,
            seen: reader.matrix(2 * HIDDEN, HIDDEN)?,
            mixed: reader.matrix(HIDDEN, HIDDEN)?,
            norm_attention: Norm::read(reader)?,
            wide: reader.matrix(inner, HIDDEN)?,
            back: reader.matrix(HIDDEN, inner)?,
            norm: Norm::read(reader)?,
        })
    }

    /// What the layer makes of those pieces of each stretch that are asked for, in place of `room.x`,
    /// which is all of them.
    fn of(&self, stretches: &[Stretch], room: &mut Room, asked: impl Fn(&Stretch) -> Vec<usize>) {
        let Room { x, own, queries, seen, mixed, more } = room;
        let asked: Vec<Vec<usize>> = stretches.iter().map(asked).collect();
        own.clear();
        let mut from = 0;
        for (stretch, asked) in stretches.iter().zip(&asked) {
            asked.iter().for_each(|n| own.extend_from_slice(&x[(from + n) * HIDDEN..][..HIDDEN]));
            from += stretch.pieces.len();
        }
        self.query.product(own, queries);
        self.seen.product(x, seen);
        let (mut queries, mut seen) = (&queries[..], &seen[..]);
        mixed.clear();
        for (stretch, asked) in stretches.iter().zip(&asked) {
            let (query, others) = queries.split_at(asked.len() * HIDDEN);
            let (key, behind) = seen.split_at(2 * stretch.pieces.len() * HIDDEN);
            attend(query, key, mixed);
            (queries, seen) = (others, behind);
        }
        self.mixed.product(mixed, more);
        self.norm_attention.added(own, more);
        self.wide.product(own, more);
        widest(
            #[inline(always)]
            || {
                for value in more.iter_mut() {
                    *value = gelu(*value);
                }
            },
        );
        self.back.product(more, mixed);
        self.norm.added(own, mixed);
        std::mem::swap(x, own);
    }
}

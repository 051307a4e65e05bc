//! Learning roles: what names show in marked notes in, weights out. Deterministic for the same notes,
//! dictionaries, tagger and seed.

use super::{Model, ROLES, ROWS, Scores, normal};
use crate::Span;
use crate::detect::Label;
use crate::names::Plan;
use crate::names::augment::{Augmenter, Gold, Random};
use rayon::prelude::*;
use std::sync::Arc;

/// What a name that was found shows of its role.
pub struct Shown {
    /// Where, in bytes of the note.
    pub span: Span,
    /// Rows of the weights.
    pub rows: Vec<u32>,
}

/// What a name shows, and its role as an index into [`ROLES`].
struct Lesson {
    rows: Vec<u32>,
    role: usize,
}

/// Altered copies of each note beside the note itself: what counts is what stands round a name.
const COPIES: usize = 4;
/// Passes over the lessons.
const EPOCHS: usize = 8;
/// Learning rate of AdaGrad: slow, for there are far more features than names.
const RATE: f32 = 0.01;
/// Weight decay.
const DECAY: f32 = 1e-4;
/// A feature met in fewer lessons than this is left out.
const LEAST: u32 = 5;

/// Learns from marked notes. `show` says what the names found in a text show, where other names have
/// the roles that a model gives them.
///
/// Each half of the notes is first learnt by itself. Then each is shown by the model of the other
/// half, so that the roles round a name are as often mistaken as in notes not learnt from.
pub fn train(notes: &[Gold], plan: Plan, show: impl Fn(&str, Arc<Model>) -> Vec<Shown> + Sync) -> Model {
    let augmenter = Augmenter::new(plan.seed);
    let copies_of = |(n, note): (usize, &Gold)| -> Vec<Gold> {
        let altered = (0..COPIES).map(|c| augmenter.alter(note, (n * 1000 + c) as u64));
        std::iter::once(note.clone()).chain(altered).collect()
    };
    let notes: Vec<Vec<Gold>> = notes.par_iter().enumerate().map(copies_of).collect();
    let taught = |judges: [Arc<Model>; 2]| -> Vec<Vec<Lesson>> {
        let lessons = |(n, copies): (usize, &Vec<Gold>)| {
            let of = |note| lessons_of(note, show(&note.text, judges[n % 2].clone()));
            copies.iter().flat_map(of).collect()
        };
        notes.par_iter().enumerate().map(lessons).collect()
    };
    let nobody = Arc::new(Model::none());
    let first = taught([nobody.clone(), nobody]);
    let half = |k: usize| Arc::new(learn(first.iter().skip(k).step_by(2).flatten(), plan.seed));
    learn(taught([half(1), half(0)]).iter().flatten(), plan.seed)
}

/// What was shown of names that are marked with a role.
fn lessons_of(note: &Gold, shown: Vec<Shown>) -> Vec<Lesson> {
    let role = |span: Span| {
        let mut people = note.spans.iter().filter(|m| m.label == Label::Person);
        let role = people.find(|m| m.start < span.end() && span.start() < m.end)?.role;
        ROLES.iter().position(|&r| Some(r) == role)
    };
    shown.into_iter().filter_map(|s| Some(Lesson { role: role(s.span)?, rows: s.rows })).collect()
}

/// Weights from lessons: logistic regression, averaged over the last half of training.
fn learn<'a>(lessons: impl Iterator<Item = &'a Lesson>, seed: u64) -> Model {
    let lessons = pruned(lessons.collect());
    let zeros = || vec![[0.0; 4]; ROWS];
    let (mut weights, mut squares, mut sums) = (zeros(), zeros(), zeros());
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for epoch in 0..EPOCHS {
        let mut random = Random::new(seed ^ epoch as u64);
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        for &at in &order {
            climb(&lessons[at], &mut weights, &mut squares);
        }
        if 2 * epoch >= EPOCHS {
            for (sum, w) in sums.iter_mut().flatten().zip(weights.iter().flatten()) {
                *sum += w / (EPOCHS / 2) as f32;
            }
        }
    }
    let most = sums.iter().flatten().fold(1e-6f32, |most, w| most.max(w.abs()));
    let step = most / 127.0;
    Model::new(sums.iter().map(|row| row.map(|w| (w / step).round() as i8 as u8)).collect(), step)
}

/// The lessons without features that few of them have.
fn pruned(lessons: Vec<&Lesson>) -> Vec<Lesson> {
    let mut met = vec![0u32; ROWS];
    for &row in lessons.iter().flat_map(|l| &l.rows) {
        met[row as usize] += 1;
    }
    let common = |&row: &u32| met[row as usize] >= LEAST;
    let pruned = |l: &Lesson| Lesson { rows: l.rows.iter().copied().filter(common).collect(), role: l.role };
    lessons.into_iter().map(pruned).collect()
}

/// One step of gradient ascent on the likelihood of a lesson.
fn climb(lesson: &Lesson, weights: &mut [Scores], squares: &mut [Scores]) {
    let mut sum = [0.0; 4];
    for &row in &lesson.rows {
        for (s, w) in sum.iter_mut().zip(&weights[row as usize]) {
            *s += w;
        }
    }
    let mut gradient = normal(sum).map(|s| -s.exp());
    gradient[lesson.role] += 1.0;
    for &row in &lesson.rows {
        let (w, q) = (&mut weights[row as usize], &mut squares[row as usize]);
        for k in 0..4 {
            let g = gradient[k] - DECAY * w[k];
            q[k] += g * g;
            w[k] += RATE * g / (q[k] + 1e-6).sqrt().max(0.1);
        }
    }
}

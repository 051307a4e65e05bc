//! Training: marked notes in, weights out. Deterministic for the same notes, dictionaries and seed.

use super::augment::{Augmenter, Gold, Random};
use super::evidence::Evidence;
use super::features::{ROWS, Rows};
use super::glance::{self, Glance, Lesson, WORTH};
use super::habit::{Habit, Manner};
use super::nibbles::{packed, root};
use super::sight::Sight;
use super::tagger::{
    Chain, Lattice, Model, Scores, Shores, TAGS, allowed, first_tag, forbid_further, index_of, next_tag,
};
use super::weights::Weights;
use crate::detect::{Source, Window};
use crate::engine::{Inner, own_label};
use crate::lexicon;
use crate::text::fold::Folded;
use crate::text::token::tokenise_with;
use rayon::prelude::*;

/// Features that weigh no more than so many steps on any tag are left out: they are half of all, and
/// tell nothing.
const FAINT: f32 = 12.5;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Passes over the notes.
    pub epochs: usize,
    /// Altered copies of each note beside the note itself.
    pub copies: usize,
    /// The same for each fragment: they are dense with names, and would teach to see them everywhere.
    pub fragment_copies: usize,
    /// Learning rate of AdaGrad (Duchi, Hazan, Singer 2011).
    pub rate: f32,
    /// Weight decay.
    pub decay: f32,
    /// A feature met in fewer notes than this, copies counted, is left out.
    pub least: u16,
    /// How many of a token's features, in per cent, each pass hides at random, so that none is relied on
    /// alone (feature noising: Wang, Wang, Wager, Liang, Manning 2013).
    pub hide: usize,
    /// How often, in per cent, a finding by form is hidden from an altered copy.
    pub blind: usize,
    /// Seed of everything random.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            epochs: 7,
            copies: 28,
            fragment_copies: 3,
            rate: 0.06,
            decay: 1e-5,
            least: 36,
            hide: 22,
            blind: 40,
            seed: 1,
        }
    }
}

/// A note, or a copy of one, ready to learn from.
struct Example {
    features: Vec<Vec<u32>>,
    /// What a first glance sees.
    places: Vec<Vec<u32>>,
    breaks: Vec<bool>,
    tags: Vec<u8>,
}

impl Example {
    /// The features of each token but for so many in a hundred.
    fn noised(&self, hide: usize, random: &mut Random) -> Vec<Vec<u32>> {
        let mut noised =
            |rows: &Vec<u32>| rows.iter().copied().filter(|_| random.below(100) >= hide).collect();
        self.features.iter().map(&mut noised).collect()
    }
}

/// Trains on marked notes.
pub(crate) fn train(engine: &Inner, notes: &[Gold], plan: Plan) -> Weights {
    let is_caseless =
        |note: &&Gold| look(engine, note, Which::ITSELF, |seen| seen.sight.manner != Manner::Cased);
    let mut caseless: Vec<Gold> = notes.par_iter().filter(is_caseless).cloned().collect();
    caseless.extend(notes.iter().flat_map(Gold::caseless));
    // Each word is met in two ways of writing, and in twice as many notes.
    let half = Plan { copies: plan.copies / 2, least: 2 * plan.least, ..plan };
    let (cased, caseless) =
        rayon::join(|| learn(engine, notes, plan, false), || learn(engine, &caseless, half, true));
    Weights { cased, caseless }
}

/// Weights for text that is caseless or not, from the notes and copies that are so.
fn learn(engine: &Inner, notes: &[Gold], plan: Plan, caseless: bool) -> Model {
    let examples = each_copy(notes, plan, |note, which| {
        look(engine, note, which, |seen| {
            if (seen.sight.manner != Manner::Cased) != caseless {
                return None;
            }
            let features = (0..seen.sight.len()).map(|i| {
                let mut rows = Rows::new();
                seen.sight.rows(i, &mut rows);
                rows.all().to_vec()
            });
            let places = (0..seen.sight.len()).map(|i| {
                let mut places = Vec::new();
                seen.sight.glance(i, |place| places.push(place));
                places
            });
            let breaks = (0..seen.sight.len()).map(|i| seen.sight.breaks(i));
            let (features, places) = (features.collect(), places.collect());
            Some(Example { features, places, breaks: breaks.collect(), tags: seen.tags })
        })
    });
    let mut examples: Vec<Example> = examples.into_iter().flatten().collect();
    prune(&mut examples, plan.least);
    let mut learner = Learner::new(plan);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..plan.epochs {
        shuffle(&mut order, plan.seed ^ epoch as u64);
        for &at in &order {
            let mut random = Random::new(plan.seed ^ (epoch * examples.len() + at) as u64);
            learner.learn(&examples[at], &examples[at].noised(plan.hide, &mut random));
        }
        if 2 * epoch >= plan.epochs {
            learner.average();
        }
    }
    let glance = learner.glance(examples);
    learner.model(glance)
}

/// Which copy of which note is looked at.
#[derive(Clone, Copy)]
pub(super) struct Which {
    pub note: usize,
    /// 0 for the note itself.
    pub copy: usize,
    /// How much of what form found is hidden, in per cent.
    blind: usize,
    /// A number of its own.
    key: u64,
}

impl Which {
    /// A note by itself.
    const ITSELF: Which = Which { note: 0, copy: 0, blind: 0, key: 0 };
}

/// What is made of each note and its altered copies, in order.
pub(super) fn each_copy<T: Send>(
    notes: &[Gold],
    plan: Plan,
    make: impl Fn(&Gold, Which) -> T + Sync,
) -> Vec<T> {
    let augmenter = Augmenter::new(plan.seed);
    let of_note = |(n, note): (usize, &Gold)| {
        let copies = if note.is_fragment { plan.fragment_copies } else { plan.copies };
        let altered = (0..copies).map(|c| {
            let which = Which { note: n, copy: c + 1, blind: plan.blind, key: (n * 1000 + c) as u64 };
            make(&augmenter.alter(note, which.key), which)
        });
        let itself = make(note, Which { note: n, ..Which::ITSELF });
        std::iter::once(itself).chain(altered).collect::<Vec<T>>()
    };
    notes.par_iter().enumerate().flat_map_iter(of_note).collect()
}

/// A note as a tier sees it, with its tags.
pub(super) struct Seen<'a> {
    pub window: &'a Window<'a>,
    pub sight: &'a Sight,
    pub tags: Vec<u8>,
    /// Which mark each token is part of.
    pub marks: Vec<Option<usize>>,
}

/// Looks at a note. In some cases the tagger is not shown what form found, so that it learns to do
/// without.
pub(super) fn look<T>(engine: &Inner, note: &Gold, which: Which, learn: impl FnOnce(Seen<'_>) -> T) -> T {
    let folded = Folded::new(&note.text);
    let mut tokens = Vec::new();
    tokenise_with(folded.bytes(), 0, 0, own_label, &mut tokens);
    let window = Window::whole(folded.bytes(), &tokens);
    let mut random = Random::new(which.key ^ 0x5EED);
    let mut forms = crate::resolve::resolve(engine.forms(&window));
    forms.retain(|f| f.reason.source == Source::Form && random.below(100) >= which.blind);
    let ways = Evidence::of_note(&window);
    let known = |i: usize| (lexicon::word(tokens[i].hash), ways[i]);
    let sight = Sight::new(&window, 0..tokens.len(), &forms, known, Habit::of(&tokens).manner());
    let mut tags = vec![0u8; tokens.len()];
    let mut marks = vec![None; tokens.len()];
    for (n, span) in note.spans.iter().enumerate() {
        let Some(k) = index_of(span.label) else { continue };
        let mut tag = first_tag(k);
        for (t, token) in tokens.iter().enumerate() {
            if folded.start(token.start) < span.end && span.start < folded.end(token.end) {
                tags[t] = if sight.breaks(t) { first_tag(k) } else { tag } as u8;
                marks[t] = Some(n);
                tag = next_tag(k);
            }
        }
    }
    learn(Seen { window: &window, sight: &sight, tags, marks })
}

/// Leaves out features met in fewer than `least` examples.
fn prune(examples: &mut [Example], least: u16) {
    let mut met = vec![(0u16, usize::MAX); ROWS];
    for (n, example) in examples.iter().enumerate() {
        for &row in example.features.iter().flatten() {
            let (count, last) = &mut met[row as usize];
            if *last != n {
                *count = count.saturating_add(1);
                *last = n;
            }
        }
    }
    for example in examples {
        for rows in &mut example.features {
            rows.retain(|&row| met[row as usize].0 >= least);
        }
    }
}

struct Learner {
    plan: Plan,
    weights: Vec<Scores>,
    squares: Vec<Scores>,
    transitions: [Scores; TAGS],
    transition_squares: [Scores; TAGS],
    /// Running sums of the weights, for their average over the last half of training.
    sums: Vec<Scores>,
    transition_sums: [Scores; TAGS],
    averaged: f32,
    steps: usize,
}

impl Learner {
    fn new(plan: Plan) -> Learner {
        let zeros = || vec![[0.0; TAGS]; ROWS];
        Learner {
            plan,
            weights: zeros(),
            squares: zeros(),
            transitions: [[0.0; TAGS]; TAGS],
            transition_squares: [[0.0; TAGS]; TAGS],
            sums: zeros(),
            transition_sums: [[0.0; TAGS]; TAGS],
            averaged: 0.0,
            steps: 0,
        }
    }

    /// One step of gradient ascent on the likelihood of an example, of which these features are seen.
    fn learn(&mut self, example: &Example, features: &[Vec<u32>]) {
        let n = example.tags.len();
        if n == 0 {
            return;
        }
        let chain = Chain::new(&self.transitions);
        let lattice = self.lattice(features, &example.breaks, &chain);
        for i in 0..n {
            let mut gradient = lattice.node(i).map(|p| -p);
            gradient[example.tags[i] as usize] += 1.0;
            if gradient.iter().all(|g| g.abs() < 1e-3) {
                continue;
            }
            for &row in &features[i] {
                let row = row as usize;
                step(&mut self.weights[row], &mut self.squares[row], &gradient, self.plan);
            }
        }
        let mut gradient = [[0.0; TAGS]; TAGS];
        for i in 1..n {
            for (to, row) in gradient.iter_mut().enumerate() {
                for (from, g) in row.iter_mut().enumerate() {
                    if allowed(from, to) {
                        *g -= lattice.edge(&chain, i, from, to);
                    }
                }
            }
            gradient[example.tags[i] as usize][example.tags[i - 1] as usize] += 1.0;
        }
        let rows = self.transitions.iter_mut().zip(&mut self.transition_squares);
        for ((weights, squares), gradient) in rows.zip(&gradient) {
            step(weights, squares, gradient, self.plan);
        }
        self.steps += 1;
    }

    fn lattice(&self, features: &[Vec<u32>], breaks: &[bool], chain: &Chain) -> Lattice {
        let scored = features.iter().zip(breaks).map(|(rows, &breaks)| {
            let mut score = self.score(rows);
            if breaks {
                forbid_further(&mut score);
            }
            score
        });
        Lattice::new(&scored.collect::<Vec<_>>(), chain, Shores::default())
    }

    /// Learns which tokens are worth a look: those that are marked, and those that the tagger as it
    /// is now half suspects.
    fn glance(&self, examples: Vec<Example>) -> Glance {
        let chain = Chain::new(&self.transitions);
        let lessons: Vec<Lesson> = examples
            .into_par_iter()
            .flat_map_iter(|example| {
                let lattice = self.lattice(&example.features, &example.breaks, &chain);
                let lessons = example.places.into_iter().zip(example.tags).enumerate();
                lessons
                    .map(|(i, (places, tag))| Lesson {
                        places,
                        worth: tag > 0 || 1.0 - lattice.node(i)[0] >= WORTH,
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        glance::learn(&lessons)
    }

    fn score(&self, rows: &[u32]) -> Scores {
        let mut sum = [0.0; TAGS];
        for &row in rows {
            for (s, w) in sum.iter_mut().zip(&self.weights[row as usize]) {
                *s += w;
            }
        }
        sum
    }

    fn average(&mut self) {
        let add = |sums: &mut [Scores], now: &[Scores]| {
            for (s, w) in sums.iter_mut().flatten().zip(now.iter().flatten()) {
                *s += w;
            }
        };
        add(&mut self.sums, &self.weights);
        add(&mut self.transition_sums, &self.transitions);
        self.averaged += 1.0;
    }

    fn model(mut self, glance: Glance) -> Model {
        if self.averaged == 0.0 {
            self.average();
        }
        let n = self.averaged;
        let most = self.sums.iter().flatten().fold(0.0f32, |m, w| m.max((w / n).abs()));
        // Heavy weights are cut, at 49 steps above and 64 below nought, so that the many light ones keep their steps.
        let step = (most / 127.0).clamp(1e-6, 0.04);
        let rows = self.sums.iter().map(|row| {
            let row = row.map(|w| w / n / step);
            let faint = row.iter().all(|w| w.abs() < FAINT);
            packed(&row.map(|w| if faint { 0 } else { root(w) }))
        });
        Model::new(rows.collect(), step, self.transition_sums.map(|row| row.map(|w| w / n)), glance)
    }
}

fn step(weights: &mut Scores, squares: &mut Scores, gradient: &Scores, plan: Plan) {
    for t in 0..TAGS {
        let g = gradient[t] - plan.decay * weights[t];
        squares[t] += g * g;
        weights[t] += plan.rate * g / (squares[t] + 1e-6).sqrt().max(0.1);
    }
}

fn shuffle(order: &mut [usize], seed: u64) {
    let mut random = Random::new(seed);
    for i in (1..order.len()).rev() {
        order.swap(i, random.below(i + 1));
    }
}

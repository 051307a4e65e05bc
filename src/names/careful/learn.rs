//! How far the word of each tier is to be trusted, learnt from notes that neither has seen.

use super::mix::{Case, Mix};
use crate::engine::Inner;
use crate::names::Tier;
use crate::names::augment::Gold;
use crate::names::tagger::Scores;
use crate::names::train::{Plan, each_copy, look};
use std::ops::Range;

/// The mix is learnt from words in as much doubt as those that are read.
const LEARNT: Range<f32> = 0.1..0.95;

/// The mix that is best on some notes.
pub(crate) fn fitted(engine: &Inner, notes: &[Gold]) -> Mix {
    let plan = Plan { copies: 0, fragment_copies: 0, ..Plan::default() };
    let cases = each_copy(notes, plan, |note, which| {
        look(engine, note, which, |seen| {
            let (window, sight) = (seen.window, seen.sight);
            let fast =
                engine.names.weights.of(sight.manner).probabilities(sight, 0..sight.len(), Tier::Careful);
            let read = engine.names.careful.told(window, sight, 0, 0..fast.len(), &fast, LEARNT);
            let case = |(i, careful): (usize, Scores)| Case { fast: fast[i], careful, gold: seen.tags[i] };
            read.into_iter().map(case).collect::<Vec<_>>()
        })
    });
    Mix::fitted(&cases.into_iter().flatten().collect::<Vec<_>>())
}

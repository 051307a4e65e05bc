//! The careful tier: a small language model that is asked where the fast tier is in doubt.
//!
//! It reads whole stretches of a window, a few sentences long, and its word and the fast tier's are
//! weighed into one. It sees no more than the window shows, so that a stream and the whole note
//! agree; its sums are whole numbers, or floats in a fixed order, so that every machine does.

mod attention;
mod file;
mod float;
mod matrix;
mod mix;
mod network;
mod pieces;
mod stretches;

mod learn;

pub(crate) use learn::fitted;
pub use mix::Mix;

use super::sight::Sight;
use super::tagger::Scores;
use crate::detect::Window;
use crate::text::token::Kind;
use file::Reader;
use network::{Network, Stretch};
use pieces::Pieces;
use std::ops::Range;
use stretches::stretches;

/// A word whose likelihood to be part of an identifier lies between these is in doubt: outside, what
/// the careful tier says hardly ever changes what is found.
const DOUBT: Range<f32> = 0.1..0.95;

/// A word that stands near one in doubt is asked about too from this likelihood on.
const ASKED: f32 = 0.005;

/// The careful tier's vocabulary and weights, and how its word is weighed.
pub struct Careful {
    pieces: Pieces,
    network: Network,
    mix: Mix,
}

impl Careful {
    /// Reads a file of weights; `None` where it is something else.
    pub fn new(weights: &'static [u8], mix: Mix) -> Option<Careful> {
        let mut reader = Reader::new(weights)?;
        let pieces = Pieces::read(&mut reader)?;
        let network = Network::read(&mut reader, pieces.len())?;
        Some(Careful { pieces, network, mix })
    }

    /// Reads what is in doubt among the window's own tokens, and weighs what it makes of it into `tags`
    /// of tokens `from..`. Returns which of them it was asked about.
    pub fn weigh(&self, window: &Window<'_>, sight: &Sight, from: usize, tags: &mut [Scores]) -> Vec<bool> {
        let own = window.own_start - from..window.own_end - from;
        let mut read = vec![false; tags.len()];
        for (i, careful) in self.told(window, sight, from, own, tags, DOUBT) {
            tags[i] = self.mix.of(&tags[i], &careful);
            read[i] = true;
        }
        read
    }

    /// What it makes of the words in doubt, whose likelihood in the fast tier's `tags` lies in `doubt`, and of
    /// those beside them.
    fn told(
        &self,
        window: &Window<'_>,
        sight: &Sight,
        from: usize,
        own: Range<usize>,
        tags: &[Scores],
        doubt: Range<f32>,
    ) -> Vec<(usize, Scores)> {
        let doubtful = |i: usize| own.contains(&i) && doubt.contains(&(1.0 - tags[i][0]));
        if !own.clone().any(doubtful) {
            return Vec::new();
        }
        let ranges = stretches(&self.counts(window, sight, from), |i| sight.breaks(i), doubtful);
        let stretch = |range: &Range<usize>| {
            let mut stretch = self.stretch(window, sight, from, range);
            stretch.asked.retain(|word| 1.0 - tags[range.start + word][0] >= ASKED);
            stretch
        };
        let stretches: Vec<Stretch> = ranges.iter().map(stretch).collect();
        let words =
            ranges.iter().zip(&stretches).flat_map(|(r, s)| s.asked.iter().map(|word| r.start + word));
        words.zip(self.network.scores(&stretches).concat()).collect()
    }

    /// Reads everything, in doubt or not; returns how many pieces were read.
    pub fn read(&self, window: &Window<'_>, sight: &Sight) -> usize {
        let ranges = stretches(&self.counts(window, sight, 0), |i| sight.breaks(i), |_| true);
        let stretches: Vec<Stretch> = ranges.iter().map(|r| self.stretch(window, sight, 0, r)).collect();
        self.network.scores(&stretches);
        stretches.iter().map(|stretch| stretch.pieces.len()).sum()
    }

    /// How many pieces each word has with what stands after it.
    fn counts(&self, window: &Window<'_>, sight: &Sight, from: usize) -> Vec<usize> {
        let mut pieces = Vec::new();
        let count = |i: usize| {
            pieces.clear();
            self.pieces.word(window.word(from + i), &mut pieces);
            self.pieces.gap(window.gap_after(from + i), &mut pieces);
            pieces.len()
        };
        (0..sight.len()).map(count).collect()
    }

    fn stretch(&self, window: &Window<'_>, sight: &Sight, from: usize, range: &Range<usize>) -> Stretch {
        let word = |i: usize| {
            let is_label = window.tokens[from + i].kind == Kind::Label;
            let mut marks = Vec::new();
            sight.marks(i, &mut marks);
            let word: &[u8] = if is_label { b"" } else { window.word(from + i) };
            (word, window.gap_after(from + i), marks)
        };
        self.pieces.stretch(range.clone().map(word))
    }
}

#[cfg(test)]
mod tests;

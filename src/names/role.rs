//! Who a named person is to the patient: the patient, a relative, staff, or someone else.
//!
//! A multinomial logistic classifier over hashed features of each mention and its surroundings
//! (`sight.rs`), learnt with the tagger (`learn.rs`). Mentions of one person share a role: their
//! evidence adds up, in the order of the note.

pub(crate) mod learn;
mod sight;
#[cfg(test)]
mod tests;

use super::sparse;
use sight::Rows;
pub use sight::{Marks, Sight};

use super::people::PersonId;
use crate::detect::{Sub, Window};
use crate::text::token::Kind;
use foldhash::HashMap;

/// The roles, in the order of their weights.
pub const ROLES: [Sub; 4] = [Sub::Patient, Sub::Relative, Sub::Staff, Sub::Other];

/// Rows of the weight table: features are hashed to them.
pub const ROWS: usize = 1 << 18;

/// A score for each of [`ROLES`], in logarithms.
pub type Scores = [f32; 4];

/// The weights, in steps of `step`.
pub struct Model {
    rows: Vec<[i8; 4]>,
    step: f32,
}

const MAGIC: &[u8; 8] = b"roles001";

impl Model {
    /// Weights that say nothing.
    fn none() -> Model {
        Model { rows: vec![[0; 4]; ROWS], step: 0.0 }
    }

    /// Reads what [`Model::to_bytes`] wrote; `None` where it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Model> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (step, rest) = rest.split_first_chunk::<4>()?;
        Some(Model { rows: sparse::read(rest, ROWS)?, step: f32::from_le_bytes(*step) })
    }

    /// The model as a file: rows without weight are left out.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.step.to_le_bytes());
        sparse::write(self.rows.iter().copied(), &mut out);
        out
    }

    /// Logarithms of the probability of each role, from the rows of a mention.
    pub fn scores(&self, rows: &[u32]) -> Scores {
        let mut sums = [0i32; 4];
        for &row in rows {
            for (sum, &w) in sums.iter_mut().zip(&self.rows[row as usize]) {
                *sum += i32::from(w);
            }
        }
        normal(sums.map(|s| s as f32 * self.step))
    }
}

/// Scores less the logarithm of the sum of their exponentials.
fn normal(scores: Scores) -> Scores {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    scores.map(|s| s - top - sum.ln())
}

/// What is known of one person's role.
#[derive(Default)]
struct Standing {
    /// What the caller said.
    told: Option<Sub>,
    /// What their mentions said so far, added up.
    heard: Scores,
    count: u32,
}

impl Standing {
    /// Index of the likeliest role in [`ROLES`], with its lead over the next one.
    fn best(&self) -> (usize, f32) {
        let best = |not: usize| {
            (0..4).rev().filter(|&k| k != not).max_by(|&a, &b| self.heard[a].total_cmp(&self.heard[b]))
        };
        let first = best(4).expect("four roles");
        let second = best(first).expect("three roles");
        match self.told.and_then(|role| ROLES.iter().position(|&r| r == role)) {
            Some(told) => (told, 9.0),
            None => (first, self.heard[first] - self.heard[second]),
        }
    }

    fn role(&self) -> Option<usize> {
        (self.told.is_some() || self.count > 0).then(|| self.best().0)
    }
}

/// The roles of a note's people so far.
#[derive(Default)]
pub struct Roles {
    people: HashMap<PersonId, Standing>,
    /// How many people have each role.
    counts: [u32; 4],
    /// Who was mentioned last.
    last: Option<PersonId>,
    /// Who bore a word last, by its hash.
    bearers: HashMap<u64, PersonId>,
    /// Hashes of the words that the note opens with.
    opening: Vec<u64>,
}

impl Roles {
    /// Takes the caller's word, the first that is given.
    pub fn tell(&mut self, id: PersonId, role: Sub) {
        self.change(id, |standing| {
            standing.told.get_or_insert(role);
        });
    }

    /// Notes what kind of note this is, by the words that it opens with.
    pub fn open(&mut self, w: &Window<'_>) {
        if w.begins && self.opening.is_empty() {
            self.opening = w
                .tokens
                .iter()
                .filter(|t| t.kind == Kind::Word && t.len() > 2)
                .take(8)
                .map(|t| t.hash)
                .collect();
        }
    }

    /// Takes what one mention says. Returns the rows that it was judged by.
    pub fn hear(&mut self, id: PersonId, sight: &Sight<'_, '_>, model: &Model) -> Vec<u32> {
        let mut rows = sight.rows();
        self.context(id, sight, &mut rows);
        let scores = model.scores(rows.all());
        self.change(id, |standing| {
            for (sum, s) in standing.heard.iter_mut().zip(scores) {
                *sum += s;
            }
            standing.count += 1;
        });
        self.last = Some(id);
        self.bearers.insert(sight.last_word(), id);
        rows.into_inner()
    }

    fn change(&mut self, id: PersonId, change: impl FnOnce(&mut Standing)) {
        let standing = self.people.entry(id).or_default();
        let before = standing.role();
        change(standing);
        let after = standing.role();
        before.into_iter().for_each(|k| self.counts[k] -= 1);
        after.into_iter().for_each(|k| self.counts[k] += 1);
    }

    /// What the note has told so far.
    fn context(&self, id: PersonId, sight: &Sight<'_, '_>, rows: &mut Rows) {
        let own = sight.look();
        let fresh = Standing::default();
        let standing = self.people.get(&id).unwrap_or(&fresh);
        let role = |k: Option<usize>| k.map_or(0, |k| k as u64 + 1);
        let known: u32 = self.counts.iter().sum();
        let (best, lead) = standing.best();
        let sure = [1.0, 3.0, 6.0].iter().filter(|&&l| lead >= l).count() as u64;
        let times = u64::from(standing.count.min(2));
        let mine = if standing.role().is_some() { 1 + (best as u64) * 4 + sure } else { 0 };
        rows.add(80, mine, 0);
        rows.add(81, times, own);
        rows.add(82, known.min(4).into(), times);
        let met = self.counts.map(|n| u64::from(n.min(2))).iter().fold(0, |all, n| all * 3 + n);
        rows.add(83, met, times);
        rows.add(84, self.counts[0].min(2).into(), own | times << 8);
        let last = role(self.last.filter(|&l| l != id).and_then(|l| self.people[&l].role()));
        let (near, gap) = sight.person_before();
        rows.add(85, last, near);
        rows.add(86, last, near << 8 | gap);
        rows.add(87, last, own);
        let kin =
            self.bearers.get(&sight.last_word()).filter(|&&k| k != id).and_then(|k| self.people[k].role());
        rows.add(88, role(kin), 0);
        rows.add(89, role(kin), own);
        for &word in &self.opening {
            rows.add(90, word, 0);
            rows.add(91, word, own);
        }
    }

    /// A person's role as far as it is known.
    pub fn of(&self, id: PersonId) -> Option<Sub> {
        self.people.get(&id)?.role().map(|k| ROLES[k])
    }
}

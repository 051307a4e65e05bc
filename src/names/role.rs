//! Who a named person is to the patient: the patient, a relative, staff, or someone else.
//!
//! A multinomial logistic classifier over hashed features of each mention and its surroundings
//! (`sight.rs`), learnt with the tagger (`learn.rs`). Mentions of one person share a role: their
//! evidence adds up, in the order of the note.

pub(crate) mod learn;
mod sight;
#[cfg(test)]
mod tests;

use super::sparse::Sparse;
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
    /// Of each row the four weights.
    rows: Box<[[u8; 4]; ROWS]>,
    step: f32,
}

/// A sum of rows: the four sums in one number, sixteen bits each. A name has some two hundred rows at most,
/// and 256 of them would have room.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// Of weights that are 128 more than they are.
    all: u64,
    rows: u16,
}

impl Sum {
    /// Adds a row.
    #[inline(always)]
    fn add(&mut self, row: [u8; 4]) {
        let four = u64::from(u32::from_le_bytes(row) ^ 0x8080_8080);
        let two = (four | four << 16) & 0xFFFF_0000_FFFF;
        self.all += (two | two << 8) & 0xFF_00FF_00FF_00FF;
        debug_assert!(self.rows < 256, "more rows than there is room for");
        self.rows += 1;
    }

    /// The four sums.
    fn parts(self) -> [i32; 4] {
        std::array::from_fn(|k| (self.all >> (16 * k)) as u16 as i32 - 128 * i32::from(self.rows))
    }
}

const MAGIC: &[u8; 8] = b"roles002";

impl Model {
    /// Weights that say nothing.
    fn none() -> Model {
        Model::new(vec![[0; 4]; ROWS], 0.0)
    }

    fn new(rows: Vec<[u8; 4]>, step: f32) -> Model {
        Model { rows: rows.try_into().expect("as many rows as features are hashed to"), step }
    }

    /// Reads what [`Model::to_bytes`] wrote; `None` where it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Model> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (step, rest) = rest.split_first_chunk::<4>()?;
        let rows = Sparse::read(rest, ROWS, |rows| rows.to_vec().into())?;
        Some(Model::new(rows.all().collect(), f32::from_le_bytes(*step)))
    }

    /// The model as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.step.to_le_bytes());
        Sparse::new(self.rows.as_slice()).write(&mut out);
        out
    }

    /// Logarithms of the probability of each role, from the sum of the rows of a mention.
    fn scores(&self, sum: Sum) -> Scores {
        normal(sum.parts().map(|s| s as f32 * self.step))
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
    /// By their numbers.
    people: Vec<Standing>,
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

    /// Takes what one mention says. Returns the rows that it was judged by, if `keep` asks for them.
    pub fn hear(
        &mut self,
        id: PersonId,
        sight: &Sight<'_, '_>,
        model: &Model,
        keep: bool,
    ) -> Option<Vec<u32>> {
        let mut rows = Rows::new(model, keep);
        sight.rows(&mut rows);
        self.context(id, sight, &mut rows);
        let scores = model.scores(rows.sum);
        self.change(id, |standing| {
            for (sum, s) in standing.heard.iter_mut().zip(scores) {
                *sum += s;
            }
            standing.count += 1;
        });
        self.last = Some(id);
        self.bearers.insert(sight.last_word(), id);
        rows.kept
    }

    fn change(&mut self, id: PersonId, change: impl FnOnce(&mut Standing)) {
        let id = id as usize;
        if id >= self.people.len() {
            self.people.resize_with(id + 1, Standing::default);
        }
        let standing = &mut self.people[id];
        let before = standing.role();
        change(standing);
        let after = standing.role();
        before.into_iter().for_each(|k| self.counts[k] -= 1);
        after.into_iter().for_each(|k| self.counts[k] += 1);
    }

    /// The role of a person as far as it is known, as an index into [`ROLES`].
    fn role(&self, id: PersonId) -> Option<usize> {
        self.people.get(id as usize)?.role()
    }

    /// What the note has told so far.
    fn context(&self, id: PersonId, sight: &Sight<'_, '_>, rows: &mut Rows<'_>) {
        let own = sight.look();
        let fresh = Standing::default();
        let standing = self.people.get(id as usize).unwrap_or(&fresh);
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
        let last = role(self.last.filter(|&l| l != id).and_then(|l| self.role(l)));
        let (near, gap) = sight.person_before();
        rows.add(85, last, near);
        rows.add(86, last, near << 8 | gap);
        rows.add(87, last, own);
        let kin = self.bearers.get(&sight.last_word()).filter(|&&k| k != id).and_then(|&k| self.role(k));
        rows.add(88, role(kin), 0);
        rows.add(89, role(kin), own);
        for &word in &self.opening {
            rows.add(90, word, 0);
            rows.add(91, word, own);
        }
    }

    /// A person's role as far as it is known.
    pub fn of(&self, id: PersonId) -> Option<Sub> {
        self.role(id).map(|k| ROLES[k])
    }
}

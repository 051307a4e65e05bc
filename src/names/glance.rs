//! A first glance at each token: whether it is worth the tagger's look. Two of three tokens are plain
//! words among plain words, and a linear score of cheap features says so.
//!
//! It learns from the tagger (a cascade: Viola and Jones 2001): a token that is marked, or that the
//! tagger half suspects, must pass.

use super::Tier;
use super::features::{bits, row};
use super::sight::Sight;
use crate::lexicon::Class;
use std::ops::Range;

/// Weights of the glance: features are hashed to them.
pub const PLACES: usize = 1 << 17;

/// Share of the tokens worth a look, of those learnt from, that pass. What hardly passes is mostly
/// innocent, so that a few lost here are fewer words taken wrongly too.
const RECALL: f64 = 0.987;
/// A token that the tagger gives at least this probability of being part of an identifier is worth
/// a look.
pub const WORTH: f32 = 0.1;
/// The careful tier weighs what the tagger makes of fainter words too: of those that lack so many steps,
/// each 0.05 of log-odds or a little less.
const FAINTER: i32 = 56;
/// So many tokens that do not pass by themselves are looked at where both sides do.
const BRIDGE: usize = 1;

/// The weights.
pub struct Glance {
    /// In steps: only their sum counts.
    weights: Box<[i8; PLACES]>,
    /// Least sum that passes.
    least: i32,
}

impl Glance {
    /// From its parts.
    pub fn new(weights: Vec<i8>, least: i32) -> Glance {
        Glance { weights: weights.try_into().expect("as many weights as places"), least }
    }

    /// Its parts.
    pub fn parts(&self) -> (&[i8], i32) {
        (&self.weights[..], self.least)
    }

    /// The runs of tokens worth a look that reach into tokens `own`, into `out`.
    pub fn islands(&self, sight: &Sight, own: Range<usize>, tier: Tier, out: &mut Vec<Range<usize>>) {
        let least = match tier {
            Tier::Fast => self.least,
            Tier::Careful => self.least.saturating_sub(FAINTER),
        };
        let passes = |i: usize| {
            let mut sum = 0;
            sight.glance(i, |place| sum += i32::from(self.weights[place as usize]));
            sum >= least
        };
        out.clear();
        for i in shore(own.start, passes)..sight.len() {
            let near = out.last().is_some_and(|last| i <= last.end + BRIDGE);
            if i >= own.end && !near {
                break;
            }
            if passes(i) {
                match out.last_mut() {
                    Some(last) if near => last.end = i + 1,
                    _ => out.push(i..i + 1),
                }
            }
        }
        out.retain(|island| own.start < island.end);
    }
}

/// Where the run of tokens worth a look that reaches token `i` begins; `i` where none does.
fn shore(mut i: usize, passes: impl Fn(usize) -> bool) -> usize {
    let back = |i: usize| (i.saturating_sub(1 + BRIDGE)..i).rev().find(|&k| passes(k));
    while let Some(before) = back(i) {
        i = before;
    }
    i
}

impl Sight {
    /// Places of what a glance at token `i` sees.
    pub(super) fn glance(&self, i: usize, mut see: impl FnMut(u32)) {
        let mut add = |template: u64, a: u64, b: u64| see(row(template, a, b, PLACES));
        let [pp, p, t, n, nn] = self.around(i);
        let shape = u64::from(t.shape);
        let seen = shape | u64::from(t.scores) << 8;
        add(1, t.word, 0);
        add(2, p.word, 0);
        add(3, n.word, 0);
        add(4, pp.word, 0);
        add(5, nn.word, 0);
        add(6, shape | u64::from(p.shape) << 5, u64::from(t.gap));
        add(7, shape | u64::from(n.shape) << 5, u64::from(n.gap));
        add(8, seen, self.manner as u64);
        add(9, u64::from(t.common) | u64::from(t.given) << 8 | u64::from(t.surname) << 16, 0);
        add(10, u64::from(p.common) | u64::from(n.common) << 8, shape);
        for bit in bits(t.class.or(t.phrase)) {
            add(11, bit, shape);
        }
        for bit in bits(p.class.or(p.phrase)) {
            add(12, bit, shape);
        }
        for bit in bits(n.class.or(n.phrase)) {
            add(13, bit, shape);
        }
        let forms = [p, t, n].map(|a| u64::from(a.form));
        if forms != [0; 3] {
            add(14, forms[1], 0);
            add(15, forms[0] | forms[2] << 8, shape);
        }
        for (k, &affix) in (16..).zip(&t.affixes) {
            add(k, u64::from(affix), 0);
        }
        let (column, short) = (u64::from(t.column.min(3)), u64::from(self.line_of(t).min(6)));
        add(20, column | short << 4, shape);
        add(21, t.field, 0);
        add(22, u64::from(t.title) | u64::from(t.relation) << 4, seen);
        add(23, u64::from(t.head) | u64::from(t.head_class) << 4 | u64::from(t.term) << 8, shape);
        add(24, u64::from(t.ways), shape);
        add(25, u64::from(t.cluster), 0);
        let eponym = t.class.has(Class::EPONYM) || p.class.has(Class::EPONYM);
        if t.pattern != 0 || eponym {
            add(26, t.pattern, u64::from(eponym));
            add(27, p.pattern, u64::from(p.form));
        }
    }
}

/// A token as the glance learns from it.
pub struct Lesson {
    /// What it sees.
    pub places: Vec<u32>,
    /// Whether it must pass.
    pub worth: bool,
}

/// Learns by logistic regression (AdaGrad), then sets the least score by [`RECALL`].
pub fn learn(lessons: &[Lesson]) -> Glance {
    const EPOCHS: usize = 3;
    const RATE: f32 = 0.1;
    const DECAY: f32 = 1e-6;
    let mut weights = vec![0.0f32; PLACES];
    let mut squares = vec![0.0f32; PLACES];
    let score = |weights: &[f32], l: &Lesson| l.places.iter().map(|&p| weights[p as usize]).sum::<f32>();
    for _ in 0..EPOCHS {
        for lesson in lessons {
            let p = 1.0 / (1.0 + super::exp::exp(-score(&weights, lesson).clamp(-30.0, 30.0)));
            let error = f32::from(u8::from(lesson.worth)) - p;
            if error.abs() < 0.005 {
                continue;
            }
            for &place in &lesson.places {
                let at = place as usize;
                let g = error - DECAY * weights[at];
                squares[at] += g * g;
                weights[at] += RATE * g / (squares[at] + 1e-6).sqrt().max(0.1);
            }
        }
    }
    let most = weights.iter().fold(0.0f32, |m, w| m.max(w.abs()));
    let step = (most / 127.0).clamp(1e-6, 0.05);
    let weights: Vec<i8> = weights.iter().map(|w| (w / step).round().clamp(-127.0, 127.0) as i8).collect();
    let sum = |l: &Lesson| l.places.iter().map(|&p| i32::from(weights[p as usize])).sum::<i32>();
    let mut worth: Vec<i32> = lessons.iter().filter(|l| l.worth).map(sum).collect();
    worth.sort_unstable();
    let least = worth.get(((1.0 - RECALL) * worth.len() as f64) as usize).copied().unwrap_or(i32::MIN);
    Glance::new(weights, least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Window;
    use crate::names::habit::Manner;
    use crate::text::token::{hash, tokenise};

    /// A glance that lets one word pass and no other.
    fn passing(word: &str) -> Glance {
        let mut weights = vec![0; PLACES];
        weights[row(1, hash(word.as_bytes()), 0, PLACES) as usize] = 1;
        Glance::new(weights, 1)
    }

    /// Tokens, `x` for each that passes; the own ones; where the islands begin and end.
    type Row = (&'static str, Range<usize>, &'static [(usize, usize)]);

    #[test]
    fn islands_are_runs_that_reach_into_the_own_tokens() {
        let table: [Row; 21] = [
            ("", 0..0, &[]),
            ("...", 0..3, &[]),
            (".x.", 0..3, &[(1, 2)]),
            ("xxx", 0..3, &[(0, 3)]),
            // One that does not pass is bridged, two are not.
            ("x.x", 0..3, &[(0, 3)]),
            ("x..x", 0..4, &[(0, 1), (3, 4)]),
            ("xx.x..x.", 0..8, &[(0, 4), (6, 7)]),
            // A run is followed back and on from the own tokens.
            ("x.x.x.x", 3..4, &[(0, 7)]),
            ("xxxxx", 2..3, &[(0, 5)]),
            ("..x.x.", 0..3, &[(2, 5)]),
            ("x.x", 0..1, &[(0, 3)]),
            ("x.x", 2..3, &[(0, 3)]),
            ("x.x", 1..2, &[(0, 3)]),
            ("..x..x", 0..3, &[(2, 3)]),
            ("x..x", 3..4, &[(3, 4)]),
            // What ends before them or begins after them is left out.
            ("x.", 1..2, &[]),
            ("xx..x", 2..5, &[(4, 5)]),
            ("x..x", 1..3, &[]),
            ("..x", 0..2, &[]),
            ("x..x", 0..2, &[(0, 1)]),
            ("xx.xx", 0..0, &[]),
        ];
        let glance = passing("quayle");
        let mut islands = Vec::new();
        for (marks, own, want) in table {
            let words: Vec<_> = marks.chars().map(|c| if c == 'x' { "quayle" } else { "slept" }).collect();
            let (text, mut tokens) = (words.join(" "), Vec::new());
            tokenise(text.as_bytes(), 0, 0, &mut tokens);
            let w = Window::whole(text.as_bytes(), &tokens);
            let known = |i: usize| (crate::lexicon::word(tokens[i].hash), 0);
            let sight = Sight::new(&w, 0..tokens.len(), &[], known, Manner::Lower);
            glance.islands(&sight, own.clone(), Tier::Fast, &mut islands);
            let got: Vec<_> = islands.iter().map(|island| (island.start, island.end)).collect();
            assert_eq!(got, want, "{marks:?} {own:?}");
        }
    }

    #[test]
    fn fainter_words_pass_for_the_careful_tier_alone() {
        let mut tokens = Vec::new();
        tokenise(b"slept quayle", 0, 0, &mut tokens);
        let w = Window::whole(b"slept quayle", &tokens);
        let known = |i: usize| (crate::lexicon::word(tokens[i].hash), 0);
        let sight = Sight::new(&w, 0..2, &[], known, Manner::Lower);
        let passing = |lacks: i32, tier: Tier| {
            let mut islands = Vec::new();
            Glance { least: 1 + lacks, ..passing("quayle") }.islands(&sight, 0..2, tier, &mut islands);
            islands
        };
        assert_eq!(passing(0, Tier::Fast).first(), Some(&(1..2)));
        assert!(passing(1, Tier::Fast).is_empty());
        assert_eq!(passing(FAINTER, Tier::Careful).first(), Some(&(1..2)));
        assert!(passing(FAINTER + 1, Tier::Careful).is_empty());
    }
}

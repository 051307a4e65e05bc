//! What tells a person's role: the name's own look, the words round it, titles, relations and jobs
//! within reach, its place in the line and in the note, and what else was found near it.
//!
//! The words of the name itself are left out: who bears a name says nothing of what they are.

use super::{Model, ROWS, Sum};
use crate::detect::{Finding, Label, Window};
use crate::lexicon::{self, Class};
use crate::names::features::row;
use crate::names::shapes::Bar;
use crate::names::sight::Sight as Stretch;
use crate::names::{CONTEXT, Seen};
use crate::text::token::{Case, Token};
use std::ops::Range;

/// Tokens looked at on either side.
const REACH: usize = 12;

/// A token near the name.
#[derive(Clone, Copy)]
struct Near {
    word: u64,
    /// Classes of the word and of listed phrases that it is part of.
    class: Class,
    cluster: u16,
    /// What stands between it and the name, the hardest of it.
    bar: Bar,
    /// Class of the gap on the name's side of it.
    gap: u8,
    /// What was found there, plus 1.
    found: u8,
    capital: bool,
}

const EDGE: Near =
    Near { word: 1, class: Class::NONE, cluster: 0, bar: Bar::Paragraph, gap: 31, found: 0, capital: false };

/// What [`Near::found`] is of people.
const PERSON: u8 = Label::Person as u8 + 1;

/// One side of the name, nearest first.
struct Side {
    /// With edges after the last one.
    all: [Near; REACH],
    count: usize,
}

impl Side {
    fn near(&self) -> &[Near] {
        &self.all[..self.count]
    }

    /// The nearest other name.
    fn person(&self) -> Option<usize> {
        self.near().iter().position(|n| n.found == PERSON)
    }
}

/// What was found at each token of a window, plus 1; 0 for nothing.
pub struct Marks(Vec<u8>);

impl Marks {
    /// From findings in folded offsets of the note, however faint.
    pub fn new(w: &Window<'_>, found: &[Finding]) -> Marks {
        let mut marks = vec![0; w.tokens.len()];
        for f in found.iter().filter(|f| f.strength >= 0.3) {
            let first = w.tokens.partition_point(|t| t.end <= f.span.start());
            let inside = w.tokens[first..].iter().take_while(|t| t.start < f.span.end()).count();
            marks[first..first + inside].fill(f.label as u8 + 1);
        }
        Marks(marks)
    }
}

/// A name and its surroundings.
pub struct Sight<'a, 'w> {
    w: &'a Window<'w>,
    name: Range<usize>,
    before: Side,
    after: Side,
    /// The name's look, and in short.
    own: u64,
    look: u64,
    /// How the name is known as given name and surname.
    known: [u64; 4],
}

impl<'a, 'w> Sight<'a, 'w> {
    /// Looks at the name that tokens `name` of a window are; `seen` is what context made of the window.
    pub fn new(w: &'a Window<'w>, seen: &Seen, marks: &Marks, name: Range<usize>) -> Self {
        let range = name.start.saturating_sub(REACH)..(name.end + REACH).min(w.tokens.len());
        // It reaches no further back than what was seen: a name begins at a token that is decided on.
        const { assert!(REACH <= CONTEXT) };
        if range.end <= seen.from + seen.sight.len() {
            return Self::of_stretch(w, &seen.sight, seen.from, marks, name, range);
        }
        // A name that goes on far into what follows.
        let known = |i: usize| (lexicon::word(w.tokens[i].hash), 0);
        let stretch = Stretch::new(w, range.clone(), &[], known, seen.sight.manner);
        Self::of_stretch(w, &stretch, range.start, marks, name, range)
    }

    /// The same with a stretch of tokens `from..` that has all of `range`.
    fn of_stretch(
        w: &'a Window<'w>,
        stretch: &Stretch,
        from: usize,
        marks: &Marks,
        name: Range<usize>,
        range: Range<usize>,
    ) -> Self {
        let look = |i: usize, side: usize, bar: &mut Bar| {
            let (atom, beside) = (stretch.at(i - from), stretch.at(side - from));
            *bar = beside.bar.max(*bar);
            let (capital, found) = (w.tokens[i].is_capitalised(), marks.0[i]);
            let (word, class, cluster, gap) = (atom.word, atom.class, atom.cluster, beside.gap);
            Near { word, class, cluster, bar: *bar, gap, found, capital }
        };
        let mut before = Side { all: [EDGE; REACH], count: name.start - range.start };
        let mut after = Side { all: [EDGE; REACH], count: range.end - name.end };
        let mut bar = Bar::None;
        for (near, i) in before.all.iter_mut().zip((range.start..name.start).rev()) {
            *near = look(i, i + 1, &mut bar);
        }
        bar = Bar::None;
        for (near, i) in after.all.iter_mut().zip(name.end..range.end) {
            *near = look(i, i, &mut bar);
        }
        // Phrases that lie within reach, all of them.
        for phrase in &stretch.phrases {
            let tokens = phrase.tokens.start + from..phrase.tokens.end + from;
            if range.start <= tokens.start && tokens.end <= range.end {
                for i in tokens {
                    let near = match () {
                        _ if i < name.start => &mut before.all[name.start - 1 - i],
                        _ if i >= name.end => &mut after.all[i - name.end],
                        _ => continue,
                    };
                    near.class = near.class.or(phrase.class);
                }
            }
        }
        let (a, b) = (stretch.at(name.start - from), stretch.at(name.end - 1 - from));
        let step = |n: u8| u64::from(n.div_ceil(4).min(4));
        let known = [a.given, a.surname, b.given, b.surname].map(step);
        let kind = match name.len() {
            1 => u64::from(a.given > a.surname) + 2 * u64::from(a.surname > a.given),
            _ => 4,
        };
        let tokens = &w.tokens[name.clone()];
        let count = tokens.len().min(4) as u64;
        let look = count.min(2) | kind << 2 | u64::from(case(&tokens[0]) == 0) << 5;
        Sight { w, own: own(w, &name), name, before, after, look, known }
    }

    /// Rows of the weights that speak here.
    pub(super) fn rows(&self, rows: &mut Rows<'_>) {
        rows.add(0, 0, 0);
        self.name(rows);
        self.words(rows);
        rows.side(0, &self.before);
        rows.side(1, &self.after);
        self.place(rows);
    }

    /// Hash of the name's last word.
    pub(super) fn last_word(&self) -> u64 {
        self.w.tokens[self.name.end - 1].hash
    }

    /// How far before another name ends, and the class of the gap before this one.
    pub(super) fn person_before(&self) -> (u64, u64) {
        let before = &self.before.all;
        let other = self.before.person();
        let bar = other.map_or(Bar::Paragraph, |at| before[at].bar);
        let word = if other == Some(1) { before[0].word << 16 } else { 0 };
        (other.map_or(9, |at| at.min(6) as u64) << 3 | bar as u64, word | u64::from(before[0].gap))
    }

    /// The name's look in short.
    pub(super) fn look(&self) -> u64 {
        self.look
    }

    /// The name's own look.
    fn name(&self, rows: &mut Rows<'_>) {
        let first = case(&self.w.tokens[self.name.start]);
        let (count, comma, kind) = (self.own & 7, self.own >> 10, self.look >> 2 & 7);
        rows.add(1, self.own, 0);
        rows.add(2, count, 0);
        rows.add(3, first, comma);
        rows.add(4, kind, first);
        let [a, b, c, d] = self.known;
        rows.add(5, a | b << 3 | c << 6 | d << 9, count);
    }

    /// The nearest words.
    fn words(&self, rows: &mut Rows<'_>) {
        let (before, after, own) = (&self.before.all, &self.after.all, self.look);
        let ([p, pp, ..], [n, nn, ..]) = (before, after);
        let gaps = u64::from(p.gap) | u64::from(n.gap) << 8;
        for by in 0..4 {
            rows.add(10 + by as u64, before[by].word, 0);
            rows.add(14 + by as u64, after[by].word, 0);
        }
        for by in 0..2 {
            rows.add(18 + by as u64, before[by].cluster.into(), 0);
            rows.add(20 + by as u64, after[by].cluster.into(), 0);
        }
        rows.add(22, p.word, u64::from(p.gap));
        rows.add(23, n.word, u64::from(n.gap));
        rows.add(24, p.word, pp.word);
        rows.add(25, n.word, nn.word);
        rows.add(26, p.word, n.word);
        rows.add(27, gaps, 0);
        rows.add(28, gaps, own);
        rows.add(29, p.word, own);
        rows.add(30, n.word, own);
        rows.add(31, u64::from(p.gap), own);
        rows.add(32, u64::from(n.gap), own);
        rows.add(33, u64::from(p.found) | u64::from(n.found) << 8, 0);
        rows.add(34, u64::from(p.found) | u64::from(p.gap) << 8, own);
        rows.add(35, u64::from(n.found) | u64::from(n.gap) << 8, own);
        rows.add(36, u64::from(p.class.bits() & LISTS.bits()), own);
        rows.add(37, u64::from(n.class.bits() & LISTS.bits()), own);
        rows.add(38, u64::from(p.cluster), u64::from(n.cluster));
    }

    /// The place in the line and in the note.
    fn place(&self, rows: &mut Rows<'_>) {
        let (w, name, own) = (self.w, &self.name, self.look);
        let newline = |gap: &[u8]| gap != b" " && gap.contains(&b'\n');
        let starts = |i: usize| i == 0 || newline(w.gap_before(i));
        let start = (name.start.saturating_sub(24)..=name.start).rev().find(|&i| starts(i));
        let column = start.map_or(15, |at| name.start - at) as u64;
        let left = (name.end..w.tokens.len()).take(6).position(|i| newline(w.gap_before(i)));
        let left = left.unwrap_or(6.min(w.tokens.len() - name.end)) as u64;
        let blank = |gap: &[u8]| gap.iter().filter(|&&b| b == b'\n').count() > 1;
        let parted = start.is_some_and(|at| blank(w.gap_before(at))) as u64;
        rows.add(60, column.min(5), own);
        rows.add(61, column.min(5), left);
        rows.add(62, column.min(3) | left << 4 | parted << 8, own);
        // Lengths in bytes: a window reaches 256 bytes to either side where the note does.
        let from = w.tokens[name.start].start;
        let to = w.bytes.len() + w.base - w.tokens[name.end - 1].end;
        let step = |bytes: usize, steps: &[usize]| steps.iter().filter(|&&s| bytes >= s).count() as u64;
        let (head, tail) = (step(from, &[12, 40, 90, 160, 300, 600]), step(to, &[4, 16, 40, 90, 180]));
        rows.add(63, head, own);
        rows.add(64, tail, own);
        rows.add(65, tail, column.min(3) | left << 4);
        rows.add(66, head, column.min(3) | left << 4);
        let Some(start) = start else { return };
        // What the line opens with: a field ("Consultant:"), a speaker, a list's head.
        let first = w.tokens[start].hash;
        if start < name.start {
            let colon = (start + 1..=name.start.min(start + 4)).find(|&i| w.gap_before(i).contains(&b':'));
            let field = colon.map_or(0, |i| w.tokens[i - 1].hash | 1);
            rows.add(67, field, 0);
            rows.add(68, field, own);
            rows.add(69, first, 0);
            rows.add(70, first, column.min(4));
        }
        if start > 0 {
            let above = (start.saturating_sub(20)..start).rev().find(|&i| starts(i));
            let above = above.map_or(0, |i| w.tokens[i].hash);
            rows.add(71, above, column.min(2));
            rows.add(72, w.tokens[start - 1].hash, column.min(2));
        }
        // A turn of talk: the name opens the line and a colon follows.
        let colon = w.gap_after(name.end - 1).first() == Some(&b':');
        rows.add(73, column.min(3), colon as u64);
    }
}

/// The classes that speak of people.
const LISTS: Class = Class::TITLE.or(Class::STAFF_TITLE).or(Class::RELATION).or(Class::OCCUPATION);

/// How a name's first or last word is written.
fn case(token: &Token) -> u64 {
    match token.case {
        Case::Lower => 0,
        Case::Upper => 2,
        Case::Initial => 3,
        _ => 1,
    }
}

/// A name's look: how many words, how the first and the last are written, how many are initials,
/// whether all are short, whether a comma stands between.
fn own(w: &Window<'_>, name: &Range<usize>) -> u64 {
    let tokens = &w.tokens[name.clone()];
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let count = tokens.len().min(4) as u64;
    let initials = tokens.iter().filter(|t| t.len() == 1).count().min(3) as u64;
    let short = tokens.iter().all(|t| t.len() <= 3 && t.case != Case::Title) as u64;
    let comma = (name.start + 1..name.end).any(|i| w.gap_before(i).contains(&b',')) as u64;
    count | case(first) << 3 | case(last) << 5 | initials << 7 | short << 9 | comma << 10
}

/// The weights of some rows, as they are added up.
pub(super) struct Rows<'m> {
    model: &'m Model,
    pub(super) sum: Sum,
    /// The rows themselves, where they are asked for.
    pub(super) kept: Option<Vec<u32>>,
}

impl Rows<'_> {
    pub(super) fn new(model: &Model, keep: bool) -> Rows<'_> {
        Rows { model, sum: Sum::default(), kept: keep.then(Vec::new) }
    }

    #[inline(always)]
    pub(super) fn add(&mut self, template: u64, a: u64, b: u64) {
        let row = row(template, a, b, ROWS);
        self.sum.add(self.model.rows[row as usize % ROWS]);
        if let Some(kept) = &mut self.kept {
            kept.push(row);
        }
    }

    /// What one side of the name holds, the nearest of each kind.
    fn side(&mut self, side: u64, of: &Side) {
        const KINDS: [Class; 4] = [Class::TITLE, Class::STAFF_TITLE, Class::RELATION, Class::OCCUPATION];
        let (near, other) = (of.near(), of.person());
        let mut nearest = [None; 4];
        for (at, n) in near.iter().enumerate().filter(|(_, n)| n.class.has(LISTS) && n.found != PERSON) {
            for (nearest, class) in nearest.iter_mut().zip(KINDS) {
                if nearest.is_none() && n.class.has(class) {
                    *nearest = Some(at);
                }
            }
        }
        for (k, at) in (0..).zip(nearest) {
            let kind = side | k << 1;
            let Some(at) = at else {
                self.add(40, kind, 0);
                continue;
            };
            let n = &near[at];
            let way = kind | (n.bar as u64) << 3;
            // Other names between make it theirs.
            let taken = other.is_some_and(|other| other < at) as u64;
            self.add(41, way, (at.min(6) as u64) << 1 | taken);
            self.add(42, way | taken << 6, n.word);
            self.add(43, kind, n.word);
            if at < 3 {
                self.add(44, kind, n.word ^ at as u64);
            }
        }
        for (at, n) in near.iter().enumerate() {
            let far = (at >= 4) as u64;
            if at < 8 && n.bar < Bar::Paragraph {
                let near = side | u64::from(n.bar >= Bar::Sentence) << 1;
                self.add(45, near | far << 2, n.word);
                self.add(46, side, n.word);
                if n.cluster > 0 && at < 5 && n.bar < Bar::Sentence {
                    self.add(47, side, n.cluster.into());
                }
            }
            if n.found > 0 && n.found != PERSON {
                self.add(48, side | (n.bar as u64) << 1, n.found.into());
                self.add(49, side | (at.min(5) as u64) << 1, n.found.into());
            }
        }
        let bar = other.map_or(Bar::Paragraph, |at| near[at].bar);
        self.add(50, side, other.map_or(9, |at| at.min(6) as u64) << 3 | bar as u64);
        let capitals = near.iter().take(4).filter(|n| n.capital).count() as u64;
        self.add(51, side, capitals);
    }
}

#[cfg(test)]
mod tests;

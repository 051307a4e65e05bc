//! What tells a person's role: the name's own look, the words round it, titles, relations and jobs
//! within reach, its place in the line and in the note, and what else was found near it.
//!
//! The words of the name itself are left out: who bears a name says nothing of what they are.

use super::ROWS;
use crate::detect::{Finding, Label, Window};
use crate::lexicon::{Class, Entry, Lexicon};
use crate::names::shapes::Gap;
use crate::text::token::Case;
use std::ops::Range;

/// Tokens looked at on either side.
const REACH: usize = 12;

/// What parts two tokens, the hardest of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bar {
    None,
    Clause,
    Sentence,
    Line,
    Paragraph,
}

/// A token near the name.
#[derive(Clone, Copy)]
struct Near {
    word: u64,
    /// What stands between it and the name, the hardest of it.
    bar: Bar,
    entry: Entry,
    /// Classes of the word and of listed phrases that it is part of.
    class: Class,
    /// Class of the gap on the name's side of it.
    gap: u8,
    /// What was found there, plus 1.
    found: u8,
    capital: bool,
}

const EDGE: Near = Near {
    word: 1,
    bar: Bar::Paragraph,
    entry: Entry { given: 0, surname: 0, word: 0, class: Class::NONE, cluster: 0 },
    class: Class::NONE,
    gap: 31,
    found: 0,
    capital: false,
};

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
    lexicon: &'a Lexicon,
    /// Nearest first.
    before: Vec<Near>,
    after: Vec<Near>,
}

impl<'a, 'w> Sight<'a, 'w> {
    /// Looks at the name that tokens `name` of a window are.
    pub fn new(lexicon: &'a Lexicon, w: &'a Window<'w>, marks: &Marks, name: Range<usize>) -> Self {
        let range = name.start.saturating_sub(REACH)..(name.end + REACH).min(w.tokens.len());
        let entries: Vec<Entry> = w.tokens[range.clone()].iter().map(|t| lexicon.word(t.hash)).collect();
        let mut classes: Vec<Class> = entries.iter().map(|e| e.class).collect();
        lexicon.phrases(w, &entries, range.start, |a, b, class| {
            classes[a - range.start..b - range.start].iter_mut().for_each(|c| *c = c.or(class));
        });
        let look = |i: usize, bar: Bar, gap: u8| {
            let token = &w.tokens[i];
            let (entry, class) = (entries[i - range.start], classes[i - range.start]);
            let capital = token.is_capitalised();
            Near { word: token.hash, bar, entry, class, gap, found: marks.0[i], capital }
        };
        let mut bar = Bar::None;
        let before = (range.start..name.start).rev().map(|i| {
            bar = bar.max(bar_of(w.gap_after(i)));
            look(i, bar, Gap::new(w.gap_after(i)).class)
        });
        let before = before.collect();
        let mut bar = Bar::None;
        let after = (name.end..range.end).map(|i| {
            bar = bar.max(bar_of(w.gap_before(i)));
            look(i, bar, Gap::new(w.gap_before(i)).class)
        });
        Sight { w, lexicon, before, after: after.collect(), name }
    }

    /// Rows of the weights that speak here.
    pub(super) fn rows(&self) -> Rows {
        let mut rows = Rows(Vec::with_capacity(160));
        rows.add(0, 0, 0);
        let own = self.own(&mut rows);
        self.words(&mut rows, own);
        rows.side(0, &self.before);
        rows.side(1, &self.after);
        self.place(&mut rows, own);
        rows
    }

    /// Hash of the name's last word.
    pub(super) fn last_word(&self) -> u64 {
        self.w.tokens[self.name.end - 1].hash
    }

    /// How far before another name ends, and the class of the gap before this one.
    pub(super) fn person_before(&self) -> (u64, u64) {
        let other = self.before.iter().position(|n| n.found == Label::Person as u8 + 1);
        let bar = other.map_or(Bar::Paragraph, |at| self.before[at].bar);
        let word = if other == Some(1) { self.before[0].word << 16 } else { 0 };
        (other.map_or(9, |at| at.min(6) as u64) << 3 | bar as u64, word | u64::from(self.before(0).gap))
    }

    /// The name's look in short.
    pub(super) fn look(&self) -> u64 {
        self.own(&mut Rows(Vec::new()))
    }

    /// The name's own look.
    fn own(&self, rows: &mut Rows) -> u64 {
        let tokens = &self.w.tokens[self.name.clone()];
        let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
        let case = |c: Case| match c {
            Case::Lower => 0,
            Case::Upper => 2,
            Case::Initial => 3,
            _ => 1,
        };
        let count = tokens.len().min(4) as u64;
        let initials = tokens.iter().filter(|t| t.len() == 1).count().min(3) as u64;
        let short = tokens.iter().all(|t| t.len() <= 3 && t.case != Case::Title) as u64;
        let comma = (self.name.start + 1..self.name.end).any(|i| self.w.gap_before(i).contains(&b',')) as u64;
        let own =
            count | case(first.case) << 3 | case(last.case) << 5 | initials << 7 | short << 9 | comma << 10;
        rows.add(1, own, 0);
        rows.add(2, count, 0);
        rows.add(3, case(first.case), comma);
        let (a, b) = (self.lexicon.word(first.hash), self.lexicon.word(last.hash));
        let step = |n: u8| u64::from(n.div_ceil(4).min(4));
        let kind =
            if count > 1 { 4 } else { u64::from(a.given > a.surname) + 2 * u64::from(a.surname > a.given) };
        rows.add(4, kind, case(first.case));
        rows.add(5, step(a.given) | step(a.surname) << 3 | step(b.given) << 6 | step(b.surname) << 9, count);
        count.min(2) | kind << 2 | u64::from(case(first.case) == 0) << 5
    }

    fn before(&self, by: usize) -> Near {
        self.before.get(by).copied().unwrap_or(EDGE)
    }

    fn after(&self, by: usize) -> Near {
        self.after.get(by).copied().unwrap_or(EDGE)
    }

    /// The nearest words.
    fn words(&self, rows: &mut Rows, own: u64) {
        let (p, n, pp, nn) = (self.before(0), self.after(0), self.before(1), self.after(1));
        let gaps = u64::from(p.gap) | u64::from(n.gap) << 8;
        for by in 0..4 {
            rows.add(10 + by as u64, self.before(by).word, 0);
            rows.add(14 + by as u64, self.after(by).word, 0);
        }
        for by in 0..2 {
            rows.add(18 + by as u64, self.before(by).entry.cluster.into(), 0);
            rows.add(20 + by as u64, self.after(by).entry.cluster.into(), 0);
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
        rows.add(38, u64::from(p.entry.cluster), u64::from(n.entry.cluster));
    }

    /// The place in the line and in the note.
    fn place(&self, rows: &mut Rows, own: u64) {
        let (w, name) = (self.w, &self.name);
        let newline = |gap: &[u8]| gap.contains(&b'\n');
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

/// Row numbers, as they are gathered.
pub(super) struct Rows(Vec<u32>);

impl Rows {
    pub(super) fn all(&self) -> &[u32] {
        &self.0
    }

    pub(super) fn into_inner(self) -> Vec<u32> {
        self.0
    }

    pub(super) fn add(&mut self, template: u64, a: u64, b: u64) {
        let mixed = (a ^ b.rotate_left(23) ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15))
            .wrapping_mul(0xD6E8_FEB8_6659_FD93);
        self.0.push((mixed >> (64 - ROWS.trailing_zeros())) as u32);
    }

    /// What one side of the name holds, the nearest of each kind.
    fn side(&mut self, side: u64, near: &[Near]) {
        for (k, class) in
            [Class::TITLE, Class::STAFF_TITLE, Class::RELATION, Class::OCCUPATION].into_iter().enumerate()
        {
            let at = near.iter().position(|n| n.class.has(class) && n.found != Label::Person as u8 + 1);
            let kind = side | (k as u64) << 1;
            let Some(at) = at else {
                self.add(40, kind, 0);
                continue;
            };
            let n = &near[at];
            let way = kind | (n.bar as u64) << 3;
            // Other names between make it theirs.
            let taken = near[..at].iter().any(|m| m.found == Label::Person as u8 + 1) as u64;
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
                if n.entry.cluster > 0 && at < 5 && n.bar < Bar::Sentence {
                    self.add(47, side, n.entry.cluster.into());
                }
            }
            if n.found > 0 && n.found != Label::Person as u8 + 1 {
                self.add(48, side | (n.bar as u64) << 1, n.found.into());
                self.add(49, side | (at.min(5) as u64) << 1, n.found.into());
            }
        }
        let other = near.iter().position(|n| n.found == Label::Person as u8 + 1);
        let bar = other.map_or(Bar::Paragraph, |at| near[at].bar);
        self.add(50, side, other.map_or(9, |at| at.min(6) as u64) << 3 | bar as u64);
        let capitals = near.iter().take(4).filter(|n| n.capital).count() as u64;
        self.add(51, side, capitals);
    }
}

fn bar_of(gap: &[u8]) -> Bar {
    if gap == b" " {
        return Bar::None;
    }
    let lines = gap.iter().filter(|&&b| b == b'\n').count();
    match lines {
        0 if gap.iter().any(|b| matches!(b, b';' | b'?' | b'!')) => Bar::Sentence,
        0 if gap.len() > 1 && gap.contains(&b'.') => Bar::Sentence,
        0 if gap.iter().any(|b| matches!(b, b',' | b'(' | b')' | b':' | b'-' | b'|' | b'/')) => Bar::Clause,
        0 => Bar::None,
        1 => Bar::Line,
        _ => Bar::Paragraph,
    }
}

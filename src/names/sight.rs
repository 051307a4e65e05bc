//! What the tagger sees of a stretch of tokens: of each token its word, its shape, the lists that it
//! is on, its place in the line, what form has found there. Each is looked at once; features
//! (`features.rs`) and the first glance (`glance.rs`) are made of it.

mod marks;

pub use marks::MARKS;

use super::evidence::Ways;
use super::shapes::{Gap, breaks, pattern, shape};
use crate::detect::{Finding, Window};
use crate::lexicon::{Class, Entry, Lexicon};
use crate::text::token::{Case, Kind};
use std::ops::Range;

/// What is known of a token, so that its neighbours see it at no cost.
#[derive(Clone, Copy)]
pub(super) struct Atom {
    pub word: u64,
    pub shape: u8,
    /// How it is parted from the token before.
    pub gap: u8,
    /// Given name, surname and word scores, in coarse steps.
    pub scores: u16,
    pub given: u8,
    pub surname: u8,
    pub common: u8,
    pub class: Class,
    /// Classes of listed phrases that it is part of; `opens` says that one begins.
    pub phrase: Class,
    pub opens: bool,
    /// Label found by form, plus 1.
    pub form: u8,
    pub cluster: u16,
    /// Number of its line within the stretch, and of the token within the line.
    pub line: u16,
    pub column: u16,
    /// Hash of the field that the line opens with ("Consultant:"), 0 for none.
    pub field: u64,
    /// Whether no mention goes on across the gap before it.
    pub breaks: bool,
    /// Hash of the pattern of its chunk ("99/99/9999"), and whether the chunk could be a day and a
    /// month; 0 for chunks without a digit.
    pub pattern: u64,
    /// Suffixes of two to four letters and a prefix of three; 0 where the word is too short.
    pub affixes: [u32; 4],
    /// Tokens back to the nearest title and relation, up to 4; 0 for none.
    pub title: u8,
    pub relation: u8,
    /// Tokens ahead to a word that ends an organisation's name, through capitalised words; 0 for none.
    pub head: u8,
    pub head_class: u8,
    /// Tokens ahead to a word that makes a clinical term of a surname, up to 3; 0 for none.
    pub term: u8,
    /// How its word has been met in the note.
    pub ways: Ways,
}

/// What stands where the stretch has no token.
const EDGE: Atom = Atom {
    word: 1,
    shape: 31,
    gap: 31,
    scores: 0,
    given: 0,
    surname: 0,
    common: 0,
    class: Class::NONE,
    phrase: Class::NONE,
    opens: false,
    form: 0,
    cluster: 0,
    line: 0,
    column: 0,
    field: 0,
    breaks: true,
    pattern: 0,
    affixes: [0; 4],
    title: 0,
    relation: 0,
    head: 0,
    head_class: 0,
    term: 0,
    ways: 0,
};

/// Neighbours that features look at, on either side.
const SIDE: usize = 2;

/// A stretch of tokens as the tagger sees it.
pub struct Sight {
    /// With [`SIDE`] edges on either side.
    atoms: Vec<Atom>,
    /// How the stretch is written: 0 as usual, 1 without capitals, 2 in capitals.
    pub(super) manner: u8,
    /// Tokens of each line.
    lines: Vec<u16>,
}

impl Sight {
    /// Looks at tokens `range` of a window. `forms` are findings by form, in folded offsets of the
    /// note, sorted by start; `ways` tells how the word of a token has been met. O(tokens).
    pub fn new(
        lexicon: &Lexicon,
        w: &Window<'_>,
        range: Range<usize>,
        forms: &[Finding],
        ways: impl Fn(usize) -> Ways,
    ) -> Sight {
        let entries: Vec<Entry> = w.tokens[range.clone()].iter().map(|t| lexicon.word(t.hash)).collect();
        let mut all = Vec::with_capacity(entries.len() + 2 * SIDE);
        all.resize(SIDE, EDGE);
        let mut lines = vec![0u16];
        let mut line = Line::default();
        let mut before = Class::NONE;
        for (i, entry) in range.clone().zip(&entries) {
            let gap = Gap::new(w.gap_before(i));
            let mut atom = atom(w, i, entry);
            (atom.gap, atom.ways) = (gap.class, ways(i));
            atom.breaks = breaks(w, i, &gap, before);
            line.place(&mut atom, &gap, i > range.start, &mut lines);
            before = entry.class;
            all.push(atom);
        }
        all.resize(all.len() + SIDE, EDGE);
        let atoms = &mut all[SIDE..SIDE + entries.len()];
        lexicon.phrases(w, &entries, range.start, |a, b, class| {
            for at in a..b {
                let atom = &mut atoms[at - range.start];
                atom.phrase = atom.phrase.or(class);
                atom.opens |= at == a;
            }
        });
        mark_forms(atoms, w, range.start, forms);
        look_behind(atoms);
        look_ahead(atoms);
        Sight { atoms: all, manner: manner(&w.tokens[range]), lines }
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.atoms.len() - 2 * SIDE
    }

    /// Whether no mention goes on from the token before `i` to token `i`: the end of a sentence or a
    /// paragraph, a colon, a bracket, a bar.
    pub fn breaks(&self, i: usize) -> bool {
        self.atoms[i + SIDE].breaks
    }

    /// Token `i` with the two before it and the two after it.
    pub(super) fn around(&self, i: usize) -> &[Atom; 2 * SIDE + 1] {
        self.atoms[i..].first_chunk().expect("edges on either side")
    }

    /// How many tokens the line of a token has.
    pub(super) fn line_of(&self, atom: &Atom) -> u16 {
        self.lines[usize::from(atom.line)]
    }
}

fn atom(w: &Window<'_>, i: usize, entry: &Entry) -> Atom {
    let token = &w.tokens[i];
    let coarse = |n: u8| u16::from(n.div_ceil(4).min(5));
    // Only chunks with a figure have a pattern, and their words are gated by it.
    let figures = token.kind != Kind::Word || token.gate.meets(crate::text::token::Gate::LETTER_NEAR_DIGIT);
    Atom {
        word: token.hash,
        shape: shape(token.kind, token.case, token.len()),
        scores: coarse(entry.given) | coarse(entry.surname) << 4 | u16::from(entry.word.div_ceil(2)) << 8,
        given: entry.given,
        surname: entry.surname,
        common: entry.word,
        class: entry.class,
        cluster: entry.cluster,
        affixes: if token.kind == Kind::Word { affixes(w.word(i)) } else { [0; 4] },
        pattern: if figures { pattern(w, i) } else { 0 },
        breaks: false,
        ..EDGE
    }
}

/// The affixes of a word in small letters, as numbers.
fn affixes(word: &[u8]) -> [u32; 4] {
    const LOW: u32 = 0x2020_2020;
    let n = word.len();
    let last = match word.last_chunk() {
        Some(tail) => u32::from_be_bytes(*tail) | LOW,
        None => word.iter().fold(0, |all, &b| all << 8 | u32::from(b | 0x20)),
    };
    let first = word.iter().take(3).fold(0, |all, &b| all << 8 | u32::from(b | 0x20));
    let longer = |than: usize, affix: u32| if n > than { affix } else { 0 };
    [longer(2, last & 0xFFFF), longer(3, last & 0xFF_FFFF), longer(4, last), first]
}

/// Numbers lines and columns and finds each line's field, from token to token.
#[derive(Default)]
struct Line {
    column: u16,
    first: u64,
    field: u64,
    /// Whether the line's field, if it has one, has begun.
    told: bool,
}

impl Line {
    fn place(&mut self, atom: &mut Atom, gap: &Gap, inside: bool, lines: &mut Vec<u16>) {
        if inside && gap.lines > 0 {
            lines.push(0);
            *self = Line::default();
        }
        if self.column == 0 {
            self.first = atom.word;
        } else if !self.told && gap.colon && self.column <= 4 {
            self.field = self.first ^ u64::from(self.column) << 7;
            self.told = true;
        }
        atom.line = (lines.len() - 1) as u16;
        atom.column = self.column;
        atom.field = self.field;
        self.column = self.column.saturating_add(1);
        *lines.last_mut().expect("one line at least") = self.column;
    }
}

fn mark_forms(atoms: &mut [Atom], w: &Window<'_>, from: usize, forms: &[Finding]) {
    for finding in forms {
        let first = w.tokens.partition_point(|t| t.end <= finding.span.start());
        let tokens = w.tokens[first..].iter().enumerate().take_while(|(_, t)| t.start < finding.span.end());
        for (k, _) in tokens {
            if let Some(atom) = (first + k).checked_sub(from).and_then(|at| atoms.get_mut(at)) {
                atom.form = finding.label as u8 + 1;
            }
        }
    }
}

/// Titles and relations within four tokens behind.
fn look_behind(atoms: &mut [Atom]) {
    const TITLES: Class = Class::TITLE.or(Class::STAFF_TITLE);
    const FAR: u8 = 4;
    let near = |far: u8| if far > FAR { 0 } else { far };
    let (mut title, mut relation) = (FAR + 1, FAR + 1);
    for atom in atoms {
        (atom.title, atom.relation) = (near(title), near(relation));
        let class = atom.class.or(atom.phrase);
        title = if class.has(TITLES) { 1 } else { title.saturating_add(1) };
        relation = if class.has(Class::RELATION) { 1 } else { relation.saturating_add(1) };
    }
}

/// Heads of organisations within four tokens ahead, of clinical terms within three.
fn look_ahead(atoms: &mut [Atom]) {
    const HEADS: Class = Class::ORG_HEAD.or(Class::ORG_HEAD_WEAK);
    const NONE: u8 = 9;
    let (mut head, mut term, mut weak) = (NONE, NONE, 0);
    for atom in atoms.iter_mut().rev() {
        let class = atom.class.or(atom.phrase);
        if class.has(HEADS) {
            (head, weak) = (0, u8::from(class.has(Class::ORG_HEAD)));
        }
        (atom.head, atom.head_class) = if head <= 4 { (head + 1, weak) } else { (0, 0) };
        atom.term = if (1..=3).contains(&term) { term } else { 0 };
        let step = |far: u8, joined: bool| if joined { far.saturating_add(1).min(NONE) } else { NONE };
        head = step(head, matches!(atom.gap, 0 | 6 | 13 | 15 | 21));
        term = if class.has(Class::EPONYM_HEAD) { 0 } else { term };
        term = step(term, matches!(atom.gap, 0 | 6 | 7 | 13 | 15 | 16));
    }
}

/// How a stretch is written, by its words of three letters and more.
fn manner(tokens: &[crate::text::token::Token]) -> u8 {
    let words = tokens.iter().filter(|t| t.kind == Kind::Word && t.len() > 2);
    let (mut lower, mut title, mut upper) = (0, 0, 0);
    for token in words {
        match token.case {
            Case::Lower => lower += 1,
            Case::Upper => upper += 1,
            _ => title += 1,
        }
    }
    match () {
        _ if upper > lower + title => 2,
        _ if lower > 12 * (title + upper) => 1,
        _ => 0,
    }
}

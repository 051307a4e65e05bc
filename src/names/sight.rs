//! What the tagger sees of a stretch of tokens: of each token its word, its shape, the lists that it
//! is on, its place in the line, what form has found there. Each is looked at once; features
//! (`features.rs`) and the first glance (`glance.rs`) are made of it.

mod marks;

pub use marks::MARKS;

use super::evidence::Ways;
use super::habit::Manner;
use super::shapes::{Bar, Gap, breaks, pattern, shape};
use crate::detect::{Finding, Window};
use crate::lexicon::{self, Class, Entry};
use crate::text::token::{Gate, Kind, Token};
use std::ops::Range;

/// What is known of a token, so that its neighbours see it at no cost.
#[derive(Clone, Copy)]
pub(super) struct Atom {
    pub word: u64,
    pub shape: u8,
    /// How it is parted from the token before.
    pub gap: u8,
    /// The hardest of what parts them.
    pub bar: Bar,
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
    /// Tokens ahead to a word that ends an organisation's name; 0 for none.
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
    bar: Bar::Paragraph,
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

/// Room for so many lines at once: few stretches have more.
const LINES: usize = 16;

/// Neighbours that features look at, on either side.
const SIDE: usize = 2;

/// A listed phrase: its first token, one past its last, and what it can be.
pub(super) struct Phrase {
    pub tokens: Range<usize>,
    pub class: Class,
}

/// A stretch of tokens as the tagger sees it.
pub struct Sight {
    /// With [`SIDE`] edges on either side.
    atoms: Vec<Atom>,
    /// How the note is written here.
    pub(super) manner: Manner,
    /// Tokens of each line.
    lines: Vec<u16>,
    /// In tokens of the stretch.
    pub(super) phrases: Vec<Phrase>,
}

impl Sight {
    /// Looks at tokens `range` of a window. `forms` are findings by form, in folded offsets of the
    /// note, sorted by start; `known` tells what the lists say of the word of a token and how it has been met, `manner`
    /// how the note is written. O(tokens).
    pub fn new(
        w: &Window<'_>,
        range: Range<usize>,
        forms: &[Finding],
        known: impl Fn(usize) -> (Entry, Ways),
        manner: Manner,
    ) -> Sight {
        let tokens = &w.tokens[range.clone()];
        let mut all = Vec::with_capacity(tokens.len() + 2 * SIDE);
        all.resize(SIDE, EDGE);
        let mut line = Line { lines: Vec::with_capacity(LINES), ..Line::default() };
        let mut before = Class::NONE;
        for (i, token) in range.clone().zip(tokens) {
            let (entry, ways) = known(i);
            let gap = Gap::new(w.gap_before(i));
            line.go_on(token.hash, &gap, i > range.start);
            all.push(Atom {
                gap: gap.class,
                bar: gap.bar,
                breaks: breaks(w, i, &gap, before),
                ways,
                line: line.lines.len() as u16,
                column: line.column,
                field: line.field,
                ..atom(w, token, entry)
            });
            before = entry.class;
        }
        all.resize(all.len() + SIDE, EDGE);
        let mut sight = Sight { atoms: all, manner, lines: line.end(), phrases: Vec::new() };
        sight.mark_phrases(w, range.start);
        let atoms = sight.tokens();
        mark_forms(atoms, w, range.start, forms);
        for i in 0..atoms.len() {
            let class = atoms[i].class.or(atoms[i].phrase);
            if class.has(CUES) {
                mark_cue(atoms, i, class);
            }
        }
        sight
    }

    fn tokens(&mut self) -> &mut [Atom] {
        let end = self.atoms.len() - SIDE;
        &mut self.atoms[SIDE..end]
    }

    /// Finds listed phrases; the stretch begins at token `from` of the window.
    fn mark_phrases(&mut self, w: &Window<'_>, from: usize) {
        let (range, atoms) = (from..from + self.len(), &self.atoms[SIDE..]);
        let found = |tokens: Range<usize>, class| {
            self.phrases.push(Phrase { tokens: tokens.start - from..tokens.end - from, class });
        };
        lexicon::phrases(w, range, |i| atoms[i - from].class, found);
        let atoms = &mut self.atoms[SIDE..];
        for phrase in &self.phrases {
            let atoms = &mut atoms[phrase.tokens.clone()];
            atoms[0].opens = true;
            atoms.iter_mut().for_each(|atom| atom.phrase = atom.phrase.or(phrase.class));
        }
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

    /// Token `i`.
    pub(super) fn at(&self, i: usize) -> &Atom {
        &self.atoms[i + SIDE]
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

/// What is known of a token by itself.
#[inline(always)]
fn atom(w: &Window<'_>, token: &Token, entry: Entry) -> Atom {
    let coarse = |n: u8| u16::from(n.div_ceil(4).min(5));
    // Only chunks with a figure have a pattern, and their words are gated by it.
    let figures = token.kind != Kind::Word || token.gate.meets(Gate::LETTER_NEAR_DIGIT);
    let at = token.start - w.base;
    Atom {
        word: token.hash,
        shape: shape(token),
        scores: coarse(entry.given) | coarse(entry.surname) << 4 | u16::from(entry.word.div_ceil(2)) << 8,
        given: entry.given,
        surname: entry.surname,
        common: entry.word,
        class: entry.class,
        cluster: entry.cluster,
        affixes: if token.kind == Kind::Word { affixes(w.bytes, at, token.len()) } else { [0; 4] },
        pattern: if figures { pattern(w.bytes, at) } else { 0 },
        ..EDGE
    }
}

/// The affixes of the word of `n` bytes at `at` in small letters, as numbers.
#[inline]
fn affixes(bytes: &[u8], at: usize, n: usize) -> [u32; 4] {
    const LOW: u32 = 0x2020_2020;
    let four = |at: usize| match bytes[at..].first_chunk() {
        Some(four) => u32::from_be_bytes(*four),
        // The window ends in a short word.
        None => bytes[at..].iter().zip([24, 16, 8]).fold(0, |all, (&b, by)| all | u32::from(b) << by),
    };
    let head = four(at) | LOW;
    let last = if n >= 4 { four(at + n - 4) | LOW } else { head >> (32 - 8 * n) };
    let longer = |than: usize, affix: u32| if n > than { affix } else { 0 };
    [longer(2, last & 0xFFFF), longer(3, last & 0xFF_FFFF), longer(4, last), head >> (32 - 8 * n.min(3))]
}

/// Numbers lines and columns and finds each line's field, from token to token.
#[derive(Default)]
struct Line {
    /// Tokens of each line before.
    lines: Vec<u16>,
    /// Tokens of this one so far.
    count: u16,
    column: u16,
    first: u64,
    field: u64,
    /// Whether the line's field, if it has one, has begun.
    told: bool,
}

impl Line {
    /// The next token.
    #[inline]
    fn go_on(&mut self, word: u64, gap: &Gap, inside: bool) {
        if inside && gap.lines > 0 {
            self.lines.push(self.count);
            (self.count, self.field, self.told) = (0, 0, false);
        }
        if self.count == 0 {
            self.first = word;
        } else if !self.told && gap.colon && self.count <= 4 {
            self.field = self.first ^ u64::from(self.count) << 7;
            self.told = true;
        }
        self.column = self.count;
        self.count = self.count.saturating_add(1);
    }

    /// Tokens of each line.
    fn end(mut self) -> Vec<u16> {
        self.lines.push(self.count);
        self.lines
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

/// Has the neighbours of a cue know of it: those within four tokens behind a title
/// or a relation, within four before the head of an organisation, within three before that of a
/// clinical term. Tokens come in order, so that the nearest cue behind is the one that stays.
fn mark_cue(atoms: &mut [Atom], i: usize, class: Class) {
    if class.has(TITLES.or(Class::RELATION)) {
        for (far, atom) in (1..=4).zip(&mut atoms[i + 1..]) {
            atom.title = if class.has(TITLES) { far } else { atom.title };
            atom.relation = if class.has(Class::RELATION) { far } else { atom.relation };
        }
    }
    if class.has(HEADS) {
        mark_heads(atoms, i, u8::from(class.has(Class::ORG_HEAD)));
    }
    if class.has(Class::EPONYM_HEAD) {
        mark_terms(atoms, i);
    }
}

const CUES: Class = TITLES.or(Class::RELATION).or(HEADS).or(Class::EPONYM_HEAD);
const TITLES: Class = Class::TITLE.or(Class::STAFF_TITLE);
const HEADS: Class = Class::ORG_HEAD.or(Class::ORG_HEAD_WEAK);

/// The head of an organisation, and those that may belong to its name: up to the head before.
fn mark_heads(atoms: &mut [Atom], i: usize, strong: u8) {
    (atoms[i].head, atoms[i].head_class) = (1, strong);
    let mut gap = atoms[i].gap;
    for (far, atom) in (2..=5).zip(atoms[..i].iter_mut().rev()) {
        if !matches!(gap, 0 | 6 | 13 | 15 | 21) || atom.class.or(atom.phrase).has(HEADS) {
            break;
        }
        (atom.head, atom.head_class) = (far, strong);
        gap = atom.gap;
    }
}

/// Those that the head of a clinical term may make a term of: up to the head before and including it.
fn mark_terms(atoms: &mut [Atom], i: usize) {
    let mut gap = atoms[i].gap;
    for (far, atom) in (1..=3).zip(atoms[..i].iter_mut().rev()) {
        if !matches!(gap, 0 | 6 | 7 | 13 | 15 | 16) {
            break;
        }
        atom.term = far;
        if atom.class.or(atom.phrase).has(Class::EPONYM_HEAD) {
            break;
        }
        gap = atom.gap;
    }
}

#[cfg(test)]
mod tests;

//! What the tagger sees of a token: its word, its shape, the lists it is on, its neighbours, its
//! place in the line, and what form has found near it. Each feature is hashed to a row of weights.

use super::evidence::Ways;
use super::shapes::{breaks, gap, pattern, shape};
use crate::detect::{Finding, Window};
use crate::lexicon::{Class, Entry, Lexicon};
use crate::text::token::{Case, Kind, hash};
use std::ops::Range;

/// Rows of the weight table: features are hashed to them.
pub const ROWS: usize = 1 << 20;

/// What is precomputed for a token, so that its neighbours see it at no cost.
#[derive(Clone, Copy, Default)]
struct Atom {
    word: u64,
    shape: u8,
    /// How it is parted from the token before.
    gap: u8,
    /// Given name, surname and word scores, in coarse steps.
    scores: u16,
    given: u8,
    surname: u8,
    common: u8,
    class: Class,
    /// Classes of listed phrases that it is part of; the high bit of `opens` says that one begins.
    phrase: Class,
    opens: bool,
    /// Label found by form, plus 1.
    form: u8,
    cluster: u16,
    /// Number of its line within the window, and of the token within the line.
    line: u16,
    column: u16,
    /// Hash of the field that the line opens with ("Consultant:"), 0 for none.
    field: u64,
    /// Whether no mention goes on across the gap before it.
    breaks: bool,
    /// Hash of the pattern of its chunk ("99/99/9999"), and whether the chunk could be a day and a
    /// month; 0 for chunks without a digit.
    pattern: u64,
    /// Suffixes of two to four letters and a prefix of three.
    affixes: [u64; 4],
    /// Tokens back to the nearest title and relation, up to 4; 0 for none.
    title: u8,
    relation: u8,
    /// Tokens ahead to a word that ends an organisation's name, through capitalised words; 0 for none.
    head: u8,
    head_class: u8,
    /// Tokens ahead to a word that makes a clinical term of a surname, up to 3; 0 for none.
    term: u8,
    /// How its word has been met in the note.
    ways: Ways,
}

/// A stretch of tokens as the tagger sees it.
pub struct Sight {
    atoms: Vec<Atom>,
    /// How the stretch is written: 0 as usual, 1 without capitals, 2 in capitals.
    manner: u8,
    lines: Vec<u16>,
}

/// Row numbers of one token's features, reused from token to token.
pub type Rows = Vec<u32>;

impl Sight {
    /// Looks at tokens `range` of a window. `forms` are findings by form, in folded offsets of the
    /// note, sorted by start; `ways` tells how the word of each token has been met.
    pub fn new(
        lexicon: &Lexicon,
        w: &Window<'_>,
        range: Range<usize>,
        forms: &[Finding],
        ways: &[Ways],
    ) -> Sight {
        let entries: Vec<Entry> = w.tokens[range.clone()].iter().map(|t| lexicon.word(t.hash)).collect();
        let mut atoms: Vec<Atom> = range.clone().zip(&entries).map(|(i, e)| atom(w, i, e)).collect();
        for k in 0..atoms.len() {
            let before = if k > 0 { entries[k - 1].class } else { Class::NONE };
            atoms[k].breaks = breaks(w, range.start + k, before);
            atoms[k].ways = ways[k];
        }
        lexicon.phrases(w, &entries, range.start, |a, b, class| {
            for at in a..b {
                let atom = &mut atoms[at - range.start];
                atom.phrase = atom.phrase.or(class);
                atom.opens |= at == a;
            }
        });
        mark_forms(&mut atoms, w, range.start, forms);
        let lines = lay_out(&mut atoms, w, range.start);
        look_round(&mut atoms);
        let manner = manner(w, &range);
        Sight { atoms, manner, lines }
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.atoms.len()
    }

    /// Whether no mention goes on from the token before `i` to token `i`: the end of a sentence or a
    /// paragraph, a colon, a bracket, a bar.
    pub fn breaks(&self, i: usize) -> bool {
        self.atoms[i].breaks
    }

    fn atom(&self, i: usize, by: isize) -> Atom {
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
        i.checked_add_signed(by).and_then(|at| self.atoms.get(at)).copied().unwrap_or(EDGE)
    }

    /// Rows of token `i`'s features, into `rows`.
    pub fn rows(&self, i: usize, rows: &mut Rows) {
        rows.clear();
        let mut add = |template: u64, a: u64, b: u64| {
            let mixed = (a ^ b.rotate_left(23) ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15))
                .wrapping_mul(0xD6E8_FEB8_6659_FD93);
            rows.push((mixed >> (64 - ROWS.trailing_zeros())) as u32);
        };
        let (t, p, n) = (self.atom(i, 0), self.atom(i, -1), self.atom(i, 1));
        let (pp, nn) = (self.atom(i, -2), self.atom(i, 2));
        let shape = u64::from(t.shape);
        let manner = u64::from(self.manner);
        let scores = u64::from(t.scores);
        let seen = shape | scores << 8;
        add(0, 0, 0);
        // Words.
        add(1, t.word, 0);
        add(2, p.word, shape);
        add(3, n.word, shape);
        add(4, pp.word, shape);
        add(5, nn.word, shape);
        add(6, p.word, t.word);
        add(7, t.word, n.word);
        add(8, p.word, seen);
        add(9, n.word, seen);
        add(10, pp.word ^ p.word.rotate_left(11), shape);
        add(11, n.word ^ nn.word.rotate_left(11), shape);
        // Shapes and gaps.
        let gaps = u64::from(t.gap) | u64::from(n.gap) << 5;
        add(12, shape | u64::from(p.shape) << 5 | u64::from(n.shape) << 10, gaps);
        add(13, shape | u64::from(t.gap) << 5, 0);
        add(14, shape | u64::from(n.gap) << 5, 0);
        add(15, seen, gaps);
        add(16, shape | u64::from(p.shape) << 5 | u64::from(pp.shape) << 10, u64::from(t.gap));
        // Scores as name and word.
        add(17, seen, manner);
        add(18, u64::from(t.given) | u64::from(t.common) << 8, shape | manner << 8);
        add(19, u64::from(t.surname) | u64::from(t.common) << 8, shape | manner << 8);
        add(20, scores | u64::from(p.scores) << 16, shape | u64::from(p.shape) << 5 | u64::from(t.gap) << 10);
        add(21, scores | u64::from(n.scores) << 16, shape | u64::from(n.shape) << 5 | u64::from(n.gap) << 10);
        add(22, u64::from(t.common) | u64::from(t.column.min(2)) << 8, shape);
        let column = u64::from(t.column.min(3));
        // Lists.
        for bit in bits(t.class) {
            add(23, bit, shape);
            add(24, bit, u64::from(p.common) | u64::from(n.common) << 8);
            add(61, bit, shape | u64::from(n.gap) << 5 | column << 10);
        }
        for bit in bits(p.class) {
            add(25, bit, seen);
        }
        for bit in bits(n.class) {
            add(26, bit, seen);
        }
        for bit in bits(t.phrase) {
            add(27, bit, u64::from(t.opens));
            add(28, bit, p.word);
        }
        for bit in bits(n.phrase) {
            add(29, bit, shape);
        }
        for bit in bits(p.phrase) {
            add(30, bit, shape);
        }
        // What form found.
        add(31, u64::from(t.form), shape);
        add(32, u64::from(p.form) | u64::from(n.form) << 8, seen);
        add(33, u64::from(pp.form) | u64::from(nn.form) << 8, shape);
        // Affixes.
        for (k, &affix) in (34..).zip(&t.affixes) {
            add(k, affix, u64::from(t.shape));
        }
        // The line.
        let short = u64::from(self.lines[t.line as usize].min(6));
        add(38, t.field, shape);
        add(39, t.field, seen | column << 32);
        add(40, column | short << 4, shape);
        add(41, column | short << 4 | u64::from(t.line.min(2)) << 8, seen);
        // Cues within reach.
        add(42, u64::from(t.title) | u64::from(t.relation) << 4, seen);
        add(43, u64::from(t.title) | u64::from(t.relation) << 4, u64::from(t.gap) | shape << 8);
        add(44, u64::from(t.head) | u64::from(t.head_class) << 4, shape);
        add(45, u64::from(t.head) | u64::from(t.head_class) << 4, scores);
        // Terms that bear a surname.
        let eponym = u64::from(t.class.has(Class::EPONYM)) | u64::from(p.class.has(Class::EPONYM)) << 1;
        add(62, eponym | u64::from(t.term) << 2 | u64::from(t.phrase.has(Class::EPONYM)) << 6, seen);
        add(63, eponym | u64::from(t.term) << 2, u64::from(t.title) | u64::from(p.gap) << 4);
        // The word elsewhere in the note.
        let ways = u64::from(t.ways);
        add(64, ways, shape);
        add(65, ways, seen);
        add(66, ways, shape | u64::from(t.gap) << 5 | u64::from(n.gap) << 10);
        add(68, ways, 0);
        let named = u64::from(t.given > 0) | u64::from(t.surname > 0) << 1 | u64::from(t.common.min(3)) << 2;
        add(69, ways, named);
        add(67, ways | u64::from(t.class.has(Class::ABBREVIATION)) << 8, shape | column << 5);
        // Figures.
        if t.pattern != 0 {
            add(53, t.pattern, 0);
            add(54, t.pattern, p.word);
            add(55, t.pattern, n.word);
            add(56, t.pattern, u64::from(p.form) | column << 8);
            add(57, t.pattern, pp.word);
            add(58, t.pattern, t.field);
            add(59, t.pattern, p.pattern);
            add(60, t.pattern, u64::from(p.cluster) | u64::from(t.gap) << 16);
        }
        // The cluster of words used alike.
        add(46, u64::from(t.cluster), shape);
    }
}

fn bits(class: Class) -> impl Iterator<Item = u64> {
    let mut left = class.bits();
    std::iter::from_fn(move || {
        let bit = left.trailing_zeros();
        left &= left.wrapping_sub(1);
        (bit < 31).then_some(u64::from(bit))
    })
}

fn atom(w: &Window<'_>, i: usize, entry: &Entry) -> Atom {
    let token = &w.tokens[i];
    let word = w.word(i);
    let coarse = |n: u8| u16::from(n.div_ceil(4).min(5));
    let mut affixes = [0; 4];
    if token.kind == Kind::Word {
        for (k, n) in [2, 3, 4].into_iter().enumerate() {
            if word.len() > n {
                affixes[k] = hash(&word[word.len() - n..]);
            }
        }
        affixes[3] = hash(&word[..word.len().min(3)]);
    }
    Atom {
        word: token.hash,
        shape: shape(token.kind, token.case, token.len()),
        gap: gap(w.gap_before(i)),
        scores: coarse(entry.given) | coarse(entry.surname) << 4 | u16::from(entry.word.div_ceil(2)) << 8,
        given: entry.given,
        surname: entry.surname,
        common: entry.word,
        class: entry.class,
        cluster: entry.cluster,
        affixes,
        pattern: pattern(w, i),
        ..Atom::default()
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

/// Numbers lines and columns, finds each line's field; returns the lengths of lines, in tokens.
fn lay_out(atoms: &mut [Atom], w: &Window<'_>, from: usize) -> Vec<u16> {
    let mut lengths = vec![0u16];
    let (mut column, mut field, mut start) = (0u16, 0u64, true);
    for k in 0..atoms.len() {
        let i = from + k;
        if k > 0 && w.gap_before(i).contains(&b'\n') {
            lengths.push(0);
            (column, field, start) = (0, 0, true);
        }
        let colon = w.gap_before(i).contains(&b':');
        if start && colon && column <= 4 && column > 0 {
            field = atoms[k - usize::from(column)].word ^ u64::from(column) << 7;
            start = false;
        }
        atoms[k].line = (lengths.len() - 1) as u16;
        atoms[k].column = column;
        atoms[k].field = field;
        column += 1;
        *lengths.last_mut().expect("one line at least") = column;
    }
    lengths
}

/// Titles and relations behind, organisation heads ahead.
fn look_round(atoms: &mut [Atom]) {
    const TITLES: Class = Class::TITLE.or(Class::STAFF_TITLE);
    const HEADS: Class = Class::ORG_HEAD.or(Class::ORG_HEAD_WEAK);
    let near = |atoms: &[Atom], k: usize, class: Class| {
        (1..=4.min(k)).find(|d| atoms[k - d].class.or(atoms[k - d].phrase).has(class)).unwrap_or(0) as u8
    };
    for k in 0..atoms.len() {
        atoms[k].title = near(atoms, k, TITLES);
        atoms[k].relation = near(atoms, k, Class::RELATION);
        atoms[k].term = (1..=3)
            .take_while(|d| atoms.get(k + d).is_some_and(|a| matches!(a.gap, 0 | 6 | 7 | 13 | 15 | 16)))
            .find(|d| atoms[k + d].class.or(atoms[k + d].phrase).has(Class::EPONYM_HEAD))
            .unwrap_or(0) as u8;
        for d in 0..=4 {
            let Some(ahead) = atoms.get(k + d) else { break };
            let broken = d > 0 && !matches!(ahead.gap, 0 | 6 | 13 | 15 | 21);
            if broken {
                break;
            }
            let class = ahead.class.or(ahead.phrase);
            if class.has(HEADS) {
                atoms[k].head = d as u8 + 1;
                atoms[k].head_class = u8::from(class.has(Class::ORG_HEAD));
                break;
            }
        }
    }
}

/// How a stretch is written, by its words of three letters and more.
fn manner(w: &Window<'_>, range: &Range<usize>) -> u8 {
    let words = w.tokens[range.clone()].iter().filter(|t| t.kind == Kind::Word && t.len() > 2);
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

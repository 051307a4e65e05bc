//! Features of the tagger: what it sees of a token and of those round it, each hashed to a row of
//! weights.

use super::sight::Sight;
use crate::lexicon::Class;

/// Rows of the weight table: features are hashed to them.
pub const ROWS: usize = 1 << 20;

/// Row numbers of one token's features, reused from token to token. A token has fewer than 256: some
/// forty, and up to five for each of 18 lists.
pub struct Rows {
    all: [u32; 256],
    count: u8,
}

impl Rows {
    /// None.
    pub fn new() -> Rows {
        Rows { all: [0; 256], count: 0 }
    }

    #[inline(always)]
    fn push(&mut self, row: u32) {
        debug_assert!(self.count < u8::MAX, "more features than there is room for");
        self.all[usize::from(self.count)] = row;
        self.count = self.count.wrapping_add(1);
    }

    /// All of them, to be changed.
    #[inline(always)]
    pub fn all_mut(&mut self) -> &mut [u32] {
        &mut self.all[..usize::from(self.count)]
    }

    /// All of them.
    pub fn all(&self) -> &[u32] {
        &self.all[..usize::from(self.count)]
    }
}

/// The row of a feature among `1 << bits`: of a template, what it saw.
#[inline(always)]
pub(super) fn row(template: u64, a: u64, b: u64, bits: u32) -> u32 {
    let mixed = (a ^ b.rotate_left(23) ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed >> (64 - bits)) as u32
}

/// The numbers of the lists in a set.
#[inline(always)]
pub(super) fn bits(class: Class) -> impl Iterator<Item = u64> {
    let mut left = class.bits() & ((1 << 31) - 1);
    std::iter::from_fn(move || {
        let bit = (left != 0).then(|| left.trailing_zeros())?;
        left &= left - 1;
        Some(u64::from(bit))
    })
}

impl Sight {
    /// Rows of token `i`'s features, into `rows`.
    pub fn rows(&self, i: usize, rows: &mut Rows) {
        rows.count = 0;
        let mut add = |template: u64, a: u64, b: u64| rows.push(row(template, a, b, ROWS.trailing_zeros()));
        let [pp, p, t, n, nn] = self.around(i);
        let shape = u64::from(t.shape);
        let manner = self.manner as u64;
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
        add(10, pp.word ^ p.word.rotate_left(11), shape);
        // Shapes and gaps.
        add(13, shape | u64::from(t.gap) << 5, 0);
        add(14, shape | u64::from(n.gap) << 5, 0);
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
        for bit in bits(t.phrase) {
            add(27, bit, u64::from(t.opens));
        }
        // What form found.
        add(31, u64::from(t.form), shape);
        add(32, u64::from(p.form) | u64::from(n.form) << 8, seen);
        add(33, u64::from(pp.form) | u64::from(nn.form) << 8, shape);
        // Affixes.
        for (k, &affix) in (34..).zip(&t.affixes) {
            add(k, u64::from(affix), shape);
        }
        // The line.
        let short = u64::from(self.line_of(t).min(6));
        add(38, t.field, shape);
        add(40, column | short << 4, shape);
        // Cues within reach.
        let cues = u64::from(t.title) | u64::from(t.relation) << 4;
        add(42, cues, seen);
        add(43, cues, u64::from(t.gap) | shape << 8);
        let head = u64::from(t.head) | u64::from(t.head_class) << 4;
        add(44, head, shape);
        add(45, head, scores);
        // Terms that bear a surname.
        let eponym = u64::from(t.class.has(Class::EPONYM)) | u64::from(p.class.has(Class::EPONYM)) << 1;
        add(62, eponym | u64::from(t.term) << 2 | u64::from(t.phrase.has(Class::EPONYM)) << 6, seen);
        add(63, eponym | u64::from(t.term) << 2, u64::from(t.title) | u64::from(p.gap) << 4);
        // The word elsewhere in the note.
        let ways = u64::from(t.ways);
        add(64, ways, shape);
        add(68, ways, 0);
        let named = u64::from(t.given > 0) | u64::from(t.surname > 0) << 1 | u64::from(t.common.min(3)) << 2;
        add(69, ways, named);
        add(67, ways | u64::from(t.class.has(Class::ABBREVIATION)) << 8, shape | column << 5);
        // Figures.
        if t.pattern != 0 {
            add(53, t.pattern, 0);
            add(56, t.pattern, u64::from(p.form) | column << 8);
            add(58, t.pattern, t.field);
            add(59, t.pattern, p.pattern);
        }
        // The clusters of words used alike.
        add(46, u64::from(t.cluster), shape);
        add(70, u64::from(p.cluster), shape | u64::from(t.gap) << 8);
        add(71, u64::from(n.cluster), shape | u64::from(n.gap) << 8);
    }
}

//! Features of the tagger: what it sees of a token and of those round it, each hashed to a row of
//! weights.

use super::sight::Sight;
use super::sparse::EMPTY;
use crate::lexicon::Class;

/// Rows of the weight table: features are hashed to them.
pub const ROWS: usize = 1 << 20;
/// So many rows at the start are for kinds of feature with few values: two of three that a token has are of
/// these, and stand together where the nearest caches keep them.
const FEW: usize = 1 << 17;

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

    /// Adds a feature of a kind that has few values: of a template, what it saw.
    #[inline(always)]
    fn few(&mut self, template: u64, a: u64, b: u64) {
        self.push(row(template, a, b, FEW));
    }

    /// Adds a feature of a kind that has many values, as words are.
    #[inline(always)]
    fn many(&mut self, template: u64, a: u64, b: u64) {
        self.push(FEW as u32 + row(template, a, b, ROWS - FEW));
    }

    /// Gives them up for where they stand, and for so many empty ones that there are a multiple of eight.
    #[inline(always)]
    pub fn placed(&mut self, place: impl Fn(usize) -> u32) -> &[u32] {
        let count = usize::from(std::mem::take(&mut self.count));
        for row in &mut self.all[..count] {
            *row = place(*row as usize % ROWS);
        }
        let whole = count.next_multiple_of(8);
        self.all[count..whole].fill(EMPTY);
        &self.all[..whole]
    }

    /// All of them.
    pub fn all(&self) -> &[u32] {
        &self.all[..usize::from(self.count)]
    }
}

/// The row of a feature among `rows`, fewer than 2^32: of a template, what it saw.
#[inline(always)]
pub(super) fn row(template: u64, a: u64, b: u64, rows: usize) -> u32 {
    let mixed = (a ^ b.rotate_left(23) ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (((mixed >> 32) * rows as u64) >> 32) as u32
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
        let [pp, p, t, n, nn] = self.around(i);
        let shape = u64::from(t.shape);
        let manner = self.manner as u64;
        let scores = u64::from(t.scores);
        let seen = shape | scores << 8;
        rows.few(0, 0, 0);
        // Words.
        rows.many(1, t.word, 0);
        rows.many(2, p.word, shape);
        rows.many(3, n.word, shape);
        rows.many(4, pp.word, shape);
        rows.many(5, nn.word, shape);
        rows.many(6, p.word, t.word);
        rows.many(7, t.word, n.word);
        rows.many(10, pp.word ^ p.word.rotate_left(11), shape);
        // Shapes and gaps.
        rows.few(13, shape | u64::from(t.gap) << 5, 0);
        rows.few(14, shape | u64::from(n.gap) << 5, 0);
        // Scores as name and word.
        rows.few(18, u64::from(t.given) | u64::from(t.common) << 8, shape | manner << 8);
        rows.many(
            20,
            scores | u64::from(p.scores) << 16,
            shape | u64::from(p.shape) << 5 | u64::from(t.gap) << 10,
        );
        rows.many(
            21,
            scores | u64::from(n.scores) << 16,
            shape | u64::from(n.shape) << 5 | u64::from(n.gap) << 10,
        );
        rows.few(22, u64::from(t.common) | u64::from(t.column.min(2)) << 8, shape);
        let column = u64::from(t.column.min(3));
        // Lists.
        for bit in bits(t.class) {
            rows.few(23, bit, shape);
            rows.few(61, bit, shape | u64::from(n.gap) << 5 | column << 10);
        }
        for bit in bits(p.class) {
            rows.few(25, bit, seen);
        }
        for bit in bits(t.phrase) {
            rows.few(27, bit, u64::from(t.opens));
        }
        // What form found.
        rows.few(31, u64::from(t.form), shape);
        rows.few(32, u64::from(p.form) | u64::from(n.form) << 8, seen);
        rows.few(33, u64::from(pp.form) | u64::from(nn.form) << 8, shape);
        // Affixes.
        for (k, &affix) in (34..).zip(&t.affixes) {
            rows.many(k, u64::from(affix), shape);
        }
        // The line.
        let short = u64::from(self.line_of(t).min(6));
        rows.few(40, column | short << 4, shape);
        // Cues within reach.
        let cues = u64::from(t.title) | u64::from(t.relation) << 4;
        rows.few(42, cues, seen);
        rows.few(43, cues, u64::from(t.gap) | shape << 8);
        let head = u64::from(t.head) | u64::from(t.head_class) << 4;
        rows.few(45, head, scores);
        // Terms that bear a surname.
        let eponym = u64::from(t.class.has(Class::EPONYM)) | u64::from(p.class.has(Class::EPONYM)) << 1;
        rows.few(62, eponym | u64::from(t.term) << 2 | u64::from(t.phrase.has(Class::EPONYM)) << 6, seen);
        // The word elsewhere in the note.
        let ways = u64::from(t.ways);
        rows.few(64, ways, shape);
        rows.few(67, ways | u64::from(t.class.has(Class::ABBREVIATION)) << 16, shape | column << 5);
        // Figures.
        if t.pattern != 0 {
            rows.many(53, t.pattern, 0);
            rows.many(56, t.pattern, u64::from(p.form) | column << 8);
            rows.many(58, t.pattern, t.field);
            rows.many(59, t.pattern, p.pattern);
        }
        // The clusters of words used alike.
        rows.few(46, u64::from(t.cluster), shape);
        rows.many(70, u64::from(p.cluster), shape | u64::from(t.gap) << 8);
        rows.many(71, u64::from(n.cluster), shape | u64::from(n.gap) << 8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_up_to_eights_with_empty_ones() {
        let mut rows = Rows::new();
        for (count, want) in [(11, 16), (3, 8), (0, 0), (8, 8), (255, 256)] {
            (0..count).for_each(|row| rows.push(row));
            let places = rows.placed(|row| row as u32 + 1);
            let (of_rows, empty) = places.split_at(count as usize);
            assert_eq!(places.len(), want, "{count} rows");
            assert!(of_rows.iter().copied().eq(1..=count), "{count} rows, where they stand");
            assert!(
                empty.iter().all(|&place| place == EMPTY),
                "{count} rows, and nothing left of those before"
            );
        }
    }
}

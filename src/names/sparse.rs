//! Tables of small weights most of whose rows have none: those that have some stand side by side, and
//! a bit for each row says whether it is among them. They can be read where they lie in a file.

use std::borrow::Cow;

/// A table of rows of `N` weights.
pub struct Sparse<const N: usize> {
    /// For 32 rows each, a bit for each that has weight, and above those bits where the first of them
    /// stands among `rows`.
    blocks: Box<[u64]>,
    /// Those that have weight, after an empty one that stands for all others.
    rows: Rows<N>,
}

/// Rows as they lie in a file.
type Rows<const N: usize> = Cow<'static, [[u8; N]]>;

/// How rows of a file are kept: where they lie, or as a copy.
pub type Keep<'a, const N: usize> = fn(&'a [[u8; N]]) -> Rows<N>;

/// The place of the row that stands for all that have no weight.
pub const EMPTY: u32 = 0;

/// Rows in a block.
const BLOCK: usize = 32;

impl<const N: usize> Sparse<N> {
    /// A table of `rows`, a multiple of 32 of them.
    pub fn new(rows: &[[u8; N]]) -> Sparse<N> {
        let weighs = |row: &&[u8; N]| row.iter().any(|&w| w != 0);
        let bits = rows
            .chunks(BLOCK)
            .map(|block| block.iter().rev().fold(0, |bits, row| bits << 1 | u32::from(weighs(&row))));
        let weighty = rows.iter().filter(weighs).copied();
        Sparse { blocks: blocks(bits).0, rows: [[0; N]].into_iter().chain(weighty).collect() }
    }

    /// Where row `at` stands among those that have weight; [`EMPTY`] where it has none.
    #[inline(always)]
    pub fn place(&self, at: usize) -> u32 {
        let block = self.blocks[at / BLOCK];
        let (bits, bit) = (block as u32, 1 << (at % BLOCK));
        let place = (block >> 32) as u32 + (bits & (bit - 1)).count_ones();
        // Chosen, not branched on: half of all features have no weight, with no pattern to it.
        std::hint::select_unpredictable(bits & bit != 0, place, EMPTY)
    }

    /// The row at a place.
    #[inline(always)]
    pub fn row(&self, place: u32) -> &[u8; N] {
        &self.rows[place as usize]
    }

    /// All rows in order.
    pub fn all(&self) -> impl Iterator<Item = [u8; N]> {
        (0..self.blocks.len() * BLOCK).map(|at| *self.row(self.place(at)))
    }

    /// Appends the table to a file.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.blocks.iter().flat_map(|&block| (block as u32).to_le_bytes()));
        out.extend(self.rows.as_flattened());
    }

    /// Reads what [`Sparse::write`] wrote of a table of `count` rows; `None` where it is something else.
    pub fn read<'a>(bytes: &'a [u8], count: usize, keep: Keep<'a, N>) -> Option<Sparse<N>> {
        let (bits, rows) = bytes.split_at_checked(count / 8)?;
        let (blocks, places) = blocks(bits.as_chunks().0.iter().map(|bits| u32::from_le_bytes(*bits)));
        let (rows, rest) = rows.as_chunks();
        let fits = rest.is_empty() && rows.len() == places as usize && rows[0] == [0; N];
        fits.then(|| Sparse { blocks, rows: keep(rows) })
    }
}

/// Blocks of the bits of their rows, and how many rows there are with the empty one.
fn blocks(bits: impl Iterator<Item = u32>) -> (Box<[u64]>, u32) {
    let mut place = 1;
    let block = |bits: u32| {
        let block = u64::from(place) << 32 | u64::from(bits);
        place += bits.count_ones();
        block
    };
    (bits.map(block).collect(), place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_from_the_table_and_from_its_file() {
        let row = |at: usize| if at.is_multiple_of(3) { [at as u8, 255] } else { [0, 0] };
        let rows: Vec<[u8; 2]> = (0..128).map(row).collect();
        let table = Sparse::new(&rows);
        assert!(table.all().eq(rows.iter().copied()));
        let mut file = Vec::new();
        table.write(&mut file);
        assert_eq!(file.len(), 128 / 8 + 2 * (1 + 43));
        let back = Sparse::read(&file, 128, |rows| rows.to_vec().into()).unwrap();
        assert!(back.all().eq(rows));
        for wrong in [&file[1..], &file[..file.len() - 1], &file[..8]] {
            assert!(Sparse::<2>::read(wrong, 128, |rows| rows.to_vec().into()).is_none());
        }
    }
}

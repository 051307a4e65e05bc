//! The file of weights, read where it lies: bytes stay in place, and only scales, biases and norms
//! are taken out of it.

use super::matrix::Matrix;

/// What a file begins with.
const MAGIC: &[u8; 8] = b"scrubsc2";

/// Rows of signed bytes that are looked up.
pub struct Table {
    rows: &'static [u8],
    scales: Vec<f32>,
    columns: usize,
}

impl Table {
    /// Adds row `n` to `out`.
    #[inline(always)]
    pub fn add(&self, n: usize, out: &mut [f32]) {
        let scale = self.scales[n];
        for (sum, &byte) in out.iter_mut().zip(&self.rows[n * self.columns..]) {
            *sum += f32::from(byte as i8) * scale;
        }
    }
}

/// Reads a file from front to back; every method gives `None` where it is too short.
pub struct Reader {
    rest: &'static [u8],
}

impl Reader {
    /// Past the beginning of a file, where it is one of ours.
    pub fn new(bytes: &'static [u8]) -> Option<Reader> {
        Some(Reader { rest: bytes.strip_prefix(MAGIC)? })
    }

    /// So many bytes.
    pub fn bytes(&mut self, count: usize) -> Option<&'static [u8]> {
        let (head, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(head)
    }

    /// A whole number of at most `most`.
    pub fn count(&mut self, most: usize) -> Option<usize> {
        let raw = self.bytes(4)?.try_into().ok()?;
        Some(u32::from_le_bytes(raw) as usize).filter(|&n| n <= most)
    }

    /// Numbers, none of which is infinite or no number.
    pub fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let raw = self.bytes(4 * count)?.chunks_exact(4);
        let values = raw.map(|raw| f32::from_le_bytes(raw.try_into().expect("four bytes")));
        values.map(|v| v.is_finite().then_some(v)).collect()
    }

    /// A table of so many rows.
    pub fn table(&mut self, rows: usize, columns: usize) -> Option<Table> {
        Some(Table { rows: self.bytes(rows * columns)?, scales: self.floats(rows)?, columns })
    }

    /// A matrix of so many outputs.
    pub fn matrix(&mut self, rows: usize, columns: usize) -> Option<Matrix> {
        let weights = self.bytes(rows * columns)?;
        // The one that has no opposite would not fit the sums.
        let fits = !weights.contains(&(i8::MIN as u8));
        fits.then_some(Matrix::new(weights, self.floats(rows)?, self.floats(rows)?))
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }
}

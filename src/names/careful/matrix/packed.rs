//! Weights and inputs in the order in which wide registers take them.

use super::{MOST, Matrix, PANEL};
use crate::names::careful::float::quantise;

/// Columns whose products are added first.
pub const QUAD: usize = 4;
/// Inputs that are worked on together.
pub const GROUP: usize = 4;
/// Rows of a panel that lie together.
pub const PART: usize = 8;

/// Four columns of a panel, by part: those of one row, those of the next.
pub type Block = [[i8; PART * QUAD]; PANEL / PART];

/// Four columns of a group of inputs.
pub type Quads<T> = [[T; QUAD]; GROUP];

/// The weights of a matrix.
pub struct Packed {
    /// Panel by panel. Rows beyond the last are zeros.
    pub blocks: Vec<Block>,
    /// The sum of each row's weights.
    pub sums: Vec<[i32; PANEL]>,
}

impl Packed {
    /// O(weights).
    pub fn new(matrix: &Matrix) -> Packed {
        let (panels, quads) = (matrix.rows().div_ceil(PANEL), matrix.columns() / QUAD);
        let mut packed = Packed {
            blocks: vec![[[0; PART * QUAD]; PANEL / PART]; panels * quads],
            sums: vec![[0; PANEL]; panels],
        };
        for (n, row) in matrix.weights.chunks_exact(matrix.columns()).enumerate() {
            let (panel, n) = (n / PANEL, n % PANEL);
            let blocks = &mut packed.blocks[panel * quads..][..quads];
            for (block, quad) in blocks.iter_mut().zip(row.as_chunks::<QUAD>().0) {
                let at = n % PART * QUAD;
                block[n / PART][at..at + QUAD].copy_from_slice(&quad.map(|byte| byte as i8));
            }
            packed.sums[panel][n] = row.iter().map(|&byte| i32::from(byte as i8)).sum();
        }
        packed
    }
}

/// Inputs as whole numbers, group by group, in place of what `groups` holds; gives what one stands
/// for, by input. What fills up the last group is anything.
#[inline(always)]
pub fn grouped<T: Copy + Default>(
    input: &[f32],
    columns: usize,
    number: impl Fn(i8) -> T,
    groups: &mut Vec<Quads<T>>,
) -> Vec<f32> {
    let (count, quads) = (input.len() / columns, columns / QUAD);
    groups.resize(count.div_ceil(GROUP) * quads, Quads::default());
    let mut scales = Vec::with_capacity(count);
    let mut whole = vec![0; columns];
    for (n, values) in input.chunks_exact(columns).enumerate() {
        scales.push(quantise(values, MOST, &mut whole));
        let group = &mut groups[n / GROUP * quads..][..quads];
        for (out, &[a, b, c, d]) in group.iter_mut().zip(whole.as_chunks().0) {
            out[n % GROUP] = [number(a), number(b), number(c), number(d)];
        }
    }
    scales
}

//! What pieces take from each other. Several are worked on at once, each sum in its own order.

use super::float::softmax;
use super::network::HIDDEN;
use pulp::{Arch, Simd, WithSimd};

const HEADS: usize = 12;
const HEAD: usize = HIDDEN / HEADS;
/// Keys are filled up to whole registers.
const LANES: usize = 16;
/// Pieces that are worked on together.
const TOGETHER: usize = 8;

/// Appends what pieces with those `queries` take from all of a stretch. `seen` holds the key and value
/// of each piece. O(queries x pieces).
pub fn attend(queries: &[f32], seen: &[f32], out: &mut Vec<f32>) {
    let from = out.len();
    out.resize(from + queries.len(), 0.0);
    Arch::new().dispatch(All { queries, seen, out: &mut out[from..] });
}

struct All<'a> {
    queries: &'a [f32],
    seen: &'a [f32],
    out: &'a mut [f32],
}

impl WithSimd for All<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, with: S) {
        let count = self.seen.len() / (2 * HIDDEN);
        let width = count.next_multiple_of(LANES);
        let mut keys = vec![0.0; HEAD * width];
        let mut values = vec![0.0; count * HEAD];
        let mut shares = vec![0.0; TOGETHER * width];
        let mut sums = [0.0; TOGETHER * HEAD];
        for head in 0..HEADS {
            self.spread(head, width, &mut keys, &mut values);
            let groups = self.queries.chunks(TOGETHER * HIDDEN).zip(self.out.chunks_mut(TOGETHER * HIDDEN));
            for (queries, out) in groups {
                // Where fewer are left, the last is worked out again.
                let last = queries.len() / HIDDEN - 1;
                let queries = std::array::from_fn(|n| &part(queries, n.min(last), head)[..]);
                products(with, queries, &keys, width, &mut shares);
                for shares in shares.chunks_exact_mut(width) {
                    softmax(&mut shares[..count]);
                }
                let each = std::array::from_fn(|n| &shares[n * width..][..count]);
                products(with, each, &values, HEAD, &mut sums);
                for (sums, out) in sums.as_chunks::<HEAD>().0.iter().zip(out.chunks_exact_mut(HIDDEN)) {
                    out[head * HEAD..][..HEAD].copy_from_slice(sums);
                }
            }
        }
    }
}

impl All<'_> {
    /// One head's keys, the first number of each and then the second, and its values.
    #[inline(always)]
    fn spread(&self, head: usize, width: usize, keys: &mut [f32], values: &mut [f32]) {
        let scale = 1.0 / (HEAD as f32).sqrt();
        for (n, out) in values.as_chunks_mut::<HEAD>().0.iter_mut().enumerate() {
            *out = *part(self.seen, 2 * n + 1, head);
            for (keys, key) in keys.chunks_exact_mut(width).zip(part(self.seen, 2 * n, head)) {
                keys[n] = key * scale;
            }
        }
    }
}

/// What one head has of vector `n`.
#[inline(always)]
fn part(vectors: &[f32], n: usize, head: usize) -> &[f32; HEAD] {
    vectors[n * HIDDEN + head * HEAD..].first_chunk().expect("a head")
}

/// The matrix product of `rows` and a matrix of so many columns, row by row.
#[inline(always)]
fn products<S: Simd>(with: S, mut rows: [&[f32]; TOGETHER], matrix: &[f32], columns: usize, out: &mut [f32]) {
    let depth = matrix.len() / columns;
    // Cut to one length, they need no check in the inner loop.
    for row in &mut rows {
        *row = &row[..depth];
    }
    for n in 0..columns / S::F32_LANES {
        let mut sums = [with.splat_f32s(0.0); TOGETHER];
        for (i, values) in (0..depth).zip(matrix.chunks_exact(columns)) {
            let values = S::as_simd_f32s(values).0[n];
            for (sum, row) in sums.iter_mut().zip(&rows) {
                // Rounded once on every machine; one without the instruction works it out, slowly.
                *sum = with.mul_add_f32s(with.splat_f32s(row[i]), values, *sum);
            }
        }
        for (sum, out) in sums.iter().zip(out.chunks_exact_mut(columns)) {
            S::as_mut_simd_f32s(out).0[n] = *sum;
        }
    }
}

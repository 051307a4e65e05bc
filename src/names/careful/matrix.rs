//! Products of whole numbers: weights of eight bits, inputs of fourteen, exact sums of thirty-two.
//! They are the same in whatever order they are added, so the widest instructions that a machine
//! has may add them.

use super::float::quantise;

/// Most that an input is, either way: 127 times so much, 1536 times over, fits 31 bits.
const MOST: f32 = 8191.0;

/// Rows that are worked on together.
const ROWS: usize = 4;

/// A matrix of weights, a row an output, as the file has it.
pub struct Matrix {
    /// Signed bytes.
    pub weights: &'static [u8],
    /// What one stands for, by row.
    pub scales: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Matrix {
    /// Outputs.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Inputs.
    pub fn columns(&self) -> usize {
        self.weights.len() / self.rows()
    }

    /// The outputs of several inputs, one after the other.
    pub fn product(&self, input: &[f32]) -> Vec<f32> {
        let (rows, columns) = (self.rows(), self.columns());
        let mut whole = vec![0i16; input.len()];
        let inputs = input.chunks_exact(columns).zip(whole.chunks_exact_mut(columns));
        let scales: Vec<f32> = inputs.map(|(values, out)| quantise(values, MOST, out)).collect();
        let mut out = vec![0.0; scales.len() * rows];
        let mut wide = vec![0i16; ROWS * columns];
        for (block, weights) in self.weights.chunks_exact(ROWS * columns).enumerate() {
            for (wide, &byte) in wide.iter_mut().zip(weights) {
                *wide = i16::from(byte as i8);
            }
            let from = block * ROWS;
            sums(&wide, &whole, columns, |n, sums| {
                for (k, sum) in (from..).zip(sums) {
                    out[n * rows + k] = sum as f32 * (self.scales[k] * scales[n]) + self.bias[k];
                }
            });
        }
        out
    }
}

/// Does some work with the widest registers that the machine has. Sums of floats come out the same:
/// none is reordered, and no product is fused with a sum.
#[inline]
pub fn widest(work: impl FnOnce()) {
    #[cfg(target_arch = "x86_64")]
    if let Some(with) = wide::available() {
        return with.vectorize(work);
    }
    work();
}

/// The sums of four rows with each input: `take(input, sums)`.
fn sums(rows: &[i16], inputs: &[i16], columns: usize, mut take: impl FnMut(usize, [i32; ROWS])) {
    #[cfg(target_arch = "x86_64")]
    if let Some(with) = wide::available() {
        return wide::sums(with, rows, inputs, columns, take);
    }
    for (n, input) in inputs.chunks_exact(columns).enumerate() {
        take(n, plain(rows, input));
    }
}

/// The sums of four rows with one input, for any machine.
fn plain(rows: &[i16], input: &[i16]) -> [i32; ROWS] {
    let (a, rest) = rows.split_at(input.len());
    let (b, rest) = rest.split_at(input.len());
    let (c, d) = rest.split_at(input.len());
    let mut sums = [0i32; ROWS];
    for i in 0..input.len() {
        let x = i32::from(input[i]);
        sums[0] += i32::from(a[i]) * x;
        sums[1] += i32::from(b[i]) * x;
        sums[2] += i32::from(c[i]) * x;
        sums[3] += i32::from(d[i]) * x;
    }
    sums
}

/// The same with 256-bit registers, where the machine has them.
#[cfg(target_arch = "x86_64")]
mod wide {
    use super::ROWS;
    use pulp::x86::V3;
    use pulp::{NullaryFnOnce, as_arrays, cast, i16x16, i32x8};

    /// Numbers in a register.
    const LANES: usize = 16;
    const ZERO: i32x8 = i32x8(0, 0, 0, 0, 0, 0, 0, 0);

    /// The right to use them.
    #[inline]
    pub fn available() -> Option<V3> {
        V3::try_new()
    }

    pub fn sums(
        with: V3,
        rows: &[i16],
        inputs: &[i16],
        columns: usize,
        take: impl FnMut(usize, [i32; ROWS]),
    ) {
        debug_assert_eq!(columns % LANES, 0);
        with.vectorize(Work { with, rows, inputs, columns, take });
    }

    struct Work<'a, F> {
        with: V3,
        rows: &'a [i16],
        inputs: &'a [i16],
        columns: usize,
        take: F,
    }

    impl<F: FnMut(usize, [i32; ROWS])> NullaryFnOnce for Work<'_, F> {
        type Output = ();

        #[inline(always)]
        fn call(mut self) {
            let mut n = 0;
            let mut pairs = self.inputs.chunks_exact(2 * self.columns);
            for pair in &mut pairs {
                let (first, second) = pair.split_at(self.columns);
                let [a, b] = self.together([first, second]);
                (self.take)(n, a);
                (self.take)(n + 1, b);
                n += 2;
            }
            let last = pairs.remainder();
            if !last.is_empty() {
                let [a] = self.together([last]);
                (self.take)(n, a);
            }
        }
    }

    impl<F> Work<'_, F> {
        /// The four rows with `N` inputs: every register that is filled is used `N` or four times.
        #[inline(always)]
        fn together<const N: usize>(&self, inputs: [&[i16]; N]) -> [[i32; ROWS]; N] {
            let count = self.columns / LANES;
            let row = |k: usize| &as_arrays::<LANES, i16>(&self.rows[k * self.columns..]).0[..count];
            let rows: [&[[i16; LANES]]; ROWS] = [row(0), row(1), row(2), row(3)];
            let inputs = inputs.map(|input| &as_arrays::<LANES, i16>(input).0[..count]);
            let mut sums = [[ZERO; ROWS]; N];
            for i in 0..count {
                let weights: [i16x16; ROWS] =
                    [cast(rows[0][i]), cast(rows[1][i]), cast(rows[2][i]), cast(rows[3][i])];
                for (sums, input) in sums.iter_mut().zip(&inputs) {
                    let x: i16x16 = cast(input[i]);
                    for (sum, &w) in sums.iter_mut().zip(&weights) {
                        let pairs = self.with.multiply_wrapping_add_adjacent_i16x16(w, x);
                        *sum = self.with.wrapping_add_i32x8(*sum, pairs);
                    }
                }
            }
            sums.map(|sums| sums.map(|sum| cast::<_, [i32; 8]>(sum).iter().sum()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_adding_gives_the_same_sums() {
        let columns = 1536;
        let number = |n: usize, most: i64| ((n as i64 * 7_919 + 13) % (2 * most + 1) - most) as i16;
        let rows: Vec<i16> = (0..ROWS * columns).map(|n| number(n, 127)).collect();
        let inputs: Vec<i16> = (0..3 * columns).map(|n| number(n * 3, 8191)).collect();
        let mut seen = Vec::new();
        sums(&rows, &inputs, columns, |n, sums| seen.push((n, sums)));
        for (n, (at, got)) in seen.iter().enumerate() {
            let input = &inputs[n * columns..][..columns];
            let by_hand = |k: usize| {
                rows[k * columns..].iter().zip(input).map(|(w, x)| i64::from(*w) * i64::from(*x)).sum::<i64>()
            };
            assert_eq!(*at, n);
            assert_eq!(plain(&rows, input), *got);
            assert_eq!(got.map(i64::from), std::array::from_fn(by_hand));
        }
        assert_eq!(seen.len(), 3);
    }

    #[test]
    fn the_greatest_sum_fits() {
        let most = plain(&[127; ROWS * 1536], &[MOST as i16; 1536]);
        assert_eq!(i64::from(most[0]), 127 * 8191 * 1536);
    }
}

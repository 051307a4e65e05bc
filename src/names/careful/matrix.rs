//! Products of whole numbers: weights and inputs of eight bits, exact sums of thirty-two.
//! They are the same in whatever order they are added, so the widest instructions that a machine
//! has may add them.

#[cfg(target_arch = "x86_64")]
mod packed;
#[cfg(target_arch = "x86_64")]
mod vnni;
#[cfg(target_arch = "x86_64")]
mod wide;

use super::float::quantise;
#[cfg(target_arch = "x86_64")]
use std::sync::OnceLock;

/// Most that an input is, either way: 127 times so much, 1536 times over, fits 31 bits by far.
const MOST: f32 = 127.0;

/// Rows that are worked on together where registers are wide.
pub const PANEL: usize = 32;
/// Rows that are worked on together where registers are narrow; those of a matrix are so many fours.
const ROWS: usize = 4;

/// A matrix of weights, a row an output, as the file has it.
pub struct Matrix {
    /// Signed bytes.
    weights: &'static [u8],
    /// What one stands for, by row.
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// The weights in the order in which wide registers take them, from the first use on.
    #[cfg(target_arch = "x86_64")]
    packed: OnceLock<packed::Packed>,
}

/// How sums are added.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// 512-bit registers that multiply bytes and add four products at once.
    #[cfg(target_arch = "x86_64")]
    Vnni(vnni::Vnni),
    /// 256-bit registers.
    #[cfg(target_arch = "x86_64")]
    Wide(pulp::x86::V3),
    /// As any machine can.
    Plain,
}

/// A product under way.
struct Work<'a> {
    matrix: &'a Matrix,
    input: &'a [f32],
    /// What one stands for, by input.
    scales: Vec<f32>,
    out: &'a mut [f32],
}

impl Matrix {
    /// A matrix of signed bytes, with a scale and a bias a row.
    pub fn new(weights: &'static [u8], scales: Vec<f32>, bias: Vec<f32>) -> Matrix {
        #[cfg(target_arch = "x86_64")]
        let packed = OnceLock::new();
        Matrix {
            weights,
            scales,
            bias,
            #[cfg(target_arch = "x86_64")]
            packed,
        }
    }

    /// Outputs.
    fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Inputs.
    fn columns(&self) -> usize {
        self.weights.len() / self.rows()
    }

    /// The outputs of several inputs, one after the other, in place of what `out` holds.
    pub fn product(&self, input: &[f32], out: &mut Vec<f32>) {
        self.product_by(Way::best(), input, out);
    }

    fn product_by(&self, way: Way, input: &[f32], out: &mut Vec<f32>) {
        // Every output is put: what is there already need not be cleared.
        out.resize(input.len() / self.columns() * self.rows(), 0.0);
        let work = Work { matrix: self, input, scales: Vec::new(), out };
        match way {
            #[cfg(target_arch = "x86_64")]
            Way::Vnni(with) => vnni::run(with, work),
            #[cfg(target_arch = "x86_64")]
            Way::Wide(with) => wide::run(with, work),
            Way::Plain => plain(work),
        }
    }
}

impl Way {
    /// The fastest that the machine has.
    fn best() -> Way {
        #[cfg(target_arch = "x86_64")]
        if let Some(with) = vnni::Vnni::available() {
            return Way::Vnni(with);
        } else if let Some(with) = wide::available() {
            return Way::Wide(with);
        }
        Way::Plain
    }
}

impl Work<'_> {
    /// Puts the sums of input `n` for the rows from `from` on into the output.
    #[inline(always)]
    fn put(&mut self, from: usize, n: usize, sums: &[i32]) {
        let rows = self.matrix.rows();
        let to = (from + sums.len()).min(rows);
        // What fills up the last group of inputs is none, nor is what fills up the last rows.
        let Some(&scale) = self.scales.get(n).filter(|_| from < rows) else { return };
        let out = &mut self.out[n * rows + from..n * rows + to];
        let (scales, bias) = (&self.matrix.scales[from..to], &self.matrix.bias[from..to]);
        for (((out, &sum), own), bias) in out.iter_mut().zip(sums).zip(scales).zip(bias) {
            *out = sum as f32 * (own * scale) + bias;
        }
    }
}

/// The sums four rows at a time, for any machine.
fn plain(mut work: Work<'_>) {
    let columns = work.matrix.columns();
    let mut whole = vec![0i8; work.input.len()];
    let inputs = work.input.chunks_exact(columns).zip(whole.chunks_exact_mut(columns));
    work.scales = inputs.map(|(values, out)| quantise(values, MOST, out)).collect();
    let whole: Vec<i16> = whole.into_iter().map(i16::from).collect();
    let mut wide = vec![0i16; ROWS * columns];
    for (block, weights) in work.matrix.weights.chunks_exact(ROWS * columns).enumerate() {
        wide.iter_mut().zip(weights).for_each(|(wide, &byte)| *wide = i16::from(byte as i8));
        for (n, input) in whole.chunks_exact(columns).enumerate() {
            work.put(block * ROWS, n, &four(&wide, input));
        }
    }
}

/// The sums of four rows with one input.
fn four(rows: &[i16], input: &[i16]) -> [i32; ROWS] {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way that this machine has.
    fn ways() -> Vec<Way> {
        #[allow(unused_mut)]
        let mut ways = vec![Way::Plain];
        #[cfg(target_arch = "x86_64")]
        {
            ways.extend(wide::available().map(Way::Wide));
            ways.extend(vnni::Vnni::available().map(Way::Vnni));
        }
        ways
    }

    fn matrix(rows: usize, columns: usize, weight: impl Fn(usize) -> i8) -> Matrix {
        let weights: Vec<u8> = (0..rows * columns).map(|n| weight(n) as u8).collect();
        Matrix::new(weights.leak(), vec![1.0; rows], vec![0.0; rows])
    }

    /// Numbers that look like none in particular, from `-most` to `most`.
    fn number(n: usize, most: i64) -> i8 {
        ((n as i64 * 7_919 + 13) % (2 * most + 1) - most) as i8
    }

    /// Every number of inputs there is a block for, rows that fill no panel, and the longest row.
    #[test]
    fn every_way_of_adding_gives_the_same_sums() {
        for (rows, columns, inputs) in
            [(72, 1536, 3), (28, 384, 29), (64, 384, 9), (32, 384, 16), (32, 384, 0)]
        {
            let matrix = matrix(rows, columns, |n| number(n, 127));
            let input: Vec<f32> = (0..inputs * columns)
                .map(|n| if n % columns == 7 { 127.0 } else { f32::from(number(n * 3, 127)) })
                .collect();
            let mut by_hand = Vec::new();
            for input in input.chunks_exact(columns) {
                for weights in matrix.weights.chunks_exact(columns) {
                    let products = weights.iter().zip(input).map(|(&w, &x)| i64::from(w as i8) * x as i64);
                    by_hand.push(products.sum::<i64>() as f32);
                }
            }
            for way in ways() {
                // What was there before, of another length, tells nothing.
                let mut out = vec![f32::NAN; 5];
                matrix.product_by(way, &input, &mut out);
                assert_eq!(out, by_hand, "{way:?}");
            }
        }
    }

    #[test]
    fn the_greatest_sum_fits() {
        for sign in [1.0, -1.0] {
            let matrix = matrix(32, 1536, |_| 127);
            for way in ways() {
                let mut sums = Vec::new();
                matrix.product_by(way, &[sign * MOST; 1536], &mut sums);
                assert_eq!(sums, [sign * 127.0 * 127.0 * 1536.0; 32], "{way:?}");
            }
        }
    }
}

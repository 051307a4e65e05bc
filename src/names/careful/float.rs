//! Sums and curves of 32-bit floats in a fixed order, so that every machine gives the same bits.

/// Sums are added up in so many lanes.
const LANES: usize = 8;

/// `2^23 * 1.5`: added and taken away again, it rounds to a whole number.
const ROUND: f32 = 12_582_912.0;

/// The sum of `f` of each value, always added up in the same order.
#[inline(always)]
pub fn sum_of(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let (whole, rest) = values.as_chunks::<LANES>();
    let mut lanes = [0.0f32; LANES];
    for chunk in whole {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += f(value);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|&value| f(value)).sum::<f32>()
}

/// `e^x` for `x` from -87 to 88, to six digits; without branches or tables, so that several are
/// worked out at once.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const LOG2_E: f32 = std::f32::consts::LOG2_E;
    // 2^f for f from -1/2 to 1/2.
    const C: [f32; 6] = [1.0, std::f32::consts::LN_2, 0.240_226_5, 0.055_504_11, 0.009_618_13, 0.001_333_36];
    let z = x * LOG2_E;
    let rounded = z + ROUND;
    let f = z - (rounded - ROUND);
    let power = f32::from_bits((rounded.to_bits() << 23).wrapping_add(1.0f32.to_bits()));
    let p = C[0] + f * (C[1] + f * (C[2] + f * (C[3] + f * (C[4] + f * C[5]))));
    p * power
}

/// The natural logarithm of a normal number above 0, to six digits.
pub fn ln(x: f32) -> f32 {
    // x = m * 2^e with m from 1/sqrt(2) to sqrt(2).
    let bits = x.to_bits().wrapping_sub(std::f32::consts::FRAC_1_SQRT_2.to_bits());
    let e = (bits as i32) >> 23;
    let m = f32::from_bits(x.to_bits().wrapping_sub((e as u32) << 23));
    let s = (m - 1.0) / (m + 1.0);
    let q = s * s;
    let series = 1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0))));
    e as f32 * std::f32::consts::LN_2 + 2.0 * s * series
}

/// `x` times the share of a normal distribution below it (Hendrycks and Gimpel 2016); the error
/// function after Abramowitz and Stegun, 7.1.26.
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    const P: f32 = 0.327_591_1;
    const A: [f32; 5] = [0.254_829_6, -0.284_496_74, 1.421_413_7, -1.453_152, 1.061_405_4];
    let y = (x.abs() * std::f32::consts::FRAC_1_SQRT_2).min(9.0);
    let t = 1.0 / (1.0 + P * y);
    let tail = t * (A[0] + t * (A[1] + t * (A[2] + t * (A[3] + t * A[4])))) * exp(-y * y);
    let below = 0.5 * tail;
    x * if x < 0.0 { below } else { 1.0 - below }
}

/// The greatest of some numbers, several compared at once.
#[inline(always)]
fn greatest(values: &[f32]) -> f32 {
    let greater = |a: f32, b: f32| if b > a { b } else { a };
    let (whole, rest) = values.as_chunks::<LANES>();
    let mut lanes = [f32::MIN; LANES];
    for chunk in whole {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane = greater(*lane, value);
        }
    }
    lanes.iter().chain(rest).copied().fold(f32::MIN, greater)
}

/// Probabilities of scores.
#[inline(always)]
pub fn softmax(scores: &mut [f32]) {
    let top = greatest(scores);
    scores.iter_mut().for_each(|s| *s = exp((*s - top).max(-80.0)));
    let whole = 1.0 / sum_of(scores, |s| s);
    scores.iter_mut().for_each(|s| *s *= whole);
}

/// Values as whole numbers of at most `most`, which is less than 128, either way; returns what one of
/// them stands for.
#[inline(always)]
pub fn quantise(values: &[f32], most: f32, out: &mut [i8]) -> f32 {
    // Floats without a sign are in the order of their bits, which several are compared by at once.
    let top = values.iter().fold(1e-9f32.to_bits(), |top, v| top.max(v.abs().to_bits()));
    let top = f32::from_bits(top);
    let steps = most / top;
    for (q, v) in out.iter_mut().zip(values) {
        *q = (v * steps + ROUND).to_bits() as i8;
    }
    top / most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_as_good_as_the_systems() {
        for n in 0..160_000 {
            let x = -80.0 + n as f32 / 1000.0;
            assert!((f64::from(exp(x)) / f64::from(x).exp() - 1.0).abs() < 2e-5, "{x}");
        }
        // Of the table of the normal distribution.
        for (x, below) in [(0.0, 0.5), (1.0, 0.841_344_7), (-1.0, 0.158_655_25), (-2.5, 0.006_209_665)] {
            assert!((gelu(x) - x * below).abs() < 1e-6, "{x}");
        }
        for n in 1..10_000 {
            let x = n as f32 * 0.001;
            assert!((f64::from(ln(x)) - f64::from(x).ln()).abs() < 2e-6, "{x}");
        }
        assert_eq!((gelu(-50.0).abs() < 1e-6, gelu(50.0)), (true, 50.0));
    }

    #[test]
    fn whole_numbers_are_the_nearest() {
        let mut out = [0; 4];
        let step = quantise(&[1.0, -2.0, 0.3, 0.0], 100.0, &mut out);
        assert_eq!((out, step), ([50, -100, 15, 0], 0.02));
    }
}

//! Weights in four bits each. The four bits are a signed root, and the weight is its square with the root's
//! sign: small weights, which most are, are told finely and the few heavy ones coarsely. A row of sixteen
//! takes eight bytes, so that more of them stay in the nearest caches.

use super::tagger::TAGS;

/// Bytes of a row.
pub const BYTES: usize = TAGS / 2;

/// A row as it lies in memory and in a file: four numbers of sixteen bits, least byte first. The bits
/// `4 * n..` of number `k` are the root of weight `4 * n + k`.
pub type Packed = [u8; BYTES];

/// The weight that a root stands for, in steps.
#[inline(always)]
const fn weight(root: i16) -> i16 {
    root * root.abs()
}

/// The root, -8 to 7, whose weight lies nearest to one, in steps.
pub fn root(of: f32) -> i8 {
    let far = |root: &i8| (f32::from(weight(i16::from(*root))) - of).abs();
    (-8..=7).min_by(|a, b| far(a).total_cmp(&far(b))).expect("there are sixteen")
}

/// A row from its roots.
pub fn packed(roots: &[i8; TAGS]) -> Packed {
    let mut row = [0; BYTES];
    for (k, &root) in roots.iter().enumerate() {
        let bit = 16 * (k % 4) + 4 * (k / 4);
        row[bit / 8] |= (root as u8 & 15) << (bit % 8);
    }
    row
}

/// The sums of the weights of rows, eight by eight; 256 at most.
#[inline(always)]
pub fn sums<'a>(eights: impl Iterator<Item = [&'a Packed; 8]>) -> [i16; TAGS] {
    // Eight rows are 32 numbers of four roots each. Each of the four is added up by itself, so that the sums
    // stay in four registers.
    let (mut a, mut b, mut c, mut d) = ([0; 32], [0; 32], [0; 32], [0; 32]);
    for rows in eights {
        let mut numbers = [0u16; 32];
        for (numbers, row) in numbers.as_chunks_mut::<4>().0.iter_mut().zip(rows) {
            for (number, bytes) in numbers.iter_mut().zip(row.as_chunks().0) {
                *number = u16::from_le_bytes(*bytes);
            }
        }
        add::<0>(&mut a, &numbers);
        add::<1>(&mut b, &numbers);
        add::<2>(&mut c, &numbers);
        add::<3>(&mut d, &numbers);
    }
    let mut sums = [0; TAGS];
    for (four, all) in sums.as_chunks_mut::<4>().0.iter_mut().zip([a, b, c, d]) {
        *four = folded(all);
    }
    sums
}

/// Adds the weights whose roots are the bits `4 * N..` of some numbers.
#[inline(always)]
fn add<const N: usize>(sums: &mut [i16; 32], numbers: &[u16; 32]) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum += weight((number << (12 - 4 * N)) as i16 >> 12);
    }
}

/// The sums of every fourth number.
#[inline(always)]
fn folded(mut all: [i16; 32]) -> [i16; 4] {
    for half in [16, 8, 4] {
        for k in 0..half {
            all[k] += all[k + half];
        }
    }
    [all[0], all[1], all[2], all[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_that_of_the_nearest_weight() {
        for (of, want) in [
            (0.0, 0),
            (0.4, 0),
            (0.6, 1),
            (-0.6, -1),
            (2.4, 1),
            (2.6, 2),
            (-6.6, -3),
            (12.4, 3),
            (12.6, 4),
            (49.0, 7),
            (300.0, 7),
            (-56.0, -7),
            (-57.0, -8),
            (-300.0, -8),
        ] {
            assert_eq!(root(of), want, "{of}");
        }
    }

    #[test]
    fn sums_are_those_of_the_weights() {
        let roots = |row: usize, t: usize| ((row * 37 + t * 101 + row * t * 13) % 16) as i8 - 8;
        let rows: Vec<Packed> = (0..255).map(|row| packed(&std::array::from_fn(|t| roots(row, t)))).collect();
        for count in [0, 8, 64, 248] {
            let eights = rows[..count].as_chunks::<8>().0.iter();
            let got = sums(eights.map(|rows| rows.each_ref()));
            for (t, sum) in got.iter().enumerate() {
                let want: i16 = (0..count).map(|row| i16::from(roots(row, t))).map(weight).sum();
                assert_eq!(*sum, want, "{count} rows, tag {t}");
            }
        }
        let heaviest = packed(&[-8; TAGS]);
        assert_eq!(sums([[&heaviest; 8]; 32].into_iter()), [-64 * 256; TAGS]);
    }
}

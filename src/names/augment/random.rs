//! Chance, the same for the same seed, and lists to draw from.

/// SplitMix64 (Steele, Lea, Flood 2014): small, seedable, the same everywhere.
pub struct Random(u64);

impl Random {
    /// From a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// Sixty-four bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A list to draw from, by weight.
pub(super) struct Urn {
    terms: Vec<&'static str>,
    /// Running sums of weights.
    sums: Vec<u64>,
}

impl Urn {
    /// Of terms and their weights.
    pub fn new(terms: impl Iterator<Item = (&'static str, u64)>) -> Urn {
        let (mut names, mut sums, mut sum) = (Vec::new(), Vec::new(), 0);
        for (term, weight) in terms {
            sum += weight;
            names.push(term);
            sums.push(sum);
        }
        Urn { terms: names, sums }
    }

    /// One of the terms.
    pub fn draw(&self, random: &mut Random) -> &'static str {
        let at = random.below(*self.sums.last().expect("lists are not empty") as usize) as u64;
        self.terms[self.sums.partition_point(|&s| s <= at)]
    }
}

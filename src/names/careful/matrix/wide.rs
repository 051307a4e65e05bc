//! Sums with 256-bit registers: bytes are widened, two products are added at once.

use super::packed::{Block, GROUP, PART, Packed, QUAD, Quads, grouped};
use super::{PANEL, Work};
use pulp::x86::V3;
use pulp::{NullaryFnOnce, cast};

/// The right to use them.
#[inline]
pub fn available() -> Option<V3> {
    V3::try_new()
}

/// Works a product out.
pub fn run(with: V3, work: Work<'_>) {
    with.vectorize(All { with, work });
}

struct All<'a> {
    with: V3,
    work: Work<'a>,
}

impl NullaryFnOnce for All<'_> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        let matrix = self.work.matrix;
        let packed = matrix.packed.get_or_init(|| Packed::new(matrix));
        let quads = matrix.columns() / QUAD;
        let mut groups = Vec::new();
        self.work.scales = grouped(self.work.input, matrix.columns(), |x| x as i16, &mut groups);
        for (panel, weights) in packed.blocks.chunks_exact(quads).enumerate() {
            for (group, inputs) in groups.chunks_exact(quads).enumerate() {
                for part in 0..PANEL / PART {
                    let sums = self.together(weights, inputs, part);
                    for (n, sums) in sums.iter().enumerate() {
                        self.work.put(panel * PANEL + part * PART, group * GROUP + n, sums);
                    }
                }
            }
        }
    }
}

impl All<'_> {
    /// Some rows of a panel with a group of inputs: every register that is filled is used two or four
    /// times.
    #[inline(always)]
    fn together(&self, weights: &[Block], inputs: &[Quads<i16>], part: usize) -> [[i32; PART]; GROUP] {
        let with = self.with;
        let mut sums = [[with.avx._mm256_setzero_si256(); 2]; GROUP];
        for (block, quads) in weights.iter().zip(inputs) {
            let bytes: [[i8; PART * QUAD / 2]; 2] = cast(block[part]);
            let weights = bytes.map(
                #[inline(always)]
                |bytes| with.avx2._mm256_cvtepi8_epi16(cast(bytes)),
            );
            for (sums, quad) in sums.iter_mut().zip(quads) {
                let input = with.avx._mm256_set1_epi64x(cast(*quad));
                for (sum, &weights) in sums.iter_mut().zip(&weights) {
                    let pairs = with.avx2._mm256_madd_epi16(weights, input);
                    *sum = with.avx2._mm256_add_epi32(*sum, pairs);
                }
            }
        }
        sums.map(
            #[inline(always)]
            |sums| {
                let pairs: [[i32; 2]; PART] = cast(sums);
                pairs.map(|[a, b]| a + b)
            },
        )
    }
}

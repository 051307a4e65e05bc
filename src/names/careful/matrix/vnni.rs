//! Sums with 512-bit registers, where the machine has the instruction that multiplies bytes and adds
//! four products at once (AVX-512 VNNI): four times as fast as 256-bit registers.

use super::packed::{Block, GROUP, Packed, QUAD, Quads, grouped};
use super::{PANEL, Work};
use pulp::cast;
use std::arch::x86_64::{__m512i, _mm512_dpbusd_epi32, _mm512_set1_epi32};
use std::cell::RefCell;

/// Groups of inputs that are worked on together: with two registers of weights, 24 of 32 hold sums.
const GROUPS: usize = 3;

/// The instruction takes inputs without a sign: this is added to them, and taken off the sums.
const OFFSET: i32 = 128;

thread_local! {
    /// Inputs in groups: one place for all products, as asking for so much each time is dear.
    static GROUPED: RefCell<Vec<Quads<u8>>> = const { RefCell::new(Vec::new()) };
}

/// The right to use the instruction: there is none where the machine lacks it.
#[derive(Clone, Copy, Debug)]
pub struct Vnni(());

impl Vnni {
    #[inline]
    pub fn available() -> Option<Vnni> {
        let has = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vnni");
        has.then_some(Vnni(()))
    }
}

/// Works a product out.
#[allow(unsafe_code)]
pub fn run(_: Vnni, work: Work<'_>) {
    // SAFETY: `all` asks for nothing but a machine with the features that it names. Only
    // `Vnni::available` makes a `Vnni`, and only where the machine has all three. No safe interface
    // offers the instruction (`pulp` has none for it), and it takes half the time of the next best.
    GROUPED.with_borrow_mut(|groups| unsafe { all(work, groups) });
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn all(mut work: Work<'_>, groups: &mut Vec<Quads<u8>>) {
    let matrix = work.matrix;
    let packed = matrix.packed.get_or_init(|| Packed::new(matrix));
    let quads = matrix.columns() / QUAD;
    let number = |x| (x as u8).wrapping_add(OFFSET as u8);
    work.scales = grouped(work.input, matrix.columns(), number, groups);
    let panels = packed.blocks.chunks_exact(quads).zip(&packed.sums);
    for (panel, (weights, sums)) in panels.enumerate() {
        let start = cast(sums.map(|sum| -OFFSET * sum));
        for (n, groups) in groups.chunks(GROUPS * quads).enumerate() {
            let at = (panel * PANEL, n * GROUPS * GROUP);
            match groups.len() / quads {
                GROUPS => together::<GROUPS>(&mut work, at, weights, start, groups),
                2 => together::<2>(&mut work, at, weights, start, groups),
                _ => together::<1>(&mut work, at, weights, start, groups),
            }
        }
    }
}

/// A panel with `N` groups of inputs, from `start` on; into the output from row and input `at` on.
#[allow(clippy::needless_range_loop)]
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn together<const N: usize>(
    work: &mut Work<'_>,
    at: (usize, usize),
    weights: &[Block],
    start: [__m512i; 2],
    groups: &[Quads<u8>],
) {
    let mut inputs: [&[Quads<u8>]; N] = [&[]; N];
    for g in 0..N {
        inputs[g] = &groups[g * weights.len()..][..weights.len()];
    }
    let mut sums = [[start; GROUP]; N];
    // Counted loops: with iterators the sums are moved about between registers.
    for i in 0..weights.len() {
        let weights: [__m512i; 2] = cast(weights[i]);
        for g in 0..N {
            for k in 0..GROUP {
                let input = _mm512_set1_epi32(i32::from_le_bytes(inputs[g][i][k]));
                for h in 0..2 {
                    sums[g][k][h] = _mm512_dpbusd_epi32(sums[g][k][h], input, weights[h]);
                }
            }
        }
    }
    for (n, sums) in sums.as_flattened().iter().enumerate() {
        work.put(at.0, at.1 + n, &cast::<_, [i32; PANEL]>(*sums));
    }
}

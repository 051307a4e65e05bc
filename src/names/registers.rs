//! The widest registers that a machine has, for whoever adds many numbers.

/// Does some work with the widest registers that the machine has. Sums of floats come out the same:
/// none is reordered, and no product is fused with a sum.
#[inline]
pub fn widest<T>(work: impl FnOnce() -> T) -> T {
    pulp::Arch::new().dispatch(work)
}

//! Tables of small weights as bytes: rows without weight are left out.

/// Appends rows: before each, how far it lies from the one before.
pub fn write<const N: usize>(rows: impl Iterator<Item = [i8; N]>, out: &mut Vec<u8>) {
    let mut last = 0usize;
    for (at, row) in rows.enumerate() {
        // A gap that does not fit is bridged by a row of zeros.
        let bridge = at - last == usize::from(u16::MAX);
        if bridge || row.iter().any(|&w| w != 0) {
            out.extend(((at - last) as u16).to_le_bytes());
            out.extend(row.map(|w| w as u8));
            last = at;
        }
    }
}

/// Reads what [`write`] wrote into a table of `count` rows; `None` where it is something else.
pub fn read<const N: usize>(mut bytes: &[u8], count: usize) -> Option<Vec<[i8; N]>> {
    let mut rows = vec![[0; N]; count];
    let mut at = 0usize;
    while let Some((gap, tail)) = bytes.split_first_chunk::<2>() {
        at += usize::from(u16::from_le_bytes(*gap));
        let (weights, tail) = tail.split_first_chunk::<N>()?;
        *rows.get_mut(at)? = weights.map(|w| w as i8);
        bytes = tail;
    }
    bytes.is_empty().then_some(rows)
}

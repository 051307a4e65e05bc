//! The hash of a word: the key of dictionaries, cues and features.

/// Hash of a word without regard to case. Only letters, digits and [`LETTER`](super::fold::LETTER) may be
/// in it: for these, setting the sixth bit lowers case and changes nothing else.
pub fn hash(word: &[u8]) -> u64 {
    hash_of(word, 0, word.len())
}

/// The hash of bytes `start..end`: the last of them are read with what follows, and masked.
#[inline]
pub(crate) fn hash_of(bytes: &[u8], start: usize, end: usize) -> u64 {
    const LOW: u64 = 0x2020_2020_2020_2020;
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |h: u64, v: u64| {
        let x = (h ^ v).wrapping_mul(K);
        x ^ (x >> 29)
    };
    let mut h = (end - start) as u64;
    let mut at = start;
    while at + 8 <= end {
        let v = u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"));
        h = mix(h, v | LOW);
        at += 8;
    }
    let tail = match bytes.get(at..at + 8) {
        Some(more) => {
            u64::from_le_bytes(more.try_into().expect("eight bytes")) & ((1 << (8 * (end - at))) - 1)
        }
        None => bytes[at..end].iter().rev().fold(0, |v, &b| v << 8 | u64::from(b)),
    };
    mix(mix(h, tail | LOW), K)
}

/// Hash of several words in a row: that of those before, joined with that of the next.
pub fn joined(key: u64, next: u64) -> u64 {
    (key.rotate_left(7) ^ next).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

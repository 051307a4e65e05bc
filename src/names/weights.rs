//! The tagger's weights: one set for text written as usual, one for text whose capitals tell nothing.
//! What a capital says in the one a rare word or a title must say in the other; a single set would have
//! to strike a mean.

use super::habit::Manner;
use super::nibbles::BYTES;
use super::sparse::Keep;
use super::tagger::Model;

/// Weights by how a stretch is written.
pub struct Weights {
    /// For text with capitals where they are usual.
    pub cased: Model,
    /// For text without capitals, or in capitals throughout.
    pub caseless: Model,
}

impl Weights {
    /// Those for a stretch that is written so.
    pub fn of(&self, manner: Manner) -> &Model {
        if manner == Manner::Cased { &self.cased } else { &self.caseless }
    }

    /// Reads what [`Weights::to_bytes`] wrote; `None` where it is something else.
    pub fn from_bytes<'a>(bytes: &'a [u8], keep: Keep<'a, BYTES>) -> Option<Weights> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (cased, caseless) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let read = |set| Model::from_bytes(set, keep);
        Some(Weights { cased: read(cased)?, caseless: read(caseless)? })
    }

    /// The weights as a file: the length of the first set in bytes, then both sets.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (cased, caseless) = (self.cased.to_bytes(), self.caseless.to_bytes());
        [&(cased.len() as u32).to_le_bytes()[..], &cased, &caseless].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::features::ROWS;
    use crate::names::glance::{Glance, PLACES};
    use crate::names::tagger::TAGS;

    fn read(bytes: &[u8]) -> Option<Weights> {
        Weights::from_bytes(bytes, |rows| rows.to_vec().into())
    }

    #[test]
    fn each_set_is_asked_for_its_own_text_and_survives_the_file() {
        let set = |byte: u8| {
            let mut rows = vec![[0; BYTES]; ROWS];
            rows[7][1] = byte;
            Model::new(rows, 1.0, [[0.0; TAGS]; TAGS], Glance::new(vec![0; PLACES], 0))
        };
        let (cased, caseless) = (set(3), set(4));
        let bytes = Weights { cased: set(3), caseless: set(4) }.to_bytes();
        let back = read(&bytes).unwrap();
        assert!(cased.to_bytes() != caseless.to_bytes());
        assert!(back.of(Manner::Cased).to_bytes() == cased.to_bytes());
        for manner in [Manner::Lower, Manner::Upper] {
            assert!(back.of(manner).to_bytes() == caseless.to_bytes(), "{manner:?}");
        }
        assert!(read(&bytes[..bytes.len() - 1]).is_none());
        assert!(read(b"something else").is_none());
    }

    #[test]
    fn a_file_whose_parts_are_cut_or_parted_elsewhere_is_refused() {
        let set = |byte: u8| {
            let mut rows = vec![[0; BYTES]; ROWS];
            (rows[7][1], rows[8][1]) = (byte, byte);
            Model::new(rows, 1.0, [[0.0; TAGS]; TAGS], Glance::new(vec![0; PLACES], 0))
        };
        let file = Weights { cased: set(3), caseless: set(4) }.to_bytes();
        let first = u32::from_le_bytes(file[..4].try_into().unwrap());
        let half = 4 + first as usize;
        for cut in [0, 3, 4, 5, 12, half - 1, half, half + 1, half + 8, file.len() - 1] {
            assert!(read(&file[..cut]).is_none(), "{cut} of {} bytes", file.len());
        }
        // A row takes so many bytes: one more or less in the first set, and its form is still right.
        let row = BYTES as u32;
        for length in [0, first - row, first - 1, first + 1, first + row, 2 * first, u32::MAX] {
            let parted = [&length.to_le_bytes(), &file[4..]].concat();
            assert!(read(&parted).is_none(), "{length}, not {first}");
        }
        for at in [4, half] {
            let mut altered = file.clone();
            altered[at] ^= 1;
            assert!(read(&altered).is_none(), "byte {at}");
        }
        assert!(read(&file).is_some());
    }
}

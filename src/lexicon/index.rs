//! Tables that are made when the crate is built and read where they lie: slots of eight bytes, a value
//! in the lower half and the upper half of its hash in the other. Open addressing.

/// Values by hash, none of them 0.
#[derive(Clone, Copy)]
pub struct Index<'a>(&'a [[u8; 8]]);

impl<'a> Index<'a> {
    /// A table as [`table`] made it: a power of two of slots, some of them free.
    pub const fn new(table: &'a [u8]) -> Index<'a> {
        assert!(table.len().is_power_of_two() && table.len() >= 16);
        Index(table.as_chunks().0)
    }

    /// The value of a hash, 0 where there is none. Most often one access to memory. Of the hash half is
    /// compared: a word of no list is taken for another once in 2^32 times and more.
    #[inline]
    pub fn get(&self, hash: u64) -> u32 {
        let mut at = hash as usize;
        loop {
            at &= self.0.len() - 1;
            let slot = u64::from_le_bytes(self.0[at]);
            if slot as u32 == 0 || slot >> 32 == hash >> 32 {
                return slot as u32;
            }
            at += 1;
        }
    }
}

/// A table of these hashes and values, at most two thirds full. Two hashes may not be told apart: then
/// there is none.
#[cfg_attr(not(test), allow(dead_code, reason = "called by build.rs"))]
pub fn table(values: &[(u64, u32)]) -> Option<Vec<u8>> {
    let places = (values.len() * 3 / 2 + 1).next_power_of_two();
    let mut slots = vec![[0; 8]; places];
    for &(hash, value) in values {
        let mut at = hash as usize & (places - 1);
        while slots[at] != [0; 8] {
            at = (at + 1) & (places - 1);
        }
        slots[at] = (hash >> 32 << 32 | u64::from(value)).to_le_bytes();
    }
    let table = slots.concat();
    let index = Index::new(&table);
    values.iter().all(|&(hash, value)| value != 0 && index.get(hash) == value).then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::hash;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let word = |n: u32| hash(format!("word{n}").as_bytes());
        let values: Vec<(u64, u32)> = (1..=500).map(|n| (word(n), n)).collect();
        let table = table(&values).unwrap();
        let index = Index::new(&table);
        for n in 1..=1000 {
            assert_eq!(index.get(word(n)), if n <= 500 { n } else { 0 });
        }
    }

    #[test]
    fn a_value_of_nothing_and_hashes_that_look_alike_make_no_table() {
        assert!(table(&[(7, 0)]).is_none());
        assert!(table(&[(7 << 32 | 1, 5), (7 << 32 | 1 << 20 | 1, 6)]).is_none());
        assert!(table(&[(7 << 32 | 1, 5), (8 << 32 | 1, 6)]).is_some());
    }
}

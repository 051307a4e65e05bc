//! Tables that are made when the crate is built and read where they lie: buckets of 64 bytes, which are as
//! many as memory gives at a time. A bucket has eight halves of hashes, then eight values. Whatever has no room
//! in its own bucket is in the next.

/// Places of a bucket.
const PLACES: usize = 8;

/// The upper halves of hashes and the values of a bucket, the least byte first; those that are taken first.
type Bucket = [[[u8; 4]; PLACES]; 2];

/// Values by hash, none of them 0.
#[derive(Clone, Copy)]
pub struct Index<'a>(&'a [Bucket]);

impl<'a> Index<'a> {
    /// A table as [`table`] made it: a power of two of buckets, one of them with room.
    pub const fn new(table: &'a [u8]) -> Index<'a> {
        assert!(table.len().is_power_of_two() && table.len() >= size_of::<Bucket>());
        Index(table.as_chunks().0.as_chunks().0.as_chunks().0)
    }

    /// The value of a hash, 0 where there is none. Most often one access to memory, and no branch that depends
    /// on what is there. Of the hash half is compared, with what a bucket has: a word of no list is taken for another
    /// once in 2^29 times or so.
    #[inline]
    pub fn get(&self, hash: u64) -> u32 {
        let (buckets, tag) = (self.0, (hash >> 32) as u32);
        let mut at = hash as usize;
        loop {
            at &= buckets.len() - 1;
            let [tags, values] = &buckets[at];
            let mut found = 0;
            for (t, value) in tags.iter().zip(values) {
                found |= if u32::from_le_bytes(*t) == tag { u32::from_le_bytes(*value) } else { 0 };
            }
            if found != 0 || values[PLACES - 1] == [0; 4] {
                return found;
            }
            at += 1;
        }
    }
}

/// A table of these hashes and values, at most two thirds full. Two hashes may not be told apart: then
/// there is none.
#[cfg_attr(not(test), allow(dead_code, reason = "called by build.rs"))]
pub fn table(values: &[(u64, u32)]) -> Option<Vec<u8>> {
    let count = (values.len() * 3 / 2 + 1).div_ceil(PLACES).next_power_of_two();
    let mut buckets: Vec<Bucket> = vec![[[[0; 4]; PLACES]; 2]; count];
    for &(hash, value) in values {
        let own = hash as usize & (count - 1);
        let mut places = (own..own + count).flat_map(|at| (0..PLACES).map(move |k| (at & (count - 1), k)));
        let (at, k) = places.find(|&(at, k)| buckets[at][1][k] == [0; 4])?;
        buckets[at][0][k] = ((hash >> 32) as u32).to_le_bytes();
        buckets[at][1][k] = value.to_le_bytes();
    }
    let table = buckets.as_flattened().as_flattened().concat();
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
    fn what_has_no_room_in_its_bucket_is_in_the_next_and_after_the_last_comes_the_first() {
        // Of 17 keys 16 want the last of four buckets.
        let key = |n: u64| (n + 1) << 32 | if n < 16 { 3 } else { 0 };
        let values: Vec<(u64, u32)> = (0..17).map(|n| (key(n), n as u32 + 1)).collect();
        let table = table(&values).unwrap();
        assert_eq!(table.len(), 4 * 64);
        let index = Index::new(&table);
        for n in 0..17 {
            assert_eq!(index.get(key(n)), n as u32 + 1);
        }
        assert_eq!((index.get(99 << 32 | 3), index.get(99 << 32 | 1)), (0, 0));
        assert_eq!(index.get(u64::MAX), 0);
    }

    #[test]
    fn a_value_of_nothing_and_hashes_that_look_alike_make_no_table() {
        assert!(table(&[(7, 0)]).is_none());
        assert!(table(&[(7 << 32 | 1, 5), (7 << 32 | 1 << 20 | 1, 6)]).is_none());
        assert!(table(&[(7 << 32 | 1, 5), (8 << 32 | 1, 6)]).is_some());
    }
}

//! A fixed table keyed by token hashes: open addressing in one block of memory, a look-up most often
//! one access. Most words that are looked up are in none: a filter that the nearest cache keeps says so.

/// Values by hash. Built once, then only read.
pub struct Table<V> {
    /// A power of two of places; the hash 0 marks a free one.
    slots: Vec<(u64, V)>,
    /// A power of two of bits: those of the highest bits of each key are set.
    filter: Vec<u64>,
}

/// Bits of the filter for each key that there is room for.
const SPARSE: usize = 16;

impl<V: Copy + Default> Table<V> {
    /// With room for `count` keys at no more than half full.
    pub fn with_room(count: usize) -> Table<V> {
        Table {
            slots: vec![(0, V::default()); (2 * count + 1).next_power_of_two()],
            filter: vec![0; (SPARSE * count).div_ceil(64).next_power_of_two()],
        }
    }

    /// The word of the filter for a hash, and the bit in it.
    #[inline]
    fn bit(&self, hash: u64) -> (usize, u64) {
        ((hash >> 38) as usize & (self.filter.len() - 1), 1 << (hash >> 58))
    }

    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash ^ hash >> 32) as usize & mask;
        while self.slots[at].0 != hash && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    /// The value of a hash, the default one where it is new. There must be room.
    pub fn entry(&mut self, hash: u64) -> &mut V {
        let (word, bit) = self.bit(hash);
        self.filter[word] |= bit;
        let at = self.slot(hash);
        self.slots[at].0 = hash;
        &mut self.slots[at].1
    }

    /// The value of a hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<&V> {
        let (word, bit) = self.bit(hash);
        if self.filter[word] & bit == 0 {
            return None;
        }
        let (key, value) = &self.slots[self.slot(hash)];
        (*key != 0).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::hash;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let words: Vec<String> = (0..500).map(|n| format!("word{n}")).collect();
        let mut table = Table::with_room(words.len());
        for (n, word) in words.iter().enumerate() {
            *table.entry(hash(word.as_bytes())) = n;
        }
        for (n, word) in words.iter().enumerate() {
            assert_eq!(table.get(hash(word.as_bytes())), Some(&n));
            assert_eq!(table.get(hash(format!("{word}x").as_bytes())), None);
        }
    }
}

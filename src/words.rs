//! Lists of words that a word is held against: most words are told from all of a list by a filter,
//! and compared with none.

/// A list of words in small letters.
pub struct Words {
    /// A bit for each word: see [`place`].
    filter: [u64; 4],
    list: &'static [&'static str],
}

/// A list of words, made when the crate is built: `words!["mr", "mrs"]`.
macro_rules! words {
    ($($word:expr),* $(,)?) => {
        const { &$crate::words::Words::new(&[$($word),*]) }
    };
}
pub(crate) use words;

/// Which of 256 bits stands for a word of one byte or more, in any case.
const fn place(word: &[u8]) -> usize {
    let (first, last) = (word[0] & 31, word[word.len() - 1] & 31);
    ((first as usize * 8) ^ last as usize ^ (word.len() * 37)) & 255
}

impl Words {
    /// Of a list of words, none of them empty.
    pub const fn new(list: &'static [&'static str]) -> Words {
        let mut filter = [0; 4];
        let mut at = 0;
        while at < list.len() {
            let place = place(list[at].as_bytes());
            filter[place / 64] |= 1 << (place % 64);
            at += 1;
        }
        Words { filter, list }
    }

    /// All of them.
    pub const fn all(&self) -> &'static [&'static str] {
        self.list
    }

    /// Whether a word is on the list, in any case.
    #[inline]
    pub fn has(&self, word: &[u8]) -> bool {
        self.find(word).is_some()
    }

    /// The word as the list writes it.
    #[inline]
    pub fn find(&self, word: &[u8]) -> Option<&'static str> {
        if word.is_empty() {
            return None;
        }
        let place = place(word);
        if self.filter[place / 64] >> (place % 64) & 1 == 0 {
            return None;
        }
        self.list.iter().copied().find(|listed| listed.as_bytes().eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_listed_is_found_in_any_case_and_nothing_else() {
        let list = words!["mr", "mrs", "o'clock", "2", "hba1c", "age (yrs)", "x"];
        for (word, want) in [
            ("mr", Some("mr")),
            ("MRS", Some("mrs")),
            ("O'Clock", Some("o'clock")),
            ("2", Some("2")),
            ("HbA1c", Some("hba1c")),
            ("Age (yrs)", Some("age (yrs)")),
            ("X", Some("x")),
            ("ms", None),
            ("m", None),
            ("mrss", None),
            ("", None),
        ] {
            assert_eq!(list.find(word.as_bytes()), want, "{word:?}");
            assert_eq!(list.has(word.as_bytes()), want.is_some(), "{word:?}");
        }
    }
}

//! What a dictionary says of a word, and how that is packed into four bytes: `build.rs` packs, the
//! lexicon unpacks.

/// What lists a word or phrase is on: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

impl Class {
    /// Town, village, suburb or county of the UK or Ireland.
    pub const PLACE: Class = Class(1);
    /// City or country elsewhere, or a nation of the UK.
    pub const ABROAD: Class = Class(1 << 1);
    /// Drug or brand.
    pub const DRUG: Class = Class(1 << 2);
    /// Surname that names a disease, sign, score or device.
    pub const EPONYM: Class = Class(1 << 3);
    /// Word that turns a surname before it into a clinical term.
    pub const EPONYM_HEAD: Class = Class(1 << 4);
    /// Nationality or ethnic group.
    pub const PEOPLE: Class = Class(1 << 5);
    /// Religion.
    pub const RELIGION: Class = Class(1 << 6);
    /// Language.
    pub const LANGUAGE: Class = Class(1 << 7);
    /// Job.
    pub const OCCUPATION: Class = Class(1 << 8);
    /// Word that ends an organisation's name and hardly anything else.
    pub const ORG_HEAD: Class = Class(1 << 9);
    /// Word that may end an organisation's name.
    pub const ORG_HEAD_WEAK: Class = Class(1 << 10);
    /// Organisation by its own name.
    pub const ORG: Class = Class(1 << 11);
    /// Title before a name, of anyone.
    pub const TITLE: Class = Class(1 << 12);
    /// Title of staff, clergy or police.
    pub const STAFF_TITLE: Class = Class(1 << 13);
    /// Relative or friend.
    pub const RELATION: Class = Class(1 << 14);
    /// Clinical abbreviation.
    pub const ABBREVIATION: Class = Class(1 << 15);
    /// Ordinary word that is also a name.
    pub const NAME_WORD: Class = Class(1 << 16);
    /// Day of the week, in full or short.
    pub const WEEKDAY: Class = Class(1 << 17);
    /// Some phrase begins with this word.
    pub(crate) const OPENS: Class = Class(1 << 31);

    /// On no list.
    pub const NONE: Class = Class(0);

    /// Both sets.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Whether the two share a bit.
    pub const fn has(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The bits.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set of these bits.
    pub(crate) const fn from_bits(bits: u32) -> Class {
        Class(bits)
    }
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// As a given name: 0 for none, else 1 + the binary logarithm of bearers per ten million.
    pub given: u8,
    /// As a surname, likewise.
    pub surname: u8,
    /// As an English word: 0 for none, else 1 (rarest) to 8 (commonest).
    pub word: u8,
    /// The lists that it is on.
    pub class: Class,
    /// Its cluster of words used alike: 0 for none.
    pub cluster: u16,
}

/// Bits of an entry's parts, from the lowest: given name, surname, word, cluster, number of its class.
const WIDTHS: [u32; 5] = [5, 5, 4, 10, 8];

impl Entry {
    /// In four bytes, its class as a number; `None` where a part has no room.
    #[cfg_attr(not(test), allow(dead_code, reason = "called by build.rs"))]
    pub(crate) fn pack(self, class: usize) -> Option<u32> {
        let parts = [self.given.into(), self.surname.into(), self.word.into(), self.cluster.into(), class];
        let mut at = 0;
        parts.into_iter().zip(WIDTHS).try_fold(0, |packed, (part, width)| {
            let part = u32::try_from(part).ok().filter(|part| part >> width == 0)?;
            at += width;
            Some(packed | part << (at - width))
        })
    }

    /// From what [`Entry::pack`] gave, `class` telling the class of a number.
    #[inline]
    pub(crate) fn unpack(packed: u32, class: impl Fn(usize) -> Class) -> Entry {
        let [given, surname, word, cluster, _] = WIDTHS;
        let part = |at: u32, width: u32| packed >> at & ((1 << width) - 1);
        Entry {
            given: part(0, given) as u8,
            surname: part(given, surname) as u8,
            word: part(given + surname, word) as u8,
            cluster: part(given + surname + word, cluster) as u16,
            class: class((packed >> (given + surname + word + cluster)) as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_back_and_one_with_a_part_too_large_is_refused() {
        let most = Entry { given: 31, surname: 31, word: 15, class: Class::PLACE, cluster: 1023 };
        let class = |number: usize| [Class::NONE, Class::DRUG][usize::from(number != 255)].or(Class::PLACE);
        for entry in [
            most,
            Entry { given: 0, ..most },
            Entry { surname: 7, ..most },
            Entry { word: 1, ..most },
            Entry { cluster: 512, ..most },
        ] {
            let back = Entry::unpack(entry.pack(255).unwrap(), class);
            assert_eq!((back.given, back.surname, back.word), (entry.given, entry.surname, entry.word));
            assert_eq!((back.class, back.cluster), (Class::PLACE, entry.cluster));
        }
        assert_eq!(Entry::unpack(most.pack(254).unwrap(), class).class, Class::PLACE.or(Class::DRUG));
        assert!(most.pack(256).is_none());
        for large in [
            Entry { given: 32, ..most },
            Entry { surname: 32, ..most },
            Entry { word: 16, ..most },
            Entry { cluster: 1024, ..most },
        ] {
            assert!(large.pack(255).is_none());
        }
    }
}

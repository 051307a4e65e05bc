//! Numbered labels: `[PERSON-1]`, the same for the same person or value within a note.
//!
//! A label that the text brought along keeps its number where that is free; where it was already
//! given to someone else it takes the next free one, so that no two things share a label.

use crate::detect::{Label, TABLE};
use foldhash::{HashMap, HashSet};

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Referent {
    /// A person of the note.
    Person(u32),
    /// Equal text: hash of its folded letters and digits.
    Value(u64),
    /// A label of the text's own.
    Own(u32),
}

/// The labels given in one note.
#[derive(Default)]
pub struct Labels {
    given: HashMap<(Label, Referent), u32>,
    taken: HashSet<(Label, u32)>,
    /// For each label, the number to try next.
    next: [u32; TABLE.len()],
}

impl Labels {
    /// The label of a referent, new or as before.
    pub fn label(&mut self, label: Label, referent: Referent) -> String {
        let (name, number) = (label.name(), self.number(label, referent));
        ["[", name, "-", &number.to_string(), "]"].concat()
    }

    fn number(&mut self, label: Label, referent: Referent) -> u32 {
        if let Some(&n) = self.given.get(&(label, referent)) {
            return n;
        }
        let n = match referent {
            Referent::Own(n) if self.taken.insert((label, n)) => n,
            _ => self.free(label),
        };
        self.given.insert((label, referent), n);
        n
    }

    fn free(&mut self, label: Label) -> u32 {
        let next = &mut self.next[label as usize];
        *next = (*next).max(1);
        while !self.taken.insert((label, *next)) {
            *next += 1;
        }
        *next
    }
}

/// The text's own label at the start of `bytes`: what it says, its number and its length.
pub fn own(bytes: &[u8]) -> Option<(Label, u32, usize)> {
    const LONGEST: usize = 32;
    let rest = bytes.strip_prefix(b"[")?;
    let close = rest.iter().take(LONGEST).position(|&b| b == b']')?;
    let inside = std::str::from_utf8(&rest[..close]).ok()?;
    let (name, number) = inside.rsplit_once('-')?;
    let canonical =
        number.len() <= 7 && number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
    let number = canonical.then(|| number.parse().ok()).flatten()?;
    Some((Label::from_name(name)?, number, close + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_referent_one_label_and_no_two_share() {
        let mut labels = Labels::default();
        let mut person = |r| labels.label(Label::Person, r);
        assert_eq!(person(Referent::Person(4)), "[PERSON-1]");
        assert_eq!(person(Referent::Own(1)), "[PERSON-2]");
        assert_eq!(person(Referent::Own(9)), "[PERSON-9]");
        assert_eq!(person(Referent::Person(4)), "[PERSON-1]");
        assert_eq!(person(Referent::Person(5)), "[PERSON-3]");
    }

    #[test]
    fn own_labels_are_read_exactly() {
        assert_eq!(own(b"[NHS_NUMBER-12] x"), Some((Label::NhsNumber, 12, 15)));
        for other in ["[NHS-1]", "[PERSON-]", "[PERSON-01]", "PERSON-1]", "[PERSON 1]", "[PERSON-1"] {
            assert_eq!(own(other.as_bytes()), None, "{other}");
        }
    }
}

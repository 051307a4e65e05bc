//! Who is who in a note: certain mentions become people, in the order of the text, and people claim
//! the words of their names, so that the same word elsewhere is known for a name.
//!
//! Everything is decided by what came before and never revised, so that a stream and the whole note
//! agree. Words are kept as hashes: a session holds no name.

use crate::text::token;
use std::collections::HashMap;

/// A person of the note, in the order of first certain mention.
pub type PersonId = u32;

/// One word of a name: hashes alone. Without `Debug`: a hash gives a word away to a dictionary.
#[derive(Clone, PartialEq, Eq)]
pub struct Word {
    hash: u64,
    first: u8,
    initial: bool,
    /// Hashes of the word with one letter left out, for words long enough to be misspelt safely.
    near: Vec<u32>,
}

/// Shortest word whose misspellings are recognised, in letters.
const LONG_ENOUGH: usize = 5;

impl Word {
    /// From a folded word.
    pub fn new(word: &[u8]) -> Self {
        let mut near = Vec::new();
        if word.len() >= LONG_ENOUGH {
            let mut shorter = Vec::with_capacity(word.len());
            for gone in 0..word.len() {
                shorter.clear();
                shorter.extend_from_slice(&word[..gone]);
                shorter.extend_from_slice(&word[gone + 1..]);
                near.push(token::hash(&shorter) as u32);
            }
            near.sort_unstable();
            near.dedup();
        }
        let first = word.first().map_or(0, u8::to_ascii_lowercase);
        Word { hash: token::hash(word), first, initial: word.len() == 1, near }
    }

    /// What the word is found by where it may be misspelt.
    fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        self.near.iter().copied().chain([self.hash as u32])
    }

    /// Whether the two are the same word, or one slip of the pen apart with the same first letter.
    fn resembles(&self, other: &Word) -> bool {
        self.hash == other.hash || (self.first == other.first && self.is_near(other))
    }

    fn is_near(&self, other: &Word) -> bool {
        let low = |w: &Word| w.hash as u32;
        let shared = || self.near.iter().any(|n| other.near.binary_search(n).is_ok());
        !self.near.is_empty()
            && !other.near.is_empty()
            && (self.near.binary_search(&low(other)).is_ok()
                || other.near.binary_search(&low(self)).is_ok()
                || shared())
    }
}

#[derive(Default)]
struct Person {
    /// Given names and initials, then the surname last, as far as known.
    words: Vec<Word>,
}

/// A place whose text may turn out to be a name.
#[derive(Clone)]
pub struct Doubt<P> {
    /// The word.
    pub word: Word,
    /// Where it stands: whatever the session needs to amend it.
    pub place: P,
}

/// The people of one note and the places still in doubt. Memory: some tens of bytes a person and a
/// doubtful place.
pub struct People<P> {
    people: Vec<Person>,
    /// Claimed words in the order of their claims.
    claims: Vec<(Word, PersonId)>,
    claimed: HashMap<u64, usize>,
    claimed_near: HashMap<u32, Vec<usize>>,
    doubts: Vec<Option<Doubt<P>>>,
    doubted: HashMap<u64, Vec<usize>>,
    doubted_near: HashMap<u32, Vec<usize>>,
}

impl<P> Default for People<P> {
    fn default() -> Self {
        People {
            people: Vec::new(),
            claims: Vec::new(),
            claimed: HashMap::new(),
            claimed_near: HashMap::new(),
            doubts: Vec::new(),
            doubted: HashMap::new(),
            doubted_near: HashMap::new(),
        }
    }
}

impl<P> People<P> {
    /// Takes a certain mention: who it is, and the places that were in doubt until now, in the order
    /// of the text.
    pub fn meet(
        &mut self,
        words: &[Word],
        claimable: impl Fn(usize) -> bool,
    ) -> (PersonId, Vec<(P, PersonId)>) {
        let id = self.find(words).unwrap_or_else(|| {
            self.people.push(Person::default());
            (self.people.len() - 1) as PersonId
        });
        let person = &mut self.people[id as usize];
        for word in words {
            let known = person.words.iter().any(|w| w.hash == word.hash);
            if !known {
                person.words.push(word.clone());
            }
        }
        let mut settled = Vec::new();
        for (i, word) in words.iter().enumerate() {
            if !word.initial && claimable(i) {
                settled.extend(self.claim(word, id));
            }
        }
        settled.sort_by_key(|&(at, _)| at);
        let places = settled.into_iter().filter_map(|(at, id)| self.doubts[at].take().map(|d| (d.place, id)));
        (id, places.collect())
    }

    /// The person that a word in doubt belongs to: of the first claim that it resembles.
    pub fn owner(&self, word: &Word) -> Option<PersonId> {
        let exact = self.claimed.get(&word.hash).copied();
        let near = word
            .keys()
            .filter_map(|key| self.claimed_near.get(&key))
            .flatten()
            .copied()
            .filter(|&at| word.resembles(&self.claims[at].0))
            .min();
        let at = match (exact, near) {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b)?,
        };
        Some(self.claims[at].1)
    }

    /// Keeps a place in mind until its word is claimed or the note ends.
    pub fn doubt(&mut self, doubt: Doubt<P>) {
        let at = self.doubts.len();
        self.doubted.entry(doubt.word.hash).or_default().push(at);
        for key in doubt.word.keys() {
            self.doubted_near.entry(key).or_default().push(at);
        }
        self.doubts.push(Some(doubt));
    }

    fn claim(&mut self, word: &Word, id: PersonId) -> Vec<(usize, PersonId)> {
        if self.claimed.contains_key(&word.hash) {
            return Vec::new();
        }
        let at = self.claims.len();
        self.claimed.insert(word.hash, at);
        for key in word.keys() {
            self.claimed_near.entry(key).or_default().push(at);
        }
        self.claims.push((word.clone(), id));
        let exact = self.doubted.get(&word.hash).into_iter().flatten();
        let near = word.keys().filter_map(|key| self.doubted_near.get(&key)).flatten();
        let mut settled: Vec<usize> =
            exact.chain(near).copied().filter(|&at| self.is_open(at, word)).collect();
        settled.sort_unstable();
        settled.dedup();
        settled.into_iter().map(|at| (at, id)).collect()
    }

    fn is_open(&self, at: usize, word: &Word) -> bool {
        self.doubts[at].as_ref().is_some_and(|d| d.word.resembles(word))
    }

    /// The latest person whose name can be this one: the surname resembles, and given names or
    /// initials agree as far as both are known.
    fn find(&self, words: &[Word]) -> Option<PersonId> {
        let found = self.people.iter().rposition(|person| agrees(&person.words, words));
        found.map(|at| at as PersonId)
    }
}

/// Whether two sets of name words can be one person's: each full word of the shorter name is in the
/// longer one, initials stand for a word with their letter, and something more than initials is
/// shared.
fn agrees(known: &[Word], new: &[Word]) -> bool {
    let (short, long) = if new.len() <= known.len() { (new, known) } else { (known, new) };
    let full = |w: &Word| long.iter().any(|l| !l.initial && l.resembles(w));
    let letter = |w: &Word| long.iter().any(|l| l.first == w.first);
    let all = short.iter().all(|w| if w.initial { letter(w) } else { full(w) || stands_for(w, long) });
    let shares = short.iter().any(|w| !w.initial && full(w))
        || (short.len() == long.len() && all && same(short, long));
    all && shares
}

/// Whether a full word is what an initial of the other name stands for.
fn stands_for(word: &Word, other: &[Word]) -> bool {
    other.iter().any(|o| o.initial && o.first == word.first)
}

fn same(a: &[Word], b: &[Word]) -> bool {
    a.iter().zip(b).all(|(x, y)| x.hash == y.hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<Word> {
        name.split(' ').map(|w| Word::new(w.as_bytes())).collect()
    }

    fn ids(names: &[&str]) -> Vec<PersonId> {
        let mut people = People::<usize>::default();
        names.iter().map(|name| people.meet(&words(name), |_| true).0).collect()
    }

    #[test]
    fn mentions_of_one_person_are_one_and_of_two_are_two() {
        assert_eq!(ids(&["Edna Fazackerley", "Fazackerley", "E Fazackerley", "Edna"]), [0, 0, 0, 0]);
        assert_eq!(ids(&["Fazackerley", "Edna Fazackerley", "Edith Fazackerley"]), [0, 0, 1]);
        assert_eq!(ids(&["Fazackerley", "Fazackerly"]), [0, 0]);
        assert_eq!(ids(&["Anna", "Anne"]), [0, 1]);
        assert_eq!(ids(&["HB", "HB", "JB"]), [0, 0, 1]);
    }

    #[test]
    fn a_place_in_doubt_is_settled_by_the_first_claim_that_fits() {
        let mut people = People::default();
        people.doubt(Doubt { word: Word::new(b"quayle"), place: 7 });
        people.doubt(Doubt { word: Word::new(b"onions"), place: 9 });
        let (id, settled) = people.meet(&words("Maud Quayle"), |_| true);
        assert_eq!((id, settled), (0, vec![(7, 0)]));
        assert_eq!(people.owner(&Word::new(b"QUAYLE")), Some(0));
        assert_eq!(people.owner(&Word::new(b"quayl")), Some(0));
        assert_eq!(people.owner(&Word::new(b"quiet")), None);
        let (_, settled) = people.meet(&words("Quayle"), |_| true);
        assert_eq!(settled, vec![]);
    }
}

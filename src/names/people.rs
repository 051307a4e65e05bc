//! Who is who in a note: certain mentions become people, in the order of the text, and people claim
//! the words of their names, so that the same word elsewhere is known for a name.
//!
//! Everything is decided by what came before and never revised, so that a stream and the whole note
//! agree. Words are kept as hashes: a session holds no name.

use crate::text::token;
use foldhash::HashMap;

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

/// Lengths of words whose misspellings are recognised, in letters: shorter ones resemble too much,
/// longer ones are no names.
const SPELLABLE: std::ops::RangeInclusive<usize> = 5..=24;

impl Word {
    /// From a folded word.
    pub fn new(word: &[u8]) -> Self {
        let mut near = Vec::new();
        if SPELLABLE.contains(&word.len()) {
            near.reserve_exact(word.len());
            // The word without its first letter, then without its second instead, and so on.
            let mut shorter = [0; *SPELLABLE.end()];
            let shorter = &mut shorter[..word.len() - 1];
            shorter.copy_from_slice(&word[1..]);
            near.push(token::hash(shorter) as u32);
            for gone in 1..word.len() {
                shorter[gone - 1] = word[gone - 1];
                near.push(token::hash(shorter) as u32);
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

/// Most words kept of one person: a chain of misspellings is no name.
const MOST_WORDS: usize = 8;
/// Most people with a word in common that a mention is compared with, the latest first.
const MOST_COMPARED: usize = 32;

/// Keys of a few words.
const FEW: usize = 56;

/// A place whose text may turn out to be a name.
pub struct Doubt<P> {
    /// The word.
    pub word: Word,
    /// Where it stands: whatever the session needs to amend it.
    pub place: P,
}

/// Places in doubt of one word.
struct Doubted<P> {
    word: Word,
    places: Vec<P>,
}

/// Numbers by key, several to one key: chained, since nearly every key has one.
#[derive(Default)]
struct Lists {
    /// Of each key, one more than the place of its latest link.
    latest: HashMap<u32, u32>,
    /// A number, and the link before it of the same key, likewise; 0 where there is none.
    links: Vec<(u32, u32)>,
}

impl Lists {
    fn push(&mut self, key: u32, number: u32) {
        if self.links.is_empty() {
            // Room for a few words at once: most notes have them.
            self.latest.reserve(FEW);
            self.links.reserve(FEW);
        }
        let at = self.links.len() as u32 + 1;
        let before = self.latest.insert(key, at).unwrap_or(0);
        self.links.push((number, before));
    }

    /// The numbers of a key, the latest first.
    fn of(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let mut next = self.latest.get(&key).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let (number, before) = *self.links.get((next as usize).checked_sub(1)?)?;
            next = before;
            Some(number)
        })
    }
}

/// The people of one note and the places still in doubt. Memory: for each distinct word of a name
/// or in doubt, some ten bytes a letter; for each place, its offsets.
pub struct People<P> {
    people: Vec<Person>,
    /// People by the keys of their words.
    named: Lists,
    /// Claimed words in the order of their claims.
    claims: Vec<(Word, PersonId)>,
    claimed: HashMap<u64, usize>,
    claimed_near: Lists,
    doubts: Vec<Doubted<P>>,
    doubted: HashMap<u64, usize>,
    doubted_near: Lists,
}

impl<P> Default for People<P> {
    fn default() -> Self {
        People {
            people: Vec::new(),
            named: Lists::default(),
            claims: Vec::new(),
            claimed: HashMap::default(),
            claimed_near: Lists::default(),
            doubts: Vec::new(),
            doubted: HashMap::default(),
            doubted_near: Lists::default(),
        }
    }
}

impl<P> People<P> {
    /// Takes a certain mention: who it is, and the places that were in doubt until now.
    pub fn meet(
        &mut self,
        words: &[Word],
        claimable: impl Fn(usize) -> bool,
    ) -> (PersonId, Vec<(P, PersonId)>) {
        let id = self.find(words).unwrap_or_else(|| {
            self.people.push(Person::default());
            (self.people.len() - 1) as PersonId
        });
        for word in words {
            let person = &mut self.people[id as usize];
            let known = person.words.iter().any(|w| w.hash == word.hash);
            if !known && person.words.len() < MOST_WORDS {
                person.words.push(word.clone());
                for key in word.keys() {
                    self.named.push(key, id);
                }
            }
        }
        let mut settled = Vec::new();
        for (i, word) in words.iter().enumerate() {
            if claimable(i) {
                settled.extend(self.claim(word, id));
            }
        }
        (id, settled)
    }

    /// The person that a word in doubt belongs to: of the first claim that it resembles.
    pub fn owner(&self, word: &Word) -> Option<PersonId> {
        let exact = self.claimed.get(&word.hash).copied();
        let near = word
            .keys()
            .flat_map(|key| self.claimed_near.of(key))
            .map(|at| at as usize)
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
        let at = *self.doubted.entry(doubt.word.hash).or_insert_with(|| {
            let at = self.doubts.len();
            for key in doubt.word.keys() {
                self.doubted_near.push(key, at as u32);
            }
            self.doubts.push(Doubted { word: doubt.word, places: Vec::new() });
            at
        });
        self.doubts[at].places.push(doubt.place);
    }

    fn claim(&mut self, word: &Word, id: PersonId) -> Vec<(P, PersonId)> {
        if self.claimed.contains_key(&word.hash) {
            return Vec::new();
        }
        let at = self.claims.len();
        self.claimed.insert(word.hash, at);
        for key in word.keys() {
            self.claimed_near.push(key, at as u32);
        }
        self.claims.push((word.clone(), id));
        let near = word.keys().flat_map(|key| self.doubted_near.of(key)).map(|at| at as usize);
        let exact = self.doubted.get(&word.hash).copied();
        let mut settled: Vec<usize> =
            exact.into_iter().chain(near).filter(|&at| self.doubts[at].word.resembles(word)).collect();
        settled.sort_unstable();
        settled.dedup();
        let take = |at: usize| std::mem::take(&mut self.doubts[at].places);
        settled.into_iter().flat_map(take).map(|place| (place, id)).collect()
    }

    /// The latest person whose name can be this one: the surname resembles, and given names or
    /// initials agree as far as both are known. O(words), however many people there are.
    fn find(&self, words: &[Word]) -> Option<PersonId> {
        let latest = |key: u32| self.named.of(key).take(MOST_COMPARED);
        let alike = words.iter().flat_map(Word::keys).flat_map(latest);
        alike.filter(|&id| agrees(&self.people[id as usize].words, words)).max()
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

//! Which forms can begin with the bytes at hand: a look-up for each of the first few bytes.
//!
//! For each form, its pattern's automaton says which bytes may stand first, second and so on in any
//! match. Nearly every token is refused by its first bytes, without running a pattern.

use crate::table::Table;
use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;
use std::collections::BTreeMap;
use std::ops::{BitAnd, BitOr};

/// A set of forms, by their numbers in the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms([u64; WORDS]);

const WORDS: usize = 3;

impl Forms {
    /// Most forms that a set has room for.
    pub const MOST: usize = 64 * WORDS;

    /// Adds form `at`.
    pub fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Whether no form is in it.
    pub fn is_empty(self) -> bool {
        self.0 == [0; WORDS]
    }

    /// Without those of `other`.
    pub fn without(self, other: Forms) -> Forms {
        Forms(std::array::from_fn(|i| self.0[i] & !other.0[i]))
    }

    /// Its forms, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..WORDS).flat_map(move |i| {
            let mut left = self.0[i];
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(64 * i + bit)
            })
        })
    }
}

impl BitAnd for Forms {
    type Output = Forms;
    fn bitand(self, other: Forms) -> Forms {
        Forms(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }
}

impl BitOr for Forms {
    type Output = Forms;
    fn bitor(self, other: Forms) -> Forms {
        Forms(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }
}

/// So many bytes of a match are looked at.
const DEPTH: usize = 6;

/// For each of the first bytes of a match, the forms that allow each value there.
pub struct Prefixes {
    allowed: Vec<[Forms; 256]>,
}

impl Prefixes {
    /// Of patterns in the order of the table.
    pub fn new<'n>(patterns: impl Iterator<Item = &'n NFA>) -> Prefixes {
        let mut allowed = vec![[Forms::default(); 256]; DEPTH];
        for (form, nfa) in patterns.enumerate() {
            let mut now = closure(nfa, [nfa.start_anchored()]);
            for (depth, table) in allowed.iter_mut().enumerate() {
                // A match that may end here says nothing of what follows, nor does an empty one.
                if now.matches || depth > 0 && now.bytes.is_empty() {
                    table.iter_mut().for_each(|forms| forms.insert(form));
                    now.matches = true;
                    continue;
                }
                for &(start, end, _) in &now.bytes {
                    (start..=end).for_each(|b| table[usize::from(b)].insert(form));
                }
                now = closure(nfa, now.bytes.into_iter().map(|(.., next)| next));
            }
        }
        Prefixes { allowed }
    }

    /// Those of `forms` that may match where `bytes` begins. May only leave out what would not.
    #[inline]
    pub fn admit(&self, bytes: &[u8], mut forms: Forms) -> Forms {
        for (table, &b) in self.allowed.iter().zip(bytes) {
            forms = forms & table[usize::from(b)];
            if forms.is_empty() {
                break;
            }
        }
        forms
    }
}

/// A set of bytes.
#[derive(Clone, Copy, Default)]
pub struct Bytes([u64; 4]);

impl Bytes {
    /// Whether a byte is in it.
    #[inline]
    pub fn contains(&self, b: u8) -> bool {
        self.0[usize::from(b >> 6)] >> (b & 63) & 1 != 0
    }

    fn insert(&mut self, b: u8) {
        self.0[usize::from(b >> 6)] |= 1 << (b & 63);
    }
}

/// The bytes that may stand first, second and so on in a match, as far as every match goes.
pub fn first_bytes(nfa: &NFA) -> Vec<Bytes> {
    let mut sets = Vec::new();
    let mut now = closure(nfa, [nfa.start_anchored()]);
    while !now.matches && sets.len() < DEPTH {
        let mut set = Bytes::default();
        now.bytes.iter().for_each(|&(start, end, _)| (start..=end).for_each(|b| set.insert(b)));
        sets.push(set);
        now = closure(nfa, now.bytes.into_iter().map(|(.., next)| next));
    }
    sets
}

/// For the first letters of a token, the forms that can begin with them: path by path, and so finer
/// than [`Prefixes`]. A month or a kind of building is told from other words of its letters.
pub struct Openings {
    /// So many letters are looked at.
    letters: usize,
    /// By [`key`]: which of `sets`.
    keys: Table<u16>,
    sets: Vec<Forms>,
    /// Forms that begin with any word at all.
    any: Forms,
}

/// A form with more openings begins with about any word.
const MOST_OPENINGS: usize = 500;

impl Openings {
    /// Of patterns in the order of the table, by so many letters, seven at most.
    pub fn new<'n>(patterns: impl Iterator<Item = &'n NFA>, letters: usize) -> Openings {
        let mut openings: BTreeMap<Vec<u8>, Forms> = BTreeMap::new();
        let mut any = Forms::default();
        for (form, nfa) in patterns.enumerate() {
            match words(nfa, letters) {
                Some(words) => words.into_iter().for_each(|w| openings.entry(w).or_default().insert(form)),
                None => any.insert(form),
            }
        }
        let (mut keys, mut sets) = (Table::with_room(openings.len()), Vec::new());
        for (word, forms) in openings {
            let at = sets.iter().position(|s| *s == forms).unwrap_or_else(|| {
                sets.push(forms);
                sets.len() - 1
            });
            *keys.entry(key(&word)) = at as u16;
        }
        Openings { letters, keys, sets, any }
    }

    /// Those of `forms` that may match where `bytes` begins, with so many letters.
    #[inline]
    pub fn admit(&self, bytes: &[u8], letters: usize, forms: Forms) -> Forms {
        let key = key_of(bytes, letters.min(self.letters));
        let some = self.keys.get(key).map_or(Forms::default(), |&at| self.sets[usize::from(at)]);
        forms & (self.any | some)
    }
}

/// A word of seven letters at most as a number, in any case; never 0.
fn key(word: &[u8]) -> u64 {
    key_of(word, word.len())
}

/// The same of the first `n` bytes.
#[inline]
fn key_of(bytes: &[u8], n: usize) -> u64 {
    let packed = match bytes.first_chunk() {
        Some(&eight) => (u64::from_le_bytes(eight) | 0x2020_2020_2020_2020) & ((1 << (8 * n)) - 1),
        None => bytes[..n].iter().rev().fold(0, |key, b| key << 8 | u64::from(b | 0x20)),
    };
    (packed << 8 | (1 + n as u64)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The letters, `letters` at most, that a match may begin with before something else follows;
/// `None` where they are too many.
fn words(nfa: &NFA, letters: usize) -> Option<Vec<Vec<u8>>> {
    let (mut whole, mut open) = (Vec::new(), vec![(Vec::new(), closure(nfa, [nfa.start_anchored()]))]);
    for _ in 0..letters {
        let mut longer = Vec::new();
        for (word, step) in open {
            for letter in b'a'..=b'z' {
                let next: Vec<StateID> = step
                    .bytes
                    .iter()
                    .filter(|(start, end, _)| (*start..=*end).contains(&letter))
                    .map(|&(.., next)| next)
                    .collect();
                if !next.is_empty() {
                    longer.push(([&word[..], &[letter]].concat(), closure(nfa, next)));
                }
            }
            let ends = |&(start, end, _): &(u8, u8, StateID)| (start..=end).any(|b| !b.is_ascii_alphabetic());
            if step.matches || step.bytes.iter().any(ends) {
                whole.push(word);
            }
        }
        if longer.len() > MOST_OPENINGS {
            return None;
        }
        open = longer;
    }
    whole.extend(open.into_iter().map(|(word, _)| word));
    Some(whole)
}

/// For the run of letters or of digits that a token begins with, and the byte after it, the forms that
/// can go on so: finer than [`Prefixes`], which does not know that two letters are all.
pub struct Runs {
    /// For letters, then for digits: by length of the run, then by the class of the byte after it.
    allowed: Vec<[Forms; CLASSES]>,
}

/// Longer runs are alike.
const LONGEST_RUN: usize = 12;
/// Classes of bytes: see [`class`].
const CLASSES: usize = 16;

/// The class of each byte after a run, looked up and not branched on: which byte stands there has no pattern
/// to it. Only what patterns tell apart often has a class of its own.
static CLASS: [u8; 256] = {
    let mut classes = [15; 256];
    let mut at = 0;
    while at < 256 {
        classes[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => 1,
            b'0'..=b'9' => 2,
            b' ' => 3,
            b'\n' | b'\r' => 4,
            b'\t' => 5,
            b'.' => 6,
            b',' => 7,
            b'-' => 8,
            b'/' => 9,
            b':' => 10,
            b')' => 11,
            b'@' => 12,
            b'_' => 13,
            b'\'' => 14,
            _ => 15,
        };
        at += 1;
    }
    classes
};

/// The class of what stands after a run, 0 where the text ends.
fn class(b: Option<u8>) -> usize {
    b.map_or(0, |b| usize::from(CLASS[usize::from(b)]))
}

impl Runs {
    /// Of patterns in the order of the table.
    pub fn new<'n>(patterns: impl Iterator<Item = &'n NFA>) -> Runs {
        let mut allowed = vec![[Forms::default(); CLASSES]; 2 * (LONGEST_RUN + 1)];
        for (form, nfa) in patterns.enumerate() {
            for (kind, of_run) in [u8::is_ascii_alphabetic, u8::is_ascii_digit].into_iter().enumerate() {
                let mut now = closure(nfa, [nfa.start_anchored()]);
                for length in 0..=LONGEST_RUN {
                    // Past the last length that is told apart, a run may be as long as it likes.
                    let row = &mut allowed[kind * (LONGEST_RUN + 1) + length];
                    for b in 0..=255u8 {
                        let goes_on = now.bytes.iter().any(|&(start, end, _)| (start..=end).contains(&b));
                        if goes_on || now.matches || length == LONGEST_RUN {
                            row[class(Some(b))].insert(form);
                        }
                    }
                    if now.matches || length == LONGEST_RUN {
                        row[class(None)].insert(form);
                    }
                    let next = now.bytes.iter().filter(|(start, end, _)| (*start..=*end).any(|b| of_run(&b)));
                    now = closure(nfa, next.map(|&(.., next)| next).collect::<Vec<_>>());
                }
            }
        }
        Runs { allowed }
    }

    /// Those of `forms` that may match where `bytes` begins, with a run of `length` letters or digits.
    /// May only leave out what would not.
    #[inline]
    pub fn admit(&self, bytes: &[u8], length: usize, forms: Forms) -> Forms {
        let digits = bytes.first().is_some_and(u8::is_ascii_digit);
        let length = length.min(LONGEST_RUN);
        let row = &self.allowed[usize::from(digits) * (LONGEST_RUN + 1) + length];
        forms & row[class(bytes.get(length).copied())]
    }
}

/// Length of the run of letters or of digits at the start of `bytes`, as far as it matters.
#[inline]
pub fn run(bytes: &[u8]) -> usize {
    let digits = bytes.first().is_some_and(u8::is_ascii_digit);
    let of_run = if digits { u8::is_ascii_digit } else { u8::is_ascii_alphabetic };
    bytes.iter().take(LONGEST_RUN).take_while(|b| of_run(b)).count()
}

/// The byte ranges that lead on from a set of states, and whether a match may end there.
#[derive(Default)]
struct Step {
    bytes: Vec<(u8, u8, StateID)>,
    matches: bool,
}

/// Follows everything that takes no byte; conditions on what stands round count as met.
fn closure(nfa: &NFA, from: impl IntoIterator<Item = StateID>) -> Step {
    let mut step = Step::default();
    let mut todo: Vec<StateID> = from.into_iter().collect();
    let mut seen = vec![0u64; nfa.states().len().div_ceil(64)];
    while let Some(id) = todo.pop() {
        let (word, bit) = (&mut seen[id.as_usize() / 64], 1 << (id.as_usize() % 64));
        if *word & bit != 0 {
            continue;
        }
        *word |= bit;
        match nfa.state(id) {
            State::ByteRange { trans } => step.bytes.push((trans.start, trans.end, trans.next)),
            State::Sparse(sparse) => {
                step.bytes.extend(sparse.transitions.iter().map(|t| (t.start, t.end, t.next)));
            }
            State::Dense(dense) => {
                step.bytes.extend((0..=255).filter_map(|b| dense.matches_byte(b).map(|next| (b, b, next))))
            }
            State::Look { next, .. } | State::Capture { next, .. } => todo.push(*next),
            State::Union { alternates } => todo.extend(alternates.iter()),
            State::BinaryUnion { alt1, alt2 } => todo.extend([*alt1, *alt2]),
            State::Match { .. } => step.matches = true,
            State::Fail => {}
        }
    }
    step
}

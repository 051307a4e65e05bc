//! A compiled pattern: a table of transitions where that stays small, else one built as it is used.

use crate::text::segment::REACH;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson::NFA;
use regex_automata::{Anchored, Input, meta::Regex, util::syntax};
use std::ops::RangeInclusive;

/// Largest table, in bytes: a bigger one takes long to build and little of it is ever used.
const LARGEST: usize = 48 << 10;
/// An automaton with more states never gives a table as small as that: it is not tried.
const MOST_STATES: usize = 600;

/// A pattern that matches from a given byte on.
pub enum Pattern {
    /// So many digits and no word after them: no table is needed.
    Digits(RangeInclusive<usize>),
    /// Whole.
    Dense(Box<dense::DFA<Vec<u32>>>),
    /// Built as it is used.
    Lazy(Box<Regex>),
}

impl Pattern {
    /// Compiles a pattern, whose automaton is `nfa`.
    pub fn new(pattern: &str, nfa: &NFA) -> Pattern {
        if let Some(digits) = digits(pattern) {
            return Pattern::Digits(digits);
        }
        let config = dense::Config::new()
            .start_kind(StartKind::Anchored)
            .accelerate(false)
            .dfa_size_limit(Some(LARGEST))
            .determinize_size_limit(Some(2 * LARGEST));
        let dense = (nfa.states().len() < MOST_STATES)
            .then(|| dense::Builder::new().configure(config).build_from_nfa(nfa).ok());
        if let Some(dfa) = dense.flatten() {
            return Pattern::Dense(Box::new(dfa));
        }
        let config = Regex::config().utf8_empty(false).auto_prefilter(false);
        let lazy = Regex::builder().syntax(meaning()).configure(config).build(pattern);
        Pattern::Lazy(Box::new(lazy.expect("its automaton is built already")))
    }

    /// Where the match from byte `at` on ends, [`REACH`] bytes further on at most.
    pub fn end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let input = || Input::new(bytes).range(at..bytes.len().min(at + REACH)).anchored(Anchored::Yes);
        let found = match self {
            Pattern::Digits(digits) => {
                let count =
                    bytes[at..].iter().take(digits.end() + 1).take_while(|b| b.is_ascii_digit()).count();
                let ends = bytes.get(at + count).is_none_or(|&b| !b.is_ascii_alphabetic() && b != b'_');
                return (digits.contains(&count) && ends).then_some(at + count);
            }
            Pattern::Dense(dfa) => dfa.try_search_fwd(&input()).expect("no byte stops this search"),
            Pattern::Lazy(regex) => regex.search_half(&input()),
        };
        found.map(|half| half.offset())
    }
}

/// The least and most digits of a pattern that is `\d{least,most}\b`.
fn digits(pattern: &str) -> Option<RangeInclusive<usize>> {
    let counts = pattern.strip_prefix(r"\d{")?.strip_suffix(r"}\b")?;
    let (least, most) = counts.split_once(',').unwrap_or((counts, counts));
    Some(least.parse().ok()?..=most.parse().ok()?)
}

/// What patterns mean: ASCII, any case.
fn meaning() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false).case_insensitive(true)
}

/// Most bytes that a match of a pattern takes.
pub fn longest(pattern: &str) -> usize {
    let parsed = syntax::parse_with(pattern, &meaning()).ok();
    parsed.and_then(|parsed| parsed.properties().maximum_len()).unwrap_or(usize::MAX)
}

/// The automaton of a pattern; the error says what is wrong with it.
pub fn automaton(pattern: &str) -> Result<NFA, String> {
    NFA::compiler().syntax(meaning()).build(pattern).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_ends_within_reach_and_sees_the_byte_after() {
        // Small enough for a table, and not.
        let small = r"a(?:-*b)?\b";
        for (pattern, lazy) in
            [(small.to_owned(), false), (format!("{small}|{}", "[a-z]{9}[0-9]".repeat(90)), true)]
        {
            let compiled = Pattern::new(&pattern, &automaton(&pattern).unwrap());
            assert_eq!(matches!(compiled, Pattern::Lazy(_)), lazy);
            let end = |blanks: usize, after: &str| {
                compiled.end(format!("a{}b{after}", "-".repeat(blanks)).as_bytes(), 0)
            };
            assert_eq!(end(100, ""), Some(102));
            assert_eq!((end(REACH - 2, " "), end(REACH - 1, " ")), (Some(REACH), Some(1)));
            assert_eq!(end(REACH - 2, "c"), Some(1), "no word ends where reach does");
        }
    }

    #[test]
    fn digits_are_counted_as_the_automaton_counts_them() {
        for pattern in [r"\d{1,3}\b", r"\d{2}\b", r"\d{4,5}\b"] {
            let plain = Regex::builder().syntax(meaning()).build(pattern).unwrap();
            let ours = Pattern::new(pattern, &automaton(pattern).unwrap());
            assert!(matches!(ours, Pattern::Digits(_)), "{pattern}");
            for text in
                ["", "x", "1", "12", "123", "1234", "12345", "123456", "12a", "12_", "12-", "12 3", "1\u{ff}"]
            {
                let input = Input::new(text).anchored(Anchored::Yes);
                let want = plain.search_half(&input).map(|half| half.offset());
                assert_eq!(ours.end(text.as_bytes(), 0), want, "{pattern} {text:?}");
            }
        }
    }
}

//! A compiled pattern: a table of transitions where that stays small, else one built as it is used.

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson::NFA;
use regex_automata::{Anchored, Input, meta::Regex, util::syntax};

/// Largest table, in bytes: a bigger one takes long to build and little of it is ever used.
const LARGEST: usize = 48 << 10;
/// An automaton with more states never gives a table as small as that: it is not tried.
const MOST_STATES: usize = 600;

/// A pattern that matches from a given byte on.
pub enum Pattern {
    /// Whole.
    Dense(Box<dense::DFA<Vec<u32>>>),
    /// Built as it is used.
    Lazy(Box<Regex>),
}

impl Pattern {
    /// Compiles a pattern, whose automaton is `nfa`.
    pub fn new(pattern: &str, nfa: &NFA) -> Pattern {
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

    /// Where the match from byte `at` on ends.
    pub fn end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let input = Input::new(bytes).range(at..).anchored(Anchored::Yes);
        let found = match self {
            Pattern::Dense(dfa) => dfa.try_search_fwd(&input).expect("no byte stops this search"),
            Pattern::Lazy(regex) => regex.search_half(&input),
        };
        found.map(|half| half.offset())
    }
}

/// What patterns mean: ASCII, any case.
fn meaning() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false).case_insensitive(true)
}

/// The automaton of a pattern; the error says what is wrong with it.
pub fn automaton(pattern: &str) -> Result<NFA, String> {
    NFA::compiler().syntax(meaning()).build(pattern).map_err(|e| e.to_string())
}

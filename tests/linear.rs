//! Cost grows with the length of a note and no faster.
//!
//! Time is a poor witness where other work goes on, so a text is timed against its ten tenths, one after
//! the other: equal work takes equal time, whatever else goes on, and quadratic work ten times as long.

use super::samples::{ENGINE, hostile, joined};
use scrubs::Options;
use std::time::{Duration, Instant};

/// Longer than any slack of the session; the benches compare 1 MB with 10 MB.
const LONG: usize = 300 << 10;
/// Far from 1 as from 10.
const BOUND: f64 = 3.0;
/// Times that a text is timed at most before it counts as more than linear.
const ROUNDS: usize = 20;

fn time(texts: &[&str]) -> Duration {
    let options = Options::default();
    let start = Instant::now();
    for text in texts {
        assert!(ENGINE.redact(text, &options).is_ok());
    }
    start.elapsed()
}

/// Whether the whole takes far longer than its tenths. The least of several times stands for each: what
/// takes a millisecond is over between two interruptions at some time or other.
fn more_than_linear(text: &str) -> bool {
    let floor = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap();
    let tenths: Vec<&str> =
        (0..10).map(|i| &text[floor(text.len() * i / 10)..floor(text.len() * (i + 1) / 10)]).collect();
    let (mut whole, mut parts) = (Duration::MAX, Duration::MAX);
    (0..ROUNDS).all(|_| {
        whole = whole.min(time(&[text]));
        parts = parts.min(time(&tenths));
        whole > parts.mul_f64(BOUND)
    })
}

#[test]
fn a_note_takes_as_long_as_its_parts() {
    let mut cases = hostile(LONG);
    cases.push(("notes", joined(LONG)));
    cases.push(("lower case", joined(LONG).to_lowercase()));
    cases.push(("upper case", joined(LONG).to_uppercase()));
    let slow: Vec<_> =
        cases.iter().filter(|(_, text)| more_than_linear(text)).map(|(name, _)| name).collect();
    assert!(slow.is_empty(), "more than linear: {slow:?}");
}

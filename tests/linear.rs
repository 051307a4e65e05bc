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

fn time(texts: &[&str]) -> Duration {
    let options = Options::default();
    let start = Instant::now();
    for text in texts {
        assert!(ENGINE.redact(text, &options).is_ok());
    }
    start.elapsed()
}

/// How much longer the whole takes than its tenths.
fn ratio(text: &str) -> f64 {
    let floor = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap();
    let tenths: Vec<&str> =
        (0..10).map(|i| &text[floor(text.len() * i / 10)..floor(text.len() * (i + 1) / 10)]).collect();
    time(&[text]).as_secs_f64() / time(&tenths).as_secs_f64()
}

#[test]
fn a_note_takes_as_long_as_its_parts() {
    let mut cases = hostile(LONG);
    cases.push(("notes", joined(LONG)));
    cases.push(("lower case", joined(LONG).to_lowercase()));
    cases.push(("upper case", joined(LONG).to_uppercase()));
    let slow = |text: &String| (0..8).map(|_| ratio(text)).find(|r| *r < BOUND).is_none();
    let slow: Vec<_> = cases.iter().filter(|(_, text)| slow(text)).map(|(name, _)| name).collect();
    assert!(slow.is_empty(), "more than linear: {slow:?}");
}

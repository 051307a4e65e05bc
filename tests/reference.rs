//! The fast scanner equals a slow, obvious one that tries every form at every byte.

use super::corpus;
use super::samples::{ENGINE, examples, hostile, noisy};
use proptest::prelude::*;
use rayon::prelude::*;
use scrubs::text::fold::Folded;

/// The first finding that one of the two has and the other has not, all tokens being decided about or the
/// first third alone, with the rest to be looked at.
fn difference(text: &str) -> Option<String> {
    [1, 3].into_iter().find_map(|one_in| difference_in(text, one_in))
}

fn difference_in(text: &str, one_in: usize) -> Option<String> {
    let folded = Folded::new(text);
    let (fast, slow) = ENGINE.scan_both_ways(folded.bytes(), one_in);
    let quote = |f: &scrubs::detect::Finding| {
        let (start, end) = (folded.start(f.span.start()), folded.end(f.span.end()));
        format!("{} {:?} at {start} in {:?}", f.label.name(), &text[start..end], around(text, start, end))
    };
    let lost = slow.iter().find(|f| !fast.contains(f)).map(|f| format!("only slow finds {}", quote(f)));
    lost.or_else(|| fast.iter().find(|f| !slow.contains(f)).map(|f| format!("only fast finds {}", quote(f))))
}

fn around(text: &str, start: usize, end: usize) -> &str {
    let from = (0..=start.saturating_sub(40)).rev().find(|&at| text.is_char_boundary(at)).unwrap();
    let to = ((end + 40).min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap();
    &text[from..to]
}

#[test]
fn every_note_is_scanned_alike() {
    let all: Vec<_> = corpus::all().collect();
    let wrong: Vec<String> = all
        .par_iter()
        .filter_map(|note| difference(&note.text).map(|what| format!("{}: {what}", note.id)))
        .collect();
    assert!(wrong.is_empty(), "{} notes\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn examples_and_decoys_are_scanned_alike() {
    for text in examples() {
        assert_eq!(difference(&text), None, "{text}");
    }
}

/// What noise has brought up.
const FOUND: &[&str] = &["BMRN . 0000(unit 4, Mill Court"];

#[test]
fn what_noise_brought_up_is_scanned_alike() {
    for text in FOUND {
        assert_eq!(difference(text), None, "{text}");
    }
}

#[test]
fn hostile_texts_are_scanned_alike() {
    for (name, text) in hostile(2_000) {
        assert_eq!(difference(&text), None, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn identifiers_in_noise_are_scanned_alike(text in noisy()) {
        prop_assert_eq!(difference(&text), None);
    }
}

//! Spans are non-empty, on character boundaries, inside the note, sorted and disjoint, whatever the text.

use super::samples::{ENGINE, hostile, noisy};
use proptest::prelude::*;
use scrubs::Options;

fn sound(text: &str) -> Result<(), String> {
    let findings = ENGINE.detect(text, &Options::default()).unwrap();
    for f in &findings {
        if f.span.of(text).is_none() || f.span.len() == 0 {
            return Err(format!("{f:?} is no span of the note"));
        }
        if !(0.0..=1.0).contains(&f.strength) {
            return Err(format!("{f:?} has no probability"));
        }
    }
    match findings.windows(2).find(|w| w[0].span.end() > w[1].span.start()) {
        Some(pair) => Err(format!("{pair:?} overlap or are out of order")),
        None => Ok(()),
    }
}

#[test]
fn every_policy_action_keeps_spans_sound_on_hostile_texts() {
    for (name, text) in hostile(5_000) {
        sound(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

/// An identifier wrapped in every kind of character that text brings along.
#[test]
fn identifiers_survive_unusual_neighbours() {
    let wraps = [
        "👍🏽",
        "e\u{301}",
        "\r\n",
        "\u{A0}",
        "（",
        "Ã©",
        "\u{202E}",
        "\u{200B}",
        "\u{FEFF}",
        "\t",
        "“",
        "•",
        "عربى ",
        "👨‍👩‍👧",
    ];
    for a in wraps {
        for b in wraps {
            let text = format!("{a} NHS No: 999 477 3453 {b}");
            sound(&text).unwrap();
            let found = ENGINE.detect(&text, &Options::default()).unwrap();
            let covered: Vec<_> = found.iter().filter_map(|f| f.span.of(&text)).collect();
            assert!(covered.iter().any(|s| s.contains("999 477 3453")), "{text:?}: {found:?}");
        }
    }
    let wide = "NHS No: ９９９ ４７７ ３４５３";
    assert_eq!(ENGINE.redact(wide, &Options::default()).unwrap().text, "NHS No: [NHS_NUMBER-1]");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn spans_are_sound_on_identifiers_in_noise(text in noisy()) {
        prop_assert_eq!(sound(&text), Ok(()));
    }

    #[test]
    fn spans_are_sound_on_any_text(text in any::<String>()) {
        prop_assert_eq!(sound(&text), Ok(()));
    }
}

use super::*;
use crate::text::{fold::Folded, token::tokenise};
use std::collections::HashSet;

/// Findings of the forms of one label in a short text, overlaps merged: `(start, end, strength)`.
fn found(matcher: &Matcher, label: Label, text: &str) -> Vec<(usize, usize, f32)> {
    let folded = Folded::new(text);
    let mut tokens = Vec::new();
    tokenise(folded.bytes(), 0, 0, &mut tokens);
    let window = Window::whole(folded.bytes(), &tokens);
    let mut all = Vec::new();
    matcher.scan(&window, &mut all);
    let mut ours: Vec<_> = all.iter().filter(|f| f.label == label).collect();
    ours.sort_by_key(|f| f.span);
    let mut merged: Vec<(usize, usize, f32)> = Vec::new();
    for f in ours {
        let (start, end) = (folded.start(f.span.start()), folded.end(f.span.end()));
        match merged.last_mut() {
            Some(last) if start < last.1 => {
                last.1 = last.1.max(end);
                last.2 = last.2.max(f.strength);
            }
            _ => merged.push((start, end, f.strength)),
        }
    }
    merged
}

/// Splits `[[...]]` markup into the plain text and its marked ranges.
fn unmark(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for (i, part) in marked.split("[[").enumerate() {
        let (inside, rest) = if i == 0 { ("", part) } else { part.split_once("]]").expect("closed mark") };
        if i > 0 {
            spans.push((text.len(), text.len() + inside.len()));
        }
        text.push_str(inside);
        text.push_str(rest);
    }
    (text, spans)
}

#[test]
fn every_example_is_found_with_its_strength_and_no_decoy_is() {
    let matcher = Matcher::new();
    let mut wrong = Vec::new();
    for &label in Label::ALL {
        let row = label.identifier();
        if row.forms.is_empty() {
            continue;
        }
        assert!(!row.examples.is_empty() && !row.decoys.is_empty(), "{} shows no examples", row.name);
        for (strength, marked) in row.examples {
            let (text, spans) = unmark(marked);
            let want: Vec<_> = spans.iter().map(|&(a, b)| (a, b, *strength)).collect();
            let got = found(&matcher, label, &text);
            if got != want {
                wrong.push(format!("{} example {marked:?}: {got:?}, not {want:?}", row.name));
            }
        }
        for decoy in row.decoys {
            let got = found(&matcher, label, decoy);
            if !got.is_empty() {
                wrong.push(format!("{} decoy {decoy:?}: {got:?}", row.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_is_sound() {
    let names: HashSet<_> = TABLE.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), TABLE.len(), "a name is there twice");
    for row in TABLE {
        assert!(row.name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'), "{}", row.name);
        for word in row.cues.iter().flat_map(|cue| cue.words) {
            assert_eq!(crate::text::fold::lower(word), word.as_bytes(), "cue of {}", row.name);
        }
    }
    for &label in Label::ALL {
        assert_eq!(Label::from_name(label.name()), Some(label));
    }
}

#[test]
fn a_scan_of_places_finds_what_reaches_into_them_and_nothing_else() {
    let matcher = Matcher::new();
    let examples = TABLE.iter().flat_map(|row| row.examples).map(|(_, marked)| unmark(marked).0);
    for part in examples.collect::<Vec<_>>().chunks(12) {
        let folded = Folded::new(&part.join("\n"));
        let mut tokens = Vec::new();
        tokenise(folded.bytes(), 0, 0, &mut tokens);
        let window = Window::whole(folded.bytes(), &tokens);
        let mut all = Vec::new();
        matcher.scan(&window, &mut all);
        for from in (0..folded.bytes().len()).step_by(7) {
            let places = [from..from + 1, from + 30..from + 34, from + 400..from + 401];
            let reaches = |f: &Finding| {
                places.iter().any(|place| f.span.start() < place.end && place.start < f.span.end())
            };
            let mut got = Vec::new();
            matcher.scan_where(&window, Some(&places), &mut got);
            assert_eq!(got, all.iter().copied().filter(reaches).collect::<Vec<_>>(), "from byte {from}");
        }
    }
}

//! The whole engine, under the default policy, on examples and decoys of what only context can tell
//! and on the harder written forms.

use super::corpus::FORMS;
use super::samples::ENGINE;
use scrubs::Options;
use scrubs::detect::{Source, TABLE};

#[test]
fn what_context_tells_is_found_and_its_decoys_are_not() {
    let mut wrong = Vec::new();
    for row in TABLE.iter().filter(|row| row.forms.is_empty()) {
        let found = |text: &str| {
            let all = ENGINE.detect(text, &Options::default()).unwrap();
            all.into_iter().filter(|f| f.label.name() == row.name).collect::<Vec<_>>()
        };
        for (least, marked) in row.examples {
            let text = marked.replace("[[", "").replace("]]", "");
            let mut want = Vec::new();
            for (n, part) in marked.split("[[").enumerate().skip(1) {
                let start = marked.split("[[").take(n).map(|p| p.replace("]]", "").len()).sum::<usize>();
                want.push((start, start + part.find("]]").unwrap()));
            }
            let got = found(&text);
            let spans: Vec<_> = got.iter().map(|f| (f.span.start(), f.span.end())).collect();
            if spans != want || got.iter().any(|f| f.strength < *least) {
                wrong.push(format!("{} example {marked:?}: {got:?}", row.name));
            }
        }
        for decoy in row.decoys {
            let got = found(decoy);
            if !got.is_empty() {
                wrong.push(format!("{} decoy {decoy:?}: {got:?}", row.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Marks of the harder forms that are not found yet: may only shrink.
const MISSED: &[&str] = &["OTHER_ID"];

#[test]
fn the_harder_forms_are_found_and_their_likes_are_not() {
    let (mut missed, mut astray) = (Vec::new(), Vec::new());
    for note in FORMS.iter() {
        let found = ENGINE.detect(&note.text, &Options::default()).unwrap();
        for mark in &note.marks {
            let covered = |at: usize| found.iter().any(|f| f.span.start() <= at && at < f.span.end());
            let letters = note.text[mark.start..mark.end].char_indices().filter(|(_, c)| c.is_alphanumeric());
            if !letters.into_iter().all(|(at, _)| covered(mark.start + at)) {
                missed.push(mark.label.as_str());
            }
        }
        for f in found.iter().filter(|f| f.reason.source == Source::Form) {
            if !note.marks.iter().any(|m| m.start < f.span.end() && f.span.start() < m.end) {
                astray.push((note.id.as_str(), f.label.name(), f.span));
            }
        }
    }
    assert_eq!(missed, MISSED);
    assert!(astray.len() <= 1, "{astray:?}");
}

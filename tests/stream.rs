//! A stream equals the whole note, however it is cut; and what a session holds is bounded.
//!
//! `LIVE` and `ON_FINISH` are one at this level: what a session released with its amendments applied.

use super::corpus::{DEV, TRAIN};
use super::samples::{ENGINE, hostile, in_unit, joined, live, noisy};
use proptest::prelude::*;
use rayon::prelude::*;
use scrubs::names::Tier;
use scrubs::policy::Policy;
use scrubs::text::unit::Unit;
use scrubs::{Options, Redacted};
use std::sync::Arc;

fn assert_same(got: &Redacted, want: &Redacted, place: &str) {
    assert!(got.text == want.text, "text, {place}\n{}\n--- not\n{}", got.text, want.text);
    assert_eq!(got.edits, want.edits, "edits, {place}");
    assert!(got.risk == want.risk, "risk, {place}");
}

fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    (1..text.len()).filter(|&at| text.is_char_boundary(at))
}

/// Every so manieth boundary is cut, from another one in each note; `SCRUBS_THOROUGH=1` cuts at all.
fn stride() -> usize {
    if std::env::var_os("SCRUBS_THOROUGH").is_some() { 1 } else { 5 }
}

/// Cuts `text` in two everywhere, or at every so manieth place from `skip` on.
fn cut_everywhere(name: &str, text: &str, options: &Options, skip: usize) {
    let whole = ENGINE.redact(text, options).unwrap();
    for at in boundaries(text).skip(skip % stride()).step_by(stride()) {
        let (a, b) = text.split_at(at);
        assert_same(&live(options, [a, b]), &whole, &format!("{name} cut at {at}"));
    }
}

fn char_by_char(name: &str, text: &str, options: &Options) {
    let whole = ENGINE.redact(text, options).unwrap();
    let mut buffer = [0; 4];
    let pieces: Vec<String> = text.chars().map(|c| c.encode_utf8(&mut buffer).to_owned()).collect();
    let got = live(options, pieces.iter().map(String::as_str));
    assert_same(&got, &whole, &format!("{name} char by char"));
}

#[test]
fn every_development_note_cut_anywhere_is_the_whole_note() {
    let options = Options::default();
    DEV.par_iter().enumerate().for_each(|(i, note)| cut_everywhere(&note.id, &note.text, &options, i));
}

#[test]
fn every_note_char_by_char_is_the_whole_note_in_every_unit() {
    let all: Vec<_> = DEV.iter().chain(TRAIN.iter()).enumerate().collect();
    all.par_iter().for_each(|(i, note)| {
        let unit = [Unit::Utf8Bytes, Unit::CodePoints, Unit::Utf16][i % 3];
        char_by_char(&note.id, &note.text, &in_unit(unit));
    });
}

fn careful() -> Options {
    let policy = Policy::preset("mentoring").unwrap();
    Options::new(Arc::new(policy.with_tier(Tier::Careful)))
}

/// What is read carefully is read again with every way of cutting: a few notes have to do.
#[test]
fn what_is_read_carefully_does_not_hang_on_how_it_came() {
    let options = careful();
    let few: Vec<_> = DEV.iter().step_by(16).collect();
    few.par_iter().for_each(|note| char_by_char(&note.id, &note.text, &options));
    let text = &few[0].text;
    let whole = ENGINE.redact(text, &options).unwrap();
    assert!(whole.edits.iter().any(|e| e.reason.rule == "context, read carefully"));
    let cuts: Vec<usize> = boundaries(text).step_by(40).collect();
    cuts.par_iter().for_each(|&at| {
        let (a, b) = text.split_at(at);
        assert_same(&live(&options, [a, b]), &whole, &format!("cut at {at}"));
    });
}

/// Several segments and people met late: look-back, look-ahead and amendments all have work.
#[test]
fn long_notes_cut_anywhere_are_the_whole_note() {
    let options = Options::default();
    let text = joined(40_000);
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
    let starts = [0, 18_001];
    let long: Vec<&str> = starts.iter().map(|&at| &text[floor(at)..floor(at + 3_000)]).collect();
    // One long line without a line end, as dictation comes.
    let flat: Vec<String> = long[..1].iter().map(|t| t.replace('\n', " ")).collect();
    let all: Vec<&str> = long.iter().copied().chain(flat.iter().map(String::as_str)).collect();
    all.par_iter().for_each(|text| {
        let cuts: Vec<usize> = boundaries(text).step_by(stride()).collect();
        let whole = ENGINE.redact(text, &options).unwrap();
        cuts.par_iter().for_each(|&at| {
            let (a, b) = text.split_at(at);
            assert_same(&live(&options, [a, b]), &whole, &format!("long note cut at {at}"));
        });
        char_by_char("long note", text, &options);
    });
}

#[test]
fn hostile_notes_char_by_char_are_the_whole_note() {
    let options = Options::default();
    hostile(6_000).par_iter().for_each(|(name, text)| char_by_char(name, text, &options));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_in_any_pieces_is_the_whole_text(
        parts in prop::collection::vec(noisy(), 1..6),
        sizes in prop::collection::vec(1usize..400, 1..40),
    ) {
        let text = parts.concat();
        let options = Options::default();
        let whole = ENGINE.redact(&text, &options).unwrap();
        let (mut pieces, mut rest, mut sizes) = (Vec::new(), text.as_str(), sizes.iter().cycle());
        while !rest.is_empty() {
            let want = (*sizes.next().unwrap()).min(rest.len());
            let at = (want..=rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap();
            let (piece, after) = rest.split_at(at);
            pieces.push(piece);
            rest = after;
        }
        let got = live(&options, pieces);
        prop_assert!(got.text == whole.text, "text: {:?}, not {:?}", got.text, whole.text);
        prop_assert_eq!(got.edits, whole.edits);
        prop_assert!(got.risk == whole.risk, "risk");
    }
}

/// The look-ahead, one segment and the slack that consumed text is let go in.
const HELD: usize = 24 << 10;

#[test]
fn a_live_session_holds_a_window_however_long_the_note() {
    let long = |(_, text): (&str, String)| text;
    let mut texts: Vec<String> = hostile(96 << 10).into_iter().map(long).collect();
    texts.push(joined(5 << 20));
    texts.par_iter().for_each(|text| {
        let mut session = ENGINE.session(&Options::default());
        let (mut rest, mut most, mut out) = (text.as_str(), 0, 0);
        while !rest.is_empty() {
            let at = (37..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(at);
            out += session.push(piece).unwrap().text.len();
            most = most.max(session.held_bytes());
            rest = after;
        }
        out += session.finish().unwrap().release.text.len();
        assert!(most <= HELD, "held {most} bytes of {}", text.len());
        assert!(out > 0);
    });
}

#[test]
fn text_is_released_before_the_note_ends() {
    let text = joined(20_000);
    let mut session = ENGINE.session(&Options::default());
    let released = session.push(&text).unwrap().text.len();
    assert!(released > 15_000, "{released}");
}

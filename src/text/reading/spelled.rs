//! Which pieces of a spoken run were spelled letter by letter, and belong together.

use super::spoken::{Joins, Piece};

/// Abbreviations that are said as letters and are words by themselves, never part of a code.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "nhs", "gp", "gmc", "nmc", "hcpc", "dob", "mrn", "uk", "ed", "icu", "itu", "ct", "mri", "bp", "ecg",
    "hr", "cpn", "hca", "gcs", "iv", "uti", "ckd", "copd", "tia", "ni", "id", "pcn", "ics", "cqc", "pals",
    "fbc", "crp", "ent", "gi", "cmht", "dna", "tb", "od", "bd", "tds", "qds", "prn", "am", "pm", "msu", "chi", "hcn",
];

/// Whether two pieces of a spelled run join without a blank.
pub(super) fn is_tight(a: &Piece, b: &Piece) -> bool {
    !(a.kind == Joins::Apart && b.kind != Joins::Letters
        || b.kind == Joins::Apart && a.kind != Joins::Letters)
}

/// For each piece, the number of its spelled group, 0 for none: runs of three or more letters and
/// digits with a letter among them, and abbreviations. "a" and "i" at the edges of a run are words;
/// ordinals and years belong to dates.
pub(super) fn spelled(pieces: &[Piece]) -> Vec<usize> {
    let mut out = vec![0; pieces.len()];
    let (mut from, mut group) = (0, 0);
    while from < pieces.len() {
        let abbreviation = abbreviation(pieces, from);
        if abbreviation > 0 {
            group += 1;
            out[from..from + abbreviation].fill(group);
            from += abbreviation;
            continue;
        }
        let mut to = from;
        while to < pieces.len() && !is_dated(&pieces[to]) && abbreviation_at(pieces, to) == 0 {
            to += 1;
        }
        let end = to.max(from + 1);
        if let Some((from, to)) = trim(pieces, from, to) {
            group += 1;
            out[from..to].fill(group);
        }
        from = end;
    }
    out
}

fn is_letter(pieces: &[Piece], p: usize) -> bool {
    pieces.get(p).is_some_and(|q| q.kind == Joins::Letters)
}

/// How many pieces from `p` on, a whole run of letters, spell an abbreviation.
fn abbreviation(pieces: &[Piece], p: usize) -> usize {
    let letters: String =
        (p..).take_while(|&q| is_letter(pieces, q)).map(|q| pieces[q].text.as_str()).collect();
    if WORDS.iter().any(|w| w.eq_ignore_ascii_case(&letters)) { letters.len() } else { 0 }
}

/// The same, where a run of letters begins.
fn abbreviation_at(pieces: &[Piece], p: usize) -> usize {
    if p > 0 && is_letter(pieces, p - 1) { 0 } else { abbreviation(pieces, p) }
}

/// Whether a piece is an ordinal or a year.
fn is_dated(p: &Piece) -> bool {
    let ordinal = p.text.len() > 1 && p.text.ends_with(|c: char| c.is_ascii_alphabetic());
    let year = p.text.len() == 4 && matches!(&p.text[..2], "18" | "19" | "20");
    p.kind == Joins::Apart && (ordinal || year)
}

/// The part of a run that is spelled, if any.
fn trim(pieces: &[Piece], mut from: usize, mut to: usize) -> Option<(usize, usize)> {
    let is_word = |p: &Piece| p.kind == Joins::Letters && matches!(p.text.as_str(), "a" | "i" | "A" | "I");
    while from < to && is_word(&pieces[from]) && !is_letter(pieces, from + 1) {
        from += 1;
    }
    while to > from && is_word(&pieces[to - 1]) && !(to > 1 && is_letter(pieces, to - 2)) {
        to -= 1;
    }
    let run = &pieces[from.min(to)..to];
    (run.len() > 2 && run.iter().any(|p| p.kind == Joins::Letters)).then_some((from, to))
}

//! What is measured or scored, so that a number after it is no age: "eGFR 61", "SCOFF was 3".

use crate::text::token::is_word;
use crate::words::{Words, words};

/// Scores, scales, observations and blood tests by the names that numbers follow.
#[rustfmt::skip]
const MEASURES: &Words = words![
    "4at", "6cit", "a1c", "abcd2", "acq", "acr", "ados", "alb", "albumin", "alsfrs", "amt", "amts",
    "amylase", "apgar", "apgars", "aptt", "aq", "aq10", "asrs", "ast", "auditc", "avpu", "barthel",
    "basdai", "basfi", "bdi", "bdi2", "bicarb", "bilirubin", "bm", "bmi", "bms", "bnp", "bp", "bpd", "bprs",
    "calcium", "cbg", "centile", "cgas", "chads", "chadsvasc", "chol", "ciwa", "cows", "cr", "creat",
    "creatinine", "crp", "cssrs", "curb65", "das28", "dast", "diastolic", "dlqi", "easi", "edeq", "edss",
    "efw", "egfr", "epds", "epworth", "esr", "ess", "fbc", "feno", "ferritin", "fev1", "fl", "flacc",
    "frax", "fsiq", "ft4", "fvc", "gad", "gad7", "gcs", "ggt", "glucose", "gmds", "gpcog", "hads",
    "haemoglobin", "hasbled", "hasi", "hb", "hba1c", "hdl", "honos", "hr", "ies", "inr", "koos", "lactate",
    "ldl", "lipase", "madrs", "meld", "mews", "mmse", "moca", "mrc", "muac", "nads", "news2", "nihss",
    "npi", "nrs", "ntprobnp", "ohs", "oks", "panss", "pasi", "pcl5", "pefr", "pews", "phos", "phq", "phq9",
    "piq", "platelets", "plt", "potassium", "psa", "psqi", "pulse", "qrisk", "qrisk2", "qrisk3", "rass",
    "resps", "rudas", "sats", "scoff", "scorad", "sdq", "sodium", "sofa", "spo2", "stopbang", "swemwbs",
    "systolic", "tinetti", "troponin", "tsh", "tug", "updrs", "urate", "urea", "vas", "viq", "waist",
    "waterlow", "wbc", "wcc", "wemwbs", "wisc", "womac", "wt", "ymrs", "zarit",
];

/// Whether a word is an amount, its unit and all: "50mg". What its number might be else, it is not.
pub(crate) fn is_amount(word: &[u8]) -> bool {
    let unit = word.iter().position(u8::is_ascii_alphabetic).unwrap_or(word.len());
    unit > 0 && words!["mg", "mcg", "ml", "mls", "kg", "mmol", "iu", "kcal"].has(&word[unit..])
}

/// Words that may stand between what is measured and its number, two at most. Not "at": that is when.
const BETWEEN: &Words = words![
    "is", "was", "of", "now", "then", "score", "scores", "scored", "scoring", "today", "still", "up", "down",
];

/// Signs across which a number still belongs to what stands before: no stop, comma or line end.
fn joins(b: u8) -> bool {
    matches!(b, b' ' | b'(' | b')' | b':' | b'=' | b'-' | b'>' | b'<' | b'\'')
}

/// Whether what is measured stands right before byte `start`, or before one or two words that may stand between.
pub(crate) fn precede(bytes: &[u8], start: usize) -> bool {
    let mut words = WordsBefore { bytes, end: start };
    let mut word = words.next();
    for _ in 0..2 {
        if word.is_some_and(|word| BETWEEN.has(word)) {
            word = words.next();
        }
    }
    word.is_some_and(|word| MEASURES.has(word) && !is_borne(word, &bytes[..words.end]))
}

/// Whether a word that ends `before` makes a name of the next: some scores bear the surname of whoever made them,
/// and others bear it too. A title, in whatever case, or a word with a capital before a word with one.
fn is_borne(word: &[u8], before: &[u8]) -> bool {
    let head = before.strip_suffix(b" ").unwrap_or(before);
    let head = head.strip_suffix(b".").unwrap_or(head);
    let last = head.iter().rposition(|&b| !is_word(b)).map_or(0, |at| at + 1);
    let titled = matches!(word, [a, b, ..] if a.is_ascii_uppercase() && b.is_ascii_lowercase());
    let title =
        words!["mr", "mrs", "ms", "miss", "dr", "prof", "master", "sister", "nurse"].has(&head[last..]);
    head.len() < before.len() && (title || titled && head[last..].first().is_some_and(u8::is_ascii_uppercase))
}

/// The words before a byte, nearest first, as far as the number belongs to them.
struct WordsBefore<'a> {
    bytes: &'a [u8],
    end: usize,
}

impl<'a> Iterator for WordsBefore<'a> {
    type Item = &'a [u8];
    fn next(&mut self) -> Option<&'a [u8]> {
        let head = &self.bytes[..self.end];
        let gap = head.iter().rev().take_while(|&&b| joins(b)).count();
        let head = &head[..head.len() - gap];
        let word = head.iter().rev().take_while(|&&b| is_word(b)).count();
        self.end = head.len() - word;
        (gap > 0 && word > 0).then_some(&head[self.end..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_after_what_is_measured_is_told_from_one_after_anything_else() {
        for (before, want) in [
            ("his eGFR ", true),
            ("filter number (eGFR) is ", true),
            ("Your eGFR is now ", true),
            ("her Barthel was still ", true),
            ("PSA of ", true),
            ("SCOFF: ", true),
            ("IES-R, IES ", true),
            ("SCORAD score ", true),
            ("own back bad, Zarit ", true),
            ("Seen with Ada, ", false),
            ("Mrs Waterlow is ", false),
            ("on ward 3 mr waterlow ", false),
            ("Mrs. Barthel is ", false),
            ("Joan Waterlow ", false),
            ("Mr J Waterlow is ", false),
            ("dad high BP at ", false),
            ("raised PSA at ", false),
            ("eGFR, ", false),
            ("her PSA. ", false),
            ("PSA\n", false),
            ("PSA was not ", false),
            ("she is ", false),
            ("of ", false),
            ("", false),
            ("gad7", false),
        ] {
            assert_eq!(precede(before.as_bytes(), before.len()), want, "{before:?}");
        }
    }

    #[test]
    fn an_amount_has_a_unit_behind_its_number() {
        for (word, want) in [
            ("50mg", true),
            ("2.5ml", true),
            ("10MCG", true),
            ("mg", false),
            ("150324", false),
            ("3rd", false),
            ("12may", false),
        ] {
            assert_eq!(is_amount(word.as_bytes()), want, "{word:?}");
        }
    }
}

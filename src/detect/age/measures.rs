//! What is measured or scored, so that a number after it is no age: "eGFR 61", "SCOFF was 3".

use crate::text::token::is_word;
use crate::words::{Words, words};

/// Scores, scales, observations and blood tests by the names that numbers follow.
#[rustfmt::skip]
const MEASURES: &Words = words![
    "4at", "6cit", "a1c", "abcd2", "acer", "acq", "acr", "ados", "afi", "alb", "albumin", "alp",
    "alsfrs", "alt", "amt", "amts", "amylase", "apache", "apgar", "apgars", "aptt", "aq", "aq10", "asrs",
    "ast", "audit", "auditc", "avpu", "bai", "barthel", "basdai", "basfi", "bdi", "bdi2", "bicarb", "bilirubin",
    "blatchford", "bm", "bmi", "bms", "bnp", "bp", "bpd", "bprs", "calcium", "cbg", "centile",
    "centor", "cgas", "chads", "chadsvasc", "chol", "ciwa", "cows", "cr", "creat", "creatinine", "crp",
    "cssrs", "curb", "curb65", "das28", "dast", "diastolic", "dlqi", "easi", "edeq", "edss", "efw", "egfr", "elf",
    "epds", "epworth", "esr", "ess", "fbc", "feno", "ferritin", "fev1", "fl", "flacc", "frax", "fsiq", "ft4", "fvc",
    "gad", "gad7", "gcs", "ggt", "glucose", "gmds", "gpcog", "hads", "haemoglobin", "hasbled", "hasi", "hb", "hba1c",
    "hdl", "honos", "hr", "ies", "inr", "iq", "isi", "koos", "lactate", "ldl", "lipase", "madrs", "meld", "mews",
    "mmse", "moca", "mrc", "muac", "nads", "news", "news2", "nihss", "npi", "nrs", "ntprobnp", "oci",
    "oks", "ohs", "panss", "pasi", "pcl5", "pefr", "perc", "pews", "phos", "phq", "phq9", "piq", "platelets", "plt",
    "potassium", "psa", "psqi", "pulse", "qrisk", "qrisk2", "qrisk3", "rass", "resp", "resps", "rockall",
    "rockwood", "rudas", "sats", "scas", "scoff", "scorad", "sdq", "sofa", "sodium", "spo2", "stopbang", "swemwbs",
    "systolic", "temp", "tinetti", "troponin", "tsh", "tug", "updrs", "urate", "urea", "vas", "viq", "waist", "waterlow",
    "wbc", "wcc", "wemwbs", "weight", "wisc", "womac", "wt", "ymrs", "zarit",
];

/// Words that may stand between what is measured and its number.
const BETWEEN: &Words = words![
    "is", "was", "of", "at", "now", "then", "score", "scores", "scored", "scoring", "today", "still",
    "stuck", "up", "down", "to",
];

/// Signs across which a number still belongs to what stands before: no stop, comma or line end.
fn joins(b: u8) -> bool {
    matches!(b, b' ' | b'(' | b')' | b':' | b'=' | b'-' | b'>' | b'<' | b'\'')
}

/// Whether what is measured stands right before byte `start`, or one word before that.
pub(crate) fn precede(bytes: &[u8], start: usize) -> bool {
    let mut words = WordsBefore { bytes, end: start };
    let word = match words.next() {
        Some(word) if BETWEEN.has(word) => words.next(),
        word => word,
    };
    // Some scores bear the surname of whoever made them, and others bear it too.
    let bearer = words!["mr", "mrs", "ms", "miss", "dr", "prof", "master", "sister", "nurse"];
    word.is_some_and(|word| MEASURES.has(word)) && !words.next().is_some_and(|title| bearer.has(title))
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
            ("Glasgow-Blatchford was ", true),
            ("PSA of ", true),
            ("SCOFF: ", true),
            ("IES-R, IES ", true),
            ("SCORAD score ", true),
            ("own back bad, Zarit ", true),
            ("Seen with Ada, ", false),
            ("Mrs Waterlow is ", false),
            ("on ward 3 Mr Rockall ", false),
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
}

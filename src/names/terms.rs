//! Clinical terms that bear a surname: "Graves' disease", "Wells score", "she has Wilson's".

use crate::detect::Window;
use crate::lexicon::{self, Class};
use crate::text::token::Kind;
use crate::words::{Words, words};

/// Whether a surname is one that a disease or a score bears, with a word behind it that makes a term of it.
pub fn is_headed(window: &Window<'_>, i: usize) -> bool {
    lexicon::word(window.tokens[i].hash).class.has(Class::EPONYM) && heads_follow(window, i)
}

/// Whether one of the next three words makes a clinical term of a surname.
fn heads_follow(window: &Window<'_>, i: usize) -> bool {
    let ahead = window.tokens[i + 1..].iter().take(3);
    ahead.take_while(|t| t.kind == Kind::Word).any(|t| lexicon::word(t.hash).class.has(Class::EPONYM_HEAD))
}

/// Diseases that are named by a surname alone, as people speak of them.
#[rustfmt::skip]
const DISEASES: &Words = words![
    "addison", "alzheimer", "asperger", "barrett", "behcet", "conn", "crohn", "cushing", "down", "dupuytren", "fournier",
    "gilbert", "graves", "hashimoto", "hodgkin", "huntington", "kawasaki", "legionnaire", "meniere", "paget", "parkinson",
    "perthes", "peyronie", "raynaud", "sjogren", "still", "takayasu", "tourette", "wegener", "whipple", "wilson",
];

/// Words before a disease that somebody has or has not.
#[rustfmt::skip]
const HAVING: &Words = words![
    "no", "not", "has", "have", "had", "having", "query", "possible", "possibly", "probable", "probably", "known",
    "really", "likely", "suspected", "confirmed", "excluded", "got", "developed",
];

/// Whether a disease is named by its surname alone: a possessive, with nothing that could be owned behind it and
/// somebody who has it before it, "so not Wilson's."
pub fn is_had(window: &Window<'_>, i: usize) -> bool {
    let had = || match window.gap_before(i) {
        b" " => i > 0 && HAVING.has(window.word(i - 1)),
        b" ?" => true,
        _ => false,
    };
    DISEASES.has(window.word(i)) && had() && ends_owning(window, i)
}

/// Whether a possessive follows token `i` and then the end of a clause.
fn ends_owning(window: &Window<'_>, i: usize) -> bool {
    let Some(after) = window.gap_after(i).strip_prefix(b"'") else { return false };
    let s = after.is_empty() && i + 1 < window.tokens.len() && window.word(i + 1) == b"s";
    let (last, rest) = if s { (i + 1, window.gap_after(i + 1)) } else { (i, after) };
    let sign = |b: &u8| matches!(b, b'.' | b',' | b';' | b':' | b')' | b'?' | b'!' | b'\n');
    rest.iter().any(sign) || last + 1 == window.tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenise;

    fn any(text: &str, is: impl Fn(&Window<'_>, usize) -> bool) -> bool {
        let mut tokens = Vec::new();
        tokenise(text.as_bytes(), 0, 0, &mut tokens);
        let w = Window::whole(text.as_bytes(), &tokens);
        (0..tokens.len()).any(|i| is(&w, i))
    }

    #[test]
    fn a_disease_that_somebody_has_is_told_from_what_somebody_owns() {
        for (text, want) in [
            ("copper normal, so not Wilson's. Alcohol", true),
            ("googled, convinced she has Wilson's", true),
            ("she must have Graves'. She said", true),
            ("Mrs Wilson may really have Wilson's, KF rings?", true),
            ("known Crohn's\nPlan: review", true),
            ("tremor ?Wilson's.", true),
            ("has Wilson's number", false),
            ("has Wilson's old car", false),
            ("staying at Wilson's.", false),
            ("she has Ivy's.", false),
            ("the frame in bay 2 is Wilson's.", false),
            ("lodging with Wilson's.", false),
            ("bed 5 has Taylor's.", false),
            ("a friend of Wilson's.", false),
            ("seen with Mrs Wilson's. Then", false),
            ("seen with Wilson.", false),
            ("not Quayle's.", false),
        ] {
            assert_eq!(any(text, is_had), want, "{text:?}");
        }
    }

    #[test]
    fn a_head_makes_a_term_of_a_surname() {
        for (text, want) in [
            ("Graves' disease", true),
            ("Wells score 3", true),
            ("Graves said", false),
            ("Quayle disease", false),
        ] {
            assert_eq!(any(text, is_headed), want, "{text:?}");
        }
    }
}

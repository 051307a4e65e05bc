//! Clinical terms that bear a surname: "Graves' disease", "Wells score", "she has Wilson's".

use super::ORDINARY;
use crate::detect::Window;
use crate::lexicon::{self, Class};
use crate::text::token::{Kind, Token};
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

/// Whether words `first..=last` are the surnames of a clinical term whose head stands right behind them or is the
/// last of them: "heinz bodies", "ehlers-danlos syndrome"; before some heads any owner is, "ludloff's sign". What a
/// patient can have or be given, a test or a catheter, makes no term of a surname.
pub fn is_term(window: &Window<'_>, first: usize, last: usize) -> bool {
    let is_eponym = |token: &&Token| lexicon::word(token.hash).class.has(Class::EPONYM);
    let eponyms = window.tokens[first..].iter().take_while(is_eponym).count();
    // "thomas wilson disease" is a person's.
    if eponyms > 1 && window.gap_before(first + 1) == b" " && is_given(window, first) {
        return false;
    }
    let mut head = first + eponyms.max(1);
    let owner = head < window.tokens.len() && window.gap_before(head).starts_with(b"'");
    if owner && window.gap_before(head) == b"'" && window.word(head) == b"s" {
        head += 1;
    }
    let beside = |i: usize| matches!(window.gap_before(i), b" " | b"' " | b"-" | b"'");
    head >= last
        && head < window.tokens.len()
        && (first + 1..=head).all(beside)
        && ((eponyms > 0 || owner) && UNOWNED.has(window.word(head))
            || eponyms > 0 && BORNE.has(window.word(head)))
        && !(first > 0 && is_given(window, first - 1))
}

/// Heads of terms that nobody owns.
#[rustfmt::skip]
const UNOWNED: &Words = words![
    "angina", "criteria", "facies", "maneuver", "manoeuvre", "manoeuvres", "pentad", "phenomena", "phenomenon", "sign",
    "triad", "triangle", "tubercle",
];

/// Heads of terms that bear a surname and are not spoken of as a patient's own.
#[rustfmt::skip]
const BORNE: &Words = words![
    "antibody", "antigen", "bacillus", "bodies", "chorea", "clamp", "classification", "contracture", "contractures",
    "corpuscle", "crystals", "disease", "diseases", "dystrophy", "encephalopathy", "equation", "fascia", "forceps",
    "formula", "fossa", "gangrene", "granules", "laryngoscope", "ligament", "membrane", "nomogram", "palsy", "plexus",
    "retractor", "speculum", "syndrome", "syndromes", "tetralogy",
];

/// Whether a word makes a person of the surname behind it: a title, a relation or a given name.
fn is_given(window: &Window<'_>, i: usize) -> bool {
    const CALLED: Class = Class::TITLE.or(Class::STAFF_TITLE).or(Class::RELATION);
    let entry = lexicon::word(window.tokens[i].hash);
    entry.class.has(CALLED) || entry.given > 0 && entry.word < ORDINARY
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
    fn the_surnames_of_a_term_are_told_from_what_people_own() {
        for (text, last, want) in [
            ("vincent's angina", 0, true),
            ("vincent's angina", 1, true),
            ("Graves' disease", 0, true),
            ("heinz bodies, seen", 0, true),
            ("heinz bodies, seen", 1, true),
            ("heinz bodies, seen", 2, false),
            ("ehlers-danlos syndrome", 1, true),
            ("wells, score 3", 0, false),
            ("wells has a score", 0, false),
            ("ludloff's sign", 0, true),
            ("ludloff sign", 0, false),
            ("quayle's cyst", 0, false),
            ("clark catheter out", 0, false),
            ("thomas wilson disease", 1, false),
            ("hunt's test", 0, false),
            ("hunt's clinic", 0, false),
            ("lister ward", 0, false),
            ("quayle disease", 0, false),
            ("wilson", 0, false),
        ] {
            assert_eq!(any(text, |w, i| i == 0 && is_term(w, 0, last)), want, "{text:?} to {last}");
        }
        assert!(!any("mr wilson disease", |w, i| i == 1 && is_term(w, 1, 1)));
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

use super::*;
use crate::text::fold::Folded;

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokenise(Folded::new(text).bytes(), 0, 0, &mut out);
    out
}

#[test]
fn words_numbers_and_mixtures_are_told_apart() {
    let got: Vec<_> = tokens("Mr O'NEILL, k778120 99 J McCoy zoë").iter().map(|t| (t.kind, t.case)).collect();
    use {Case::*, Kind as K};
    let want = [
        (K::Word, Title),
        (K::Word, Initial),
        (K::Word, Upper),
        (K::Mixed, Lower),
        (K::Number, Lower),
        (K::Word, Initial),
        (K::Word, Case::Mixed),
        (K::Word, Lower),
    ];
    assert_eq!(got, want);
}

#[test]
fn case_does_not_change_a_hash_and_a_letter_does() {
    assert_eq!(hash(b"Sotherington"), hash(b"sOTHERINGTON"));
    assert_ne!(hash(b"anna"), hash(b"anne"));
    assert_ne!(hash(b"a"), hash(b"a\0"));
}

#[test]
fn gates_say_what_is_near() {
    let t = tokens("LL57 9QD @zoe +44 20 a.b@c.d (0161 SW 1A");
    assert!(t[0].gate.meets(Gate::LETTER_NEAR_DIGIT));
    assert!(t[1].gate.meets(Gate::digits(1)));
    assert!(t[2].gate.meets(Gate::AFTER_AT));
    assert!(t[3].gate.meets(Gate::AFTER_PLUS));
    assert!(t[5].gate.meets(Gate::AT_IN_CHUNK) && t[5].gate.meets(Gate::DOT_IN_CHUNK));
    assert!(t[9].gate.meets(Gate::AFTER_BRACKET) && t[9].gate.meets(Gate::digits(4)));
    assert!(t[10].gate.meets(Gate::LETTER_NEAR_DIGIT));
}

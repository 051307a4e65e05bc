use super::*;
use crate::text::token::tokenise;

/// What is asked of the cues of a text.
fn asked<T>(cues: &Cues, text: &str, ask: impl FnOnce(&Hits) -> T) -> T {
    let mut tokens = Vec::new();
    tokenise(text.as_bytes(), 0, 0, &mut tokens);
    ask(&cues.find(&Window::whole(text.as_bytes(), &tokens)))
}

/// A text whose value is `999`, and the cue that labels it.
const LABELLED: &[(Label, &str, Option<&str>)] = &[
    (Label::NhsNumber, "spine 999", Some("spine")),
    (Label::NhsNumber, "SPINE: 999", Some("spine")),
    (Label::NhsNumber, "nhs999", Some("nhs")),
    (Label::NhsNumber, "spine number for the patient is 999", Some("spine")),
    (Label::NhsNumber, "spine taken 999", None),
    (Label::NhsNumber, "spines 999", None),
    (Label::NhsNumber, "999", None),
    (Label::NhsNumber, "dob 999", None),
    (Label::Date, "dob 999", Some("dob")),
    // The nearest of them, though fillers alone part the other too.
    (Label::NhsNumber, "gig, spine 999", Some("spine")),
    (Label::NhsNumber, "spine, gig 999", Some("gig")),
    (Label::NhsNumber, "nhs number on spine 999", Some("spine")),
    (Label::NhsNumber, "spine, dob 999", None),
    // One line end at most, no end of a sentence but a stop.
    (Label::NhsNumber, "spine.\n999", Some("spine")),
    (Label::NhsNumber, "spine\r\n  999", Some("spine")),
    (Label::NhsNumber, "spine\n\n999", None),
    (Label::NhsNumber, "spine no\nis\n999", None),
    (Label::NhsNumber, "spine; 999", None),
    (Label::NhsNumber, "spine? 999", None),
    (Label::NhsNumber, "spine! 999", None),
    // In brackets right after, and only where nothing before labels it.
    (Label::NhsNumber, "999 (spine)", Some("spine")),
    (Label::NhsNumber, "999(spine)", Some("spine")),
    (Label::NhsNumber, "999 [spine]", Some("spine")),
    (Label::NhsNumber, "999[spine]", None),
    (Label::NhsNumber, "999  (spine)", None),
    (Label::NhsNumber, "999 spine", None),
    (Label::NhsNumber, "999 (see spine)", None),
    (Label::NhsNumber, "gig 999 (spine)", Some("gig")),
    (Label::NhsNumber, "gig taken 999 (spine)", Some("spine")),
    (Label::NhsNumber, "dob 999 (spine)", Some("spine")),
    (Label::Date, "dob 999 (spine)", Some("dob")),
];

#[test]
fn a_value_is_labelled_by_the_nearest_cue_before_it_or_by_one_in_brackets_after() {
    let cues = Cues::new();
    let mut wrong = Vec::new();
    for &(label, text, want) in LABELLED {
        let at = text.find("999").unwrap();
        let label = |hits: &Hits| hits.label(label, text.as_bytes(), at, at + 3).map(|hit| hit.words);
        let got = asked(&cues, text, label);
        if got != want {
            wrong.push(format!("{text:?}: {got:?}, not {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_cue_labels_what_begins_up_to_forty_bytes_after_it() {
    let cues = Cues::new();
    for (far, want) in [(1, true), (39, true), (40, true), (41, false), (60, false)] {
        let text = format!("spine{}999", " ".repeat(far));
        let (at, end) = (text.len() - 3, text.len());
        let label = |hits: &Hits| hits.label(Label::NhsNumber, text.as_bytes(), at, end).is_some();
        assert_eq!(asked(&cues, &text, label), want, "{far}");
        assert_eq!(
            asked(&cues, &text, |hits| hits.may_label(Label::NhsNumber, text.as_bytes(), at)),
            want,
            "{far}"
        );
    }
}

#[test]
fn a_value_that_a_cue_labels_may_be_labelled() {
    let cues = Cues::new();
    for &(label, text, want) in LABELLED {
        let at = text.find("999").unwrap();
        let may = asked(&cues, text, |hits| hits.may_label(label, text.as_bytes(), at));
        assert!(may || want.is_none(), "{text:?}");
    }
    // Where nothing before it labels it, a bracket must open the cue.
    for (text, want) in [("999 spine", false), ("spine taken 999", false), ("999, as said (spine)", true)] {
        let at = text.find("999").unwrap();
        let may = |hits: &Hits| hits.may_label(Label::NhsNumber, text.as_bytes(), at);
        assert_eq!(asked(&cues, text, may), want, "{text:?}");
        assert!(!asked(&cues, text, |hits| hits.may_label(Label::Date, text.as_bytes(), at)), "{text:?}");
    }
}

#[test]
fn cues_speak_of_their_own_labels_alone() {
    let cues = Cues::new();
    let table: [(&str, &[Label]); 5] = [
        ("", &[]),
        ("seen and well 999", &[]),
        ("spine 999", &[Label::NhsNumber]),
        ("spine, birthday", &[Label::NhsNumber, Label::Date]),
        ("birthdays of the spineless", &[]),
    ];
    for (text, want) in table {
        let told = |hits: &Hits| Label::ALL.iter().copied().filter(|&l| hits.speak_of(l)).collect::<Vec<_>>();
        assert_eq!(asked(&cues, text, told), want, "{text}");
        assert_eq!(asked(&cues, text, Hits::count), want.len(), "{text}");
    }
}

#[test]
fn of_cues_that_end_together_the_longest_labels() {
    let cues = Cues::new();
    for (text, want) in
        [("birth date: 14", Some(Sub::Dob)), ("date: 14", None), ("w/b 14", None), ("b 14", Some(Sub::Dob))]
    {
        let (at, end) = (text.len() - 2, text.len());
        let label = |hits: &Hits| hits.label(Label::Date, text.as_bytes(), at, end).and_then(|hit| hit.sub);
        assert_eq!(asked(&cues, text, label), want, "{text}");
    }
    let text = "14 (date of birth)";
    let sub = |hits: &Hits| hits.label(Label::Date, text.as_bytes(), 0, 2).and_then(|hit| hit.sub);
    assert_eq!(asked(&cues, text, sub), Some(Sub::Dob));
}

//! Roles of names in short invented sentences, and that learning is repeatable.

use super::*;
use crate::detect::Label;
use crate::names::Plan;
use crate::names::augment::{Gold, Mark};
use crate::{Engine, Options, Span};

/// `[[role|name]]` marks a name.
const SENTENCES: &[&str] = &[
    "Reviewed with her daughter [[relative|Aoife]] today.",
    "Dear Dr [[staff|Nwachukwu]]",
    "Seen by [[staff|Hetal Vaghela]], physiotherapist",
    "mrs [[patient|quayle]] in bed 4 slept well",
    "Re: [[patient|Maud Sotherington]], DOB 14/03/1952, NHS No: 999 477 3453",
    "Patient: [[patient|Oban Tregear]]   Hosp no: RX445566",
    "Name: [[patient|Sunniva Pascoe]]  Age: 34",
    "She lives with her husband [[relative|Gwilym]] and their two dogs.",
    "His wife [[relative|Morag]] rang the ward at 10.",
    "mum ([[relative|Kerensa]]) says he was up all night",
    "Brought in by his son [[relative|Declan]], who found him on the floor.",
    "Next of kin: [[relative|Ottilie Marchbanks]] (sister) 07700 900123",
    "Lives with partner [[relative|Tomasz]], two children.",
    "Her brother [[relative|Fintan]] is her carer.",
    "Consultant: Dr [[staff|Isolde Penhale]]",
    "Yours sincerely,\n\nDr [[staff|Osric Bellweather]]\nConsultant Cardiologist\nGMC 7654321",
    "Signed: [[staff|Perpetua Lowe]] RN",
    "Discussed with Sister [[staff|Abernathy]] and the site team.",
    "Referred by Dr [[staff|Llewelyn Hart]], GP",
    "Plan: d/w med reg [[staff|Adaeze]], bloods in the morning.",
    "Ward round Dr [[staff|Chaudhry]], FY1 [[staff|Pip]].",
    "Care co-ordinator: [[staff|Romilly Asher]] (CPN)",
    "Social worker [[staff|Jolyon Crabbe]] to visit on Monday.",
    "Seen with interpreter [[staff|Zofia]] by telephone.",
    "Copy to Mr [[staff|Hallam]], orthopaedic surgeon.",
    "Handover from night nurse [[staff|Blessing]].",
    "This 67-year-old man, Mr [[patient|Pengelly]], was admitted with chest pain.",
    "Thank you for seeing [[patient|Elspeth Drummond]], 54, with a new breast lump.",
    "Diagnosis: COPD. I reviewed Mr [[patient|Tolliver]] in clinic today.",
    "Bed 7 [[patient|Winstanley]] 82M, NOF #, NBM from midnight.",
    "Mr [[patient|Ifor Bevan]] came with his wife [[relative|Nesta]]; Dr [[staff|Okafor]] explained the scan.",
    "I saw [[patient|Juno Fairweather]] with her mother, [[relative|Petra Fairweather]].",
];

/// The plain text of a marked one, with its names.
fn unmark(marked: &str) -> Gold {
    let mut gold = Gold::default();
    for (n, part) in marked.split("[[").enumerate() {
        if n == 0 {
            gold.text.push_str(part);
            continue;
        }
        let (mark, rest) = part.split_once("]]").expect("a mark is closed");
        let (role, name) = mark.split_once('|').expect("a mark has a role");
        let role = ROLES.into_iter().find(|r| r.name() == role);
        assert!(role.is_some(), "{marked}");
        let start = gold.text.len();
        gold.text.push_str(name);
        gold.spans.push(Mark { start, end: gold.text.len(), label: Label::Person, role });
        gold.text.push_str(rest);
    }
    gold
}

#[test]
fn names_are_told_as_who_they_are() {
    let engine = Engine::new();
    let mut wrong = Vec::new();
    for sentence in SENTENCES {
        let gold = unmark(sentence);
        let found = engine.detect(&gold.text, &Options::default()).unwrap();
        for mark in &gold.spans {
            let span = Span::new(mark.start, mark.end).unwrap();
            let told = found.iter().find(|f| f.label == Label::Person && f.span.overlaps(span));
            if told.map(|f| f.sub) != Some(mark.role) {
                wrong.push(format!("{sentence}: {:?}", told.map(|f| f.sub)));
            }
        }
    }
    // Nine of ten are told right in real notes: what is learnt anew may slip once here.
    assert!(wrong.len() <= 1, "\n{}", wrong.join("\n"));
}

#[test]
fn mentions_of_one_person_share_a_role() {
    let text = "Mrs Ottilie Quayle, DOB 14/03/1952, was seen in clinic. Plan for Quayle: bloods.";
    let found = Engine::new().detect(text, &Options::default()).unwrap();
    let roles: Vec<_> = found.iter().filter(|f| f.label == Label::Person).map(|f| f.sub).collect();
    assert_eq!(roles, [Some(Sub::Patient), Some(Sub::Patient)]);
}

#[test]
fn the_callers_word_stands() {
    let mut roles = Roles::default();
    assert_eq!(roles.of(1), None);
    roles.tell(1, Sub::Other);
    roles.tell(1, Sub::Staff);
    assert_eq!((roles.of(1), roles.counts), (Some(Sub::Other), [0, 0, 0, 1]));
}

#[test]
fn learning_is_repeatable_and_learns_from_the_marks() {
    let engine = Engine::new();
    let notes: Vec<Gold> = SENTENCES.iter().map(|s| unmark(s)).collect();
    let learnt = engine.train_roles(&notes, Plan::default());
    assert!(learnt == engine.train_roles(&notes, Plan::default()));
    let mut others = notes.clone();
    for mark in others.iter_mut().flat_map(|note| &mut note.spans) {
        mark.role = Some(if mark.role == Some(Sub::Staff) { Sub::Patient } else { Sub::Staff });
    }
    let swapped = engine.train_roles(&others, Plan::default());
    assert!(learnt != swapped);
    let engine = engine.with_roles(&swapped).unwrap();
    let found = engine.detect("Dear Dr Nwachukwu", &Options::default()).unwrap();
    assert_eq!(found[0].sub, Some(Sub::Patient));
}

#[test]
fn a_model_survives_its_file_and_other_bytes_are_refused() {
    let mut rows = vec![[0; 4]; ROWS];
    rows[5] = [0, 127, -128, -7].map(|w: i8| w as u8);
    rows[ROWS - 1] = [100, 0, 0, 0];
    let model = Model::new(rows, 0.125);
    let bytes = model.to_bytes();
    let back = Model::from_bytes(&bytes).unwrap();
    assert!(back.to_bytes() == bytes);
    let mut sum = Sum::default();
    (0..250).for_each(|_| sum.add(back.rows[5]));
    assert_eq!(sum.parts(), [0, 31750, -32000, -1750]);
    sum.add(back.rows[ROWS - 1]);
    assert_eq!(sum.parts(), [100, 31750, -32000, -1750]);
    assert!(Model::from_bytes(&bytes[..bytes.len() - 1]).is_none());
    assert!(Model::from_bytes(b"something else").is_none());
}

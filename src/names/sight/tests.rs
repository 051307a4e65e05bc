use super::*;
use crate::text::{fold::Folded, token::tokenise};

/// What is seen in a whole text.
fn seen<T>(text: &str, tell: impl Fn(&Sight) -> T) -> T {
    let folded = Folded::new(text);
    let mut tokens = Vec::new();
    tokenise(folded.bytes(), 0, 0, &mut tokens);
    let w = Window::whole(folded.bytes(), &tokens);
    let known = |i: usize| (lexicon::word(tokens[i].hash), 0);
    tell(&Sight::new(&w, 0..tokens.len(), &[], known, Manner::Cased))
}

/// One figure for each token.
fn figures(sight: &Sight, of: fn(&Atom) -> u8) -> String {
    (0..sight.len()).map(|i| char::from(b'0' + of(sight.at(i)))).collect()
}

/// Checks one figure for each token of some texts.
fn check(of: fn(&Atom) -> u8, table: &[(&str, &str)]) {
    let told = |text: &str| seen(text, |sight| figures(sight, of));
    let wrong: Vec<_> = table.iter().map(|&(text, want)| (text, told(text), want)).collect();
    let wrong: Vec<_> = wrong.into_iter().filter(|(_, got, want)| got != want).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_title_is_known_to_the_four_words_after_it() {
    check(
        |atom| atom.title,
        &[
            ("", ""),
            ("seen today", "00"),
            ("by Mrs Maud Ann Quayle who slept well", "00123400"),
            ("mrs quayle", "01"),
            // The nearest one counts.
            ("Dr Mrs Quayle slept", "0112"),
            ("Mrs Quayle and Dr Ode slept", "012312"),
            // Each word of a title in two.
            ("staff nurse Ode slept", "0112"),
            ("her son Alan", "000"),
        ],
    );
}

#[test]
fn a_relation_is_known_to_the_four_words_after_it() {
    check(
        |atom| atom.relation,
        &[
            ("her son Alan Quayle came by bus", "0012340"),
            ("her son and wife came", "00121"),
            ("next of kin Alan came", "01112"),
            ("Mrs Quayle came", "000"),
            ("her son Mr Alan Quayle came by", "0012340"),
        ],
    );
}

#[test]
fn the_head_of_an_organisation_is_known_to_the_four_words_before_it() {
    check(
        |atom| atom.head,
        &[
            ("Hospital", "1"),
            ("went to Quayle Hospital today", "43210"),
            ("we all went to Quayle Hospital", "054321"),
            ("at St Mary's Hospital", "54321"),
            ("at Quayle & Ode Surgery", "4321"),
            ("Quayle-Ode Surgery", "321"),
            // Not across what parts names.
            ("went to, Quayle Hospital", "0021"),
            ("Quayle - Ode Surgery", "021"),
            ("Quayle\nHospital", "01"),
            // Nor past the head before, be it a phrase.
            ("Quayle Surgery Ode Hospital", "2121"),
            ("Ode Medical Centre", "211"),
        ],
    );
    check(
        |atom| atom.head_class,
        &[("to Ode Hospital", "111"), ("to Ode House", "000"), ("Ode Medical Centre", "111"), ("well", "0")],
    );
}

#[test]
fn the_head_of_a_term_is_known_to_the_three_words_before_it() {
    check(
        |atom| atom.term,
        &[
            ("disease", "0"),
            ("Parkinson's disease", "210"),
            ("with the old Ode test done", "032100"),
            ("the Ode  test", "210"),
            ("Ode (test)", "10"),
            // Not across what parts a term.
            ("the Ode, test", "000"),
            ("Ode\ntest", "00"),
            // Up to the head before, and that too.
            ("old Ode sign test", "2110"),
        ],
    );
}

/// A stretch of tokens, and where in it phrases begin and end.
type Row = (Range<usize>, &'static [(usize, usize)]);

#[test]
fn listed_phrases_are_found_where_they_lie_whole_in_the_stretch() {
    let text = "her next of kin, a social\nworker and brother-in-law";
    let mut tokens = Vec::new();
    tokenise(text.as_bytes(), 0, 0, &mut tokens);
    let w = Window::whole(text.as_bytes(), &tokens);
    let table: [Row; 6] = [
        (0..11, &[(1, 4), (5, 7), (8, 11)]),
        (1..4, &[(0, 3)]),
        (1..3, &[]),
        (2..7, &[(3, 5)]),
        (6..10, &[]),
        (3..3, &[]),
    ];
    for (range, want) in table {
        let known = |i: usize| (lexicon::word(tokens[i].hash), 0);
        let sight = Sight::new(&w, range.clone(), &[], known, Manner::Cased);
        let got: Vec<_> =
            sight.phrases.iter().map(|phrase| (phrase.tokens.start, phrase.tokens.end)).collect();
        assert_eq!(got, want, "{range:?}");
        for i in 0..sight.len() {
            let within = want.iter().any(|&(start, end)| (start..end).contains(&i));
            assert_eq!(sight.at(i).phrase != Class::NONE, within, "{range:?}: {i}");
            assert_eq!(sight.at(i).opens, want.iter().any(|&(start, _)| start == i), "{range:?}: {i}");
        }
    }
    let classes = seen(text, |sight| sight.phrases.iter().map(|p| p.class).collect::<Vec<_>>());
    let job = Class::STAFF_TITLE.or(Class::OCCUPATION);
    assert_eq!(classes, [Class::RELATION, job, Class::RELATION]);
}

/// Small letters as one number.
fn number(letters: &str) -> u32 {
    letters.bytes().fold(0, |all, b| all << 8 | u32::from(b))
}

#[test]
fn affixes_are_the_same_in_the_middle_of_a_window_and_at_its_end() {
    // Suffixes of two, three and four letters where the word is longer than they are, and a prefix.
    let table = [
        ("O", ["", "", "", "o"]),
        ("Al", ["", "", "", "al"]),
        ("Ode", ["de", "", "", "ode"]),
        ("Maud", ["ud", "aud", "", "mau"]),
        ("QUAYL", ["yl", "ayl", "uayl", "qua"]),
        ("Quayle", ["le", "yle", "ayle", "qua"]),
    ];
    for (word, want) in table {
        for text in [word.to_owned(), format!("{word} "), format!("{word}'s own"), format!("Mrs {word}")] {
            let got = affixes(text.as_bytes(), text.find(word).unwrap(), word.len());
            assert_eq!(got, want.map(number), "{text:?}");
        }
    }
}

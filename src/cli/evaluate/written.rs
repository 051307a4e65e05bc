//! Annotated notes written another way, their marks where they were: the same names, and the same innocent
//! words, in small letters, in capitals, dictated, mistyped, scanned.

use super::measure::counts;
use super::{Mark, Noted};
use crate::cli::args::Written;
use crate::names::augment::{Manner, Random};

/// The notes so written; the slips of each note are the same each time.
pub fn notes(notes: Vec<Noted>, how: Written) -> Vec<Noted> {
    let manner = how.into();
    notes.into_iter().zip(1..).map(|(note, seed)| rewritten(note, &manner, seed)).collect()
}

impl From<Written> for Manner {
    fn from(how: Written) -> Manner {
        match how {
            Written::Lower => Manner::Lower,
            Written::Upper => Manner::Upper,
            Written::Dictated => Manner::Dictated,
            Written::Mistyped => Manner::Mistyped,
            Written::Scanned => Manner::Scanned,
        }
    }
}

/// One note. Marks may overlap; a mark of which no letter or digit is left goes. O(text + marks log marks).
fn rewritten(note: Noted, manner: &Manner, seed: u64) -> Noted {
    let mut cuts: Vec<usize> = note.spans.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut random, mut out) = (Random::new(seed), String::new());
    let mut letters = note.text.chars();
    // Where each cut comes to lie, in code points.
    let (mut at, mut length, mut moved) = (0, 0, Vec::with_capacity(cuts.len()));
    for &cut in &cuts {
        let piece: String = letters.by_ref().take(cut - at).collect();
        let before = out.len();
        manner.write(&piece, &mut random, &mut out);
        length += out[before..].chars().count();
        moved.push(length);
        at = cut;
    }
    manner.write(letters.as_str(), &mut random, &mut out);
    let place = |offset: usize| moved[cuts.partition_point(|&cut| cut < offset)];
    let mark = |mark: &Mark| Mark { start: place(mark.start), end: place(mark.end), ..mark.clone() };
    let letters: Vec<char> = out.chars().collect();
    let left = |mark: &Mark| letters[mark.start..mark.end].iter().any(|&c| counts(c));
    let spans = note.spans.iter().map(mark).filter(left).collect();
    Noted { text: out, spans, ..note }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str, spans: &[&str]) -> Noted {
        let place = |word: &&str| {
            let start = text[..text.find(word).unwrap()].chars().count();
            let end = start + word.chars().count();
            Mark { start, end, label: "PERSON".to_owned(), sub: None, strength: 1.0 }
        };
        let spans = spans.iter().map(place).collect();
        Noted { id: "a".to_owned(), genre: "letter".to_owned(), text: text.to_owned(), spans }
    }

    #[test]
    fn marks_cover_the_same_words_in_other_writing() {
        // Marks that overlap, that touch, of letters that change their number, of no letter at all.
        let gold = note("Dr İnce, ward 4:\nFrau Groß-Ó Sé.", &["İnce", "Frau Groß", "Groß", "-Ó Sé", "."]);
        let table: [(Written, &str, &[&str]); 3] = [
            (
                Written::Lower,
                "dr i\u{307}nce, ward 4:\nfrau groß-ó sé.",
                &["i\u{307}nce", "frau groß", "groß", "-ó sé"],
            ),
            (Written::Upper, "DR İNCE, WARD 4:\nFRAU GROSS-Ó SÉ.", &["İNCE", "FRAU GROSS", "GROSS", "-Ó SÉ"]),
            (
                Written::Dictated,
                "dr i\u{307}nce ward 4 frau großó sé",
                &["i\u{307}nce", "frau groß", "groß", "ó sé"],
            ),
        ];
        for (how, text, marked) in table {
            let copies = notes(vec![gold.clone()], how);
            assert_eq!(copies[0].text, text);
            let letters: Vec<char> = text.chars().collect();
            let got: Vec<String> =
                copies[0].spans.iter().map(|m| letters[m.start..m.end].iter().collect()).collect();
            assert_eq!(got, marked);
        }
    }

    #[test]
    fn slips_are_few_and_the_same_each_time() {
        let text = "Olive Illingworth told Colin so. ".repeat(40);
        let gold = note(&text, &["Olive Illingworth", "Colin"]);
        for how in [Written::Mistyped, Written::Scanned] {
            let [one, two] = [(); 2].map(|()| notes(vec![gold.clone()], how).remove(0));
            assert_eq!(one.text, two.text);
            assert!(one.text != text && one.text.len().abs_diff(text.len()) < text.len() / 20);
            assert_eq!(one.spans.len(), 2);
        }
    }
}

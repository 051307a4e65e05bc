//! Marked notes: what is learnt from.

use crate::detect::{Label, Sub};

/// A marked note. Offsets count bytes.
#[derive(Clone, Default)]
pub struct Gold {
    /// The text.
    pub text: String,
    /// Its marks, sorted and disjoint.
    pub spans: Vec<Mark>,
    /// Whether it is a few sentences written to be learnt from, not a note.
    pub is_fragment: bool,
}

impl Gold {
    /// The same note with its text written another way, `write` being told of each stretch of it.
    fn rewritten(&self, write: impl Fn(&str) -> String) -> Gold {
        let mut all = Gold { is_fragment: self.is_fragment, ..Gold::default() };
        let mut at = 0;
        for mark in &self.spans {
            all.text += &write(&self.text[at..mark.start]);
            let start = all.text.len();
            all.text += &write(&self.text[mark.start..mark.end]);
            all.spans.push(Mark { start, end: all.text.len(), ..*mark });
            at = mark.end;
        }
        all.text += &write(&self.text[at..]);
        all
    }

    /// The same note in small letters, and in capitals.
    pub fn caseless(&self) -> [Gold; 2] {
        [self.rewritten(str::to_lowercase), self.rewritten(str::to_uppercase)]
    }
}

/// One mark.
#[derive(Clone, Copy)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub label: Label,
    /// What it is, more finely, where that is a role.
    pub role: Option<Sub>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_where_they_were_in_other_letters() {
        let text = "Frau Groß, Straße 4, sees Dr İnce".to_owned();
        let of = |word: &str, label| {
            let start = text.find(word).unwrap();
            Mark { start, end: start + word.len(), label, role: None }
        };
        let spans =
            vec![of("Groß", Label::Person), of("Straße 4", Label::Address), of("İnce", Label::Person)];
        let note = Gold { text: text.clone(), spans, is_fragment: true };
        for (copy, want) in
            note.caseless().iter().zip([["groß", "straße 4", "i\u{307}nce"], ["GROSS", "STRASSE 4", "İNCE"]])
        {
            let marked: Vec<&str> = copy.spans.iter().map(|m| &copy.text[m.start..m.end]).collect();
            assert_eq!(marked, want);
            assert!(copy.is_fragment && copy.spans.iter().zip(&note.spans).all(|(a, b)| a.label == b.label));
        }
    }
}

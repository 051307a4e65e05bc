//! Whether people that were found are told to be who they are.

use super::gold::{Mark, Noted};
use super::measure::overlap;
use crate::names::role::ROLES;
use std::collections::BTreeMap;

/// Roles of found names. A gold name has the role of the finding that it shares most with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Names by gold role, in the order of `ROLES`, and by the role told; the last for none.
    pub told: [[usize; 5]; 4],
    /// Notes with a found name.
    pub notes: usize,
    /// Those of them in which every found name has its role.
    pub notes_right: usize,
    /// Names found more than once in a note in the same spelling and gold role.
    pub repeated: usize,
    /// Those of them that have one role throughout.
    pub agreed: usize,
}

impl Roles {
    /// Of findings, one list a note of `gold`. O(gold x findings of a note).
    pub fn new(gold: &[Noted], found: &[Vec<Mark>]) -> Self {
        let mut roles = Roles::default();
        for (note, found) in gold.iter().zip(found) {
            roles.note(note, found);
        }
        roles
    }

    fn note(&mut self, note: &Noted, found: &[Mark]) {
        let text: Vec<char> = note.text.to_lowercase().chars().collect();
        let mut names: BTreeMap<(usize, &[char]), Vec<usize>> = BTreeMap::new();
        for span in note.spans.iter().filter(|s| s.label == "PERSON") {
            let Some(is) = index(span) else { continue };
            let people = found.iter().filter(|f| f.label == "PERSON" && overlap(f, span));
            let shared = |f: &&Mark| f.end.min(span.end) - f.start.max(span.start);
            let Some(finding) = people.rev().max_by_key(shared) else { continue };
            let told = index(finding).unwrap_or(ROLES.len());
            self.told[is][told] += 1;
            let name = text.get(span.start..span.end).unwrap_or_default();
            names.entry((is, name)).or_default().push(told);
        }
        self.notes += usize::from(!names.is_empty());
        let right = names.iter().all(|((is, _), told)| told.iter().all(|t| t == is));
        self.notes_right += usize::from(!names.is_empty() && right);
        for told in names.values().filter(|told| told.len() > 1) {
            self.repeated += 1;
            self.agreed += usize::from(told.iter().all(|t| *t == told[0]));
        }
    }

    /// Found names.
    pub fn found(&self) -> usize {
        self.told.iter().flatten().sum()
    }

    /// Those of them whose role is right.
    pub fn right(&self) -> usize {
        (0..ROLES.len()).map(|k| self.told[k][k]).sum()
    }

    /// Whether any role was told.
    pub fn any(&self) -> bool {
        self.told.iter().any(|row| row[..ROLES.len()].iter().any(|&n| n > 0))
    }
}

fn index(mark: &Mark) -> Option<usize> {
    ROLES.iter().position(|r| mark.sub.as_deref() == Some(r.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_counted_by_what_they_are_and_what_was_told() {
        let mark = |start, end, sub: &str| Mark {
            start,
            end,
            label: "PERSON".to_owned(),
            sub: Some(sub.to_owned()),
            strength: 1.0,
        };
        let note = |text: &str, spans: Vec<Mark>| Noted {
            id: String::new(),
            genre: String::new(),
            text: text.to_owned(),
            spans,
        };
        // The first name is found in two parts, of which the longer counts; the last is missed.
        let first = note(
            "Ann Bell, ann bell, Dr Ode, Oz",
            vec![
                mark(0, 8, "patient"),
                mark(10, 18, "patient"),
                mark(23, 26, "staff"),
                mark(28, 30, "other"),
            ],
        );
        let found =
            vec![mark(0, 3, "staff"), mark(4, 8, "patient"), mark(10, 18, "relative"), mark(23, 26, "staff")];
        let second = note("Dr Ode", vec![mark(3, 6, "staff")]);
        let untold = Mark { sub: None, ..mark(3, 6, "") };
        let roles = Roles::new(&[first, second], &[found, vec![untold]]);
        let mut told = [[0; 5]; 4];
        (told[0][0], told[0][1], told[2][2], told[2][4]) = (1, 1, 1, 1);
        let want = Roles { told, notes: 2, notes_right: 0, repeated: 1, agreed: 0 };
        assert_eq!(roles, want);
        assert_eq!((roles.found(), roles.right(), roles.any()), (4, 2, true));
    }
}

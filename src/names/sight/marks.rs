//! What the careful tier is told of a token beside its word: the same sight as the tagger's, as a
//! short list of numbers, each the row of a table that is learnt.

use super::{SIDE, Sight};
use crate::names::evidence::TURNS;
use crate::names::features::bits;

/// How many marks there are.
pub const MARKS: usize = 240;

/// Where the marks of each kind begin.
mod from {
    pub const SHAPE: usize = 0;
    pub const GAP: usize = SHAPE + 24;
    pub const GIVEN: usize = GAP + 26;
    pub const SURNAME: usize = GIVEN + 26;
    pub const COMMON: usize = SURNAME + 26;
    pub const CLASS: usize = COMMON + 9;
    pub const PHRASE: usize = CLASS + 20;
    pub const FORM: usize = PHRASE + 20;
    pub const WAYS: usize = FORM + 28;
    pub const TITLE: usize = WAYS + 8;
    pub const RELATION: usize = TITLE + 5;
    pub const HEAD: usize = RELATION + 5;
    pub const STRONG_HEAD: usize = HEAD + 6;
    pub const TERM: usize = STRONG_HEAD + 1;
    pub const COLUMN: usize = TERM + 4;
    pub const LENGTH: usize = COLUMN + 5;
    pub const MANNER: usize = LENGTH + 8;
    pub const BREAKS: usize = MANNER + 3;
    pub const OPENS: usize = BREAKS + 1;
    pub const TURNS: usize = OPENS + 1;
    pub const TAKEN: usize = TURNS + 1;
}

const _: () = assert!(from::TAKEN <= MARKS);

impl Sight {
    /// The marks of token `i`, ascending, into `marks`.
    pub fn marks(&self, i: usize, marks: &mut Vec<u16>) {
        marks.clear();
        let t = &self.around(i)[SIDE];
        let mut add = |from: usize, kind: usize, most: usize| marks.push((from + kind.min(most)) as u16);
        add(from::SHAPE, t.shape.into(), 23);
        add(from::GAP, t.gap.into(), 25);
        add(from::GIVEN, t.given.into(), 25);
        add(from::SURNAME, t.surname.into(), 25);
        add(from::COMMON, t.common.into(), 8);
        for bit in bits(t.class) {
            add(from::CLASS, bit as usize, 19);
        }
        for bit in bits(t.phrase) {
            add(from::PHRASE, bit as usize, 19);
        }
        add(from::FORM, t.form.into(), 27);
        // The last of them has its row further on: rows that are learnt stay where they are.
        for bit in (0..8).filter(|bit| t.ways >> bit & 1 == 1) {
            add(from::WAYS, bit, 7);
        }
        add(from::TITLE, t.title.into(), 4);
        add(from::RELATION, t.relation.into(), 4);
        add(from::HEAD, t.head.into(), 5);
        if t.head_class > 0 {
            add(from::STRONG_HEAD, 0, 0);
        }
        add(from::TERM, t.term.into(), 3);
        add(from::COLUMN, t.column.into(), 4);
        add(from::LENGTH, self.line_of(t).into(), 7);
        add(from::MANNER, self.manner as usize, 2);
        if t.breaks {
            add(from::BREAKS, 0, 0);
        }
        if t.opens {
            add(from::OPENS, 0, 0);
        }
        if t.ways & TURNS != 0 {
            add(from::TURNS, 0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Atom, EDGE};
    use super::*;
    use crate::lexicon::Class;
    use crate::names::habit::Manner;

    /// The marks of a token alone in a line of so many.
    fn marks(atom: Atom, line: u16, manner: Manner) -> Vec<u16> {
        let sight = Sight {
            atoms: vec![EDGE, EDGE, atom, EDGE, EDGE],
            manner,
            lines: vec![line],
            phrases: Vec::new(),
        };
        let mut marks = vec![9];
        sight.marks(0, &mut marks);
        marks
    }

    /// A token that shows nothing.
    const PLAIN: Atom = Atom { shape: 0, gap: 0, breaks: false, ..EDGE };

    type Row = (fn(&mut Atom), &'static [u16], &'static [u16]);

    /// What is changed in a plain token, which marks go, and which come: the numbers are those that the
    /// careful tier has learnt.
    const TABLE: &[Row] = &[
        (|_| (), &[], &[]),
        (|t| t.shape = 7, &[0], &[7]),
        (|t| t.shape = 31, &[0], &[23]),
        (|t| t.gap = 25, &[24], &[49]),
        (|t| t.gap = 31, &[24], &[49]),
        (|t| t.given = 26, &[50], &[75]),
        (|t| t.surname = 3, &[76], &[79]),
        (|t| t.common = 9, &[102], &[110]),
        (|t| t.class = Class::PLACE.or(Class::WEEKDAY), &[], &[111, 128]),
        (|t| t.phrase = Class::PLACE.or(Class::WEEKDAY), &[], &[131, 148]),
        (|t| t.form = 25, &[151], &[176]),
        (|t| t.form = 40, &[151], &[178]),
        (|t| t.ways = 0b1000_0001, &[], &[179, 186]),
        (|t| t.ways = TURNS, &[], &[226]),
        (|t| t.title = 4, &[187], &[191]),
        (|t| t.relation = 5, &[192], &[196]),
        (|t| t.head = 5, &[197], &[202]),
        (|t| t.head_class = 1, &[], &[203]),
        (|t| t.term = 3, &[204], &[207]),
        (|t| t.column = 50, &[208], &[212]),
        (|t| t.breaks = true, &[], &[224]),
        (|t| t.opens = true, &[], &[225]),
        // What has no mark.
        (|t| (t.word, t.cluster, t.field, t.pattern) = (5, 6, 7, 8), &[], &[]),
    ];

    #[test]
    fn each_sight_has_a_mark_of_its_own() {
        let plain = [0, 24, 50, 76, 102, 151, 187, 192, 197, 204, 208, 214, 221];
        for (row, &(change, gone, come)) in TABLE.iter().enumerate() {
            let mut atom = PLAIN;
            change(&mut atom);
            let mut want: Vec<u16> = plain.into_iter().filter(|mark| !gone.contains(mark)).collect();
            want.extend(come);
            want.sort_unstable();
            assert_eq!(marks(atom, 1, Manner::Cased), want, "row {row}");
        }
        for (line, manner, want) in
            [(7, Manner::Cased, [220, 221]), (8, Manner::Lower, [220, 222]), (3, Manner::Upper, [216, 223])]
        {
            let got = marks(PLAIN, line, manner);
            assert_eq!(got[got.len() - 2..], want);
            assert_eq!(got[..got.len() - 2], plain[..plain.len() - 2]);
        }
    }
}

//! What the careful tier is told of a token beside its word: the same sight as the tagger's, as a
//! short list of numbers, each the row of a table that is learnt.

use super::{SIDE, Sight};
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
    pub const TAKEN: usize = OPENS + 1;
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
    }
}

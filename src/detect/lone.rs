//! Whether a number in words that stands by itself may be part of an identifier.
//!
//! "One", "first" and the like are common and hardly ever are: a text that has nothing else to be
//! reread is not read twice for them. What stands round the word says so: an age, a day or an address
//! is told by its neighbours.

use super::Window;
use super::address::{HOUSES, STREETS, WELSH_STREETS};
use super::date::BEFORE_DAY;
use super::needs::alternatives;
use crate::table::Table;
use crate::text::reading::{MONTHS, NTHS};
use crate::text::token::hash;
use std::sync::LazyLock;

/// What a word says of a number beside it: a set of bits.
type Meaning = u32;
const NTH: Meaning = 1;
const ONE: Meaning = 1 << 1;
/// No number by itself.
const NONE: Meaning = 1 << 2;
const THE: Meaning = 1 << 3;
const OF: Meaning = 1 << 4;
const MONTH: Meaning = 1 << 5;
/// The month that is a verb far more often.
const MAY: Meaning = 1 << 6;
const WEEKDAY: Meaning = 1 << 7;
/// Stands before a day.
const DAY: Meaning = 1 << 8;
/// Stands before an age.
const AGE: Meaning = 1 << 9;
/// Stands before an age and nothing else.
const AGED: Meaning = 1 << 10;
/// A person "of" an age.
const SOMEBODY: Meaning = 1 << 11;
const UNIT: Meaning = 1 << 12;
const OLD: Meaning = 1 << 13;
const BIRTHDAY: Meaning = 1 << 14;
const HALF: Meaning = 1 << 15;
/// A kind of street or house.
const STREET: Meaning = 1 << 16;
/// Stands before the number of a home.
const HOME: Meaning = 1 << 17;
/// May make an age of the number before it: "sixty something".
const SOMETHING: Meaning = 1 << 18;

#[rustfmt::skip]
const WORDS: &[(Meaning, &[&str])] = &[
    (ONE, &["one"]),
    (NONE, &["double", "triple", "treble", "oh", "o"]),
    (THE, &["the"]),
    (OF, &["of"]),
    (WEEKDAY, &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "weds", "thu",
        "thur", "thurs", "fri", "sat", "sun"]),
    (DAY, BEFORE_DAY.all()),
    // What a letter or a report dates: "compared with the twelfth", "dictated fourth of june".
    (DAY, &["birth", "birthday", "of", "dictated", "typed", "fashioned", "with", "to"]),
    (AGED, &["age", "aged", "turned", "turns", "turning"]),
    (AGE, &["age", "aged", "ages", "is", "was", "be", "at", "turned", "turns", "turning", "now", "only", "just", "nearly", "almost", "barely",
        "till", "until", "hes", "shes", "im", "s", "m", "mum", "dad", "son", "daughter"]),
    (SOMEBODY, &["man", "woman", "lady", "boy", "girl", "lad", "lass", "gentleman", "gent", "chap", "child", "patient", "age", "person"]),
    (UNIT, &["year", "years", "yr", "yrs", "yers", "month", "months", "mth", "mths", "week", "weeks", "wk", "wks", "day", "days"]),
    (OLD, &["old", "olds"]),
    (HALF, &["half"]),
    (SOMETHING, &["something"]),
    (BIRTHDAY, &["birthday", "bday"]),
    (HOME, &["flat", "flt", "apartment", "apt", "unit", "number", "no", "plot", "address", "at"]),
];

static MEANINGS: LazyLock<Table<Meaning>> = LazyLock::new(|| {
    let lists = [STREETS, HOUSES, WELSH_STREETS];
    let streets = || lists.into_iter().flat_map(alternatives);
    let listed = WORDS.iter().map(|(_, all)| all.len()).sum::<usize>();
    let count = listed + NTHS.len() + MONTHS.len() + streets().count();
    let mut words = Table::with_room(count);
    let mut add = |word: &str, meaning| *words.entry(hash(word.as_bytes())) |= meaning;
    for (meaning, all) in WORDS {
        all.iter().for_each(|word| add(word, *meaning));
    }
    NTHS.iter().for_each(|(word, _)| add(word, NTH));
    MONTHS.split(' ').for_each(|month| add(month, if month == "may" { MAY } else { MONTH }));
    streets().for_each(|word| add(word, STREET));
    words
});

/// Whether what stands round token `i`, a number in words with none beside it, makes more of it.
pub fn matters(w: &Window<'_>, i: usize) -> bool {
    let meaning = |at: usize| MEANINGS.get(w.tokens[at].hash).copied().unwrap_or(0);
    let own = meaning(i);
    // What the words before mean, nearest first, and those after, up to where a phrase ends.
    let (mut before, mut after) = ([0; 2], [0; 3]);
    for (k, before) in before.iter_mut().enumerate().take_while(|(k, _)| i > *k && goes_on(w, i - k - 1)) {
        *before = meaning(i - k - 1);
    }
    for (k, after) in after.iter_mut().enumerate().take_while(|(k, _)| goes_on(w, i + k)) {
        *after = meaning(i + k + 1);
    }
    if own & NTH != 0 { is_day(before, after) } else { is_count(w, i, own, before, after) }
}

/// Whether a word that is "first" or the like is a day of a month, or of a birth.
fn is_day(before: [Meaning; 2], after: [Meaning; 3]) -> bool {
    let dated = |meaning: Meaning| meaning & (DAY | MONTH | MAY | WEEKDAY) != 0;
    after[0] & (MONTH | MAY | BIRTHDAY) != 0
        || after[0] & OF != 0 && (after[1] & (MONTH | MAY) != 0 || after[2] & NTH != 0)
        || dated(before[0])
        || before[0] & THE != 0 && dated(before[1])
}

/// Whether a word that is "two" or the like is an age, a day, or the number of a home.
fn is_count(w: &Window<'_>, i: usize, own: Meaning, before: [Meaning; 2], after: [Meaning; 3]) -> bool {
    let aged = after[0] & UNIT != 0 && (after[1] | after[2]) & OLD != 0;
    let home = before[0] & HOME != 0 || after.iter().any(|meaning| meaning & STREET != 0);
    if own & NONE != 0 {
        return false;
    }
    if own & ONE != 0 {
        return aged || before[0] & (HOME | AGED) != 0;
    }
    let apart = |gap: &[u8]| gap.iter().any(|b| b",(.;:".contains(b));
    aged || home
        || before[0] & (AGE | MONTH) != 0
        || before[0] & OF != 0 && before[1] & SOMEBODY != 0
        || after[0] & MONTH != 0
        || after[2] & HALF != 0
        || after[0] & SOMETHING != 0
        || i > 0 && apart(w.gap_after(i - 1)) && w.gap_after(i).first().is_none_or(|b| !b" -".contains(b))
}

/// Whether nothing but blanks and hyphens stand between token `i` and the next, if there is one.
fn goes_on(w: &Window<'_>, i: usize) -> bool {
    i + 1 < w.tokens.len() && w.gap_after(i).iter().all(|b| b" -".contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenise;

    /// The number stands in brackets.
    const MATTERS: &[&str] = &[
        "the [ninth] of march",
        "born [fourth] july",
        "monday the [third]",
        "may the [fourth]",
        "seen on the [second]",
        "the [first] of the second forty",
        "her [fifth] birthday",
        "a [six] year old",
        "died at [three] days old",
        "he was [nine]",
        "she's [forty], she said",
        "a lad of [sixty]",
        "aged [ten]",
        "Jimmy Joe, [twelve]. He",
        "is [one] year old",
        "[six] and a half",
        "on [ten] june",
        "from [eleven] herdwick close",
        "flat [one]",
        "lives at [one] bevan house",
        "aged [one]",
        "a [six]-year-old",
        "off ([three]).",
        "on heol: [nine]",
        "is [two] ffordd las",
        "both [seventy] something",
    ];
    const DOES_NOT: &[&str] = &[
        "the [first] to laugh",
        "and the [third] she stopped",
        "[one] may mislead",
        "[one] of the gardens",
        "in March. [Six] shared",
        "for [three] weeks",
        "([two] years, too)",
        "off ([two] years, too)",
        "born\n[fourth] in line",
        "[one] june",
        "[oh] dear",
        "under [one] roof till the house",
        "a choir of [five]",
        "both six foot [four] in the door",
        "thursday [ten] past nine",
        "[double] the dose",
        "was [one] of them",
        "[two]",
    ];

    #[test]
    fn its_neighbours_tell_whether_a_number_in_words_matters() {
        let table = MATTERS.iter().map(|t| (t, true)).chain(DOES_NOT.iter().map(|t| (t, false)));
        for (marked, want) in table {
            let at = marked.find('[').expect(marked);
            let (text, mut tokens) = (marked.replace(['[', ']'], ""), Vec::new());
            tokenise(text.as_bytes(), 0, 0, &mut tokens);
            let w = Window::whole(text.as_bytes(), &tokens);
            let number = tokens.iter().position(|t| t.start == at).expect(marked);
            assert_eq!(matters(&w, number), want, "{marked}");
        }
    }
}

//! How a note is written: with capitals where they are usual, without, or in them throughout.

use crate::text::token::{Kind, Token};

/// Whenever more words than this are held, all count half: what is near counts most.
const MOST: u32 = 128;
/// What a word counts for, to be halved.
const WORD: u32 = 16;

/// The words of three letters and more met so far, by case.
#[derive(Clone, Copy, Default)]
pub struct Habit {
    /// In parts of a word, in the order of `Case`.
    cases: [u32; 5],
}

/// A manner of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// With capitals where they are usual.
    Cased,
    /// With hardly any capital.
    Lower,
    /// In capitals for the most part.
    Upper,
}

impl Habit {
    /// That of one stretch.
    pub fn of(tokens: &[Token]) -> Habit {
        let mut habit = Habit::default();
        habit.go_on(tokens);
        habit
    }

    /// Takes the next stretch. O(tokens).
    pub fn go_on(&mut self, tokens: &[Token]) {
        for token in tokens {
            self.cases[token.case as usize] += WORD * u32::from(token.kind == Kind::Word && token.len() > 2);
        }
        while self.cases.iter().sum::<u32>() > WORD * MOST {
            self.cases.iter_mut().for_each(|n| *n /= 2);
        }
    }

    /// How the note is written here.
    pub fn manner(&self) -> Manner {
        let [lower, title, initial, upper, mixed] = self.cases;
        let title = title + initial + mixed;
        match () {
            _ if upper > lower + title => Manner::Upper,
            _ if lower > 12 * (title + upper) => Manner::Lower,
            _ => Manner::Cased,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenise;

    fn after(stretches: &[&str]) -> Manner {
        let mut habit = Habit::default();
        for text in stretches {
            let mut tokens = Vec::new();
            tokenise(text.as_bytes(), 0, 0, &mut tokens);
            habit.go_on(&tokens);
        }
        habit.manner()
    }

    #[test]
    fn a_few_words_at_the_end_do_not_change_how_a_note_is_written() {
        const USUAL: &str =
            "Seen with Alan on Friday. Slept well and ate the lunch that Mrs Quayle had brought.";
        const LOWER: &str =
            "seen with alan on friday slept well and ate the lunch that mrs quayle had brought";
        const UPPER: &str = "SEEN WITH ALAN ON FRIDAY, SLEPT WELL AND ATE THE LUNCH";
        let (usual, lower) = (USUAL.repeat(40), LOWER.repeat(40));
        let cases: [(&[&str], Manner); 9] = [
            (&[], Manner::Cased),
            (&["120/80"], Manner::Cased),
            (&[USUAL], Manner::Cased),
            (&[LOWER], Manner::Lower),
            (&[UPPER], Manner::Upper),
            (&[USUAL, "thanks and see you there"], Manner::Cased),
            (&[LOWER, LOWER, "Thanks Alan"], Manner::Lower),
            (&[USUAL, &lower], Manner::Lower),
            (&[&usual, LOWER], Manner::Cased),
        ];
        for (stretches, want) in cases {
            assert_eq!(after(stretches), want, "{stretches:?}");
        }
    }

    #[test]
    fn a_manner_begins_one_above_its_bound() {
        // By case: small letters, a capital, an initial, capitals, mixed.
        let table = [
            ([0, 0, 0, 0, 0], Manner::Cased),
            ([1, 0, 0, 0, 0], Manner::Lower),
            ([0, 0, 0, 1, 0], Manner::Upper),
            // More in capitals than all else together.
            ([10, 5, 3, 20, 2], Manner::Cased),
            ([10, 5, 3, 21, 2], Manner::Upper),
            // More than twelve in small letters to one of all else together.
            ([120, 4, 2, 3, 1], Manner::Cased),
            ([121, 4, 2, 3, 1], Manner::Lower),
            ([12, 0, 0, 1, 0], Manner::Cased),
            ([13, 0, 0, 1, 0], Manner::Lower),
        ];
        for (cases, want) in table {
            assert_eq!(Habit { cases }.manner(), want, "{cases:?}");
        }
    }

    /// Words, so many of each; sixteen for each of them in small letters, with a capital, as an
    /// initial, in capitals and mixed.
    type Row = (&'static [(usize, &'static str)], [u32; 5], Manner);

    #[test]
    fn past_128_words_what_is_near_counts_most() {
        let counted = |stretches: &[(usize, &str)]| {
            let mut habit = Habit::default();
            for &(count, word) in stretches {
                let mut tokens = Vec::new();
                tokenise([word, " "].concat().repeat(count).as_bytes(), 0, 0, &mut tokens);
                habit.go_on(&tokens);
            }
            (habit.cases, habit.manner())
        };
        let table: [Row; 12] = [
            (&[(3, "ate"), (1, "Ode"), (1, "McOde")], [48, 16, 0, 0, 16], Manner::Cased),
            // Words of two letters and figures tell nothing.
            (&[(9, "OK"), (9, "J"), (9, "120"), (9, "4mg")], [0; 5], Manner::Cased),
            (&[(128, "ate")], [2048, 0, 0, 0, 0], Manner::Lower),
            (&[(129, "ate")], [1032, 0, 0, 0, 0], Manner::Lower),
            (&[(300, "ate")], [1200, 0, 0, 0, 0], Manner::Lower),
            (&[(128, "ate"), (1, "WARD")], [1024, 0, 0, 8, 0], Manner::Lower),
            (&[(64, "ate"), (64, "WARD")], [1024, 0, 0, 1024, 0], Manner::Cased),
            (&[(64, "ate"), (65, "WARD")], [512, 0, 0, 520, 0], Manner::Upper),
            // Twice as many before, and they are outweighed.
            (&[(129, "ate"), (64, "WARD")], [516, 0, 0, 512, 0], Manner::Cased),
            (&[(129, "ate"), (65, "WARD")], [516, 0, 0, 520, 0], Manner::Upper),
            (&[(129, "WARD"), (5, "ate")], [80, 0, 0, 1032, 0], Manner::Upper),
            (&[(129, "WARD"), (65, "ate")], [520, 0, 0, 516, 0], Manner::Cased),
        ];
        for (stretches, cases, manner) in table {
            assert_eq!(counted(stretches), (cases, manner), "{stretches:?}");
        }
    }
}

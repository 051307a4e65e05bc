//! Who speaks: a word or a name at the head of a turn of talk, as chats, minutes and records of meetings have it.

use crate::detect::Window;
use crate::text::token::{Case, Kind, Token};
use crate::words::{Words, words};

/// Whether token `i` is of who speaks: alone before what is said, or of a name with nothing but a time on its line.
pub(super) fn speaks(w: &Window<'_>, i: usize) -> bool {
    is_announced(w, i) || heads_turn(w, i)
}

/// Whether a word is all that stands on its line before what is said or written under it: "Joss: on my way".
fn is_announced(w: &Window<'_>, i: usize) -> bool {
    let colon =
        matches!(w.gap_after(i), [b':', ..] | [b'.', b':', ..] | [b' ', b':', b' ' | b'\r' | b'\n', ..]);
    (colon || is_tagged(w, i) || is_stamped(w, i)) && opens_line(w, i)
}

/// What someone is in a talk or on a form, none of which is borne as a name by more than a few.
#[rustfmt::skip]
const PARTS: &Words = words![
    "trainer", "trainee", "mentor", "mentee", "facilitator", "facil", "leader", "supervisor", "supervisee", "student",
    "presenter", "speaker", "interviewer", "assessor", "examiner", "tutor", "consultant", "cons", "registrar", "sho",
    "spr", "doctor", "nurse", "midwife", "physio", "therapist", "counsellor", "psychiatrist", "psychologist",
    "pharmacist", "paramedic", "interpreter", "caller", "operator", "secretary", "surgeon", "reporter", "author",
    "manager", "coordinator", "participant", "observer", "moderator", "patient", "client",
];

/// Whether a word says what someone is in a talk or on a form, and not who: "Trainer: what was asked?"
pub(super) fn is_part_played(w: &Window<'_>, i: usize) -> bool {
    PARTS.has(w.word(i)) && is_announced(w, i)
}

/// Whether a time of day is written at token `k` and the next: "7:05", "07.05".
fn is_time(w: &Window<'_>, k: usize) -> bool {
    let number = |k: usize| w.tokens.get(k).filter(|t| t.kind == Kind::Number).map_or(0, Token::len);
    match (number(k), number(k + 1)) {
        (1 | 2, 2) if w.gap_after(k) == b":" => true,
        // "4.10" is a reading.
        (2, 2) => w.gap_after(k) == b".",
        _ => false,
    }
}

/// Whether token `i` stands in pointed brackets, as chats tell who writes: "<joss> on my way".
fn is_tagged(w: &Window<'_>, i: usize) -> bool {
    w.gap_after(i).starts_with(b"> ") && w.gap_before(i).ends_with(b"<")
}

/// Whether a time and a colon stand after token `i`: "Joss 07:05: ".
fn is_stamped(w: &Window<'_>, i: usize) -> bool {
    matches!(w.gap_after(i), b" " | b", ") && is_time(w, i + 1) && w.gap_after(i + 2).first() == Some(&b':')
}

/// What stands in small letters before a surname: "ap Gwilym, Ada 10:04".
#[rustfmt::skip]
const PARTICLES: &Words = words![
    "ap", "ab", "af", "al", "el", "bin", "binti", "binte", "ibn", "bint", "ben", "da", "das", "dos", "de", "del", "della",
    "der", "den", "di", "du", "la", "le", "van", "von", "zu", "ter", "ten", "nic", "mac", "ui", "ní",
];

/// Whether token `i` is of a name that heads a turn of talk: two to four words with capitals, or particles before
/// such, and a time are all of the line, "Quayle, Ada 10:04".
fn heads_turn(w: &Window<'_>, i: usize) -> bool {
    const MOST_WORDS: usize = 4;
    let blanks = |gap: &[u8]| gap.iter().all(|b| matches!(b, b' ' | b'\t'));
    let capital = |k: usize| w.tokens.get(k).is_some_and(|t| t.kind == Kind::Word && t.is_capitalised());
    let particle =
        |k: usize| w.tokens.get(k).is_some_and(|t| t.case == Case::Lower) && PARTICLES.has(w.word(k));
    let named = |k: usize| capital(k) || particle(k);
    let joined = |gap: &[u8]| matches!(gap, b" " | b", " | b"-" | b"'");
    let starts = |k: usize| k == 0 || w.gap_before(k).contains(&b'\n');
    let timed = |k: usize| is_time(w, k) && !w.gap_before(k).is_empty() && blanks(w.gap_before(k));
    if !named(i) || !(joined(w.gap_after(i)) && named(i + 1) || timed(i + 1)) {
        return false;
    }
    let end = (i + 1..=i + MOST_WORDS).find(|&k| !(named(k) && joined(w.gap_before(k))));
    let first = (i.saturating_sub(MOST_WORDS)..=i)
        .rev()
        .find(|&k| starts(k) || !(named(k - 1) && joined(w.gap_before(k))));
    end.zip(first).is_some_and(|(end, first)| {
        let ends = || match w.gap_after(end + 1).iter().find(|b| !matches!(b, b' ' | b'\t')) {
            Some(b) => matches!(b, b'\n' | b'\r'),
            None => w.tokens.get(end + 2).is_none(),
        };
        let words = first..end;
        let capitals = words.clone().filter(|&k| capital(k)).count();
        starts(first)
            && (2..=MOST_WORDS).contains(&words.len())
            && (capitals > 1 || words.len() == 2 && capitals == 1 && particle(first))
            && capital(end - 1)
            && timed(end)
            && ends()
    })
}

/// Whether nothing but figures stands between the start of the line and token `i`.
fn opens_line(w: &Window<'_>, i: usize) -> bool {
    const LONGEST_STAMP: usize = 6;
    for k in (i.saturating_sub(LONGEST_STAMP)..=i).rev() {
        if k == 0 || w.gap_before(k).contains(&b'\n') {
            return true;
        }
        if w.tokens[k - 1].kind != Kind::Number {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenise;

    #[test]
    fn a_part_played_stands_before_what_is_said_and_is_no_name() {
        for (text, want) in [
            ("Trainer: what was asked?", true),
            ("plan agreed\nstudent: may we stay", true),
            ("MENTEE: mixed, I did", true),
            ("Cons.: right", true),
            ("[10:04] Facilitator: go on", true),
            ("Leader: may we stay in it", true),
            // Initials, and jobs that are names.
            ("SW: which one", false),
            ("Dean: thanks", false),
            ("Baker: I think so", false),
            ("Reg: home today", false),
            ("Usher: day 2", false),
            ("Prior: bloods chased", false),
            // Nothing is said.
            ("Trainer what was asked?", false),
            ("the trainer: she asked", false),
            ("Quayle, trainer: asked", false),
        ] {
            let mut tokens = Vec::new();
            tokenise(text.as_bytes(), 0, 0, &mut tokens);
            let w = Window::whole(text.as_bytes(), &tokens);
            assert_eq!((0..tokens.len()).any(|i| is_part_played(&w, i)), want, "{text:?}");
        }
    }

    /// Whether a word of a text speaks somewhere in it.
    fn speaks_in(text: &str, word: &str) -> bool {
        let mut tokens = Vec::new();
        tokenise(text.as_bytes(), 0, 0, &mut tokens);
        let w = Window::whole(text.as_bytes(), &tokens);
        tokens.iter().enumerate().any(|(i, t)| text[t.start..t.end] == *word && speaks(&w, i))
    }

    #[test]
    fn a_name_and_a_time_alone_on_a_line_head_a_turn() {
        let table = [
            ("Quayle, Ada 10:04\non my way", true),
            ("Ada Quayle 9:05\r\non my way", true),
            ("Quayle, Ada 10:04 \non my way", true),
            ("Ada Quayle 10:04", true),
            // As meetings are written down: more blanks, and particles.
            ("Quayle, Ada   10:04\non my way", true),
            ("Ada Quayle\t10:04\non my way", true),
            ("ap Quayle, Ada   10:04\non my way", true),
            ("Ada van der Quayle 10:04\non my way", true),
            ("Ada Quayle, 10:04\non my way", false),
            ("Ada  Quayle 10:04\non my way", false),
            ("Quayle de la 10:04\non my way", false),
            ("de Quayle 10:04\non my way", true),
            ("Ada\n10:04\nQuayle", false),
            ("Ada Quayle 2.35\non my way", false),
            ("fine\nAda May Smith-Quayle 10:04", true),
            ("Quayle 10:04\non my way", false),
            ("Ada Quayle 10:04 on my way", false),
            ("seen Ada Quayle 10:04\nwell", false),
            ("Ada quayle 10:04\nwell", false),
            ("Ada Quayle 104\nwell", false),
            ("Ada May Ann Smith Quayle 10:04\nwell", false),
        ];
        for (text, want) in table {
            assert_eq!(
                (speaks_in(text, "Ada"), speaks_in(text, "Quayle")),
                (want && text.contains("Ada"), want),
                "{text:?}"
            );
        }
    }

    #[test]
    fn who_speaks_stands_alone_before_a_colon_with_or_without_a_time() {
        let table = [
            ("joss: on my way", true),
            ("[07:05] joss: on my way", true),
            ("07:05 joss: on my way", true),
            ("joss 07:05: on my way", true),
            ("joss 07.05: on my way", true),
            ("plan\njoss, 07:05: on my way", true),
            ("joss 07:05 on my way", false),
            ("joss 7: on my way", false),
            ("seen joss 07:05: well", false),
            ("joss on 07:05: well", false),
            ("joss 7:05: on my way", true),
            ("joss 2.35: low", false),
            ("plan\n<joss> on my way", true),
            ("[07:05] <joss> on my way", true),
            ("<joss>on my way", false),
            ("if <joss> on my way", false),
            ("joss.: on my way", true),
            ("joss : on my way", true),
            ("joss. on my way: yes", false),
            ("joss :)", false),
            // What opens an item of a page looks like a chat's speaker.
            ("<joss> item", true),
            ("Quayle, joss 10:04\non my way", false),
        ];
        for (text, want) in table {
            assert_eq!(speaks_in(text, "joss"), want, "{text:?}");
        }
    }
}

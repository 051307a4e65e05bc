//! Numbers and letters said aloud.

use crate::table::Table;
use crate::text::token::hash;
use std::sync::LazyLock;

/// What a word adds to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// One to nine, or nought.
    Unit(u16),
    /// "oh", which is a nought beside digits alone.
    Oh,
    /// Ten to nineteen.
    Teen(u16),
    /// Twenty to ninety.
    Tens(u16),
    /// First to thirtieth.
    Nth(u16),
    /// "hundred" or "thousand".
    Power(u16),
    /// "double" or "triple".
    Times(u8),
}

const UNITS: &[(&str, u16)] = &[
    ("zero", 0),
    ("nought", 0),
    ("naught", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("niner", 9),
];
const TEENS: &[&str] = &[
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[(&str, u16)] = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
/// Days as they are said.
pub(crate) const NTHS: &[(&str, u16)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
];

/// What a word may be in a dictated number or code.
#[derive(Clone, Copy, Default)]
pub(super) struct Heard {
    /// What it adds to a number.
    pub said: Option<Said>,
    /// The letter that it stands for in the spelling alphabet of radio and telephone.
    pub letter: Option<u8>,
}

static WORDS: LazyLock<Table<Heard>> = LazyLock::new(|| {
    let units = UNITS.iter().map(|&(w, n)| (w, Said::Unit(n)));
    let teens = TEENS.iter().zip(10..).map(|(&w, n)| (w, Said::Teen(n)));
    let tens = TENS.iter().map(|&(w, n)| (w, Said::Tens(n)));
    let nths = NTHS.iter().map(|&(w, n)| (w, Said::Nth(n)));
    let others = [
        ("oh", Said::Oh),
        ("o", Said::Oh),
        ("hundred", Said::Power(100)),
        ("thousand", Said::Power(1000)),
        ("double", Said::Times(2)),
        ("triple", Said::Times(3)),
        ("treble", Said::Times(3)),
    ];
    let all = units.chain(teens).chain(tens).chain(nths).chain(others);
    let mut words: Table<Heard> = Table::with_room(128);
    for (word, said) in all {
        words.entry(hash(word.as_bytes())).said = Some(said);
    }
    for word in ALPHABET.iter().chain([&ZED]) {
        words.entry(hash(word.as_bytes())).letter = Some(word.as_bytes()[0]);
    }
    words
});

/// What the word of that hash may be, where it may be anything.
pub(super) fn heard(hash: u64) -> Option<&'static Heard> {
    WORDS.get(hash)
}

/// The one letter whose name is a word that is nothing else.
pub(super) const ZED: &str = "zed";

/// The spelling alphabet of radio and telephone.
#[rustfmt::skip]
const ALPHABET: &[&str] = &[
    "alpha", "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet",
    "juliett", "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango",
    "uniform", "victor", "whiskey", "whisky", "xray", "yankee", "zulu",
];

/// A word of a run: what it says, or its own text.
#[derive(Clone, Copy)]
pub(super) enum Word<'a> {
    /// A number word.
    Said(Said),
    /// "and" within a number.
    And,
    /// A letter by itself.
    Letter(u8),
    /// Figures.
    Figures(&'a [u8]),
}

/// A piece of a run: its text, and the words from `from` to `to` that it stands for.
pub(super) struct Piece {
    pub text: String,
    pub from: usize,
    pub to: usize,
    pub kind: Joins,
}

/// How a piece joins its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joins {
    /// Single digits and figures: without blanks between them.
    Digits,
    /// Numbers of several digits, and ordinals: with blanks.
    Apart,
    /// Letters: without blanks in a spelled run.
    Letters,
}

/// The pieces of a run of words.
pub(super) fn pieces(words: &[Word<'_>]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (text, used, kind) = piece(&words[at..], at > 0);
        if used == 0 {
            at += 1;
            continue;
        }
        out.push(Piece { text, from: at, to: at + used, kind });
        at += used;
    }
    out
}

fn piece(words: &[Word<'_>], follows: bool) -> (String, usize, Joins) {
    use Said::{Nth, Oh, Teen, Tens, Times, Unit};
    let none = (String::new(), 0, Joins::Apart);
    match (words[0], words.get(1).copied()) {
        (Word::Letter(b), _) => (char::from(b).to_string(), 1, Joins::Letters),
        (Word::Figures(f), _) => (String::from_utf8_lossy(f).into_owned(), 1, Joins::Digits),
        (Word::Said(Nth(n)), _) => (ordinal(n), 1, Joins::Apart),
        (Word::Said(Tens(t)), Some(Word::Said(Nth(n @ 1..=9)))) => (ordinal(t + n), 2, Joins::Apart),
        (Word::Said(Times(n)), Some(Word::Said(Unit(d)))) => {
            (d.to_string().repeat(n.into()), 2, Joins::Digits)
        }
        (Word::Said(Times(n)), Some(Word::Said(Oh))) => ("0".repeat(n.into()), 2, Joins::Digits),
        (Word::Said(Times(n)), Some(Word::Figures([d]))) => {
            (char::from(*d).to_string().repeat(n.into()), 2, Joins::Digits)
        }
        (Word::Said(Times(n)), Some(Word::Letter(b))) => {
            (char::from(b).to_string().repeat(n.into()), 2, Joins::Letters)
        }
        (Word::Said(Oh), next) => {
            let beside = follows
                || matches!(next, Some(Word::Said(Unit(_) | Oh | Teen(_) | Tens(_)) | Word::Figures(_)));
            if beside { ("0".into(), 1, Joins::Digits) } else { none }
        }
        (Word::Said(Unit(_) | Teen(_) | Tens(_)), _) => cardinal(words),
        _ => none,
    }
}

/// A number below a hundred and the words it takes.
fn small(words: &[Word<'_>]) -> Option<(u16, usize)> {
    use Said::{Teen, Tens, Unit};
    match (words.first()?, words.get(1)) {
        (Word::Said(Tens(t)), Some(Word::Said(Unit(u @ 1..=9)))) => Some((t + u, 2)),
        (Word::Said(Tens(n) | Teen(n) | Unit(n)), _) => Some((*n, 1)),
        _ => None,
    }
}

fn cardinal(words: &[Word<'_>]) -> (String, usize, Joins) {
    let Some((n, used)) = small(words) else { return (String::new(), 0, Joins::Apart) };
    let rest = &words[used..];
    // "nineteen eighty nine", "twenty twelve", "nineteen oh five"
    if matches!(n, 18..=20) {
        match (small(rest), rest.first(), rest.get(1)) {
            (Some((tail @ 10.., more)), ..) => return (format!("{n}{tail}"), used + more, Joins::Apart),
            (None, Some(Word::Said(Said::Oh)), Some(Word::Said(Said::Unit(u)))) => {
                return (format!("{n}0{u}"), used + 2, Joins::Apart);
            }
            _ => {}
        }
    }
    if let Some(Word::Said(Said::Power(power))) = rest.first()
        && n > 0
    {
        let and = usize::from(matches!(rest.get(1), Some(Word::And)));
        // "nine hundred four seven one" goes on digit by digit.
        let digit = |at: usize| matches!(rest.get(at), Some(Word::Said(Said::Unit(_) | Said::Oh)));
        let row = and == 0 && digit(1) && digit(2);
        let (tail, more) = match small(&rest[1 + and..]) {
            Some((tail, more)) if !row => (tail, 1 + and + more),
            _ => (0, 1),
        };
        return ((u32::from(n) * u32::from(*power) + u32::from(tail)).to_string(), used + more, Joins::Apart);
    }
    let kind = if n < 10 { Joins::Digits } else { Joins::Apart };
    (n.to_string(), used, kind)
}

fn ordinal(n: u16) -> String {
    let ending = match (n % 10, n / 10) {
        (1, t) if t != 1 => "st",
        (2, t) if t != 1 => "nd",
        (3, t) if t != 1 => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

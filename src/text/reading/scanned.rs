//! What scanners confuse: O and 0, l and 1 and I.

use crate::text::token::{Kind, Token};

/// Endings that a number keeps.
const ENDINGS: &[&[u8]] =
    &[b"st", b"nd", b"rd", b"th", b"yrs", b"yr", b"yo", b"am", b"pm", b"mg", b"ml", b"kg", b"cm", b"mm"];

/// The digit that a letter is mistaken for.
fn digit_of(b: u8) -> Option<u8> {
    match b {
        b'O' | b'o' | b'Q' => Some(b'0'),
        b'l' | b'I' | b'i' => Some(b'1'),
        _ => None,
    }
}

/// Whether a token might be rewritten: cheap, and never wrong to say yes.
pub(super) fn is_doubtful(word: &[u8], kind: Kind) -> bool {
    match kind {
        Kind::Mixed => true,
        Kind::Word if word[0].is_ascii_uppercase() && inward(word).is_some() => true,
        Kind::Word => word.len() <= 2 && word.iter().all(|&b| digit_of(b).is_some()) || has_capital_end(word),
        Kind::Number | Kind::Label => false,
    }
}

/// Whether [`reread`], [`outward`] or [`inward`] might write a token otherwise, likewise.
pub(super) fn may_be_misread(word: &[u8], kind: Kind) -> bool {
    let confused = |b: u8| digit_of(b).is_some();
    match kind {
        Kind::Mixed => {
            let half = word.len() <= 4 && word.iter().any(|&b| confused(b) || b == b'0');
            half || number(word).is_some() || letters(word).is_some()
        }
        Kind::Word => {
            let half = match *word {
                [a] => confused(a),
                [a, .., b] if word.len() <= 4 => {
                    confused(b) && (a.is_ascii_uppercase() || word.len() == 2 && confused(a))
                        || word.len() == 3 && confused(a) && word[1].is_ascii_uppercase()
                }
                _ => false,
            };
            half || has_capital_end(word)
        }
        Kind::Number | Kind::Label => false,
    }
}

/// "ApriI": a capital I after small letters.
fn has_capital_end(word: &[u8]) -> bool {
    word.len() > 3 && word.ends_with(b"I") && word[1..word.len() - 1].iter().all(u8::is_ascii_lowercase)
}

/// The token as it was before scanning, where that differs. `near` says whether figures with a
/// date's separator stand on both sides, or a month after it.
pub(super) fn reread(word: &[u8], token: &Token, near: bool) -> Option<Vec<u8>> {
    match token.kind {
        Kind::Number | Kind::Label => None,
        Kind::Word if near && word.len() <= 2 => word.iter().map(|&b| digit_of(b)).collect(),
        Kind::Word if has_capital_end(word) => {
            let mut out = word.to_vec();
            out[word.len() - 1] = b'l';
            Some(out)
        }
        Kind::Word => None,
        Kind::Mixed => number(word).or_else(|| letters(word)),
    }
}

fn number(word: &[u8]) -> Option<Vec<u8>> {
    let tail = word.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    let ends = ENDINGS.iter().find(|end| {
        tail >= end.len()
            && word.len() > end.len()
            && word[word.len() - end.len()..].eq_ignore_ascii_case(end)
    });
    let core = word.len() - ends.map_or(0, |end| end.len());
    let mut out = word.to_vec();
    let mut changed = false;
    for at in 0..core {
        if word[at].is_ascii_digit() {
            continue;
        }
        let between =
            at > 0 && at + 1 < core && word[at - 1].is_ascii_digit() && word[at + 1].is_ascii_digit();
        out[at] = match (digit_of(word[at]), word[at]) {
            (Some(digit), _) => digit,
            (None, b'S') if between => b'5',
            (None, b'B') if between => b'8',
            (None, b'Z') if between => b'2',
            _ => return None,
        };
        changed = true;
    }
    changed.then_some(out)
}

/// "Ju1y", "0ct", "Burn1ey": a nought or a one among letters.
fn letters(word: &[u8]) -> Option<Vec<u8>> {
    let digits = word.iter().filter(|b| b.is_ascii_digit()).count();
    let only = word.iter().all(|b| b.is_ascii_alphabetic() || matches!(b, b'0' | b'1'));
    if !only || word.len() < 3 || digits * 2 >= word.len() || word[0] == b'1' {
        return None;
    }
    let out = word.iter().enumerate().map(|(at, &b)| match b {
        b'0' if at == 0 => b'O',
        b'0' => b'o',
        b'1' => b'l',
        b => b,
    });
    Some(out.collect())
}

/// The outward half of a postcode as it was before scanning: "OLl4", "M2O", "S0l6".
pub(super) fn outward(word: &[u8]) -> Option<Vec<u8>> {
    let sure = word[0].is_ascii_uppercase() || word.iter().any(u8::is_ascii_digit);
    if !(2..=4).contains(&word.len()) || !word[0].is_ascii_alphabetic() || !sure {
        return None;
    }
    let second = match word[1] {
        b'0' => b'O',
        b => b,
    };
    let digits = |from: usize| -> Option<Vec<u8>> {
        let rest: Option<Vec<u8>> =
            word[from..].iter().map(|&b| if b.is_ascii_digit() { Some(b) } else { digit_of(b) }).collect();
        rest.filter(|r| matches!(r.len(), 1 | 2) && r[0] != b'0')
    };
    if let Some(rest) = digits(1) {
        return Some([&word[..1], &rest].concat());
    }
    let rest = if second.is_ascii_alphabetic() { digits(2)? } else { return None };
    Some([&[word[0], second], &rest[..]].concat())
}

/// The inward half: "5EJ", "lFG".
pub(super) fn inward(word: &[u8]) -> Option<Vec<u8>> {
    let [first, a, b] = *word else { return None };
    let digit = match first {
        b'0'..=b'9' => first,
        _ if a.is_ascii_uppercase() => digit_of(first)?,
        _ => return None,
    };
    let letter = |b: u8| b.is_ascii_alphabetic() && !b"CIKMOV".contains(&b.to_ascii_uppercase());
    let alike = a.is_ascii_uppercase() == b.is_ascii_uppercase();
    (letter(a) && letter(b) && alike).then(|| vec![digit, a, b])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenise;

    /// Every token of up to four letters that matter here.
    fn tokens() -> impl Iterator<Item = Vec<u8>> {
        const LETTERS: &[u8] = b"lIiOoQSBAaxC015\xFF";
        (1..=4u32).flat_map(|n| {
            (0..LETTERS.len().pow(n)).map(move |mut k| {
                let letter = |_| {
                    let letter = LETTERS[k % LETTERS.len()];
                    k /= LETTERS.len();
                    letter
                };
                (0..n).map(letter).collect()
            })
        })
    }

    #[test]
    fn most_short_words_are_no_misreading() {
        for (word, want) in [
            ("is", false),
            ("of", false),
            ("oil", false),
            ("Said", false),
            ("OLl4", true),
            ("lFG", true),
            ("lO", true),
        ] {
            let kind = if word.contains('4') { Kind::Mixed } else { Kind::Word };
            assert_eq!(may_be_misread(word.as_bytes(), kind), want, "{word}");
        }
    }

    #[test]
    fn what_is_no_misreading_is_written_otherwise_by_nothing() {
        for word in tokens() {
            let mut all = Vec::new();
            tokenise(&word, 0, 0, &mut all);
            let [token] = &all[..] else { panic!("one token") };
            if may_be_misread(&word, token.kind) {
                continue;
            }
            let written =
                [outward(&word), inward(&word), reread(&word, token, true), reread(&word, token, false)];
            assert!(
                written.iter().flatten().all(|other| *other == word),
                "{:?}",
                word.escape_ascii().to_string()
            );
        }
    }
}

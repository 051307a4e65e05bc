//! How a copy of a note is written: case, dictation, slips of the pen, scanning.

use super::Random;

/// How a copy is written.
pub enum Manner {
    /// As the note is.
    AsIs,
    /// In small letters.
    Lower,
    /// In capitals.
    Upper,
    /// In small letters on one line, with hardly any punctuation.
    Dictated,
    /// One letter in seventy or so left out or typed twice.
    Mistyped,
    /// Some letters taken for figures or others, some gaps wider.
    Scanned,
}

impl Manner {
    /// One at random, most often as the note is.
    pub(super) fn draw(random: &mut Random) -> Manner {
        match random.below(100) {
            0..60 => Manner::AsIs,
            60..75 => Manner::Lower,
            75..81 => Manner::Upper,
            81..88 => Manner::Dictated,
            88..94 => Manner::Mistyped,
            _ => Manner::Scanned,
        }
    }

    /// Appends `text` so written.
    pub fn write(&self, text: &str, random: &mut Random, out: &mut String) {
        match self {
            Manner::AsIs => out.push_str(text),
            Manner::Lower => out.push_str(&text.to_lowercase()),
            Manner::Upper => out.push_str(&text.to_uppercase()),
            Manner::Dictated => {
                let plain = text.to_lowercase();
                out.extend(plain.chars().map(|c| if c == '\n' { ' ' } else { c }).filter(|c| {
                    !matches!(c, ',' | '.' | ':' | ';' | '(' | ')' | '"' | '?' | '!' | '\'' | '-')
                }));
            }
            Manner::Mistyped => {
                for c in text.chars() {
                    match (c.is_alphabetic() && random.chance(2), random.below(3)) {
                        (true, 0) => {}
                        (true, 1) => out.extend([c, c]),
                        _ => out.push(c),
                    }
                }
            }
            Manner::Scanned => {
                for c in text.chars() {
                    out.push(match (c, random.below(100)) {
                        ('l', 0..12) => '1',
                        ('I', 0..20) => 'l',
                        ('o', 0..5) => '0',
                        ('O', 0..10) => '0',
                        _ => c,
                    });
                    if c == ' ' && random.chance(8) {
                        out.push(' ');
                    }
                }
            }
        }
    }
}

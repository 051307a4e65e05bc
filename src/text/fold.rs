//! Folding: the note as plain ASCII for matching, with a way back to the original bytes.
//!
//! Curly quotes, dashes, no-break and full-width characters, accents, soft hyphens, Windows-1252
//! remains and UTF-8 read as Windows-1252 ("mojibake") become what the writer meant. Letters of
//! other scripts become [`LETTER`], other symbols [`SYMBOL`]; nothing is ever lost from a span,
//! since each folded byte remembers where its character began.

use unicode_normalization::char::decompose_compatible;

/// Bytes from here on stand for letters that have no ASCII form: the same letter by the same byte,
/// several letters by one.
pub const LETTER: u8 = 0x80;
/// Stands for a symbol that has no ASCII form (emoji, arrows, ...).
pub const SYMBOL: u8 = 0x02;

/// Folded bytes and, for each, the original offset of its character.
#[derive(Default)]
pub struct Folded {
    bytes: Vec<u8>,
    /// Original start of each folded byte; `None` while the text has been ASCII throughout.
    starts: Option<Vec<u32>>,
    /// Original length so far, in bytes.
    original: usize,
}

impl Folded {
    /// Folds `text` whole.
    pub fn new(text: &str) -> Self {
        let mut folded = Folded::default();
        folded.push(text);
        folded
    }

    /// Folds `text` after what is there already. Pieces may be cut anywhere but inside a
    /// character; mojibake and combining marks cut in two are folded less well, not wrongly.
    pub fn push(&mut self, text: &str) {
        if text.is_ascii() && self.starts.is_none() {
            self.bytes.extend_from_slice(text.as_bytes());
            self.original += text.len();
            return;
        }
        let starts = self.starts.get_or_insert_with(|| (0..self.original as u32).collect());
        let base = self.original;
        let mut at = 0;
        loop {
            // Runs of ASCII are copied.
            let rest = &text.as_bytes()[at..];
            let plain = rest.iter().position(|b| !b.is_ascii()).unwrap_or(rest.len());
            self.bytes.extend_from_slice(&rest[..plain]);
            starts.extend((base + at) as u32..(base + at + plain) as u32);
            at += plain;
            let Some(c) = text[at..].chars().next() else { break };
            let (meant, length) = mojibake(&text[at..]).unwrap_or((c, c.len_utf8()));
            fold_char(meant, &mut |b: u8| {
                self.bytes.push(b);
                starts.push((base + at) as u32);
            });
            at += length;
        }
        self.original += text.len();
    }

    /// The folded bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Original offset of the character that folded byte `at` came from; `at` may be the length.
    pub fn start(&self, at: usize) -> usize {
        match &self.starts {
            None => at,
            Some(starts) => starts.get(at).map_or(self.original, |&s| s as usize),
        }
    }

    /// Original end of a folded range that ends at `at`: where the next character begins.
    pub fn end(&self, at: usize) -> usize {
        match &self.starts {
            None => at,
            Some(starts) => {
                let last = starts[at - 1];
                let next = starts[at..].iter().find(|&&s| s > last);
                next.map_or(self.original, |&s| s as usize)
            }
        }
    }

    /// Original length, in bytes.
    pub fn original_len(&self) -> usize {
        self.original
    }

    /// Forgets the first `folded` bytes, which came from the first `original` original bytes.
    pub fn forget(&mut self, folded: usize, original: usize) {
        self.bytes.drain(..folded);
        if let Some(starts) = &mut self.starts {
            starts.drain(..folded);
            for s in starts.iter_mut() {
                *s -= original as u32;
            }
        }
        self.original -= original;
    }
}

/// The folded form of a short string, as lexicon terms are written: lower case.
pub fn lower(text: &str) -> Vec<u8> {
    let mut bytes = Folded::new(text).bytes;
    bytes.make_ascii_lowercase();
    bytes
}

fn fold_char(c: char, emit: &mut impl FnMut(u8)) {
    let c = windows_1252(c);
    let byte = match c {
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => return,
        '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' => return,
        c if is_mark(c) => return,
        c if c.is_whitespace() => b' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => b'-',
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '´' | '′' | 'ʹ' => b'\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => b'"',
        '…' | '·' | '․' => b'.',
        '•' | '●' | '◦' | '▪' | '‣' => b'*',
        '⁄' | '∕' => b'/',
        '→' | '›' | '▶' => b'>',
        '←' | '‹' => b'<',
        '№' => {
            emit(b'N');
            b'o'
        }
        'ø' => b'o',
        'Ø' => b'O',
        'ł' => b'l',
        'Ł' => b'L',
        'đ' | 'ð' => b'd',
        'Đ' | 'Ð' => b'D',
        'ı' => b'i',
        'ß' => {
            emit(b's');
            b's'
        }
        'æ' => {
            emit(b'a');
            b'e'
        }
        'Æ' => {
            emit(b'A');
            b'E'
        }
        'œ' => {
            emit(b'o');
            b'e'
        }
        'Œ' => {
            emit(b'O');
            b'E'
        }
        'þ' => {
            emit(b't');
            b'h'
        }
        'Þ' => {
            emit(b'T');
            b'h'
        }
        c => {
            decomposed(c, emit);
            return;
        }
    };
    emit(byte);
}

/// ASCII parts of the compatibility decomposition; [`LETTER`], a digit or [`SYMBOL`] where none.
fn decomposed(c: char, emit: &mut impl FnMut(u8)) {
    let mut found = false;
    decompose_compatible(c, |part| {
        if part.is_ascii() && !part.is_ascii_control() {
            emit(part as u8);
            found = true;
        }
    });
    if !found {
        emit(match decimal(c) {
            Some(digit) => b'0' + digit,
            None if c.is_alphanumeric() => letter(c),
            None => SYMBOL,
        });
    }
}

/// The byte of a letter of another script, without regard to case.
fn letter(c: char) -> u8 {
    let lower = c.to_lowercase().next().unwrap_or(c);
    LETTER + (lower as u32 % 0x7F) as u8
}

/// Value of a decimal digit of the scripts that UK correspondence meets.
fn decimal(c: char) -> Option<u8> {
    const ZEROS: [u32; 7] = [0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6];
    ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&(c as u32))).map(|&zero| (c as u32 - zero) as u8)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The character that a C1 control stands for where Windows-1252 was read as Latin-1.
fn windows_1252(c: char) -> char {
    if !('\u{80}'..='\u{9F}').contains(&c) {
        return c;
    }
    HIGH_1252.chars().nth(c as usize - 0x80).filter(|&h| h != ' ').unwrap_or(c)
}

/// Windows-1252 0x80 to 0x9F, a blank where undefined.
const HIGH_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The Windows-1252 byte of `c`.
fn byte_1252(c: char) -> Option<u8> {
    match c as u32 {
        0x80..=0xFF => Some(c as u8),
        _ => HIGH_1252.chars().position(|h| h == c && h != ' ').map(|i| 0x80 + i as u8),
    }
}

/// The character meant by UTF-8 bytes that were read as Windows-1252 at the start of `text`, with
/// the length in bytes of the remains: "Ã©" is `('é', 4)`.
fn mojibake(text: &str) -> Option<(char, usize)> {
    let mut raw = [0u8; 4];
    let mut count = 0;
    let mut length = 0;
    for c in text.chars().take(4) {
        let Some(byte) = byte_1252(c) else { break };
        raw[count] = byte;
        count += 1;
        length += c.len_utf8();
        let wanted = match raw[0] {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        if count == wanted {
            let meant = std::str::from_utf8(&raw[..count]).ok()?.chars().next()?;
            return Some((meant, length));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::new(text).bytes.iter().map(|&b| if b >= LETTER { '#' } else { b as char }).collect()
    }

    #[test]
    fn typing_habits_fold_to_plain_ascii() {
        let table = [
            ("O’Brien – Müller", "O'Brien - Muller"),
            ("９９９ ４７６", "999 476"),
            ("07700\u{A0}900123", "07700 900123"),
            ("Nguye\u{302}\u{303}n", "Nguyen"),
            ("Łukasz Straße Ærø", "Lukasz Strasse AEro"),
            ("soft\u{AD}hyphen zero\u{200B}width", "softhyphen zerowidth"),
            ("NHS nº 5", "NHS no 5"),
            ("٩٩٩", "999"),
            ("Анна", "####"),
        ];
        for (written, want) in table {
            assert_eq!(folded(written), want);
        }
    }

    #[test]
    fn mojibake_and_windows_1252_remains_are_read_as_meant() {
        assert_eq!(folded("ValÃ©rie"), "Valerie");
        assert_eq!(folded("04â€‘Julâ€‘1938"), "04-Jul-1938");
        assert_eq!(folded("donâ€™t"), "don't");
        assert_eq!(folded("O\u{92}Neill"), "O'Neill");
        assert_eq!(folded("Ünal Ã"), "Unal A");
    }

    #[test]
    fn folded_ranges_lead_back_to_whole_characters() {
        for text in ["plain", "Zoë Łódź 👍🏽 Straße", "e\u{301}tude", "ValÃ©rie Â£5"] {
            let f = Folded::new(text);
            for start in 0..f.bytes().len() {
                for end in start + 1..=f.bytes().len() {
                    let (a, b) = (f.start(start), f.end(end));
                    assert!(a < b && text.is_char_boundary(a) && text.is_char_boundary(b), "{start}..{end}");
                }
            }
        }
    }

    #[test]
    fn folding_in_pieces_and_forgetting_keeps_offsets() {
        let mut f = Folded::new("abc ");
        f.push("Zoë ");
        f.push("end");
        assert_eq!((f.start(8), f.bytes().len(), f.original_len()), (9, 11, 12));
        f.forget(4, 4);
        assert_eq!((f.start(4), &f.bytes()[..3]), (5, &b"Zoe"[..]));
    }
}

//! Words as pieces (WordPiece: Schuster and Nakajima 2012), as `training/careful/pieces.py` cuts them.

use super::file::Reader;
use super::network::Stretch;
use crate::lexicon::Table;
use crate::text::token::hash;

/// Pieces with a meaning of their own come first in the vocabulary, in this order.
const SPECIAL: [&[u8]; 6] = [b"[PAD]", b"[UNK]", b"[CLS]", b"[SEP]", b"[LINE]", b"[LABEL]"];
/// What has no pieces.
const UNKNOWN: u16 = 1;
/// Before a stretch.
const BEGIN: u16 = 2;
/// After a stretch.
const END: u16 = 3;
/// One line end or more.
const LINE: u16 = 4;
/// A label of the text's own.
const LABEL: u16 = 5;

/// How a piece that does not begin a word is written in the file.
const INSIDE: &[u8] = b"##";
/// A longer word is cut short.
const LONGEST: usize = 5;
/// So is what stands between two words.
const LONGEST_GAP: usize = 3;
/// Most letters of a piece that are looked for.
const LETTERS: usize = 18;
/// Most pieces of a vocabulary.
const MOST: usize = 1 << 15;

/// The vocabulary.
pub struct Pieces {
    count: usize,
    /// Pieces that begin a word, by hash.
    first: Table<u16>,
    /// Pieces inside a word.
    next: Table<u16>,
    /// Marks, by byte.
    marks: [u16; 256],
}

impl Pieces {
    /// Reads the vocabulary from a file.
    pub fn read(reader: &mut Reader) -> Option<Pieces> {
        let count = reader.count(MOST)?;
        let (first, next) = (Table::default(), Table::default());
        let mut pieces = Pieces { count, first, next, marks: [UNKNOWN; 256] };
        for n in 0..count {
            let length = reader.bytes(1)?[0];
            let name = reader.bytes(length.into())?;
            let is_special = SPECIAL.get(n).is_some_and(|special| *special == name);
            if is_special != (n < SPECIAL.len()) {
                return None;
            }
            match name {
                _ if is_special => {}
                [mark] if !mark.is_ascii_alphanumeric() => pieces.marks[usize::from(*mark)] = n as u16,
                _ => {
                    let (table, word) = match name.strip_prefix(INSIDE) {
                        Some(rest) => (&mut pieces.next, rest),
                        None => (&mut pieces.first, name),
                    };
                    table.insert(hash(word), n as u16);
                }
            }
        }
        Some(pieces)
    }

    /// How many pieces.
    pub fn len(&self) -> usize {
        self.count
    }

    /// A stretch of words, all of them asked about, each with what stands after it and its marks; a
    /// word without letters is a label of the text's own.
    pub fn stretch<'a>(&self, words: impl Iterator<Item = (&'a [u8], &'a [u8], Vec<u16>)>) -> Stretch {
        let mut stretch = Stretch { pieces: vec![BEGIN], ..Stretch::default() };
        for (word, gap, marks) in words {
            let first = stretch.pieces.len();
            match word {
                b"" => stretch.pieces.push(LABEL),
                _ => self.word(word, &mut stretch.pieces),
            }
            stretch.asked.push(stretch.words.len());
            stretch.words.push(first..stretch.pieces.len());
            stretch.marks.push(marks);
            self.gap(gap, &mut stretch.pieces);
        }
        stretch.pieces.push(END);
        stretch
    }

    /// Appends the pieces of a word, in any case: the longest that fits, again and again.
    pub fn word(&self, word: &[u8], out: &mut Vec<u16>) {
        let from = out.len();
        let mut at = 0;
        while at < word.len() && out.len() < from + LONGEST {
            let table = if at == 0 { &self.first } else { &self.next };
            let ends = (at + 1..=word.len().min(at + LETTERS)).rev();
            let Some((end, piece)) =
                ends.filter_map(|end| Some((end, *table.get(&hash(&word[at..end]))?))).next()
            else {
                out.truncate(from);
                out.push(UNKNOWN);
                return;
            };
            out.push(piece);
            at = end;
        }
    }

    /// Appends the pieces of what stands between two words: its marks, and one for line ends.
    pub fn gap(&self, gap: &[u8], out: &mut Vec<u16>) {
        let from = out.len();
        for &byte in gap {
            let piece = match byte {
                b'\n' => LINE,
                0x09..=0x0D | 0x1C..=0x20 => continue,
                _ => self.marks[usize::from(byte)],
            };
            if out.len() == from + LONGEST_GAP {
                break;
            }
            if out.len() == from || out.last() != Some(&piece) {
                out.push(piece);
            }
        }
    }
}

//! Reading what the user gave, bounded, and saying what is wrong with it without quoting it.

use super::Failure;
use super::args::Encoding;
use crate::session::LimitError;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The file, or standard input for `-` and for none. Errors do not repeat the path: someone may
/// have put the note itself there.
pub fn open(file: Option<&Path>) -> Result<Box<dyn BufRead>, Failure> {
    match file {
        None => Ok(Box::new(io::stdin().lock())),
        Some(path) if path == Path::new("-") => Ok(Box::new(io::stdin().lock())),
        Some(path) => match File::open(path) {
            Ok(file) => Ok(Box::new(BufReader::with_capacity(1 << 16, file))),
            Err(e) => Err(Failure::input(format!("cannot open the file: {}", e.kind()))),
        },
    }
}

fn unreadable(e: &io::Error) -> Failure {
    Failure::input(format!("cannot read the input: {}", e.kind()))
}

/// A whole note of at most `max_bytes`.
pub fn note(reader: impl Read, encoding: Encoding, max_bytes: usize) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    reader.take(max_bytes as u64 + 1).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    if bytes.len() > max_bytes {
        return Err(LimitError { max_bytes }.into());
    }
    decode(bytes, encoding).map_err(|at| {
        let hint = "if it was written by an older Windows program, try --encoding windows-1252";
        Failure::input(format!("the input is not UTF-8 at byte {at}; {hint}"))
    })
}

/// The text of some bytes, or where they stop being UTF-8.
pub fn decode(bytes: Vec<u8>, encoding: Encoding) -> Result<String, usize> {
    match encoding {
        Encoding::Utf8 => String::from_utf8(bytes).map_err(|e| e.utf8_error().valid_up_to()),
        Encoding::Windows1252 => Ok(bytes.into_iter().map(from_1252).collect()),
    }
}

/// The character of a Windows-1252 byte; the five undefined ones stay controls (WHATWG Encoding).
fn from_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte) - 0x80],
        _ => char::from(byte),
    }
}

/// One line of many, or that it was too long to keep.
pub enum Line {
    /// Its bytes, without the line end.
    Bytes(Vec<u8>),
    /// It was longer than allowed and has been passed over.
    TooLong,
}

/// The next line of at most `most` bytes; longer ones are passed over in bounded memory.
pub fn line(reader: &mut dyn BufRead, most: usize) -> Result<Option<Line>, Failure> {
    let mut bytes = Vec::new();
    let read = Read::take(&mut *reader, most as u64 + 1)
        .read_until(b'\n', &mut bytes)
        .map_err(|e| unreadable(&e))?;
    if read == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() > most {
        reader.skip_until(b'\n').map_err(|e| unreadable(&e))?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Bytes(bytes)))
}

/// What is wrong with some JSON, by its place alone: serde's own words may quote it.
pub fn json_fault(e: &serde_json::Error, wanted: &str) -> String {
    use serde_json::error::Category;
    match e.classify() {
        Category::Data => format!("wanted {wanted}; it differs at column {}", e.column()),
        Category::Eof => "the JSON ends too early".to_owned(),
        Category::Syntax | Category::Io => format!("not JSON from column {} on", e.column()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_passed_over_and_the_next_is_read() {
        let mut reader: &[u8] = b"abc\nabcd\nabcde\n\nlast";
        let mut seen = Vec::new();
        while let Some(next) = line(&mut reader, 4).unwrap() {
            seen.push(match next {
                Line::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
                Line::TooLong => "too long".to_owned(),
            });
        }
        assert_eq!(seen, ["abc", "abcd", "too long", "", "last"]);
    }

    #[test]
    fn every_windows_1252_byte_has_a_character() {
        let all: String = (0..=255).map(from_1252).collect();
        assert!(all.contains('€') && all.contains('é') && all.chars().count() == 256);
    }
}

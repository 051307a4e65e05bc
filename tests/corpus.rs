//! Reads the marked-up notes of `tests/corpus/`; `GUIDELINES.md` there says how they are written.

use scrubs::detect::Label;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A note with its marks.
pub struct Note {
    pub id: String,
    pub genre: String,
    pub text: String,
    pub marks: Vec<Mark>,
}

/// A marked span, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Mark {
    pub start: usize,
    pub end: usize,
    pub label: String,
    pub sub: Option<String>,
}

/// The development notes: what is measured and never learnt from.
pub static DEV: LazyLock<Vec<Note>> = LazyLock::new(|| read("dev"));
/// The training notes.
pub static TRAIN: LazyLock<Vec<Note>> = LazyLock::new(|| read("train"));

/// Short notes of the harder written forms, with what only looks like them.
pub static FORMS: LazyLock<Vec<Note>> = LazyLock::new(|| notes(include_str!("cases/forms.txt")));

/// Every note of the corpus.
pub fn all() -> impl Iterator<Item = &'static Note> {
    DEV.iter().chain(TRAIN.iter())
}

fn read(part: &str) -> Vec<Note> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(part);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| notes(&std::fs::read_to_string(file).unwrap())).collect()
}

/// The notes of a file: each a header, `=== id: ... | genre: ...`, and what follows it.
fn notes(file: &str) -> Vec<Note> {
    let mut notes: Vec<(String, String, String)> = Vec::new();
    for line in file.split_inclusive('\n') {
        if let Some((id, genre)) = header(line) {
            notes.push((id.to_owned(), genre.to_owned(), String::new()));
        } else if let Some((.., body)) = notes.last_mut() {
            body.push_str(line);
        }
    }
    let note = |(id, genre, body): (String, String, String)| {
        let (text, marks) = unmark(body.trim_matches('\n'));
        Note { id, genre, text, marks }
    };
    notes.into_iter().map(note).collect()
}

fn header(line: &str) -> Option<(&str, &str)> {
    let (id, genre) = line.strip_prefix("===")?.trim().strip_prefix("id:")?.split_once('|')?;
    Some((id.trim(), genre.trim().strip_prefix("genre:")?.trim()))
}

/// Splits `[[LABEL:sub|text]]` markup into the text and its marks.
pub fn unmark(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("[[") {
        // "[[[DATE|...]]]" is a mark in brackets.
        let inner = after.trim_start_matches('[');
        let (before, after) = (before.to_owned() + &after[..after.len() - inner.len()], inner);
        let (mark, after) = after.split_once("]]").expect("a mark is closed");
        let (label, inside) = mark.split_once('|').expect("a mark has a label");
        let (label, sub) = label.split_once(':').map_or((label, None), |(l, s)| (l, Some(s.to_owned())));
        text.push_str(&before);
        let start = text.len();
        text.push_str(inside);
        marks.push(Mark { start, end: text.len(), label: label.to_owned(), sub });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

#[test]
fn the_corpus_is_sound() {
    let (mut ids, mut marks) = (std::collections::HashSet::new(), 0);
    for note in all() {
        assert!(ids.insert(&note.id), "{} is there twice", note.id);
        assert!(!note.genre.is_empty() && !note.text.contains("[["), "{}", note.id);
        for mark in &note.marks {
            let at = format!("{}: {}", note.id, mark.label);
            assert!(Label::from_name(&mark.label).is_some(), "{at}");
            let text = &note.text[mark.start..mark.end];
            assert!(!text.trim().is_empty(), "{at}");
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let test_range = digits.len() != 10 || digits.starts_with("999");
            assert!(mark.label != "NHS_NUMBER" || test_range, "{at}: a number that could be issued");
        }
        marks += note.marks.len();
    }
    assert!(DEV.len() >= 100 && TRAIN.len() >= 500 && marks > 9000, "{} {} {marks}", DEV.len(), TRAIN.len());
}

#[test]
fn markup_is_read_as_written() {
    let (text, marks) = unmark("Mrs [[PERSON:patient|Zoë Q]], [[[AGE|67]]]F");
    assert_eq!(text, "Mrs Zoë Q, [67]F");
    let mark = |start, end, label: &str, sub: Option<&str>| Mark {
        start,
        end,
        label: label.to_owned(),
        sub: sub.map(str::to_owned),
    };
    assert_eq!(marks, [mark(4, 10, "PERSON", Some("patient")), mark(13, 15, "AGE", None)]);
}

//! Annotated notes and findings, one a line.

use crate::cli::{Failure, input};
use serde::Deserialize;
use std::collections::HashSet;
use std::io::BufRead;

/// An annotated note, or the findings of one (then without text).
#[derive(Clone, Deserialize)]
pub struct Noted {
    /// Which note.
    pub id: String,
    /// Kind of note.
    #[serde(default = "none")]
    pub genre: String,
    /// The text.
    #[serde(default)]
    pub text: String,
    /// What is marked in it.
    pub spans: Vec<Mark>,
}

/// A marked span, in code points.
#[derive(Clone, Deserialize)]
pub struct Mark {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it is.
    pub label: String,
    /// What it is, more finely.
    #[serde(default)]
    pub sub: Option<String>,
    /// How sure: 1 for annotations.
    #[serde(default = "sure")]
    pub strength: f32,
}

fn none() -> String {
    "-".to_owned()
}

fn sure() -> f32 {
    1.0
}

/// What is wrong with a line.
#[derive(Debug)]
pub struct Fault {
    line: usize,
    what: String,
}

impl Fault {
    /// The failure, in the input of that name.
    pub fn of(self, name: &str) -> Failure {
        Failure::input(format!("{name}, line {}: {}", self.line, self.what))
    }
}

/// Longest line read, in bytes.
const LONGEST: usize = 256 << 20;

/// Reads every line; spans of gold must lie inside its text. All or nothing: a measure of half a
/// corpus would mislead.
///
/// # Errors
/// The first line that cannot be used, by number and never by content.
pub fn read(reader: &mut dyn BufRead, gold: bool) -> Result<Vec<Noted>, Fault> {
    let (mut notes, mut ids) = (Vec::new(), HashSet::new());
    let mut number = 0;
    loop {
        number += 1;
        let fault = |what: String| Fault { line: number, what };
        let Some(line) = input::line(reader, LONGEST).map_err(|e| fault(e.to_string()))? else { break };
        let input::Line::Bytes(line) = line else { return Err(fault("too long".to_owned())) };
        if line.trim_ascii().is_empty() {
            continue;
        }
        let wanted = "id, text and spans with start, end and label";
        let note: Noted = serde_json::from_slice(&line).map_err(|e| fault(input::json_fault(&e, wanted)))?;
        if !ids.insert(note.id.clone()) {
            return Err(fault("this id was there before".to_owned()));
        }
        let length = if gold { note.text.chars().count() } else { usize::MAX };
        if let Some(at) = note.spans.iter().position(|s| s.start >= s.end || s.end > length) {
            return Err(fault(format!("spans[{at}] is empty or outside the text")));
        }
        notes.push(note);
    }
    Ok(notes)
}

//! Training notes as the careful tier sees them, for `training/careful/train.py`.

use super::augment::Gold;
use super::role::ROLES;
use super::sight::MARKS;
use super::tagger::{LABELS, first_tag, next_tag};
use super::train::{Plan, Seen, Which, each_copy, look};
use crate::engine::Inner;
use crate::text::token::Kind;
use serde::Serialize;

/// The first line: what the numbers of the others mean.
#[derive(Serialize)]
struct Head {
    marks: usize,
    /// Name of each tag; 0 is outside.
    tags: Vec<String>,
}

/// A note or an altered copy of one, token by token.
#[derive(Serialize)]
struct Row {
    /// Which note, in the order they were given.
    note: usize,
    fragment: bool,
    /// 0 for the note itself.
    copy: usize,
    /// Words as the careful tier reads them: small letters; empty for labels of the text's own.
    words: Vec<String>,
    /// What stands before each word, and after the last.
    gaps: Vec<String>,
    tags: Vec<u8>,
    /// 0 for none, else 1 and the role of a person.
    roles: Vec<u8>,
    /// 1 where no mention goes on from the token before.
    breaks: Vec<u8>,
    marks: Vec<Vec<u16>>,
}

/// The examples, a line of JSON each; the same for the same notes, dictionaries and plan.
pub(crate) fn export(engine: &Inner, notes: &[Gold], plan: Plan) -> Vec<u8> {
    let tag_name = |tag: usize| {
        let label = LABELS.iter().enumerate().find(|&(k, _)| first_tag(k) == tag || next_tag(k) == tag);
        label.map_or("O".to_owned(), |(k, (label, _))| {
            format!("{}-{}", if first_tag(k) == tag { "B" } else { "I" }, label.name())
        })
    };
    let head = Head { marks: MARKS, tags: (0..super::tagger::TAGS).map(tag_name).collect() };
    let mut out = vec![line(&head)];
    out.extend(each_copy(notes, plan, |note, which| {
        look(engine, note, which, |seen| line(&row(note, which, &seen)))
    }));
    out.concat()
}

fn row(note: &Gold, which: Which, seen: &Seen<'_>) -> Row {
    let (window, sight) = (seen.window, seen.sight);
    let all = 0..sight.len();
    let text = |bytes: &[u8]| bytes.iter().map(|&b| char::from(b)).collect::<String>();
    let word = |i: usize| match window.tokens[i].kind {
        Kind::Label => String::new(),
        _ => text(&window.word(i).to_ascii_lowercase()),
    };
    let role = |mark: &Option<usize>| {
        let role = mark.and_then(|n| note.spans[n].role);
        ROLES.iter().position(|r| Some(*r) == role).map_or(0, |k| k as u8 + 1)
    };
    let last = window.tokens.last().map_or(0, |t| t.end);
    let gaps = all.clone().map(|i| window.gap_before(i)).chain([&window.bytes[last..]]);
    let marks = all.clone().map(|i| {
        let mut marks = Vec::new();
        sight.marks(i, &mut marks);
        marks
    });
    Row {
        note: which.note,
        fragment: note.is_fragment,
        copy: which.copy,
        words: all.clone().map(word).collect(),
        gaps: gaps.map(text).collect(),
        tags: seen.tags.clone(),
        roles: seen.marks.iter().map(role).collect(),
        breaks: all.clone().map(|i| u8::from(sight.breaks(i))).collect(),
        marks: marks.collect(),
    }
}

fn line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("numbers and strings");
    line.push(b'\n');
    line
}

//! Texts that tests share: real notes joined, hostile inputs, and strings made of identifiers and noise.

use super::corpus::{DEV, TRAIN};
use proptest::prelude::*;
use proptest::sample::select;
use scrubs::detect::TABLE;
use scrubs::text::unit::Unit;
use scrubs::{Engine, Options, Redacted, Span, session::apply};
use std::sync::LazyLock;

/// One engine for all, made by a thread and a pool of its own: a worker of the common pool that made it
/// with that pool's help could be handed a job that waits for it.
pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let pool = rayon::ThreadPoolBuilder::new().build().unwrap();
    std::thread::spawn(move || pool.install(Engine::new)).join().unwrap()
});

/// The default policy, offsets in this unit.
pub fn in_unit(unit: Unit) -> Options {
    let mut options = Options::default();
    options.unit = unit;
    options
}

/// The default policy, notes of at most so many bytes.
pub fn up_to(max_bytes: usize) -> Options {
    let mut options = Options::default();
    options.max_bytes = max_bytes;
    options
}

/// A note fed in these pieces, live, with its amendments applied. Checks on the way that every
/// amendment lies in text that was released.
pub fn live<'a>(options: &Options, pieces: impl IntoIterator<Item = &'a str>) -> Redacted {
    let mut session = ENGINE.session(options);
    let (mut text, mut edits, mut amendments) = (String::new(), Vec::new(), Vec::new());
    let mut take = |release: scrubs::session::Release| {
        text.push_str(&release.text);
        edits.extend(release.edits);
        for a in &release.amendments {
            assert!(a.bytes.of(&text).is_some(), "an amendment outside what was released");
        }
        amendments.extend(release.amendments);
    };
    for piece in pieces {
        take(session.push(piece).unwrap());
    }
    let ending = session.finish().unwrap();
    take(ending.release);
    let (text, edits) = apply(text, edits, amendments);
    Redacted { text, edits, risk: ending.risk }
}

/// Notes joined until they make so many bytes.
pub fn joined(bytes: usize) -> String {
    let mut text = String::new();
    for note in DEV.iter().chain(TRAIN.iter()).cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&note.text);
        text.push_str("\n\n");
    }
    text.truncate((0..=bytes).rev().find(|&at| text.is_char_boundary(at)).unwrap());
    text
}

/// Inputs made to be slow or confusing, each about this long.
pub fn hostile(bytes: usize) -> Vec<(&'static str, String)> {
    let fill = |unit: &str| unit.repeat(bytes / unit.len() + 1);
    vec![
        ("digits", fill("1234567890")),
        ("spaced digits", fill("9 9 9 4 7 7 3 4 5 3 ")),
        ("dotted digits", fill("12.03.20.24-")),
        ("capitals", fill("QUAYLE MAUD ")),
        ("one capital", fill("A")),
        ("title case", fill("Maud Quayle ")),
        ("endless token", fill("pneumonoultra")),
        ("endless accents", fill("é\u{301}")),
        ("brackets", fill("[(<{")),
        ("labels", fill("[PERSON-1][PERSON-2]")),
        ("newlines", fill("\r\n\n")),
        ("blanks", fill("\u{A0} \t")),
        ("at signs", fill("a@b.")),
        ("slashes", fill("http://a/")),
        ("cues", fill("nhs no dob tel ")),
        ("mojibake", fill("Ã©â€™")),
        ("commas", fill("a,")),
        ("hyphens", fill("a-")),
        ("dots", fill("a.")),
        ("dots before a sign", format!("{}@b", fill("a."))),
        ("hyphens before a street", format!("{} street", fill("a-"))),
    ]
}

/// Identifiers as the table shows them, marks taken out.
pub fn examples() -> Vec<String> {
    let examples = TABLE.iter().flat_map(|row| row.examples.iter().map(|&(_, text)| text));
    let decoys = TABLE.iter().flat_map(|row| row.decoys.iter().copied());
    examples.chain(decoys).map(|text| text.replace("[[", "").replace("]]", "")).collect()
}

const CUES: &[&str] =
    &["NHS No: ", "dob ", "Tel. ", "MRN ", "Dr ", "Mrs ", "her son ", "lives at ", "(", ")"];
const NOISE: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\r\n",
    ". ",
    ", ",
    "-",
    "/",
    "'",
    "’",
    "\u{A0}",
    "\t",
    "é",
    "e\u{301}",
    "👍🏽",
    "９",
    "Ã©",
    "â€™",
    "\u{200B}",
    "\u{202E}",
    "עברית",
    "Анна",
    "ß",
    "\u{AD}",
    "[",
    "]",
    "[PERSON-1]",
    "[DATE-03]",
    "@",
    "+",
    "0",
    "7",
    "\0",
    "ﬁ",
    "½",
    "¹",
];

/// Text of identifiers, cues, words of notes and noise.
pub fn noisy() -> impl Strategy<Value = String> {
    static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(examples);
    static MARKED: LazyLock<Vec<String>> = LazyLock::new(|| {
        let marked =
            |n: &'static super::corpus::Note| n.marks.iter().map(|m| n.text[m.start..m.end].to_owned());
        TRAIN.iter().step_by(7).flat_map(marked).collect()
    });
    let piece = prop_oneof![
        3 => select(EXAMPLES.as_slice()),
        3 => select(MARKED.as_slice()),
        2 => select(CUES).prop_map(str::to_owned),
        4 => select(NOISE).prop_map(str::to_owned),
        1 => "[0-9]{1,12}",
        1 => "[A-Za-z]{1,12}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Checks that what edits do not touch is the same, byte for byte, and returns what each edit
/// put where. Spans in bytes.
pub fn walk(original: &str, redacted: &Redacted) -> Result<(), String> {
    let (mut from, mut to) = (0, 0);
    let same = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
    for (i, edit) in redacted.edits.iter().enumerate() {
        let (was, is): (Span, Span) = (edit.original, edit.output);
        if !same(original.get(from..was.start()), redacted.text.get(to..is.start())) {
            return Err(format!("text before edit {i} differs: {edit:?}"));
        }
        (from, to) = (was.end(), is.end());
    }
    let tail = same(original.get(from..), redacted.text.get(to..));
    if tail { Ok(()) } else { Err("text after the last edit differs".to_owned()) }
}

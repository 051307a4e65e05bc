//! The command as its users run it: a real process, its output byte for byte, its exit code.

use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Stands for a note's text in places where it must not come back.
const CANARY: &str = "Quillfeather";

pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `scrubs` with this on its standard input.
pub fn scrubs(args: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_scrubs"))
        .args(args)
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    // A command that refuses early closes its end first.
    let feed = std::thread::spawn(move || stdin.write_all(&input).is_ok());
    let done = child.wait_with_output().unwrap();
    feed.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: done.status.code().unwrap(), out: text(done.stdout), err: text(done.stderr) }
}

/// A file of this test's own.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[test]
fn a_note_comes_out_on_stdout_and_its_risk_on_stderr() {
    let note = "NHS No: 999 477 3453\r\nraised \u{1b}[31mred\u{1b}[0m flag\t\n";
    let want = "NHS No: [NHS_NUMBER-1]\r\nraised \u{1b}[31mred\u{1b}[0m flag\t\n";
    let path = file("note.txt", note);
    for (args, input) in
        [(vec!["redact"], note), (vec!["redact", "-"], note), (vec!["redact", path.to_str().unwrap()], "")]
    {
        let ran = scrubs(&args, input);
        assert_eq!((ran.code, ran.out.as_str()), (0, want), "{args:?}");
        let lines: Vec<_> = ran.err.lines().collect();
        assert_eq!(lines[0], "RELEASE under policy mentoring 1");
        assert!(
            lines[1].starts_with("  risk before 0.9") && lines[1].contains("NHS_NUMBER x1 0.9"),
            "{}",
            ran.err
        );
        assert!(lines[2].starts_with("  risk after  0.0"), "{}", ran.err);
        assert!(!ran.err.contains('\u{1b}'), "no colour where nobody looks");
    }
}

#[test]
fn json_holds_text_edits_risk_and_policy_and_never_the_original() {
    let note = "—👍 NHS No: 999 477 3453.";
    for (unit, start) in [("code-points", 11), ("utf8-bytes", 16), ("utf16", 12)] {
        let ran = scrubs(&["redact", "--format", "json", "--unit", unit], note);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let got: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(got["text"], "—👍 NHS No: [NHS_NUMBER-1].");
        assert_eq!(got["unit"], unit);
        assert_eq!(got["policy"], json!({"name": "mentoring", "version": "1"}));
        assert_eq!(got["risk"]["verdict"], "RELEASE");
        let edit = &got["edits"][0];
        assert_eq!(edit["original"], json!({"start": start, "end": start + 12}));
        assert_eq!(edit["output"], json!({"start": start, "end": start + 14}));
        assert_eq!((&edit["label"], &edit["action"]), (&json!("NHS_NUMBER"), &json!("label")));
        assert_eq!(edit["reason"]["source"], "form");
        assert!(!ran.out.contains("477"));
    }
}

#[test]
fn policies_are_presets_or_files_and_a_verdict_is_no_failure() {
    let note = "NHS No: 999 477 3453";
    let kept = scrubs(&["redact", "--policy", "detect-only"], note);
    assert_eq!((kept.code, kept.out.as_str()), (0, note));
    assert!(kept.err.starts_with("BLOCK under policy detect-only 1\n"), "{}", kept.err);
    let own = "name = 'ours'\nversion = '7'\n[default]\naction = 'keep'\nthreshold = 0.5\n[labels.NHS_NUMBER]\naction = 'label'";
    let own = scrubs(&["redact", "--policy", file("ours.toml", own).to_str().unwrap()], note);
    assert_eq!((own.code, own.out.as_str()), (0, "NHS No: [NHS_NUMBER-1]"));
    assert!(own.err.starts_with("RELEASE under policy ours 7\n"), "{}", own.err);
}

#[test]
fn what_is_known_beforehand_is_found() {
    let known = r#"{"people": [{"role": "patient", "date_of_birth": "1952-03-14", "addresses": ["14 Acacia Avenue"]}]}"#;
    let known = file("known.json", known);
    let ran = scrubs(&["redact", "--known", known.to_str().unwrap()], "at 14, acacia avenue since 14.3.52");
    assert_eq!((ran.code, ran.out.as_str()), (0, "at [ADDRESS-1] since [DATE-1]"));
}

#[test]
fn older_encodings_are_read_where_asked_for_and_refused_else() {
    let note = b"caf\xe9 NHS No: 999 477 3453 \x96 ok";
    let asked = scrubs(&["redact", "--encoding", "windows-1252"], note);
    assert_eq!((asked.code, asked.out.as_str()), (0, "café NHS No: [NHS_NUMBER-1] – ok"));
    let refused = scrubs(&["redact"], note);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("not UTF-8 at byte 3"), "{}", refused.err);
}

#[test]
fn detect_answers_line_by_line_in_order_on_any_number_of_threads() {
    let mut input = String::new();
    let mut want = String::new();
    for i in 0..3000 {
        let pad = "£".repeat(i % 7);
        input += &format!("{{\"id\":\"n{i}\",\"genre\":\"x\",\"text\":\"{pad} NHS No: 999 477 3453\"}}\n");
        let start = 9 + i % 7;
        want += &format!(
            "{{\"id\":\"n{i}\",\"spans\":[{{\"start\":{start},\"end\":{},\"label\":\"NHS_NUMBER\",\"strength\":0.99}}]}}\n",
            start + 12
        );
    }
    for threads in ["1", "3", "0"] {
        let ran = scrubs(&["detect", "--jsonl", "--tier", "fast", "--threads", threads], &input);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out == want, "{threads} threads");
    }
}

#[test]
fn a_bad_line_is_reported_by_number_and_the_others_are_answered() {
    let good = |id: u32| format!("{{\"id\": {id}, \"text\": \"nothing\"}}");
    let bad = [
        format!("{{\"id\": 9, \"text\": {CANARY}}}"),
        format!("{{\"id\": 9, \"text\": [\"{CANARY}\"]}}"),
        format!("{{\"id\": 9, \"{CANARY}\": 1}}"),
        format!("\"{CANARY}\""),
        format!("{{\"id\": 9, \"text\": \"{CANARY}"),
    ];
    for bad in bad {
        let ran = scrubs(&["detect", "--jsonl"], format!("{}\n{bad}\n\n{}", good(1), good(2)));
        assert_eq!(ran.out, "{\"id\":1,\"spans\":[]}\n{\"id\":2,\"spans\":[]}\n", "{bad}");
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("line 2: "), "{}", ran.err);
        assert!(!ran.err.contains(CANARY), "{}", ran.err);
    }
    let long = format!("{}\n{{\"id\": 2, \"text\": \"{CANARY}\"}}\n{}", good(1), good(3));
    let ran = scrubs(&["detect", "--jsonl", "--max-bytes", "8"], long);
    assert_eq!((ran.code, ran.out.lines().count()), (3, 2));
    assert!(ran.err.contains("line 2: the note is longer than 8 bytes") && !ran.err.contains(CANARY));
}

#[test]
fn one_note_is_detected_as_a_table_without_its_text() {
    let ran = scrubs(&["detect"], "é NHS No: 999 477 3453");
    let rows: Vec<Vec<_>> = ran.out.lines().map(|l| l.split_whitespace().collect()).collect();
    assert_eq!(rows[1][..5], ["10", "22", "NHS_NUMBER", "-", "0.99"]);
    assert!(!ran.out.contains("477"));
}

#[test]
fn every_failure_has_its_code_and_gives_no_text_away() {
    let toml = file("canary.toml", format!("name = {CANARY}"));
    let known = file("canary.json", format!("{{\"people\": [{{\"names\": \"{CANARY}\"}}]}}"));
    let field = file("canary-field.json", format!("{{\"people\": [{{\"{CANARY}\": 1}}]}}"));
    let date = file("canary-date.json", format!("{{\"people\": [{{\"date_of_birth\": \"{CANARY}\"}}]}}"));
    let path = |p: &PathBuf| p.to_str().unwrap().to_owned();
    let note = format!("Seen {CANARY} today");
    let table: [(i32, Vec<String>); 11] = [
        (3, vec!["redact".into(), "--max-bytes".into(), "10".into()]),
        (3, vec!["detect".into(), "--max-bytes".into(), "10".into()]),
        (2, vec!["redact".into(), note.clone()]),
        (2, vec!["redact".into(), "/".into()]),
        (2, vec!["redact".into(), "--policy".into(), CANARY.into()]),
        (2, vec!["redact".into(), "--policy".into(), path(&toml)]),
        (2, vec!["redact".into(), "--known".into(), path(&known)]),
        (2, vec!["redact".into(), "--known".into(), path(&field)]),
        (2, vec!["redact".into(), "--known".into(), path(&date)]),
        (2, vec!["evaluate".into(), "-".into()]),
        (2, vec!["detect".into(), "--jsonl".into()]),
    ];
    for (code, args) in &table {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = scrubs(&args, &note);
        assert_eq!((ran.code, ran.out.as_str()), (*code, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.starts_with("error: "), "{args:?}: {}", ran.err);
        assert!(!ran.err.contains(CANARY), "{args:?}: {}", ran.err);
    }
    assert_eq!(scrubs(&["redact", "--nonsense"], "").code, 2);
    assert_eq!(scrubs(&[], "").code, 2);
}

#[test]
fn the_lists_are_tables_to_read_and_json() {
    for (list, first) in [("identifiers", "NHS_NUMBER"), ("policies", "mentoring")] {
        let text = scrubs(&[list], "");
        assert!(text.code == 0 && text.out.starts_with(first), "{}", text.out);
        let json: Value = serde_json::from_str(&scrubs(&[list, "--format", "json"], "").out).unwrap();
        assert_eq!(json[0]["name"], first);
        assert_eq!(json.as_array().unwrap().len(), text.out.lines().count());
    }
}

#[test]
fn help_teaches_by_example() {
    for command in [&["--help"][..], &["redact", "--help"], &["detect", "--help"], &["evaluate", "--help"]] {
        let ran = scrubs(command, "");
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("Examples:\n") && !ran.out.contains('\u{1b}'), "{command:?}");
    }
}

//! Nothing of a note reaches a log, an error, a panic message or a `Debug`.
//!
//! A child process plants canaries in every text that a client can send, records everything at
//! TRACE, its libraries included, and sends what it records to its output; the parent searches it.

#![allow(clippy::print_stderr, reason = "the child's errors are what is searched")]

use crate::service::{Client, NOTE, Server, batch, chunk, converse, open, request};
use scrubs::service::proto::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Planted in notes, known facts, ids and names of policies. No log of ours or of a library has
/// any reason to say them. The last but one is one that the engine finds.
const CANARIES: [&str; 6] =
    ["Zanzibarski", "Okapiwitz", "Quokkason", "Xerusfield", "9994773453", "Numbatley"];
const CHILD: &str = "SCRUBS_PRIVACY_CHILD";

fn note() -> String {
    format!("{} Seen with Mrs {} of {}. NHS No {}. é stumble", NOTE, CANARIES[0], CANARIES[3], CANARIES[4])
}

fn known() -> Option<Known> {
    let person = KnownPerson {
        names: vec![CANARIES[1].into()],
        identifiers: vec![CANARIES[4].into()],
        addresses: vec![format!("1 {} Road", CANARIES[3])],
        date_of_birth: "1952-03-14".into(),
        ..KnownPerson::default()
    };
    Some(Known { people: vec![person] })
}

/// Every message that can hold text, with canaries in every string of it.
fn print_messages() {
    let canary = CANARIES[0].to_owned();
    let known = Known {
        people: vec![KnownPerson {
            names: vec![canary.clone()],
            date_of_birth: canary.clone(),
            identifiers: vec![canary.clone()],
            addresses: vec![canary.clone()],
            ..KnownPerson::default()
        }],
    };
    let asked = RedactRequest {
        policy: canary.clone(),
        known: Some(known.clone()),
        offset_unit: 0,
        tier: 0,
        ..request(&note())
    };
    let told = RedactResponse { text: canary.clone(), ..RedactResponse::default() };
    let released = StreamReleased { text: canary.clone(), edits: Vec::new() };
    let amended = StreamAmended { edit: None, replacement: Some(canary.clone()) };
    let opening = StreamOpen { policy: canary.clone(), known: Some(known), ..StreamOpen::default() };
    let opening = redact_stream_request::Message::Open(opening);
    eprintln!("{asked:?} {told:?}");
    for message in [
        redact_stream_response::Message::Released(released),
        redact_stream_response::Message::Amended(amended),
    ] {
        eprintln!("{:?}", RedactStreamResponse { message: Some(message) });
    }
    eprintln!("{:?} {:?}", RedactStreamRequest { message: Some(opening) }, chunk(&canary));
    let result = Some(redact_batch_response::Result::Response(told));
    eprintln!("{:?}", RedactBatchResponse { id: canary.clone(), result });
    eprintln!("{:?}", RedactBatchRequest { id: canary.clone(), request: Some(asked.clone()) });
    eprintln!("{:?}", tonic::Request::new(asked));
}

fn stumble(text: &str) {
    if let Some(at) = text.find("é stumble") {
        let _ = &text[at + 1..];
    }
}

async fn every_way(client: &mut Client, text: &str) {
    let asked = RedactRequest { known: known(), ..request(text) };
    let failing = [
        RedactRequest { policy: CANARIES[2].into(), ..asked.clone() },
        RedactRequest { offset_unit: 99, ..asked.clone() },
        RedactRequest { text: text.repeat(400), ..asked.clone() },
        RedactRequest { text: text.repeat(40_000), ..asked.clone() },
        RedactRequest {
            known: Some(Known {
                people: vec![KnownPerson { date_of_birth: CANARIES[1].into(), ..KnownPerson::default() }],
            }),
            ..asked.clone()
        },
    ];
    let _ = client.redact(asked.clone()).await;
    for request in failing.clone() {
        let status = client.redact(request).await.unwrap_err();
        eprintln!("{status} {status:?}");
    }
    for mode in [ReleaseMode::OnFinish, ReleaseMode::Live] {
        let (start, end) = text.split_at(text.find("Seen").unwrap());
        let outcomes = [
            converse(client, vec![open(mode), chunk(start), chunk(end)]).await.1,
            converse(client, vec![chunk(text)]).await.1,
            converse(client, vec![open(mode), chunk(start), open(mode)]).await.1,
            converse(client, vec![open(mode), chunk(&text.repeat(400))]).await.1,
        ];
        eprintln!("{outcomes:?}");
    }
    let items = failing[..3].iter().cloned().chain([asked]).map(|request| (CANARIES[5], request)).collect();
    for (_, result) in batch(client, items).await {
        eprintln!("{:?}", result.map(|response| response.edits));
    }
}

/// The child: everything that can go right or wrong, recorded.
async fn child() {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(std::io::stderr)
        .init();
    print_messages();
    for before in [|_: &str| {}, stumble] {
        let set = |s: &mut scrubs::service::Settings| {
            (s.max_note_bytes, s.inline_bytes) = (50_000, 200);
            s.drain = Duration::from_millis(200);
        };
        let mut server = Server::with(set, before).await;
        let mut client = server.client().await;
        every_way(&mut client, &note()).await;
        server.stop();
        server.stopped().await;
    }
}

#[tokio::test]
async fn nothing_of_a_note_is_recorded() {
    if std::env::var_os(CHILD).is_some() {
        return child().await;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "privacy::nothing_of_a_note_is_recorded", "--nocapture", "--test-threads=1"])
        .env(CHILD, "1")
        .env("NO_COLOR", "1")
        .env("RUST_BACKTRACE", "full")
        .output()
        .unwrap();
    let mut recorded = String::from_utf8_lossy(&output.stdout).into_owned();
    recorded.push_str(&String::from_utf8_lossy(&output.stderr));
    let end: String = recorded.chars().rev().take(2000).collect::<Vec<_>>().into_iter().rev().collect();
    assert!(output.status.success(), "{end}");

    // It was really recorded: calls, their ends, a library at TRACE, the panic's place, messages.
    for proof in [
        "method=\"Redact\"",
        "method=\"RedactStream\"",
        "method=\"RedactBatch\"",
        "code=\"RESOURCE_EXHAUSTED\"",
        "code=\"INTERNAL\"",
        "NHS_NUMBER:",
        "verdicts=\"",
        "items=\"INVALID_ARGUMENT:",
        "TRACE",
        "h2::",
        "panic file=\"tests/privacy.rs\"",
        "RedactRequest(",
        "the note could not be processed",
    ] {
        assert!(recorded.contains(proof), "nothing recorded says {proof}");
    }
    let lower = recorded.to_lowercase();
    for canary in CANARIES {
        // Also as the bytes that a library may print of a frame: b"..." keeps letters as they are.
        let found = lower.find(&canary.to_lowercase());
        let from = found.map(|at| at.saturating_sub(300));
        assert!(found.is_none(), "{canary} was recorded: {:?}", from.and_then(|at| lower.get(at..at + 400)));
    }
}

/// Files below `folder` with their text.
fn sources(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            out.push((path, text));
        }
    }
}

#[test]
fn only_telemetry_logs() {
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let log = |text: &str| text.contains("tracing::") || text.contains("log::");
    let logging: Vec<_> = all.iter().filter(|(_, text)| log(text)).map(|(path, _)| path).collect();
    assert!(logging.len() == 1 && logging[0].ends_with("telemetry.rs"), "{logging:?}");
}

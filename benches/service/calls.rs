//! One note in one call, and the same note in pieces: by the engine itself and by a server.

use crate::servers::Client;
use scrubs::service::proto::redact_stream_request::Message as Asking;
use scrubs::service::proto::redact_stream_response::Message as Answer;
use scrubs::service::proto::*;
use scrubs::{Engine, Options};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How a note is sent and answered.
#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    /// One call, one answer.
    Whole,
    /// In pieces, the answer at the end.
    OnFinish,
    /// In pieces, answered as they come.
    Live,
}

/// So large are the pieces, in bytes.
pub const PIECE: usize = 256;

/// What came back: the text as it was released, and how much was found in it.
#[derive(PartialEq)]
pub struct Outcome {
    pub text: String,
    pub found: usize,
}

fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while !text.is_empty() {
        let end = (PIECE..).find(|&at| text.len() <= at || text.is_char_boundary(at));
        let (piece, rest) = text.split_at(end.map_or(0, |at| at.min(text.len())));
        pieces.push(piece);
        text = rest;
    }
    pieces
}

/// What the engine makes of a note, and how long it takes.
pub fn by_engine(engine: &Engine, options: &Options, way: Way, text: &str) -> (Outcome, Duration) {
    let within = "within the limit";
    let pieces = pieces(text);
    let began = Instant::now();
    if way != Way::Live {
        let redacted = black_box(engine.redact(text, options)).expect(within);
        let took = began.elapsed();
        return (Outcome { text: redacted.text, found: redacted.edits.len() }, took);
    }
    let mut session = engine.session(options);
    let mut releases: Vec<_> = pieces.iter().map(|piece| session.push(piece).expect(within)).collect();
    releases.push(black_box(session.finish()).expect(within).release);
    let took = began.elapsed();
    let text: String = releases.iter().map(|release| &*release.text).collect();
    let found = releases.iter().map(|release| release.edits.len() + release.amendments.len()).sum();
    (Outcome { text, found }, took)
}

/// What a server makes of a note, and how long it takes until all of the answer is there.
pub async fn by_server(client: &mut Client, way: Way, text: &str) -> (Outcome, Duration) {
    if way == Way::Whole {
        let request =
            RedactRequest { text: text.to_owned(), tier: Tier::Fast.into(), ..RedactRequest::default() };
        let began = Instant::now();
        let response = client.redact(request).await.expect("an answer").into_inner();
        let took = began.elapsed();
        return (Outcome { text: response.text, found: response.edits.len() }, took);
    }
    let asking = asking(way, text);
    let mut outcome = Outcome { text: String::new(), found: 0 };
    let mut finished = false;
    let began = Instant::now();
    let mut inbound = client.redact_stream(tokio_stream::iter(asking)).await.expect("a stream").into_inner();
    while let Some(answer) = inbound.message().await.expect("an answer") {
        match answer.message {
            Some(Answer::Released(released)) => {
                outcome.text.push_str(&released.text);
                outcome.found += released.edits.len();
            }
            Some(Answer::Amended(_)) => outcome.found += 1,
            Some(Answer::Finished(_)) => finished = true,
            _ => {}
        }
    }
    let took = began.elapsed();
    assert!(finished, "a stream ends well");
    (outcome, took)
}

fn asking(way: Way, text: &str) -> Vec<RedactStreamRequest> {
    let mode = if way == Way::Live { ReleaseMode::Live } else { ReleaseMode::OnFinish };
    let open = StreamOpen { release_mode: mode.into(), tier: Tier::Fast.into(), ..StreamOpen::default() };
    let chunk = |text: &str| Asking::Chunk(StreamChunk { text: text.to_owned() });
    let chunks = pieces(text).into_iter().map(chunk);
    let messages = std::iter::once(Asking::Open(open)).chain(chunks);
    messages.map(|message| RedactStreamRequest { message: Some(message) }).collect()
}

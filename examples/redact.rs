//! A Rust client: one note in one call, then the same note as it is dictated.
//!
//! ```sh
//! scrubs serve &
//! cargo run --example redact -- http://127.0.0.1:50051
//! ```

use scrubs::service::proto::redact_stream_request::Message as Asking;
use scrubs::service::proto::redact_stream_response::Message as Answer;
use scrubs::service::proto::redaction_service_client::RedactionServiceClient;
use scrubs::service::proto::*;
use std::error::Error;
use std::io::Write as _;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::Channel;

/// Made up; the NHS number is from the range kept for tests.
const NOTE: &str = "Reviewed Zoë Quayle in clinic. NHS No: 999 477 3453.\n\
    Plan discussed with Zoë, who is happy to be rung on the usual number.\n";

type Client = RedactionServiceClient<Channel>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "http://127.0.0.1:50051".to_owned());
    let mut client = RedactionServiceClient::connect(address).await?;
    whole(&mut client).await?;
    dictated(&mut client).await
}

/// What the record system knows of the patient before it reads the note.
fn known() -> Option<Known> {
    let patient = KnownPerson {
        role: PersonRole::Patient.into(),
        names: vec!["Zoë Quayle".to_owned()],
        ..KnownPerson::default()
    };
    Some(Known { people: vec![patient] })
}

async fn whole(client: &mut Client) -> Result<(), Box<dyn Error>> {
    let request = RedactRequest { text: NOTE.to_owned(), known: known(), ..RedactRequest::default() };
    let response = client.redact(request).await?.into_inner();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", response.text)?;
    for edit in &response.edits {
        let rule = edit.reason.as_ref().map_or("", |reason| &reason.rule);
        writeln!(out, "{:.2} {} ({rule})", edit.strength, edit.label)?;
    }
    let risk = response.risk.unwrap_or_default();
    let residual = risk.residual.as_ref().map_or(1.0, |score| score.value);
    writeln!(out, "{} at a residual risk of {residual:.3}\n", risk.verdict().as_str_name())?;
    Ok(())
}

async fn dictated(client: &mut Client) -> Result<(), Box<dyn Error>> {
    let (say, dictation) = mpsc::channel(1);
    tokio::spawn(async move {
        let open =
            StreamOpen { known: known(), release_mode: ReleaseMode::Live.into(), ..StreamOpen::default() };
        let chunks =
            NOTE.split_inclusive(' ').map(|word| Asking::Chunk(StreamChunk { text: word.to_owned() }));
        for message in std::iter::once(Asking::Open(open)).chain(chunks) {
            if say.send(RedactStreamRequest { message: Some(message) }).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut answers = client.redact_stream(ReceiverStream::new(dictation)).await?.into_inner();
    let (mut text, mut amendments) = (String::new(), Vec::new());
    while let Some(answer) = answers.message().await? {
        match answer.message {
            Some(Answer::Released(released)) => text.push_str(&released.text),
            Some(Answer::Amended(amendment)) => amendments.push(amendment),
            Some(Answer::Finished(_)) => {
                writeln!(std::io::stdout(), "{}", amended(text, amendments))?;
                return Ok(());
            }
            _ => {}
        }
    }
    Err("the stream ended before the note did: discard its text".into())
}

/// Text with its amendments, which count UTF-8 bytes here: from the last to the first, so that
/// places before an amendment keep their offsets.
fn amended(mut text: String, mut amendments: Vec<StreamAmended>) -> String {
    let place = |a: &StreamAmended| a.edit.as_ref().and_then(|edit| edit.output).unwrap_or_default();
    amendments.sort_by_key(|a| std::cmp::Reverse(place(a).start));
    for amendment in &amendments {
        let at = place(amendment);
        text.replace_range(at.start as usize..at.end as usize, &amendment.replacement);
    }
    text
}

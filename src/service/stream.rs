//! One note that arrives in pieces.

use super::convert::{self, Asked};
use super::proto::redact_stream_request::Message as Asking;
use super::proto::redact_stream_response::Message as Answer;
use super::proto::*;
use super::redactor::{Answers, Redactor, next};
use crate::Options;
use crate::risk::Risk;
use crate::session::{LimitError, Release};
use crate::telemetry::Seen;
use prost::Message as _;
use tonic::{Status, Streaming};

type Inbound = Streaming<RedactStreamRequest>;
type Out = Answers<RedactStreamResponse>;

/// The whole conversation.
pub(super) async fn talk(
    redactor: &Redactor,
    mut inbound: Inbound,
    out: &Out,
    seen: &mut Seen,
) -> Result<(), Status> {
    let open = match next(&mut inbound, &redactor.limits).await? {
        Some(RedactStreamRequest { message: Some(Asking::Open(open)) }) => open,
        Some(RedactStreamRequest { message: None }) => return Err(empty()),
        _ => return Err(convert::out_of_order("wanted open first")),
    };
    let live = convert::is_live(open.release_mode)?;
    let (this, bytes) = (redactor.clone(), open.encoded_len());
    let StreamOpen { policy, known, offset_unit, tier, .. } = open;
    let asked = Asked { policy, known, offset_unit, tier, path: "open." };
    let options = redactor.workers.run(bytes, move || this.options(asked)).await?;
    let policy = Some(convert::applied(&options.policy));
    say(out, [Answer::Opened(StreamOpened { policy })]).await?;
    match live {
        false => on_finish(redactor, options, inbound, out, seen).await,
        true => as_it_comes(redactor, options, inbound, out, seen).await,
    }
}

/// Keeps the note until it is whole: the answer is that of the unary call, in pieces.
async fn on_finish(
    redactor: &Redactor,
    options: Options,
    mut inbound: Inbound,
    out: &Out,
    seen: &mut Seen,
) -> Result<(), Status> {
    let max_bytes = options.max_bytes;
    let mut text = String::new();
    while let Some(chunk) = chunk(redactor, &mut inbound).await? {
        seen.bytes(chunk.len());
        if chunk.len() > max_bytes - text.len() {
            return Err(too_long(LimitError { max_bytes }));
        }
        text.push_str(&chunk);
    }
    let (this, bytes) = (redactor.clone(), text.len());
    let work = move || {
        let (redacted, seen) = this.whole(&text, &options, SUBJECT)?;
        let mut told = Told { original: options.unit.len(&text), ..Told::default() };
        let release = Release { text: redacted.text, edits: redacted.edits, ..Release::default() };
        let mut answers = told.release(&release, &options);
        answers.push(told.finish(&redacted.risk, &options));
        Ok((answers, seen))
    };
    let (answers, done) = redactor.workers.run(bytes, work).await?;
    seen.add(done);
    say(out, answers).await
}

/// Gives text out as soon as the session does.
async fn as_it_comes(
    redactor: &Redactor,
    options: Options,
    mut inbound: Inbound,
    out: &Out,
    seen: &mut Seen,
) -> Result<(), Status> {
    let mut session = redactor.engine.session(&options);
    let mut told = Told::default();
    while let Some(chunk) = chunk(redactor, &mut inbound).await? {
        seen.bytes(chunk.len());
        let bytes = chunk.len();
        let (before, options) = (redactor.before, options.clone());
        let work = move || {
            before(&chunk);
            told.original += options.unit.len(&chunk);
            let release = session.push(&chunk).map_err(too_long)?;
            Ok((session, told.release(&release, &options), told, seen_in(&release)))
        };
        let answers;
        let done;
        (session, answers, told, done) = redactor.workers.run(bytes, work).await?;
        seen.add(done);
        say(out, answers).await?;
    }
    let bytes = session.held_bytes();
    let work = move || {
        let ending = session.finish().map_err(too_long)?;
        let mut seen = seen_in(&ending.release);
        seen.verdict(ending.risk.verdict.name());
        let mut answers = told.release(&ending.release, &options);
        answers.push(told.finish(&ending.risk, &options));
        Ok((answers, seen))
    };
    let (answers, done) = redactor.workers.run(bytes, work).await?;
    seen.add(done);
    say(out, answers).await
}

/// What the client has sent and been told so far, in the unit of the request.
#[derive(Clone, Copy, Default)]
struct Told {
    original: usize,
    released: usize,
    edits: usize,
    amendments: usize,
}

impl Told {
    fn release(&mut self, release: &Release, options: &Options) -> Vec<Answer> {
        self.edits += release.edits.len();
        self.amendments += release.amendments.len();
        let released = convert::released(&release.text, &release.edits, options.unit, &mut self.released);
        let amended = release.amendments.iter().map(convert::amended);
        released.into_iter().map(Answer::Released).chain(amended.map(Answer::Amended)).collect()
    }

    fn finish(&self, risk: &Risk, options: &Options) -> Answer {
        Answer::Finished(StreamFinished {
            risk: Some(convert::risk(risk)),
            policy: Some(convert::applied(&options.policy)),
            original_length: convert::offset(self.original),
            released_length: convert::offset(self.released),
            edit_count: convert::offset(self.edits),
            amendment_count: convert::offset(self.amendments),
        })
    }
}

fn seen_in(release: &Release) -> Seen {
    let mut seen = Seen::default();
    seen.found(release.edits.iter().chain(release.amendments.iter().map(|a| &a.edit)).map(|e| e.label));
    seen
}

async fn say(out: &Out, answers: impl IntoIterator<Item = Answer>) -> Result<(), Status> {
    for answer in answers {
        out.send(RedactStreamResponse { message: Some(answer) }).await?;
    }
    Ok(())
}

/// The next piece of the note; `None` at its end.
async fn chunk(redactor: &Redactor, inbound: &mut Inbound) -> Result<Option<String>, Status> {
    match next(inbound, &redactor.limits).await?.map(|request| request.message) {
        None => Ok(None),
        Some(Some(Asking::Chunk(chunk))) => Ok(Some(chunk.text)),
        Some(Some(Asking::Open(_))) => Err(convert::out_of_order("wanted a chunk, the stream is open")),
        Some(None) => Err(empty()),
    }
}

/// What errors call a streamed note.
const SUBJECT: &str = "chunk.text";

fn too_long(error: LimitError) -> Status {
    convert::too_long(SUBJECT, error)
}

fn empty() -> Status {
    convert::invalid("message", "wanted open or chunk")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span as Range;
    use crate::detect::{Label, Reason as Why, Source};
    use crate::policy::Action as Done;
    use crate::session::{Amendment, Edit as Change};

    fn change(start: usize, end: usize) -> Change {
        let span = Range::new(start, end).unwrap();
        Change {
            original: span,
            output: span,
            label: Label::Person,
            sub: None,
            action: Done::Label,
            strength: 0.9,
            reason: Why { source: Source::Note, rule: "a name elsewhere in the note", cue: None },
        }
    }

    #[test]
    fn amendments_come_after_the_text_that_they_may_change_and_all_is_counted() {
        let options = Options::default();
        let mut told = Told::default();
        let edit = change(3, 13);
        let bytes = Range::new(14, 21).unwrap();
        let replacement = "[PERSON-1]".to_owned();
        let amendment = Amendment { edit: change(14, 21), bytes, replacement: Some(replacement.clone()) };
        let text = "Mr [PERSON-1] Hargrea".to_owned();
        let first = Release { text, edits: vec![edit], ..Release::default() };
        let second = Release { text: "ves.".into(), amendments: vec![amendment], ..Release::default() };
        let mut answers = told.release(&first, &options);
        answers.extend(told.release(&second, &options));
        let [Answer::Released(one), Answer::Released(two), Answer::Amended(amended)] = &answers[..] else {
            panic!("two texts and an amendment")
        };
        assert_eq!((one.text.len(), one.edits.len()), (21, 1));
        assert_eq!((two.text.as_str(), two.edits.len()), ("ves.", 0));
        let place = amended.edit.as_ref().unwrap().output.unwrap();
        assert_eq!((place.start, place.end, amended.replacement.as_deref()), (14, 21, Some(&*replacement)));
        assert_eq!((told.released, told.edits, told.amendments), (25, 1, 1));
    }
}

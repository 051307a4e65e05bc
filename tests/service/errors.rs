//! What the service answers when something is wrong: a status with details, and no text.

use super::*;
use std::time::Instant;
use tonic_types::StatusExt as _;

fn person(set: impl FnOnce(&mut KnownPerson)) -> Option<Known> {
    let mut person = KnownPerson { names: vec!["Ann Vane".into()], ..KnownPerson::default() };
    set(&mut person);
    Some(Known { people: vec![KnownPerson::default(), person] })
}

fn people(n: usize) -> Option<Known> {
    Some(Known { people: vec![KnownPerson::default(); n] })
}

/// The field a status finds fault with, or the limit that was met, with what was wanted.
fn fault(status: &Status) -> (String, String) {
    let details = status.get_error_details();
    if let Some(bad) = details.bad_request() {
        let [v] = &bad.field_violations[..] else { panic!("one violation") };
        (v.field.clone(), v.description.clone())
    } else if let Some(quota) = details.quota_failure() {
        let [v] = &quota.violations[..] else { panic!("one violation") };
        (v.subject.clone(), v.description.clone())
    } else if let Some(order) = details.precondition_failure() {
        let [v] = &order.violations[..] else { panic!("one violation") };
        (v.subject.clone(), v.description.clone())
    } else {
        panic!("no details: {status:?}")
    }
}

/// Requests that fail: what is wrong, the code, the field and what was wanted.
fn bad_requests() -> Vec<(RedactRequest, Code, &'static str, &'static str)> {
    let base = || request("Seen today.");
    let with = |known| RedactRequest { known, ..base() };
    let (invalid, exhausted) = (Code::InvalidArgument, Code::ResourceExhausted);
    vec![
        (
            RedactRequest { policy: "Mentoring".into(), ..base() },
            invalid,
            "policy",
            "wanted one of mentoring, detect-only",
        ),
        (
            RedactRequest { offset_unit: 9, ..base() },
            invalid,
            "offset_unit",
            "wanted UTF8_BYTES, CODE_POINTS or UTF16",
        ),
        (RedactRequest { tier: 9, ..base() }, invalid, "tier", "wanted FAST or CAREFUL"),
        (
            with(person(|p| p.role = 77)),
            invalid,
            "known.people[1].role",
            "wanted PATIENT, RELATIVE, STAFF or OTHER",
        ),
        (
            with(person(|p| p.date_of_birth = "14/03/1952".into())),
            invalid,
            "known.people[1].date_of_birth",
            "wanted YYYY-MM-DD",
        ),
        (
            with(person(|p| p.names.push("--".into()))),
            invalid,
            "known.people[1].names",
            "wanted at least one letter",
        ),
        (
            with(person(|p| p.identifiers.push("A1".into()))),
            invalid,
            "known.people[1].identifiers",
            "wanted at least four letters or digits",
        ),
        (with(people(4)), exhausted, "known.people", "at most 3 people"),
        (
            with(person(|p| p.addresses = vec!["1 High Street".into(); 5])),
            exhausted,
            "known.people",
            "at most 5 names, identifiers and addresses",
        ),
        (
            with(person(|p| p.names.push("x".repeat(41)))),
            exhausted,
            "known.people",
            "at most 40 bytes a value",
        ),
        (request(&"x".repeat(20_001)), exhausted, "text", "at most 20000 bytes a note"),
    ]
}

async fn strict() -> Server {
    let set = |s: &mut Settings| {
        s.max_note_bytes = 20_000;
        (s.max_known_people, s.max_known_values, s.max_known_value_bytes) = (3, 5, 40);
    };
    Server::with(set, |_| {}).await
}

#[tokio::test]
async fn a_bad_request_is_refused_by_field_and_by_limit() {
    let server = strict().await;
    let mut client = server.client().await;
    for (request, code, field, wanted) in bad_requests() {
        let status = client.redact(request.clone()).await.unwrap_err();
        assert_eq!((status.code(), fault(&status)), (code, (field.to_owned(), wanted.to_owned())));
        assert_eq!(status.message(), format!("{field}: {wanted}"));

        // The same in a batch, as the status of the item.
        let results = batch(&mut client, vec![("1", request)]).await;
        let item = results[0].1.as_ref().unwrap_err();
        assert_eq!((item.code, item.message.as_str()), (code.into(), status.message()));
        assert_eq!(item.details.len(), 1);
    }
    // At the limits nothing is refused.
    let known = person(|p| p.addresses = vec!["1 High Street".into(); 4]);
    client.redact(RedactRequest { known, ..request(&"x ".repeat(10_000)) }).await.unwrap();
    client.redact(RedactRequest { known: people(3), ..request("x") }).await.unwrap();
}

#[tokio::test]
async fn a_bad_open_is_refused_by_field() {
    let server = strict().await;
    let mut client = server.client().await;
    for (request, code, field, wanted) in bad_requests() {
        let RedactRequest { text, policy, known, offset_unit, tier } = request;
        for mode in [ReleaseMode::OnFinish, ReleaseMode::Live] {
            let open = StreamOpen {
                policy: policy.clone(),
                known: known.clone(),
                offset_unit,
                tier,
                release_mode: mode.into(),
            };
            let message = Some(asking::Message::Open(open));
            let asking = vec![RedactStreamRequest { message }, chunk(&text[..5]), chunk(&text[5..])];
            let (answers, outcome) = converse(&mut client, asking).await;
            let status = outcome.unwrap_err();
            let field = if field == "text" { "chunk.text".to_owned() } else { format!("open.{field}") };
            assert_eq!((status.code(), fault(&status)), (code, (field, wanted.to_owned())));
            assert!(!answers.iter().any(|a| matches!(a, answer::Message::Finished(_))));
        }
    }
}

#[tokio::test]
async fn messages_of_a_stream_out_of_order_are_refused() {
    let server = Server::start().await;
    let mut client = server.client().await;
    let live = || open(ReleaseMode::Live);
    let nothing = || RedactStreamRequest { message: None };
    let unknown_mode = || {
        let open = StreamOpen { release_mode: 9, ..StreamOpen::default() };
        RedactStreamRequest { message: Some(asking::Message::Open(open)) }
    };
    let (order, invalid) = (Code::FailedPrecondition, Code::InvalidArgument);
    let table = [
        (vec![], order, "message: wanted open first"),
        (vec![chunk("Seen.")], order, "message: wanted open first"),
        (vec![live(), live()], order, "message: wanted a chunk, the stream is open"),
        (vec![live(), chunk("Seen."), live()], order, "message: wanted a chunk, the stream is open"),
        (vec![open(ReleaseMode::OnFinish), live()], order, "message: wanted a chunk, the stream is open"),
        (vec![nothing()], invalid, "message: wanted open or chunk"),
        (vec![live(), nothing()], invalid, "message: wanted open or chunk"),
        (vec![unknown_mode()], invalid, "open.release_mode: wanted ON_FINISH or LIVE"),
    ];
    for (asking, code, message) in table {
        let (_, outcome) = converse(&mut client, asking).await;
        let status = outcome.unwrap_err();
        assert_eq!((status.code(), status.message()), (code, message));
        let (field, wanted) = fault(&status);
        assert_eq!(format!("{field}: {wanted}"), message);
    }
}

#[tokio::test]
async fn a_batch_item_without_a_request_fails_alone() {
    let server = Server::start().await;
    let mut client = server.client().await;
    let items = vec![
        RedactBatchRequest { id: "1".into(), request: None },
        RedactBatchRequest { id: "2".into(), request: Some(request(NOTE)) },
    ];
    let mut inbound = client.redact_batch(tokio_stream::iter(items)).await.unwrap().into_inner();
    let mut failed = Vec::new();
    while let Some(answer) = inbound.message().await.unwrap() {
        if let Some(redact_batch_response::Result::Status(status)) = answer.result {
            failed.push((answer.id, status.code, status.message));
        }
    }
    let message = "request: wanted a request".to_owned();
    assert_eq!(failed, [("1".to_owned(), Code::InvalidArgument.into(), message)]);
}

#[tokio::test]
async fn a_message_beyond_any_limit_is_not_even_read() {
    let server = strict().await;
    let mut client = server.client().await;
    let status = client.redact(request(&"Quayle ".repeat(200_000))).await.unwrap_err();
    assert_eq!(status.code(), Code::OutOfRange);
    assert!(!format!("{status:?}").contains("Quayle"));
}

/// A request whose text is not UTF-8, which no generated client can make.
#[derive(Clone, prost::Message)]
struct Raw {
    #[prost(bytes = "vec", tag = "1")]
    text: Vec<u8>,
}

#[tokio::test]
async fn text_that_is_not_utf8_is_refused_without_quoting_it() {
    let server = Server::start().await;
    let mut grpc = tonic::client::Grpc::new(server.channel().await);
    grpc.ready().await.unwrap();
    let raw = Raw { text: b"Mrs Quayle \xff\xfe".to_vec() };
    let path = "/scrubs.v1.RedactionService/Redact".parse().unwrap();
    let codec = tonic_prost::ProstCodec::<Raw, RedactResponse>::default();
    let status = grpc.unary(tonic::Request::new(raw), path, codec).await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    assert!(status.message().contains("UTF-8"), "{}", status.message());
    assert!(!format!("{status:?}").contains("Quayle"));
}

/// Slices where a character would be cut: the message of that panic quotes the whole text.
fn stumble(text: &str) {
    if let Some(at) = text.find("stumble é") {
        let _ = &text[..at + "stumble ".len() + 1];
    }
}

#[tokio::test]
async fn a_panic_ends_its_call_without_a_word_of_the_note() {
    const FATAL: &str = "Zoë Quayle stumble é";
    let server = Server::with(|s| s.inline_bytes = 1000, stumble).await;
    let mut client = server.client().await;
    let fixed = |status: &Status| {
        assert_eq!(status.code(), Code::Internal);
        assert_eq!(status.message(), "the note could not be processed");
        assert!(status.details().is_empty());
    };
    // Where it arrives, and by a worker.
    for text in [FATAL.to_owned(), FATAL.repeat(100)] {
        fixed(&client.redact(request(&text)).await.unwrap_err());
        for mode in [ReleaseMode::OnFinish, ReleaseMode::Live] {
            let (answers, outcome) = converse(&mut client, vec![open(mode), chunk(NOTE), chunk(&text)]).await;
            fixed(&outcome.unwrap_err());
            assert!(!answers.iter().any(|a| matches!(a, answer::Message::Finished(_))));
        }
    }
    let results = batch(&mut client, vec![("good", request(NOTE)), ("bad", request(FATAL))]).await;
    for (id, result) in results {
        match result {
            Ok(response) => assert!(id == "good" && !response.text.is_empty()),
            Err(status) => assert_eq!((id.as_str(), status.code), ("bad", Code::Internal.into())),
        }
    }
    client.redact(request(NOTE)).await.unwrap();
}

#[tokio::test]
async fn more_streams_than_allowed_are_refused_until_one_ends() {
    let server = Server::with(|s| s.max_streams = 1, |_| {}).await;
    let mut client = server.client().await;
    let (asking, outbound) = tokio::sync::mpsc::channel::<RedactStreamRequest>(1);
    let outbound = tokio_stream::wrappers::ReceiverStream::new(outbound);
    let first = client.redact_stream(outbound).await.unwrap().into_inner();
    let second = client.redact_batch(tokio_stream::iter(Vec::new())).await.unwrap_err();
    assert_eq!(second.code(), Code::ResourceExhausted);
    assert_eq!(fault(&second), ("streams".to_owned(), "at most 1 open at once".to_owned()));
    // The client goes away: cancelled work frees its place.
    drop((first, asking));
    let began = Instant::now();
    loop {
        match converse(&mut client, vec![open(ReleaseMode::Live), chunk(NOTE)]).await.1 {
            Ok(()) => break,
            Err(status) => assert_eq!(status.code(), Code::ResourceExhausted),
        }
        assert!(began.elapsed() < PATIENCE, "the place of a cancelled stream was never freed");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn an_idle_stream_ends_and_an_active_one_does_not() {
    let server = Server::with(|s| s.stream_idle = Duration::from_millis(400), |_| {}).await;
    let mut client = server.client().await;
    let (asking, outbound) = tokio::sync::mpsc::channel(1);
    let outbound = tokio_stream::wrappers::ReceiverStream::new(outbound);
    let mut inbound = client.redact_stream(outbound).await.unwrap().into_inner();
    asking.send(open(ReleaseMode::OnFinish)).await.unwrap();
    for _ in 0..6 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        asking.send(chunk("Seen today. ")).await.unwrap();
    }
    let opened = inbound.message().await.unwrap().unwrap();
    assert!(matches!(opened.message, Some(answer::Message::Opened(_))));
    let status = tokio::time::timeout(PATIENCE, inbound.message()).await.unwrap().unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::DeadlineExceeded, "idle for 400 ms"));
}

//! What the service answers when all is well: the engine's result, by whichever way.

use super::*;
use scrubs::Redacted;
use scrubs::known::{Known as EngineKnown, KnownPerson as EnginePerson};
use scrubs::session::Edit as EngineEdit;
use scrubs::text::unit::Unit;

const UNITS: [(OffsetUnit, Unit); 4] = [
    (OffsetUnit::Unspecified, Unit::Utf8Bytes),
    (OffsetUnit::Utf8Bytes, Unit::Utf8Bytes),
    (OffsetUnit::CodePoints, Unit::CodePoints),
    (OffsetUnit::Utf16, Unit::Utf16),
];

/// Who the caller knows to be in [`NOTE`].
fn known() -> (Known, EngineKnown) {
    let (names, identifiers) = (vec!["Zoë Quayle".to_owned()], vec!["999-477-3453".to_owned()]);
    let wire = KnownPerson {
        role: PersonRole::Patient.into(),
        names: names.clone(),
        identifiers: identifiers.clone(),
        date_of_birth: "1952-03-14".into(),
        ..KnownPerson::default()
    };
    let person = EnginePerson {
        role: Some(scrubs::detect::Sub::Patient),
        names,
        identifiers,
        date_of_birth: Some("1952-03-14".into()),
        ..EnginePerson::default()
    };
    (Known { people: vec![wire] }, EngineKnown { people: vec![person] })
}

fn expected(text: &str, unit: Unit) -> Redacted {
    let mut options = Options::default().with_known(&known().1).unwrap();
    options.unit = unit;
    ENGINE.redact(text, &options).unwrap()
}

/// A note long enough to be released in several messages, by a worker.
fn long_note() -> String {
    let mut text = String::new();
    for i in 0..800 {
        text.push_str(NOTE);
        text.push_str(&format!("Entry {i}: nothing of note, café visit, 👍.\n"));
    }
    text
}

fn same_edit(wire: &Edit, engine: &EngineEdit) {
    let span = |s: &Option<Span>| s.map(|s| (s.start as usize, s.end as usize)).unwrap();
    assert_eq!(span(&wire.original), (engine.original.start(), engine.original.end()));
    assert_eq!(span(&wire.output), (engine.output.start(), engine.output.end()));
    assert_eq!(wire.label, engine.label.name());
    assert_eq!(wire.sub, engine.sub.map_or("", |sub| sub.name()));
    assert_eq!(wire.action(), Action::Label);
    assert_eq!(wire.strength, engine.strength);
    let reason = wire.reason.as_ref().unwrap();
    assert_eq!(reason.source, engine.reason.source.name());
    assert_eq!(reason.rule, engine.reason.rule);
    assert_eq!(reason.cue, engine.reason.cue.unwrap_or(""));
}

fn same_risk(wire: &Option<Risk>, engine: &scrubs::risk::Risk) {
    let wire = wire.as_ref().unwrap();
    assert_eq!(wire.verdict().as_str_name(), format!("VERDICT_{}", engine.verdict.name()));
    for (wire, engine) in [(&wire.inherent, &engine.inherent), (&wire.residual, &engine.residual)] {
        let wire = wire.as_ref().unwrap();
        assert_eq!(wire.value, engine.value);
        let shares = wire.contributions.iter().map(|c| (c.label.as_str(), c.count, c.weight));
        assert!(shares.eq(engine.contributions.iter().map(|c| (c.label.name(), c.count, c.weight))));
    }
}

fn same(wire: &RedactResponse, engine: &Redacted) {
    assert_eq!(wire.text, engine.text);
    assert_eq!(wire.edits.len(), engine.edits.len());
    wire.edits.iter().zip(&engine.edits).for_each(|(w, e)| same_edit(w, e));
    same_risk(&wire.risk, &engine.risk);
    let policy = wire.policy.as_ref().unwrap();
    assert_eq!((policy.name.as_str(), policy.version.is_empty()), ("mentoring", false));
}

#[tokio::test]
async fn a_note_is_redacted_as_the_engine_does_in_every_unit() {
    let server = Server::start().await;
    let mut client = server.client().await;
    for (wire_unit, unit) in UNITS {
        for text in [NOTE.to_owned(), String::new(), long_note()] {
            let mut request = request(&text);
            request.offset_unit = wire_unit.into();
            request.known = Some(known().0);
            let response = client.redact(request).await.unwrap().into_inner();
            let expected = expected(&text, unit);
            assert!(text.is_empty() || expected.edits.len() >= 3, "{} edits", expected.edits.len());
            same(&response, &expected);
        }
    }
}

/// A stream's text and edits put together, amendments applied, as a client does it.
struct Gathered {
    response: RedactResponse,
    finished: StreamFinished,
    released: usize,
}

/// Puts a stream together; offsets are in code points, so that text is a row of characters.
fn gather(answers: Vec<answer::Message>) -> Gathered {
    let (mut text, mut edits, mut amendments, mut finished) = (Vec::new(), Vec::new(), Vec::new(), None);
    let (mut opened, mut released) = (0, 0);
    for message in answers {
        assert!(finished.is_none(), "an answer after finished");
        match message {
            answer::Message::Opened(o) => {
                assert_eq!(o.policy.unwrap().name, "mentoring");
                opened += 1;
            }
            answer::Message::Released(r) => {
                assert_eq!(opened, 1);
                assert!(r.text.len() <= 64 << 10, "a message of {} bytes", r.text.len());
                let from = text.len() as u32;
                text.extend(r.text.chars());
                let piece = from..text.len() as u32;
                assert!(r.edits.iter().all(|e| piece.contains(&e.output.unwrap().start)));
                edits.extend(r.edits);
                released += 1;
            }
            answer::Message::Amended(a) => amendments.push(a),
            answer::Message::Finished(f) => finished = Some(f),
        }
    }
    let finished = finished.expect("finished");
    assert_eq!(finished.released_length as usize, text.len());
    assert_eq!(finished.edit_count as usize, edits.len());
    assert_eq!(finished.amendment_count as usize, amendments.len());

    // From the last to the first, so that places before an amendment keep their offsets.
    let place = |a: &StreamAmended| a.edit.as_ref().unwrap().output.unwrap();
    amendments.sort_by_key(|a| std::cmp::Reverse(place(a).start));
    for amendment in amendments {
        let (at, new) = (place(&amendment), amendment.replacement().chars().collect::<Vec<_>>());
        let by = new.len() as i64 - i64::from(at.end - at.start);
        text.splice(at.start as usize..at.end as usize, new);
        let moved = |x: u32| (i64::from(x) + by) as u32;
        for edit in edits.iter_mut().filter(|e: &&mut Edit| e.output.unwrap().start >= at.end) {
            let output = edit.output.as_mut().unwrap();
            (output.start, output.end) = (moved(output.start), moved(output.end));
        }
        let mut edit = amendment.edit.unwrap();
        edit.output.as_mut().unwrap().end = moved(at.end);
        edits.push(edit);
    }
    edits.sort_by_key(|e| e.original.unwrap().start);
    let text = text.into_iter().collect();
    let response =
        RedactResponse { text, edits, risk: finished.risk.clone(), policy: finished.policy.clone() };
    Gathered { response, finished, released }
}

/// `text` in pieces of these numbers of characters, over and over.
fn cut(text: &str, sizes: &[usize]) -> Vec<String> {
    let mut chars = text.chars();
    let mut pieces = Vec::new();
    for &size in sizes.iter().cycle() {
        let piece: String = chars.by_ref().take(size).collect();
        if piece.is_empty() && size > 0 {
            return pieces;
        }
        pieces.push(piece);
    }
    unreachable!("sizes are given")
}

async fn streamed(client: &mut Client, mode: ReleaseMode, text: &str, sizes: &[usize]) -> Gathered {
    let mut first = open(mode);
    if let Some(asking::Message::Open(open)) = &mut first.message {
        open.known = Some(known().0);
        open.offset_unit = OffsetUnit::CodePoints.into();
    }
    let pieces = cut(text, sizes);
    let asking = std::iter::once(first).chain(pieces.iter().map(|piece| chunk(piece))).collect();
    let (answers, outcome) = converse(client, asking).await;
    outcome.unwrap();
    gather(answers)
}

#[tokio::test]
async fn a_stream_equals_the_unary_call_however_it_is_cut() {
    let server = Server::start().await;
    let mut client = server.client().await;
    let mut twelve = NOTE.repeat(12);
    twelve.push_str("seen by J Sm");
    for text in ["", NOTE, &twelve] {
        let expected = expected(text, Unit::CodePoints);
        for mode in [ReleaseMode::Unspecified, ReleaseMode::OnFinish, ReleaseMode::Live] {
            for sizes in [&[1][..], &[2, 0, 7], &[64], &[usize::MAX]] {
                let gathered = streamed(&mut client, mode, text, sizes).await;
                same(&gathered.response, &expected);
                assert_eq!(gathered.finished.original_length as usize, text.chars().count());
            }
        }
    }
}

#[tokio::test]
async fn later_evidence_amends_what_a_live_stream_has_released() {
    let server = Server::start().await;
    let mut client = server.client().await;
    // The surname alone is doubtful; far below, further than decisions look ahead, it is certain.
    let between = "The wound is dry and the dressing was changed. ".repeat(100);
    let text = format!("👍 hargreaves stable, sats 98. {between}Mrs Bronwen Hargreaves thanked us.\n");
    let mut options = Options::default();
    options.unit = Unit::CodePoints;
    let expected = ENGINE.redact(&text, &options).unwrap();
    assert!(!expected.text.to_lowercase().contains("hargreaves"));
    let asking = |mode| {
        let mut first = open(mode);
        if let Some(asking::Message::Open(open)) = &mut first.message {
            open.offset_unit = OffsetUnit::CodePoints.into();
        }
        let pieces = cut(&text, &[11]);
        std::iter::once(first).chain(pieces.iter().map(|piece| chunk(piece))).collect()
    };
    for (mode, amended) in [(ReleaseMode::OnFinish, 0), (ReleaseMode::Live, 1)] {
        let (answers, outcome) = converse(&mut client, asking(mode)).await;
        outcome.unwrap();
        let gathered = gather(answers);
        same(&gathered.response, &expected);
        assert_eq!(gathered.finished.amendment_count, amended);
    }
}

#[tokio::test]
async fn long_text_is_released_in_messages_of_bounded_length() {
    let server = Server::start().await;
    let mut client = server.client().await;
    let text = long_note();
    let expected = expected(&text, Unit::CodePoints);
    for mode in [ReleaseMode::OnFinish, ReleaseMode::Live] {
        let gathered = streamed(&mut client, mode, &text, &[200_000]).await;
        same(&gathered.response, &expected);
        assert!(gathered.released > 2, "{} messages", gathered.released);
    }
}

#[tokio::test]
async fn a_live_stream_releases_text_before_its_end_and_one_on_finish_does_not() {
    let server = Server::start().await;
    let mut client = server.client().await;
    for (mode, early) in [(ReleaseMode::Live, true), (ReleaseMode::OnFinish, false)] {
        let (asking, outbound) = tokio::sync::mpsc::channel(4);
        asking.send(open(mode)).await.unwrap();
        asking.send(chunk(&NOTE.repeat(40))).await.unwrap();
        let outbound = tokio_stream::wrappers::ReceiverStream::new(outbound);
        let mut inbound = client.redact_stream(outbound).await.unwrap().into_inner();
        let opened = inbound.message().await.unwrap().unwrap().message.unwrap();
        assert!(matches!(opened, answer::Message::Opened(_)));
        let wait = if early { PATIENCE } else { Duration::from_millis(300) };
        let second = tokio::time::timeout(wait, inbound.message()).await;
        assert_eq!(second.is_ok(), early);
        if let Ok(second) = second {
            assert!(matches!(second.unwrap().unwrap().message, Some(answer::Message::Released(_))));
        }
    }
}

#[tokio::test]
async fn a_batch_answers_every_item_and_fails_the_bad_ones_alone() {
    let server = Server::with(|s| s.max_note_bytes = 100_000, |_| {}).await;
    let mut client = server.client().await;
    let notes: Vec<_> = (0..60).map(|i| (i.to_string(), format!("{NOTE}Bed {i}."))).collect();
    let mut items: Vec<_> = notes.iter().map(|(id, text)| (id.as_str(), request(text))).collect();
    items.insert(7, ("bad policy", RedactRequest { policy: "nonsense".into(), ..request("x") }));
    items.insert(9, ("long", request(&"x".repeat(100_001))));
    items.insert(11, ("", request("x")));
    let mut results = batch(&mut client, items).await;
    results.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(results.len(), 63);
    let failed: Vec<_> = results
        .iter()
        .filter_map(|(id, r)| r.as_ref().err().map(|s| (id.as_str(), s.code, s.details.len())))
        .collect();
    let (invalid, exhausted) = (Code::InvalidArgument.into(), Code::ResourceExhausted.into());
    assert_eq!(failed, [("", invalid, 1), ("bad policy", invalid, 1), ("long", exhausted, 1)]);
    for (id, text) in &notes {
        let (_, result) = results.iter().find(|(other, _)| other == id).unwrap();
        same(result.as_ref().unwrap(), &ENGINE.redact(text, &Options::default()).unwrap());
    }
}

#[tokio::test]
async fn the_catalogue_and_the_policies_are_those_of_the_library() {
    let server = Server::start().await;
    let mut client = server.client().await;
    let list = client.list_identifiers(ListIdentifiersRequest {}).await.unwrap().into_inner();
    let names: Vec<_> = list.identifiers.iter().map(|i| i.name.as_str()).collect();
    let expected: Vec<_> = scrubs::detect::TABLE.iter().map(|row| row.name).collect();
    assert_eq!(names, expected);
    for (wire, row) in list.identifiers.iter().zip(scrubs::detect::TABLE) {
        assert_eq!(format!("{:?}", wire.class()), format!("{:?}", row.class));
        assert_eq!((wire.examples.len(), wire.decoys.len()), (row.examples.len(), row.decoys.len()));
    }
    let policies = client.list_policies(ListPoliciesRequest {}).await.unwrap().into_inner().policies;
    let names: Vec<_> = policies.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, scrubs::policy::Policy::PRESETS);
    for policy in &policies {
        assert_eq!(policy.rules.len(), expected.len());
        let request = RedactRequest { policy: policy.name.clone(), ..request(NOTE) };
        let applied = client.redact(request).await.unwrap().into_inner().policy.unwrap();
        assert_eq!((&applied.name, &applied.version), (&policy.name, &policy.version));
    }
    let keeps = |p: &Policy| p.rules.iter().all(|r| r.action() == Action::Keep);
    assert!(keeps(policies.iter().find(|p| p.name == "detect-only").unwrap()));
    assert!(!keeps(&policies[0]));
}

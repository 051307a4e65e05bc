//! How the service begins, shares itself out and ends.

use super::*;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Instant;
use tokio_stream::wrappers::ReceiverStream;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};
use tonic_reflection::pb::{v1, v1alpha};

async fn health(client: &mut HealthClient<Channel>, service: &str) -> ServingStatus {
    let request = HealthCheckRequest { service: service.to_owned() };
    client.check(request).await.unwrap().into_inner().status()
}

const NAMES: [&str; 2] = ["", "scrubs.v1.RedactionService"];

#[tokio::test]
async fn health_goes_from_serving_to_not_serving_before_calls_are_refused() {
    let mut server = Server::with(|s| s.notice = Duration::from_secs(1), |_| {}).await;
    let (mut checks, mut client) = (HealthClient::new(server.channel().await), server.client().await);
    for name in NAMES {
        assert_eq!(health(&mut checks, name).await, ServingStatus::Serving);
    }
    let watched = HealthCheckRequest { service: NAMES[1].to_owned() };
    let mut watch = checks.watch(watched).await.unwrap().into_inner();
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::Serving);
    server.stop();
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::NotServing);
    for name in NAMES {
        assert_eq!(health(&mut checks, name).await, ServingStatus::NotServing);
    }
    client.redact(request(NOTE)).await.expect("calls are taken during the notice");
    // A watch that its client never ends does not hold the drain up.
    let began = Instant::now();
    server.stopped().await;
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert!(client.redact(request(NOTE)).await.is_err());
}

#[tokio::test]
async fn reflection_names_the_services_and_gives_the_file() {
    use v1::server_reflection_request::MessageRequest as Ask;
    use v1::server_reflection_response::MessageResponse as Told;
    let server = Server::start().await;
    let channel = server.channel().await;
    let mut client = v1::server_reflection_client::ServerReflectionClient::new(channel.clone());
    let ask = |ask| v1::ServerReflectionRequest { host: String::new(), message_request: Some(ask) };
    let asking = vec![
        ask(Ask::ListServices(String::new())),
        ask(Ask::FileContainingSymbol("scrubs.v1.RedactionService.Redact".into())),
        ask(Ask::FileByFilename("google/rpc/status.proto".into())),
    ];
    let mut told = client.server_reflection_info(tokio_stream::iter(asking)).await.unwrap().into_inner();
    let mut next = async || told.message().await.unwrap().unwrap().message_response.unwrap();
    let Told::ListServicesResponse(list) = next().await else { panic!("a list") };
    let services: Vec<_> = list.service.iter().map(|s| s.name.as_str()).collect();
    assert!(services.contains(&"scrubs.v1.RedactionService"), "{services:?}");
    for name in ["scrubs/v1/redaction.proto", "google/rpc/status.proto"] {
        let Told::FileDescriptorResponse(found) = next().await else { panic!("a file") };
        let file: prost_types::FileDescriptorProto =
            prost::Message::decode(found.file_descriptor_proto[0].as_slice()).unwrap();
        assert_eq!(file.name(), name);
    }

    // The older version, which many tools still ask for.
    let mut client = v1alpha::server_reflection_client::ServerReflectionClient::new(channel);
    let ask = v1alpha::server_reflection_request::MessageRequest::ListServices(String::new());
    let ask = v1alpha::ServerReflectionRequest { host: String::new(), message_request: Some(ask) };
    let mut told = client.server_reflection_info(tokio_stream::iter([ask])).await.unwrap().into_inner();
    assert!(told.message().await.unwrap().is_some());
}

/// A stream that stays open until its sender is dropped.
async fn held_open(
    client: &mut Client,
) -> (tokio::sync::mpsc::Sender<RedactStreamRequest>, tonic::Streaming<RedactStreamResponse>) {
    let (asking, outbound) = tokio::sync::mpsc::channel(4);
    let mut inbound = client.redact_stream(ReceiverStream::new(outbound)).await.unwrap().into_inner();
    asking.send(open(ReleaseMode::OnFinish)).await.unwrap();
    inbound.message().await.unwrap().unwrap();
    (asking, inbound)
}

#[tokio::test]
async fn calls_in_flight_finish_during_the_drain() {
    let mut server = Server::start().await;
    let mut client = server.client().await;
    let (asking, mut inbound) = held_open(&mut client).await;
    server.stop();
    // The listener closes, and still the stream goes on.
    let began = Instant::now();
    while Endpoint::new(server.address.clone()).unwrap().connect().await.is_ok() {
        assert!(began.elapsed() < PATIENCE, "new connections are still taken");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    asking.send(chunk(NOTE)).await.unwrap();
    drop(asking);
    let mut last = None;
    while let Some(answer) = inbound.message().await.unwrap() {
        last = answer.message;
    }
    assert!(matches!(last, Some(answer::Message::Finished(_))));
    server.stopped().await;
}

/// Notes that begin with "slow" take a second.
fn dawdle(text: &str) {
    if text.starts_with("slow") {
        std::thread::sleep(Duration::from_secs(1));
    }
}

/// A note for the workers.
fn slow() -> RedactRequest {
    request(&format!("slow {}", "Seen today. ".repeat(200)))
}

#[tokio::test]
async fn calls_that_outlast_the_drain_are_cut_with_a_status() {
    let set = |s: &mut Settings| (s.inline_bytes, s.drain) = (0, Duration::from_millis(100));
    let mut server = Server::with(set, dawdle).await;
    let mut client = server.client().await;
    let (_asking, mut inbound) = held_open(&mut client).await;
    let mut other = client.clone();
    let slow = tokio::spawn(async move { other.redact(slow()).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.stop();
    let status = tokio::time::timeout(PATIENCE, inbound.message()).await.unwrap().unwrap_err();
    for status in [status, slow.await.unwrap().unwrap_err()] {
        assert_eq!((status.code(), status.message()), (Code::Unavailable, "the service is shutting down"));
    }
    server.stopped().await;
}

// On one thread, so that a note redacted where it arrives would hold every other call up.
#[tokio::test]
async fn small_notes_do_not_wait_for_large_ones() {
    let server = Server::with(|s| (s.inline_bytes, s.workers) = (1000, 2), dawdle).await;
    let client = server.client().await;
    let large: Vec<_> = (0..3)
        .map(|_| {
            let mut client = client.clone();
            tokio::spawn(async move { client.redact(slow()).await.unwrap() })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let began = Instant::now();
    for _ in 0..20 {
        client.clone().redact(request(NOTE)).await.unwrap();
    }
    assert!(began.elapsed() < Duration::from_millis(700), "{:?}", began.elapsed());
    assert!(!large.iter().any(|call| call.is_finished()));
    for call in large {
        call.await.unwrap();
    }
    // Two workers, three notes of a second.
    assert!(began.elapsed() > Duration::from_millis(1500), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_batch_answers_as_items_are_ready_and_not_in_their_order() {
    let server = Server::with(|s| s.inline_bytes = 1000, dawdle).await;
    let mut client = server.client().await;
    let results = batch(&mut client, vec![("slow", slow()), ("quick", request(NOTE))]).await;
    let ids: Vec<_> = results.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["quick", "slow"]);
}

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn count(_: &str) {
    MOST.fetch_max(NOW.fetch_add(1, SeqCst) + 1, SeqCst);
    std::thread::sleep(Duration::from_millis(20));
    NOW.fetch_sub(1, SeqCst);
}

#[tokio::test]
async fn no_more_items_are_in_work_than_a_batch_may_have() {
    let set = |s: &mut Settings| (s.inline_bytes, s.workers, s.batch_in_flight) = (0, 16, 3);
    let server = Server::with(set, count).await;
    let mut client = server.client().await;
    let ids: Vec<_> = (0..20).map(|i| i.to_string()).collect();
    let results = batch(&mut client, ids.iter().map(|id| (id.as_str(), request(NOTE))).collect()).await;
    assert_eq!(results.len(), 20);
    assert_eq!(MOST.load(SeqCst), 3);
}

static BEGUN: AtomicUsize = AtomicUsize::new(0);

fn begin(text: &str) {
    BEGUN.fetch_add(1, SeqCst);
    dawdle(text);
}

#[tokio::test]
async fn a_cancelled_batch_begins_no_more_items() {
    let set = |s: &mut Settings| (s.inline_bytes, s.workers, s.batch_in_flight, s.max_streams) = (0, 1, 2, 1);
    let server = Server::with(set, begin).await;
    let mut client = server.client().await;
    let items: Vec<_> =
        (0..50).map(|i| RedactBatchRequest { id: i.to_string(), request: Some(slow()) }).collect();
    let inbound = client.redact_batch(tokio_stream::iter(items)).await.unwrap();
    while BEGUN.load(SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(inbound);
    // The one place for streams is free again before even the first item is done.
    let began = Instant::now();
    while client.redact_batch(tokio_stream::iter(Vec::new())).await.is_err() {
        assert!(began.elapsed() < Duration::from_millis(700), "the batch goes on");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(BEGUN.load(SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_clients_at_once_get_each_its_own_answer() {
    let server = Server::start().await;
    let calls: Vec<_> = (0..8)
        .map(|n| {
            let address = server.address.clone();
            tokio::spawn(async move {
                let mut client = Client::connect(address).await.unwrap();
                for i in 0..25 {
                    let text = format!("Bed {n}-{i}. {NOTE}");
                    let expected = ENGINE.redact(&text, &Options::default()).unwrap().text;
                    assert_eq!(client.redact(request(&text)).await.unwrap().into_inner().text, expected);
                    let mode = if i % 2 == 0 { ReleaseMode::Live } else { ReleaseMode::OnFinish };
                    let asking = vec![open(mode), chunk(&text[..20]), chunk(&text[20..])];
                    let (answers, outcome) = converse(&mut client, asking).await;
                    outcome.unwrap();
                    assert!(matches!(answers.last(), Some(answer::Message::Finished(_))));
                }
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
}

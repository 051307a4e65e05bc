//! The gRPC service: a real server on a free port and real clients.

mod answers;
#[cfg(feature = "cli")]
mod command;
mod errors;
mod lifetime;

use scrubs::service::proto::redaction_service_client::RedactionServiceClient;
use scrubs::service::proto::{redact_stream_request as asking, redact_stream_response as answer, *};
use scrubs::service::{Before, Limits, Settings, serve_with};
use scrubs::{Engine, Options};
use std::sync::LazyLock;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Status};

pub type Client = RedactionServiceClient<Channel>;

/// One engine for every test: it is immutable.
pub static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// Longer than any wait in a test that passes.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A note with direct identifiers, letters of one to four bytes, and a name said twice.
pub const NOTE: &str = "👍 Clinic 14/03/2024. Zoë Quayle, NHS No: 999 477 3453, naïve to opioids.\n\
    Rang 07700 900123; e-mail zoe.quayle@example.com. Lives at IP22 4ZZ.\n\
    Quayle’s ferritin 12 µg/L. Review 21/03/2024.\n";

/// A server of this test alone.
pub struct Server {
    pub address: String,
    stop: Option<oneshot::Sender<()>>,
    done: JoinHandle<()>,
}

impl Server {
    pub async fn start() -> Server {
        Server::with(|_| {}, |_| {}).await
    }

    /// A server with other settings, and with something that happens before each text is redacted.
    pub async fn with(set: impl FnOnce(&mut Settings), before: Before) -> Server {
        let mut settings = Settings { notice: Duration::ZERO, ..Settings::default() };
        set(&mut settings);
        let limits = Limits::new(settings).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let done = tokio::spawn(async move {
            let stopped = async { stopped.await.unwrap_or(()) };
            serve_with(listener, ENGINE.clone(), limits, stopped, before).await.unwrap();
        });
        Server { address, stop: Some(stop), done }
    }

    pub async fn channel(&self) -> Channel {
        Endpoint::new(self.address.clone()).unwrap().connect().await.unwrap()
    }

    pub async fn client(&self) -> Client {
        Client::new(self.channel().await).max_decoding_message_size(usize::MAX)
    }

    /// Begins the shutdown.
    pub fn stop(&mut self) {
        self.stop.take().expect("stopped once").send(()).unwrap();
    }

    /// Waits for the server to return.
    pub async fn stopped(self) {
        tokio::time::timeout(PATIENCE, self.done).await.expect("the server drains").unwrap();
    }
}

pub fn request(text: &str) -> RedactRequest {
    RedactRequest { text: text.to_owned(), tier: Tier::Fast.into(), ..RedactRequest::default() }
}

pub fn open(mode: ReleaseMode) -> RedactStreamRequest {
    let open = StreamOpen { release_mode: mode.into(), tier: Tier::Fast.into(), ..StreamOpen::default() };
    RedactStreamRequest { message: Some(asking::Message::Open(open)) }
}

pub fn chunk(text: &str) -> RedactStreamRequest {
    let chunk = StreamChunk { text: text.to_owned() };
    RedactStreamRequest { message: Some(asking::Message::Chunk(chunk)) }
}

/// Everything that a stream answered, and how it ended.
pub async fn converse(
    client: &mut Client,
    asking: Vec<RedactStreamRequest>,
) -> (Vec<answer::Message>, Result<(), Status>) {
    let mut answers = Vec::new();
    let mut inbound = match client.redact_stream(tokio_stream::iter(asking)).await {
        Ok(response) => response.into_inner(),
        Err(status) => return (answers, Err(status)),
    };
    loop {
        match inbound.message().await {
            Ok(Some(answer)) => answers.push(answer.message.unwrap()),
            Ok(None) => return (answers, Ok(())),
            Err(status) => return (answers, Err(status)),
        }
    }
}

/// Results of a batch by id.
pub async fn batch(
    client: &mut Client,
    items: Vec<(&str, RedactRequest)>,
) -> Vec<(String, Result<RedactResponse, tonic_types::pb::Status>)> {
    let items: Vec<_> = items
        .into_iter()
        .map(|(id, request)| RedactBatchRequest { id: id.to_owned(), request: Some(request) })
        .collect();
    let mut inbound = client.redact_batch(tokio_stream::iter(items)).await.unwrap().into_inner();
    let mut results = Vec::new();
    while let Some(answer) = inbound.message().await.unwrap() {
        let result = match answer.result.unwrap() {
            redact_batch_response::Result::Response(response) => Ok(response),
            redact_batch_response::Result::Status(status) => Err(status),
        };
        results.push((answer.id, result));
    }
    results
}

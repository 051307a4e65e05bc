//! The two servers, each a process of its own so that its CPU time can be told.

use scrubs::service::proto::redact_stream_request::Message as Asking;
use scrubs::service::proto::redact_stream_response::Message as Answer;
use scrubs::service::proto::redaction_service_client::RedactionServiceClient;
use scrubs::service::proto::redaction_service_server::{RedactionService, RedactionServiceServer};
use scrubs::service::proto::*;
use scrubs::service::{Limits, serve};
use scrubs::{Engine, Options};
use std::future::pending;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::{Channel, Server, server::TcpIncoming};
use tonic::{Request, Response, Status, Streaming};

pub type Client = RedactionServiceClient<Channel>;

/// A server process. It ends with this.
pub struct Process {
    child: Child,
    address: String,
}

impl Process {
    /// Starts this program anew as the server of this name.
    pub fn start(name: &str) -> Process {
        let program = std::env::current_exe().expect("the path of this program");
        let mut child =
            Command::new(program).arg(name).stdout(Stdio::piped()).spawn().expect("another process");
        let mut address = String::new();
        let told = BufReader::new(child.stdout.take().expect("piped")).read_line(&mut address);
        assert!(told.is_ok_and(|n| n > 1), "the server says where it listens");
        Process { child, address: format!("http://{}", address.trim()) }
    }

    pub async fn client(&self) -> Client {
        Client::connect(self.address.clone()).await.expect("the server listens")
    }

    /// CPU time of all its threads so far.
    pub fn cpu(&self) -> Duration {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).expect("Linux");
        tasks.map(|task| ran(&task.expect("a thread").path().join("schedstat").to_string_lossy())).sum()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the kernel says that a thread ran.
pub fn ran(schedstat: &str) -> Duration {
    let told = std::fs::read_to_string(schedstat).unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}

/// Serves until it is killed.
pub fn run(name: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let engine = Engine::new();
        let _ = engine.redact("Ready?", &Options::default());
        let address = listener.local_addr().expect("bound");
        writeln!(std::io::stdout(), "{address}").expect("the parent listens");
        match name {
            ECHO => echo(listener).await.expect("the echo serves"),
            _ => serve(listener, engine, Limits::default(), pending()).await.expect("the service serves"),
        }
    });
}

pub const SCRUBS: &str = "serve-scrubs";
pub const ECHO: &str = "serve-echo";

/// With the transport set as the service sets it.
async fn echo(listener: TcpListener) -> Result<(), tonic::transport::Error> {
    let limits = Limits::default();
    let service = RedactionServiceServer::new(Echo).max_decoding_message_size(limits.max_message_bytes());
    Server::builder()
        .max_concurrent_streams(limits.max_calls_per_connection)
        .http2_keepalive_interval(Some(Duration::from_secs(30)))
        .add_service(service)
        .serve_with_incoming(TcpIncoming::from(listener).with_nodelay(Some(true)))
        .await
}

/// Sends each text back as it came, with nothing else.
struct Echo;

type Told<T> = Result<Response<T>, Status>;
type Answers<T> = ReceiverStream<Result<T, Status>>;

#[tonic::async_trait]
impl RedactionService for Echo {
    type RedactStreamStream = Answers<RedactStreamResponse>;
    type RedactBatchStream = Answers<RedactBatchResponse>;

    async fn redact(&self, request: Request<RedactRequest>) -> Told<RedactResponse> {
        Ok(Response::new(RedactResponse { text: request.into_inner().text, ..RedactResponse::default() }))
    }

    async fn redact_stream(
        &self,
        request: Request<Streaming<RedactStreamRequest>>,
    ) -> Told<Self::RedactStreamStream> {
        let (to, from) = mpsc::channel(4);
        tokio::spawn(async move {
            // Whoever hung up needs no answer.
            let _ = talk(request.into_inner(), to).await;
        });
        Ok(Response::new(ReceiverStream::new(from)))
    }

    async fn redact_batch(&self, _: Request<Streaming<RedactBatchRequest>>) -> Told<Self::RedactBatchStream> {
        Err(Status::unimplemented("not measured"))
    }

    async fn list_identifiers(&self, _: Request<ListIdentifiersRequest>) -> Told<ListIdentifiersResponse> {
        Err(Status::unimplemented("not measured"))
    }

    async fn list_policies(&self, _: Request<ListPoliciesRequest>) -> Told<ListPoliciesResponse> {
        Err(Status::unimplemented("not measured"))
    }
}

type Out = mpsc::Sender<Result<RedactStreamResponse, Status>>;

/// Gives each piece back as it comes or all at the end, as it is asked to.
async fn talk(mut inbound: Streaming<RedactStreamRequest>, to: Out) -> Option<()> {
    let (mut live, mut text) = (false, String::new());
    while let Ok(Some(RedactStreamRequest { message })) = inbound.message().await {
        match message? {
            Asking::Open(open) => {
                live = open.release_mode() == ReleaseMode::Live;
                say(&to, Answer::Opened(StreamOpened::default())).await?;
            }
            Asking::Chunk(chunk) if live => say(&to, released(chunk.text)).await?,
            Asking::Chunk(chunk) => text.push_str(&chunk.text),
        }
    }
    if !live {
        say(&to, released(text)).await?;
    }
    say(&to, Answer::Finished(StreamFinished::default())).await
}

fn released(text: String) -> Answer {
    Answer::Released(StreamReleased { text, ..StreamReleased::default() })
}

async fn say(to: &Out, answer: Answer) -> Option<()> {
    to.send(Ok(RedactStreamResponse { message: Some(answer) })).await.ok()
}

//! The methods of the service.

use super::convert::{self, Asked, Policies};
use super::proto::redaction_service_server::RedactionService;
use super::proto::*;
use super::work::{Before, Workers};
use super::{Limits, batch, stream};
use crate::telemetry::{self, Call, Seen};
use crate::{Engine, Options, Redacted};
use prost::Message as _;
use std::future::Future;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::{Code, Request, Response, Status, Streaming};

/// What every call shares. Cheap to clone.
#[derive(Clone)]
pub(super) struct Redactor {
    pub engine: Engine,
    pub limits: Arc<Limits>,
    pub workers: Workers,
    pub before: Before,
    policies: Arc<Policies>,
    streams: Arc<Semaphore>,
    cut: CancellationToken,
}

/// Where a stream's answers go.
pub(super) struct Answers<T> {
    to: mpsc::Sender<Result<T, Status>>,
    limits: Arc<Limits>,
}

/// Answers that wait for a slow client; its stream is held back beyond them.
const AHEAD: usize = 4;

impl Redactor {
    pub fn new(engine: Engine, limits: Limits, before: Before, cut: CancellationToken) -> Redactor {
        Redactor {
            engine,
            workers: Workers::new(&limits),
            before,
            policies: Arc::new(Policies::presets()),
            streams: Arc::new(Semaphore::new(limits.max_streams)),
            limits: Arc::new(limits),
            cut,
        }
    }

    /// The engine's options for what a request asks. Known facts are prepared here: call it as work.
    pub fn options(&self, asked: Asked) -> Result<Options, Status> {
        convert::options(&self.policies, &self.limits, asked)
    }

    /// Redacts one note.
    pub async fn one(&self, request: RedactRequest) -> Result<(RedactResponse, Seen), Status> {
        let this = self.clone();
        let bytes = request.encoded_len();
        let work = move || {
            let RedactRequest { text, policy, known, offset_unit, tier } = request;
            let options = this.options(Asked { policy, known, offset_unit, tier, path: "" })?;
            let (redacted, seen) = this.whole(&text, &options, "text")?;
            Ok((convert::response(redacted, &options.policy), seen))
        };
        self.workers.run(bytes, work).await
    }

    /// Redacts a whole text, which errors call `subject`. Call it as work.
    pub fn whole(&self, text: &str, options: &Options, subject: &str) -> Result<(Redacted, Seen), Status> {
        (self.before)(text);
        let redacted = self.engine.redact(text, options).map_err(|e| convert::too_long(subject, e))?;
        let mut seen = Seen::default();
        seen.found(redacted.edits.iter().map(|edit| edit.label));
        seen.verdict(redacted.risk.verdict.name());
        Ok((redacted, seen))
    }

    /// Does `work`, but for calls that outlast the drain.
    async fn unless_cut<T>(&self, work: impl Future<Output = Result<T, Status>>) -> Result<T, Status> {
        tokio::select! {
            biased;
            outcome = work => outcome,
            () = self.cut.cancelled() => Err(Status::unavailable("the service is shutting down")),
        }
    }

    /// Runs a call with many messages until it is done or its client is gone.
    fn converse<T, F>(
        &self,
        method: &'static str,
        permit: OwnedSemaphorePermit,
        talk: impl FnOnce(Answers<T>, Call) -> F,
    ) -> ReceiverStream<Result<T, Status>>
    where
        T: Send + 'static,
        F: Future<Output = (Call, Result<(), Status>)> + Send + 'static,
    {
        let (to, from) = mpsc::channel(AHEAD);
        let call = Call::begin(method);
        let span = call.span();
        let talk = talk(Answers { to: to.clone(), limits: self.limits.clone() }, call);
        let idle = self.limits.stream_idle;
        let work = async move {
            let _permit = permit;
            let outcome = tokio::select! {
                biased;
                () = to.closed() => return,
                (call, outcome) = talk => { end(call, &outcome); outcome }
            };
            if let Err(status) = outcome {
                let _ = tokio::time::timeout(idle, to.send(Err(status))).await;
            }
        };
        tokio::spawn(telemetry::within(span, work));
        ReceiverStream::new(from)
    }

    fn permit(&self) -> Result<OwnedSemaphorePermit, Status> {
        self.streams.clone().try_acquire_owned().map_err(|_| {
            convert::exhausted("streams", &format!("at most {} open at once", self.limits.max_streams))
        })
    }
}

fn end<T>(call: Call, outcome: &Result<T, Status>) {
    call.end(convert::code_name(outcome.as_ref().err().map_or(Code::Ok, Status::code)));
}

/// The next message of a stream; `None` where the client has closed its side.
pub(super) async fn next<T>(inbound: &mut Streaming<T>, limits: &Limits) -> Result<Option<T>, Status> {
    let message = tokio::time::timeout(limits.stream_idle, inbound.message()).await;
    message.unwrap_or_else(|_| Err(idle(limits)))
}

impl<T> Answers<T> {
    /// Sends one answer, waiting for the client to take it.
    pub async fn send(&self, answer: T) -> Result<(), Status> {
        match tokio::time::timeout(self.limits.stream_idle, self.to.send(Ok(answer))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Status::cancelled("the client is gone")),
            Err(_) => Err(idle(&self.limits)),
        }
    }
}

fn idle(limits: &Limits) -> Status {
    Status::deadline_exceeded(format!("idle for {} ms", limits.stream_idle.as_millis()))
}

#[tonic::async_trait]
impl RedactionService for Redactor {
    type RedactStreamStream = ReceiverStream<Result<RedactStreamResponse, Status>>;
    type RedactBatchStream = ReceiverStream<Result<RedactBatchResponse, Status>>;

    async fn redact(&self, request: Request<RedactRequest>) -> Result<Response<RedactResponse>, Status> {
        let mut call = Call::begin("Redact");
        let request = request.into_inner();
        call.seen.bytes(request.text.len());
        let outcome = telemetry::within(call.span(), self.unless_cut(self.one(request))).await;
        let outcome = outcome.map(|(response, seen)| {
            call.seen.add(seen);
            Response::new(response)
        });
        end(call, &outcome);
        outcome
    }

    async fn redact_stream(
        &self,
        request: Request<Streaming<RedactStreamRequest>>,
    ) -> Result<Response<Self::RedactStreamStream>, Status> {
        let (this, inbound) = (self.clone(), request.into_inner());
        let talk = |answers, mut call: Call| async move {
            let talk = stream::talk(&this, inbound, &answers, &mut call.seen);
            let outcome = this.unless_cut(talk).await;
            (call, outcome)
        };
        Ok(Response::new(self.converse("RedactStream", self.permit()?, talk)))
    }

    async fn redact_batch(
        &self,
        request: Request<Streaming<RedactBatchRequest>>,
    ) -> Result<Response<Self::RedactBatchStream>, Status> {
        let (this, inbound) = (self.clone(), request.into_inner());
        let talk = |answers, mut call: Call| async move {
            let talk = batch::talk(&this, inbound, &answers, &mut call.seen);
            let outcome = this.unless_cut(talk).await;
            (call, outcome)
        };
        Ok(Response::new(self.converse("RedactBatch", self.permit()?, talk)))
    }

    async fn list_identifiers(
        &self,
        _: Request<ListIdentifiersRequest>,
    ) -> Result<Response<ListIdentifiersResponse>, Status> {
        Call::begin("ListIdentifiers").end("OK");
        Ok(Response::new(convert::identifiers()))
    }

    async fn list_policies(
        &self,
        _: Request<ListPoliciesRequest>,
    ) -> Result<Response<ListPoliciesResponse>, Status> {
        Call::begin("ListPolicies").end("OK");
        Ok(Response::new(self.policies.list()))
    }
}

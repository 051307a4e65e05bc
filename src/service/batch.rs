//! Many notes, each with its id: results as they are ready.

use super::convert;
use super::proto::redact_batch_response::Result as Outcome;
use super::proto::*;
use super::redactor::{Answers, Redactor, next};
use crate::telemetry::{self, Seen};
use tokio::task::JoinSet;
use tonic::{Status, Streaming};

/// The whole conversation.
///
/// No more items are read while as many are in work as the limits allow, so that a client can
/// send faster than notes are redacted without filling the memory of the service.
pub(super) async fn talk(
    redactor: &Redactor,
    mut inbound: Streaming<RedactBatchRequest>,
    out: &Answers<RedactBatchResponse>,
    seen: &mut Seen,
) -> Result<(), Status> {
    let mut working = JoinSet::new();
    let mut open = true;
    while open || !working.is_empty() {
        tokio::select! {
            item = next(&mut inbound, &redactor.limits), if open && working.len() < redactor.limits.batch_in_flight => {
                match item {
                    Ok(Some(item)) => {
                        seen.bytes(item.request.as_ref().map_or(0, |request| request.text.len()));
                        working.spawn(telemetry::here(one(redactor.clone(), item)));
                    }
                    Ok(None) => open = false,
                    // Items in work keep the batch alive, however long they take.
                    Err(status) if status.code() == tonic::Code::DeadlineExceeded && !working.is_empty() => {}
                    Err(status) => return Err(status),
                }
            }
            Some(done) = working.join_next() => {
                let (answer, item) = done.map_err(|_| convert::internal())?;
                seen.add(item);
                out.send(answer).await?;
            }
        }
    }
    Ok(())
}

async fn one(redactor: Redactor, item: RedactBatchRequest) -> (RedactBatchResponse, Seen) {
    let RedactBatchRequest { id, request } = item;
    let outcome = match request {
        _ if id.is_empty() => Err(convert::invalid("id", "wanted an id")),
        None => Err(convert::invalid("request", "wanted a request")),
        Some(request) => redactor.one(request).await,
    };
    let (result, seen) = match outcome {
        Ok((response, mut seen)) => {
            seen.item("OK");
            (Outcome::Response(response), seen)
        }
        Err(status) => {
            let mut seen = Seen::default();
            seen.item(convert::code_name(status.code()));
            (Outcome::Status(convert::as_item(&status)), seen)
        }
    };
    (RedactBatchResponse { id, result: Some(result) }, seen)
}

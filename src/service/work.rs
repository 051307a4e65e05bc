//! Where the engine runs: small notes where they arrive, large ones on a bounded set of threads,
//! so that neither blocks the calls of others. A panic ends its call and nothing else.

use super::{Limits, convert};
use crate::telemetry;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tonic::Status;

/// Called with each text right before the engine is. For tests, which make it slow or panic.
pub type Before = fn(&str);

#[derive(Clone)]
pub(super) struct Workers {
    inline_bytes: usize,
    free: Arc<Semaphore>,
}

impl Workers {
    pub fn new(limits: &Limits) -> Workers {
        Workers { inline_bytes: limits.inline_bytes, free: Arc::new(Semaphore::new(limits.workers)) }
    }

    /// Does `work` on about `bytes` bytes of text.
    pub async fn run<T: Send + 'static>(
        &self,
        bytes: usize,
        work: impl FnOnce() -> Result<T, Status> + Send + 'static,
    ) -> Result<T, Status> {
        if bytes <= self.inline_bytes {
            return guarded(work);
        }
        let Ok(worker) = self.free.clone().acquire_owned().await else { return Err(convert::internal()) };
        // The permit goes along: work whose call is cancelled still takes up its thread.
        let done = tokio::task::spawn_blocking(move || {
            let _worker = worker;
            guarded(work)
        });
        done.await.unwrap_or_else(|_| Err(convert::internal()))
    }
}

/// Fails closed: what a panic leaves behind is dropped, and its message with it.
fn guarded<T>(work: impl FnOnce() -> Result<T, Status>) -> Result<T, Status> {
    let _hush = telemetry::hush();
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(convert::internal()))
}

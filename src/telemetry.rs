//! What the service says of itself: one span a call and one event at its end. The only file that
//! may log or count.
//!
//! Nothing here takes text of a note: methods, codes, labels and verdicts are static, the rest
//! are numbers.

use crate::detect::Label;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::Future;
use std::net::SocketAddr;
use std::panic;
use std::sync::Once;
use std::time::{Duration, Instant};
use tracing::field::Empty;
use tracing::{Instrument, Span, error, info, info_span};

/// What was seen in the notes of a call.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    bytes: usize,
    labels: Counts,
    verdicts: Counts,
    /// Items of a batch by the code of their status.
    items: Counts,
}

type Counts = BTreeMap<&'static str, u32>;

impl Seen {
    /// So many bytes of text came in.
    pub fn bytes(&mut self, n: usize) {
        self.bytes += n;
    }

    /// Something was found.
    pub fn found(&mut self, labels: impl IntoIterator<Item = Label>) {
        for label in labels {
            *self.labels.entry(label.name()).or_default() += 1;
        }
    }

    /// A note is done.
    pub fn verdict(&mut self, verdict: &'static str) {
        *self.verdicts.entry(verdict).or_default() += 1;
    }

    /// An item of a batch is done.
    pub fn item(&mut self, code: &'static str) {
        *self.items.entry(code).or_default() += 1;
    }

    /// Adds what was seen elsewhere.
    pub fn add(&mut self, other: Seen) {
        self.bytes += other.bytes;
        let pairs = [
            (&mut self.labels, other.labels),
            (&mut self.verdicts, other.verdicts),
            (&mut self.items, other.items),
        ];
        for (ours, theirs) in pairs {
            theirs.into_iter().for_each(|(name, n)| *ours.entry(name).or_default() += n);
        }
    }
}

fn listed(counts: &Counts) -> String {
    let parts: Vec<_> = counts.iter().map(|(name, n)| format!("{name}:{n}")).collect();
    parts.join(" ")
}

/// One call, from its arrival to its status. Dropped without [`Call::end`], it was cancelled.
#[derive(Debug)]
pub(crate) struct Call {
    span: Span,
    began: Instant,
    code: &'static str,
    /// What was seen so far.
    pub seen: Seen,
}

impl Call {
    /// A call of this method arrives.
    pub fn begin(method: &'static str) -> Call {
        let span = info_span!(
            "call",
            method,
            bytes = Empty,
            items = Empty,
            findings = Empty,
            verdicts = Empty,
            code = Empty,
            millis = Empty
        );
        Call { span, began: Instant::now(), code: "CANCELLED", seen: Seen::default() }
    }

    /// The span of the call, for work on its behalf.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    /// The call ends with this status code.
    pub fn end(mut self, code: &'static str) {
        self.code = code;
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let seen = &self.seen;
        self.span.record("bytes", seen.bytes);
        for (field, counts) in
            [("findings", &seen.labels), ("verdicts", &seen.verdicts), ("items", &seen.items)]
        {
            if !counts.is_empty() {
                self.span.record(field, listed(counts));
            }
        }
        self.span.record("code", self.code);
        self.span.record("millis", self.began.elapsed().as_millis() as u64);
        self.span.in_scope(|| info!("done"));
    }
}

/// Runs `work` within `span`.
pub(crate) fn within<T>(span: Span, work: impl Future<Output = T>) -> impl Future<Output = T> {
    work.instrument(span)
}

/// Runs `work`, perhaps on another task, within the span that is current here.
pub(crate) fn here<T>(work: impl Future<Output = T>) -> impl Future<Output = T> {
    work.in_current_span()
}

/// The service takes calls.
pub(crate) fn listening(address: SocketAddr) {
    info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");
}

/// The service takes no more calls.
pub(crate) fn draining(limit: Duration) {
    info!(limit_seconds = limit.as_secs_f64(), "draining");
}

/// Calls outlasted the drain and were cut.
pub(crate) fn cut() {
    error!("calls outlasted the drain and were cut");
}

thread_local! {
    static HUSHED: Cell<bool> = const { Cell::new(false) };
}

/// While this lives, a panic on this thread is reported by its place alone: its message may quote
/// a note, as that of a bad slice does.
pub(crate) struct Hush(bool);

/// Hushes this thread.
pub(crate) fn hush() -> Hush {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |panic| match (HUSHED.get(), panic.location()) {
            (false, _) => loud(panic),
            (true, Some(place)) => error!(file = place.file(), line = place.line(), "panic"),
            (true, None) => error!("panic"),
        }));
    });
    Hush(HUSHED.replace(true))
}

impl Drop for Hush {
    fn drop(&mut self) {
        HUSHED.set(self.0);
    }
}

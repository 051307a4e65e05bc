//! The gRPC service: `scrubs.v1.RedactionService`, standard health and reflection.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use scrubs::{Engine, service};
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:50051").await?;
//! let shutdown = async { tokio::signal::ctrl_c().await.unwrap_or(()) };
//! service::serve(listener, Engine::new(), service::Limits::default(), shutdown).await?;
//! # Ok(())
//! # }
//! ```

mod batch;
mod convert;
mod limits;
#[allow(missing_docs, reason = "generated: the comments are those of the proto file")]
pub mod proto;
mod redactor;
mod stream;
mod work;

pub use limits::{Limits, LimitsError, Settings};
#[doc(hidden)]
pub use work::Before;

use crate::{Engine, telemetry};
use proto::redaction_service_server::RedactionServiceServer;
use redactor::Redactor;
use std::future::Future;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use tonic::transport::{Server, server::TcpIncoming};
use tonic_health::ServingStatus;

/// Why the service could not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The listener failed.
    #[error("listener: {0}")]
    Listener(#[from] std::io::Error),
    /// The transport failed.
    #[error("transport: {0}")]
    Transport(#[from] tonic::transport::Error),
    /// The checked-in descriptors are not what reflection can read.
    #[error("descriptors: {0}")]
    Descriptors(#[from] tonic_reflection::server::Error),
}

/// A dead peer is noticed after this long.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// Calls that are cut get this long to tell their clients.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Serves calls until `shutdown` is done, then drains: health says NOT_SERVING, after a notice no
/// new calls are taken, and calls in flight have until the drain limit to finish.
///
/// # Errors
/// The listener or the transport fails.
pub async fn serve(
    listener: TcpListener,
    engine: Engine,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    serve_with(listener, engine, limits, shutdown, |_| {}).await
}

/// [`serve`] with a function that sees each text right before the engine does. For tests, which
/// make the engine slow or panic.
#[doc(hidden)]
pub async fn serve_with(
    listener: TcpListener,
    engine: Engine,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
    before: Before,
) -> Result<(), ServeError> {
    telemetry::listening(listener.local_addr()?);
    let cut = CancellationToken::new();
    let (health, health_service) = tonic_health::server::health_reporter();
    let tell = async |status| {
        for name in ["", proto::SERVICE_NAME] {
            health.set_service_status(name, status).await;
        }
    };
    tell(ServingStatus::Serving).await;
    let (notice, drain) = (limits.notice, limits.drain);
    let (max_calls, max_message) = (limits.max_calls_per_connection, limits.max_message_bytes());
    let redactor = Redactor::new(engine, limits, before, cut.clone());
    let (stop, stopped) = oneshot::channel::<()>();
    let reflection = || {
        tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(proto::DESCRIPTORS)
    };
    let serving = Server::builder()
        .max_concurrent_streams(max_calls)
        .http2_keepalive_interval(Some(KEEPALIVE))
        .add_service(health_service)
        .add_service(reflection().build_v1()?)
        .add_service(reflection().build_v1alpha()?)
        .add_service(RedactionServiceServer::new(redactor).max_decoding_message_size(max_message))
        .serve_with_incoming_shutdown(TcpIncoming::from(listener).with_nodelay(Some(true)), async {
            let _ = stopped.await;
        });
    let ending = async {
        shutdown.await;
        telemetry::draining(drain);
        tell(ServingStatus::NotServing).await;
        tokio::time::sleep(notice).await;
        let _ = stop.send(());
        // Health watches never end by themselves and would outlast any drain.
        for name in ["", proto::SERVICE_NAME] {
            health.clone().clear_service_status(name).await;
        }
        tokio::time::sleep(drain).await;
        telemetry::cut();
        cut.cancel();
        tokio::time::sleep(LAST_WORDS).await;
    };
    tokio::select! {
        served = serving => Ok(served?),
        () = ending => Ok(()),
    }
}

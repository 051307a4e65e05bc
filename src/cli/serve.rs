//! `scrubs serve`: the gRPC service.

use super::Failure;
use super::args::{LogFormat, Serve};
use crate::Engine;
use crate::service::{self, Limits, Settings};
use std::io::{self, IsTerminal};
use std::time::Duration;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

pub fn run(args: &Serve) -> Result<(), Failure> {
    let settings = Settings {
        max_note_bytes: args.max_bytes,
        max_streams: args.max_streams,
        drain: Duration::from_secs(args.drain_seconds),
        ..Settings::default()
    };
    let limits = Limits::new(settings).map_err(|e| Failure::input(e.to_string()))?;
    log(args)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Failure::input(format!("cannot start: {}", e.kind())))?;
    runtime.block_on(async {
        let listener = TcpListener::bind(&args.listen)
            .await
            .map_err(|e| Failure::input(format!("--listen: cannot listen there: {}", e.kind())))?;
        let shutdown = asked_to_stop().map_err(|e| Failure::input(format!("signals: {}", e.kind())))?;
        let served = service::serve(listener, Engine::new(), limits, shutdown).await;
        served.map_err(|e| Failure::input(format!("the service stopped: {e}")))
    })
}

/// Logs go to standard error: the service counts and times, and never quotes.
fn log(args: &Serve) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&args.log).map_err(|_| Failure::input("--log: wanted such as info"))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr);
    match args.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

/// Done at Ctrl-C, and where a supervisor asks for it.
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}

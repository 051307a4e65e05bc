//! What the service costs beside an echo server that takes the same messages, and beside the engine
//! by itself: one call in flight, loopback, each server in a process of its own. Linux only.
//!
//! `cargo bench --bench service`; a number behind `--` asks for so many rounds over the notes.

mod calls;
#[allow(dead_code, unused_imports)]
#[path = "../../tests/corpus.rs"]
mod corpus;
mod servers;

use calls::{Outcome, PIECE, Way, by_engine, by_server};
use scrubs::{Engine, Options};
use servers::{Client, ECHO, Process, SCRUBS, ran};
use std::io::{self, Write};
use std::time::Duration;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(name) = arguments.iter().find(|a| [ECHO, SCRUBS].contains(&a.as_str())) {
        servers::run(name);
        return Ok(());
    }
    // Run as a test, it only shows that all answers are right.
    let usual = if arguments.iter().any(|a| a == "--bench") { 40 } else { 1 };
    let rounds = arguments.iter().find_map(|a| a.parse().ok()).unwrap_or(usual);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure(rounds))
}

/// What is sent and how, and what it is called.
const WAYS: [(Way, &str); 3] =
    [(Way::Whole, "whole"), (Way::OnFinish, "stream, on finish"), (Way::Live, "stream, live")];

async fn measure(rounds: usize) -> io::Result<()> {
    let notes: Vec<&str> = corpus::DEV.iter().map(|note| note.text.as_str()).collect();
    let (echo, scrubs) = (Process::start(ECHO), Process::start(SCRUBS));
    let mut bench = Bench {
        engine: Engine::new(),
        options: Options::default(),
        clients: [echo.client().await, scrubs.client().await],
        servers: [echo, scrubs],
        notes,
    };
    let mut all: [[Figures; 3]; WAYS.len()] = Default::default();
    for (way, name) in WAYS {
        bench.check(way, name).await;
    }
    // In turns, so that all meet the same weather.
    for _ in 0..rounds {
        for ((way, _), figures) in WAYS.iter().zip(&mut all) {
            bench.round(*way, figures).await;
        }
    }
    show(&bench.notes, rounds, &all)
}

struct Bench {
    engine: Engine,
    options: Options,
    clients: [Client; 2],
    servers: [Process; 2],
    notes: Vec<&'static str>,
}

impl Bench {
    /// The service answers as the engine does, and the echo with what it was sent.
    async fn check(&mut self, way: Way, name: &str) {
        let mut found = 0;
        for note in &self.notes {
            let (expected, _) = by_engine(&self.engine, &self.options, way, note);
            let [echo, scrubs] = &mut self.clients;
            let (answer, _) = by_server(scrubs, way, note).await;
            assert!(answer == expected, "{name}: the service answers as the engine does");
            let (answer, _) = by_server(echo, way, note).await;
            assert!(answer == Outcome { text: (*note).to_owned(), found: 0 }, "{name}: an echo");
            found += expected.found;
        }
        assert!(found > 5 * self.notes.len(), "{name}: {found} found");
    }

    /// Every note once: by the engine, the echo, the service.
    async fn round(&mut self, way: Way, figures: &mut [Figures; 3]) {
        let [own, of_servers @ ..] = figures;
        let before = ran("/proc/thread-self/schedstat");
        let took = self.notes.iter().map(|note| by_engine(&self.engine, &self.options, way, note).1);
        own.took.extend(took);
        own.cpu += ran("/proc/thread-self/schedstat") - before;
        for ((client, server), of) in self.clients.iter_mut().zip(&self.servers).zip(of_servers) {
            let before = server.cpu();
            for note in &self.notes {
                of.took.push(by_server(client, way, note).await.1);
            }
            of.cpu += server.cpu() - before;
        }
    }
}

/// Of all calls of one kind.
#[derive(Default)]
struct Figures {
    took: Vec<Duration>,
    cpu: Duration,
}

impl Figures {
    /// So many per cent of calls took no more, in microseconds.
    fn quantile(&self, per_cent: usize) -> f64 {
        let mut all = self.took.clone();
        all.sort();
        all[(all.len() * per_cent).div_ceil(100) - 1].as_secs_f64() * 1e6
    }

    /// CPU time a call, in microseconds.
    fn cpu(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.took.len() as f64
    }
}

/// Tables in Markdown, microseconds all.
fn show(notes: &[&str], rounds: usize, all: &[[Figures; 3]; WAYS.len()]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let bytes = notes.iter().map(|note| note.len()).sum::<usize>() / notes.len();
    writeln!(
        out,
        "{} notes of {bytes} bytes on average, {rounds} rounds, pieces of {PIECE} bytes\n",
        notes.len()
    )?;
    writeln!(out, "| microseconds | p50 | p99 | CPU a call |\n| --- | ---: | ---: | ---: |")?;
    for ((_, way), figures) in WAYS.iter().zip(all) {
        for (of, who) in figures.iter().zip(["engine by itself", "echo", "scrubs"]) {
            let (p50, p99, cpu) = (of.quantile(50), of.quantile(99), of.cpu());
            writeln!(out, "| {way}: {who} | {p50:.0} | {p99:.0} | {cpu:.0} |")?;
        }
    }
    writeln!(out, "\n| asked | at most | measured | |\n| --- | ---: | ---: | --- |")?;
    for ((_, way), [engine, echo, scrubs]) in WAYS.iter().zip(all) {
        let rows = [
            ("CPU a call: echo + 1.2 × engine", echo.cpu() + 1.2 * engine.cpu(), scrubs.cpu()),
            ("p99: echo + 2 × engine", echo.quantile(99) + 2.0 * engine.quantile(99), scrubs.quantile(99)),
        ];
        for (asked, most, measured) in rows {
            let met = if measured <= most { "met" } else { "not met" };
            writeln!(out, "| {way}: {asked} | {most:.0} | {measured:.0} | {met} |")?;
        }
    }
    Ok(())
}

//! A note that arrives in pieces, and many notes on several threads.

use crate::corpus::TRAIN;
use crate::cpu::CpuTime;
use crate::stage::redact;
use crate::{mixed, of};
use criterion::{Criterion, Throughput};
use rayon::prelude::*;
use scrubs::session::apply;
use scrubs::{Engine, Options};
use std::hint::black_box;
use std::time::Duration;

/// Redacts a note from its pieces, as a client of a stream would end up with it.
fn join<'a>(engine: &Engine, pieces: impl Iterator<Item = &'a str>, options: &Options) -> (String, usize) {
    let within = "within the limit";
    let mut session = engine.session(options);
    let (mut text, mut edits, mut amendments) = (String::new(), Vec::new(), Vec::new());
    let mut take = |release: scrubs::session::Release| {
        text.push_str(&release.text);
        edits.extend(release.edits);
        amendments.extend(release.amendments);
    };
    for piece in pieces {
        take(session.push(black_box(piece)).expect(within));
    }
    take(session.finish().expect(within).release);
    let (text, edits) = apply(text, edits, amendments);
    (text, edits.len())
}

pub fn streams(c: &mut Criterion<CpuTime>) {
    let (engine, options) = (Engine::new(), Options::default());
    let text = of(&mixed(), 2 << 10);
    assert!(text.is_ascii(), "it may be cut anywhere");
    let whole = engine.redact(&text, &options).expect("within the limit");
    let numbers = whole.edits.iter().filter(|e| e.label.name() == "NHS_NUMBER").count();
    assert!(numbers > 0 && whole.edits.len() > 10 * numbers, "the note is dense");
    let mut group = c.benchmark_group("stream");
    group.sample_size(20).measurement_time(Duration::from_secs(3));
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("redacted whole", |b| b.iter(|| redact(&engine, black_box(&text), &options)));
    for (name, bytes) in [("4 KB", 4 << 10), ("256 B", 256), ("16 B", 16)] {
        let pieces: Vec<&str> =
            (0..text.len()).step_by(bytes).map(|at| &text[at..text.len().min(at + bytes)]).collect();
        let run = || join(&engine, pieces.iter().copied(), &options);
        assert!(
            run() == (whole.text.clone(), whole.edits.len()),
            "pieces of {name} give what the whole does"
        );
        group.bench_function(format!("pieces of {name}"), |b| b.iter(run));
    }
    group.finish();
}

/// Notes per second by the clock, shared out as the command line does it.
pub fn threads(c: &mut Criterion) {
    let (engine, options) = (Engine::new(), Options::default());
    let notes: Vec<&str> = TRAIN.iter().map(|note| note.text.as_str()).collect();
    let marks = TRAIN.iter().map(|note| note.marks.len()).sum::<usize>();
    let mut group = c.benchmark_group("threads");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(6));
    group.throughput(Throughput::Bytes(notes.iter().map(|text| text.len() as u64).sum()));
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a few threads");
        let detect = |text: &&str| engine.detect(black_box(text), &options).map_or(0, |found| found.len());
        let run = || pool.install(|| notes.par_iter().map(detect).sum::<usize>());
        assert!(run() >= marks * 9 / 10, "{threads} threads");
        group.bench_function(threads.to_string(), |b| b.iter(run));
    }
    group.finish();
}

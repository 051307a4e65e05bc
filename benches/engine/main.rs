//! Bytes per second of the engine. Each benchmark asserts what is found before it is timed.
//!
//! "stage" sets the stages of the engine beside plain passes over the same notes: machines differ,
//! these ratios hardly. "linear" sets 1 KB beside 10 KB, 1 MB and 10 MB, which must have the same rate,
//! whatever the text. All but "threads" count the CPU time of one thread.

#[allow(dead_code, unused_imports)]
#[path = "../../tests/corpus.rs"]
mod corpus;
mod cpu;
mod pieces;
mod stage;

use cpu::CpuTime;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use scrubs::names::Tier;
use scrubs::{Engine, Options};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

/// Made up. One NHS number, from the range kept for tests, and a good deal else.
const DENSE: &str = "Dear Dr Quayle, re Mrs Maud Sotherington, DOB 14/03/1952, NHS No: 999 477 3453, of Flat 2, \
    14 Acacia Avenue, Diss, IP22 4ZZ, tel 07700 900123, maud@example.org. Seen on 3rd March 2024 with her son Alan.\n";
const CLEAN: &str = "Chest clear, sats 96% on air, obs stable. BP 120/80, no oedema. Plan: continue bisoprolol 2.5 mg \
    once daily, repeat bloods in three weeks, safety-net advice given. Parkinson's stable on current dose.\n";

fn of(unit: &str, bytes: usize) -> String {
    let text = unit.repeat(bytes / unit.len() + 1);
    let end = (0..=bytes).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text[..end].to_owned()
}

fn mixed() -> String {
    format!("{DENSE}{}", CLEAN.repeat(4))
}

fn time(c: &mut Criterion<CpuTime>, group: &str, cases: &[(String, String, bool)]) {
    let (engine, options) = (Engine::new(), Options::default());
    let mut group = c.benchmark_group(group);
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    for (name, text, finds) in cases {
        let edits = engine.redact(text, &options).expect("within the limit").edits;
        let numbers = edits.iter().filter(|e| e.label.name() == "NHS_NUMBER").count();
        assert_eq!(numbers > 0, *finds, "{name}");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), text, |b, text| {
            b.iter(|| engine.redact(black_box(text), &options).map(|r| r.text.len()));
        });
    }
    group.finish();
}

fn lengths(c: &mut Criterion<CpuTime>) {
    let sizes = [("200 B", 200), ("2 KB", 2 << 10), ("200 KB", 200 << 10)];
    let cases = sizes.map(|(name, bytes)| (name.to_owned(), of(&mixed(), bytes), true));
    time(c, "length", &cases);
}

/// Made to cost as much as it can.
const HOSTILE: [(&str, &str); 5] = [
    ("digits", "1234567890 "),
    ("capitals", "QUAYLE MAUD "),
    ("endless token", "pneumonoultra"),
    ("punctuation", "[(<{,;:-"),
    ("newlines", "\r\n\n"),
];

fn kinds(c: &mut Criterion<CpuTime>) {
    let bytes = 64 << 10;
    let lower = mixed().to_lowercase();
    let usual = [("dense", DENSE, true), ("clean", CLEAN, false), ("lower case", &*lower, true)];
    let hostile = HOSTILE.map(|(name, unit)| (name, unit, false));
    let cases = usual.into_iter().chain(hostile);
    let cases: Vec<_> = cases.map(|(name, unit, finds)| (name.to_owned(), of(unit, bytes), finds)).collect();
    time(c, "kind", &cases);
}

fn linear(c: &mut Criterion<CpuTime>) {
    let mixed = mixed();
    let texts = [("mixed", &*mixed)].into_iter().chain(HOSTILE);
    let sizes = [("1 KB", 1 << 10), ("10 KB", 10 << 10), ("1 MB", 1 << 20), ("10 MB", 10 << 20)];
    let case = |(name, unit)| {
        sizes.map(|(size, bytes)| (format!("{name}, {size}"), of(unit, bytes), name == "mixed"))
    };
    time(c, "linear", &texts.flat_map(case).collect::<Vec<_>>());
}

/// Pieces per second of the careful tier, on one core; and the same notes by either tier, and with
/// everything read whether it is in doubt or not.
fn tiers(c: &mut Criterion<CpuTime>) {
    let engine = Engine::new();
    let text = of(&mixed(), 8 << 10);
    let mut group = c.benchmark_group("tier");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::Elements(engine.read_carefully(&text) as u64));
    group.bench_function("pieces read", |b| b.iter(|| engine.read_carefully(black_box(&text))));
    let notes: Vec<&str> = corpus::DEV.iter().map(|note| note.text.as_str()).take(24).collect();
    group.throughput(Throughput::Elements(notes.len() as u64));
    for tier in [Tier::Fast, Tier::Careful] {
        let policy = Options::default().policy.with_tier(tier);
        let options = Options::new(Arc::new(policy));
        group.bench_function(format!("notes, {tier:?}"), |b| {
            b.iter(|| {
                notes
                    .iter()
                    .map(|note| engine.redact(black_box(note), &options).map_or(0, |r| r.edits.len()))
                    .sum::<usize>()
            });
        });
    }
    group.bench_function("notes, everything read", |b| {
        b.iter(|| notes.iter().map(|note| engine.read_carefully(black_box(note))).sum::<usize>());
    });
    group.finish();
}

criterion_group! {
    name = one_thread;
    config = Criterion::default().with_measurement(CpuTime);
    targets = stage::stages, lengths, kinds, linear, pieces::streams, tiers
}
criterion_group!(by_the_clock, pieces::threads);
criterion_main!(one_thread, by_the_clock);

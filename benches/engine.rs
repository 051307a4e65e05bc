//! Bytes per second of the engine. Each benchmark asserts what is found before it is timed; "linear"
//! sets 1 MB beside 10 MB, which must have the same rate, and "ratio" sets the engine beside one raw
//! pass of a plain matcher over the same notes: machines differ, this ratio hardly.

#[allow(dead_code, unused_imports)]
#[path = "../tests/corpus.rs"]
mod corpus;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use regex_automata::meta::Regex;
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

fn time(c: &mut Criterion, group: &str, cases: &[(String, String, bool)]) {
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

fn lengths(c: &mut Criterion) {
    let sizes = [("200 B", 200), ("2 KB", 2 << 10), ("200 KB", 200 << 10)];
    let cases = sizes.map(|(name, bytes)| (name.to_owned(), of(&mixed(), bytes), true));
    time(c, "length", &cases);
}

fn kinds(c: &mut Criterion) {
    let bytes = 64 << 10;
    let cases = [
        ("dense", of(DENSE, bytes), true),
        ("clean", of(CLEAN, bytes), false),
        ("lower case", of(&mixed().to_lowercase(), bytes), true),
        ("digits", of("1234567890 ", bytes), false),
        ("capitals", of("QUAYLE MAUD ", bytes), false),
        ("endless token", of("pneumonoultra", bytes), false),
        ("punctuation", of("[(<{,;:-", bytes), false),
        ("newlines", of("\r\n\n", bytes), false),
    ];
    time(c, "kind", &cases.map(|(name, text, finds)| (name.to_owned(), text, finds)));
}

fn linear(c: &mut Criterion) {
    let sizes = [("1 MB", 1 << 20), ("10 MB", 10 << 20)];
    time(c, "linear", &sizes.map(|(name, bytes)| (name.to_owned(), of(&mixed(), bytes), true)));
}

/// What a plain matcher looks for: fifteen of the commonest forms, nothing checked, no context.
const RAW: [&str; 15] = [
    r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b",
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    r"\b0\d{2,4} ?\d{3,4} ?\d{3,4}\b",
    r"\+44 ?\d{2,4} ?\d{3,4} ?\d{3,4}\b",
    r"\b[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}\b",
    r"\bhttps?://[^\s]+",
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b",
    r"\b\d{4}-\d{2}-\d{2}\b",
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{2,4}\b",
    r"\b\d{4} \d{4} \d{4} \d{4}\b",
    r"\b\d{2}-\d{2}-\d{2}\b",
    r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b",
    r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
    r"\b\d{1,3}[ -]?(?:year|yr)s?[ -]old\b",
];

fn ratio(c: &mut Criterion) {
    let (engine, options) = (Engine::new(), Options::default());
    let syntax = regex_automata::util::syntax::Config::new().unicode(false).utf8(false);
    let config = Regex::config().utf8_empty(false);
    let raw = Regex::builder().syntax(syntax).configure(config).build_many(&RAW).expect("fifteen patterns");
    let notes: Vec<&str> = corpus::TRAIN.iter().map(|note| note.text.as_str()).collect();
    let mut group = c.benchmark_group("ratio");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(4));
    group.throughput(Throughput::Bytes(notes.iter().map(|text| text.len() as u64).sum()));
    type Count<'a> = &'a dyn Fn(&str) -> usize;
    let cases: [(&str, Count<'_>); 3] = [
        ("raw pass of 15 patterns", &|text| raw.find_iter(text).count()),
        ("forms", &|text| engine.count_forms(text)),
        ("engine", &|text| engine.detect(text, &options).map_or(0, |found| found.len())),
    ];
    for (name, count) in cases {
        let all = || notes.iter().map(|text| count(black_box(text))).sum::<usize>();
        assert!(all() > notes.len(), "{name}");
        group.bench_function(name, |b| b.iter(all));
    }
    group.finish();
}

/// Pieces per second of the careful tier, on one core; and the same notes by either tier, and with
/// everything read whether it is in doubt or not.
fn tiers(c: &mut Criterion) {
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

criterion_group!(benches, lengths, kinds, linear, ratio, tiers);
criterion_main!(benches);

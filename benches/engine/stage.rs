//! The stages of the engine one by one, beside what any pass over the same notes costs.

use crate::corpus::TRAIN;
use crate::cpu::CpuTime;
use criterion::{Criterion, Throughput};
use regex_automata::meta::Regex;
use scrubs::detect::{Finding, Window};
use scrubs::resolve::resolve;
use scrubs::risk::Tally;
use scrubs::scan::Cues;
use scrubs::text::token::Token;
use scrubs::{Engine, Options};
use std::hint::black_box;
use std::time::Duration;

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

/// A segment that is folded and cut into tokens already.
struct Ready {
    bytes: Vec<u8>,
    base: usize,
    tokens: Vec<Token>,
    begins: bool,
}

impl Ready {
    fn of(window: &Window<'_>) -> Ready {
        let Window { bytes, base, tokens, begins, .. } = *window;
        Ready { bytes: bytes.to_vec(), base, tokens: tokens.to_vec(), begins }
    }

    fn window(&self) -> Window<'_> {
        let Ready { bytes, base, tokens, begins } = self;
        Window { base: *base, begins: *begins, ..Window::whole(bytes, tokens) }
    }
}

fn tokens(text: &str) -> usize {
    let mut count = 0;
    Engine::each_segment(text, |window| count += window.tokens.len());
    count
}

/// How many edits a note ends with, its text and its risk made.
pub fn redact(engine: &Engine, text: &str, options: &Options) -> usize {
    black_box(engine.redact(text, options)).map_or(0, |redacted| redacted.edits.len())
}

pub fn stages(c: &mut Criterion<CpuTime>) {
    let (engine, options) = (Engine::new(), Options::default());
    let raw = plain_matcher();
    let cues = Cues::new();
    let notes: Vec<&str> = TRAIN.iter().map(|note| note.text.as_str()).collect();
    let marks = TRAIN.iter().map(|note| note.marks.len()).sum::<usize>();
    let bytes = notes.iter().map(|text| text.len()).sum::<usize>();
    let mut segments = Vec::new();
    notes.iter().for_each(|text| Engine::each_segment(text, |window| segments.push(Ready::of(window))));
    let unresolved: Vec<_> = notes.iter().map(|text| engine.find_unresolved(text)).collect();
    let detect = |text: &str| engine.detect(text, &options).expect("within the limit");
    let resolved: Vec<_> = notes.iter().map(|text| detect(text)).collect();

    let every = |count: &dyn Fn(&str) -> usize| notes.iter().map(|text| count(black_box(text))).sum();
    // Well below what is found at present, and far above nothing.
    let cases: [Case<'_>; 10] = [
        ("byte pass", bytes / 20, &|| every(&|text| text.bytes().filter(|&b| b == b'e').count())),
        ("raw pass of 15 patterns", notes.len(), &|| every(&|text| raw.find_iter(text).count())),
        ("tokens", bytes / 10, &|| every(&tokens)),
        ("cues alone", notes.len(), &|| segments.iter().map(|s| cues.find(&s.window()).count()).sum()),
        ("forms", marks / 5, &|| every(&|text| engine.count_forms(text))),
        ("forms and tagger", marks, &|| every(&|text| engine.find_unresolved(text).len())),
        ("resolve alone", marks * 9 / 10, &|| {
            unresolved.iter().map(|found| resolve(found.clone()).len()).sum()
        }),
        ("detect", marks * 9 / 10, &|| every(&|text| detect(text).len())),
        ("risk alone", 5 * notes.len(), &|| resolved.iter().map(|found| risk(found, &options)).sum()),
        ("redact", marks * 9 / 10, &|| every(&|text| redact(&engine, text, &options))),
    ];
    time(c, bytes, &cases);
}

/// A name, what it finds at least, and how much it finds.
type Case<'a> = (&'a str, usize, &'a dyn Fn() -> usize);

fn time(c: &mut Criterion<CpuTime>, bytes: usize, cases: &[Case<'_>]) {
    let mut group = c.benchmark_group("stage");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(4));
    group.throughput(Throughput::Bytes(bytes as u64));
    for (name, least, count) in cases {
        let found = count();
        assert!(found >= *least, "{name}: {found} of {least}");
        group.bench_function(*name, |b| b.iter(count));
    }
    group.finish();
}

fn plain_matcher() -> Regex {
    let syntax = regex_automata::util::syntax::Config::new().unicode(false).utf8(false);
    let config = Regex::config().utf8_empty(false);
    Regex::builder().syntax(syntax).configure(config).build_many(&RAW).expect("fifteen patterns")
}

/// How many labels a note's risk is made of.
fn risk(found: &[Finding], options: &Options) -> usize {
    let mut tally = Tally::new();
    found.iter().for_each(|finding| tally.count(finding, false));
    tally.risk(&options.policy).inherent.contributions.len()
}

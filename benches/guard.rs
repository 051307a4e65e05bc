//! Instructions that fixed workloads take, counted by valgrind, held against `guard.txt`: unlike times
//! they are the same on a busy machine.
//!
//! `cargo bench --bench guard` fails where one takes more than [`TOLERANCE`] above its figure; with
//! `SCRUBS_WRITE=1` it writes the figures of today. Without valgrind it says so and checks nothing.

#[allow(dead_code, unused_imports)]
#[path = "../tests/corpus.rs"]
mod corpus;

use scrubs::{Engine, Options};
use std::hint::black_box;
use std::io::ErrorKind;
use std::process::{Command, ExitCode, Stdio};

/// Share by which a count may rise: system libraries and the registers that there are differ from
/// machine to machine.
const TOLERANCE: f64 = 0.1;
const FIGURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/guard.txt");

type Work = fn(&Engine, &[&str]) -> usize;

struct Workload {
    name: &'static str,
    texts: fn() -> Vec<String>,
    work: Work,
    /// What must be found at least.
    least: usize,
}

const WORKLOADS: [Workload; 3] = [
    Workload { name: "notes, whole fast tier", texts: notes, work: redact, least: 500 },
    Workload { name: "notes, forms alone", texts: notes, work: forms, least: 300 },
    Workload { name: "lower case and figures", texts: dense, work: redact, least: 100 },
];

fn notes() -> Vec<String> {
    corpus::DEV.iter().take(60).map(|note| note.text.clone()).collect()
}

/// One line of many kinds over and over: invented; the NHS number is from the range kept for tests.
fn dense() -> Vec<String> {
    let line = "seen mrs sotherington, dob 14/03/1952, nhs 999 477 3453, of 14 acacia avenue, diss ip22 4zz, \
        tel 07700 900123, bp 120/80, hr 72, sats 96, 5 mg for 3 days, two weeks on.\n";
    vec![line.repeat(150)]
}

fn redact(engine: &Engine, texts: &[&str]) -> usize {
    let options = Options::default();
    texts.iter().map(|text| engine.redact(text, &options).map_or(0, |redacted| redacted.edits.len())).sum()
}

fn forms(engine: &Engine, texts: &[&str]) -> usize {
    texts.iter().map(|text| engine.count_forms(text)).sum()
}

/// What is counted: nothing else runs under this name.
#[inline(never)]
fn counted_workload(engine: &Engine, texts: &[&str], work: Work) -> usize {
    black_box(work(engine, black_box(texts)))
}

/// Does one workload, twice: automata that are built as they are used are built by then.
fn run(name: &str) -> ExitCode {
    let Some(Workload { texts, work, least, .. }) = WORKLOADS.iter().find(|w| w.name == name) else {
        return ExitCode::FAILURE;
    };
    let engine = Engine::new();
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let first = work(&engine, &texts);
    let found = counted_workload(&engine, &texts, *work);
    ExitCode::from(u8::from(found < *least || found != first))
}

/// Instructions of one workload; `None` where there is no valgrind.
fn count(name: &str) -> Option<u64> {
    let this = std::env::current_exe().expect("the path of this program");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*counted_workload*"])
        .arg(this)
        .args(["--workload", name])
        // One thread: those that wait for work would be counted too.
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .output();
    let output = match output {
        Err(e) if e.kind() == ErrorKind::NotFound => return None,
        output => output.expect("valgrind runs"),
    };
    assert!(output.status.success(), "{name}: the workload did not find what it should");
    let said = String::from_utf8_lossy(&output.stderr);
    let total = said.lines().find_map(|line| line.split("Collected :").nth(1));
    Some(total.and_then(|total| total.trim().parse().ok()).expect("valgrind says how many it counted"))
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let [_, flag, name] = &args[..]
        && flag == "--workload"
    {
        return run(name);
    }
    let figures = std::fs::read_to_string(FIGURES).unwrap_or_default();
    let figure = |name: &str| {
        let row = figures.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        row.and_then(|row| row.parse::<u64>().ok())
    };
    let (mut rows, mut worse) = (String::new(), false);
    for Workload { name, .. } in WORKLOADS {
        let Some(now) = count(name) else {
            say("valgrind is not to be had here: nothing was checked");
            return ExitCode::SUCCESS;
        };
        let before = figure(name);
        let ratio = before.map_or(f64::INFINITY, |before| now as f64 / before as f64);
        worse |= ratio > 1.0 + TOLERANCE;
        say(&format!("{name}: {now} instructions, {ratio:.3} of the figure"));
        rows += &format!("{name}: {now}\n");
    }
    if std::env::var_os("SCRUBS_WRITE").is_some() {
        std::fs::write(FIGURES, rows).expect("the figures can be written");
        return ExitCode::SUCCESS;
    }
    if worse {
        say("dearer than the figures of benches/guard.txt allow");
    }
    ExitCode::from(u8::from(worse))
}

#[expect(clippy::print_stdout, reason = "a bench reports to who runs it")]
fn say(line: &str) {
    println!("{line}");
}

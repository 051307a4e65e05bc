//! What every Rust adapter shares: the protocol of ../py/peerio.py.

use serde::{Deserialize, Serialize};
use std::io::{self, BufWriter, Write};

/// Where a find is, in bytes, and its label.
pub type Found = (usize, usize, &'static str);

#[derive(Deserialize)]
struct Note {
    id: serde_json::Value,
    text: String,
}

#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
    label: &'static str,
}

/// CPU seconds of this process.
fn cpu() -> f64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `t` is a valid place for the answer.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut t) };
    t.tv_sec as f64 + t.tv_nsec as f64 / 1e9
}

/// Megabytes resident now.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) * 1024.0 / 1e6
}

fn option(name: &str) -> f64 {
    let mut args = std::env::args().skip_while(|a| a != name).skip(1);
    args.next().and_then(|a| a.parse().ok()).unwrap_or(0.0)
}

/// Reads the notes, writes what `build`'s detector finds in them, then times it.
pub fn run<D: FnMut(&str) -> Vec<Found>>(build: impl FnOnce() -> D) {
    let mut detect = build();
    let lines = io::stdin().lines().map(|line| line.expect("UTF-8"));
    let notes: Vec<Note> = lines.map(|line| serde_json::from_str(&line).expect("a note on a line")).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut timed = |text: &str| {
        let before = cpu();
        let found = detect(text);
        (cpu() - before, found)
    };
    let (mut first, mut ready) = (0.0, 0.0);
    for note in &notes {
        let (took, mut found) = timed(&note.text);
        if ready == 0.0 {
            ready = resident();
        }
        first += took;
        found.sort_by_key(|f| (f.0, usize::MAX - f.1));
        found.dedup();
        let points = |at: usize| note.text[..at].chars().count();
        let spans: Vec<_> = found
            .into_iter()
            .filter(|f| f.1 > f.0)
            .map(|(start, end, label)| Span { start: points(start), end: points(end), label })
            .collect();
        serde_json::to_writer(&mut out, &serde_json::json!({"id": note.id, "spans": spans})).expect("stdout");
        out.write_all(b"\n").expect("stdout");
    }
    out.flush().expect("stdout");
    let (passes, seconds) = (option("--passes") as usize, option("--seconds"));
    let (mut sums, mut each) = (Vec::new(), vec![Vec::new(); notes.len()]);
    while sums.len() < passes || (seconds > 0.0 && sums.iter().sum::<f64>() < seconds) {
        let mut sum = 0.0;
        for (note, all) in notes.iter().zip(&mut each) {
            let took = timed(&note.text).0;
            sum += took;
            all.push(took);
        }
        sums.push(sum);
    }
    let median = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied()
    };
    let each: Vec<_> = each.into_iter().filter_map(median).collect();
    let bytes: usize = notes.iter().map(|note| note.text.len()).sum();
    let times = serde_json::json!({"bytes": bytes, "first_s": first, "ready_mb": ready, "passes_s": sums, "note_s": each});
    eprintln!("{times}");
}

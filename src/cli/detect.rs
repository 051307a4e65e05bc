//! `scrubs detect`: where identifiers are.

use super::args::Detect;
use super::input::{self, Line};
use super::{BAD_INPUT, Failure, OVER_LIMIT, columns, complain, engine, policy};
use crate::detect::Finding;
use crate::text::unit::{Unit, measure};
use crate::{Engine, Options};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A batch is done when it has so many lines or bytes: what is held at a time.
const BATCH: (usize, usize) = (1024, 8 << 20);

pub fn run(args: &Detect) -> Result<(), Failure> {
    let mut options = Options::new(policy(&args.note.policy, args.note.tier)?);
    options.max_bytes = args.note.max_bytes;
    let input = input::open(args.file.as_deref())?;
    if args.jsonl { lines(args, &options, input) } else { one(args, &options, input) }
}

/// One note, for people.
fn one(args: &Detect, options: &Options, input: impl BufRead) -> Result<(), Failure> {
    let text = input::note(input, args.note.encoding, args.note.max_bytes)?;
    let findings = engine(args.weights.as_deref())?.detect(&text, options)?;
    let places = measure(&text, findings.iter().map(|f| f.span), Unit::CodePoints);
    let mut rows = vec![["start", "end", "label", "sub", "strength", "why"].map(str::to_owned)];
    for (f, (start, end)) in findings.iter().zip(places) {
        let why = match f.reason.cue {
            Some(cue) => format!("{}, after \"{cue}\"", f.reason.rule),
            None => f.reason.rule.to_owned(),
        };
        let sub = f.sub.map_or("-", |s| s.name()).to_owned();
        let strength = format!("{:.2}", f.strength);
        rows.push([start.to_string(), end.to_string(), f.label.name().to_owned(), sub, strength, why]);
    }
    io::stdout().lock().write_all(columns(&rows).as_bytes())?;
    Ok(())
}

/// A note on a line.
#[derive(Deserialize)]
struct Asked {
    id: serde_json::Value,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    id: serde_json::Value,
    spans: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
    label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<&'static str>,
    strength: f32,
}

/// Why a line was not answered; never what was in it.
enum Fault {
    Bad(String),
    TooLong(usize),
    Internal,
}

fn lines(args: &Detect, options: &Options, mut input: Box<dyn BufRead>) -> Result<(), Failure> {
    let engine = engine(args.weights.as_deref())?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads)
        .build()
        .map_err(|_| Failure::input("--threads: cannot start so many"))?;
    // JSON may write a byte as six.
    let most = args.note.max_bytes.saturating_mul(6).saturating_add(1 << 16);
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut number, mut worst) = (0, 0);
    loop {
        let batch = batch(&mut *input, most)?;
        if batch.is_empty() {
            break;
        }
        let answer = |line: Line| {
            catch_unwind(AssertUnwindSafe(|| answer(&engine, options, args, line)))
                .unwrap_or(Err(Fault::Internal))
        };
        let answers: Vec<_> = pool.install(|| batch.into_par_iter().map(answer).collect());
        for answer in answers {
            number += 1;
            match answer {
                Ok(line) => out.write_all(&line)?,
                Err(fault) => {
                    // What came before a complaint is seen before it.
                    out.flush()?;
                    worst = worst.max(report(number, fault));
                }
            }
        }
        out.flush()?;
    }
    if worst > 0 { Err(Failure::Lines(worst)) } else { Ok(()) }
}

fn batch(input: &mut dyn BufRead, most: usize) -> Result<Vec<Line>, Failure> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH.0 && bytes < BATCH.1 {
        let Some(line) = input::line(input, most)? else { break };
        if let Line::Bytes(line) = &line {
            bytes += line.len();
        }
        batch.push(line);
    }
    Ok(batch)
}

/// The line that answers a line; nothing for a blank one.
fn answer(engine: &Engine, options: &Options, args: &Detect, line: Line) -> Result<Vec<u8>, Fault> {
    let too_long = || Fault::TooLong(options.max_bytes);
    let Line::Bytes(line) = line else { return Err(too_long()) };
    let line = input::decode(line, args.note.encoding)
        .map_err(|at| Fault::Bad(format!("not UTF-8 at byte {at} of the line")))?;
    if line.trim().is_empty() {
        return Ok(Vec::new());
    }
    let wanted = r#"{"id": ..., "text": "..."}"#;
    let asked: Asked = serde_json::from_str(&line).map_err(|e| Fault::Bad(input::json_fault(&e, wanted)))?;
    let findings = engine.detect(&asked.text, options).map_err(|_| too_long())?;
    let answer = Answer { id: asked.id, spans: places(&asked.text, &findings) };
    let mut line = serde_json::to_vec(&answer).map_err(|_| Fault::Internal)?;
    line.push(b'\n');
    Ok(line)
}

fn places(text: &str, findings: &[Finding]) -> Vec<Place> {
    let measured = measure(text, findings.iter().map(|f| f.span), Unit::CodePoints);
    let place = |(f, (start, end)): (&Finding, _)| Place {
        start,
        end,
        label: f.label.name(),
        sub: f.sub.map(|s| s.name()),
        strength: f.strength,
    };
    findings.iter().zip(measured).map(place).collect()
}

fn report(number: usize, fault: Fault) -> u8 {
    let (what, code) = match fault {
        Fault::Bad(what) => (what, BAD_INPUT),
        Fault::TooLong(most) => (format!("the note is longer than {most} bytes"), OVER_LIMIT),
        Fault::Internal => ("internal error".to_owned(), BAD_INPUT),
    };
    complain(&format_args!("line {number}: {what}"));
    code
}

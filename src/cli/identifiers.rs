//! `scrubs identifiers`: the table.

use super::args::{Format, List};
use super::{Failure, columns};
use crate::detect::{Class, Identifier, TABLE};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Row {
    name: &'static str,
    class: &'static str,
    title: &'static str,
    standard: &'static str,
    cues: Vec<&'static str>,
    examples: Vec<&'static str>,
}

impl From<&Identifier> for Row {
    fn from(i: &Identifier) -> Row {
        Row {
            name: i.name,
            class: class(i.class),
            title: i.title,
            standard: i.standard,
            cues: i.cues.iter().flat_map(|c| c.words).copied().collect(),
            examples: i.examples.iter().map(|&(_, marked)| marked).collect(),
        }
    }
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Direct => "direct",
        Class::Quasi => "quasi",
    }
}

pub fn run(args: &List) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match args.format {
        Format::Text => {
            let row = |i: &&Identifier| [i.name, class(i.class), i.title].map(str::to_owned);
            let rows: Vec<_> = TABLE.iter().map(row).collect();
            out.write_all(columns(&rows).as_bytes())?;
        }
        Format::Json => {
            let rows: Vec<Row> = TABLE.iter().map(|&i| Row::from(i)).collect();
            serde_json::to_writer_pretty(&mut out, &rows).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

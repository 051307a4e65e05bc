//! The command line: arguments in, an exit code out. Nothing here prints a note's text but the
//! commands that are asked to, on standard output.

mod args;
mod detect;
pub mod evaluate;
mod identifiers;
mod input;
mod json;
mod policies;
mod redact;
#[cfg(feature = "service")]
mod serve;
mod train;

use crate::Engine;
use crate::policy::Policy;
use crate::session::LimitError;
use args::{Args, Command, Trouble};
use clap::Parser;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Why a command failed. No variant holds text of a note.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was given cannot be used.
    #[error("{0}")]
    Input(String),
    /// A note is too long.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// The result could not be written.
    #[error("cannot write the result: {}", .0.kind())]
    Output(#[from] io::Error),
    /// Some lines failed and were reported; this is the exit code.
    #[error("some notes were not answered")]
    Lines(u8),
}

/// Exit code of a usage, input or output error.
pub const BAD_INPUT: u8 = 2;
/// Exit code of a limit exceeded.
pub const OVER_LIMIT: u8 = 3;

impl Failure {
    /// A failure of what was given.
    pub fn input(what: impl Into<String>) -> Failure {
        Failure::Input(what.into())
    }

    fn code(&self) -> u8 {
        match self {
            Failure::Limit(_) => OVER_LIMIT,
            Failure::Lines(code) => *code,
            Failure::Input(_) | Failure::Output(_) => BAD_INPUT,
        }
    }
}

/// Runs the command with these arguments, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    keep_panics_quiet();
    let done = match Args::parse_from(args).command {
        Command::Redact(args) => redact::run(&args),
        Command::Detect(args) => detect::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Train(args) => train::run(&args),
        #[cfg(feature = "service")]
        Command::Serve(args) => serve::run(&args),
        Command::Identifiers(args) => identifiers::run(&args),
        Command::Policies(args) => policies::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the result has seen enough.
        Err(Failure::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure);
            ExitCode::from(failure.code())
        }
    }
}

/// Says on standard error what went wrong.
fn complain(what: &dyn std::fmt::Display) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    // Where even that fails, the exit code is all that is left to say.
    let _ = writeln!(anstream::stderr().lock(), "{red}error{red:#}: {what}");
}

/// A panic message may quote the text that was being sliced: only its place is shown.
fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        complain(&format_args!("internal error at {}", place.as_deref().unwrap_or("an unknown place")));
    }));
}

/// The preset of that name, or the policy in that file, of the tier that is asked for.
fn policy(name: &str, tier: Option<Trouble>) -> Result<Arc<Policy>, Failure> {
    let policy = named(name)?;
    Ok(tier.map_or_else(|| policy.clone(), |tier| Arc::new(policy.with_tier(tier.into()))))
}

fn named(name: &str) -> Result<Arc<Policy>, Failure> {
    if let Some(preset) = Policy::preset(name) {
        return Ok(preset);
    }
    if Path::new(name).extension().is_none_or(|e| e != "toml") {
        let presets = Policy::PRESETS.join(", ");
        return Err(Failure::input(format!("--policy: wanted one of {presets}, or a file ending in .toml")));
    }
    let text = std::fs::read_to_string(name)
        .map_err(|e| Failure::input(format!("--policy: cannot read the file: {}", e.kind())))?;
    let policy = Policy::from_toml(&text).map_err(|e| Failure::input(format!("--policy: {e}")))?;
    Ok(Arc::new(policy))
}

/// An engine with the weights of a file that `train` wrote, or with its own.
fn engine(weights: Option<&Path>) -> Result<Engine, Failure> {
    let Some(file) = weights else { return Ok(Engine::new()) };
    let bytes = std::fs::read(file)
        .map_err(|e| Failure::input(format!("--weights: cannot read the file: {}", e.kind())))?;
    Engine::with_weights(&bytes)
        .ok_or_else(|| Failure::input("--weights: wanted a file that train of this version wrote"))
}

/// Rows in columns, the last one ragged.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line += &format!("{cell:width$}  ");
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn columns_line_up_and_lines_end_without_blanks() {
        let rows = [["a".to_owned(), "b".to_owned()], ["long".to_owned(), String::new()]];
        assert_eq!(columns(&rows), "a     b\nlong\n");
    }
}

//! The `scrubs` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    scrubs::cli::run(std::env::args_os())
}

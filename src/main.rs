//! The `scrubs` command.
fn main() {}

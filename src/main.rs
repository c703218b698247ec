//! The `stratlas` program, which only calls the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    stratlas::cli::main()
}

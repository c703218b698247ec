//! The command line: arguments become a request, one file per subcommand.
//!
//! Exit codes: 0 done, 1 done with findings (faults found, nothing matched), 2 not understood or not possible.

mod atlas;
mod check;
mod explore;
mod list;
mod output;
mod search;
mod show;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::text;

/// Done.
const DONE: u8 = 0;
/// Done, with findings: faults found, or nothing matched.
const FINDINGS: u8 = 1;
/// Not understood, or not possible.
const FAILED: u8 = 2;

/// Explore a graph of strategies and the people on the record for them.
#[derive(Debug, Parser)]
#[command(version, subcommand_precedence_over_arg = true, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    atlas: AtlasArgs,
    /// Open the explorer here: `strategy/pause`, `person/yann-lecun`, `levers`
    place: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "Examples:
  stratlas                              explore the atlas that comes with the program
  stratlas show strategy/pause          print a page
  stratlas search \"kind:person yann\"    find things";

/// Which atlas to use.
#[derive(Clone, Debug, Default, Args)]
struct AtlasArgs {
    /// Use the atlas in this folder of TOML files instead of the one that comes with the program
    #[arg(long = "atlas", value_name = "DIR", env = "STRATLAS_ATLAS", global = true)]
    dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the page of a place
    Show(show::ShowArgs),
    /// List everything of one kind
    List(list::ListArgs),
    /// Find strategies, people, tags, levers, scenarios, portfolios and mechanisms
    Search(search::SearchArgs),
    /// Check an atlas for faults
    Check(check::CheckArgs),
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    if let (Some(place), Some(_)) = (&cli.place, &cli.command) {
        let message = format!("`{}` is a place to explore and cannot go before a command", text::safe(place));
        Cli::command().error(ErrorKind::ArgumentConflict, message).exit();
    }
    let result = match cli.command {
        None => explore::run(&cli.atlas, cli.place.as_deref()),
        Some(Command::Show(args)) => show::run(&cli.atlas, &args),
        Some(Command::List(args)) => list::run(&cli.atlas, &args),
        Some(Command::Search(args)) => search::run(&cli.atlas, &args),
        Some(Command::Check(args)) => check::run(&cli.atlas, &args),
    };
    ExitCode::from(result.unwrap_or_else(|error| {
        if output::is_broken_pipe(&error) {
            return DONE;
        }
        output::complain(&error);
        FAILED
    }))
}

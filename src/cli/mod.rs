//! The command line: one file per subcommand, each with `run(&CliContext, &Args)`.
//!
//! Exit codes: 0 done, 1 done with findings (errors found, nothing matched), 2 not understood or not possible.

mod appearance;
mod atlas;
mod audit;
mod check;
mod complete;
mod config;
mod config_args;
mod context;
mod diff;
mod doctor;
mod explore;
mod export;
mod help;
mod hyperlinks;
mod import;
mod init;
mod keys;
mod list;
mod locate;
mod man;
mod new;
mod output;
mod page_output;
mod path;
mod progress;
mod query;
mod query_help;
mod review;
mod reviewer;
mod schema;
mod search;
mod show;
mod suggest;
mod table;
mod trails;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, FromArgMatches, Parser, Subcommand};

use crate::store::config::Origin;
use crate::text;

use context::{CliContext, GlobalArgs};

/// The exit code of a run that is done.
const DONE: u8 = 0;
/// The exit code of a run that is done and has findings: errors were found, or nothing matched.
const FINDINGS: u8 = 1;
/// The exit code of a run that was not understood or is not possible.
const FAILED: u8 = 2;
/// The exit code of a run that a signal has stopped, as shells have it.
const INTERRUPTED: u8 = 130;

/// Explore a graph of strategies and the people on the record for them.
#[derive(Debug, Parser)]
#[command(version, subcommand_precedence_over_arg = true, after_help = help::EXAMPLES)]
struct Cli {
    #[command(flatten)]
    global: GlobalArgs,
    #[command(flatten)]
    explore: explore::ExploreArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the page of a place
    #[command(after_help = help::SHOW)]
    Show(show::ShowArgs),
    /// List everything of one kind
    #[command(after_help = help::LIST, after_long_help = query_help::with_grammar(help::LIST))]
    List(list::ListArgs),
    /// Find strategies, people, tags, levers, scenarios, portfolios and mechanisms
    #[command(after_help = help::SEARCH, after_long_help = query_help::with_grammar(help::SEARCH))]
    Search(search::SearchArgs),
    /// Start an atlas of your own
    #[command(after_help = help::INIT)]
    Init(init::InitArgs),
    /// List, print or delete saved trails
    #[command(after_help = help::TRAILS)]
    Trails(trails::TrailsArgs),
    /// Begin a strategy, a person or another record
    #[command(after_help = help::NEW)]
    New(new::NewArgs),
    /// Print the file and line of a record
    #[command(name = "where", after_help = help::WHERE)]
    Locate(locate::LocateArgs),
    /// Audit a portfolio
    #[command(after_help = help::AUDIT)]
    Audit(audit::AuditArgs),
    /// Suggest what to add or drop, and the smallest portfolios
    #[command(after_help = help::SUGGEST)]
    Suggest(suggest::SuggestArgs),
    /// Find the paths from one place to another
    #[command(after_help = help::PATH)]
    Path(path::PathArgs),
    /// Review strategies or positions card by card, and record your verdicts
    #[command(after_help = help::REVIEW)]
    Review(review::ReviewArgs),
    /// Check an atlas for errors
    #[command(after_help = help::CHECK)]
    Check(check::CheckArgs),
    /// Print the differences between two atlases
    #[command(after_help = help::DIFF)]
    Diff(diff::DiffArgs),
    /// Print what the TOML of an atlas may hold
    #[command(after_help = help::SCHEMA)]
    Schema(schema::SchemaArgs),
    /// Write the whole atlas, or a part of it, for other programs or as a web site
    #[command(after_help = help::EXPORT, after_long_help = query_help::with_grammar(help::EXPORT))]
    Export(export::ExportArgs),
    /// Import an atlas from JSON, Markdown or CSV
    #[command(after_help = help::IMPORT)]
    Import(import::ImportArgs),
    /// List every key and what it does
    #[command(after_help = help::KEYS)]
    Keys(keys::KeysArgs),
    /// Show, check or start a configuration
    #[command(after_help = help::CONFIG)]
    Config(config::Arguments),
    /// Report on the terminal, the keys, the atlas and the journals
    #[command(after_help = help::DOCTOR)]
    Doctor(doctor::DoctorArgs),
    /// Print the script that completes commands and places in a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions(complete::CompletionsArgs),
    /// Print the manual, as `man` reads it
    #[command(after_help = help::MAN)]
    Man,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let result = complete::answer().unwrap_or_else(|| {
        let (cli, overrides) = parse();
        run(cli, overrides)
    });
    ExitCode::from(result.unwrap_or_else(|error| {
        if output::is_broken_pipe(&error) {
            return DONE;
        }
        output::complain(&error);
        FAILED
    }))
}

/// Parses the arguments of the process; if they are not understood, or ask for help, the process ends here.
fn parse() -> (Cli, Vec<(&'static str, Origin)>) {
    let words = || std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let matches = help::command().try_get_matches().unwrap_or_else(|error| help::explained(error, words()).exit());
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    if let (Some(place), Some(_)) = (&cli.explore.place, &cli.command) {
        let message = format!("`{}` is a place to explore and cannot go before a command", text::safe(place));
        help::command().error(ErrorKind::ArgumentConflict, message).exit();
    }
    (cli, overrides(&matches))
}

/// The settings that come from the command line or the environment.
fn overrides(matches: &ArgMatches) -> Vec<(&'static str, Origin)> {
    let arguments = [("dir", "atlas"), ("theme", "theme"), ("icons", "icons")];
    let origin = |argument| match matches.value_source(argument)? {
        ValueSource::CommandLine => Some(Origin::Flag),
        ValueSource::EnvVariable => Some(Origin::Environment),
        _ => None,
    };
    arguments.into_iter().filter_map(|(argument, key)| Some((key, origin(argument)?))).collect()
}

fn run(cli: Cli, overrides: Vec<(&'static str, Origin)>) -> anyhow::Result<u8> {
    let context = &CliContext::new(cli.global, overrides);
    match &cli.command {
        None => explore::run(context, &cli.explore),
        Some(Command::Show(args)) => show::run(context, args),
        Some(Command::List(args)) => list::run(context, args),
        Some(Command::Search(args)) => search::run(context, args),
        Some(Command::Init(args)) => init::run(context, args),
        Some(Command::Trails(args)) => trails::run(context, args),
        Some(Command::New(args)) => new::run(context, args),
        Some(Command::Locate(args)) => locate::run(context, args),
        Some(Command::Audit(args)) => audit::run(context, args),
        Some(Command::Suggest(args)) => suggest::run(context, args),
        Some(Command::Path(args)) => path::run(context, args),
        Some(Command::Review(args)) => review::run(context, args),
        Some(Command::Check(args)) => check::run(context, args),
        Some(Command::Diff(args)) => diff::run(context, args),
        Some(Command::Schema(args)) => schema::run(args),
        Some(Command::Export(args)) => export::run(context, args),
        Some(Command::Import(args)) => import::run(context, args),
        Some(Command::Keys(args)) => keys::run(context, args),
        Some(Command::Config(args)) => config::run(context, args),
        Some(Command::Doctor(args)) => doctor::run(context, args),
        Some(Command::Completions(args)) => complete::run(args),
        Some(Command::Man) => man::run(context),
    }
}

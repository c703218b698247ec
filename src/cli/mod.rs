//! The command line: one file per subcommand, each with `run(&CliContext, &Args)`.
//!
//! Exit codes: 0 if the work is done, 1 if it is done with findings (errors were found, or nothing matched), 2 if it
//! failed (invalid arguments, or an impossible operation).

mod appearance;
mod arguments;
mod atlas;
mod audit;
mod brief;
mod cache;
mod check;
mod command;
mod compiled;
mod complete;
mod config;
mod config_args;
mod context;
mod diff;
mod doctor;
mod exit;
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
mod manual;
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
use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::store::config::{SETTINGS, SettingOrigin};
use crate::text;

use arguments::{Cli, Command, ExplorerCli};
use context::CliContext;
use exit::{DONE, FAILED};

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

/// Parses the command line. Ends the process if an argument is invalid or help is wanted. Returns the arguments, and
/// the settings among them with their origins.
fn parse() -> (Cli, Vec<(&'static str, SettingOrigin)>) {
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| command::lossy(&word)).collect();
    if words.is_empty()
        && let Some(explorer) = parse_environment()
    {
        return explorer;
    }
    let matches = command::command().try_get_matches();
    let matches = matches.unwrap_or_else(|error| command::exit(command::explained(error, &words), &words));
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| command::exit(error, &words));
    if let (Some(place), Some(_)) = (&cli.explore.place, &cli.command) {
        let message = format!("the place `{}` cannot precede a command", text::sanitize(place));
        command::command().error(ErrorKind::ArgumentConflict, message).exit();
    }
    (cli, overrides(&matches))
}

/// Returns the options of the explorer that the environment sets, if there are no arguments; `None` if one is invalid.
/// Subcommands and help, which then are not needed, take as long to prepare as the first screen.
fn parse_environment() -> Option<(Cli, Vec<(&'static str, SettingOrigin)>)> {
    let matches = ExplorerCli::command().try_get_matches().ok()?;
    let explorer = ExplorerCli::from_arg_matches(&matches).ok()?;
    Some((explorer.into(), overrides(&matches)))
}

/// Returns the settings that the command line or the environment overrides, with the origin of each.
fn overrides(matches: &ArgMatches) -> Vec<(&'static str, SettingOrigin)> {
    let origin = |argument| match matches.value_source(argument)? {
        ValueSource::CommandLine => Some(SettingOrigin::Flag),
        ValueSource::EnvVariable => Some(SettingOrigin::Environment),
        _ => None,
    };
    SETTINGS.iter().filter_map(|setting| Some((setting.key, origin(setting.argument?)?))).collect()
}

fn run(cli: Cli, overrides: Vec<(&'static str, SettingOrigin)>) -> anyhow::Result<u8> {
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
        Some(Command::Brief(args)) => brief::run(context, args),
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
        Some(Command::Cache(args)) => cache::run(context, args),
        Some(Command::Man(args)) => man::run(context, args),
        Some(Command::Help(args)) => manual::run(context, args),
    }
}

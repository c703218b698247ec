//! The command line: arguments become a request, one file per subcommand.
//!
//! Exit codes: 0 done, 1 done with findings (faults found, nothing matched), 2 not understood or not possible.

mod atlas;
mod audit;
mod check;
mod complete;
mod config;
mod diff;
mod doctor;
mod explore;
mod export;
mod grammar;
mod help;
mod hyperlinks;
mod import;
mod init;
mod keys;
mod list;
mod looks;
mod man;
mod new;
mod output;
mod paper;
mod path;
mod place;
mod progress;
mod query;
mod review;
mod reviewer;
mod schema;
mod search;
mod settings;
mod show;
mod suggest;
mod table;
mod trails;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, FromArgMatches, Parser, Subcommand, ValueHint};

use crate::store::Folders;
use crate::store::config::Origin;
use crate::text;

use config::Overrides;
use reviewer::ReviewerArgs;
use settings::ConfigArgs;

/// Done.
const DONE: u8 = 0;
/// Done, with findings: faults found, or nothing matched.
const FINDINGS: u8 = 1;
/// The exit code of a run after which something is not saved.
const NOT_SAVED: u8 = 2;
/// Not understood, or not possible.
const FAILED: u8 = 2;
/// Given up because someone asked for it, as shells have it.
const INTERRUPTED: u8 = 130;

/// Explore a graph of strategies and the people on the record for them.
#[derive(Debug, Parser)]
#[command(version, subcommand_precedence_over_arg = true, after_help = help::EXAMPLES)]
struct Cli {
    #[command(flatten)]
    atlas: AtlasArgs,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    looks: looks::LooksArgs,
    #[command(flatten)]
    reviewer: ReviewerArgs,
    /// Start where the explorer was left
    #[arg(long)]
    resume: bool,
    /// Open the explorer here: `strategy/pause`, `person/yann-lecun`, `levers`
    #[arg(value_name = "PLACE")]
    place: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Which atlas to use.
#[derive(Clone, Debug, Default, Args)]
struct AtlasArgs {
    /// Use the atlas in this folder of TOML files instead of the one that comes with the program
    #[arg(long = "atlas", value_name = "DIR", env = "STRATLAS_ATLAS", global = true, value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// Leave out your own overlay: the files that go over the atlas
    #[arg(long, global = true)]
    no_overlay: bool,
}

impl AtlasArgs {
    /// The folder of the user's overlay, if there is one and it is wanted.
    fn overlay(&self) -> Option<PathBuf> {
        self.wanted_overlay().filter(|folder| folder.is_dir())
    }

    /// The same, whether or not there is one yet.
    fn wanted_overlay(&self) -> Option<PathBuf> {
        Folders::of_user().filter(|_| !self.no_overlay).map(|folders| folders.overlay())
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the page of a place
    #[command(after_help = help::SHOW)]
    Show(show::ShowArgs),
    /// List everything of one kind
    #[command(after_help = help::LIST, after_long_help = grammar::with_grammar(help::LIST))]
    List(list::ListArgs),
    /// Find strategies, people, tags, levers, scenarios, portfolios and mechanisms
    #[command(after_help = help::SEARCH, after_long_help = grammar::with_grammar(help::SEARCH))]
    Search(search::SearchArgs),
    /// Start an atlas of your own
    #[command(after_help = help::INIT)]
    Init(init::InitArgs),
    /// List, print or forget the trails kept in the explorer
    #[command(after_help = help::TRAILS)]
    Trails(trails::TrailsArgs),
    /// Begin a strategy, a person or another record
    #[command(after_help = help::NEW)]
    New(new::NewArgs),
    /// Tell in which file and line something is written
    #[command(name = "where", after_help = help::WHERE)]
    Place(place::WhereArgs),
    /// Weigh up strategies held together
    #[command(after_help = help::AUDIT)]
    Audit(audit::AuditArgs),
    /// Suggest what to add or drop, and the smallest portfolios
    #[command(after_help = help::SUGGEST)]
    Suggest(suggest::SuggestArgs),
    /// Find the ways from one thing to another
    #[command(after_help = help::PATH)]
    Path(path::PathArgs),
    /// Go through strategies or positions, card by card, and record what you judge
    #[command(after_help = help::REVIEW)]
    Review(review::ReviewArgs),
    /// Check an atlas for faults
    #[command(after_help = help::CHECK)]
    Check(check::CheckArgs),
    /// Tell what differs between two atlases
    #[command(after_help = help::DIFF)]
    Diff(diff::DiffArgs),
    /// Print what the TOML of an atlas may hold
    #[command(after_help = help::SCHEMA)]
    Schema(schema::SchemaArgs),
    /// Write the whole atlas, or a part of it, for other programs or as a web site
    #[command(after_help = help::EXPORT, after_long_help = grammar::with_grammar(help::EXPORT))]
    Export(export::ExportArgs),
    /// Make an atlas of what another form of one holds
    #[command(after_help = help::IMPORT)]
    Import(import::ImportArgs),
    /// List every key and what it does
    #[command(after_help = help::KEYS)]
    Keys(keys::KeysArgs),
    /// Show, check or start a configuration
    #[command(after_help = help::CONFIG)]
    Config(config::Arguments),
    /// Tell what the terminal, the keys and the atlas are like
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
        run(cli, &overrides)
    });
    ExitCode::from(result.unwrap_or_else(|error| {
        if output::is_broken_pipe(&error) {
            return DONE;
        }
        output::complain(&error);
        FAILED
    }))
}

/// The arguments of the process; if they cannot be understood, or ask for help, the process ends here.
fn parse() -> (Cli, Overrides) {
    let words = || std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let matches = help::command().try_get_matches().unwrap_or_else(|error| help::explained(error, words()).exit());
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    if let (Some(place), Some(_)) = (&cli.place, &cli.command) {
        let message = format!("`{}` is a place to explore and cannot go before a command", text::safe(place));
        help::command().error(ErrorKind::ArgumentConflict, message).exit();
    }
    (cli, overrides(&matches))
}

/// The settings that come from the command line or the environment.
fn overrides(matches: &ArgMatches) -> Overrides {
    let arguments = [("dir", "atlas"), ("theme", "theme"), ("icons", "icons")];
    let origin = |argument| match matches.value_source(argument)? {
        ValueSource::CommandLine => Some(Origin::Flag),
        ValueSource::EnvVariable => Some(Origin::Environment),
        _ => None,
    };
    Overrides(arguments.into_iter().filter_map(|(argument, key)| Some((key, origin(argument)?))).collect())
}

impl Command {
    /// Whether it reads the atlas in use.
    fn reads_atlas(&self) -> bool {
        match self {
            Self::Trails(args) => args.reads_atlas(),
            Self::Show(_)
            | Self::List(_)
            | Self::Search(_)
            | Self::Audit(_)
            | Self::Path(_)
            | Self::Suggest(_)
            | Self::Place(_)
            | Self::New(_)
            | Self::Diff(_)
            | Self::Export(_) => true,
            Self::Check(args) => !args.names_folder(),
            Self::Import(args) => args.reads_atlas(),
            // The doctor reports what is wrong with a configuration instead of being stopped by it.
            // The explorer finds its atlas by itself.
            Self::Init(_)
            | Self::Review(_)
            | Self::Schema(_)
            | Self::Keys(_)
            | Self::Config(_)
            | Self::Doctor(_)
            | Self::Completions(_)
            | Self::Man => false,
        }
    }
}

fn run(mut cli: Cli, overrides: &Overrides) -> anyhow::Result<u8> {
    if cli.atlas.dir.is_none() && cli.command.as_ref().is_some_and(Command::reads_atlas) {
        cli.atlas.dir = cli.config.config()?.atlas;
    }
    match cli.command.take() {
        None => explore::run(cli),
        Some(Command::Review(args)) => review::run(cli, &args),
        Some(Command::Config(args)) => {
            let looks = &cli.looks;
            config::run(&cli.config, &args, &config::Asked { atlas: cli.atlas.dir, looks, overrides })
        }
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::Trails(args)) => trails::run(&cli.atlas, &args),
        Some(Command::Export(args)) => export::run(&cli.atlas, &args),
        Some(Command::Import(args)) => import::run(&cli.atlas, &args),
        Some(Command::Diff(args)) => diff::run(&cli.atlas, &args),
        Some(Command::New(args)) => new::run(&cli.atlas, &args),
        Some(Command::Place(args)) => place::run(&cli.atlas, &args),
        Some(Command::Audit(args)) => audit::run(&cli.atlas, &args),
        Some(Command::Suggest(args)) => suggest::run(&cli.atlas, &args),
        Some(Command::Path(args)) => path::run(&cli.atlas, &args),
        Some(Command::Show(args)) => show::run(&cli, &args),
        Some(Command::List(args)) => list::run(&cli, &args),
        Some(Command::Search(args)) => search::run(&cli, &args),
        Some(Command::Check(args)) => check::run(&cli.atlas, &args),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Keys(args)) => keys::run(&args, &cli.config.config()?.keymap),
        Some(Command::Doctor(args)) => doctor::run(&cli.atlas, &cli.config, &args),
        Some(Command::Completions(args)) => complete::run(&args),
        Some(Command::Man) => man::run(&cli.config.config()?.keymap),
    }
}

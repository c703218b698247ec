//! The arguments of the program: the options of every subcommand, and the subcommands.

use clap::{Parser, Subcommand};

use super::context::GlobalArgs;
use super::{
    audit, check, complete, config, diff, doctor, explore, export, help, import, init, keys, list, locate, new, path,
    query_help, review, schema, search, show, suggest, trails,
};

/// Explore a graph of strategies and the people on the record for them.
#[derive(Debug, Parser)]
#[command(version, subcommand_precedence_over_arg = true, after_help = help::EXAMPLES)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: GlobalArgs,
    #[command(flatten)]
    pub(super) explore: explore::ExploreArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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

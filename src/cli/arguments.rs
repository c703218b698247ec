//! Arguments of the program: the options common to all subcommands, and the subcommands.

use clap::{Parser, Subcommand};

use super::{
    audit, brief, cache, check, complete, config, context::GlobalArgs, diff, doctor, explore, export, import, init,
    keys, list, locate, man, manual, new, path, review, schema, search, show, suggest, trails,
};

/// Explore a graph of strategies and the people on the record for them.
#[derive(Debug, Parser)]
#[command(version, subcommand_precedence_over_arg = true, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: GlobalArgs,
    #[command(flatten)]
    pub(super) explore: explore::ExploreArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Arguments of the explorer without the subcommands.
#[derive(Debug, Parser)]
pub(super) struct ExplorerCli {
    #[command(flatten)]
    global: GlobalArgs,
    #[command(flatten)]
    explore: explore::ExploreArgs,
}

impl From<ExplorerCli> for Cli {
    fn from(ExplorerCli { global, explore }: ExplorerCli) -> Self {
        Self { global, explore, command: None }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print pages
    Show(show::ShowArgs),
    /// List the records of one kind
    List(list::ListArgs),
    /// Search strategies, people, tags, levers, scenarios, portfolios and mechanisms
    Search(search::SearchArgs),
    /// Start your own atlas
    Init(init::InitArgs),
    /// List, print, play or delete saved trails
    Trails(trails::TrailsArgs),
    /// Add a template of a strategy, a person or another record
    New(new::NewArgs),
    /// Print the file and line of a record
    #[command(name = "where")]
    Locate(locate::LocateArgs),
    /// Print a brief: who backs something, who opposes it, and what would prove it wrong
    Brief(brief::BriefArgs),
    /// Audit a portfolio
    Audit(audit::AuditArgs),
    /// Suggest strategies to add or remove, and the smallest portfolios
    Suggest(suggest::SuggestArgs),
    /// Find the shortest paths between two places
    Path(path::PathArgs),
    /// Review strategies, positions or commitments card by card, and record verdicts
    Review(review::ReviewArgs),
    /// Check an atlas for errors
    Check(check::CheckArgs),
    /// Print the differences between two atlases
    Diff(diff::DiffArgs),
    /// Print the schema of the TOML of an atlas
    Schema(schema::SchemaArgs),
    /// Export an atlas for other programs or as a web site
    Export(export::ExportArgs),
    /// Import an atlas from JSON, Markdown or CSV
    Import(import::ImportArgs),
    /// List the keys and their actions
    Keys(keys::KeysArgs),
    /// Print, check or create the configuration
    Config(config::ConfigCommandArgs),
    /// List or clear the compiled editions of large atlases
    Cache(cache::CacheArgs),
    /// Report on the terminal, the keys, the atlas and the journals
    Doctor(doctor::DoctorArgs),
    /// Print the completion script of a shell
    Completions(complete::CompletionsArgs),
    /// Print the manual page, or write one page for each command and topic
    Man(man::ManArgs),
    /// Print a chapter of the manual, or the help of a command
    Help(manual::HelpArgs),
}

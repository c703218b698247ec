//! `stratlas review`: reviews of strategies and of what people are on the record for. One file per subcommand.

mod agree;
mod check;
mod desk;
mod examine;
mod merge;
mod record;
mod report;
mod start;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::text;

use super::explore::named;
use super::{Cli, help};

use desk::Desk;

pub(super) use examine::examine;
pub(super) use start::StartArgs;

/// Arguments of `stratlas review`.
#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct ReviewArgs {
    #[command(flatten)]
    start: StartArgs,
    #[command(subcommand)]
    command: Option<ReviewCommand>,
}

#[derive(Clone, Debug, Subcommand)]
enum ReviewCommand {
    /// Begin a review (as without a command)
    #[command(after_help = help::REVIEW_START)]
    Start(StartArgs),
    /// Go on with the review that waits, at the same card
    #[command(after_help = help::REVIEW_RESUME)]
    Resume,
    /// Record a verdict without the explorer
    #[command(after_help = help::REVIEW_VERDICT)]
    Verdict(Box<record::VerdictArgs>),
    /// Record how likely a falsification signal lands by a date, or how that came out
    #[command(after_help = help::REVIEW_FORECAST)]
    Forecast(record::ForecastArgs),
    /// Take back what was recorded last; it stays in the journal
    #[command(after_help = help::REVIEW_UNDO)]
    Undo,
    /// Give back what was taken back last
    #[command(after_help = help::REVIEW_UNDO)]
    Redo,
    /// Report what was judged: changes of mind first, then signals, forecasts, notes and what is due
    #[command(after_help = help::REVIEW_REPORT)]
    Report(report::ReportArgs),
    /// Tell how far reviewers agree, disagreements first
    #[command(after_help = help::REVIEW_AGREE)]
    Agree(agree::AgreeArgs),
    /// Put journals together
    #[command(after_help = help::REVIEW_MERGE)]
    Merge(merge::MergeArgs),
    /// Check journals for faults
    #[command(after_help = help::REVIEW_CHECK)]
    Check(check::CheckArgs),
}

/// Fails if the first word is like a command and no place.
fn misspelt(cli: &Cli, args: &StartArgs) -> Result<()> {
    let Some(word) = args.first() else { return Ok(()) };
    let known = ReviewCommand::augment_subcommands(clap::Command::new("review"));
    let Some(meant) = text::nearest(word, known.get_subcommands().map(clap::Command::get_name)) else { return Ok(()) };
    let graph = desk::atlas_in_use(cli, &cli.config.config()?)?;
    named(&graph, word, Some(&format!("review {meant}"))).map(drop)
}

pub(super) fn run(cli: Cli, args: &ReviewArgs) -> Result<u8> {
    match &args.command {
        None => {
            misspelt(&cli, &args.start)?;
            start::run(cli, &args.start)
        }
        Some(ReviewCommand::Start(args)) => start::run(cli, args),
        Some(ReviewCommand::Resume) => start::resume(cli),
        Some(ReviewCommand::Verdict(args)) => record::verdict(&cli, args),
        Some(ReviewCommand::Forecast(args)) => record::forecast(&cli, args),
        Some(ReviewCommand::Undo) => record::undo(&cli),
        Some(ReviewCommand::Redo) => record::redo(&cli),
        Some(ReviewCommand::Report(args)) => report::run(&cli, args),
        Some(ReviewCommand::Agree(args)) => agree::run(&cli, args),
        Some(ReviewCommand::Merge(args)) => merge::run(args),
        Some(ReviewCommand::Check(args)) => check::run(&cli, args),
    }
}

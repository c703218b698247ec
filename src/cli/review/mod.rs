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

pub(super) fn run(cli: Cli, args: &ReviewArgs) -> Result<u8> {
    match &args.command {
        None => start::run(cli, &args.start),
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

//! `stratlas review`: reviews of strategies, positions and commitments. One file per subcommand.

mod agree;
mod check;
mod consensus;
mod consistency;
mod context;
mod due;
mod examine;
mod journal_file;
mod merge;
mod record;
mod report;
mod start;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::text;

use super::{context::CliContext, explore::named};

use context::ReviewContext;

pub(super) use examine::{JournalFinding, examine};
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
    /// Start a review, like `stratlas review` alone
    Start(StartArgs),
    /// Resume an open session at the same card
    Resume(start::ResumeArgs),
    /// Record a verdict without the explorer
    Verdict(Box<record::VerdictArgs>),
    /// Record a forecast that a falsification signal lands by a date, or its outcome
    Forecast(record::ForecastArgs),
    /// Record what reviewers settled on together; their own verdicts stay as they are
    Consensus(consensus::ConsensusArgs),
    /// Undo the last entry; it stays in the journal
    Undo,
    /// Redo the last undone entry
    Redo,
    /// List what is due for review and what will be; the exit code is 1 if anything is due
    Due(due::DueArgs),
    /// Report on your verdicts: changes of mind first, then signals, forecasts, notes and what is due
    Report(report::ReportArgs),
    /// Report the agreement of reviewers, disagreements first
    Agree(agree::AgreeArgs),
    /// Show where your own verdicts do not fit together, and what they depend on
    Consistency(consistency::ConsistencyArgs),
    /// Merge journals
    Merge(merge::MergeArgs),
    /// Check journals for errors
    Check(check::JournalCheckArgs),
}

/// Fails if the first word of the arguments is not the name of a place and resembles a subcommand.
fn refuse_misspelt(context: &CliContext, args: &StartArgs) -> Result<()> {
    let Some(word) = args.first() else { return Ok(()) };
    let known = ReviewCommand::augment_subcommands(clap::Command::new("review"));
    let Some(closest) = text::closest_match(word, known.get_subcommands().map(clap::Command::get_name)) else {
        return Ok(());
    };
    named(&*context.graph()?, word, Some(&format!("review {closest}"))).map(drop)
}

pub(super) fn run(context: &CliContext, args: &ReviewArgs) -> Result<u8> {
    match &args.command {
        None => {
            refuse_misspelt(context, &args.start)?;
            start::run(context, &args.start)
        }
        Some(ReviewCommand::Start(args)) => start::run(context, args),
        Some(ReviewCommand::Resume(args)) => start::resume(context, args),
        Some(ReviewCommand::Verdict(args)) => record::verdict(context, args),
        Some(ReviewCommand::Forecast(args)) => record::forecast(context, args),
        Some(ReviewCommand::Consensus(args)) => consensus::run(context, args),
        Some(ReviewCommand::Undo) => record::undo(context),
        Some(ReviewCommand::Redo) => record::redo(context),
        Some(ReviewCommand::Due(args)) => due::run(context, args),
        Some(ReviewCommand::Report(args)) => report::run(context, args),
        Some(ReviewCommand::Consistency(args)) => consistency::run(context, args),
        Some(ReviewCommand::Agree(args)) => agree::run(context, args),
        Some(ReviewCommand::Merge(args)) => merge::run(args),
        Some(ReviewCommand::Check(args)) => check::run(context, args),
    }
}

//! `stratlas review`: reviews of strategies and of what people are on the record for.

mod start;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Cli, help};

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
}

pub(super) fn run(cli: Cli, args: &ReviewArgs) -> Result<u8> {
    match &args.command {
        None => start::run(cli, &args.start),
        Some(ReviewCommand::Start(args)) => start::run(cli, args),
        Some(ReviewCommand::Resume) => start::resume(cli),
    }
}

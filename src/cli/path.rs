//! `stratlas path`: the shortest paths from one place to another, with an explanation of every step.

use anyhow::Result;
use clap::Args;

use crate::document::Block;
use crate::page::{self, MAX_PATHS, PageContext};
use crate::place::{self, Place};

use super::page_output::{PageOutput, whole_number};
use super::{context::CliContext, exit::FINDINGS};

/// Arguments of `stratlas path`.
#[derive(Debug, Args)]
pub(super) struct PathArgs {
    /// The start: `strategy/pause`, `person:yann-lecun`, or a slug alone
    #[arg(value_name = "PLACE")]
    from: String,
    /// The end
    #[arg(value_name = "PLACE")]
    to: String,
    /// How many paths to print at most, shortest first
    #[arg(short = 'k', long = "ways", value_name = "N", default_value_t = MAX_PATHS, value_parser = whole_number(1..=usize::MAX))]
    ways: usize,
    #[command(flatten)]
    output: PageOutput,
}

pub(super) fn run(context: &CliContext, args: &PathArgs) -> Result<u8> {
    let graph = context.graph()?;
    let end = |text: &str| place::parse_path_end(&graph.atlas, text);
    let page = page::build(
        Place::Path(end(&args.from)?, end(&args.to)?),
        &PageContext { max_paths: args.ways, ..context.page_context(&graph)? },
    );
    let done = args.output.print(context, &graph.atlas, &page)?;
    // A page without paths contains a notice instead, which makes the exit code that of findings.
    Ok(if page.blocks.iter().any(|block| matches!(block, Block::Notice(_))) { FINDINGS } else { done })
}

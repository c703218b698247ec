//! `stratlas path`: the shortest ways from one thing to another, every step explained.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::document::Block;
use crate::page::{self, MAX_PATHS};
use crate::place;

use super::paper::Paper;
use super::{AtlasArgs, DONE, FINDINGS, atlas, output};

/// Arguments of `stratlas path`.
#[derive(Debug, Args)]
pub(super) struct PathArgs {
    /// Where to start: `strategy/pause`, `person:yann-lecun`, or a bare slug
    #[arg(value_name = "PLACE")]
    from: String,
    /// Where to end
    #[arg(value_name = "PLACE")]
    to: String,
    /// How many ways to print, shortest first
    #[arg(short = 'k', long = "ways", value_name = "N", default_value_t = MAX_PATHS)]
    ways: usize,
    #[command(flatten)]
    paper: Paper,
}

pub(super) fn run(atlas: &AtlasArgs, args: &PathArgs) -> Result<u8> {
    let graph = atlas::graph(atlas)?;
    let end = |text: &str| place::parse_path_end(&graph.atlas, text);
    let page = page::paths(&graph, end(&args.from)?, end(&args.to)?, args.ways);
    let mut out = output::stdout();
    write!(out, "{}", args.paper.print(&graph.atlas, &page)?)?;
    out.flush()?;
    // A page that has no way to show says so in a notice.
    Ok(if page.blocks.iter().any(|block| matches!(block, Block::Notice(_))) { FINDINGS } else { DONE })
}

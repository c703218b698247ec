//! `stratlas audit`: coverage, conflicts and supporters of a portfolio.

use anyhow::{Error, Result, bail};
use clap::Args;

use crate::graph::strategy_named;
use crate::model::{Atlas, PortfolioId, StrategyId};
use crate::page;
use crate::place::Place;

use super::{context::CliContext, output, page_output::PageOutput};

/// Arguments of `stratlas audit`.
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// The strategies of the portfolio: `pause`, `strategy/alignment-first`
    #[arg(value_name = "STRATEGY", required_unless_present = "preset")]
    strategies: Vec<String>,
    /// Audit this portfolio of the atlas
    #[arg(long, value_name = "PORTFOLIO", conflicts_with = "strategies")]
    preset: Option<String>,
    #[command(flatten)]
    output: PageOutput,
}

pub(super) fn run(context: &CliContext, args: &AuditArgs) -> Result<u8> {
    let graph = context.graph()?;
    let page_context = context.page_context(&graph)?;
    let page = match &args.preset {
        Some(name) => {
            let place = Place::from(preset(&graph.atlas, name)?);
            page::build(place, &page_context)
        }
        None => page::build_audit(&strategies(&graph.atlas, &args.strategies)?, &page_context),
    };
    args.output.print(context, &graph.atlas, &page)
}

/// Returns the strategies called `names`; fails if the atlas does not have one of them.
pub(super) fn strategies(atlas: &Atlas, names: &[String]) -> Result<Vec<StrategyId>> {
    names.iter().map(|name| strategy_named(atlas, name).map_err(Error::msg)).collect()
}

/// Returns the portfolio called `name`; fails if the atlas does not have it.
pub(super) fn preset(atlas: &Atlas, name: &str) -> Result<PortfolioId> {
    let slug = name.strip_prefix("portfolio/").unwrap_or(name);
    match atlas.portfolios.find(slug) {
        Some(id) => Ok(id),
        None if atlas.portfolios.is_empty() => bail!("this atlas has no portfolios"),
        None => Err(output::not_found("portfolio", slug, atlas.portfolios.rows().iter().map(|row| row.slug.as_str()))),
    }
}

//! `stratlas audit`: the coverage, conflicts and supporters of a portfolio.

use anyhow::{Error, Result, anyhow, bail};
use clap::Args;

use crate::graph::strategy_named;
use crate::model::{Atlas, PortfolioId, StrategyId};
use crate::page::{self, PageContext};
use crate::place::Place;
use crate::text;

use super::context::CliContext;
use super::page_output::PageOutput;

/// Arguments of `stratlas audit`.
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// The strategies of the portfolio: `pause`, `strategy/alignment-first`
    #[arg(value_name = "STRATEGY", required_unless_present = "preset")]
    strategies: Vec<String>,
    /// A portfolio of the atlas
    #[arg(long, value_name = "PORTFOLIO", conflicts_with = "strategies")]
    preset: Option<String>,
    #[command(flatten)]
    output: PageOutput,
}

pub(super) fn run(context: &CliContext, args: &AuditArgs) -> Result<u8> {
    let graph = context.graph()?;
    let page = match &args.preset {
        Some(name) => {
            let place = Place::from(preset(&graph.atlas, name)?);
            page::build(place, &PageContext::new(&graph))
        }
        None => page::build_audit(&strategies(&graph.atlas, &args.strategies)?, &PageContext::new(&graph)),
    };
    args.output.print(context, &graph.atlas, &page)
}

/// Finds the strategies called `names`.
pub(super) fn strategies(atlas: &Atlas, names: &[String]) -> Result<Vec<StrategyId>> {
    names.iter().map(|name| strategy_named(atlas, name).map_err(Error::msg)).collect()
}

/// Finds the portfolio of the atlas called `name`.
pub(super) fn preset(atlas: &Atlas, name: &str) -> Result<PortfolioId> {
    let slug = name.strip_prefix("portfolio/").unwrap_or(name);
    let slugs = || atlas.portfolios.rows().iter().map(|row| row.slug.as_str());
    match atlas.portfolios.find(slug) {
        Some(id) => Ok(id),
        None if atlas.portfolios.is_empty() => bail!("this atlas has no portfolios"),
        None => Err(match text::closest_match(slug, slugs()) {
            Some(near) => anyhow!("there is no portfolio `{name}`; did you mean `{near}`?"),
            None => anyhow!("there is no portfolio `{name}`"),
        }),
    }
}

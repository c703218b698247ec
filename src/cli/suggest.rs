//! `stratlas suggest`: strategies to add to a portfolio or to remove, and the smallest portfolios with a given
//! coverage.

use std::sync::atomic::AtomicBool;

use anyhow::{Error, Result};
use clap::{Args, ValueEnum};

use crate::graph::{Constraints, SolveOutcome, value_named};
use crate::model::{Atlas, Axis, AxisValueId, StrategyId};
use crate::page;

use super::audit::{preset, strategies};
use super::{
    context::CliContext,
    exit::FINDINGS,
    output,
    page_output::{PageOutput, whole_number},
};

/// Arguments of `stratlas suggest`.
#[derive(Debug, Args)]
pub(super) struct SuggestArgs {
    /// What the smallest portfolios have to cover [default: both, unless `--for` is given]
    #[arg(long, value_enum)]
    cover: Option<Cover>,
    /// The portfolio to improve: one of the atlas, or strategies
    #[arg(long = "for", value_name = "STRATEGY", num_args = 1..)]
    portfolio: Vec<String>,
    /// A strategy that every portfolio has to contain
    #[arg(long, value_name = "STRATEGY")]
    must: Vec<String>,
    /// A strategy that no portfolio may contain
    #[arg(long, value_name = "STRATEGY")]
    never: Vec<String>,
    /// Maximum number of strategies of a portfolio
    #[arg(long, value_name = "N", value_parser = whole_number(0..=usize::MAX))]
    max: Option<usize>,
    #[command(flatten)]
    values: Values,
    /// How many of the smallest portfolios to print
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = whole_number(1..=1000))]
    limit: usize,
    #[command(flatten)]
    output: PageOutput,
}

/// The coordinates that strategies may have; an option given twice allows both values.
#[derive(Debug, Args)]
struct Values {
    /// Only strategies that act on this value: `institutional`
    #[arg(long, value_name = "VALUE")]
    acts_on: Vec<String>,
    /// Only strategies with this degree of coercion: `consent`
    #[arg(long, value_name = "VALUE")]
    coercion: Vec<String>,
    /// Only strategies that leave this actor in control
    #[arg(long, value_name = "VALUE")]
    actor_in_control: Vec<String>,
    /// Only strategies of this time horizon
    #[arg(long, value_name = "VALUE")]
    time_horizon: Vec<String>,
    /// Only strategies whose authority comes from this
    #[arg(long, value_name = "VALUE")]
    legitimacy_source: Vec<String>,
}

/// The coverage of a portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Cover {
    /// Every lever
    Levers,
    /// Every scenario
    Scenarios,
    /// Every lever and every scenario
    Both,
}

pub(super) fn run(context: &CliContext, args: &SuggestArgs) -> Result<u8> {
    let graph = context.graph()?;
    let portfolio = (!args.portfolio.is_empty()).then(|| named(&graph.atlas, &args.portfolio)).transpose()?;
    let cover = args.cover.or(portfolio.is_none().then_some(Cover::Both));
    let constraints = Constraints {
        levers: matches!(cover, Some(Cover::Levers | Cover::Both)),
        scenarios: matches!(cover, Some(Cover::Scenarios | Cover::Both)),
        must: strategies(&graph.atlas, &args.must)?,
        never: strategies(&graph.atlas, &args.never)?,
        max: args.max,
        values: args.values.resolve(&graph.atlas)?,
    };
    // The search needs no way to cancel it, because Ctrl-C ends the program.
    let search = |_| graph.smallest(&constraints, args.limit, &AtomicBool::new(false));
    let outcome = cover.and_then(search);
    let page_context = context.page_context(&graph)?;
    let page = page::build_suggestions(portfolio.as_deref(), (&constraints, outcome.as_ref()), &page_context);
    let done = args.output.print(context, &graph.atlas, &page)?;
    Ok(if matches!(outcome, Some(SolveOutcome::Impossible { .. })) { FINDINGS } else { done })
}

/// Returns the strategies of the portfolio to improve: `names` are strategies, or one portfolio of the atlas.
fn named(atlas: &Atlas, names: &[String]) -> Result<Vec<StrategyId>> {
    let [name] = names else { return strategies(atlas, names) };
    if name.starts_with("strategy/") || atlas.strategies.find(name).is_some() {
        return strategies(atlas, names);
    }
    if name.starts_with("portfolio/") || atlas.portfolios.find(name).is_some() {
        return preset(atlas, name).map(|id| atlas.portfolios[id].strategies.clone());
    }
    let strategies = atlas.strategies.rows().iter().map(|row| row.slug.as_str());
    let slugs = strategies.chain(atlas.portfolios.rows().iter().map(|row| row.slug.as_str()));
    Err(output::not_found("strategy or portfolio", name, slugs))
}

impl Values {
    fn resolve(&self, atlas: &Atlas) -> Result<Vec<(Axis, AxisValueId)>> {
        let given = [
            (Axis::ActsOn, &self.acts_on),
            (Axis::Coercion, &self.coercion),
            (Axis::ActorInControl, &self.actor_in_control),
            (Axis::TimeHorizon, &self.time_horizon),
            (Axis::LegitimacySource, &self.legitimacy_source),
        ];
        let each = given.into_iter().flat_map(|(axis, names)| names.iter().map(move |name| (axis, name)));
        each.map(|(axis, name)| Ok((axis, value_named(atlas, axis, name).map_err(Error::msg)?))).collect()
    }
}

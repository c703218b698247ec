//! Report of suggestions for a portfolio; the page has no place of its own.

use crate::document::Page;
use crate::graph::{Constraints, SolveOutcome};
use crate::model::StrategyId;
use crate::page::PageContext;
use crate::page::parts::suggestions;

/// Builds the report: the strategies to add to and to remove from `portfolio`, if there is one, and the smallest
/// portfolios that meet `constraints`, if `outcome` contains the result of a search.
pub fn build(
    portfolio: Option<&[StrategyId]>,
    (constraints, outcome): (&Constraints, Option<&SolveOutcome>),
    context: &PageContext<'_>,
) -> Page {
    let graph = context.graph;
    let mut page = context.page_below_home();
    "Suggestions".clone_into(&mut page.title);
    if let Some(portfolio) = portfolio {
        suggestions::advice(&mut page, graph, &graph.advice(portfolio, constraints));
    }
    if let Some(outcome) = outcome {
        suggestions::smallest(&mut page, graph, constraints, outcome);
    }
    page.finish()
}

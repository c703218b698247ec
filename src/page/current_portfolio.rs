//! The page of the current portfolio: its audit, and other portfolios for loading or comparison.

use crate::document::{Heading, Page, PageBuilder, join_dots, plain};
use crate::graph::{Constraints, Graph, SizeBounds};
use crate::model::{CurrentPortfolio, StrategyId};
use crate::page::PageContext;
use crate::page::parts::audit;
use crate::page::parts::portfolio_search::PortfolioSearch;
use crate::page::parts::portfolio_table;
use crate::page::parts::strategy_items::StrategyRows;
use crate::page::parts::suggestions;

/// Maximum number of strategies in a portfolio for which suggestions are computed.
const MAX_ADVISED: usize = 100;

/// Builds the page of the current portfolio.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let PageContext { graph, portfolios, .. } = context;
    let saved = portfolios.saved_current();
    let state = match saved {
        _ if portfolios.current.strategies.is_empty() => "",
        None => "not saved",
        Some(_) if portfolios.is_changed() => "changed since it was saved",
        Some(_) => "saved",
    };
    let mut page = context.page_below_home();
    page.title = saved.map(|saved| saved.name.clone()).unwrap_or_default();
    let shares = saved.and_then(|saved| graph.atlas.portfolios.find(&saved.slug));
    let shares = shares.map_or(&[][..], |id| &graph.atlas.portfolios[id].shares);
    let audit = graph.audit_shared(&portfolios.current.resolve(&graph.atlas), shares);
    if audit.strategies.is_empty() {
        page.kicker = plain("The current portfolio is empty.");
        page.notice(empty(context));
        missing(&mut page, graph, &portfolios.current);
        search(&mut page, graph, context.portfolio_search);
        portfolio_table::sections(&mut page, graph, portfolios, &audit);
        return page.finish();
    }
    page.kicker = join_dots([audit::answer(&audit), plain(state)]);
    audit::headline(&mut page, graph, &audit);
    page.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    page.list(StrategyRows::of_portfolio(graph, &audit).items(&audit.strategies));
    missing(&mut page, graph, &portfolios.current);
    search(&mut page, graph, context.portfolio_search);
    if audit.strategies.len() <= MAX_ADVISED {
        suggestions::advice(&mut page, graph, &graph.advice(&audit.strategies, &Constraints::default()));
    }
    audit::sections(&mut page, graph, &audit);
    portfolio_table::sections(&mut page, graph, portfolios, &audit);
    page.finish()
}

/// Returns what the empty portfolio is for, and how strategies get into it.
fn empty(context: &PageContext<'_>) -> String {
    let keys = ["portfolio-toggle", "portfolio-take"].map(|id| context.keys.get(id));
    let add = keys[0].map_or("Add strategies one by one".to_owned(), |key| format!("{key} on any strategy adds it"));
    let load = keys[1].map(|key| format!(" with {key}")).unwrap_or_default();
    format!(
        "{add}, or start from a portfolio below{load}. This page then audits it: which \
         levers it pulls, where its strategies conflict or repeat each other, and what is missing."
    )
}

/// Adds a notice about strategies of the current portfolio that are not in the atlas.
fn missing(page: &mut PageBuilder, graph: &Graph, current: &CurrentPortfolio) {
    let is_missing = |slug: &&String| graph.atlas.strategies.find(slug).is_none();
    let missing: Vec<&str> = current.strategies.iter().filter(is_missing).map(String::as_str).collect();
    if !missing.is_empty() {
        page.warning(format!("In the portfolio but not in this atlas: {}.", missing.join(", ")));
    }
}

fn search(page: &mut PageBuilder, graph: &Graph, search: &PortfolioSearch) {
    match search {
        PortfolioSearch::None => {}
        PortfolioSearch::Running(bounds) => {
            page.heading(Heading::section("Smallest portfolios that contain it"));
            page.notice(format!("Searching{} Closing cancels the search.", progress(*bounds)));
        }
        PortfolioSearch::Done(constraints, outcome) => suggestions::smallest(page, graph, constraints, outcome),
    }
}

/// Returns a description of the progress of the search that continues the word `Searching`.
fn progress(bounds: Option<SizeBounds>) -> String {
    match bounds {
        None => "…".to_owned(),
        Some(SizeBounds { lower, upper }) if lower == upper => {
            format!(": they have {lower} strategies; listing all of them…")
        }
        Some(SizeBounds { lower, upper }) => format!(": they have at least {lower}, at most {upper} strategies…"),
    }
}

/// Builds the page that audits `strategies` as a portfolio; the page has no place of its own.
pub fn build_audit(strategies: &[StrategyId], context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let audit = graph.audit(strategies);
    let mut page = PageBuilder::new(audit::answer(&audit));
    let names: Vec<&str> = audit.strategies.iter().map(|&id| graph.atlas.strategies[id].name.as_str()).collect();
    page.title = match names.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => format!("{first}, {second} and {} more", rest.len()),
        names => names.join(" and "),
    };
    audit::headline(&mut page, graph, &audit);
    page.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    page.list(StrategyRows::of_portfolio(graph, &audit).items(&audit.strategies));
    audit::sections(&mut page, graph, &audit);
    page.finish()
}

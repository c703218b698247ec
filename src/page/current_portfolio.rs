//! The page of the current portfolio: its audit, and beside it the portfolios to start from or to compare with.

use crate::graph::{Audit, Constraints, Graph, SizeBounds};
use crate::model::{CurrentPortfolio, StrategyId};

use crate::document::{Heading, PageBuilder, join_dots, plain};
use crate::page::PageContext;
use crate::page::home;
use crate::page::parts::audit;
use crate::page::parts::portfolio_search::PortfolioSearch;
use crate::page::parts::portfolio_table;
use crate::page::parts::strategy_items;
use crate::page::suggest;

/// The most strategies for which it is worked out what to add and what to drop.
const ADVISED: usize = 100;

/// Builds the page.
pub(super) fn build(context: PageContext<'_>) -> PageBuilder {
    let PageContext { graph, portfolios, .. } = context;
    let kept = portfolios.saved_current();
    let state = match kept {
        None => "not kept",
        Some(_) if portfolios.is_changed() => "changed since it was kept",
        Some(_) => "kept",
    };
    let mut page = PageBuilder::new(join_dots([
        home::link(graph),
        plain(if portfolios.current.strategies.is_empty() { "" } else { state }),
    ]));
    page.title = kept.map(|kept| kept.name.clone());
    let audit = graph.audit(&portfolios.current.resolve(&graph.atlas));
    audit::headline(&mut page, graph, &audit);
    page.heading(Heading::section("At hand").counting(audit.strategies.len()));
    if audit.strategies.is_empty() {
        page.notice("Nothing is at hand. Take up strategies one by one, or start from a portfolio below.");
    }
    page.list(audit.strategies.iter().map(|&strategy| strategy_items::full(graph, strategy)));
    elsewhere(&mut page, graph, &portfolios.current);
    search(&mut page, graph, context.portfolio_search);
    if (1..=ADVISED).contains(&audit.strategies.len()) {
        suggest::advice(&mut page, graph, &graph.advice(&audit.strategies, &Constraints::default()));
    }
    audit::sections(&mut page, graph, &audit);
    portfolio_table::sections(&mut page, graph, portfolios, &audit);
    page
}

/// What is at hand but not in this atlas.
fn elsewhere(page: &mut PageBuilder, graph: &Graph, current: &CurrentPortfolio) {
    let missing: Vec<&str> = current
        .strategies
        .iter()
        .filter(|slug| graph.atlas.strategies.find(slug).is_none())
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        page.notice(&format!("Not in this atlas, and kept all the same: {}.", missing.join(", ")));
    }
}

fn search(page: &mut PageBuilder, graph: &Graph, search: &PortfolioSearch) {
    match search {
        PortfolioSearch::None => {}
        PortfolioSearch::Running(bounds) => {
            page.heading(Heading::section("Smallest portfolios that hold it"));
            page.notice(&format!("Looking for them{} Closing gives up.", progress(*bounds)));
        }
        PortfolioSearch::Done(demands, outcome) => suggest::smallest(page, graph, demands, outcome),
    }
}

/// How far the search has come, as the rest of a sentence.
fn progress(bounds: Option<SizeBounds>) -> String {
    match bounds {
        None => "…".to_owned(),
        Some(SizeBounds { lower, upper }) if lower == upper => format!(": they hold {lower}; looking for all of them…"),
        Some(SizeBounds { lower, upper }) => format!(": they hold at least {lower}, at most {upper}…"),
    }
}

/// Builds the page of strategies held together by nobody in particular.
pub(super) fn audited(graph: &Graph, strategies: &[StrategyId]) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    let audit = graph.audit(strategies);
    page.title = Some(title(graph, &audit.strategies));
    audit::headline(&mut page, graph, &audit);
    page.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    members(&mut page, graph, &audit);
    page
}

/// What strategies are called together.
fn title(graph: &Graph, strategies: &[StrategyId]) -> String {
    let names: Vec<&str> = strategies.iter().map(|&id| graph.atlas.strategies[id].name.as_str()).collect();
    match names.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => format!("{first}, {second} and {} more", rest.len()),
        names => names.join(" and "),
    }
}

fn members(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    page.list(audit.strategies.iter().map(|&strategy| strategy_items::full(graph, strategy)));
    audit::sections(page, graph, audit);
}

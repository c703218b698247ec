//! The page of the portfolio at hand: its audit, and beside it the portfolios to start from or to compare with.

use crate::graph::{Audit, Constraints, Graph, SizeBounds};
use crate::model::{CurrentPortfolio, StrategyId};

use super::Known;
use super::audit;
use super::cards;
use super::draft::Draft;
use super::home;
use super::inline::{dotted, plain};
use super::portfolio_search::PortfolioSearch;
use super::side_by_side;
use super::suggest;
use crate::document::Heading;

/// The most strategies for which it is worked out what to add and what to drop.
const ADVISED: usize = 100;

/// Describes the page.
pub(super) fn draft(known: Known<'_>) -> Draft {
    let Known { graph, portfolios, .. } = known;
    let kept = portfolios.saved_current();
    let state = match kept {
        None => "not kept",
        Some(_) if portfolios.is_changed() => "changed since it was kept",
        Some(_) => "kept",
    };
    let mut draft = Draft::new(dotted([
        home::link(graph),
        plain(if portfolios.current.strategies.is_empty() { "" } else { state }),
    ]));
    draft.title = kept.map(|kept| kept.name.clone());
    let audit = graph.audit(&portfolios.current.resolve(&graph.atlas));
    audit::headline(&mut draft, graph, &audit);
    draft.heading(Heading::section("At hand").counting(audit.strategies.len()));
    if audit.strategies.is_empty() {
        draft.notice("Nothing is at hand. Take up strategies one by one, or start from a portfolio below.");
    }
    draft.list(audit.strategies.iter().map(|&strategy| cards::full(graph, strategy)));
    elsewhere(&mut draft, graph, &portfolios.current);
    search(&mut draft, graph, known.portfolio_search);
    if (1..=ADVISED).contains(&audit.strategies.len()) {
        suggest::advice(&mut draft, graph, &graph.advice(&audit.strategies, &Constraints::default()));
    }
    audit::sections(&mut draft, graph, &audit);
    side_by_side::sections(&mut draft, graph, portfolios, &audit);
    draft
}

/// What is at hand but not in this atlas.
fn elsewhere(draft: &mut Draft, graph: &Graph, current: &CurrentPortfolio) {
    let missing: Vec<&str> = current
        .strategies
        .iter()
        .filter(|slug| graph.atlas.strategies.find(slug).is_none())
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        draft.notice(&format!("Not in this atlas, and kept all the same: {}.", missing.join(", ")));
    }
}

fn search(draft: &mut Draft, graph: &Graph, search: &PortfolioSearch) {
    match search {
        PortfolioSearch::None => {}
        PortfolioSearch::Running(bounds) => {
            draft.heading(Heading::section("Smallest portfolios that hold it"));
            draft.notice(&format!("Looking for them{} Closing gives up.", progress(*bounds)));
        }
        PortfolioSearch::Done(demands, outcome) => suggest::smallest(draft, graph, demands, outcome),
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

/// Describes the page of strategies held together by nobody in particular.
pub(super) fn audited(graph: &Graph, strategies: &[StrategyId]) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    let audit = graph.audit(strategies);
    draft.title = Some(title(graph, &audit.strategies));
    audit::headline(&mut draft, graph, &audit);
    draft.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    members(&mut draft, graph, &audit);
    draft
}

/// What strategies are called together.
fn title(graph: &Graph, strategies: &[StrategyId]) -> String {
    let names: Vec<&str> = strategies.iter().map(|&id| graph.atlas.strategies[id].name.as_str()).collect();
    match names.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => format!("{first}, {second} and {} more", rest.len()),
        names => names.join(" and "),
    }
}

fn members(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    draft.list(audit.strategies.iter().map(|&strategy| cards::full(graph, strategy)));
    audit::sections(draft, graph, audit);
}

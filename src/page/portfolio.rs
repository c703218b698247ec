//! The pages of portfolios: strategies that someone visibly holds together.

use crate::graph::Graph;
use crate::model::{PortfolioId, StrategyId};

use super::block::{Heading, Item, Span};
use super::cards;
use super::draft::Draft;
use super::figures::counted;
use super::home;
use super::inline::{plain, to};
use super::place::Place;
use super::{Known, verdict};

/// Describes the page of every portfolio.
pub(super) fn all(graph: &Graph) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    draft.list(graph.atlas.portfolios.iter().map(|(id, portfolio)| {
        let count = counted(portfolio.strategies.len(), "strategy", "strategies");
        Item {
            text: vec![to(&graph.atlas, Place::Portfolio(id)), Span::quiet(format!("  {count}"))],
            badges: Vec::new(),
            note: plain(&portfolio.description),
        }
    }));
    if graph.atlas.portfolios.is_empty() {
        draft.notice("This atlas has no portfolios.");
    }
    draft
}

/// Describes the page of one portfolio.
pub(super) fn one(known: Known<'_>, id: PortfolioId) -> Draft {
    let graph = known.graph;
    let portfolio = &graph.atlas.portfolios[id];
    let mut draft = Draft::new(vec![Span::link("Portfolio", Place::Portfolios)]);
    draft.paragraph(&portfolio.description);
    // Ids of strategies are in name order.
    let mut members: Vec<StrategyId> = portfolio.strategies.clone();
    members.sort_unstable();
    draft.notice_inline(verdict::portfolio_flag(known, &members));
    draft.heading(Heading::section("Strategies").counting(members.len()));
    if members.is_empty() {
        draft.notice("It holds nothing.");
    }
    draft.list(members.into_iter().map(|strategy| cards::full(graph, strategy)));
    draft
}

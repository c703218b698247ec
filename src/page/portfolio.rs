//! The pages of portfolios: strategies that someone visibly holds together.

use crate::graph::Graph;
use crate::model::{Kind, PortfolioId};

use super::audit;
use super::cards;
use super::draft::Draft;
use super::home;
use super::inline::{dotted, plain, to};
use super::{Known, verdict};
use crate::document::{Heading, Item, Span};

/// Describes the page of every portfolio.
pub(super) fn all(graph: &Graph) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    draft.list(graph.atlas.portfolios.iter().map(|(id, portfolio)| {
        let figures = audit::summary(graph, &graph.audit(&portfolio.strategies));
        let text = vec![to(&graph.atlas, id)];
        Item { text, badges: Vec::new(), note: dotted([figures, plain(&portfolio.description)]) }
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
    let mut draft = Draft::new(vec![Span::link("Portfolio", Kind::Portfolio)]);
    draft.paragraph(&portfolio.description);
    let audit = graph.audit(&portfolio.strategies);
    draft.notice_inline(verdict::portfolio_flag(known, &audit.strategies));
    audit::headline(&mut draft, graph, &audit);
    draft.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    if audit.strategies.is_empty() {
        draft.notice("It holds nothing.");
    }
    draft.list(audit.strategies.iter().map(|&strategy| cards::full(graph, strategy)));
    audit::sections(&mut draft, graph, &audit);
    draft
}

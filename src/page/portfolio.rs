//! The pages of portfolios: strategies that someone visibly holds together.

use crate::graph::Graph;
use crate::model::{Kind, PortfolioId};

use crate::document::{Heading, Item, PageBuilder, Span, join_dots, plain};
use crate::page::PageContext;
use crate::page::home;
use crate::page::parts::audit;
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;
use crate::page::parts::verdict;

/// Builds the page of every portfolio.
pub(super) fn all(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    page.list(graph.atlas.portfolios.iter().map(|(id, portfolio)| {
        let figures = audit::summary(graph, &graph.audit(&portfolio.strategies));
        let text = vec![to(&graph.atlas, id)];
        Item { text, badges: Vec::new(), note: join_dots([figures, plain(&portfolio.description)]) }
    }));
    if graph.atlas.portfolios.is_empty() {
        page.notice("This atlas has no portfolios.");
    }
    page
}

/// Builds the page of one portfolio.
pub(super) fn one(context: PageContext<'_>, id: PortfolioId) -> PageBuilder {
    let graph = context.graph;
    let portfolio = &graph.atlas.portfolios[id];
    let mut page = PageBuilder::new(vec![Span::link("Portfolio", Kind::Portfolio)]);
    page.paragraph(&portfolio.description);
    let audit = graph.audit(&portfolio.strategies);
    page.notice_inline(verdict::portfolio_flag(context, &audit.strategies));
    audit::headline(&mut page, graph, &audit);
    page.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    if audit.strategies.is_empty() {
        page.notice("It holds nothing.");
    }
    page.list(audit.strategies.iter().map(|&strategy| strategy_items::full(graph, strategy)));
    audit::sections(&mut page, graph, &audit);
    page
}

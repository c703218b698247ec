//! Portfolios: the list of those in the atlas, and the page of one with its audit.

use crate::document::{Heading, Item, Page, PageBuilder, Span, join_dots, plain};
use crate::model::{Kind, PortfolioId};
use crate::page::PageContext;
use crate::page::parts::audit;
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;
use crate::page::parts::verdict::portfolio_notice;

/// Builds the list.
pub(super) fn build_all(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    let items = atlas.portfolios.iter().map(|(id, portfolio)| {
        let figures = audit::summary(&context.graph.audit(&portfolio.strategies));
        Item::new(to(atlas, id), join_dots([figures, plain(&portfolio.description)]))
    });
    page.list_or("This atlas has no portfolios.", items.collect::<Vec<_>>());
    page.finish()
}

/// Builds the page of one portfolio.
pub(super) fn build(id: PortfolioId, context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let portfolio = &graph.atlas.portfolios[id];
    let mut page = PageBuilder::new(Span::link("Portfolio", Kind::Portfolio));
    page.paragraph(&portfolio.description);
    let audit = graph.audit(&portfolio.strategies);
    page.warning(portfolio_notice(context, &audit.strategies));
    audit::headline(&mut page, graph, &audit);
    page.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    let items = audit.strategies.iter().map(|&strategy| strategy_items::full(graph, strategy));
    page.list_or("The portfolio is empty.", items);
    audit::sections(&mut page, graph, &audit);
    page.finish()
}

//! Pages of the atlas's portfolios: the list of all, and the page of one portfolio with its audit.

use crate::document::{Heading, Item, Page, PageBuilder, Span, join_dots};
use crate::model::{Kind, PortfolioId, RelationKind};
use crate::page::PageContext;
use crate::page::parts::audit;
use crate::page::parts::figures::{key_count, key_figures};
use crate::page::parts::inline::to;
use crate::page::parts::portfolio_table::{self, NamedAudit};
use crate::page::parts::strategy_items::StrategyRows;
use crate::page::parts::verdict::portfolio_notice;

/// Builds the page that lists all portfolios.
pub(super) fn build_all(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    if atlas.portfolios.is_empty() {
        page.notice("This atlas has no portfolios.");
        return page.finish();
    }
    let portfolios: Vec<NamedAudit> =
        atlas.portfolios.ids().map(|id| (vec![to(atlas, id)], context.graph.audit_portfolio(id))).collect();
    let conflicts: usize = portfolios.iter().map(|(_, audit)| audit.related(RelationKind::Conflict).count()).sum();
    let opposed: usize = portfolios.iter().map(|(_, audit)| audit.opposite.len()).sum();
    page.kicker = key_figures([
        key_count(portfolios.len(), "portfolio", "portfolios"),
        key_count(conflicts, "conflict", "conflicts"),
        key_count(opposed, "opposed pair", "opposed pairs"),
    ]);
    page.grid(portfolio_table::table(atlas, &portfolios, None));
    portfolio_table::legend(&mut page, atlas);
    page.heading(Heading::section("What marks each").counting(atlas.portfolios.len()));
    page.list(
        atlas
            .portfolios
            .ids()
            .map(|id| Item::new(to(atlas, id), &atlas.portfolios[id].description))
            .collect::<Vec<_>>(),
    );
    page.finish()
}

/// Builds the page of one portfolio.
pub(super) fn build(id: PortfolioId, context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let portfolio = &graph.atlas.portfolios[id];
    let mut page = PageBuilder::new(Span::link("Portfolio", Kind::Portfolio));
    page.paragraph(&portfolio.description);
    let audit = graph.audit_portfolio(id);
    page.warning(portfolio_notice(context, &audit.strategies));
    page.kicker = join_dots([std::mem::take(&mut page.kicker), audit::key_line(graph, &audit)]);
    audit::headline(&mut page, graph, &audit);
    page.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    let items = StrategyRows::of_portfolio(graph, &audit).items(&audit.strategies);
    page.list_or("The portfolio is empty.", items);
    audit::sections(&mut page, graph, &audit);
    page.finish()
}

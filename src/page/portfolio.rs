//! Pages of the atlas's portfolios: the list of all, and the page of one portfolio with its audit.

use crate::document::{Heading, Inline, Item, Page, PageBuilder, Span, join_dots, plain};
use crate::graph::Audit;
use crate::model::{Kind, PortfolioId, RelationKind};
use crate::page::PageContext;
use crate::page::parts::audit;
use crate::page::parts::figures::key_count;
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
    page.kicker = answer(&portfolios);
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

/// Returns in words which portfolio pulls most levers, and whether strategies of a portfolio conflict with each other.
fn answer(portfolios: &[NamedAudit]) -> Inline {
    let pulled = |(_, audit): &&NamedAudit| audit.pulled();
    let most = portfolios.iter().map(|named| pulled(&named)).max().unwrap_or(0);
    let widest: Vec<&NamedAudit> = portfolios.iter().filter(|named| pulled(named) == most).collect();
    let who = match widest.as_slice() {
        [(name, _)] => [name.clone(), plain(" pulls")].concat(),
        several => key_count(several.len(), "portfolio pulls", "portfolios pull"),
    };
    let of_all = widest.first().map(|(_, audit)| {
        plain([
            Span::plain(" the most levers, "),
            Span::strong(most.to_string()),
            Span::plain(format!(" of {}", audit.levers.len())),
        ])
    });
    let conflicts = |audit: &Audit| audit.related(RelationKind::Conflict).count();
    let conflicted = match portfolios.iter().filter(|(_, audit)| conflicts(audit) > 0).count() {
        0 if portfolios.iter().all(|(_, audit)| audit.opposite.is_empty()) => {
            plain("no conflict or opposite pull inside any")
        }
        0 => plain("no conflict inside any"),
        count => key_count(count, "has conflicts inside", "have conflicts inside"),
    };
    [who, of_all.unwrap_or_default(), plain(" · "), conflicted].concat()
}

/// Builds the page of one portfolio.
pub(super) fn build(id: PortfolioId, context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let portfolio = &graph.atlas.portfolios[id];
    let mut page = PageBuilder::new(Span::link("Portfolio", Kind::Portfolio));
    page.paragraph(&portfolio.description);
    let audit = graph.audit_portfolio(id);
    page.warning(portfolio_notice(context, &audit.strategies));
    page.kicker = join_dots([std::mem::take(&mut page.kicker), audit::answer(&audit)]);
    audit::headline(&mut page, graph, &audit);
    page.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    let items = StrategyRows::of_portfolio(graph, &audit).items(&audit.strategies);
    page.list_or("The portfolio is empty.", items);
    audit::sections(&mut page, graph, &audit);
    page.finish()
}

//! Portfolios side by side: by figure, and the user's own portfolios by strategy.

use crate::document::{Align, Grid, GridCell, GridColumn, GridRow, Heading, Inline, PageBuilder, Span};
use crate::graph::{Audit, Graph};
use crate::model::{Atlas, RelationKind, StrategyId, UserPortfolios};
use crate::page::parts::figures::percent;
use crate::page::parts::inline::to;

/// The most portfolios that are compared by strategy.
const MAX_COLUMNS: usize = 8;
/// The sign of a strategy that is in a portfolio.
const MEMBER: &str = "●";
/// The sign of a strategy that is not in a portfolio.
const NOT_A_MEMBER: &str = "·";

/// A figure: its column heading, its name, and its value for a portfolio beside the current one.
type Figure = (&'static str, &'static str, fn(&Audit, &Audit) -> String);

const FIGURES: [Figure; 7] = [
    ("Size", "Strategies", |audit, _| audit.strategies.len().to_string()),
    ("Levers", "Levers pulled", |audit, _| audit.pulled().to_string()),
    ("Peak", "Largest share on one lever", |audit, _| percent(audit.concentration())),
    ("Scen.", "Scenarios answered", |audit, _| audit.answered().to_string()),
    ("Decl.", "Declared conflicts", |audit, _| audit.related(RelationKind::Conflict).count().to_string()),
    ("Opp.", "Opposite pulls", |audit, _| audit.opposite.len().to_string()),
    ("Both", "Also in the current portfolio", |audit, current| {
        audit.strategies.iter().filter(|id| current.strategies.binary_search(id).is_ok()).count().to_string()
    }),
];

/// A portfolio with its name.
type NamedAudit = (Inline, Audit);

/// Adds the current portfolio, the saved ones and those of the atlas, side by side.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, portfolios: &UserPortfolios, current: &Audit) {
    let own = own(graph, portfolios, current);
    by_figure(page, graph, portfolios, (&own, current));
    by_strategy(page, &graph.atlas, &own, current);
}

/// Returns the current portfolio, unless it is empty, and the saved ones.
fn own(graph: &Graph, portfolios: &UserPortfolios, current: &Audit) -> Vec<NamedAudit> {
    let first = (!current.strategies.is_empty()).then(|| (vec![Span::strong("Current portfolio")], current.clone()));
    let saved = portfolios.saved.iter().map(|saved| {
        let name = match graph.atlas.portfolios.find(&saved.slug) {
            Some(id) => Span::link(&saved.name, id),
            None => Span::plain(&saved.name),
        };
        (vec![name], graph.audit(&saved.resolve(&graph.atlas)))
    });
    first.into_iter().chain(saved).collect()
}

fn by_figure(
    page: &mut PageBuilder,
    graph: &Graph,
    portfolios: &UserPortfolios,
    (own, current): (&[NamedAudit], &Audit),
) {
    let atlas = &graph.atlas;
    if portfolios.saved.is_empty() && atlas.portfolios.is_empty() {
        return;
    }
    let has_current = !current.strategies.is_empty();
    let row = |label: Inline, audit: &Audit| {
        GridRow::new(label, FIGURES.iter().map(|(.., figure)| GridCell::new(figure(audit, current))))
    };
    let mut rows: Vec<GridRow> = own.iter().map(|(name, audit)| row(name.clone(), audit)).collect();
    rows.iter_mut().skip(usize::from(has_current)).for_each(|row| row.label.push(Span::quiet(" yours")));
    for (id, preset) in atlas.portfolios.iter().filter(|(_, preset)| portfolios.find(&preset.slug).is_none()) {
        rows.push(row(vec![to(atlas, id)], &graph.audit(&preset.strategies)));
    }
    let title = if has_current { "Side by side" } else { "Portfolios to start from" };
    page.heading(Heading::section(title).counting(rows.len()));
    page.caption(
        "Strategies, levers pulled, the largest share on one lever, scenarios answered, declared conflicts, opposite \
         pulls, and strategies that are also in the current portfolio.",
    );
    let columns = FIGURES.iter().map(|(label, ..)| GridColumn::of_figures(*label)).collect();
    page.grid(Grid { corner: "Portfolio".to_owned(), columns, rows, totals: None });
}

/// Adds a column for each of the user's portfolios, a row for each strategy in any of them, and the figures below.
fn by_strategy(page: &mut PageBuilder, atlas: &Atlas, own: &[NamedAudit], current: &Audit) {
    if own.len() < 2 {
        return;
    }
    let shown = &own[..own.len().min(MAX_COLUMNS)];
    let mut strategies: Vec<StrategyId> =
        shown.iter().flat_map(|(_, audit)| audit.strategies.iter().copied()).collect();
    strategies.sort_unstable_by_key(|&id| (atlas.strategies[id].coordinates.lever, id));
    strategies.dedup();
    let strategy = |id: &StrategyId| {
        let is_member = |(_, audit): &NamedAudit| audit.strategies.binary_search(id).is_ok();
        let sign = |named| if is_member(named) { Span::plain(MEMBER) } else { Span::quiet(NOT_A_MEMBER) };
        let count = shown.iter().filter(|named| is_member(named)).count();
        GridRow::new(to(atlas, *id), shown.iter().map(|named| GridCell::new(sign(named)))).totalling(count)
    };
    let figure = |(_, label, figure): &Figure| {
        GridRow::new(Span::quiet(*label), shown.iter().map(|(_, audit)| GridCell::new(figure(audit, current))))
    };
    page.heading(Heading::section("Your portfolios by strategy").counting(strategies.len()));
    page.caption("Sorted by lever, then by name. The figures of each portfolio are below.");
    page.grid(Grid {
        corner: "Strategy".to_owned(),
        columns: shown.iter().map(|(name, _)| GridColumn { label: name.clone(), align: Align::Centre }).collect(),
        rows: strategies.iter().map(strategy).chain(FIGURES.iter().map(figure)).collect(),
        totals: None,
    });
    page.more(own.len() - shown.len());
}

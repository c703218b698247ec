//! Portfolios side by side: figure by figure, and those of one's own strategy by strategy.

use crate::graph::{Audit, Graph};
use crate::model::{Atlas, RelationKind, StrategyId, UserPortfolios};

use crate::document::{Align, Grid, GridCell, GridColumn, GridRow, Heading, Inline, PageBuilder, Span, plain};
use crate::page::parts::figures::percent;
use crate::page::parts::inline::to;
use crate::place::Place;

/// The most portfolios that stand beside each other strategy by strategy.
const COLUMNS: usize = 8;
/// What stands where a portfolio holds a strategy, and where it does not.
const HELD: &str = "●";
const NOT_HELD: &str = "·";

/// What is compared: the heading of the column, what it says in full, and the figure itself beside what is at hand.
type Figure = (&'static str, &'static str, fn(&Audit, &Audit) -> String);

const FIGURES: [Figure; 7] = [
    ("Held", "Strategies held", |audit, _| audit.strategies.len().to_string()),
    ("Levers", "Levers pulled", |audit, _| audit.pulled().to_string()),
    ("Peak", "Largest share on one lever", |audit, _| percent(audit.concentration())),
    ("Scen.", "Scenarios answered", |audit, _| audit.answered().to_string()),
    ("Decl.", "Declared conflicts", |audit, _| audit.related(RelationKind::Conflict).count().to_string()),
    ("Opp.", "Opposite pulls", |audit, _| audit.opposite.len().to_string()),
    ("Both", "At hand too", |audit, at_hand| {
        let held = |id: &&StrategyId| at_hand.strategies.binary_search(id).is_ok();
        audit.strategies.iter().filter(held).count().to_string()
    }),
];

/// A portfolio and its name.
struct Side {
    name: Inline,
    audit: Audit,
}

/// Adds what is at hand, what is kept and what the atlas has, beside each other.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, portfolios: &UserPortfolios, at_hand: &Audit) {
    let own = own(graph, portfolios, at_hand);
    figure_by_figure(page, graph, portfolios, (&own, at_hand));
    strategy_by_strategy(page, &graph.atlas, &own, at_hand);
}

/// What is at hand, unless that is nothing, and the portfolios kept.
fn own(graph: &Graph, portfolios: &UserPortfolios, at_hand: &Audit) -> Vec<Side> {
    let held =
        (!at_hand.strategies.is_empty()).then(|| Side { name: vec![Span::strong("At hand")], audit: at_hand.clone() });
    let kept = portfolios.saved.iter().map(|kept| {
        let place = graph.atlas.portfolios.find(&kept.slug).map(Place::from);
        let name = place.map_or_else(|| Span::plain(&kept.name), |place| Span::link(&kept.name, place));
        Side { name: vec![name], audit: graph.audit(&kept.resolve(&graph.atlas)) }
    });
    held.into_iter().chain(kept).collect()
}

fn figure_by_figure(
    page: &mut PageBuilder,
    graph: &Graph,
    portfolios: &UserPortfolios,
    (own, at_hand): (&[Side], &Audit),
) {
    let atlas = &graph.atlas;
    if portfolios.saved.is_empty() && atlas.portfolios.is_empty() {
        return;
    }
    let held = usize::from(!at_hand.strategies.is_empty());
    let mut rows: Vec<GridRow> = own.iter().map(|side| row(side.name.clone(), &side.audit, at_hand)).collect();
    rows.iter_mut().skip(held).for_each(|row| row.label.push(Span::quiet(" yours")));
    for (id, preset) in atlas.portfolios.iter().filter(|(_, preset)| portfolios.find(&preset.slug).is_none()) {
        rows.push(row(vec![to(atlas, id)], &graph.audit(&preset.strategies), at_hand));
    }
    let title = if held == 0 { "To start from" } else { "Side by side" };
    page.heading(Heading::section(title).counting(rows.len()));
    page.caption(
        "Strategies held, levers pulled, the largest share on one lever, scenarios answered, declared conflicts, \
         opposite pulls, and strategies that are at hand too.",
    );
    let columns = FIGURES.iter().map(|(label, ..)| GridColumn::of_figures(plain(*label)));
    page.grid(Grid { corner: "Portfolio".to_owned(), columns: columns.collect(), rows, totals: None });
}

fn row(label: Inline, audit: &Audit, at_hand: &Audit) -> GridRow {
    let cells = FIGURES.iter().map(|(.., figure)| cell(plain(figure(audit, at_hand))));
    GridRow { label, cells: cells.collect(), total: Inline::new() }
}

fn cell(text: Inline) -> GridCell {
    GridCell { text, ..GridCell::default() }
}

/// A column for each portfolio of one's own, a row for each strategy that any of them holds; the figures below.
fn strategy_by_strategy(page: &mut PageBuilder, atlas: &Atlas, own: &[Side], at_hand: &Audit) {
    if own.len() < 2 {
        return;
    }
    let sides = &own[..own.len().min(COLUMNS)];
    let mut strategies: Vec<StrategyId> = sides.iter().flat_map(|side| side.audit.strategies.iter().copied()).collect();
    strategies.sort_unstable_by_key(|&id| (atlas.strategies[id].coordinates.lever, id));
    strategies.dedup();
    let strategy = |id: StrategyId| {
        let holds = |side: &Side| side.audit.strategies.binary_search(&id).is_ok();
        let cells =
            sides.iter().map(|side| cell(vec![if holds(side) { Span::plain(HELD) } else { Span::quiet(NOT_HELD) }]));
        let count = sides.iter().filter(|side| holds(side)).count();
        GridRow { label: vec![to(atlas, id)], cells: cells.collect(), total: plain(count.to_string()) }
    };
    let figure = |(_, label, figure): &Figure| GridRow {
        label: vec![Span::quiet(*label)],
        cells: sides.iter().map(|side| cell(plain(figure(&side.audit, at_hand)))).collect(),
        total: Inline::new(),
    };
    let count = strategies.len();
    let rows = strategies.into_iter().map(strategy).chain(FIGURES.iter().map(figure));
    page.heading(Heading::section("Yours, strategy by strategy").counting(count));
    page.caption(
        "By lever, then by name. What is at hand and each portfolio of yours; the figures of each stand below.",
    );
    page.grid(Grid {
        corner: "Strategy".to_owned(),
        columns: sides.iter().map(|side| GridColumn { label: side.name.clone(), align: Align::Centre }).collect(),
        rows: rows.collect(),
        totals: None,
    });
    page.more_of(own.len() - sides.len());
}

//! The page Field: every strategy as a dot by lever and pull, the endorsers of strategies, and the strategies by lever.

use crate::document::{
    Align, Grid, GridCell, GridColumn, GridRow, Heading, Page, PageBuilder, Span, fact, join, join_dots, quiet,
};
use crate::graph::Graph;
use crate::model::{LeverId, Pull, Side, StrategyId};
use crate::page::PageContext;
use crate::page::lever::{self, PULLS, is_two_sided, opposite_pulls, pulling};
use crate::page::parts::endorsers;
use crate::page::parts::figures::{percent, pluralize, to_f64};
use crate::page::parts::inline::{links, pull_title, to};

/// Sign that stands for a strategy in the grid.
const DOT: &str = "●";
/// Sign after the name of a lever that is pulled in both directions.
const BOTH_WAYS: &str = " ↔";

/// Builds the page Field.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let mut page = context.page_below_home();
    page.kicker = lever::answer(graph);
    summary(&mut page, graph);
    page.explanation(format!(
        "Each dot is a strategy, by its primary lever and its pull.{BOTH_WAYS} is a lever pulled both ways."
    ));
    page.grid(dots(graph));
    endorsers::sections(&mut page, graph);
    by_lever(&mut page, graph);
    page.finish()
}

/// Adds the heading of the grid, with figures on all strategies.
fn summary(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let strategies = atlas.strategies.len();
    let levers = || atlas.levers.ids();
    let pulled = levers().filter(|&lever| !graph.on_lever(lever).is_empty()).count();
    let world_side = levers().filter(|&lever| atlas.levers[lever].side == Side::World);
    let world: usize = world_side.map(|lever| graph.on_lever(lever).len()).sum();
    let share = percent(to_f64(world) / to_f64(strategies.max(1)));
    let figures = [
        format!("{pulled} of {} levers", atlas.levers.len()),
        format!("{share} world-side"),
        pluralize(graph.pair_counts().conflicts, "conflict", "conflicts"),
    ];
    page.heading(Heading::section("Lever field").counting(strategies).beside(quiet(join_dots(figures))));
    let opposite: usize = levers().map(|lever| opposite_pulls(graph, lever)).sum();
    page.explanation(format!(
        "A conflict is one that either strategy declares. {} a lever in opposite directions, which is what portfolios \
         count; some of those are not declared, and many declared conflicts are between levers.",
        pluralize(opposite, "pair pulls", "pairs pull")
    ));
}

/// Returns a grid with a row per lever and the strategies as dots in the column of their pull.
fn dots(graph: &Graph) -> Grid {
    let columns = [
        ("down ↓", Pull::Down, Align::Right),
        ("neutral", Pull::Neutral, Align::Centre),
        ("↑ up", Pull::Up, Align::Left),
    ];
    let row = |lever: LeverId| {
        let mut label = vec![to(&graph.atlas, lever)];
        label.extend(is_two_sided(graph, lever).then(|| Span::quiet(BOTH_WAYS)));
        let cells = columns.iter().map(|&(_, pull, _)| cell(pulling(graph, lever, pull)));
        GridRow::new(label, cells).totalling(Span::link(graph.on_lever(lever).len().to_string(), lever))
    };
    Grid {
        corner: "Lever".to_owned(),
        columns: columns.iter().map(|&(label, _, align)| GridColumn { align, ..GridColumn::new(label) }).collect(),
        rows: graph.atlas.levers.ids().map(row).collect(),
        ..Grid::default()
    }
}

fn cell(strategies: Vec<StrategyId>) -> GridCell {
    // Blanks that do not break keep the dots of a cell in one row, and are left out where they do not fit.
    GridCell::new(join(&Span::plain("\u{a0}"), strategies.into_iter().map(|strategy| Span::link(DOT, strategy))))
}

fn by_lever(page: &mut PageBuilder, graph: &Graph) {
    for (lever, row) in graph.atlas.levers.iter() {
        let count = graph.on_lever(lever).len();
        if count > 0 {
            page.heading(Heading::section(to(&graph.atlas, lever)).counting(count).marked(row.side.label()));
            page.explanation(&row.description);
        }
        page.facts(PULLS.map(|pull| {
            let strategies = pulling(graph, lever, pull);
            fact(format!("{} {}", pull_title(row, pull), strategies.len()), links(&graph.atlas, strategies))
        }));
    }
}

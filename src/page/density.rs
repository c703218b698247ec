//! The page of levers by time horizon: the number of strategies that pull each lever at each time horizon.

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, PageBuilder, Sorting, Span, join_dots, quiet,
};
use crate::graph::Graph;
use crate::model::{Axis, AxisValueId, Kind, LeverId, StrategyId};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::figures::{pluralize, to_f64};
use crate::page::parts::inline::{links, to};
use crate::page::parts::strategy_items::StrategyRows;
use crate::place::{Cell, Place};

/// Minimum number of strategies in a cell that counts as having many.
const MIN_MANY: usize = 4;
/// Maximum number of strategies in a cell that counts as having few.
const MAX_FEW: usize = 2;
/// Maximum number of strategies in a cell that is listed with the names of its strategies.
const MAX_NAMED: usize = 3;

/// Combination of a lever and a time horizon, with its strategies in name order.
struct CellStrategies {
    lever: LeverId,
    horizon: AxisValueId,
    strategies: Vec<StrategyId>,
}

impl CellStrategies {
    fn new(graph: &Graph, lever: LeverId, horizon: AxisValueId) -> Self {
        let is_here = |&id: &StrategyId| Cell::LeverHorizon(lever, horizon).has_strategy(&graph.atlas, id);
        Self { lever, horizon, strategies: graph.on_lever(lever).iter().copied().filter(is_here).collect() }
    }
}

/// Builds the page of levers by time horizon.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let mut page = context.page_below_home();
    let horizons = || graph.atlas.values_on(Axis::TimeHorizon).ids();
    let cells = graph.atlas.levers.ids().flat_map(|lever| horizons().map(move |horizon| (lever, horizon)));
    let cells: Vec<CellStrategies> = cells.map(|(lever, horizon)| CellStrategies::new(graph, lever, horizon)).collect();
    let having = |range: std::ops::RangeInclusive<usize>| {
        cells.iter().filter(|cell| range.contains(&cell.strategies.len())).count()
    };
    page.kicker = answer(graph, &cells);
    let figures = [
        pluralize(cells.len(), "cell", "cells"),
        format!("{} with {MIN_MANY} strategies or more", having(MIN_MANY..=usize::MAX)),
        format!("{} with 1 or {MAX_FEW}", having(1..=MAX_FEW)),
    ];
    let heading = Heading::section("Levers by time horizon").counting(graph.atlas.strategies.len());
    page.heading(heading.beside(quiet(join_dots(figures))));
    page.explanation("Strategies by their primary lever and the time at which they bind.");
    page.grid(grid(graph, &cells));
    named(&mut page, graph, &cells);
    empty(&mut page, graph, &cells);
    page.finish()
}

/// Returns a sentence on the cell with the most strategies and on the number of empty cells.
fn answer(graph: &Graph, cells: &[CellStrategies]) -> Inline {
    let counts = cells
        .iter()
        .map(|cell| (to(&graph.atlas, Cell::LeverHorizon(cell.lever, cell.horizon)), cell.strategies.len()));
    let most = Extreme::highest(counts).filter(|most| most.value > 0).map(|most| {
        let template = format!("the most strategies are in {{}} ({{}} of {{}}{})", most.each());
        clause(&template, [most.names("cells"), figure(most.value), figure(graph.atlas.strategies.len())])
    });
    let empty = cells.iter().filter(|cell| cell.strategies.is_empty()).count();
    let template = if empty == 1 { "{} of {} cells is empty" } else { "{} of {} cells are empty" };
    answer::sentence([most.unwrap_or_default(), clause(template, [empty, cells.len()].map(figure))])
}

fn grid(graph: &Graph, cells: &[CellStrategies]) -> Grid {
    let atlas = &graph.atlas;
    let horizons = atlas.values_on(Axis::TimeHorizon);
    let max = cells.iter().map(|cell| cell.strategies.len()).max().unwrap_or(0).max(1);
    let value = |horizon| Place::Axis(Axis::TimeHorizon, Some(horizon));
    let total = |horizon| {
        let cells = cells.iter().filter(|cell| cell.horizon == horizon);
        let count: usize = cells.map(|cell| cell.strategies.len()).sum();
        GridCell::new(Span::link(count.to_string(), value(horizon)))
    };
    let row = |lever: LeverId| {
        let cells = cells.iter().filter(|cell| cell.lever == lever).map(|cell| grid_cell(cell, max));
        GridRow::new(to(atlas, lever), cells).totalling(Span::link(graph.on_lever(lever).len().to_string(), lever))
    };
    let all = Span::link(atlas.strategies.len().to_string(), Kind::Strategy);
    Grid {
        corner: "Lever".to_owned(),
        columns: horizons.ids().map(|horizon| GridColumn::of_figures(to(atlas, value(horizon)))).collect(),
        rows: atlas.levers.ids().map(row).collect(),
        totals: Some(GridRow::new("All", horizons.ids().map(total)).totalling(all)),
        ..Grid::default()
    }
    .sortable(Sorting::from(1))
}

fn grid_cell(cell: &CellStrategies, max: usize) -> GridCell {
    let count = cell.strategies.len();
    let place = Cell::LeverHorizon(cell.lever, cell.horizon);
    let text = if count == 0 { Span::quiet("·") } else { Span::link(count.to_string(), place) };
    GridCell { shade: Some(to_f64(count) / to_f64(max)), ..GridCell::new(text) }
}

/// Adds a list of the cells with at least one and at most [`MAX_NAMED`] strategies, each with links to its strategies.
fn named(page: &mut PageBuilder, graph: &Graph, cells: &[CellStrategies]) {
    let few = cells.iter().filter(|cell| (1..=MAX_NAMED).contains(&cell.strategies.len()));
    let items: Vec<Item> = few
        .map(|cell| {
            let place = Place::Cell(Cell::LeverHorizon(cell.lever, cell.horizon));
            Item::new(place.name(&graph.atlas).as_ref(), links(&graph.atlas, cell.strategies.iter().copied()))
        })
        .collect();
    page.section(Heading::section(format!("Cells with 1 to {MAX_NAMED} strategies")), items);
}

/// Adds, for each lever, the time horizons at which no strategy acts on the lever.
fn empty(page: &mut PageBuilder, graph: &Graph, cells: &[CellStrategies]) {
    let atlas = &graph.atlas;
    let empty: Vec<&CellStrategies> = cells.iter().filter(|cell| cell.strategies.is_empty()).collect();
    if !empty.is_empty() {
        page.heading(Heading::section("Empty cells").counting(empty.len()));
    }
    let by_lever = empty.chunk_by(|a, b| a.lever == b.lever);
    let items = by_lever.map(|cells| {
        let horizons = cells.iter().map(|cell| Place::Axis(Axis::TimeHorizon, Some(cell.horizon)));
        Item::new(to(atlas, cells[0].lever), links(atlas, horizons))
    });
    page.list(items.collect::<Vec<_>>());
}

/// Builds the page of one combination of lever and time horizon.
pub(super) fn build_cell((lever, horizon): (LeverId, AxisValueId), context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let CellStrategies { strategies, .. } = CellStrategies::new(graph, lever, horizon);
    let up = [Place::from(lever), Place::Axis(Axis::TimeHorizon, Some(horizon))];
    let mut page = PageBuilder::new(join_dots(up.map(|place| to(atlas, place))));
    let heading = Heading::section("Strategies").counting(strategies.len());
    page.heading(heading);
    let others = graph.on_lever(lever).len() - strategies.len();
    let items = StrategyRows::new(graph).with_theses().measured(&strategies).items(&strategies);
    page.list_or("No strategy pulls this lever at this time horizon.", items);
    let others = (others > 0).then(|| pluralize(others, "strategy pulls", "strategies pull"));
    page.caption(others.map(|others| format!("{others} this lever at other times.")));
    page.finish()
}

//! The map of density: how many strategies pull each lever at each time horizon, and where hardly any do.

use crate::graph::Graph;
use crate::model::{Axis, AxisValueId, Kind, LeverId, StrategyId};

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Item, PageBuilder, Span, fact, join_commas, join_dots, plain,
};
use crate::page::home;
use crate::page::parts::figures::{self, pluralize};
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;
use crate::place::{Cell, Place};

/// This many strategies or more make a cell thick.
const THICK: usize = 4;
/// This many strategies or fewer make a cell sparse.
const SPARSE: usize = 2;
/// Of a cell with this many strategies or fewer, each is named.
const NAMED: usize = 3;

/// A lever at a time horizon, and the strategies that pull it then, in name order.
struct Crossing {
    lever: LeverId,
    horizon: AxisValueId,
    strategies: Vec<StrategyId>,
}

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    let cells = cells(graph);
    summary(&mut page, &cells);
    page.heading(Heading::section("Levers by time horizon").counting(graph.atlas.strategies.len()));
    page.caption(&format!(
        "Strategies whose primary lever this is, by when they bind. Thick: {THICK} or more; sparse: {SPARSE} or fewer."
    ));
    page.grid(grid(graph, &cells));
    named(&mut page, graph, &cells);
    empty(&mut page, graph, &cells);
    page
}

/// Every cell, lever by lever.
fn cells(graph: &Graph) -> Vec<Crossing> {
    let horizons = graph.atlas.values_on(Axis::TimeHorizon);
    let cell = |lever, horizon| {
        let here = |&id: &StrategyId| Cell::LeverHorizon(lever, horizon).has_strategy(&graph.atlas, id);
        Crossing { lever, horizon, strategies: graph.on_lever(lever).iter().copied().filter(here).collect() }
    };
    graph
        .atlas
        .levers
        .ids()
        .flat_map(|lever| horizons.ids().map(move |horizon| (lever, horizon)))
        .map(|(lever, horizon)| cell(lever, horizon))
        .collect()
}

fn word(count: usize) -> Option<&'static str> {
    match count {
        0 => None,
        count if count <= SPARSE => Some("sparse"),
        count if count >= THICK => Some("thick"),
        _ => None,
    }
}

fn summary(page: &mut PageBuilder, cells: &[Crossing]) {
    let having =
        |is: fn(usize) -> bool| plain(cells.iter().filter(|cell| is(cell.strategies.len())).count().to_string());
    page.facts(vec![
        fact("Cells", plain(cells.len().to_string())),
        fact("Thick", having(|count| count >= THICK)),
        fact("Sparse", having(|count| (1..=SPARSE).contains(&count))),
        fact("Empty", having(|count| count == 0)),
    ]);
}

fn grid(graph: &Graph, cells: &[Crossing]) -> Grid {
    let atlas = &graph.atlas;
    let horizons = atlas.values_on(Axis::TimeHorizon);
    let most = cells.iter().map(|cell| cell.strategies.len()).max().unwrap_or(0).max(1);
    let value = |horizon| Place::Axis(Axis::TimeHorizon, Some(horizon));
    let total = |horizon| {
        let there = |cell: &&Crossing| cell.horizon == horizon;
        let count: usize = cells.iter().filter(there).map(|cell| cell.strategies.len()).sum();
        GridCell { text: vec![Span::link(count.to_string(), value(horizon))], ..GridCell::default() }
    };
    let row = |lever: LeverId| {
        let of_lever = cells.iter().filter(|cell| cell.lever == lever);
        GridRow {
            label: vec![to(atlas, lever)],
            cells: of_lever.map(|cell| grid_cell(cell, most)).collect(),
            total: vec![Span::link(graph.on_lever(lever).len().to_string(), Place::from(lever))],
        }
    };
    Grid {
        corner: "Lever".to_owned(),
        columns: horizons.ids().map(|horizon| GridColumn::of_figures(vec![to(atlas, value(horizon))])).collect(),
        rows: atlas.levers.ids().map(row).collect(),
        totals: Some(GridRow {
            label: plain("All"),
            cells: horizons.ids().map(total).collect(),
            total: vec![Span::link(atlas.strategies.len().to_string(), Place::List(Kind::Strategy))],
        }),
    }
}

fn grid_cell(cell: &Crossing, most: usize) -> GridCell {
    let count = cell.strategies.len();
    let place = Place::Cell(Cell::LeverHorizon(cell.lever, cell.horizon));
    let text = if count == 0 { Span::quiet("·") } else { Span::link(count.to_string(), place) };
    GridCell { text: vec![text], shade: Some(figures::to_f64(count) / figures::to_f64(most)), word: word(count) }
}

/// The cells with so few strategies that each can be named.
fn named(page: &mut PageBuilder, graph: &Graph, cells: &[Crossing]) {
    let few: Vec<&Crossing> = cells.iter().filter(|cell| (1..=NAMED).contains(&cell.strategies.len())).collect();
    if few.is_empty() {
        return;
    }
    page.heading(Heading::section("Where few work").counting(few.len()));
    page.list(few.into_iter().map(|cell| {
        let place = Place::Cell(Cell::LeverHorizon(cell.lever, cell.horizon));
        let names = join_commas(cell.strategies.iter().map(|&strategy| to(&graph.atlas, strategy)));
        Item { text: vec![to(&graph.atlas, place)], badges: Vec::new(), note: names }
    }));
}

/// The horizons at which no strategy pulls a lever.
fn empty(page: &mut PageBuilder, graph: &Graph, cells: &[Crossing]) {
    let atlas = &graph.atlas;
    let empty: Vec<&Crossing> = cells.iter().filter(|cell| cell.strategies.is_empty()).collect();
    if empty.is_empty() {
        return;
    }
    page.heading(Heading::section("Where nobody works").counting(empty.len()));
    let by_lever: Vec<&[&Crossing]> = empty.chunk_by(|a, b| a.lever == b.lever).collect();
    page.list(
        by_lever
            .into_iter()
            .filter_map(|cells| cells.first().map(|first| (first.lever, cells)))
            .map(|(lever, cells)| {
                let value = |cell: &&Crossing| to(atlas, Place::Axis(Axis::TimeHorizon, Some(cell.horizon)));
                let horizons = join_commas(cells.iter().map(value));
                Item { text: vec![to(atlas, lever)], badges: Vec::new(), note: horizons }
            })
            .collect::<Vec<_>>(),
    );
}

/// Builds the page of one cell.
pub(super) fn cell(graph: &Graph, lever: LeverId, horizon: AxisValueId) -> PageBuilder {
    let atlas = &graph.atlas;
    let here = |&id: &StrategyId| Cell::LeverHorizon(lever, horizon).has_strategy(atlas, id);
    let strategies: Vec<StrategyId> = graph.on_lever(lever).iter().copied().filter(here).collect();
    let up = [Place::from(lever), Place::Axis(Axis::TimeHorizon, Some(horizon))];
    let mut page = PageBuilder::new(join_dots(up.map(|place| vec![to(atlas, place)])));
    let heading = Heading::section("Strategies").counting(strategies.len());
    match word(strategies.len()) {
        Some(word) => page.heading(heading.marked(word)),
        None => page.heading(heading),
    }
    if strategies.is_empty() {
        page.notice("No strategy pulls this lever at this time horizon.");
    }
    let others = graph.on_lever(lever).len() - strategies.len();
    page.list(strategies.into_iter().map(|strategy| strategy_items::on_lever(graph, strategy)));
    if others > 0 {
        page.caption(&format!("{} this lever at other times.", pluralize(others, "strategy pulls", "strategies pull")));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_sparse_and_many_are_thick() {
        let words: Vec<_> = (0..6).map(word).collect();
        assert_eq!(words, [None, Some("sparse"), Some("sparse"), None, Some("thick"), Some("thick")]);
    }
}

//! The pages of levers: all of them with how many strategies pull them, and one with the strategies by direction.

use crate::graph::Graph;
use crate::model::{Axis, AxisValueId, Kind, Lever, LeverId, Pull, StrategyId};

use crate::document::{Bar, Bars, Heading, Item, PageBuilder, Span, join_dots, plain, sentence};
use crate::page::home;
use crate::page::parts::figures::{self, pluralize};
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;
use crate::place::{Cell, Place};

/// The order in which the strategies of a lever are shown.
pub(super) const SHOWN: [Pull; 3] = [Pull::Up, Pull::Down, Pull::Neutral];

/// Builds the page of every lever.
pub(super) fn all(graph: &Graph) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(home::link(graph));
    let most = atlas.levers.ids().map(|lever| graph.on_lever(lever).len()).max().unwrap_or(0).max(1);
    page.heading(Heading::section("Strategies by lever").counting(atlas.strategies.len()));
    let bar = |lever| {
        let count = graph.on_lever(lever).len();
        Bar { label: vec![to(atlas, lever)], value: figures::to_f64(count), shown: count.to_string() }
    };
    page.bars(Bars { bars: atlas.levers.ids().map(bar).collect(), full: figures::to_f64(most) });
    page.heading(Heading::section("What they are"));
    page.list(atlas.levers.ids().map(|lever| item(graph, lever)));
    page
}

fn item(graph: &Graph, id: LeverId) -> Item {
    let lever = &graph.atlas.levers[id];
    let count = pluralize(graph.on_lever(id).len(), "strategy", "strategies");
    let ways = format!("↑ {}, ↓ {}", lever.up, lever.down);
    let text = vec![to(&graph.atlas, id), Span::quiet(format!("  {} · {ways} · {count}", lever.side.label()))];
    Item { text, badges: Vec::new(), note: plain(&lever.description) }
}

/// Builds the page of one lever.
pub(super) fn one(graph: &Graph, id: LeverId) -> PageBuilder {
    let lever = &graph.atlas.levers[id];
    let mut page = PageBuilder::new(join_dots([vec![Span::link("Lever", Kind::Lever)], plain(lever.side.label())]));
    page.paragraph(&lever.description);
    if graph.on_lever(id).is_empty() {
        page.notice("No strategy pulls this lever.");
        return page;
    }
    let pulls = SHOWN.map(|pull| (pull, pulling(graph, id, pull)));
    let [(_, up), (_, down), _] = &pulls;
    if !up.is_empty() && !down.is_empty() {
        page.notice(&format!("Pulled both ways: {} up, {} down.", up.len(), down.len()));
    }
    for (pull, strategies) in pulls {
        if !strategies.is_empty() {
            page.heading(Heading::section(pull_title(lever, pull)).counting(strategies.len()));
            page.list(strategies.into_iter().map(|strategy| strategy_items::on_lever(graph, strategy)));
        }
    }
    horizons(&mut page, graph, id);
    page
}

/// A pull with what it does to a lever: `↑ Accelerate`.
pub(super) fn pull_title(lever: &Lever, pull: Pull) -> String {
    match lever.pull_name(pull) {
        Some(name) => format!("{} {name}", pull.arrow()),
        None => sentence(pull.as_str()).trim_end_matches('.').to_owned(),
    }
}

/// How many pull the lever at each time horizon.
fn horizons(page: &mut PageBuilder, graph: &Graph, lever: LeverId) {
    let values = graph.atlas.values_on(Axis::TimeHorizon);
    let count = |cell: Cell| graph.on_lever(lever).iter().filter(|&&id| cell.has_strategy(&graph.atlas, id)).count();
    let counts: Vec<(AxisValueId, usize)> =
        values.ids().map(|value| (value, count(Cell::LeverHorizon(lever, value)))).collect();
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0).max(1);
    page.heading(Heading::section("By time horizon").counting(graph.on_lever(lever).len()));
    let bar = |(value, count): (AxisValueId, usize)| Bar {
        label: vec![Span::link(values[value].name.as_str(), Place::Cell(Cell::LeverHorizon(lever, value)))],
        value: figures::to_f64(count),
        shown: count.to_string(),
    };
    page.bars(Bars { bars: counts.into_iter().map(bar).collect(), full: figures::to_f64(most) });
}

/// The strategies that pull a lever one way, in name order.
pub(super) fn pulling(graph: &Graph, lever: LeverId, pull: Pull) -> Vec<StrategyId> {
    let pulls = |&id: &StrategyId| graph.atlas.strategies[id].coordinates.pull == pull;
    graph.on_lever(lever).iter().copied().filter(pulls).collect()
}

//! The pages of axes: how the strategies spread over the values of each, and who stands on one.

use crate::graph::Graph;
use crate::model::{Axis, AxisValueId, StrategyId};

use crate::document::{Bar, Bars, Heading, Inline, PageBuilder, Span, join_dots};
use crate::page::home;
use crate::page::parts::figures;
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;
use crate::place::{Cell, Overview, Place};

/// Builds the page of every axis.
pub(super) fn all(graph: &Graph) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(home::link(graph));
    page.caption("Every strategy has one value on each axis. Shares are of all strategies; bars are to the largest.");
    for axis in Axis::ALL {
        let title = vec![to(atlas, Place::Axis(axis, None))];
        page.heading(Heading { level: 1, ..Heading::group(title) }.counting(atlas.values_on(axis).len()));
        page.paragraph(&atlas.axis(axis).description);
        page.bars(bars(graph, axis));
    }
    page.caption_inline(vec![Span::plain("How levers and time horizons combine: "), to(atlas, Overview::Density)]);
    page
}

/// Builds the page of one axis.
pub(super) fn one(graph: &Graph, axis: Axis) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(kicker());
    page.paragraph(&atlas.axis(axis).description);
    page.bars(bars(graph, axis));
    for (value, row) in atlas.values_on(axis).iter() {
        let strategies = standing(graph, axis, value);
        let title = vec![to(atlas, Place::Axis(axis, Some(value)))];
        let heading = Heading { level: 1, ..Heading::group(title) }.counting(strategies.len());
        page.heading(heading.marked(share(graph, strategies.len())));
        page.paragraph(&row.description);
        nobody(&mut page, &strategies);
        page.list(strategies.into_iter().map(|strategy| strategy_items::compact(graph, strategy)));
    }
    page
}

/// Builds the page of one value on an axis.
pub(super) fn value(graph: &Graph, axis: Axis, value: AxisValueId) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(join_dots([kicker(), vec![to(atlas, Place::Axis(axis, None))]]));
    page.paragraph(&atlas.values_on(axis)[value].description);
    let strategies = standing(graph, axis, value);
    let heading = Heading::section("Strategies").counting(strategies.len());
    page.heading(heading.marked(share(graph, strategies.len())));
    nobody(&mut page, &strategies);
    for lever in atlas.levers.ids() {
        let here: Vec<StrategyId> =
            strategies.iter().copied().filter(|&id| atlas.strategies[id].coordinates.lever == lever).collect();
        if !here.is_empty() {
            let place = if axis == Axis::TimeHorizon {
                Place::Cell(Cell::LeverHorizon(lever, value))
            } else {
                Place::from(lever)
            };
            let name = atlas.levers[lever].name.as_str();
            page.heading(Heading::group(vec![Span::link(name, place)]).counting(here.len()));
            page.list(here.into_iter().map(|strategy| strategy_items::on_lever(graph, strategy)));
        }
    }
    page
}

fn kicker() -> Inline {
    vec![Span::link("Axis", Place::Overview(Overview::Axes))]
}

/// The strategies with a value on an axis, in name order.
fn standing(graph: &Graph, axis: Axis, value: AxisValueId) -> Vec<StrategyId> {
    graph.atlas.strategies.ids().filter(|&id| graph.atlas.strategies[id].coordinates.on(axis) == value).collect()
}

fn nobody(page: &mut PageBuilder, strategies: &[StrategyId]) {
    if strategies.is_empty() {
        page.notice("No strategy has this value.");
    }
}

fn bars(graph: &Graph, axis: Axis) -> Bars {
    let atlas = &graph.atlas;
    let counts: Vec<(AxisValueId, usize)> =
        atlas.values_on(axis).ids().map(|value| (value, standing(graph, axis, value).len())).collect();
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0).max(1);
    let bar = |(value, count): (AxisValueId, usize)| Bar {
        label: vec![to(atlas, Place::Axis(axis, Some(value)))],
        value: figures::to_f64(count),
        shown: format!("{count} · {}", share(graph, count)),
    };
    Bars { bars: counts.into_iter().map(bar).collect(), full: figures::to_f64(most) }
}

/// So many of all strategies, in percent.
fn share(graph: &Graph, count: usize) -> String {
    let all = figures::to_f64(graph.atlas.strategies.len().max(1));
    format!("{}%", figures::format_fixed(100.0 * figures::to_f64(count) / all, 0))
}

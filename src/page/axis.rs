//! The pages of axes: how the strategies spread over the values of each, and who stands on one.

use crate::graph::Graph;
use crate::model::{Axis, AxisValueId, StrategyId};

use super::cards;
use super::draft::Draft;
use super::figures;
use super::home;
use super::inline::{dotted, to};
use crate::document::{Bar, Bars, Heading, Inline, Span};
use crate::place::{Cell, Overview, Place};

/// Describes the page of every axis.
pub(super) fn all(graph: &Graph) -> Draft {
    let atlas = &graph.atlas;
    let mut draft = Draft::new(home::link(graph));
    draft.caption("Every strategy has one value on each axis. Shares are of all strategies; bars are to the largest.");
    for axis in Axis::ALL {
        let title = vec![to(atlas, Place::Axis(axis, None))];
        draft.heading(Heading { level: 1, ..Heading::group(title) }.counting(atlas.values_on(axis).len()));
        draft.paragraph(&atlas.axis(axis).description);
        draft.bars(bars(graph, axis));
    }
    draft.caption_inline(vec![Span::plain("How levers and time horizons combine: "), to(atlas, Overview::Density)]);
    draft
}

/// Describes the page of one axis.
pub(super) fn one(graph: &Graph, axis: Axis) -> Draft {
    let atlas = &graph.atlas;
    let mut draft = Draft::new(kicker());
    draft.paragraph(&atlas.axis(axis).description);
    draft.bars(bars(graph, axis));
    for (value, row) in atlas.values_on(axis).iter() {
        let strategies = standing(graph, axis, value);
        let title = vec![to(atlas, Place::Axis(axis, Some(value)))];
        let heading = Heading { level: 1, ..Heading::group(title) }.counting(strategies.len());
        draft.heading(heading.marked(share(graph, strategies.len())));
        draft.paragraph(&row.description);
        nobody(&mut draft, &strategies);
        draft.list(strategies.into_iter().map(|strategy| cards::compact(graph, strategy)));
    }
    draft
}

/// Describes the page of one value on an axis.
pub(super) fn value(graph: &Graph, axis: Axis, value: AxisValueId) -> Draft {
    let atlas = &graph.atlas;
    let mut draft = Draft::new(dotted([kicker(), vec![to(atlas, Place::Axis(axis, None))]]));
    draft.paragraph(&atlas.values_on(axis)[value].description);
    let strategies = standing(graph, axis, value);
    let heading = Heading::section("Strategies").counting(strategies.len());
    draft.heading(heading.marked(share(graph, strategies.len())));
    nobody(&mut draft, &strategies);
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
            draft.heading(Heading::group(vec![Span::link(name, place)]).counting(here.len()));
            draft.list(here.into_iter().map(|strategy| cards::on_lever(graph, strategy)));
        }
    }
    draft
}

fn kicker() -> Inline {
    vec![Span::link("Axis", Place::Overview(Overview::Axes))]
}

/// The strategies with a value on an axis, in name order.
fn standing(graph: &Graph, axis: Axis, value: AxisValueId) -> Vec<StrategyId> {
    graph.atlas.strategies.ids().filter(|&id| graph.atlas.strategies[id].coordinates.on(axis) == value).collect()
}

fn nobody(draft: &mut Draft, strategies: &[StrategyId]) {
    if strategies.is_empty() {
        draft.notice("No strategy has this value.");
    }
}

fn bars(graph: &Graph, axis: Axis) -> Bars {
    let atlas = &graph.atlas;
    let counts: Vec<(AxisValueId, usize)> =
        atlas.values_on(axis).ids().map(|value| (value, standing(graph, axis, value).len())).collect();
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0).max(1);
    let bar = |(value, count): (AxisValueId, usize)| Bar {
        label: vec![to(atlas, Place::Axis(axis, Some(value)))],
        value: figures::count(count),
        shown: format!("{count} · {}", share(graph, count)),
    };
    Bars { bars: counts.into_iter().map(bar).collect(), full: figures::count(most) }
}

/// So many of all strategies, in percent.
fn share(graph: &Graph, count: usize) -> String {
    let all = figures::count(graph.atlas.strategies.len().max(1));
    format!("{}%", figures::fixed(100.0 * figures::count(count) / all, 0))
}

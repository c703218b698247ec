//! Pages of axes: the list of axes with the distribution of strategies over the values of each, the page of one axis,
//! and the page of one value.

use crate::document::{Bar, Bars, Heading, Inline, Page, PageBuilder, Span, join_dots, plain, quiet};
use crate::graph::Graph;
use crate::model::{Axis, AxisValueId, StrategyId};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::figures::{self, format_fixed, to_f64};
use crate::page::parts::inline::{links, to};
use crate::page::parts::strategy_items::{self, StrategyRows};
use crate::place::{Cell, Overview, Place};

/// Notice shown for an axis value that no strategy has.
const EMPTY: &str = "No strategy has this value.";

/// Builds the page that lists all axes.
pub(super) fn build_all(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    page.kicker = answer(graph);
    let values: usize = Axis::ALL.iter().map(|&axis| atlas.values_on(axis).len()).sum();
    page.explanation(format!(
        "Every strategy has one value on each of the {} axes, which have {values} values. Shares are of all {}.",
        Axis::ALL.len(),
        figures::strategies(atlas.strategies.len())
    ));
    for axis in Axis::ALL {
        let heading = Heading::section(to(atlas, axis)).counting(atlas.values_on(axis).len());
        page.heading(heading.beside(quiet("strategies · share")));
        page.explanation(&atlas.axis(axis).description);
        page.bars(bars(graph, axis));
    }
    page.line_up();
    page.caption([Span::plain("How levers and time horizons combine: "), to(atlas, Overview::Density)]);
    page.finish()
}

/// Returns a sentence on the axes on which the largest and the smallest share of strategies have the same value.
fn answer(graph: &Graph) -> Inline {
    let atlas = &graph.atlas;
    let most_common = |axis: Axis| {
        let values = atlas.values_on(axis).ids();
        Extreme::highest(
            values.map(|value| (to(atlas, Place::Axis(axis, Some(value))), with_value(graph, axis, value).len())),
        )
    };
    let largest: Vec<_> = Axis::ALL.into_iter().filter_map(|axis| Some((axis, most_common(axis)?))).collect();
    let counts = || largest.iter().map(|(axis, most)| (to(atlas, *axis), most.value));
    let ends = [Extreme::highest(counts()), Extreme::lowest(counts())];
    let [Some(most), Some(least)] = ends else { return Inline::new() };
    if atlas.strategies.is_empty() || most.value == least.value {
        let template =
            format!("on each axis, {{}} of {} have the same value", figures::strategies(atlas.strategies.len()));
        return answer::sentence([clause(&template, [figure(most.value)])]);
    }
    let described = |end: &Extreme<usize>| {
        let mut here = largest.iter().filter(|(_, most)| most.value == end.value);
        let values = here.next().filter(|_| end.count() == 1).map(|(_, most)| most.names("values"));
        let share = figure(share(graph, end.value));
        let detail = values.map_or_else(|| plain(end.each()), |values| clause(" {}", [values]));
        clause("{} ({})", [end.names("axes"), [share, detail].concat()])
    };
    answer::sentence([clause("strategies agree most on {} and least on {}", [&most, &least].map(described))])
}

/// Builds the page of one axis.
pub(super) fn build(axis: Axis, context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = PageBuilder::new(join_dots([plain(Span::link("Axis", Overview::Axes)), most_frequent(graph, axis)]));
    page.paragraph(&atlas.axis(axis).description);
    page.bars(bars(graph, axis));
    for (value, row) in atlas.values_on(axis).iter() {
        let strategies = with_value(graph, axis, value);
        let heading = Heading::section(to(atlas, Place::Axis(axis, Some(value)))).counting(strategies.len());
        page.heading(heading.marked(share(graph, strategies.len())));
        page.paragraph(&row.description);
        page.list_or(EMPTY, strategies.into_iter().map(|strategy| strategy_items::compact(graph, strategy)));
    }
    page.finish()
}

/// Builds the page of one value on an axis.
pub(super) fn build_value((axis, value): (Axis, AxisValueId), context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let strategies = with_value(graph, axis, value);
    let all = figures::strategies(atlas.strategies.len());
    let count = vec![
        Span::strong(strategies.len().to_string()),
        Span::plain(format!(" of {all} ({})", share(graph, strategies.len()))),
    ];
    let mut page =
        PageBuilder::new(join_dots([plain(Span::link("Axis", Overview::Axes)), plain(to(atlas, axis)), count]));
    page.paragraph(&atlas.values_on(axis)[value].description);
    page.heading(Heading::section("Strategies").counting(strategies.len()));
    if strategies.is_empty() {
        page.notice(EMPTY);
    }
    let rows = StrategyRows::new(graph).without(axis).measured(&strategies);
    for (lever, row) in atlas.levers.iter() {
        let here = strategies.iter().filter(|&&id| atlas.strategies[id].coordinates.lever == lever);
        let place = match axis {
            Axis::TimeHorizon => Place::Cell(Cell::LeverHorizon(lever, value)),
            _ => Place::from(lever),
        };
        page.section(Heading::group(Span::link(&row.name, place)), rows.items(&here.copied().collect::<Vec<_>>()));
    }
    page.finish()
}

/// Returns the value, or the values, that most strategies have on an axis; empty without strategies.
fn most_frequent(graph: &Graph, axis: Axis) -> Inline {
    let counts: Vec<(AxisValueId, usize)> =
        graph.atlas.values_on(axis).ids().map(|value| (value, with_value(graph, axis, value).len())).collect();
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0);
    if most == 0 {
        return Inline::new();
    }
    let values: Vec<AxisValueId> =
        counts.into_iter().filter(|&(_, count)| count == most).map(|(value, _)| value).collect();
    let each = if values.len() > 1 { " each" } else { "" };
    let mut line = links(&graph.atlas, values.into_iter().map(|value| Place::Axis(axis, Some(value))));
    line.insert(0, Span::plain("most often "));
    let all = figures::strategies(graph.atlas.strategies.len());
    line.push(Span::plain(format!(": {most} of {all}{each} ({})", share(graph, most))));
    line
}

/// Returns the strategies with a value on an axis, in name order.
fn with_value(graph: &Graph, axis: Axis, value: AxisValueId) -> Vec<StrategyId> {
    graph.atlas.strategies.ids().filter(|&id| graph.atlas.strategies[id].coordinates.on(axis) == value).collect()
}

fn bars(graph: &Graph, axis: Axis) -> Bars {
    let all = to_f64(graph.atlas.strategies.len().max(1));
    Bars::of_shares(graph.atlas.values_on(axis).ids().map(|value| {
        let count = with_value(graph, axis, value).len();
        let shown = format!("{count} · {}", share(graph, count));
        Bar::new(to(&graph.atlas, Place::Axis(axis, Some(value))), to_f64(count) / all, shown)
    }))
    .sortable()
}

/// Returns `count` as a percentage of all strategies, such as `12%`.
fn share(graph: &Graph, count: usize) -> String {
    let all = to_f64(graph.atlas.strategies.len().max(1));
    format!("{}%", format_fixed(100.0 * to_f64(count) / all, 0))
}

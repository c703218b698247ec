//! Sections of an audit on the spread of a portfolio over levers and pulls, sides, and axis values.

use crate::document::{Bar, Bars, Heading, PageBuilder, fact, join_dots, plain};
use crate::graph::{Audit, Graph, LeverLoad};
use crate::model::{Axis, Pull, Side};
use crate::page::parts::figures::{format_fixed, percent, to_f64};
use crate::page::parts::inline::to;

/// Axes whose values are counted; the public catalogue counts the same axes.
const COUNTED: [Axis; 3] = [Axis::Coercion, Axis::TimeHorizon, Axis::ActorInControl];

pub(super) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let atlas = &graph.atlas;
    levers(page, graph, audit);
    sides(page, audit);
    page.heading(Heading::section("Values on the axes"));
    page.facts(COUNTED.map(|axis| {
        let values = audit.values[axis.index()].iter();
        let counts = values.map(|&(value, count)| format!("{} {count}", atlas.values_on(axis)[value].name));
        fact(&atlas.axis(axis).name, join_dots(counts))
    }));
}

fn levers(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let all = to_f64(audit.strategies.len());
    page.heading(Heading::section("Levers").counting(audit.pulled()));
    page.bars(Bars::of_counts(audit.levers.iter().filter(|load| load.total() > 0).map(|load| {
        let total = load.total();
        let share = format_fixed(100.0 * to_f64(total) / all, 0);
        let shown = format!("{total} · {share}% · {}", pulls(load));
        Bar { shown, ..Bar::of_count(to(&graph.atlas, load.lever), total) }
    })));
    let empty: Vec<_> = audit.untouched().collect();
    if empty.is_empty() {
        page.caption("Every lever is pulled.");
    } else {
        let names = join_dots(empty.iter().map(|&lever| to(&graph.atlas, lever)));
        page.caption([plain(format!("{} empty: ", empty.len())), names].concat());
    }
}

/// Returns the number of strategies on a lever by pull, such as `↑2 ↓1` or `2 neutral`.
fn pulls(load: &LeverLoad) -> String {
    let counts = Pull::ALL.into_iter().zip(load.pulls).filter(|&(_, count)| count > 0);
    let words = |(pull, count): (Pull, usize)| match pull {
        Pull::Neutral => format!("{count} neutral"),
        pull => format!("{}{count}", pull.arrow()),
    };
    counts.map(words).collect::<Vec<_>>().join(" ")
}

fn sides(page: &mut PageBuilder, audit: &Audit) {
    let all = to_f64(audit.strategies.len());
    page.heading(Heading::section("Sides"));
    let bar = |side: Side| {
        let count = audit.on_side(side);
        let share = to_f64(count) / all;
        Bar::new(side.label(), share, format!("{count} · {}", percent(share)))
    };
    page.bars(Bars::of_shares(Side::ALL.map(bar)));
}

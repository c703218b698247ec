//! How a portfolio spreads: over levers and the ways they are pulled, over sides, over values on the axes.

use crate::graph::{Audit, Graph, LeverLoad};
use crate::model::{Axis, Pull, Side};

use crate::document::{Bar, Bars, Heading, Item, PageBuilder, Span, plain};
use crate::page::parts::figures::{self, format_fixed, percent};
use crate::page::parts::inline::to;

use super::counts;

/// The axes that are counted, as the public catalogue counts them.
const COUNTED: [Axis; 3] = [Axis::Coercion, Axis::TimeHorizon, Axis::ActorInControl];

pub(super) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    levers(page, graph, audit);
    sides(page, audit);
    let atlas = &graph.atlas;
    page.heading(Heading::section("Values on the axes"));
    let fact = |axis: Axis| {
        let values = &audit.values[axis.index()];
        counts(
            &atlas.axis(axis).name,
            values.iter().map(|&(value, count)| (atlas.values_on(axis)[value].name.clone(), count)),
        )
    };
    page.facts(COUNTED.into_iter().map(fact).collect());
    untouched(page, graph, audit);
}

fn levers(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let all = figures::to_f64(audit.strategies.len());
    page.heading(Heading::section("Levers").counting(audit.pulled()));
    let bar = |load: &LeverLoad| Bar {
        label: vec![to(&graph.atlas, load.lever)],
        value: figures::to_f64(load.total()),
        shown: match load.total() {
            0 => "empty".to_owned(),
            total => format!("{total} · {}% · {}", format_fixed(100.0 * figures::to_f64(total) / all, 0), pulls(load)),
        },
    };
    let most = audit.dominant().map_or(1, |load| load.total());
    page.bars(Bars { bars: audit.levers.iter().map(bar).collect(), full: figures::to_f64(most) });
}

/// How often a lever is pulled each way: `↑2 ↓1`, `2 neutral`.
fn pulls(load: &LeverLoad) -> String {
    let ways = Pull::ALL.into_iter().zip(load.pulls).filter(|&(_, count)| count > 0);
    let way = |(pull, count): (Pull, usize)| match pull {
        Pull::Neutral => format!("{count} neutral"),
        pull => format!("{}{count}", pull.arrow()),
    };
    ways.map(way).collect::<Vec<_>>().join(" ")
}

fn sides(page: &mut PageBuilder, audit: &Audit) {
    let all = figures::to_f64(audit.strategies.len());
    page.heading(Heading::section("Sides"));
    let bar = |side: Side| {
        let count = figures::to_f64(audit.on_side(side));
        Bar { label: plain(side.label()), value: count, shown: format!("{count} · {}", percent(count / all)) }
    };
    page.bars(Bars { bars: Side::ALL.into_iter().map(bar).collect(), full: all });
}

fn untouched(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let levers: Vec<_> = audit.untouched().collect();
    page.heading(Heading::section("Untouched levers").counting(levers.len()));
    if levers.is_empty() {
        page.notice("Every lever is pulled.");
    }
    page.list(levers.into_iter().map(|id| {
        let lever = &graph.atlas.levers[id];
        let text = vec![to(&graph.atlas, id), Span::quiet(format!("  {}", lever.side.label()))];
        Item { text, ..Item::default() }
    }));
}

//! How a portfolio spreads: over levers and the ways they are pulled, over sides, over values on the axes.

use crate::graph::{Audit, Graph, LeverLoad};
use crate::model::{Axis, Pull, Side};

use crate::document::{Bar, Bars, Heading, Item, Span};
use crate::page::draft::Draft;
use crate::page::figures::{self, fixed, percent};
use crate::page::inline::{plain, to};

use super::counts;

/// The axes that are counted, as the public catalogue counts them.
const COUNTED: [Axis; 3] = [Axis::Coercion, Axis::TimeHorizon, Axis::ActorInControl];

pub(super) fn sections(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    levers(draft, graph, audit);
    sides(draft, audit);
    let atlas = &graph.atlas;
    draft.heading(Heading::section("Values on the axes"));
    let fact = |axis: Axis| {
        let values = &audit.values[axis.index()];
        counts(
            &atlas.axis(axis).name,
            values.iter().map(|&(value, count)| (atlas.values_on(axis)[value].name.clone(), count)),
        )
    };
    draft.facts(COUNTED.into_iter().map(fact).collect());
    untouched(draft, graph, audit);
}

fn levers(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    let all = figures::count(audit.strategies.len());
    draft.heading(Heading::section("Levers").counting(audit.pulled()));
    let bar = |load: &LeverLoad| Bar {
        label: vec![to(&graph.atlas, load.lever)],
        value: figures::count(load.total()),
        shown: match load.total() {
            0 => "empty".to_owned(),
            total => format!("{total} · {}% · {}", fixed(100.0 * figures::count(total) / all, 0), pulls(load)),
        },
    };
    let most = audit.dominant().map_or(1, |load| load.total());
    draft.bars(Bars { bars: audit.levers.iter().map(bar).collect(), full: figures::count(most) });
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

fn sides(draft: &mut Draft, audit: &Audit) {
    let all = figures::count(audit.strategies.len());
    draft.heading(Heading::section("Sides"));
    let bar = |side: Side| {
        let count = figures::count(audit.on_side(side));
        Bar { label: plain(side.label()), value: count, shown: format!("{count} · {}", percent(count / all)) }
    };
    draft.bars(Bars { bars: Side::ALL.into_iter().map(bar).collect(), full: all });
}

fn untouched(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    let levers: Vec<_> = audit.untouched().collect();
    draft.heading(Heading::section("Untouched levers").counting(levers.len()));
    if levers.is_empty() {
        draft.notice("Every lever is pulled.");
    }
    draft.list(levers.into_iter().map(|id| {
        let lever = &graph.atlas.levers[id];
        let text = vec![to(&graph.atlas, id), Span::quiet(format!("  {}", lever.side.label()))];
        Item { text, ..Item::default() }
    }));
}

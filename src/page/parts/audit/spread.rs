//! Sections of an audit on the spread of a portfolio over levers and pulls, sides, and axis values.

use crate::document::{Bar, Bars, Heading, PageBuilder, fact, join_dots, plain};
use crate::graph::{Audit, Graph, LeverLoad};
use crate::model::{Axis, Pull, Side};
use crate::page::parts::figures::{percent, to_f64};
use crate::page::parts::inline::to;
use crate::page::parts::lever_strip::NEUTRAL;

/// Axes whose values are counted; the public catalogue counts the same axes.
const COUNTED: [Axis; 3] = [Axis::Coercion, Axis::TimeHorizon, Axis::ActorInControl];

/// Adds the number of strategies on each lever that is pulled, and the names of the others.
pub(super) fn levers(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let all = to_f64(audit.strategies.len());
    let pulled = format!("{} of {} · {}", audit.pulled(), audit.levers.len(), percent(audit.coverage()));
    page.heading(Heading::section("Levers").marked(pulled));
    if audit.levers.iter().all(|load| load.total() <= 1) {
        page.paragraph(format!("One strategy on each, {} of the portfolio.", percent(1.0 / all)));
    } else {
        page.bars(Bars::of_counts(audit.levers.iter().filter(|load| load.total() > 0).map(|load| {
            let total = load.total();
            let shown = format!("{} · {}", pulls(load), percent(to_f64(total) / all));
            Bar { shown, ..Bar::of_count(to(&graph.atlas, load.lever), total) }
        })));
    }
    let empty: Vec<_> = audit.untouched().collect();
    if empty.is_empty() {
        page.caption("Every lever is pulled.");
    } else {
        let names = join_dots(empty.iter().map(|&lever| to(&graph.atlas, lever)));
        page.caption([plain(format!("{} not pulled: ", empty.len())), names].concat());
    }
}

/// Returns the number of strategies on a lever by pull, such as `↑2 ↓1`.
fn pulls(load: &LeverLoad) -> String {
    let counts = Pull::ALL.into_iter().zip(load.pulls).filter(|&(_, count)| count > 0);
    let sign = |pull: Pull| if pull == Pull::Neutral { NEUTRAL } else { pull.arrow() };
    counts.map(|(pull, count)| format!("{}{count}", sign(pull))).collect::<Vec<_>>().join(" ")
}

/// Adds the number of strategies on each side, and their values on the counted axes.
pub(super) fn sides_and_values(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let (atlas, all) = (&graph.atlas, to_f64(audit.strategies.len()));
    page.heading(Heading::section("Sides and values"));
    let bar = |side: Side| {
        let count = audit.on_side(side);
        let share = to_f64(count) / all;
        Bar::new(side.label(), share, format!("{count} · {}", percent(share)))
    };
    page.bars(Bars::of_shares(Side::ALL.map(bar)));
    page.facts(COUNTED.map(|axis| {
        let values = audit.values[axis.index()].iter();
        let counts = values.map(|&(value, count)| format!("{} {count}", atlas.values_on(axis)[value].name));
        fact(&atlas.axis(axis).name, join_dots(counts))
    }));
}

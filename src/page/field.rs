//! The field at a glance: every strategy as a dot by lever and pull, who stands behind the best known ones, and the
//! strategies lever by lever.

use crate::graph::Graph;
use crate::model::{LeverId, Mechanism, Pull, RelationKind, Side, StrategyId};

use crate::document::{Align, Grid, GridCell, GridColumn, GridRow, Heading, PageBuilder, Span, fact, plain};
use crate::page::home;
use crate::page::lever::{SHOWN, pull_title, pulling};
use crate::page::parts::consensus;
use crate::page::parts::figures::{self, percent, pluralize};
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;
use crate::place::Place;

/// What stands for a strategy.
const DOT: &str = "●";
/// What stands beside a lever that is pulled both ways.
const BOTH_WAYS: &str = " ↔";

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    summary(&mut page, graph);
    page.heading(Heading::section("Lever field").counting(graph.atlas.strategies.len()));
    page.caption(&format!(
        "Each dot is a strategy, by its primary lever and its pull.{BOTH_WAYS} is a lever pulled both ways."
    ));
    page.grid(dots(graph));
    consensus::sections(&mut page, graph);
    by_lever(&mut page, graph);
    page
}

fn summary(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let strategies = atlas.strategies.len();
    let levers = || atlas.levers.ids();
    let pulled = levers().filter(|&lever| !graph.on_lever(lever).is_empty()).count();
    let both = levers().filter(|&lever| is_two_sided(graph, lever)).count();
    let world: usize = levers()
        .filter(|&lever| atlas.levers[lever].side == Side::World)
        .map(|lever| graph.on_lever(lever).len())
        .sum();
    let share = percent(figures::to_f64(world) / figures::to_f64(strategies.max(1)));
    page.facts(vec![
        fact("Strategies", plain(strategies.to_string())),
        fact("Levers pulled", plain(format!("{pulled} of {}, {both} of them both ways", atlas.levers.len()))),
        fact("Declared conflicts", plain(pluralize(conflicts(graph), "pair", "pairs"))),
        fact("World-side", plain(format!("{share} of strategies"))),
        fact("All pairs", plain((strategies * strategies.saturating_sub(1) / 2).to_string())),
    ]);
    let opposite: usize = levers().map(|lever| opposite_pulls(graph, lever)).sum();
    page.caption(&format!(
        "A conflict is one that either strategy declares. {} a lever against each other, which portfolios count \
         instead; not all of those are declared, and many declared ones cross levers.",
        pluralize(opposite, "pair pulls", "pairs pull")
    ));
}

fn conflicts(graph: &Graph) -> usize {
    let conflicts = Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == RelationKind::Conflict);
    conflicts.map(|mechanism| graph.pair_count(mechanism)).sum()
}

fn is_two_sided(graph: &Graph, lever: LeverId) -> bool {
    opposite_pulls(graph, lever) > 0
}

/// How many pairs pull a lever against each other.
fn opposite_pulls(graph: &Graph, lever: LeverId) -> usize {
    pulling(graph, lever, Pull::Up).len() * pulling(graph, lever, Pull::Down).len()
}

/// Dots on both sides of the levers.
fn dots(graph: &Graph) -> Grid {
    let columns = [(Pull::Down, Align::Right), (Pull::Neutral, Align::Centre), (Pull::Up, Align::Left)];
    let row = |lever: LeverId| {
        let mut label = vec![to(&graph.atlas, lever)];
        if is_two_sided(graph, lever) {
            label.push(Span::quiet(BOTH_WAYS));
        }
        let total = Span::link(graph.on_lever(lever).len().to_string(), Place::from(lever));
        GridRow {
            label,
            cells: columns.iter().map(|&(pull, _)| cell(&pulling(graph, lever, pull))).collect(),
            total: vec![total],
        }
    };
    let column = |(pull, align): (Pull, Align)| {
        let label = match pull {
            Pull::Up => "↑ up",
            Pull::Neutral => "neutral",
            Pull::Down => "down ↓",
        };
        GridColumn { label: plain(label), align }
    };
    Grid {
        corner: "Lever".to_owned(),
        columns: columns.into_iter().map(column).collect(),
        rows: graph.atlas.levers.ids().map(row).collect(),
        totals: None,
    }
}

fn cell(strategies: &[StrategyId]) -> GridCell {
    let mut text = Vec::new();
    for &strategy in strategies {
        if !text.is_empty() {
            text.push(Span::plain(" "));
        }
        text.push(Span::link(DOT, strategy));
    }
    GridCell { text, ..GridCell::default() }
}

fn by_lever(page: &mut PageBuilder, graph: &Graph) {
    for lever in graph.atlas.levers.ids().filter(|&lever| !graph.on_lever(lever).is_empty()) {
        let row = &graph.atlas.levers[lever];
        let title = vec![to(&graph.atlas, lever)];
        let heading = Heading { level: 1, ..Heading::group(title) }.counting(graph.on_lever(lever).len());
        page.heading(heading.marked(row.side.label()));
        page.caption(&row.description);
        for pull in SHOWN {
            let strategies = pulling(graph, lever, pull);
            if !strategies.is_empty() {
                page.heading(Heading::group(plain(pull_title(row, pull))).counting(strategies.len()));
                page.list(strategies.into_iter().map(|strategy| strategy_items::brief(graph, strategy)));
            }
        }
    }
}

//! Pages of levers: the list of levers with numbers of strategies, and the page of one lever with its strategies by
//! pull.

use crate::document::{
    Bar, BarPart, Bars, Grid, GridCell, GridColumn, GridRow, Heading, Inline, Page, PageBuilder, Span, Tone, join_dots,
    plain, quiet,
};
use crate::graph::Graph;
use crate::model::{Axis, Kind, LeverId, Pull, StrategyId};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::figures::{strategies, to_f64};
use crate::page::parts::inline::{pull_title, to};
use crate::page::parts::strategy_items::StrategyRows;
use crate::place::Cell;

/// Order in which pages show pulls.
pub(super) const PULLS: [Pull; 3] = [Pull::Up, Pull::Down, Pull::Neutral];

/// Builds the page that lists all levers.
pub(super) fn build_all(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    page.kicker = answer(graph);
    page.heading(Heading::section("Strategies by lever").counting(atlas.strategies.len()));
    page.bars(pulls(graph).sortable());
    page.heading(Heading::section("What they are").counting(atlas.levers.len()));
    let columns = ["Down ↓", "Up ↑", "Side", "What it is"];
    let rows = atlas.levers.iter().map(|(id, lever)| {
        let cells = [&lever.down, &lever.up, lever.side.label(), &lever.description];
        GridRow::new(to(atlas, id), cells.map(|text| GridCell::new(quiet(text))))
    });
    page.grid(Grid {
        corner: "Lever".to_owned(),
        columns: columns.map(GridColumn::new).into(),
        rows: rows.collect(),
        ..Grid::default()
    });
    page.finish()
}

/// Returns a sentence on the lever that most strategies pull and on the number of levers that are pulled both ways.
pub(super) fn answer(graph: &Graph) -> Inline {
    let atlas = &graph.atlas;
    let levers = || atlas.levers.ids();
    let most = Extreme::highest(levers().map(|lever| (to(atlas, lever), graph.on_lever(lever).len())));
    let Some(most) = most.filter(|most| most.value > 0) else {
        return answer::sentence([plain("no strategy pulls a lever")]);
    };
    let template = format!("{{}} {} the most strategies ({{}} of {{}}{})", most.has(), most.each());
    let strategies = [most.value, atlas.strategies.len()].map(figure);
    let both_ways = levers().filter(|&lever| is_two_sided(graph, lever)).count();
    let are = if both_ways == 1 { "is" } else { "are" };
    answer::sentence([
        clause(&template, std::iter::once(most.names("levers")).chain(strategies)),
        clause(&format!("{{}} of {{}} levers {are} pulled both ways"), [both_ways, atlas.levers.len()].map(figure)),
    ])
}

/// Returns a chart with the number of strategies on each lever by pull: down to the left, up to the right.
pub(super) fn pulls(graph: &Graph) -> Bars {
    Bars::of_counts(graph.atlas.levers.ids().map(|lever| {
        let part = |pull| BarPart { tone: Tone::from(pull), value: to_f64(pulling(graph, lever, pull).len()) };
        let parts = [Pull::Down, Pull::Neutral, Pull::Up].map(part).into();
        Bar { parts, ..Bar::of_count(to(&graph.atlas, lever), graph.on_lever(lever).len()) }
    }))
}

/// Builds the page of one lever.
pub(super) fn build(id: LeverId, context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let lever = &graph.atlas.levers[id];
    let [up, down] = [Pull::Up, Pull::Down].map(|pull| pulling(graph, id, pull).len());
    let neutral = graph.on_lever(id).len() - up - down;
    let counts = [(up, "up"), (down, "down"), (neutral, "neutral")].into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, pull)| format!("{count} {pull}")).collect();
    let pulls = match (up > 0 && down > 0, counts.is_empty()) {
        (true, _) => Span::toned(format!("! pulled both ways: {}", counts.join(", ")), Tone::Caution),
        (false, true) => Span::plain("pulled by no strategy"),
        (false, false) => {
            Span::plain(format!("pulled by {}: {}", strategies(graph.on_lever(id).len()), counts.join(", ")))
        }
    };
    let side = match lever.side.label() {
        side if side.ends_with("side") => side.to_owned(),
        other => format!("{other} side"),
    };
    let kicker = [Span::link("Lever", Kind::Lever), Span::plain(side), pulls];
    let mut page = PageBuilder::new(join_dots(kicker));
    page.paragraph(&lever.description);
    if graph.on_lever(id).is_empty() {
        page.notice("No strategy pulls this lever.");
        return page.finish();
    }
    horizons(&mut page, graph, id);
    let rows = StrategyRows::new(graph).with_theses().measured(graph.on_lever(id));
    for pull in PULLS {
        page.section(Heading::section(pull_title(lever, pull)), rows.items(&pulling(graph, id, pull)));
    }
    page.finish()
}

/// Adds a chart with the number of strategies on the lever at each time horizon by pull.
fn horizons(page: &mut PageBuilder, graph: &Graph, lever: LeverId) {
    let values = graph.atlas.values_on(Axis::TimeHorizon);
    page.heading(Heading::section("By time horizon").counting(graph.on_lever(lever).len()));
    page.bars(Bars::of_counts(values.iter().map(|(value, row)| {
        let cell = Cell::LeverHorizon(lever, value);
        let here = |ids: &[StrategyId]| ids.iter().filter(|&&id| cell.has_strategy(&graph.atlas, id)).count();
        let part = |pull| BarPart { tone: Tone::from(pull), value: to_f64(here(&pulling(graph, lever, pull))) };
        let parts = [Pull::Down, Pull::Neutral, Pull::Up].map(part).into();
        Bar { parts, ..Bar::of_count(Span::link(&row.name, cell), here(graph.on_lever(lever))) }
    })));
}

/// Returns the strategies with this pull on a lever, in name order.
pub(super) fn pulling(graph: &Graph, lever: LeverId, pull: Pull) -> Vec<StrategyId> {
    let pulls = |&id: &StrategyId| graph.atlas.strategies[id].coordinates.pull == pull;
    graph.on_lever(lever).iter().copied().filter(pulls).collect()
}

/// Returns the number of pairs of strategies that pull `lever` in opposite directions.
pub(super) fn opposite_pulls(graph: &Graph, lever: LeverId) -> usize {
    pulling(graph, lever, Pull::Up).len() * pulling(graph, lever, Pull::Down).len()
}

/// Returns whether some strategies pull `lever` up and others pull it down.
pub(super) fn is_two_sided(graph: &Graph, lever: LeverId) -> bool {
    opposite_pulls(graph, lever) > 0
}

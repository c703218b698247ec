//! The page of the portfolio at hand: its audit, and beside it the portfolios to start from or to compare with.

use crate::graph::{Audit, Demands, Graph};
use crate::model::{RelationKind, StrategyId};

use super::audit;
use super::bench::{self, Bench, Search};
use super::block::{Heading, Inline, Span};
use super::cards;
use super::draft::Draft;
use super::figures::percent;
use super::grid::{Grid, GridCell, GridColumn, GridRow};
use super::home;
use super::inline::{dotted, plain, to};
use super::place::Place;
use super::suggest;

/// The most strategies for which it is worked out what to add and what to drop.
const ADVISED: usize = 100;

/// Describes the page.
pub(super) fn draft(graph: &Graph, bench: &Bench) -> Draft {
    let kept = bench.current();
    let state = match kept {
        None => "not kept",
        Some(_) if bench.is_changed() => "changed since it was kept",
        Some(_) => "kept",
    };
    let mut draft = Draft::new(dotted([home::link(graph), plain(if bench.at_hand.is_empty() { "" } else { state })]));
    draft.title = kept.map(|kept| kept.name.clone());
    let audit = graph.audit(&bench.strategies(&graph.atlas));
    audit::headline(&mut draft, graph, &audit);
    draft.heading(Heading::section("At hand").counting(audit.strategies.len()));
    if audit.strategies.is_empty() {
        draft.notice("Nothing is at hand. Take up strategies one by one, or start from a portfolio below.");
    }
    draft.list(audit.strategies.iter().map(|&strategy| cards::full(graph, strategy)));
    elsewhere(&mut draft, graph, bench);
    search(&mut draft, graph, bench);
    if (1..=ADVISED).contains(&audit.strategies.len()) {
        suggest::advice(&mut draft, graph, &graph.advice(&audit.strategies, &Demands::default()));
    }
    audit::sections(&mut draft, graph, &audit);
    beside(&mut draft, graph, bench, &audit);
    draft
}

/// What is at hand but not in this atlas.
fn elsewhere(draft: &mut Draft, graph: &Graph, bench: &Bench) {
    let missing: Vec<&str> =
        bench.at_hand.iter().filter(|slug| graph.atlas.strategies.find(slug).is_none()).map(String::as_str).collect();
    if !missing.is_empty() {
        draft.notice(&format!("Not in this atlas, and kept all the same: {}.", missing.join(", ")));
    }
}

fn search(draft: &mut Draft, graph: &Graph, bench: &Bench) {
    match &bench.search {
        Search::None => {}
        Search::Running => {
            draft.heading(Heading::section("Smallest portfolios that hold it"));
            draft.notice("Looking for them… Closing gives up.");
        }
        Search::Done(demands, outcome) => suggest::smallest(draft, graph, demands, outcome),
    }
}

/// Describes the page of strategies held together by nobody in particular.
pub(super) fn audited(graph: &Graph, strategies: &[StrategyId]) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    let audit = graph.audit(strategies);
    draft.title = Some(title(graph, &audit.strategies));
    audit::headline(&mut draft, graph, &audit);
    draft.heading(Heading::section("Strategies").counting(audit.strategies.len()));
    members(&mut draft, graph, &audit);
    draft
}

/// What strategies are called together.
fn title(graph: &Graph, strategies: &[StrategyId]) -> String {
    let names: Vec<&str> = strategies.iter().map(|&id| graph.atlas.strategies[id].name.as_str()).collect();
    match names.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => format!("{first}, {second} and {} more", rest.len()),
        names => names.join(" and "),
    }
}

fn members(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    draft.list(audit.strategies.iter().map(|&strategy| cards::full(graph, strategy)));
    audit::sections(draft, graph, audit);
}

/// What is at hand, what is kept and what the atlas has, figure by figure.
fn beside(draft: &mut Draft, graph: &Graph, bench: &Bench, audit: &Audit) {
    let atlas = &graph.atlas;
    let mut rows = Vec::new();
    if !audit.strategies.is_empty() {
        rows.push(row(vec![Span::strong("At hand")], audit, audit));
    }
    for kept in &bench.own {
        let place = atlas.portfolios.find(&kept.slug).map(Place::Portfolio);
        let name = place.map_or_else(|| Span::plain(&kept.name), |place| Span::link(&kept.name, place));
        let strategies = bench::resolve(atlas, &kept.strategies);
        rows.push(row(vec![name, Span::quiet(" yours")], &graph.audit(&strategies), audit));
    }
    for (id, preset) in atlas.portfolios.iter().filter(|(_, preset)| bench.kept(&preset.slug).is_none()) {
        rows.push(row(vec![to(atlas, Place::Portfolio(id))], &graph.audit(&preset.strategies), audit));
    }
    if bench.own.is_empty() && atlas.portfolios.is_empty() {
        return;
    }
    let title = if audit.strategies.is_empty() { "To start from" } else { "Side by side" };
    draft.heading(Heading::section(title).counting(rows.len()));
    draft.caption(
        "Strategies held, levers pulled, the largest share on one lever, scenarios answered, declared conflicts, \
         opposite pulls, and strategies that are at hand too.",
    );
    let column = |label: &&str| GridColumn::of_figures(plain(*label));
    draft.grid(Grid {
        corner: "Portfolio".to_owned(),
        columns: COLUMNS.iter().map(column).collect(),
        rows,
        totals: None,
    });
}

/// What is compared.
const COLUMNS: [&str; 7] = ["Bets", "Levers", "Peak", "Scen.", "Decl.", "Opp.", "Both"];

fn row(label: Inline, audit: &Audit, at_hand: &Audit) -> GridRow {
    let held = |id: &&StrategyId| at_hand.strategies.binary_search(id).is_ok();
    let figures = [
        audit.strategies.len().to_string(),
        audit.pulled().to_string(),
        percent(audit.concentration()),
        audit.answered().to_string(),
        audit.related(RelationKind::Conflict).count().to_string(),
        audit.opposite.len().to_string(),
        audit.strategies.iter().filter(held).count().to_string(),
    ];
    let cell = |figure: String| GridCell { text: plain(figure), ..GridCell::default() };
    GridRow { label, cells: figures.into_iter().map(cell).collect(), total: Inline::new() }
}

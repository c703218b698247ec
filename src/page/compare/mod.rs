//! The page of a comparison: two to four strategies side by side, what they share and what sets them apart.

mod people;
mod sides;

use crate::graph::{Declared, Graph};
use crate::model::{Atlas, Axis, Pull, StrategyId};

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, PageBuilder, Part, Span, Weight, fact, join_commas,
    join_dots, plain, quiet, sentence,
};
use crate::page::home;
use crate::page::mechanism::explanation;
use crate::page::parts::inline::{axis_words, direction, to};
use crate::page::parts::strategy_items;
use crate::place::Comparison;

/// Builds the page.
pub(super) fn build(graph: &Graph, comparison: &Comparison) -> PageBuilder {
    let strategies: Vec<StrategyId> = comparison.strategies().collect();
    let mut page = PageBuilder::new(home::link(graph));
    page.list(strategies.iter().map(|&id| strategy_items::full(graph, id)));
    coordinates(&mut page, &graph.atlas, &strategies);
    relations(&mut page, graph, &strategies);
    sides::scenarios(&mut page, graph, &strategies);
    commitments(&mut page, &graph.atlas, &strategies);
    signals(&mut page, &graph.atlas, &strategies);
    sides::neighbours(&mut page, graph, &strategies);
    people::sections(&mut page, graph, &strategies);
    page
}

/// The columns of a table with one for each strategy.
fn columns(atlas: &Atlas, strategies: &[StrategyId]) -> Vec<GridColumn> {
    let column = |&id: &StrategyId| GridColumn { label: vec![to(atlas, id)], ..GridColumn::default() };
    strategies.iter().map(column).collect()
}

/// Lever, pull and axes; where all agree the values step back, where they differ the row says so.
fn coordinates(page: &mut PageBuilder, atlas: &Atlas, strategies: &[StrategyId]) {
    let of = |id: StrategyId| &atlas.strategies[id].coordinates;
    let lever = |id: StrategyId| vec![to(atlas, of(id).lever)];
    let pull = |id: StrategyId| {
        let coordinates = of(id);
        let name = atlas.levers[coordinates.lever].pull_name(coordinates.pull).unwrap_or_default();
        plain(format!("{} {name}", direction(coordinates.pull)).trim().to_owned())
    };
    let mut rows = vec![
        row("Lever", strategies, lever, differ(strategies, |id| of(id).lever)),
        row("Pull", strategies, pull, differ(strategies, |id| of(id).pull.as_str())),
    ];
    rows.extend(Axis::ALL.into_iter().map(|axis| {
        let value = |id| axis_words(atlas, id, axis);
        row(&atlas.axis(axis).name, strategies, value, differ(strategies, |id| of(id).on(axis)))
    }));
    let apart = rows.iter().filter(|row| row.label.iter().any(|span| span.text.starts_with(DIFFERS))).count();
    page.heading(Heading::section("Coordinates").marked(format!("{apart} of {} differ", rows.len())));
    page.grid(Grid { columns: columns(atlas, strategies), rows, ..Grid::default() });
}

/// Stands before what is not the same for all.
const DIFFERS: &str = "≠ ";

fn differ<T: PartialEq>(strategies: &[StrategyId], value: impl Fn(StrategyId) -> T) -> bool {
    strategies.windows(2).any(|pair| value(pair[0]) != value(pair[1]))
}

fn row(name: &str, strategies: &[StrategyId], value: impl Fn(StrategyId) -> Inline, differs: bool) -> GridRow {
    let mark = if differs { DIFFERS } else { "  " };
    let cell = |&id: &StrategyId| {
        let text = match value(id) {
            empty if empty.is_empty() => vec![Span::quiet("·")],
            text if differs => text,
            text => quiet(text),
        };
        GridCell { text, ..GridCell::default() }
    };
    let label =
        Span { weight: if differs { Weight::Strong } else { Weight::Plain }, ..Span::plain(format!("{mark}{name}")) };
    GridRow { label: vec![label], cells: strategies.iter().map(cell).collect(), ..GridRow::default() }
}

/// Every pair: how it relates, who says so, and what that means.
fn relations(page: &mut PageBuilder, graph: &Graph, strategies: &[StrategyId]) {
    let atlas = &graph.atlas;
    let pairs: Vec<_> =
        strategies.iter().enumerate().flat_map(|(at, &a)| strategies[at + 1..].iter().map(move |&b| (a, b))).collect();
    page.heading(Heading::section(if pairs.len() == 1 { "How they relate" } else { "How each pair relates" }));
    page.list(pairs.into_iter().map(|(a, b)| {
        let link = |id| to(atlas, id);
        let Some(relation) = graph.relation(a, b) else {
            let note = plain("No relation is declared, and they are no twins.");
            return Item { text: vec![link(a), Span::quiet(" · "), link(b)], badges: Vec::new(), note };
        };
        let by = match relation.declared {
            Declared::Here => format!("declared by {}", atlas.strategies[a].name),
            Declared::There => format!("declared by {}", atlas.strategies[b].name),
            Declared::Both => "declared by both".to_owned(),
            Declared::Derived => "follows from their coordinates".to_owned(),
        };
        let kind =
            join_dots([plain(format!("  {}", relation.kind.as_str())), vec![to(atlas, relation.mechanism)], plain(by)]);
        let sign = Span::plain(format!(" {} ", relation.kind.sign()));
        let text = [vec![link(a), sign, link(b)], quiet(kind)].concat();
        Item { text, badges: Vec::new(), note: plain(explanation(atlas.mechanism(relation.mechanism))) }
    }));
    let bearing = |id: StrategyId| (atlas.strategies[id].coordinates.lever, atlas.strategies[id].coordinates.pull);
    let opposed = |&down: &StrategyId| {
        let (lever, pull) = bearing(down);
        pull == Pull::Down && strategies.iter().any(|&up| bearing(up) == (lever, Pull::Up))
    };
    if strategies.iter().any(opposed) {
        page.caption("Some pull one lever opposite ways; that is a conflict here only where one of them declares it.");
    }
}

fn commitments(page: &mut PageBuilder, atlas: &Atlas, strategies: &[StrategyId]) {
    let count: usize = strategies.iter().map(|&id| atlas.strategies[id].commitments.len()).sum();
    if count == 0 {
        return;
    }
    page.heading(Heading::section("What they rest on").counting(count));
    for &id in strategies {
        let commitments = &atlas.strategies[id].commitments;
        page.heading(Heading::group(vec![to(atlas, id)]).counting(commitments.len()));
        if commitments.is_empty() {
            page.notice("It states none.");
        }
        page.list(commitments.iter().map(|commitment| Item {
            text: plain(&atlas.topics[commitment.topic].name),
            badges: Vec::new(),
            note: plain(format!("{} Fails if: {}", sentence(&commitment.claim), commitment.failure)),
        }));
    }
}

/// What would count against each, and where each turns on itself.
fn signals(page: &mut PageBuilder, atlas: &Atlas, strategies: &[StrategyId]) {
    let section = |page: &mut PageBuilder, title: &str, text: &dyn Fn(StrategyId) -> Option<String>| {
        if strategies.iter().all(|&id| text(id).is_none()) {
            return;
        }
        page.heading(Heading::section(title));
        let facts = strategies.iter().map(|&id| {
            let stated = text(id).map_or_else(|| vec![Span::quiet("none stated")], plain);
            fact(&atlas.strategies[id].name, stated)
        });
        page.facts(facts.collect());
    };
    section(page, "Falsification signals", &|id| atlas.strategies[id].falsification.clone());
    section(page, "Self-undermining thresholds", &|id| {
        atlas.strategies[id].overshoot.as_ref().map(|overshoot| sentence(&overshoot.threshold))
    });
}

/// Names of strategies that lead to them, with commas between.
fn names(atlas: &Atlas, strategies: impl IntoIterator<Item = StrategyId>) -> Inline {
    join_commas(strategies.into_iter().map(|id| to(atlas, id)))
}

/// The heading of a section about people.
fn about_people(title: &str) -> Heading {
    Heading::section(title).within(Part::People)
}

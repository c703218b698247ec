//! The page that compares two to four strategies, two tags or two portfolios side by side, with similarities and
//! differences.

mod people;
mod portfolios;
mod sides;
mod tags;

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, PageBuilder, Part, Span, Weight, fact, join_dots,
    plain, quiet, sentence,
};
use crate::graph::{Graph, Relation};
use crate::model::{Atlas, Axis, Pull, RelationKind, StrategyId};
use crate::page::PageContext;
use crate::page::commitments;
use crate::page::parts::figures::{key_figures, pluralize};
use crate::page::parts::inline::{axis_words, declared_by, direction, explanation, to};
use crate::place::Comparison;

use people::ComparedPeople;

/// Sign before the label of a row whose values differ.
const DIFFERS: &str = "≠ ";
/// What is said about opposite pulls without a declared conflict.
const OPPOSED: &str = "Opposite pulls on one lever are a conflict here only if one of the two strategies declares it.";
/// What is said about two strategies without a relation.
const NO_RELATION: &str = "No relation is declared, and they are not twins.";

/// Builds the page of `comparison`.
pub(super) fn build(comparison: &Comparison, context: &PageContext<'_>) -> Page {
    match comparison {
        Comparison::Strategies(strategies) => build_strategies(&strategies.iter().collect::<Vec<_>>(), context),
        Comparison::Tags(pair) => tags::build(*pair, context),
        Comparison::Portfolios(pair) => portfolios::build(*pair, context),
    }
}

fn build_strategies(strategies: &[StrategyId], context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = PageBuilder::new(relation_line(graph, strategies));
    if let &[a, b] = strategies {
        explain(&mut page, graph, [a, b]);
    }
    coordinates(&mut page, atlas, strategies);
    if strategies.len() > 2 {
        relations(&mut page, graph, strategies);
    }
    page.heading(Heading::section("Theses"));
    page.list(strategies.iter().map(|&id| Item::new(to(atlas, id), &atlas.strategies[id].thesis)));
    sides::scenarios(&mut page, graph, strategies);
    add_commitments(&mut page, atlas, strategies);
    signals(&mut page, atlas, strategies);
    sides::neighbours(&mut page, graph, strategies);
    endorsers(&mut page, graph, strategies);
    page.finish()
}

/// Returns the relation of two strategies with its sign and mechanism, or the number of relations of each kind between
/// more strategies.
fn relation_line(graph: &Graph, strategies: &[StrategyId]) -> Inline {
    let related: Vec<Relation> = pairs(strategies).filter_map(|(a, b)| graph.relation(a, b)).collect();
    let named = |kind: RelationKind, words: &str| Span::toned(format!("{} {words}", kind.sign()), kind);
    match related.as_slice() {
        [] => plain("no declared relation"),
        [relation] if strategies.len() == 2 => {
            let mechanism = to(&graph.atlas, relation.mechanism);
            let declared = Span::quiet(declared_by(&graph.atlas, strategies[0], *relation));
            join_dots([named(relation.kind, relation.kind.as_str()), mechanism, declared])
        }
        _ => key_figures(
            [
                (RelationKind::Conflict, "conflict", "conflicts"),
                (RelationKind::Complement, "complement", "complements"),
                (RelationKind::Twin, "twin", "twins"),
            ]
            .into_iter()
            .map(|(kind, one, many)| (kind, related.iter().filter(|relation| relation.kind == kind).count(), one, many))
            .filter(|&(_, count, ..)| count > 0)
            .map(|(kind, count, one, many)| named(kind, &pluralize(count, one, many))),
        ),
    }
}

/// Returns each pair of `strategies` once, in order.
fn pairs(strategies: &[StrategyId]) -> impl Iterator<Item = (StrategyId, StrategyId)> {
    strategies.iter().enumerate().flat_map(|(at, &a)| strategies[at + 1..].iter().map(move |&b| (a, b)))
}

/// Returns a grid column for each strategy, with its name as a link.
fn columns(atlas: &Atlas, strategies: &[StrategyId]) -> Vec<GridColumn> {
    strategies.iter().map(|&id| GridColumn::new(to(atlas, id))).collect()
}

/// Adds a table of lever, pull and axes. Rows whose values differ come first and are marked; the other rows are subdued.
fn coordinates(page: &mut PageBuilder, atlas: &Atlas, strategies: &[StrategyId]) {
    let of = |id: StrategyId| &atlas.strategies[id].coordinates;
    let pull = |id: StrategyId| {
        let name = atlas.levers[of(id).lever].pull_name(of(id).pull).unwrap_or_default();
        plain(format!("{} {name}", direction(of(id).pull)).trim())
    };
    let differ = |is_equal: &dyn Fn(StrategyId, StrategyId) -> bool| {
        strategies.windows(2).any(|pair| !is_equal(pair[0], pair[1]))
    };
    let mut rows = vec![
        (
            differ(&|a, b| of(a).lever == of(b).lever),
            "Lever",
            strategies.iter().map(|&id| plain(to(atlas, of(id).lever))).collect(),
        ),
        (
            differ(&|a, b| of(a).pull == of(b).pull),
            "Pull",
            strategies.iter().map(|&id| pull(id)).collect::<Vec<Inline>>(),
        ),
    ];
    rows.extend(Axis::ALL.map(|axis| {
        let values = strategies.iter().map(|&id| axis_words(atlas, id, axis)).collect();
        (differ(&|a, b| of(a).on(axis) == of(b).on(axis)), axis_label(axis), values)
    }));
    rows.sort_by_key(|(differs, ..)| !differs);
    let differing = rows.iter().filter(|(differs, ..)| *differs).count();
    page.heading(Heading::section("Coordinates").marked(format!("{differing} of {} differ", rows.len())));
    let rows = rows.into_iter().map(|(differs, name, values)| row(name, differs, values)).collect();
    page.grid(Grid { columns: columns(atlas, strategies), rows, ..Grid::default() });
}

/// Returns a short label for an axis, since the names of axes are too long for narrow tables.
fn axis_label(axis: Axis) -> &'static str {
    match axis {
        Axis::ActsOn => "Acts on",
        Axis::Coercion => "Coercion",
        Axis::ActorInControl => "Control",
        Axis::TimeHorizon => "Horizon",
        Axis::LegitimacySource => "Authority",
    }
}

fn row(name: &str, differs: bool, values: Vec<Inline>) -> GridRow {
    let cell = |value: Inline| {
        GridCell::new(match value {
            empty if empty.is_empty() => vec![Span::quiet("·")],
            value if differs => value,
            value => quiet(value),
        })
    };
    GridRow::new(row_label(name, differs), values.into_iter().map(cell))
}

/// Returns the label of a row, marked if its values differ.
fn row_label(name: &str, differs: bool) -> Span {
    let (sign, weight) = if differs { (DIFFERS, Weight::Strong) } else { ("  ", Weight::Plain) };
    Span { weight, ..Span::plain(format!("{sign}{name}")) }
}

/// Adds an explanation of the relation of two strategies, or of why they have none.
fn explain(page: &mut PageBuilder, graph: &Graph, [a, b]: [StrategyId; 2]) {
    match graph.relation(a, b) {
        Some(relation) => page.paragraph(explanation(graph.atlas.mechanism(relation.mechanism))),
        None => page.paragraph(NO_RELATION),
    }
    if are_only_opposed(graph, (a, b)) {
        page.caption(OPPOSED);
    }
}

/// Returns whether two strategies pull one lever in opposite directions and neither declares a conflict.
fn are_only_opposed(graph: &Graph, (a, b): (StrategyId, StrategyId)) -> bool {
    let [of_a, of_b] = [a, b].map(|id| &graph.atlas.strategies[id].coordinates);
    let is_conflict = graph.relation(a, b).is_some_and(|relation| relation.kind == RelationKind::Conflict);
    let pulls = [(of_a.pull, of_b.pull), (of_b.pull, of_a.pull)];
    of_a.lever == of_b.lever && pulls.contains(&(Pull::Up, Pull::Down)) && !is_conflict
}

/// Adds the relation of each pair of several strategies, with the declaring side and the mechanism.
fn relations(page: &mut PageBuilder, graph: &Graph, strategies: &[StrategyId]) {
    let atlas = &graph.atlas;
    page.heading(Heading::section("How each pair relates"));
    page.list(pairs(strategies).collect::<Vec<_>>().into_iter().map(|(a, b)| {
        let Some(relation) = graph.relation(a, b) else {
            let text = [to(atlas, a), Span::quiet(" · "), to(atlas, b)];
            return Item::new(text, NO_RELATION);
        };
        let kind = join_dots([
            plain(Span::toned(format!("  {}", relation.kind.as_str()), relation.kind)),
            plain(to(atlas, relation.mechanism)),
            plain(declared_by(atlas, a, relation)),
        ]);
        let sign = Span::toned(format!(" ─{}─ ", relation.kind.sign()), relation.kind);
        let text = [vec![to(atlas, a), sign, to(atlas, b)], quiet(kind)].concat();
        Item::new(text, explanation(atlas.mechanism(relation.mechanism)))
    }));
    if pairs(strategies).any(|pair| are_only_opposed(graph, pair)) {
        page.caption(OPPOSED);
    }
}

fn add_commitments(page: &mut PageBuilder, atlas: &Atlas, strategies: &[StrategyId]) {
    let count: usize = strategies.iter().map(|&id| atlas.strategies[id].commitments.len()).sum();
    if count == 0 {
        return;
    }
    page.heading(Heading::section("Commitments").counting(count));
    for &id in strategies {
        let own = &atlas.strategies[id].commitments;
        page.heading(Heading::group(to(atlas, id)).counting(own.len()));
        let items = own.iter().map(|one| commitments::item(&atlas.topics[one.topic].name, one));
        page.list_or("It states none.", items);
    }
}

/// Adds the falsification signals and the self-undermining thresholds of the strategies.
fn signals(page: &mut PageBuilder, atlas: &Atlas, strategies: &[StrategyId]) {
    let mut section = |title: &str, text: &dyn Fn(StrategyId) -> Option<String>| {
        if strategies.iter().any(|&id| text(id).is_some()) {
            page.heading(Heading::section(title));
            page.facts(strategies.iter().map(|&id| {
                let stated = text(id).map_or_else(|| Span::quiet("none stated"), Span::plain);
                fact(&atlas.strategies[id].name, stated)
            }));
        }
    };
    section("Falsification signals", &|id| atlas.strategies[id].falsification.clone());
    section("Self-undermining thresholds", &|id| {
        atlas.strategies[id].overshoot.as_ref().map(|overshoot| sentence(&overshoot.threshold))
    });
}

/// Adds the endorsers of the strategies: figures, the people who endorse all strategies, and the people who endorse
/// only one.
fn endorsers(page: &mut PageBuilder, graph: &Graph, strategies: &[StrategyId]) {
    let atlas = &graph.atlas;
    page.heading(Heading::section("People").within(Part::People));
    page.explanation(
        "Stated endorsers of the tags that lead to each strategy: endorsing stances, tentative ones left out.",
    );
    let sides: Vec<ComparedPeople> =
        strategies.iter().map(|&id| ComparedPeople::new(graph, to(atlas, id), graph.tags_of(id))).collect();
    for &id in strategies.iter().filter(|&&id| graph.tags_of(id).is_empty()) {
        page.notice(format!("No tag leads to {}, so nobody is on record for it.", atlas.strategies[id].name));
    }
    people::figures(page, graph, &sides);
    people::tiers(page, atlas, &sides, Heading::group("Tiers"));
    people::groups(page, graph, &sides);
}

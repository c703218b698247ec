//! Sections of an audit on the relations within a portfolio: opposite pulls, declared conflicts and complements, and
//! redundant strategies.

use crate::document::{Heading, Inline, Item, PageBuilder, Part, Span, join_dots, plain};
use crate::graph::{Audit, Graph, Redundancy};
use crate::model::{Mechanism, RelationKind, StrategyId};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{declared_by, direction, explanation, links, to};

pub(super) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    opposite(page, graph, audit);
    declared(page, graph, audit, RelationKind::Conflict);
    redundant(page, graph, audit);
    declared(page, graph, audit, RelationKind::Complement);
    let related = |kind| audit.related(kind).count();
    let counts = [
        (audit.opposite.len(), "0 opposite pulls"),
        (related(RelationKind::Conflict), "0 declared conflicts"),
        (related(RelationKind::Complement), "0 declared complements"),
    ];
    if counts.iter().all(|(count, _)| *count == 0) && audit.redundancies.is_empty() {
        page.heading(Heading::section("Within the portfolio").within(Part::Relations));
    }
    page.notice(join_dots(counts.into_iter().filter(|(count, _)| *count == 0).map(|(_, words)| words)));
}

fn pair(graph: &Graph, a: StrategyId, b: StrategyId, between: &str) -> Inline {
    vec![to(&graph.atlas, a), Span::quiet(between), to(&graph.atlas, b)]
}

fn opposite(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.opposite.is_empty() {
        return;
    }
    page.heading(Heading::section("Opposite pulls").counting(audit.opposite.len()).within(Part::Relations));
    page.caption("Pairs on one lever, one up and one down, whether or not either declares a conflict.");
    page.list(audit.opposite.iter().map(|&(a, b)| {
        let coordinates = |id: StrategyId| &graph.atlas.strategies[id].coordinates;
        let pulls = format!(" {} and {}", direction(coordinates(a).pull), direction(coordinates(b).pull));
        let lever = plain([to(&graph.atlas, coordinates(a).lever), Span::plain(pulls)]);
        let is_conflict = graph.relation(a, b).is_some_and(|relation| relation.kind == RelationKind::Conflict);
        let declared = if is_conflict { "a declared conflict" } else { "no declared conflict" };
        Item::new(pair(graph, a, b, " against "), join_dots([lever, plain(declared)]))
    }));
}

/// Adds the pairs with a declared relation of one kind, grouped by mechanism.
fn declared(page: &mut PageBuilder, graph: &Graph, audit: &Audit, kind: RelationKind) {
    let (title, between) = match kind {
        RelationKind::Conflict => ("Declared conflicts", " against "),
        _ => ("Declared complements", " with "),
    };
    let all: Vec<_> = audit.related(kind).collect();
    if all.is_empty() {
        return;
    }
    page.heading(Heading::section(title).counting(all.len()).within(Part::Relations));
    for mechanism in Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == kind) {
        let pairs: Vec<_> = all.iter().filter(|(_, relation)| relation.mechanism == mechanism).collect();
        if pairs.is_empty() {
            continue;
        }
        page.heading(Heading::group(to(&graph.atlas, mechanism)).counting(pairs.len()));
        if kind == RelationKind::Conflict {
            page.caption(explanation(graph.atlas.mechanism(mechanism)));
        }
        page.list(pairs.into_iter().map(|&&(a, relation)| {
            Item::new(pair(graph, a, relation.other, between), declared_by(&graph.atlas, a, relation))
        }));
    }
}

fn redundant(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.redundancies.is_empty() {
        return;
    }
    let spare = audit.strategies.len() - audit.bets();
    page.heading(Heading::section("Redundant strategies").counting(spare).within(Part::Relations));
    page.caption(
        "Strategies that pull one lever the same way: the figures above count each of them; here they count as one.",
    );
    page.list(audit.redundancies.iter().map(|redundancy| item(graph, redundancy)));
}

fn item(graph: &Graph, redundancy: &Redundancy) -> Item {
    let Redundancy { lever, pull, strategies, twins } = redundancy;
    let count = Span::quiet(format!(" {}  {}×", direction(*pull), strategies.len()));
    let twins = match twins {
        0 => "declared to relate".to_owned(),
        &count => pluralize(count, "pair of twins", "pairs of twins"),
    };
    let names = links(&graph.atlas, strategies.iter().copied());
    Item::new([to(&graph.atlas, *lever), count], join_dots([names, plain(twins)]))
}

//! Sections of an audit on the relations within a portfolio: opposite pulls, declared conflicts and complements, and
//! redundant strategies.

use crate::document::{Heading, Inline, Item, PageBuilder, Span, join_dots, plain, quiet};
use crate::graph::{Audit, Graph, Redundancy};
use crate::model::{RelationKind, StrategyId};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{direction, links, to};
use crate::page::parts::item_rows::in_rows;

pub(super) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    declared(page, graph, audit, RelationKind::Conflict);
    opposite(page, graph, audit);
    redundant(page, graph, audit);
    declared(page, graph, audit, RelationKind::Complement);
}

/// Returns the row of a pair of strategies: the sign of `kind` between their names, and `details` in columns.
fn pair(graph: &Graph, [a, b]: [StrategyId; 2], kind: RelationKind, details: Inline) -> Item {
    let sign = Span::toned(format!("{} ", kind.sign()), kind);
    let other = plain([sign, to(&graph.atlas, b)]);
    Item::new(to(&graph.atlas, a), "").beside(join_dots([other, quiet(details)]))
}

fn opposite(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.opposite.is_empty() {
        return;
    }
    page.heading(Heading::section("Opposite pulls").counting(audit.opposite.len()));
    page.caption("Pairs on one lever, one up and one down, whether or not either declares a conflict.");
    let pairs = audit.opposite.iter().map(|&(a, b)| {
        let lever = to(&graph.atlas, graph.atlas.strategies[a].coordinates.lever);
        let is_conflict = graph.relation(a, b).is_some_and(|relation| relation.kind == RelationKind::Conflict);
        let declared = if is_conflict { "declared" } else { "not declared" };
        pair(graph, [a, b], RelationKind::Conflict, join_dots([plain(lever), plain(declared)]))
    });
    page.list(in_rows(pairs.collect(), false));
}

/// Adds the pairs with a declared relation of one kind, sorted by mechanism.
fn declared(page: &mut PageBuilder, graph: &Graph, audit: &Audit, kind: RelationKind) {
    let title = match kind {
        RelationKind::Conflict => "Declared conflicts",
        _ => "Declared complements",
    };
    let mut all: Vec<_> = audit.related(kind).collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(_, relation)| relation.mechanism);
    page.heading(Heading::section(title).counting(all.len()));
    let pairs = all
        .into_iter()
        .map(|&(a, relation)| pair(graph, [a, relation.other], kind, plain(to(&graph.atlas, relation.mechanism))));
    page.list(in_rows(pairs.collect(), false));
}

fn redundant(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.redundancies.is_empty() {
        return;
    }
    let spare = audit.strategies.len() - audit.bets();
    page.heading(Heading::section("Redundant strategies").counting(spare));
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

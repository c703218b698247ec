//! Where a portfolio works against itself or repeats itself: opposite pulls, declared conflicts, doubles, and beside
//! them what composes.

use crate::graph::{Audit, Declared, Graph, Redundancy, Relation};
use crate::model::{Mechanism, RelationKind, StrategyId};

use crate::document::{Heading, Inline, Item, PageBuilder, Part, Span, join_commas, join_dots, plain};
use crate::page::mechanism::explanation;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::{direction, to};

pub(super) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    opposite(page, graph, audit);
    declared(page, graph, audit, RelationKind::Conflict);
    doubles(page, graph, audit);
    declared(page, graph, audit, RelationKind::Complement);
}

fn pair(graph: &Graph, a: StrategyId, b: StrategyId, between: &str) -> Inline {
    vec![to(&graph.atlas, a), Span::quiet(between), to(&graph.atlas, b)]
}

fn opposite(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    page.heading(Heading::section("Opposite pulls").counting(audit.opposite.len()).within(Part::Relations));
    page.caption("Pairs on one lever, one up and one down, whether or not either declares a conflict.");
    if audit.opposite.is_empty() {
        page.notice("No lever is pulled both ways.");
    }
    page.list(audit.opposite.iter().map(|&(a, b)| {
        let coordinates = |id: StrategyId| &graph.atlas.strategies[id].coordinates;
        let ways = format!("{} and {}", direction(coordinates(a).pull), direction(coordinates(b).pull));
        let lever = vec![to(&graph.atlas, coordinates(a).lever), Span::plain(format!(" {ways}"))];
        let conflict = graph.relation(a, b).is_some_and(|relation| relation.kind == RelationKind::Conflict);
        let known = if conflict { "a declared conflict" } else { "no declared conflict" };
        Item { text: pair(graph, a, b, " against "), badges: Vec::new(), note: join_dots([lever, plain(known)]) }
    }));
}

/// The declared pairs of one kind, by mechanism.
fn declared(page: &mut PageBuilder, graph: &Graph, audit: &Audit, kind: RelationKind) {
    let (title, none, between) = match kind {
        RelationKind::Conflict => ("Declared conflicts", "Neither side of any pair declares a conflict.", " against "),
        _ => ("What composes", "Neither side of any pair declares a complement.", " with "),
    };
    let all: Vec<_> = audit.related(kind).collect();
    page.heading(Heading::section(title).counting(all.len()).within(Part::Relations));
    if all.is_empty() {
        page.notice(none);
    }
    for mechanism in Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == kind) {
        let pairs: Vec<_> = all.iter().filter(|(_, relation)| relation.mechanism == mechanism).collect();
        if pairs.is_empty() {
            continue;
        }
        page.heading(Heading::group(vec![to(&graph.atlas, mechanism)]).counting(pairs.len()));
        if kind == RelationKind::Conflict {
            page.caption(&explanation(graph.atlas.mechanism(mechanism)));
        }
        page.list(pairs.into_iter().map(|(a, relation)| Item {
            text: pair(graph, *a, relation.other, between),
            badges: Vec::new(),
            note: plain(said_by(graph, *a, *relation)),
        }));
    }
}

/// Who says that a pair relates.
fn said_by(graph: &Graph, a: StrategyId, relation: Relation) -> String {
    let name = |id: StrategyId| &graph.atlas.strategies[id].name;
    match relation.declared {
        Declared::Here => format!("says {}", name(a)),
        Declared::There => format!("says {}", name(relation.other)),
        Declared::Both | Declared::Derived => "say both".to_owned(),
    }
}

fn doubles(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.redundancies.is_empty() {
        return;
    }
    let spare = audit.strategies.len() - audit.bets();
    page.heading(Heading::section("Doubles").counting(spare).within(Part::Relations));
    page.caption("Strategies that pull one lever the same way: the figures above count each, here they count once.");
    page.list(audit.redundancies.iter().map(|double| item(graph, double)));
}

fn item(graph: &Graph, double: &Redundancy) -> Item {
    let lever = to(&graph.atlas, double.lever);
    let way = format!(" {}  {}×", direction(double.pull), double.strategies.len());
    let twins = match double.twins {
        0 => "declared to relate".to_owned(),
        count => pluralize(count, "pair of twins", "pairs of twins"),
    };
    let names = join_commas(double.strategies.iter().map(|&id| to(&graph.atlas, id)));
    Item { text: vec![lever, Span::quiet(way)], badges: Vec::new(), note: join_dots([names, plain(twins)]) }
}

//! Where a portfolio works against itself or repeats itself: opposite pulls, declared conflicts, doubles, and beside
//! them what composes.

use crate::graph::{Audit, Declared, Graph, Redundancy, Relation};
use crate::model::{Mechanism, RelationKind, StrategyId};

use crate::document::{Heading, Inline, Item, Part, Span};
use crate::page::draft::Draft;
use crate::page::figures::counted;
use crate::page::inline::{direction, dotted, listed, plain, to};
use crate::page::mechanism::explanation;

pub(super) fn sections(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    opposite(draft, graph, audit);
    declared(draft, graph, audit, RelationKind::Conflict);
    doubles(draft, graph, audit);
    declared(draft, graph, audit, RelationKind::Complement);
}

fn pair(graph: &Graph, a: StrategyId, b: StrategyId, between: &str) -> Inline {
    vec![to(&graph.atlas, a), Span::quiet(between), to(&graph.atlas, b)]
}

fn opposite(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    draft.heading(Heading::section("Opposite pulls").counting(audit.opposite.len()).within(Part::Relations));
    draft.caption("Pairs on one lever, one up and one down, whether or not either declares a conflict.");
    if audit.opposite.is_empty() {
        draft.notice("No lever is pulled both ways.");
    }
    draft.list(audit.opposite.iter().map(|&(a, b)| {
        let coordinates = |id: StrategyId| &graph.atlas.strategies[id].coordinates;
        let ways = format!("{} and {}", direction(coordinates(a).pull), direction(coordinates(b).pull));
        let lever = vec![to(&graph.atlas, coordinates(a).lever), Span::plain(format!(" {ways}"))];
        let conflict = graph.relation(a, b).is_some_and(|relation| relation.kind == RelationKind::Conflict);
        let known = if conflict { "a declared conflict" } else { "no declared conflict" };
        Item { text: pair(graph, a, b, " against "), badges: Vec::new(), note: dotted([lever, plain(known)]) }
    }));
}

/// The declared pairs of one kind, by mechanism.
fn declared(draft: &mut Draft, graph: &Graph, audit: &Audit, kind: RelationKind) {
    let (title, none, between) = match kind {
        RelationKind::Conflict => ("Declared conflicts", "Neither side of any pair declares a conflict.", " against "),
        _ => ("What composes", "Neither side of any pair declares a complement.", " with "),
    };
    let all: Vec<_> = audit.related(kind).collect();
    draft.heading(Heading::section(title).counting(all.len()).within(Part::Relations));
    if all.is_empty() {
        draft.notice(none);
    }
    for mechanism in Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == kind) {
        let pairs: Vec<_> = all.iter().filter(|(_, relation)| relation.mechanism == mechanism).collect();
        if pairs.is_empty() {
            continue;
        }
        draft.heading(Heading::group(vec![to(&graph.atlas, mechanism)]).counting(pairs.len()));
        if kind == RelationKind::Conflict {
            draft.caption(&explanation(graph.atlas.mechanism(mechanism)));
        }
        draft.list(pairs.into_iter().map(|(a, relation)| Item {
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

fn doubles(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    if audit.redundancies.is_empty() {
        return;
    }
    let spare = audit.strategies.len() - audit.bets();
    draft.heading(Heading::section("Doubles").counting(spare).within(Part::Relations));
    draft.caption("Strategies that pull one lever the same way: the figures above count each, here they count once.");
    draft.list(audit.redundancies.iter().map(|double| item(graph, double)));
}

fn item(graph: &Graph, double: &Redundancy) -> Item {
    let lever = to(&graph.atlas, double.lever);
    let way = format!(" {}  {}×", direction(double.pull), double.strategies.len());
    let twins = match double.twins {
        0 => "declared to relate".to_owned(),
        count => counted(count, "pair of twins", "pairs of twins"),
    };
    let names = listed(double.strategies.iter().map(|&id| to(&graph.atlas, id)));
    Item { text: vec![lever, Span::quiet(way)], badges: Vec::new(), note: dotted([names, plain(twins)]) }
}

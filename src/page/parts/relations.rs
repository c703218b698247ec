//! Sections on the relations of a strategy: its own declarations, those of other strategies, and its twins.

use crate::document::{Heading, Item, PageBuilder, Part, Span};
use crate::graph::{Graph, RelationGroup};
use crate::model::{RelationKind, StrategyId};
use crate::page::parts::inline::{direction, explanation, to};
use crate::page::parts::strategy_items;

/// Adds the sections on conflicts, complements and twins of `strategy`.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, strategy: StrategyId) {
    declared(page, graph, strategy, RelationKind::Conflict);
    declared(page, graph, strategy, RelationKind::Complement);
    let twins: Vec<_> = graph.twins(strategy).collect();
    if let Some(first) = twins.first() {
        let heading = Heading::section(to(&graph.atlas, first.mechanism));
        page.heading(heading.counting(twins.len()).within(Part::Relations));
        // Twins pull the lever of the strategy in its direction.
        page.list(twins.iter().map(|twin| Item::new(to(&graph.atlas, twin.other), "")));
        page.explanation(explanation(graph.atlas.mechanism(first.mechanism)));
    }
}

fn declared(page: &mut PageBuilder, graph: &Graph, strategy: StrategyId, kind: RelationKind) {
    let (title, notice) = match kind {
        RelationKind::Conflict => ("Conflicts", "It declares no conflicts."),
        _ => ("Complements", "It declares no complements."),
    };
    let own = graph.own_groups(strategy, kind);
    let incoming = graph.incoming_groups(strategy, kind);
    page.heading(Heading::section(title).counting(size(&own)).within(Part::Relations));
    if own.is_empty() {
        page.notice(notice);
    }
    for group in &own {
        add_group(page, graph, (strategy, group), 2, true);
    }
    if !incoming.is_empty() {
        page.heading(Heading::group("Declared by the other side only").counting(size(&incoming)));
    }
    for group in &incoming {
        // A mechanism that is already explained above in the section is not explained again.
        let is_new = own.iter().all(|above| above.mechanism != group.mechanism);
        add_group(page, graph, (strategy, group), 3, is_new);
    }
}

/// Adds a group of relations of `strategy`. The lever of the others is left out if all pull the same one as `strategy`.
fn add_group(
    page: &mut PageBuilder,
    graph: &Graph,
    (strategy, group): (StrategyId, &RelationGroup),
    level: u8,
    is_explained: bool,
) {
    let coordinates = |id: StrategyId| &graph.atlas.strategies[id].coordinates;
    let has_levers = group.relations.iter().any(|one| coordinates(one.other).lever != coordinates(strategy).lever);
    let kind = group.mechanism.kind();
    let sign = Span::toned(format!("{} ", kind.sign()), kind);
    let heading = Heading { level, ..Heading::group([sign, to(&graph.atlas, group.mechanism)]) };
    page.heading(heading.counting(group.relations.len()));
    page.list(group.relations.iter().map(|relation| {
        if has_levers {
            strategy_items::compact(graph, relation.other)
        } else {
            let pull = direction(coordinates(relation.other).pull);
            Item::new([to(&graph.atlas, relation.other), Span::quiet(format!(" {pull}"))], "")
        }
    }));
    if is_explained {
        page.explanation(explanation(graph.atlas.mechanism(group.mechanism)));
    }
}

fn size(groups: &[RelationGroup]) -> usize {
    groups.iter().map(|group| group.relations.len()).sum()
}

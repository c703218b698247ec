//! What a strategy relates to: its own declarations first, apart from them those of the other side, then its twins.

use crate::graph::{Graph, RelationGroup};
use crate::model::{Mechanism, RelationKind, StrategyId};

use super::cards;
use super::draft::Draft;
use super::inline::to;
use super::mechanism::explanation;
use crate::document::{Heading, Item, Part, Span};

/// Adds the sections on conflicts, complements and twins of `strategy`.
pub(super) fn sections(draft: &mut Draft, graph: &Graph, strategy: StrategyId) {
    declared(draft, graph, strategy, RelationKind::Conflict);
    declared(draft, graph, strategy, RelationKind::Complement);
    let twins: Vec<_> = graph.twins(strategy).map(|relation| relation.other).collect();
    if let Some(mechanism) = graph.twins(strategy).next().map(|relation| relation.mechanism) {
        let title = vec![to(&graph.atlas, mechanism)];
        draft.heading(Heading { level: 1, ..Heading::group(title) }.counting(twins.len()).within(Part::Relations));
        explain(draft, graph, mechanism);
        draft.list(twins.into_iter().map(|twin| cards::compact(graph, twin)));
    }
}

fn declared(draft: &mut Draft, graph: &Graph, strategy: StrategyId, kind: RelationKind) {
    let (title, none) = match kind {
        RelationKind::Conflict => ("Conflicts", "It declares no conflicts."),
        _ => ("Complements", "It declares no complements."),
    };
    let own = graph.own_groups(strategy, kind);
    let incoming = graph.incoming_groups(strategy, kind);
    draft.heading(Heading::section(title).counting(size(&own)).within(Part::Relations));
    if own.is_empty() {
        draft.notice(none);
    }
    for group in &own {
        draft.heading(title_of(graph, group, 2));
        explain(draft, graph, group.mechanism);
        draft.list(members(graph, group));
    }
    if incoming.is_empty() {
        return;
    }
    draft.heading(Heading::group(vec![Span::plain("Declared by the other side only")]).counting(size(&incoming)));
    for group in &incoming {
        draft.heading(title_of(graph, group, 3));
        // What a mechanism means is said once in a section.
        if own.iter().all(|above| above.mechanism != group.mechanism) {
            explain(draft, graph, group.mechanism);
        }
        draft.list(members(graph, group));
    }
}

fn title_of(graph: &Graph, group: &RelationGroup, level: u8) -> Heading {
    let title = vec![to(&graph.atlas, group.mechanism)];
    Heading { level, ..Heading::group(title) }.counting(group.relations.len())
}

fn explain(draft: &mut Draft, graph: &Graph, mechanism: Mechanism) {
    draft.caption(&explanation(graph.atlas.mechanism(mechanism)));
}

fn members<'a>(graph: &'a Graph, group: &'a RelationGroup) -> impl ExactSizeIterator<Item = Item> + 'a {
    group.relations.iter().map(|relation| cards::compact(graph, relation.other))
}

fn size(groups: &[RelationGroup]) -> usize {
    groups.iter().map(|group| group.relations.len()).sum()
}

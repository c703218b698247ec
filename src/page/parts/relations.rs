//! What a strategy relates to: its own declarations first, apart from them those of the other side, then its twins.

use crate::graph::{Graph, RelationGroup};
use crate::model::{Mechanism, RelationKind, StrategyId};

use crate::document::{Heading, Item, PageBuilder, Part, Span};
use crate::page::mechanism::explanation;
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;

/// Adds the sections on conflicts, complements and twins of `strategy`.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph, strategy: StrategyId) {
    declared(page, graph, strategy, RelationKind::Conflict);
    declared(page, graph, strategy, RelationKind::Complement);
    let twins: Vec<_> = graph.twins(strategy).map(|relation| relation.other).collect();
    if let Some(mechanism) = graph.twins(strategy).next().map(|relation| relation.mechanism) {
        let title = vec![to(&graph.atlas, mechanism)];
        page.heading(Heading { level: 1, ..Heading::group(title) }.counting(twins.len()).within(Part::Relations));
        explain(page, graph, mechanism);
        page.list(twins.into_iter().map(|twin| strategy_items::compact(graph, twin)));
    }
}

fn declared(page: &mut PageBuilder, graph: &Graph, strategy: StrategyId, kind: RelationKind) {
    let (title, none) = match kind {
        RelationKind::Conflict => ("Conflicts", "It declares no conflicts."),
        _ => ("Complements", "It declares no complements."),
    };
    let own = graph.own_groups(strategy, kind);
    let incoming = graph.incoming_groups(strategy, kind);
    page.heading(Heading::section(title).counting(size(&own)).within(Part::Relations));
    if own.is_empty() {
        page.notice(none);
    }
    for group in &own {
        page.heading(title_of(graph, group, 2));
        explain(page, graph, group.mechanism);
        page.list(members(graph, group));
    }
    if incoming.is_empty() {
        return;
    }
    page.heading(Heading::group(vec![Span::plain("Declared by the other side only")]).counting(size(&incoming)));
    for group in &incoming {
        page.heading(title_of(graph, group, 3));
        // What a mechanism means is said once in a section.
        if own.iter().all(|above| above.mechanism != group.mechanism) {
            explain(page, graph, group.mechanism);
        }
        page.list(members(graph, group));
    }
}

fn title_of(graph: &Graph, group: &RelationGroup, level: u8) -> Heading {
    let title = vec![to(&graph.atlas, group.mechanism)];
    Heading { level, ..Heading::group(title) }.counting(group.relations.len())
}

fn explain(page: &mut PageBuilder, graph: &Graph, mechanism: Mechanism) {
    page.caption(&explanation(graph.atlas.mechanism(mechanism)));
}

fn members<'a>(graph: &'a Graph, group: &'a RelationGroup) -> impl ExactSizeIterator<Item = Item> + 'a {
    group.relations.iter().map(|relation| strategy_items::compact(graph, relation.other))
}

fn size(groups: &[RelationGroup]) -> usize {
    groups.iter().map(|group| group.relations.len()).sum()
}

//! Compares the relations of strategies in two editions of an atlas.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::graph::{Declared, Graph};
use crate::model::{Mechanism, Named, Pull, RelationKind};

/// Pair of strategies whose relation differs between two editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationChange {
    /// The two strategies, in the order of their ids.
    pub between: [ComparedStrategy; 2],
    /// Relation in the earlier edition; `None` if the two did not relate.
    pub before: Option<RelationState>,
    /// Relation in the later edition; `None` if the two do not relate.
    pub after: Option<RelationState>,
}

/// Strategy of a pair whose relation differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedStrategy {
    /// Id of the strategy.
    pub id: String,
    /// Name of the strategy.
    pub name: String,
    /// Whether coordinates of the strategy differ between the editions.
    pub moved: bool,
}

/// Relation of two strategies in one edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RelationState {
    /// Kind of the relation.
    pub kind: RelationKind,
    /// Mechanism of the relation, that is, the reason why the two strategies relate.
    pub mechanism: Mechanism,
    /// Whether both strategies declare the relation, or whether it follows from the coordinates of the two.
    pub mutual: bool,
}

impl RelationChange {
    /// Returns whether the kind of relation is the same and only the mechanism differs, which is a consequence of
    /// changed coordinates.
    pub fn is_due_to_coordinates(&self) -> bool {
        match (self.before, self.after) {
            (Some(before), Some(after)) => before.kind == after.kind && before.mechanism != after.mechanism,
            _ => false,
        }
    }
}

/// Returns the pairs whose relation differs between two editions. `moved` has the ids of strategies whose coordinates
/// differ.
///
/// Twins are compared only for strategies that are new, removed, or on another lever or pull, since the number of twins
/// grows with the square of the number of strategies.
pub(super) fn compare(before: &Graph, after: &Graph, moved: &HashSet<&str>) -> Vec<RelationChange> {
    let mut changes: BTreeMap<(&str, &str), [Option<RelationState>; 2]> = BTreeMap::new();
    for (graph, other) in [(before, after), (after, before)] {
        for id in graph.atlas.strategies.ids() {
            let slug = graph.atlas.strategies[id].slug();
            let twins = (direction(graph, slug) != direction(other, slug)).then(|| graph.twins(id));
            for relation in graph.declared(id).iter().copied().chain(twins.into_iter().flatten()) {
                let to = graph.atlas.strategies[relation.other].slug();
                let pair = (slug.min(to), slug.max(to));
                let states = [before, after].map(|graph| state(graph, pair));
                if states[0] != states[1] {
                    changes.insert(pair, states);
                }
            }
        }
    }
    let strategy = |id: &str| {
        let name = [after, before].into_iter().find_map(|graph| {
            let strategies = &graph.atlas.strategies;
            strategies.find(id).map(|found| strategies[found].name().to_owned())
        });
        ComparedStrategy { id: id.to_owned(), name: name.unwrap_or_default(), moved: moved.contains(id) }
    };
    changes
        .into_iter()
        .map(|((a, b), [before, after])| RelationChange { between: [strategy(a), strategy(b)], before, after })
        .collect()
}

/// Returns the slug of the lever that the strategy `slug` pulls, and the direction of the pull; `None` if there is no
/// such strategy.
fn direction<'a>(graph: &'a Graph, slug: &str) -> Option<(&'a str, Pull)> {
    let (lever, pull) = graph.direction(graph.atlas.strategies.find(slug)?);
    Some((graph.atlas.levers[lever].slug(), pull))
}

/// Returns the relation of the strategies with the slugs `a` and `b`; `None` if they do not relate or one is missing.
fn state(graph: &Graph, (a, b): (&str, &str)) -> Option<RelationState> {
    let find = |slug: &str| graph.atlas.strategies.find(slug);
    let relation = graph.relation(find(a)?, find(b)?)?;
    let mutual = matches!(relation.declared, Declared::Both | Declared::Derived);
    Some(RelationState { kind: relation.kind, mechanism: relation.mechanism, mutual })
}

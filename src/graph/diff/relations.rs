//! Comparison of the relations of two editions.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::graph::{Declared, Graph};
use crate::model::{Mechanism, Named, RelationKind, StrategyId};

/// Pair of strategies that relate differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationChange {
    /// The two strategies, in the order of their ids.
    pub between: [ComparedStrategy; 2],
    /// Relation in the earlier edition.
    pub before: Option<RelationState>,
    /// Relation in the later edition.
    pub after: Option<RelationState>,
}

/// One of two compared strategies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedStrategy {
    /// Id of the strategy.
    pub id: String,
    /// Name of the strategy.
    pub name: String,
    /// Whether its coordinates differ between the editions.
    pub moved: bool,
}

/// Relation of two strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RelationState {
    /// Kind of the relation.
    pub kind: RelationKind,
    /// Why the two relate that way.
    pub mechanism: Mechanism,
    /// Whether both sides declare the relation, or it follows from the coordinates of both.
    pub mutual: bool,
}

impl RelationChange {
    /// Returns whether kind and declaration are the same and only the mechanism differs, because coordinates moved.
    pub fn is_by_moving(&self) -> bool {
        match (self.before, self.after) {
            (Some(before), Some(after)) => before.kind == after.kind && before.mechanism != after.mechanism,
            _ => false,
        }
    }
}

/// Relations by pairs of ids, the lesser id first.
type Pairs<'a> = BTreeMap<(&'a str, &'a str), RelationState>;

/// Compares the relations of two editions; `moved` has the strategies whose coordinates differ.
pub(super) fn compare(before: &Graph, after: &Graph, moved: &HashSet<&str>) -> Vec<RelationChange> {
    let (old, new) = (pairs(before), pairs(after));
    let all: std::collections::BTreeSet<(&str, &str)> = old.keys().chain(new.keys()).copied().collect();
    let side = |id: &str| {
        let name = [after, before].into_iter().find_map(|graph| {
            let strategies = &graph.atlas.strategies;
            strategies.find(id).map(|found| strategies[found].name().to_owned())
        });
        ComparedStrategy { id: id.to_owned(), name: name.unwrap_or_default(), moved: moved.contains(id) }
    };
    all.into_iter()
        .filter_map(|pair| {
            let (before, after) = (old.get(&pair).copied(), new.get(&pair).copied());
            (before != after).then(|| RelationChange { between: [side(pair.0), side(pair.1)], before, after })
        })
        .collect()
}

fn pairs(graph: &Graph) -> Pairs<'_> {
    let slug = |id: StrategyId| graph.atlas.strategies[id].slug();
    let mut pairs = Pairs::new();
    for id in graph.atlas.strategies.ids() {
        for relation in graph.declared(id).iter().copied().chain(graph.twins(id)) {
            let (a, b) = (slug(id), slug(relation.other));
            let mutual = matches!(relation.declared, Declared::Both | Declared::Derived);
            let state = RelationState { kind: relation.kind, mechanism: relation.mechanism, mutual };
            pairs.insert((a.min(b), a.max(b)), state);
        }
    }
    pairs
}

//! How strategies relate, compared.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::graph::{Declared, Graph};
use crate::model::{Mechanism, Named, RelationKind, StrategyId};

/// A pair of strategies that relate differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationChange {
    /// The two, in the order of their ids.
    pub between: [Side; 2],
    /// How they related.
    pub before: Option<RelationState>,
    /// How they relate now.
    pub after: Option<RelationState>,
}

/// One of two strategies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether its coordinates are others now.
    pub moved: bool,
}

/// How two strategies relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RelationState {
    /// The kind.
    pub kind: RelationKind,
    /// Why.
    pub mechanism: Mechanism,
    /// Whether both say so, or it follows from where both stand.
    pub mutual: bool,
}

impl RelationChange {
    /// Whether the two relate as before, but for another reason: they have moved.
    pub fn is_by_moving(&self) -> bool {
        match (self.before, self.after) {
            (Some(before), Some(after)) => before.kind == after.kind && before.mechanism != after.mechanism,
            _ => false,
        }
    }
}

/// Pairs of ids, the lesser first.
type Pairs<'a> = BTreeMap<(&'a str, &'a str), RelationState>;

/// What differs between the relations of two editions; `moved` are the strategies whose coordinates do.
pub(super) fn compare(before: &Graph, after: &Graph, moved: &HashSet<&str>) -> Vec<RelationChange> {
    let (old, new) = (pairs(before), pairs(after));
    let all: std::collections::BTreeSet<(&str, &str)> = old.keys().chain(new.keys()).copied().collect();
    let side = |id: &str| {
        let name = [after, before].into_iter().find_map(|graph| {
            let strategies = &graph.atlas.strategies;
            strategies.find(id).map(|found| strategies[found].name().to_owned())
        });
        Side { id: id.to_owned(), name: name.unwrap_or_default(), moved: moved.contains(id) }
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

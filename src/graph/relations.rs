//! How strategies relate: declared by either side, twins by their coordinates.

use std::collections::HashMap;

use crate::model::{Atlas, Id, LeverId, Mechanism, Pull, RelationKind, StrategyId};

use super::adjacency::Adjacency;
use super::mechanism::Classifier;

/// Which of two strategies declares their relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// The one asked about.
    Here,
    /// The other.
    There,
    /// Both.
    Both,
    /// Neither: it follows from their coordinates.
    Derived,
}

impl Declared {
    /// Whether the strategy asked about lists the relation itself.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Here | Self::Both)
    }

    /// The same, seen from the other side.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Here => Self::There,
            Self::There => Self::Here,
            same => same,
        }
    }
}

/// A relation of one strategy to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The other strategy.
    pub other: StrategyId,
    /// The kind.
    pub kind: RelationKind,
    /// Why they relate that way.
    pub mechanism: Mechanism,
    /// Who says so.
    pub declared: Declared,
}

/// Relations of one kind that share a mechanism.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationGroup {
    /// The mechanism.
    pub mechanism: Mechanism,
    /// The relations, in name order.
    pub relations: Vec<Relation>,
}

/// All relations of an atlas. Declared ones are stored; twins are read off the strategies on a lever.
#[derive(Clone, Debug)]
pub(super) struct Relations {
    declared: Adjacency<StrategyId, Relation>,
    by_lever: Adjacency<LeverId, StrategyId>,
    /// Which way each strategy pulls, close together: twins are found by it.
    pulls: Vec<Pull>,
}

impl Relations {
    pub(super) fn new(atlas: &Atlas) -> Self {
        let classifier = Classifier::new(atlas);
        let mut pairs: HashMap<(StrategyId, StrategyId), (RelationKind, Declared)> = HashMap::new();
        for (id, strategy) in atlas.strategies.iter() {
            // Conflicts go in first: where a pair is declared both, conflict has precedence.
            for &other in &strategy.conflicts {
                declare(&mut pairs, id, other, RelationKind::Conflict);
            }
        }
        for (id, strategy) in atlas.strategies.iter() {
            for &other in &strategy.complements {
                declare(&mut pairs, id, other, RelationKind::Complement);
            }
        }
        let mut all = Vec::with_capacity(2 * pairs.len());
        for ((low, high), (kind, declared)) in pairs {
            let coordinates = |id: StrategyId| &atlas.strategies[id].coordinates;
            let mechanism = classifier.mechanism(atlas, kind, coordinates(low), coordinates(high));
            all.push((low, Relation { other: high, kind, mechanism, declared }));
            all.push((high, Relation { other: low, kind, mechanism, declared: declared.reversed() }));
        }
        all.sort_by_key(|&(id, relation)| (id, relation.other));
        let by_lever = atlas.strategies.iter().map(|(id, strategy)| (strategy.coordinates.lever, id)).collect();
        Self {
            declared: Adjacency::new(atlas.strategies.len(), all),
            by_lever: Adjacency::new(atlas.levers.len(), by_lever),
            pulls: atlas.strategies.rows().iter().map(|strategy| strategy.coordinates.pull).collect(),
        }
    }

    /// Strategies on `lever`, in name order.
    pub(super) fn on_lever(&self, lever: LeverId) -> &[StrategyId] {
        self.by_lever.of(lever)
    }

    /// Relations of `id` that either side declares, in name order of the other.
    pub(super) fn declared(&self, id: StrategyId) -> &[Relation] {
        self.declared.of(id)
    }

    fn find_declared(&self, a: StrategyId, b: StrategyId) -> Option<Relation> {
        let list = self.declared.of(a);
        list.binary_search_by_key(&b, |relation| relation.other).ok().map(|at| list[at])
    }

    /// The relation of `a` to `b`, if there is one.
    pub(super) fn between(&self, atlas: &Atlas, a: StrategyId, b: StrategyId) -> Option<Relation> {
        if a == b {
            return None;
        }
        self.find_declared(a, b).or_else(|| {
            let (from, to) = (&atlas.strategies[a].coordinates, &atlas.strategies[b].coordinates);
            (from.lever == to.lever && from.pull == to.pull).then(|| twin(b))
        })
    }

    /// Twins of `id`: on its lever with its pull, and declared by neither side. In name order.
    pub(super) fn twins<'a>(&'a self, atlas: &'a Atlas, id: StrategyId) -> impl Iterator<Item = Relation> + 'a {
        let coordinates = &atlas.strategies[id].coordinates;
        let alike = move |other: &StrategyId| *other != id && self.pulls[other.index()] == coordinates.pull;
        let others = self.on_lever(coordinates.lever).iter().copied().filter(alike);
        others.filter(move |&other| self.find_declared(id, other).is_none()).map(twin)
    }

    /// How many unordered pairs are twins, without going through them: the pairs on one lever with one pull, less
    /// those that are declared to relate.
    pub(super) fn twin_count(&self, atlas: &Atlas) -> usize {
        let bearing = |id: StrategyId| {
            let coordinates = &atlas.strategies[id].coordinates;
            (coordinates.lever, coordinates.pull)
        };
        let mut crowds: HashMap<_, usize> = HashMap::new();
        for id in atlas.strategies.ids() {
            *crowds.entry(bearing(id)).or_default() += 1;
        }
        let alike: usize = crowds.values().map(|crowd| crowd * (crowd - 1) / 2).sum();
        let declared =
            |id| self.declared(id).iter().filter(move |to| id < to.other && bearing(id) == bearing(to.other));
        alike - atlas.strategies.ids().map(|id| declared(id).count()).sum::<usize>()
    }
}

/// The relation to a twin.
fn twin(other: StrategyId) -> Relation {
    Relation { other, kind: RelationKind::Twin, mechanism: Mechanism::SameLeverTwin, declared: Declared::Derived }
}

fn declare(
    pairs: &mut HashMap<(StrategyId, StrategyId), (RelationKind, Declared)>,
    from: StrategyId,
    to: StrategyId,
    kind: RelationKind,
) {
    let (pair, declared) = if from < to { ((from, to), Declared::Here) } else { ((to, from), Declared::There) };
    let entry = pairs.entry(pair).or_insert((kind, declared));
    if entry.0 == kind && entry.1 != declared {
        entry.1 = Declared::Both;
    }
}

/// Groups `relations` by mechanism: larger groups first, ties in the order first met.
pub(super) fn group(relations: impl Iterator<Item = Relation>) -> Vec<RelationGroup> {
    let mut groups: Vec<RelationGroup> = Vec::new();
    for relation in relations {
        match groups.iter_mut().find(|group| group.mechanism == relation.mechanism) {
            Some(group) => group.relations.push(relation),
            None => groups.push(RelationGroup { mechanism: relation.mechanism, relations: vec![relation] }),
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.relations.len()));
    for group in &mut groups {
        group.relations.sort_by_key(|relation| relation.other.index());
    }
    groups
}

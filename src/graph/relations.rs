//! Relations of strategies: declared by either side, or twins by their coordinates.

use std::collections::HashMap;

use crate::model::{Atlas, Id, LeverId, Mechanism, Pull, RelationKind, StrategyId};

use super::adjacency::Adjacency;
use super::mechanism::Classifier;

/// Side that declares a relation of two strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// The strategy whose relation it is.
    Here,
    /// The other strategy.
    There,
    /// Both strategies.
    Both,
    /// Neither: the relation follows from their coordinates.
    Derived,
}

impl Declared {
    /// Returns whether the strategy whose relation it is lists it.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Here | Self::Both)
    }

    /// Returns the same declaration as seen from the other strategy.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Here => Self::There,
            Self::There => Self::Here,
            same => same,
        }
    }
}

/// Relation of one strategy to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The other strategy.
    pub other: StrategyId,
    /// Kind of the relation.
    pub kind: RelationKind,
    /// Why the two relate that way.
    pub mechanism: Mechanism,
    /// Side that declares the relation.
    pub declared: Declared,
}

/// Relations of one kind that share a mechanism.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationGroup {
    /// The mechanism.
    pub mechanism: Mechanism,
    /// Relations in name order.
    pub relations: Vec<Relation>,
}

/// All relations of an atlas. Declared ones are stored; twins are computed from the strategies on a lever.
#[derive(Clone, Debug)]
pub(super) struct Relations {
    declared: Adjacency<StrategyId, Relation>,
    by_lever: Adjacency<LeverId, StrategyId>,
    /// Pull of each strategy, in a vector of its own because twins are found by it.
    pulls: Vec<Pull>,
}

impl Relations {
    pub(super) fn new(atlas: &Atlas) -> Self {
        let classifier = Classifier::new(atlas);
        let mut pairs: HashMap<(StrategyId, StrategyId), (RelationKind, Declared)> = HashMap::new();
        for (id, strategy) in atlas.strategies.iter() {
            // Conflicts are declared first, because a conflict takes precedence where a pair declares both.
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

    /// Relations of `id` that either side declares, in name order of the other strategy.
    pub(super) fn declared(&self, id: StrategyId) -> &[Relation] {
        self.declared.of(id)
    }

    fn find_declared(&self, a: StrategyId, b: StrategyId) -> Option<Relation> {
        let list = self.declared.of(a);
        list.binary_search_by_key(&b, |relation| relation.other).ok().map(|at| list[at])
    }

    /// Relation of `a` to `b`, or `None` if they do not relate.
    pub(super) fn between(&self, atlas: &Atlas, a: StrategyId, b: StrategyId) -> Option<Relation> {
        if a == b {
            return None;
        }
        self.find_declared(a, b).or_else(|| {
            let (from, to) = (&atlas.strategies[a].coordinates, &atlas.strategies[b].coordinates);
            (from.lever == to.lever && from.pull == to.pull).then(|| twin(b))
        })
    }

    /// Twins of `id` in name order: strategies on its lever with its pull and no declared relation to it.
    pub(super) fn twins<'a>(&'a self, atlas: &'a Atlas, id: StrategyId) -> impl Iterator<Item = Relation> + 'a {
        let coordinates = &atlas.strategies[id].coordinates;
        let alike = move |other: &StrategyId| *other != id && self.pulls[other.index()] == coordinates.pull;
        let others = self.on_lever(coordinates.lever).iter().copied().filter(alike);
        others.filter(move |&other| self.find_declared(id, other).is_none()).map(twin)
    }

    /// Counts the unordered twin pairs without enumerating them: the pairs on one lever with one pull, less those with
    /// a declared relation.
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

/// Relation to a twin.
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

/// Groups `relations` by mechanism: larger groups first, ties in order of appearance.
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

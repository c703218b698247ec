//! Relations between strategies: those that one of the two declares, and twins, which follow from the coordinates.

use std::collections::HashMap;

use crate::model::{Atlas, Id, LeverId, Mechanism, Pull, RelationKind, Strategy, StrategyId};
use crate::text::work;

use super::Graph;
use super::adjacency::Adjacency;
use super::mechanism::Classifier;

/// Which of two strategies declares their relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// Only the strategy that the relation is listed for.
    Here,
    /// Only the other strategy.
    There,
    /// Both strategies.
    Both,
    /// Neither strategy: the relation follows from the coordinates of the two.
    Derived,
}

impl Declared {
    /// Returns whether the strategy that the relation is listed for declares it.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Here | Self::Both)
    }

    /// Returns the declaration as seen from the other strategy.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Here => Self::There,
            Self::There => Self::Here,
            same => same,
        }
    }
}

/// Relation of one strategy to another strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Strategy that the relation leads to.
    pub other: StrategyId,
    /// Kind of the relation.
    pub kind: RelationKind,
    /// Reason why the two strategies relate.
    pub mechanism: Mechanism,
    /// Which of the two strategies declares the relation.
    pub declared: Declared,
}

/// Relations of one strategy that have one kind and one mechanism.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationGroup {
    /// Mechanism that the relations share.
    pub mechanism: Mechanism,
    /// Relations, in name order of the other strategy.
    pub relations: Vec<Relation>,
}

/// Numbers of pairs of strategies by kind of relation, regardless of the order in a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PairCounts {
    /// Number of pairs for which at least one strategy declares a conflict.
    pub conflicts: usize,
    /// Number of pairs for which at least one strategy declares a complement, and none a conflict.
    pub complements: usize,
    /// Number of pairs that pull one lever in one direction and have no declared relation.
    pub twins: usize,
    /// Number of all pairs of `n` strategies: n(n - 1) / 2.
    pub all: usize,
}

impl PairCounts {
    /// Returns the number of pairs without a relation.
    pub fn none(self) -> usize {
        self.all - self.conflicts - self.complements - self.twins
    }
}

/// All relations of an atlas. Declared relations are stored; twins are computed from the strategies on a lever.
#[derive(Clone, Debug)]
pub(super) struct Relations {
    declared: Adjacency<StrategyId, Relation>,
    by_lever: Adjacency<LeverId, StrategyId>,
    /// Pull of each strategy, in a vector of its own so that twins are found quickly.
    pulls: Vec<Pull>,
}

impl Relations {
    pub(super) fn new(atlas: &Atlas) -> Self {
        let classifier = Classifier::new(atlas);
        let mut pairs: HashMap<(StrategyId, StrategyId), (RelationKind, Declared)> = HashMap::new();
        // Conflicts are collected first, so that a conflict takes precedence in a pair that declares both kinds.
        for kind in [RelationKind::Conflict, RelationKind::Complement] {
            for (id, strategy) in atlas.strategies.iter() {
                for &other in listed(strategy, kind) {
                    declare(&mut pairs, id, other, kind);
                }
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
        let by_lever: Vec<(LeverId, StrategyId)> =
            atlas.strategies.iter().map(|(id, strategy)| (strategy.coordinates.lever, id)).collect();
        Self {
            declared: Adjacency::new(atlas.strategies.len(), &all),
            by_lever: Adjacency::new(atlas.levers.len(), &by_lever),
            pulls: atlas.strategies.rows().iter().map(|strategy| strategy.coordinates.pull).collect(),
        }
    }

    fn find_declared(&self, a: StrategyId, b: StrategyId) -> Option<Relation> {
        let list = self.declared.of(a);
        list.binary_search_by_key(&b, |relation| relation.other).ok().map(|at| list[at])
    }

    /// Returns the relation of `a` to `b`, or `None` if they do not relate; `atlas` has to be that of the relations.
    fn between(&self, atlas: &Atlas, a: StrategyId, b: StrategyId) -> Option<Relation> {
        work::count(1);
        if a == b {
            return None;
        }
        self.find_declared(a, b).or_else(|| (direction(atlas, a) == direction(atlas, b)).then(|| twin(b)))
    }
}

/// Returns the mechanism of each of the `pairs` of strategies of `atlas`; `None` if the two do not relate.
/// `O((relations + pairs) log relations)`.
pub fn mechanisms(atlas: &Atlas, pairs: &[(StrategyId, StrategyId)]) -> Vec<Option<Mechanism>> {
    let relations = Relations::new(atlas);
    pairs.iter().map(|&(a, b)| relations.between(atlas, a, b).map(|relation| relation.mechanism)).collect()
}

impl Graph {
    /// Returns the strategies that pull `lever`, in name order.
    pub fn on_lever(&self, lever: LeverId) -> &[StrategyId] {
        self.relations.by_lever.of(lever)
    }

    /// Returns the relations of the strategy `id` that at least one side declares, in name order of the other strategy.
    pub fn declared(&self, id: StrategyId) -> &[Relation] {
        self.relations.declared.of(id)
    }

    /// Returns the relation of `a` to `b`; `None` if the two do not relate.
    pub fn relation(&self, a: StrategyId, b: StrategyId) -> Option<Relation> {
        self.relations.between(&self.atlas, a, b)
    }

    /// Returns the primary lever of a strategy and its pull on the lever.
    pub(super) fn direction(&self, id: StrategyId) -> (LeverId, Pull) {
        direction(&self.atlas, id)
    }

    /// Returns the twins of the strategy `id` in name order: strategies that pull its lever in its direction and have
    /// no declared relation to it.
    pub fn twins(&self, id: StrategyId) -> impl Iterator<Item = Relation> + '_ {
        let (lever, pull) = self.direction(id);
        let pulls_alike = move |other: &StrategyId| {
            work::count(1);
            *other != id && self.relations.pulls[other.index()] == pull
        };
        let others = self.on_lever(lever).iter().copied().filter(pulls_alike);
        others.filter(move |&other| self.relations.find_declared(id, other).is_none()).map(twin)
    }

    /// Returns all relations of the strategy `id`: first the declared ones, then the twins, both in name order.
    pub fn related(&self, id: StrategyId) -> impl Iterator<Item = Relation> + '_ {
        self.declared(id).iter().copied().chain(self.twins(id))
    }

    /// Returns the relations of the strategy `id` of one `kind`, whichever side declares them, in name order.
    pub fn relations_of_kind(&self, id: StrategyId, kind: RelationKind) -> impl Iterator<Item = Relation> + '_ {
        let twins = (kind == RelationKind::Twin).then(|| self.twins(id));
        self.declared(id)
            .iter()
            .filter(move |relation| relation.kind == kind)
            .copied()
            .chain(twins.into_iter().flatten())
    }

    /// Returns the relations of `kind` that the strategy `id` itself declares, or its twins for [`RelationKind::Twin`],
    /// grouped by mechanism: larger groups first, groups of equal size in the order of the strategy's list.
    pub fn own_groups(&self, id: StrategyId, kind: RelationKind) -> Vec<RelationGroup> {
        if kind == RelationKind::Twin {
            return group(self.twins(id));
        }
        let listed = listed(&self.atlas.strategies[id], kind).iter();
        group(listed.filter_map(|&other| self.relation(id, other)).filter(|relation| relation.kind == kind))
    }

    /// Returns the relations of `kind` to the strategy `id` that only the other strategy declares, grouped by
    /// mechanism.
    pub fn incoming_groups(&self, id: StrategyId, kind: RelationKind) -> Vec<RelationGroup> {
        group(self.relations_of_kind(id, kind).filter(|relation| relation.declared == Declared::There))
    }

    /// Returns every pair with a relation of `kind`, each once and in name order.
    fn pairs_of_kind(&self, kind: RelationKind) -> impl Iterator<Item = (StrategyId, Relation)> + '_ {
        let ids = self.atlas.strategies.ids();
        let pairs = ids.flat_map(move |id| self.relations_of_kind(id, kind).map(move |relation| (id, relation)));
        pairs.filter(|(id, relation)| *id < relation.other)
    }

    /// Returns every pair that relates by `mechanism`, each once and in name order.
    ///
    /// A large atlas has many twins: use [`Graph::pair_count`] to count pairs.
    pub fn pairs(&self, mechanism: Mechanism) -> impl Iterator<Item = (StrategyId, StrategyId)> + '_ {
        let pairs = self.pairs_of_kind(mechanism.kind());
        pairs.filter(move |(_, relation)| relation.mechanism == mechanism).map(|(id, relation)| (id, relation.other))
    }

    /// Returns the number of pairs that relate by `mechanism`; each pair counts once.
    pub fn pair_count(&self, mechanism: Mechanism) -> usize {
        match mechanism.kind() {
            RelationKind::Twin => self.twin_count(),
            _ => self.pairs(mechanism).count(),
        }
    }

    /// Returns the numbers of pairs by kind of relation, in time proportional to the number of declared relations.
    pub fn pair_counts(&self) -> PairCounts {
        let n = self.atlas.strategies.len();
        PairCounts {
            conflicts: self.pairs_of_kind(RelationKind::Conflict).count(),
            complements: self.pairs_of_kind(RelationKind::Complement).count(),
            twins: self.twin_count(),
            all: n * n.saturating_sub(1) / 2,
        }
    }

    /// Returns the number of twin pairs without listing them: the pairs that pull one lever in one direction, minus
    /// those of them with a declared relation.
    fn twin_count(&self) -> usize {
        let mut crowds: HashMap<_, usize> = HashMap::new();
        for id in self.atlas.strategies.ids() {
            *crowds.entry(self.direction(id)).or_default() += 1;
        }
        let alike: usize = crowds.values().map(|crowd| crowd * (crowd - 1) / 2).sum();
        let kinds = [RelationKind::Conflict, RelationKind::Complement];
        let declared = kinds.into_iter().flat_map(|kind| self.pairs_of_kind(kind));
        alike - declared.filter(|(id, relation)| self.direction(*id) == self.direction(relation.other)).count()
    }
}

/// Returns the primary lever of the strategy `id` of `atlas`, and the direction of its pull.
fn direction(atlas: &Atlas, id: StrategyId) -> (LeverId, Pull) {
    let coordinates = &atlas.strategies[id].coordinates;
    (coordinates.lever, coordinates.pull)
}

/// Returns the strategies that `strategy` lists as related in the way `kind`; none for twins, which are never listed.
fn listed(strategy: &Strategy, kind: RelationKind) -> &[StrategyId] {
    match kind {
        RelationKind::Conflict => &strategy.conflicts,
        RelationKind::Complement => &strategy.complements,
        RelationKind::Twin => &[],
    }
}

/// Returns the relation of a strategy to its twin `other`.
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

/// Groups `relations` by mechanism: larger groups first, groups of equal size in the order in which they occur.
fn group(relations: impl Iterator<Item = Relation>) -> Vec<RelationGroup> {
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

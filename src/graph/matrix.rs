//! The matrix of all pairs of strategies: the order they stand in, and how many pairs relate in which way.

use std::ops::Range;

use crate::model::{Id, LeverId, RelationKind, StrategyId};

use super::{Graph, Relation};

/// The strategies on one lever, side by side in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lever.
    pub lever: LeverId,
    /// Where its strategies stand in the order.
    pub at: Range<usize>,
}

/// The order of strategies in the matrix: by lever as catalogued, in each up, neutral, down, then by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The strategies in order.
    pub order: Vec<StrategyId>,
    /// The levers that are pulled, each with where its strategies stand.
    pub bands: Vec<Band>,
    /// Where each strategy stands in the order.
    positions: Vec<usize>,
}

impl Matrix {
    /// Where a strategy stands in the order.
    pub fn position(&self, strategy: StrategyId) -> usize {
        self.positions[strategy.index()]
    }

    /// The band that the strategy at `position` stands in.
    pub fn band_of(&self, position: usize) -> Option<&Band> {
        let at = self.bands.partition_point(|band| band.at.end <= position);
        self.bands.get(at)
    }
}

/// How many unordered pairs of strategies relate in which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PairCounts {
    /// Declared to conflict by either side.
    pub conflicts: usize,
    /// Declared to compose by either side, and not to conflict.
    pub complements: usize,
    /// On one lever with one pull, and declared by neither side.
    pub twins: usize,
    /// All pairs: n(n - 1) / 2.
    pub all: usize,
}

impl PairCounts {
    /// The pairs that do not relate.
    pub fn none(self) -> usize {
        self.all - self.conflicts - self.complements - self.twins
    }
}

impl Graph {
    /// The order of strategies in the matrix.
    pub fn matrix(&self) -> Matrix {
        let count = self.atlas.strategies.len();
        let mut matrix = Matrix { order: Vec::with_capacity(count), bands: Vec::new(), positions: vec![0; count] };
        for lever in self.atlas.levers.ids() {
            let mut band = self.on_lever(lever).to_vec();
            band.sort_by_key(|&id| (self.atlas.strategies[id].coordinates.pull, id));
            if !band.is_empty() {
                let start = matrix.order.len();
                matrix.order.extend(band);
                matrix.bands.push(Band { lever, at: start..matrix.order.len() });
            }
        }
        for (at, id) in matrix.order.iter().enumerate() {
            matrix.positions[id.index()] = at;
        }
        matrix
    }

    /// How many pairs relate in which way. Takes as long as there are declared relations.
    pub fn pair_counts(&self) -> PairCounts {
        let n = self.atlas.strategies.len();
        let declared = |kind| {
            let of = |id: StrategyId| {
                self.declared(id).iter().filter(move |relation| relation.kind == kind && id < relation.other).count()
            };
            self.atlas.strategies.ids().map(of).sum()
        };
        PairCounts {
            conflicts: declared(RelationKind::Conflict),
            complements: declared(RelationKind::Complement),
            twins: self.relations.twin_count(&self.atlas),
            all: n * n.saturating_sub(1) / 2,
        }
    }

    /// All relations of `id`, declared or twins, in no order.
    pub fn related(&self, id: StrategyId) -> impl Iterator<Item = Relation> + '_ {
        self.declared(id).iter().copied().chain(self.twins(id))
    }

    /// Every related pair by positions in `matrix`, the lower first, in order.
    pub fn related_pairs(&self, matrix: &Matrix) -> Vec<(usize, usize, Relation)> {
        let ids = self.atlas.strategies.ids();
        let mut pairs: Vec<_> = ids
            .flat_map(|id| self.related(id).map(move |relation| (id, relation)))
            .map(|(id, relation)| (matrix.position(id), matrix.position(relation.other), relation))
            .filter(|(from, to, _)| from < to)
            .collect();
        pairs.sort_unstable_by_key(|&(from, to, _)| (from, to));
        pairs
    }
}

//! The matrix of all pairs of strategies: the order of its rows and columns, and its related pairs.

use std::ops::Range;

use crate::model::{Id, LeverId, SharedSort, StrategyId};

use super::{Graph, Relation};

/// Strategies on one lever. In the matrix they are next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeverBand {
    /// Lever of the strategies.
    pub lever: LeverId,
    /// Range that the strategies on the lever take in [`Matrix::order`].
    pub at: Range<usize>,
}

/// Order of the strategies in the matrix: by lever in the order of the atlas, then by pull (up, neutral, down), then by
/// name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Strategies in the order of the rows and columns.
    pub order: Vec<StrategyId>,
    /// Levers with at least one strategy, each with the range that its strategies take.
    pub bands: Vec<LeverBand>,
    /// Index in `order` of each strategy, by id.
    positions: Vec<usize>,
}

impl Matrix {
    /// Returns the index of a strategy among the rows of the matrix.
    pub fn position(&self, strategy: StrategyId) -> usize {
        self.positions[strategy.index()]
    }

    /// Returns the lever that the strategy at the index `position` is on, with its range; `None` if the index is too
    /// large.
    pub fn band_of(&self, position: usize) -> Option<&LeverBand> {
        let at = self.bands.partition_point(|band| band.at.end <= position);
        self.bands.get(at)
    }
}

impl Graph {
    /// Computes the order of strategies in the matrix in `O(n log n)`.
    pub fn matrix(&self) -> Matrix {
        let count = self.atlas.strategies.len();
        let mut matrix = Matrix { order: Vec::with_capacity(count), bands: Vec::new(), positions: vec![0; count] };
        for lever in self.atlas.levers.ids() {
            let mut band = self.on_lever(lever).to_vec();
            band.shared_sort_by_key(|&id| (self.atlas.strategies[id].coordinates.pull, id));
            if !band.is_empty() {
                let start = matrix.order.len();
                matrix.order.extend(band);
                matrix.bands.push(LeverBand { lever, at: start..matrix.order.len() });
            }
        }
        for (at, id) in matrix.order.iter().enumerate() {
            matrix.positions[id.index()] = at;
        }
        matrix
    }

    /// Returns every related pair as two indexes in `matrix`, the lower one first, and the relation; sorted by the
    /// indexes.
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

//! Matrix of all pairs of strategies: the order of its rows, and the related pairs in it.

use std::ops::Range;

use crate::model::{Id, LeverId, StrategyId};

use super::{Graph, Relation};

/// Strategies on one lever, which are adjacent in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeverBand {
    /// The lever.
    pub lever: LeverId,
    /// Range of its strategies in the order.
    pub at: Range<usize>,
}

/// Order of strategies in the matrix: by lever in catalogue order, then up, neutral, down, then by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Strategies in order.
    pub order: Vec<StrategyId>,
    /// Levers with at least one strategy, each with the range of its strategies.
    pub bands: Vec<LeverBand>,
    /// Index of each strategy in the order.
    positions: Vec<usize>,
}

impl Matrix {
    /// Returns the index of a strategy in the order.
    pub fn position(&self, strategy: StrategyId) -> usize {
        self.positions[strategy.index()]
    }

    /// Returns the band that contains `position`.
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
            band.sort_by_key(|&id| (self.atlas.strategies[id].coordinates.pull, id));
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

    /// Returns every related pair as positions in `matrix`, the lower one first, sorted.
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

//! The graph: an atlas with everything that is derived from it. It is built once; lookups then take constant time, or
//! time linear in the number of neighbours.

mod adjacency;
mod audit;
mod claim_figures;
mod co_endorsement;
pub mod diff;
mod edges;
mod matrix;
mod mechanism;
mod order;
mod path;
mod people;
mod people_index;
mod people_scan;
mod person_facts;
mod relations;
mod suggest;
mod trust;

use crate::model::{Atlas, PortfolioId, ScenarioId, StrategyId};

use adjacency::Adjacency;
use relations::Relations;

pub use audit::{Audit, Authority, Backer, Backing, LeverLoad, Redundancy};
pub use claim_figures::{ClaimDate, ClaimFigures};
pub use co_endorsement::{CoEndorsement, ConflictedEndorser};
pub use edges::{Edge, EdgeKind};
pub use matrix::{LeverBand, Matrix};
pub use order::{PeopleOrder, order_people};
pub use path::{MAX_DETOUR, Paths};
pub use people::Neighbour;
pub use people_index::{Holding, PeopleIndex};
pub use relations::{Declared, PairCounts, Relation, RelationGroup, mechanisms};
pub use suggest::{
    Advice, Constraint, Constraints, SizeBounds, SmallestPortfolios, SolveOutcome, StrategyEffect, strategy_named,
    value_named,
};
pub use trust::{SourceCounts, Support, Trust};

/// An atlas, with the indexes and relations that are derived from it.
///
/// ```
/// use stratlas::graph::{Declared, Graph};
/// use stratlas::model::RelationKind;
///
/// let graph = Graph::new(stratlas::data::embedded()?);
/// let strategies = &graph.atlas.strategies;
/// let pause = strategies.find("pause").expect("the embedded atlas has this strategy");
/// let conflicts = graph.relations_of_kind(pause, RelationKind::Conflict);
/// for relation in conflicts.filter(|relation| relation.declared == Declared::Both) {
///     assert!(strategies[relation.other].conflicts.contains(&pause));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Graph {
    /// Atlas from which everything else in the graph is derived.
    pub atlas: Atlas,
    relations: Relations,
    people: PeopleIndex,
    scenarios_of: Adjacency<StrategyId, ScenarioId>,
    portfolios_of: Adjacency<StrategyId, PortfolioId>,
}

impl Graph {
    /// Builds the graph of `atlas` in time `O(n log n)`, where `n` is the number of its relations and positions.
    pub fn new(atlas: Atlas) -> Self {
        let people = PeopleIndex::new(&atlas);
        Self::of(atlas, people)
    }

    /// Builds the graph of `atlas` from its index of people, which a compiled atlas contains. An index with another number
    /// of people, tags or strategies is not used.
    pub fn with_index(atlas: Atlas, people: PeopleIndex) -> Self {
        if people.fits(&atlas) { Self::of(atlas, people) } else { Self::new(atlas) }
    }

    fn of(atlas: Atlas, people: PeopleIndex) -> Self {
        let strategies = atlas.strategies.len();
        let scenarios =
            atlas.scenarios.iter().flat_map(|(id, row)| row.responsive.iter().map(move |&strategy| (strategy, id)));
        let portfolios =
            atlas.portfolios.iter().flat_map(|(id, row)| row.strategies.iter().map(move |&strategy| (strategy, id)));
        Self {
            relations: Relations::new(&atlas),
            people,
            scenarios_of: Adjacency::new(strategies, &scenarios.collect::<Vec<_>>()),
            portfolios_of: Adjacency::new(strategies, &portfolios.collect::<Vec<_>>()),
            atlas,
        }
    }

    /// Returns the index of people, which is stored with a compiled atlas.
    pub fn people_index(&self) -> &PeopleIndex {
        &self.people
    }

    /// Returns the scenarios that the strategy `id` responds to, in the order of the atlas.
    pub fn scenarios_of(&self, id: StrategyId) -> &[ScenarioId] {
        self.scenarios_of.of(id)
    }

    /// Returns the portfolios that contain the strategy `id`, in the order of the atlas.
    pub fn portfolios_of(&self, id: StrategyId) -> &[PortfolioId] {
        self.portfolios_of.of(id)
    }
}

#[cfg(test)]
mod tests;

//! The graph: an atlas with everything derived from it. It is built once; lookups take constant time or time
//! proportional to the number of neighbours.

mod adjacency;
mod audit;
mod co_endorsement;
pub mod diff;
mod edges;
mod holdings;
mod matrix;
mod mechanism;
mod order;
mod path;
mod relations;
mod suggest;

use crate::model::{Atlas, LeverId, Mechanism, PersonId, PortfolioId, RelationKind, ScenarioId, StrategyId, TagId};

use adjacency::Adjacency;
use holdings::HoldingsIndex;
use relations::Relations;

pub use audit::{Audit, Authority, Backer, Backing, LeverLoad, Redundancy};
pub use co_endorsement::{CoEndorsement, ConflictedEndorser};
pub use edges::{Edge, EdgeKind};
pub use holdings::{Holding, Neighbour};
pub use matrix::{LeverBand, Matrix, PairCounts};
pub use order::{PeopleOrder, order_people};
pub use path::{MAX_DETOUR, PathStep, Paths};
pub use relations::{Declared, Relation, RelationGroup};
pub use suggest::{
    Advice, Constraint, Constraints, SizeBounds, SmallestPortfolios, SolveOutcome, StrategyEffect, strategy_named,
    value_named,
};

/// Atlas with the indexes and relations derived from it.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Atlas that the graph was built from.
    pub atlas: Atlas,
    relations: Relations,
    holdings: HoldingsIndex,
    scenarios_of: Adjacency<StrategyId, ScenarioId>,
    portfolios_of: Adjacency<StrategyId, PortfolioId>,
}

impl Graph {
    /// Builds the graph of `atlas`.
    pub fn new(atlas: Atlas) -> Self {
        let strategies = atlas.strategies.len();
        let scenarios =
            atlas.scenarios.iter().flat_map(|(id, row)| row.responsive.iter().map(move |&strategy| (strategy, id)));
        let portfolios =
            atlas.portfolios.iter().flat_map(|(id, row)| row.strategies.iter().map(move |&strategy| (strategy, id)));
        Self {
            relations: Relations::new(&atlas),
            holdings: HoldingsIndex::new(&atlas),
            scenarios_of: Adjacency::new(strategies, scenarios.collect()),
            portfolios_of: Adjacency::new(strategies, portfolios.collect()),
            atlas,
        }
    }

    /// Returns the relations of `id` that either side declares, in name order of the other strategy.
    pub fn declared(&self, id: StrategyId) -> &[Relation] {
        self.relations.declared(id)
    }

    /// Returns the relation of `a` to `b`, or `None` if they do not relate.
    pub fn relation(&self, a: StrategyId, b: StrategyId) -> Option<Relation> {
        self.relations.between(&self.atlas, a, b)
    }

    /// Returns the twins of `id` in name order: strategies on its lever with its pull and no declared relation to it.
    pub fn twins(&self, id: StrategyId) -> impl Iterator<Item = Relation> + '_ {
        self.relations.twins(&self.atlas, id)
    }

    /// Groups the relations of `kind` that `id` itself declares by mechanism: larger groups first, ties in listed
    /// order.
    pub fn own_groups(&self, id: StrategyId, kind: RelationKind) -> Vec<RelationGroup> {
        let strategy = &self.atlas.strategies[id];
        let listed = match kind {
            RelationKind::Conflict => &strategy.conflicts,
            RelationKind::Complement => &strategy.complements,
            RelationKind::Twin => return relations::group(self.twins(id)),
        };
        relations::group(
            listed.iter().filter_map(|&other| self.relation(id, other)).filter(|relation| relation.kind == kind),
        )
    }

    /// Groups the relations of `kind` to `id` that only the other side declares by mechanism.
    pub fn incoming_groups(&self, id: StrategyId, kind: RelationKind) -> Vec<RelationGroup> {
        relations::group(
            self.declared(id)
                .iter()
                .filter(|relation| relation.kind == kind && relation.declared == Declared::There)
                .copied(),
        )
    }

    /// Returns every unordered pair related by `mechanism`, each once, in name order.
    ///
    /// The twins of a large atlas are many: take only what is needed, and count with [`Graph::pair_count`].
    pub fn pairs(&self, mechanism: Mechanism) -> impl Iterator<Item = (StrategyId, StrategyId)> + '_ {
        self.atlas
            .strategies
            .ids()
            .flat_map(move |id| self.relations_of_kind(id, mechanism.kind()).map(move |relation| (id, relation)))
            .filter(move |(id, relation)| relation.mechanism == mechanism && *id < relation.other)
            .map(|(id, relation)| (id, relation.other))
    }

    /// Counts the unordered pairs related by `mechanism`.
    pub fn pair_count(&self, mechanism: Mechanism) -> usize {
        match mechanism.kind() {
            RelationKind::Twin => self.relations.twin_count(&self.atlas),
            _ => self.pairs(mechanism).count(),
        }
    }

    /// Returns all relations of `kind` of `id`, whichever side declares them, in name order.
    pub fn relations_of_kind(&self, id: StrategyId, kind: RelationKind) -> Box<dyn Iterator<Item = Relation> + '_> {
        match kind {
            RelationKind::Twin => Box::new(self.twins(id)),
            declared => Box::new(self.declared(id).iter().filter(move |relation| relation.kind == declared).copied()),
        }
    }

    /// Returns the strategies whose primary lever is `lever`, in name order.
    pub fn on_lever(&self, lever: LeverId) -> &[StrategyId] {
        self.relations.on_lever(lever)
    }

    /// Returns the scenarios that name `id` as responsive, in catalogue order.
    pub fn scenarios_of(&self, id: StrategyId) -> &[ScenarioId] {
        self.scenarios_of.of(id)
    }

    /// Returns the portfolios that contain `id`, in catalogue order.
    pub fn portfolios_of(&self, id: StrategyId) -> &[PortfolioId] {
        self.portfolios_of.of(id)
    }

    /// Returns the tags that lead to `id`, in catalogue order.
    pub fn tags_of(&self, id: StrategyId) -> &[TagId] {
        self.holdings.tags_of(id)
    }

    /// Returns the people with a position on a tag that leads to `id`, without repetition, in file order.
    pub fn on_record(&self, id: StrategyId) -> &[PersonId] {
        self.holdings.on_record(id)
    }

    /// Returns every position on `tag`, whatever its stance, in file order of the people.
    pub fn holdings(&self, tag: TagId) -> &[Holding] {
        self.holdings.holdings(tag)
    }

    /// Returns the midpoint of the first p(doom) of `person`, from 0 to 1, or `None` if there is none.
    pub fn p_doom(&self, person: PersonId) -> Option<f64> {
        self.holdings.p_doom(person)
    }

    /// Returns the people with a stated endorsement of `tag`, without repetition, in file order.
    pub fn stated_endorsers(&self, tag: TagId) -> &[PersonId] {
        self.holdings.endorsers(tag)
    }

    /// Returns the tags with a stated endorsement of `person`, without repetition, in catalogue order.
    pub fn stated_tags(&self, person: PersonId) -> &[TagId] {
        self.holdings.endorsed(person)
    }

    /// Returns the people with a position on `tag`, without repetition, in file order.
    pub fn holders(&self, tag: TagId) -> Vec<PersonId> {
        let mut people: Vec<_> = self.holdings(tag).iter().map(|holding| holding.person).collect();
        people.dedup();
        people
    }

    /// Returns the tags that `person` has a position on, without repetition, in the order of the positions.
    pub fn tags_of_person(&self, person: PersonId) -> Vec<TagId> {
        holdings::tags_of(&self.atlas, person)
    }

    /// Returns everyone in name order, which ignores case and accents but not apostrophes and spaces.
    pub fn people_by_name(&self) -> &[PersonId] {
        self.holdings.by_name()
    }

    /// Returns the index of a person in name order.
    pub fn name_rank(&self, person: PersonId) -> u32 {
        self.holdings.name_rank(person)
    }

    /// Counts the quoted passages behind all positions of a person.
    pub fn passages(&self, person: PersonId) -> usize {
        self.holdings.passages(person) as usize
    }

    /// Returns whether a person has positions and all of them are tentative.
    pub fn is_tentative(&self, person: PersonId) -> bool {
        self.holdings.is_tentative(person)
    }

    /// Sorts people as on a strategy's page: those with a profile first, then by name.
    pub fn profiled_first(&self, people: &mut [PersonId]) {
        people.sort_unstable_by_key(|&person| (self.atlas.people[person].profile.is_none(), self.name_rank(person)));
    }
    /// Finds the people who share enough tags with `person`, whatever the stance, closest first.
    pub fn neighbours(&self, person: PersonId) -> Vec<Neighbour> {
        self.holdings.neighbours(&self.atlas, person)
    }
}

#[cfg(test)]
mod tests;

//! The graph: an atlas with everything that follows from it, looked up in constant time or in the number of
//! neighbours. Built once; pure queries after that.

mod adjacency;
mod audit;
pub mod diff;
mod holding;
mod links;
mod matrix;
mod mechanism;
mod order;
mod path;
mod record;
mod relations;
mod suggest;

use crate::model::{Atlas, LeverId, Mechanism, PersonId, PortfolioId, RelationKind, ScenarioId, StrategyId, TagId};

use adjacency::Adjacency;
use record::Record;
use relations::Relations;

pub use audit::{Audit, Authority, Backer, Backing, Double, Load};
pub use holding::{CoHeld, Torn};
pub use links::{Link, Tie};
pub use matrix::{Band, Matrix, PairCounts};
pub use order::{PeopleOrder, order_people};
pub use path::{DETOUR, Step, Ways};
pub use record::{Holding, Mix, Mixes, Neighbour};
pub use relations::{Declared, Relation, RelationGroup};
pub use suggest::{Advice, Bounds, Change, Demand, Demands, Outcome, Smallest, strategy_named, value_named};

/// An atlas and everything that follows from it.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The atlas.
    pub atlas: Atlas,
    relations: Relations,
    record: Record,
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
            record: Record::new(&atlas),
            scenarios_of: Adjacency::new(strategies, scenarios.collect()),
            portfolios_of: Adjacency::new(strategies, portfolios.collect()),
            atlas,
        }
    }

    /// Relations of `id` that either side declares, in name order of the other.
    pub fn declared(&self, id: StrategyId) -> &[Relation] {
        self.relations.declared(id)
    }

    /// The relation of `a` to `b`, if there is one.
    pub fn relation(&self, a: StrategyId, b: StrategyId) -> Option<Relation> {
        self.relations.between(&self.atlas, a, b)
    }

    /// Twins of `id`: on its lever with its pull, and declared by neither side. In name order.
    pub fn twins(&self, id: StrategyId) -> impl Iterator<Item = Relation> + '_ {
        self.relations.twins(&self.atlas, id)
    }

    /// Relations of `kind` that `id` declares itself, grouped by mechanism: larger groups first, ties in the order
    /// in which they are listed.
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

    /// Relations of `kind` to `id` that only the other side declares, grouped by mechanism.
    pub fn incoming_groups(&self, id: StrategyId, kind: RelationKind) -> Vec<RelationGroup> {
        relations::group(
            self.declared(id)
                .iter()
                .filter(|relation| relation.kind == kind && relation.declared == Declared::There)
                .copied(),
        )
    }

    /// Every unordered pair related by `mechanism`, each once, in name order. Twins of a large atlas are many: take
    /// what is needed, and count with [`Graph::pair_count`].
    pub fn pairs(&self, mechanism: Mechanism) -> impl Iterator<Item = (StrategyId, StrategyId)> + '_ {
        self.atlas
            .strategies
            .ids()
            .flat_map(move |id| self.relations_of_kind(id, mechanism.kind()).map(move |relation| (id, relation)))
            .filter(move |(id, relation)| relation.mechanism == mechanism && *id < relation.other)
            .map(|(id, relation)| (id, relation.other))
    }

    /// How many unordered pairs are related by `mechanism`.
    pub fn pair_count(&self, mechanism: Mechanism) -> usize {
        match mechanism.kind() {
            RelationKind::Twin => self.relations.twin_count(&self.atlas),
            _ => self.pairs(mechanism).count(),
        }
    }

    /// All relations of `kind` that `id` has, whoever declares them, in name order.
    pub fn relations_of_kind(&self, id: StrategyId, kind: RelationKind) -> Box<dyn Iterator<Item = Relation> + '_> {
        match kind {
            RelationKind::Twin => Box::new(self.twins(id)),
            declared => Box::new(self.declared(id).iter().filter(move |relation| relation.kind == declared).copied()),
        }
    }

    /// Strategies whose primary lever is `lever`, in name order.
    pub fn on_lever(&self, lever: LeverId) -> &[StrategyId] {
        self.relations.on_lever(lever)
    }

    /// Scenarios that name `id` as responsive, as catalogued.
    pub fn scenarios_of(&self, id: StrategyId) -> &[ScenarioId] {
        self.scenarios_of.of(id)
    }

    /// Portfolios that hold `id`, as catalogued.
    pub fn portfolios_of(&self, id: StrategyId) -> &[PortfolioId] {
        self.portfolios_of.of(id)
    }

    /// Tags that lead to `id`, as catalogued.
    pub fn tags_of(&self, id: StrategyId) -> &[TagId] {
        self.record.tags_of(id)
    }

    /// Distinct holders of the tags that lead to `id`, in file order.
    pub fn on_record(&self, id: StrategyId) -> &[PersonId] {
        self.record.on_record(id)
    }

    /// Every position on `tag`, in file order of the people; whatever its stance.
    pub fn holdings(&self, tag: TagId) -> &[Holding] {
        self.record.holdings(tag)
    }

    /// The midpoint of the first p(doom) listed for `person`, from 0 to 1; nothing if there is none.
    pub fn p_doom(&self, person: PersonId) -> Option<f64> {
        self.record.p_doom(person)
    }

    /// The stated endorsers of `tag`, each once, in file order.
    pub fn stated_endorsers(&self, tag: TagId) -> &[PersonId] {
        self.record.endorsers(tag)
    }

    /// The tags that `person` is a stated endorser of, each once, as catalogued.
    pub fn stated_tags(&self, person: PersonId) -> &[TagId] {
        self.record.endorsed(person)
    }

    /// Distinct holders of `tag`, in file order.
    pub fn holders(&self, tag: TagId) -> Vec<PersonId> {
        let mut people: Vec<_> = self.holdings(tag).iter().map(|holding| holding.person).collect();
        people.dedup();
        people
    }

    /// Distinct tags of a person, in the order of their positions.
    pub fn tags_of_person(&self, person: PersonId) -> Vec<TagId> {
        record::tags_of(&self.atlas, person)
    }

    /// Everyone in name order: case and accents count for nothing, apostrophes and spaces do.
    pub fn people_by_name(&self) -> &[PersonId] {
        self.record.by_name()
    }

    /// Where a person stands in name order.
    pub fn name_rank(&self, person: PersonId) -> u32 {
        self.record.name_rank(person)
    }

    /// How many passages back all positions of someone.
    pub fn passages(&self, person: PersonId) -> usize {
        self.record.passages(person) as usize
    }

    /// Whether someone holds anything, and all of it tentatively.
    pub fn is_tentative(&self, person: PersonId) -> bool {
        self.record.is_tentative(person)
    }

    /// Orders people as on a strategy's page: those with a profile first, then by name.
    pub fn profiled_first(&self, people: &mut [PersonId]) {
        people.sort_unstable_by_key(|&person| (self.atlas.people[person].profile.is_none(), self.name_rank(person)));
    }

    /// How a group of people spreads over the tiers.
    pub fn mixes(&self, people: impl IntoIterator<Item = PersonId>) -> Mixes {
        record::mixes(&self.atlas, people.into_iter())
    }

    /// People who share tags with `person` whatever the stance, closest first; all that qualify.
    pub fn neighbours(&self, person: PersonId) -> Vec<Neighbour> {
        self.record.neighbours(&self.atlas, person)
    }
}

#[cfg(test)]
mod tests;

//! Links: what connects two things of an atlas, seen from either end.

use crate::model::{Entity, Mechanism, PersonId, Pull, RelationKind, Stance, TagId};

use super::Graph;

/// Something that a thing is connected to, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is connected to.
    pub to: Entity,
    /// By what.
    pub tie: Tie,
}

/// What connects two things. It is the same from both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// Two strategies relate.
    Relation(RelationKind, Mechanism),
    /// A strategy pulls a lever.
    Pull(Pull),
    /// A tag leads to a strategy.
    Leads,
    /// A strategy responds to a scenario.
    Responds,
    /// A portfolio holds a strategy.
    Holds,
    /// A person takes a position on a tag: the stance of their first one on it, and whether all of them are tentative.
    Position(Stance, bool),
}

impl Graph {
    /// Everything that `entity` is connected to, and by what, in the order of [`Graph::each_linked`].
    pub fn links(&self, entity: Entity) -> Vec<Link> {
        let mut links = Vec::new();
        self.each_linked(entity, |to| links.extend(self.tie(entity, to).map(|tie| Link { to, tie })));
        links
    }

    /// Names everything that `entity` is connected to, each once: the connections that say most first, then as
    /// catalogued. A mechanism is connected to nothing: it is itself what connects.
    pub fn each_linked(&self, entity: Entity, mut name: impl FnMut(Entity)) {
        let atlas = &self.atlas;
        match entity {
            Entity::Strategy(id) => {
                self.related(id).for_each(|relation| name(Entity::Strategy(relation.other)));
                self.scenarios_of(id).iter().for_each(|&scenario| name(Entity::Scenario(scenario)));
                self.tags_of(id).iter().for_each(|&tag| name(Entity::Tag(tag)));
                self.portfolios_of(id).iter().for_each(|&portfolio| name(Entity::Portfolio(portfolio)));
                name(Entity::Lever(atlas.strategies[id].coordinates.lever));
            }
            Entity::Person(id) => {
                let positions = &atlas.people[id].positions;
                let is_first = |at: usize| positions[..at].iter().all(|before| before.tag != positions[at].tag);
                (0..positions.len()).filter(|&at| is_first(at)).for_each(|at| name(Entity::Tag(positions[at].tag)));
            }
            Entity::Tag(id) => {
                atlas.tags[id].strategy.into_iter().for_each(|strategy| name(Entity::Strategy(strategy)));
                let holders = self.holdings(id).chunk_by(|a, b| a.person == b.person);
                holders.for_each(|holdings| name(Entity::Person(holdings[0].person)));
            }
            Entity::Lever(id) => self.on_lever(id).iter().for_each(|&strategy| name(Entity::Strategy(strategy))),
            Entity::Scenario(id) => {
                atlas.scenarios[id].responsive.iter().for_each(|&strategy| name(Entity::Strategy(strategy)));
            }
            Entity::Portfolio(id) => {
                atlas.portfolios[id].strategies.iter().for_each(|&strategy| name(Entity::Strategy(strategy)));
            }
            Entity::Mechanism(_) => {}
        }
    }

    /// What connects two things, if anything does.
    pub fn tie(&self, from: Entity, to: Entity) -> Option<Tie> {
        match (from, to) {
            (Entity::Strategy(a), Entity::Strategy(b)) => {
                self.relation(a, b).map(|relation| Tie::Relation(relation.kind, relation.mechanism))
            }
            (Entity::Strategy(id), Entity::Lever(lever)) | (Entity::Lever(lever), Entity::Strategy(id)) => {
                let coordinates = &self.atlas.strategies[id].coordinates;
                (coordinates.lever == lever).then_some(Tie::Pull(coordinates.pull))
            }
            (Entity::Strategy(id), Entity::Scenario(scenario)) | (Entity::Scenario(scenario), Entity::Strategy(id)) => {
                self.scenarios_of(id).contains(&scenario).then_some(Tie::Responds)
            }
            (Entity::Strategy(id), Entity::Portfolio(held)) | (Entity::Portfolio(held), Entity::Strategy(id)) => {
                self.portfolios_of(id).contains(&held).then_some(Tie::Holds)
            }
            (Entity::Strategy(id), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Strategy(id)) => {
                (self.atlas.tags[tag].strategy == Some(id)).then_some(Tie::Leads)
            }
            (Entity::Person(person), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Person(person)) => {
                self.position(person, tag)
            }
            _ => None,
        }
    }

    fn position(&self, person: PersonId, tag: TagId) -> Option<Tie> {
        let mut positions = self.atlas.people[person].positions.iter().filter(|position| position.tag == tag);
        let first = positions.next()?;
        Some(Tie::Position(first.stance, first.tentative && positions.all(|position| position.tentative)))
    }
}

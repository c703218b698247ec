//! Links: what connects two things of an atlas, seen from either end.

use crate::model::{Entity, Mechanism, PersonId, Pull, RelationKind, Stance, StrategyId, TagId};

use super::{Graph, Relation};

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
    /// A person takes a stance on a tag; whether all their positions on it are tentative.
    Position(Stance, bool),
}

impl Graph {
    /// Everything that `entity` is connected to. Relations come first, in each kind by name or as catalogued.
    /// A mechanism is connected to nothing: it is itself what connects.
    pub fn links(&self, entity: Entity) -> Vec<Link> {
        let link = |to: Entity, tie: Tie| Link { to, tie };
        match entity {
            Entity::Strategy(id) => self.links_of_strategy(id),
            Entity::Person(id) => {
                let tags = self.tags_of_person(id).into_iter();
                tags.filter_map(|tag| Some(link(Entity::Tag(tag), self.position(id, tag)?))).collect()
            }
            Entity::Tag(id) => self.links_of_tag(id),
            Entity::Lever(id) => self
                .on_lever(id)
                .iter()
                .map(|&strategy| link(Entity::Strategy(strategy), self.pull_of(strategy)))
                .collect(),
            Entity::Scenario(id) => {
                let responsive = self.atlas.scenarios[id].responsive.iter();
                responsive.map(|&strategy| link(Entity::Strategy(strategy), Tie::Responds)).collect()
            }
            Entity::Portfolio(id) => {
                let held = self.atlas.portfolios[id].strategies.iter();
                held.map(|&strategy| link(Entity::Strategy(strategy), Tie::Holds)).collect()
            }
            Entity::Mechanism(_) => Vec::new(),
        }
    }

    fn links_of_strategy(&self, id: StrategyId) -> Vec<Link> {
        let lever = self.atlas.strategies[id].coordinates.lever;
        let relation = |relation: Relation| {
            let tie = Tie::Relation(relation.kind, relation.mechanism);
            Link { to: Entity::Strategy(relation.other), tie }
        };
        let mut links: Vec<Link> = self.related(id).map(relation).collect();
        links.push(Link { to: Entity::Lever(lever), tie: self.pull_of(id) });
        links.extend(self.tags_of(id).iter().map(|&tag| Link { to: Entity::Tag(tag), tie: Tie::Leads }));
        links.extend(self.scenarios_of(id).iter().map(|&id| Link { to: Entity::Scenario(id), tie: Tie::Responds }));
        links.extend(self.portfolios_of(id).iter().map(|&id| Link { to: Entity::Portfolio(id), tie: Tie::Holds }));
        links
    }

    fn links_of_tag(&self, id: TagId) -> Vec<Link> {
        let leads = self.atlas.tags[id].strategy.map(|to| Link { to: Entity::Strategy(to), tie: Tie::Leads });
        let holders = self.holders(id).into_iter();
        let held =
            holders.filter_map(|person| Some(Link { to: Entity::Person(person), tie: self.position(person, id)? }));
        leads.into_iter().chain(held).collect()
    }

    fn pull_of(&self, id: StrategyId) -> Tie {
        Tie::Pull(self.atlas.strategies[id].coordinates.pull)
    }

    /// The stance of the first position of someone on a tag, and whether all of them are tentative.
    fn position(&self, person: PersonId, tag: TagId) -> Option<Tie> {
        let mut positions = self.atlas.people[person].positions.iter().filter(|position| position.tag == tag);
        let first = positions.next()?;
        let tentative = first.tentative && positions.all(|position| position.tentative);
        Some(Tie::Position(first.stance, tentative))
    }
}

//! Edges of the graph: the connections between two entities, that is, records, as seen from one of them.

use crate::model::{Entity, Mechanism, PersonId, Pull, RelationKind, Stance, TagId};

use super::Graph;

/// Connection from one entity to another, which is one step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Entity from which the edge is seen.
    pub from: Entity,
    /// Entity that the edge leads to.
    pub to: Entity,
    /// What the connection is.
    pub kind: EdgeKind,
}

/// What connects two entities; the same for both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// Relation of two strategies, with its kind and its mechanism.
    Relation(RelationKind, Mechanism),
    /// Pull of a strategy on its lever, with the direction.
    Pull(Pull),
    /// Tag of positions that leads to a strategy.
    Leads,
    /// Scenario that a strategy responds to.
    Responds,
    /// Portfolio that contains a strategy.
    Holds,
    /// Positions of a person on a tag: the stance of the first of them, and whether all of them are tentative.
    Position(Stance, bool),
}

impl Graph {
    /// Returns the edges of `entity`, in the order of [`Graph::for_each_neighbour`].
    pub fn edges(&self, entity: Entity) -> Vec<Edge> {
        let mut edges = Vec::new();
        self.for_each_neighbour(entity, |to| edges.extend(self.edge(entity, to)));
        edges
    }

    /// Returns the edge from `from` to `to`; `None` if the two are not connected.
    pub(super) fn edge(&self, from: Entity, to: Entity) -> Option<Edge> {
        Some(Edge { from, to, kind: self.edge_kind(from, to)? })
    }

    /// Calls `visit` once with each entity that is connected to `entity`, the most informative kinds of connections
    /// first.
    ///
    /// Connections of one kind are in the order of the atlas. A mechanism has no neighbours, since it belongs to
    /// connections.
    pub fn for_each_neighbour(&self, entity: Entity, mut visit: impl FnMut(Entity)) {
        let atlas = &self.atlas;
        match entity {
            Entity::Strategy(id) => {
                self.related(id).for_each(|relation| visit(Entity::Strategy(relation.other)));
                self.scenarios_of(id).iter().for_each(|&scenario| visit(Entity::Scenario(scenario)));
                self.tags_of(id).iter().for_each(|&tag| visit(Entity::Tag(tag)));
                self.portfolios_of(id).iter().for_each(|&portfolio| visit(Entity::Portfolio(portfolio)));
                visit(Entity::Lever(atlas.strategies[id].coordinates.lever));
            }
            Entity::Person(id) => self.tags_of_person(id).into_iter().for_each(|tag| visit(Entity::Tag(tag))),
            Entity::Tag(id) => {
                atlas.tags[id].strategy.into_iter().for_each(|strategy| visit(Entity::Strategy(strategy)));
                self.holders(id).into_iter().for_each(|person| visit(Entity::Person(person)));
            }
            Entity::Lever(id) => self.on_lever(id).iter().for_each(|&strategy| visit(Entity::Strategy(strategy))),
            Entity::Scenario(id) => {
                atlas.scenarios[id].responsive.iter().for_each(|&strategy| visit(Entity::Strategy(strategy)));
            }
            Entity::Portfolio(id) => {
                atlas.portfolios[id].strategies.iter().for_each(|&strategy| visit(Entity::Strategy(strategy)));
            }
            Entity::Mechanism(_) => {}
        }
    }

    /// Returns what connects two entities; `None` if nothing does.
    fn edge_kind(&self, from: Entity, to: Entity) -> Option<EdgeKind> {
        match (from, to) {
            (Entity::Strategy(a), Entity::Strategy(b)) => {
                self.relation(a, b).map(|relation| EdgeKind::Relation(relation.kind, relation.mechanism))
            }
            (Entity::Strategy(id), Entity::Lever(lever)) | (Entity::Lever(lever), Entity::Strategy(id)) => {
                let coordinates = &self.atlas.strategies[id].coordinates;
                (coordinates.lever == lever).then_some(EdgeKind::Pull(coordinates.pull))
            }
            (Entity::Strategy(id), Entity::Scenario(scenario)) | (Entity::Scenario(scenario), Entity::Strategy(id)) => {
                self.scenarios_of(id).contains(&scenario).then_some(EdgeKind::Responds)
            }
            (Entity::Strategy(id), Entity::Portfolio(portfolio))
            | (Entity::Portfolio(portfolio), Entity::Strategy(id)) => {
                self.portfolios_of(id).contains(&portfolio).then_some(EdgeKind::Holds)
            }
            (Entity::Strategy(id), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Strategy(id)) => {
                (self.atlas.tags[tag].strategy == Some(id)).then_some(EdgeKind::Leads)
            }
            (Entity::Person(person), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Person(person)) => {
                self.position(person, tag)
            }
            _ => None,
        }
    }

    fn position(&self, person: PersonId, tag: TagId) -> Option<EdgeKind> {
        let mut positions = self.atlas.people.view(person).positions.into_iter().filter(|position| position.tag == tag);
        let first = positions.next()?;
        Some(EdgeKind::Position(first.stance, first.tentative && positions.all(|position| position.tentative)))
    }
}

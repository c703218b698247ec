//! Ways between two things along the links that an atlas names: relations of strategies, positions of people, what tags
//! lead to, what is pulled, answered or held.
//!
//! Every link counts one step and can be gone both ways, so a way is as long there as back. Shortest ways come first;
//! after them, as far as they are wanted, ways that are up to [`DETOUR`] steps longer and pass through nothing twice.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{Atlas, Entity, Id, Pull, Stance};

use super::{Graph, Relation};

/// How many steps longer than the shortest an alternative may be.
pub const DETOUR: usize = 2;
/// How many links are looked at for alternatives longer than the shortest way: there can be very many dead ends.
const PATIENCE: usize = 2_000_000;
/// Not reached.
const FAR: u32 = u32::MAX;

/// What links two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// Two strategies relate, as seen from the first.
    Relates(Relation),
    /// A strategy pulls a lever.
    Pulls(Pull),
    /// A strategy responds to a scenario.
    Responds,
    /// A portfolio holds a strategy.
    Holds,
    /// A tag leads to a strategy.
    Leads,
    /// A person takes a position on a tag: the first of theirs, and whether all of them are tentative.
    Takes(Stance, bool),
}

/// One step of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it starts.
    pub from: Entity,
    /// What leads on.
    pub link: Bond,
    /// Where it ends.
    pub to: Entity,
}

/// The ways between two things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// How many steps the shortest take; nothing if none leads there.
    pub shortest: Option<usize>,
    /// How many shortest ways there are.
    pub count: u64,
    /// As many ways as were wanted, shorter ones first.
    pub ways: Vec<Vec<Step>>,
}

impl Graph {
    /// What is one step away from `entity`: the links that say most first, then as catalogued.
    pub fn linked(&self, entity: Entity) -> Vec<Entity> {
        let atlas = &self.atlas;
        match entity {
            Entity::Strategy(id) => {
                let related = self.declared(id).iter().copied().chain(self.twins(id));
                let related = related.map(|relation| Entity::Strategy(relation.other));
                let scenarios = self.scenarios_of(id).iter().copied().map(Entity::Scenario);
                let tags = self.tags_of(id).iter().copied().map(Entity::Tag);
                let portfolios = self.portfolios_of(id).iter().copied().map(Entity::Portfolio);
                let lever = Entity::Lever(atlas.strategies[id].coordinates.lever);
                related.chain(scenarios).chain(tags).chain(portfolios).chain([lever]).collect()
            }
            Entity::Person(id) => self.tags_of_person(id).into_iter().map(Entity::Tag).collect(),
            Entity::Tag(id) => {
                let strategy = atlas.tags[id].strategy.map(Entity::Strategy);
                strategy.into_iter().chain(self.holders(id).into_iter().map(Entity::Person)).collect()
            }
            Entity::Lever(id) => self.on_lever(id).iter().copied().map(Entity::Strategy).collect(),
            Entity::Scenario(id) => atlas.scenarios[id].responsive.iter().copied().map(Entity::Strategy).collect(),
            Entity::Portfolio(id) => atlas.portfolios[id].strategies.iter().copied().map(Entity::Strategy).collect(),
            // Mechanisms explain links; they are not stops on the way.
            Entity::Mechanism(_) => Vec::new(),
        }
    }

    /// What links two things, if anything does.
    pub fn link(&self, from: Entity, to: Entity) -> Option<Bond> {
        let atlas = &self.atlas;
        Some(match (from, to) {
            (Entity::Strategy(a), Entity::Strategy(b)) => Bond::Relates(self.relation(a, b)?),
            (Entity::Strategy(id), Entity::Lever(lever)) | (Entity::Lever(lever), Entity::Strategy(id)) => {
                let coordinates = &atlas.strategies[id].coordinates;
                (coordinates.lever == lever).then_some(Bond::Pulls(coordinates.pull))?
            }
            (Entity::Strategy(id), Entity::Scenario(scenario)) | (Entity::Scenario(scenario), Entity::Strategy(id)) => {
                self.scenarios_of(id).contains(&scenario).then_some(Bond::Responds)?
            }
            (Entity::Strategy(id), Entity::Portfolio(held)) | (Entity::Portfolio(held), Entity::Strategy(id)) => {
                self.portfolios_of(id).contains(&held).then_some(Bond::Holds)?
            }
            (Entity::Strategy(id), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Strategy(id)) => {
                (atlas.tags[tag].strategy == Some(id)).then_some(Bond::Leads)?
            }
            (Entity::Person(person), Entity::Tag(tag)) | (Entity::Tag(tag), Entity::Person(person)) => {
                let positions = || atlas.people[person].positions.iter().filter(|position| position.tag == tag);
                Bond::Takes(positions().next()?.stance, positions().all(|position| position.tentative))
            }
            _ => return None,
        })
    }

    /// Up to `most` ways from one thing to another, or none if `cancel` was set meanwhile.
    pub fn ways(&self, from: Entity, to: Entity, most: usize, cancel: &AtomicBool) -> Option<Ways> {
        if from == to {
            return Some(Ways { shortest: Some(0), count: 1, ways: Vec::new() });
        }
        let reach = Reach::new(self, from, to, cancel)?;
        let Some(shortest) = reach.of(from) else { return Some(Ways::default()) };
        let mut walk = Walk { graph: self, reach: &reach, to, most, found: Vec::new(), patience: usize::MAX };
        for length in shortest..=shortest + DETOUR {
            walk.find(from, length, cancel)?;
            if walk.found.len() >= most || walk.patience == 0 {
                break;
            }
            walk.patience = walk.patience.min(PATIENCE);
        }
        let count = reach.counts[reach.index(from)];
        let ways = walk.found.into_iter().map(|stops| self.steps(&stops)).collect();
        Some(Ways { shortest: Some(shortest), count, ways })
    }

    fn steps(&self, stops: &[Entity]) -> Vec<Step> {
        let step = |pair: &[Entity]| Some(Step { from: pair[0], link: self.link(pair[0], pair[1])?, to: pair[1] });
        stops.windows(2).filter_map(step).collect()
    }
}

/// How far everything is from where a way is to end, as far as it matters.
struct Reach {
    /// Where each kind of thing starts in the vectors below.
    starts: [usize; 6],
    steps: Vec<u32>,
    /// How many shortest ways there are from each thing.
    counts: Vec<u64>,
}

impl Reach {
    /// Goes out from `to` until `from` is reached, and as much further as a detour may lead.
    fn new(graph: &Graph, from: Entity, to: Entity, cancel: &AtomicBool) -> Option<Self> {
        let (starts, all) = starts(&graph.atlas);
        let mut reach = Self { starts, steps: vec![FAR; all], counts: vec![0; all] };
        let mut queue = VecDeque::from([to]);
        let at = reach.index(to);
        reach.steps[at] = 0;
        reach.counts[at] = 1;
        let mut furthest = FAR;
        while let Some(stop) = queue.pop_front() {
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            let at = reach.index(stop);
            let (steps, ways) = (reach.steps[at] + 1, reach.counts[at]);
            if steps > furthest {
                break;
            }
            for next in graph.linked(stop) {
                let at = reach.index(next);
                if reach.steps[at] == FAR {
                    reach.steps[at] = steps;
                    queue.push_back(next);
                    if next == from {
                        furthest = steps + u32::try_from(DETOUR).unwrap_or(0);
                    }
                }
                if reach.steps[at] == steps {
                    reach.counts[at] = reach.counts[at].saturating_add(ways);
                }
            }
        }
        Some(reach)
    }

    fn index(&self, entity: Entity) -> usize {
        match entity {
            Entity::Strategy(id) => self.starts[0] + id.index(),
            Entity::Person(id) => self.starts[1] + id.index(),
            Entity::Tag(id) => self.starts[2] + id.index(),
            Entity::Lever(id) => self.starts[3] + id.index(),
            Entity::Scenario(id) => self.starts[4] + id.index(),
            Entity::Portfolio(id) => self.starts[5] + id.index(),
            // All mechanisms share the last place: nothing leads there.
            Entity::Mechanism(_) => self.steps.len() - 1,
        }
    }

    fn of(&self, entity: Entity) -> Option<usize> {
        let steps = self.steps[self.index(entity)];
        (steps != FAR).then_some(steps as usize)
    }
}

/// Where each kind of thing starts if all stand in one row, and how many there are with one more at the end.
fn starts(atlas: &Atlas) -> ([usize; 6], usize) {
    let counts = [
        atlas.strategies.len(),
        atlas.people.len(),
        atlas.tags.len(),
        atlas.levers.len(),
        atlas.scenarios.len(),
        atlas.portfolios.len(),
    ];
    let mut all = 0;
    let starts = counts.map(|count| {
        all += count;
        all - count
    });
    (starts, all + 1)
}

/// Walks every way of one length that can still arrive.
struct Walk<'a> {
    graph: &'a Graph,
    reach: &'a Reach,
    to: Entity,
    most: usize,
    found: Vec<Vec<Entity>>,
    patience: usize,
}

impl Walk<'_> {
    /// Adds the ways from `from` that take exactly `length` steps. Nothing if `cancel` was set.
    fn find(&mut self, from: Entity, length: usize, cancel: &AtomicBool) -> Option<()> {
        let mut stops = vec![from];
        let mut ahead = vec![self.graph.linked(from).into_iter()];
        while let Some(next) = ahead.last_mut().map(Iterator::next) {
            if self.found.len() >= self.most || self.patience == 0 {
                return Some(());
            }
            let Some(next) = next else {
                ahead.pop();
                stops.pop();
                continue;
            };
            if self.patience.is_multiple_of(1024) && cancel.load(Ordering::Relaxed) {
                return None;
            }
            self.patience -= 1;
            // After this step so many are left.
            let left = length - stops.len();
            if next == self.to {
                if left == 0 {
                    self.found.push(stops.iter().copied().chain([next]).collect());
                }
            } else if left > 0 && self.reach.of(next).is_some_and(|steps| steps <= left) && !stops.contains(&next) {
                stops.push(next);
                ahead.push(self.graph.linked(next).into_iter());
            }
        }
        Some(())
    }
}

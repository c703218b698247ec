//! Ways between two things along the links that an atlas names: relations of strategies, positions of people, what tags
//! lead to, what is pulled, answered or held.
//!
//! Every link counts one step and can be gone both ways, so a way is as long there as back. Shortest ways come first;
//! after them, as far as they are wanted, ways that are up to [`DETOUR`] steps longer and pass through nothing twice.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{Atlas, Entity, Id};

use super::{Graph, Tie};

/// How many steps longer than the shortest an alternative may be.
pub const DETOUR: usize = 2;
/// How many links are looked at for alternatives longer than the shortest way: there can be very many dead ends.
const PATIENCE: usize = 2_000_000;
/// Not reached.
const FAR: u32 = u32::MAX;

/// One step of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it starts.
    pub from: Entity,
    /// What leads on.
    pub tie: Tie,
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
    /// Up to `most` ways from one thing to another, or none if `cancel` was set meanwhile.
    pub fn ways(&self, from: Entity, to: Entity, most: usize, cancel: &AtomicBool) -> Option<Ways> {
        if from == to {
            return Some(Ways { shortest: Some(0), count: 1, ways: Vec::new() });
        }
        let mut reach = Reach::new(&self.atlas, to);
        reach.find(self, from, cancel)?;
        let Some(shortest) = reach.of(from) else { return Some(Ways::default()) };
        let count = reach.counts[reach.index(from)];
        let mut found = Vec::new();
        let mut patience = usize::MAX;
        for length in shortest..=shortest + DETOUR {
            reach.go_out(self, length - 1, cancel)?;
            let mut walk = Walk { graph: self, reach: &reach, to, length, most, found, patience };
            walk.find(from, cancel)?;
            (found, patience) = (walk.found, walk.patience.min(PATIENCE));
            if found.len() >= most || patience == 0 {
                break;
            }
        }
        let ways = found.into_iter().map(|stops| self.steps(&stops)).collect();
        Some(Ways { shortest: Some(shortest), count, ways })
    }

    fn steps(&self, stops: &[Entity]) -> Vec<Step> {
        let step = |pair: &[Entity]| Some(Step { from: pair[0], tie: self.tie(pair[0], pair[1])?, to: pair[1] });
        stops.windows(2).filter_map(step).collect()
    }
}

/// How far things are from where a way is to end, as far out as it was asked for.
struct Reach {
    /// Where each kind of thing starts in the vectors below.
    starts: [usize; 6],
    steps: Vec<u32>,
    /// How many shortest ways there are from each thing.
    counts: Vec<u64>,
    /// What is known and has not been gone out from, the nearest first.
    edge: VecDeque<Entity>,
}

impl Reach {
    /// Knows nothing yet but where the way ends.
    fn new(atlas: &Atlas, to: Entity) -> Self {
        let (starts, all) = starts(atlas);
        let mut reach = Self { starts, steps: vec![FAR; all], counts: vec![0; all], edge: VecDeque::from([to]) };
        let at = reach.index(to);
        reach.steps[at] = 0;
        reach.counts[at] = 1;
        reach
    }

    /// Goes out until `from` is reached, with every shortest way there counted, or until there is nowhere left to go.
    /// Nothing if `cancel` was set.
    fn find(&mut self, graph: &Graph, from: Entity, cancel: &AtomicBool) -> Option<()> {
        let mut steps = 0;
        while self.of(from).is_none() && !self.edge.is_empty() {
            steps += 1;
            self.go_out(graph, steps, cancel)?;
        }
        Some(())
    }

    /// Goes out until everything is known that is up to `furthest` steps away. Nothing if `cancel` was set.
    fn go_out(&mut self, graph: &Graph, furthest: usize, cancel: &AtomicBool) -> Option<()> {
        while let Some(&stop) = self.edge.front() {
            let at = self.index(stop);
            let (steps, ways) = (self.steps[at] + 1, self.counts[at]);
            if steps as usize > furthest {
                break;
            }
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            self.edge.pop_front();
            graph.each_linked(stop, |next| {
                let at = self.index(next);
                if self.steps[at] == FAR {
                    self.steps[at] = steps;
                    self.edge.push_back(next);
                }
                if self.steps[at] == steps {
                    self.counts[at] = self.counts[at].saturating_add(ways);
                }
            });
        }
        Some(())
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
    length: usize,
    most: usize,
    found: Vec<Vec<Entity>>,
    patience: usize,
}

impl Walk<'_> {
    /// Adds the ways from `from` that take exactly so many steps. Nothing if `cancel` was set.
    fn find(&mut self, from: Entity, cancel: &AtomicBool) -> Option<()> {
        let mut stops = vec![from];
        let mut ahead = vec![self.ahead(&stops).into_iter()];
        while let Some(next) = ahead.last_mut().map(Iterator::next) {
            if self.found.len() >= self.most || self.patience == 0 {
                break;
            }
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            match next {
                None => {
                    ahead.pop();
                    stops.pop();
                }
                Some(next) if next == self.to => self.found.push(stops.iter().copied().chain([next]).collect()),
                Some(next) => {
                    stops.push(next);
                    ahead.push(self.ahead(&stops).into_iter());
                }
            }
        }
        Some(())
    }

    /// Where a walk that has come by `stops` can go on, so that it arrives when it should and has been nowhere twice.
    fn ahead(&mut self, stops: &[Entity]) -> Vec<Entity> {
        let Some(&stop) = stops.last() else { return Vec::new() };
        // After the next step so many are left.
        let left = self.length - stops.len();
        let mut ahead = Vec::new();
        if left == 0 {
            // What is the last stop but one is linked to the end: nothing else has to be looked at.
            return vec![self.to];
        }
        let mut looked_at = 0;
        self.graph.each_linked(stop, |next| {
            looked_at += 1;
            let can_arrive = next != self.to && self.reach.of(next).is_some_and(|steps| steps <= left);
            if can_arrive && !stops.contains(&next) {
                ahead.push(next);
            }
        });
        self.patience = self.patience.saturating_sub(looked_at);
        ahead
    }
}

//! Paths between two entities along the connections of an atlas: relations of strategies, positions of people, and what
//! tags, levers, scenarios and portfolios name.
//!
//! Every connection is one step in both directions, so a path has the same length both ways. The shortest paths come
//! first; after them, as far as more are wanted, paths that are up to [`MAX_DETOUR`] steps longer and visit nothing
//! twice.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{Atlas, Entity, Id};

use super::{EdgeKind, Graph};

/// Most steps that an alternative may be longer than the shortest path.
pub const MAX_DETOUR: usize = 2;
/// Most edges visited for alternatives longer than the shortest path, because dead ends can be very many.
const MAX_VISITED_EDGES: usize = 2_000_000;
/// Distance of what has not been reached.
const UNREACHED: u32 = u32::MAX;

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// Entity where the step starts.
    pub from: Entity,
    /// What connects the two ends.
    pub kind: EdgeKind,
    /// Entity where the step ends.
    pub to: Entity,
}

/// Paths between two entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// Number of steps of the shortest paths; `None` if no path exists.
    pub shortest: Option<usize>,
    /// Number of shortest paths, saturating.
    pub count: u64,
    /// Paths as far as they were wanted, shorter ones first.
    pub paths: Vec<Vec<PathStep>>,
}

impl Graph {
    /// Finds up to `most` paths between two entities; `None` if `cancel` was set meanwhile.
    pub fn paths(&self, from: Entity, to: Entity, most: usize, cancel: &AtomicBool) -> Option<Paths> {
        if from == to {
            return Some(Paths { shortest: Some(0), count: 1, paths: Vec::new() });
        }
        let mut reach = DistanceMap::new(&self.atlas, to);
        reach.find(self, from, cancel)?;
        let Some(shortest) = reach.of(from) else { return Some(Paths::default()) };
        let count = reach.counts[reach.index(from)];
        let mut found = Vec::new();
        let mut budget = usize::MAX;
        for length in shortest..=shortest + MAX_DETOUR {
            reach.expand_to(self, length - 1, cancel)?;
            let mut walk = Walk { graph: self, reach: &reach, to, length, most, found, budget };
            walk.find(from, cancel)?;
            (found, budget) = (walk.found, walk.budget.min(MAX_VISITED_EDGES));
            if found.len() >= most || budget == 0 {
                break;
            }
        }
        let ways = found.into_iter().map(|stops| self.steps(&stops)).collect();
        Some(Paths { shortest: Some(shortest), count, paths: ways })
    }

    fn steps(&self, stops: &[Entity]) -> Vec<PathStep> {
        let step =
            |pair: &[Entity]| Some(PathStep { from: pair[0], kind: self.edge_kind(pair[0], pair[1])?, to: pair[1] });
        stops.windows(2).filter_map(step).collect()
    }
}

/// Breadth-first distances of entities from the end of the paths, computed only as far as needed.
struct DistanceMap {
    /// Start of each kind of entity in the vectors below.
    starts: [usize; 6],
    steps: Vec<u32>,
    /// Number of shortest paths from each entity.
    counts: Vec<u64>,
    /// Reached entities whose neighbours have not been visited, the nearest first.
    frontier: VecDeque<Entity>,
}

impl DistanceMap {
    /// Creates the map that contains the end alone.
    fn new(atlas: &Atlas, to: Entity) -> Self {
        let (starts, all) = starts(atlas);
        let mut reach =
            Self { starts, steps: vec![UNREACHED; all], counts: vec![0; all], frontier: VecDeque::from([to]) };
        let at = reach.index(to);
        reach.steps[at] = 0;
        reach.counts[at] = 1;
        reach
    }

    /// Expands until `from` is reached and all its shortest paths are counted, or until nothing is left to visit;
    /// `None` if `cancel` was set.
    fn find(&mut self, graph: &Graph, from: Entity, cancel: &AtomicBool) -> Option<()> {
        let mut steps = 0;
        while self.of(from).is_none() && !self.frontier.is_empty() {
            steps += 1;
            self.expand_to(graph, steps, cancel)?;
        }
        Some(())
    }

    /// Expands until everything up to `furthest` steps away is reached; `None` if `cancel` was set.
    fn expand_to(&mut self, graph: &Graph, furthest: usize, cancel: &AtomicBool) -> Option<()> {
        while let Some(&stop) = self.frontier.front() {
            let at = self.index(stop);
            let (steps, ways) = (self.steps[at] + 1, self.counts[at]);
            if steps as usize > furthest {
                break;
            }
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            self.frontier.pop_front();
            graph.for_each_neighbour(stop, |next| {
                let at = self.index(next);
                if self.steps[at] == UNREACHED {
                    self.steps[at] = steps;
                    self.frontier.push_back(next);
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
            // All mechanisms share the last index, because nothing leads to them.
            Entity::Mechanism(_) => self.steps.len() - 1,
        }
    }

    fn of(&self, entity: Entity) -> Option<usize> {
        let steps = self.steps[self.index(entity)];
        (steps != UNREACHED).then_some(steps as usize)
    }
}

/// Start of each kind of entity in one sequence of all, and the length of the sequence with one spare place at the end.
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

/// Depth-first search for the paths of one length.
struct Walk<'a> {
    graph: &'a Graph,
    reach: &'a DistanceMap,
    to: Entity,
    length: usize,
    most: usize,
    found: Vec<Vec<Entity>>,
    budget: usize,
}

impl Walk<'_> {
    /// Adds the paths of exactly `length` steps from `from`; `None` if `cancel` was set.
    fn find(&mut self, from: Entity, cancel: &AtomicBool) -> Option<()> {
        let mut stops = vec![from];
        let mut ahead = vec![self.ahead(&stops).into_iter()];
        while let Some(next) = ahead.last_mut().map(Iterator::next) {
            if self.found.len() >= self.most || self.budget == 0 {
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

    /// Neighbours by which a path along `stops` can still arrive in time without visiting anything twice.
    fn ahead(&mut self, stops: &[Entity]) -> Vec<Entity> {
        let Some(&stop) = stops.last() else { return Vec::new() };
        // Number of steps left after the next one.
        let left = self.length - stops.len();
        let mut ahead = Vec::new();
        if left == 0 {
            // The last stop but one is connected to the end, so no neighbour has to be visited.
            return vec![self.to];
        }
        let mut looked_at = 0;
        self.graph.for_each_neighbour(stop, |next| {
            looked_at += 1;
            let can_arrive = next != self.to && self.reach.of(next).is_some_and(|steps| steps <= left);
            if can_arrive && !stops.contains(&next) {
                ahead.push(next);
            }
        });
        self.budget = self.budget.saturating_sub(looked_at);
        ahead
    }
}

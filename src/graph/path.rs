//! Finds paths between two entities along the connections of an atlas: relations of strategies, positions of people,
//! and references of tags, levers, scenarios and portfolios.
//!
//! Every connection is one step in both directions, so a path has the same length both ways. The shortest paths come
//! first; if more are requested, simple paths that are up to [`MAX_DETOUR`] steps longer follow.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{Atlas, Entity, Id, Kind};

use super::{Edge, Graph};

/// Maximum number of steps by which a path may be longer than the shortest paths.
pub const MAX_DETOUR: usize = 2;
/// Maximum number of edges that are visited in the search for paths longer than the shortest, because dead ends can be
/// numerous.
const MAX_VISITED_EDGES: usize = 2_000_000;
/// Number of steps that stands for an entity that the search has not reached.
const UNREACHED: u32 = u32::MAX;

/// Paths between two entities, as the result of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// Number of steps of a shortest path; `None` if there is no path.
    pub shortest: Option<usize>,
    /// Number of shortest paths, at most the maximum of the type.
    pub count: u64,
    /// Paths, shorter ones first, up to the number that was requested.
    pub paths: Vec<Vec<Edge>>,
}

impl Graph {
    /// Returns up to `most` paths between two entities; `None` if `cancel` was set during the search.
    pub fn paths(&self, from: Entity, to: Entity, most: usize, cancel: &AtomicBool) -> Option<Paths> {
        if from == to {
            return Some(Paths { shortest: Some(0), count: 1, paths: Vec::new() });
        }
        let mut distances = DistanceMap::new(&self.atlas, to);
        distances.find(self, from, cancel)?;
        let Some(shortest) = distances.of(from) else { return Some(Paths::default()) };
        let count = distances.counts[distances.index(from)];
        let mut found = Vec::new();
        let mut budget = usize::MAX;
        for length in shortest..=shortest + MAX_DETOUR {
            distances.expand_to(self, length - 1, cancel)?;
            let mut walk = Walk { graph: self, distances: &distances, to, length, most, found, budget };
            walk.find(from, cancel)?;
            (found, budget) = (walk.found, walk.budget.min(MAX_VISITED_EDGES));
            if found.len() >= most || budget == 0 {
                break;
            }
        }
        let steps = |stops: &[Entity]| stops.windows(2).filter_map(|pair| self.edge(pair[0], pair[1])).collect();
        let paths = found.iter().map(|stops| steps(stops)).collect();
        Some(Paths { shortest: Some(shortest), count, paths })
    }
}

/// Number of steps from each entity to the end of the paths, computed by a breadth-first search as far as needed.
struct DistanceMap {
    /// Index in `steps` and `counts` of the first entity of each kind.
    starts: [usize; Kind::ALL.len()],
    steps: Vec<u32>,
    /// Number of shortest paths from each entity to the end of the paths.
    counts: Vec<u64>,
    /// Entities that have been reached but whose neighbours have not been visited, nearest first.
    frontier: VecDeque<Entity>,
}

impl DistanceMap {
    /// Creates a map in which only `to`, the end of the paths, has been reached, with 0 steps.
    fn new(atlas: &Atlas, to: Entity) -> Self {
        let mut all = 0;
        let starts = Kind::ALL.map(|kind| {
            let start = all;
            all += kind.entities(atlas).len();
            start
        });
        let frontier = VecDeque::from([to]);
        let mut distances = Self { starts, steps: vec![UNREACHED; all], counts: vec![0; all], frontier };
        let at = distances.index(to);
        distances.steps[at] = 0;
        distances.counts[at] = 1;
        distances
    }

    /// Continues the search until `from` is reached and all of its shortest paths are counted, or until no entity is
    /// left; `None` if `cancel` was set.
    fn find(&mut self, graph: &Graph, from: Entity, cancel: &AtomicBool) -> Option<()> {
        let mut steps = 0;
        while self.of(from).is_none() && !self.frontier.is_empty() {
            steps += 1;
            self.expand_to(graph, steps, cancel)?;
        }
        Some(())
    }

    /// Continues the search until all entities within `furthest` steps are reached; `None` if `cancel` was set.
    fn expand_to(&mut self, graph: &Graph, furthest: usize, cancel: &AtomicBool) -> Option<()> {
        while let Some(&stop) = self.frontier.front() {
            let at = self.index(stop);
            let (steps, count) = (self.steps[at] + 1, self.counts[at]);
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
                    self.counts[at] = self.counts[at].saturating_add(count);
                }
            });
        }
        Some(())
    }

    fn index(&self, entity: Entity) -> usize {
        let index = match entity {
            Entity::Strategy(id) => id.index(),
            Entity::Person(id) => id.index(),
            Entity::Tag(id) => id.index(),
            Entity::Lever(id) => id.index(),
            Entity::Scenario(id) => id.index(),
            Entity::Portfolio(id) => id.index(),
            Entity::Mechanism(mechanism) => mechanism as usize,
        };
        self.starts[entity.kind() as usize] + index
    }

    fn of(&self, entity: Entity) -> Option<usize> {
        let steps = self.steps[self.index(entity)];
        (steps != UNREACHED).then_some(steps as usize)
    }
}

/// Depth-first search for paths with a given number of steps.
struct Walk<'a> {
    graph: &'a Graph,
    distances: &'a DistanceMap,
    to: Entity,
    length: usize,
    most: usize,
    found: Vec<Vec<Entity>>,
    budget: usize,
}

impl Walk<'_> {
    /// Finds the paths of exactly `length` steps from `from` and adds them to `found`; `None` if `cancel` was set.
    fn find(&mut self, from: Entity, cancel: &AtomicBool) -> Option<()> {
        let mut stops = vec![from];
        let mut viable_neighbours = vec![self.viable_neighbours(&stops).into_iter()];
        while let Some(next) = viable_neighbours.last_mut().map(Iterator::next) {
            if self.found.len() >= self.most || self.budget == 0 {
                break;
            }
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            match next {
                None => {
                    viable_neighbours.pop();
                    stops.pop();
                }
                Some(next) if next == self.to => self.found.push(stops.iter().copied().chain([next]).collect()),
                Some(next) => {
                    stops.push(next);
                    viable_neighbours.push(self.viable_neighbours(&stops).into_iter());
                }
            }
        }
        Some(())
    }

    /// Returns the neighbours of the last of `stops` through which the path can reach its end with the right number of
    /// steps and without visiting an entity twice.
    fn viable_neighbours(&mut self, stops: &[Entity]) -> Vec<Entity> {
        let Some(&stop) = stops.last() else { return Vec::new() };
        // Number of steps that are left after the step to a neighbour.
        let left = self.length - stops.len();
        let mut viable_neighbours = Vec::new();
        if left == 0 {
            // The next step has to lead to the end of the path, to which the last stop is connected.
            return vec![self.to];
        }
        let mut visited = 0;
        self.graph.for_each_neighbour(stop, |next| {
            visited += 1;
            let can_arrive = next != self.to && self.distances.of(next).is_some_and(|steps| steps <= left);
            if can_arrive && !stops.contains(&next) {
                viable_neighbours.push(next);
            }
        });
        self.budget = self.budget.saturating_sub(visited);
        viable_neighbours
    }
}

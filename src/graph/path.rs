//! Paths between two entities along the connections of an atlas: relations of strategies, positions of people, and
//! references of tags, levers, scenarios and portfolios.
//!
//! Every connection is one step in both directions, so a path has the same length both ways. The shortest paths come
//! first; if more are requested, simple paths that are up to [`MAX_DETOUR`] steps longer follow.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{Atlas, Entity, Id, Kind};

use super::{Edge, Graph};

/// Maximum number of steps by which an alternative is longer than the shortest path.
pub const MAX_DETOUR: usize = 2;
/// Maximum number of edges visited for paths longer than the shortest, because dead ends can be numerous.
const MAX_VISITED_EDGES: usize = 2_000_000;
/// Distance of an entity that has not been reached.
const UNREACHED: u32 = u32::MAX;

/// Paths between two entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// Number of steps of the shortest paths; `None` if no path exists.
    pub shortest: Option<usize>,
    /// Number of shortest paths, saturating.
    pub count: u64,
    /// Paths, up to the requested number, shorter ones first.
    pub paths: Vec<Vec<Edge>>,
}

impl Graph {
    /// Finds up to `most` paths between two entities; `None` if `cancel` was set during the search.
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

/// Breadth-first distances of entities from the end of the paths, computed on demand.
struct DistanceMap {
    /// Start of each kind of entity in `distances` and `counts`.
    starts: [usize; Kind::ALL.len()],
    steps: Vec<u32>,
    /// Number of shortest paths from each entity.
    counts: Vec<u64>,
    /// Reached entities with unvisited neighbours, nearest first.
    frontier: VecDeque<Entity>,
}

impl DistanceMap {
    /// Creates a map that has reached only `to`, at distance 0.
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

    /// Expands until `from` is reached and all its shortest paths are counted, or no entity is left; `None` if `cancel`
    /// was set.
    fn find(&mut self, graph: &Graph, from: Entity, cancel: &AtomicBool) -> Option<()> {
        let mut steps = 0;
        while self.of(from).is_none() && !self.frontier.is_empty() {
            steps += 1;
            self.expand_to(graph, steps, cancel)?;
        }
        Some(())
    }

    /// Expands until all entities within `furthest` steps are reached; `None` if `cancel` was set.
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

/// Depth-first search for the paths of one length.
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
    /// Adds the paths of exactly `length` steps from `from`; `None` if `cancel` was set.
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

    /// Returns the neighbours through which a path along `stops` can reach the end with the right length and without
    /// repetition.
    fn viable_neighbours(&mut self, stops: &[Entity]) -> Vec<Entity> {
        let Some(&stop) = stops.last() else { return Vec::new() };
        // Number of steps left after the next one.
        let left = self.length - stops.len();
        let mut viable_neighbours = Vec::new();
        if left == 0 {
            // The next stop is the end itself; the last one is connected to it.
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

//! Paths between entities: compared with a plain search, and invariants of all paths.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;
use crate::model::Entity;

thread_local! {
    static GRAPH: Graph = embedded();
}

static GO_ON: AtomicBool = AtomicBool::new(false);

fn entity() -> impl Strategy<Value = Entity> {
    use crate::model::Id;
    (0..6usize, any::<prop::sample::Index>()).prop_map(|(kind, at)| {
        GRAPH.with(|graph| {
            let atlas = &graph.atlas;
            match kind {
                0 => Entity::Strategy(Id::from_index(at.index(atlas.strategies.len()))),
                1 => Entity::Person(Id::from_index(at.index(atlas.people.len()))),
                2 => Entity::Tag(Id::from_index(at.index(atlas.tags.len()))),
                3 => Entity::Lever(Id::from_index(at.index(atlas.levers.len()))),
                4 => Entity::Scenario(Id::from_index(at.index(atlas.scenarios.len()))),
                _ => Entity::Portfolio(Id::from_index(at.index(atlas.portfolios.len()))),
            }
        })
    })
}

/// Returns the distances from one entity to every other, by a plain breadth-first search.
fn plain_distances(graph: &Graph, from: Entity) -> HashMap<Entity, usize> {
    let mut steps = HashMap::from([(from, 0)]);
    let mut queue = VecDeque::from([from]);
    while let Some(stop) = queue.pop_front() {
        for Edge { to, .. } in graph.edges(stop) {
            if !steps.contains_key(&to) {
                steps.insert(to, steps[&stop] + 1);
                queue.push_back(to);
            }
        }
    }
    steps
}

fn strategy_named(graph: &Graph, slug: &str) -> Entity {
    Entity::Strategy(id(graph, slug))
}

fn written(graph: &Graph, paths: &Paths) -> Vec<String> {
    let stops = |way: &Vec<Edge>| {
        let ends = way.iter().map(|step| step.to).map(|stop| stop.slug(&graph.atlas));
        std::iter::once(way[0].from.slug(&graph.atlas)).chain(ends).collect::<Vec<_>>().join(" ")
    };
    paths.paths.iter().map(stops).collect()
}

/// Returns a graph with the conflicts a-b, b-c, c-d and a-d on four levers, and e without relations.
fn ring() -> Graph {
    let at = |lever| At(lever, "up", NEUTRAL, "mixed");
    graph(&[
        strategy("a", at("model"), "", "conflicts = [\"b\", \"d\"]"),
        strategy("b", at("other-model"), "", "conflicts = [\"c\"]"),
        strategy("c", at("world"), "", "conflicts = [\"d\"]"),
        strategy("d", at("both"), "", ""),
    ])
}

#[test]
fn shortest_ways_come_first_and_then_detours() {
    let graph = ring();
    let between =
        |from, to, most| graph.paths(strategy_named(&graph, from), strategy_named(&graph, to), most, &GO_ON).unwrap();
    let ways = between("a", "c", 9);
    assert_eq!((ways.shortest, ways.count), (Some(2), 2));
    assert_eq!(written(&graph, &ways), ["a b c", "a d c"]);
    let ways = between("a", "b", 9);
    assert_eq!((ways.shortest, ways.count), (Some(1), 1));
    assert_eq!(written(&graph, &ways), ["a b", "a d c b"]);
    assert_eq!(between("a", "c", 1).paths.len(), 1);
    assert_eq!(ways.paths[0][0].kind, EdgeKind::Relation(RelationKind::Conflict, Mechanism::FrameOpposition));
}

#[test]
fn what_is_not_linked_has_no_way() {
    let graph = ring();
    let atlas = &graph.atlas;
    assert_eq!(atlas.levers.len(), 4);
    let at = At("model", "up", NEUTRAL, "mixed");
    let apart = super::graph(&[strategy("a", at, "", ""), strategy("b", At("world", "up", NEUTRAL, "mixed"), "", "")]);
    let ways = apart.paths(strategy_named(&apart, "a"), strategy_named(&apart, "b"), 5, &GO_ON).unwrap();
    assert_eq!(ways, Paths::default());
    let lever = Entity::Lever(apart.atlas.levers.find("model").unwrap());
    let ways = apart.paths(lever, strategy_named(&apart, "a"), 5, &GO_ON).unwrap();
    assert_eq!(ways.paths[0][0].kind, EdgeKind::Pull(Pull::Up));
    let mechanism = Entity::Mechanism(Mechanism::AdjacentBet);
    assert_eq!(apart.paths(strategy_named(&apart, "a"), mechanism, 5, &GO_ON).unwrap(), Paths::default());
}

#[test]
fn a_search_that_is_cancelled_has_no_answer() {
    let graph = ring();
    let cancelled = AtomicBool::new(true);
    assert_eq!(graph.paths(strategy_named(&graph, "a"), strategy_named(&graph, "c"), 5, &cancelled), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn paths_are_as_long_as_a_plain_search_says_and_as_long_back(from in entity(), to in entity()) {
        GRAPH.with(|graph| {
            let there = graph.paths(from, to, 12, &GO_ON).unwrap();
            let back = graph.paths(to, from, 12, &GO_ON).unwrap();
            prop_assert_eq!(there.shortest, plain_distances(graph, from).get(&to).copied());
            prop_assert_eq!((there.shortest, there.count), (back.shortest, back.count));
            let lengths = |paths: &Paths| paths.paths.iter().map(Vec::len).collect::<Vec<_>>();
            prop_assert_eq!(lengths(&there), lengths(&back));
            prop_assert!(lengths(&there).is_sorted());
            Ok(())
        })?;
    }

    #[test]
    fn every_way_holds_together_and_none_comes_twice(from in entity(), to in entity()) {
        GRAPH.with(|graph| {
            let paths = graph.paths(from, to, 12, &GO_ON).unwrap();
            let shortest = paths.shortest.unwrap_or_default();
            let equal = paths.paths.iter().filter(|way| way.len() == shortest).count() as u64;
            prop_assert!(from == to || equal == paths.count.min(12));
            for (at, way) in paths.paths.iter().enumerate() {
                prop_assert_eq!((way[0].from, way[way.len() - 1].to), (from, to));
                prop_assert!(way.windows(2).all(|pair| pair[0].to == pair[1].from));
                prop_assert!(way.iter().all(|step| graph.edge(step.from, step.to) == Some(*step)));
                let mut stops: Vec<_> = way.iter().map(|step| step.to).collect();
                stops.sort();
                stops.dedup();
                prop_assert_eq!(stops.len(), way.len(), "a stop comes twice");
                prop_assert!(!paths.paths[..at].contains(way));
                prop_assert!(way.len() <= shortest + MAX_DETOUR);
            }
            Ok(())
        })?;
    }

    #[test]
    fn links_lead_both_ways(from in entity()) {
        GRAPH.with(|graph| {
            let links = graph.edges(from);
            let mut ends: Vec<Entity> = links.iter().map(|link| link.to).collect();
            ends.sort();
            ends.dedup();
            prop_assert_eq!(ends.len(), links.len(), "an end comes twice");
            for Edge { to, kind, .. } in links {
                prop_assert!(graph.edges(to).contains(&Edge { from: to, to: from, kind }), "{:?} {:?}", from, to);
            }
            Ok(())
        })?;
    }
}

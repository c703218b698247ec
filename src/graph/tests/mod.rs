//! Relations, mechanisms and positions, on small atlases built for the tests and on the embedded one.

mod audit;
mod path;
mod suggest;

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::data;
use crate::model::{LeverId, Mechanism, Named, Pull, RelationKind};

/// Levers on each side, and two horizons and two legitimacy sources besides the neutral ones.
const VOCABULARY: &str = include_str!("vocabulary.toml");

/// Coordinates of a strategy in short: lever, pull, horizon, legitimacy source.
#[derive(Clone, Copy)]
struct At(&'static str, &'static str, &'static str, &'static str);

const NEUTRAL: &str = "horizon-neutral";

fn strategy(id: &str, at: At, extra: &str, relations: &str) -> String {
    let At(lever, pull, horizon, legitimacy) = at;
    format!(
        r#"
[[strategy]]
id = "{id}"
name = "{id}"
thesis = "t"
mechanism = "m"
falsification = "f"
[strategy.coordinates]
lever = "{lever}"
pull = "{pull}"
acts_on = "a"
coercion = "a"
actor_in_control = "a"
time_horizon = "{horizon}"
legitimacy_source = "{legitimacy}"
{extra}
[strategy.relations]
{relations}
"#
    )
}

fn graph(strategies: &[String]) -> Graph {
    Graph::new(data::fixture(&format!("{VOCABULARY}{}", strategies.concat())))
}

fn id(graph: &Graph, slug: &str) -> StrategyId {
    graph.atlas.strategies.find(slug).unwrap()
}

/// Returns the mechanism of the pair `a` and `b`, and asserts that it is symmetric.
fn mechanism(declared: &str, (at_a, extra_a): (At, &str), (at_b, extra_b): (At, &str)) -> Mechanism {
    let graph =
        graph(&[strategy("a", at_a, extra_a, &format!("{declared} = [\"b\"]")), strategy("b", at_b, extra_b, "")]);
    let (a, b) = (id(&graph, "a"), id(&graph, "b"));
    let (there, back) = (graph.relation(a, b).unwrap(), graph.relation(b, a).unwrap());
    assert_eq!((there.mechanism, there.kind), (back.mechanism, back.kind));
    assert_eq!((there.declared, back.declared), (Declared::Here, Declared::There));
    there.mechanism
}

#[test]
fn conflicts_are_told_apart_by_lever_pull_scope_and_frame() {
    let conflict = |a, extra_a, b, extra_b| mechanism("conflicts", (a, extra_a), (b, extra_b));
    let up = At("model", "up", NEUTRAL, "mixed");
    let down = At("model", "down", NEUTRAL, "mixed");
    let aside = At("model", "neutral", NEUTRAL, "mixed");
    let elsewhere = At("world", "down", NEUTRAL, "mixed");
    assert_eq!(conflict(up, "", down, ""), Mechanism::LeverOpposition);
    assert_eq!(conflict(up, "", down, "forecloses_scope = true"), Mechanism::ScopeOpposition);
    assert_eq!(conflict(up, "forecloses_scope = true", down, ""), Mechanism::ScopeOpposition);
    // Opposite pulls take precedence over a rejected frame.
    assert_eq!(conflict(up, "rejects_frame = true", down, ""), Mechanism::LeverOpposition);
    assert_eq!(conflict(up, "rejects_frame = true", aside, ""), Mechanism::FrameOpposition);
    assert_eq!(conflict(up, "", aside, ""), Mechanism::LeverOpposition);
    // A foreclosed scope counts only with opposite pulls.
    assert_eq!(conflict(up, "forecloses_scope = true", aside, ""), Mechanism::LeverOpposition);
    assert_eq!(conflict(up, "", elsewhere, ""), Mechanism::FrameOpposition);
}

#[test]
fn complements_take_the_first_mechanism_that_fits() {
    let complement = |a, b| mechanism("complements", (a, ""), (b, ""));
    let model = |pull, horizon, legitimacy| At("model", pull, horizon, legitimacy);
    let base = model("up", "before", "state");
    assert_eq!(complement(base, model("up", "after", "state")), Mechanism::SameLeverReinforce);
    assert_eq!(complement(base, At("world", "up", "before", "state")), Mechanism::CrossSideBridge);
    assert_eq!(complement(base, At("other-model", "up", "after", "state")), Mechanism::StageSequenced);
    assert_eq!(complement(base, At("other-model", "up", "before", "state")), Mechanism::SamePhaseDifferentLayer);
    assert_eq!(complement(base, At("other-model", "up", NEUTRAL, "state")), Mechanism::SameSideDiversify);
    assert_eq!(complement(base, model("down", NEUTRAL, "state")), Mechanism::SameSideDiversify);
    assert_eq!(complement(base, At("both", "up", NEUTRAL, "state")), Mechanism::SharedAuthority);
    assert_eq!(complement(base, At("both", "up", NEUTRAL, "market")), Mechanism::AdjacentBet);
    let mixed = model("up", NEUTRAL, "mixed");
    assert_eq!(complement(mixed, At("both", "up", NEUTRAL, "mixed")), Mechanism::AdjacentBet);
    // The AI side differs from `both`, and `both` is not bridged.
    assert_eq!(complement(base, At("both", "up", "after", "state")), Mechanism::StageSequenced);
    let both = At("both", "up", NEUTRAL, "market");
    assert_eq!(complement(both, At("both", "down", NEUTRAL, "state")), Mechanism::SameSideDiversify);
}

#[test]
fn twins_pull_alike_and_are_declared_by_neither_side() {
    let at = At("model", "up", NEUTRAL, "state");
    let graph = graph(&[
        strategy("a", at, "", "complements = [\"b\"]"),
        strategy("b", at, "", ""),
        strategy("c", at, "", ""),
        strategy("d", At("model", "down", NEUTRAL, "state"), "", ""),
    ]);
    let twins = |slug| -> Vec<_> {
        graph.twins(id(&graph, slug)).map(|twin| graph.atlas.strategies[twin.other].slug.as_str()).collect()
    };
    assert_eq!(twins("a"), ["c"]);
    // The declaration of the other side counts too.
    assert_eq!(twins("b"), ["c"]);
    assert_eq!(twins("c"), ["a", "b"]);
    assert_eq!(twins("d"), [""; 0]);
    assert_eq!(graph.relation(id(&graph, "a"), id(&graph, "a")), None);
    assert_eq!(graph.relation(id(&graph, "a"), id(&graph, "d")), None);
}

#[test]
fn own_and_incoming_relations_are_kept_apart() {
    let at = |lever, pull| At(lever, pull, NEUTRAL, "mixed");
    let graph = graph(&[
        strategy("a", at("model", "up"), "", "conflicts = [\"d\", \"c\", \"b\"]"),
        strategy("b", at("model", "down"), "", "conflicts = [\"a\"]"),
        strategy("c", at("world", "up"), "", ""),
        strategy("d", at("world", "down"), "", ""),
        strategy("e", at("both", "up"), "", "conflicts = [\"a\"]"),
    ]);
    let named = |groups: Vec<RelationGroup>| -> Vec<(Mechanism, String)> {
        let slug = |relation: &Relation| graph.atlas.strategies[relation.other].slug.as_str();
        groups
            .iter()
            .map(|group| (group.mechanism, group.relations.iter().map(slug).collect::<Vec<_>>().join(" ")))
            .collect()
    };
    let a = id(&graph, "a");
    assert_eq!(
        named(graph.own_groups(a, RelationKind::Conflict)),
        [(Mechanism::FrameOpposition, "c d".to_owned()), (Mechanism::LeverOpposition, "b".to_owned())]
    );
    assert_eq!(named(graph.incoming_groups(a, RelationKind::Conflict)), [(Mechanism::FrameOpposition, "e".to_owned())]);
    let declared: HashMap<_, _> = graph
        .declared(a)
        .iter()
        .map(|relation| (graph.atlas.strategies[relation.other].slug.as_str(), relation.declared))
        .collect();
    assert_eq!(declared["b"], Declared::Both);
    assert_eq!(declared["c"], Declared::Here);
    assert_eq!(declared["e"], Declared::There);
}

fn embedded() -> Graph {
    Graph::new(data::embedded().unwrap())
}

/// Returns every unordered pair of strategies with its relation.
fn pairs(graph: &Graph) -> Vec<(StrategyId, StrategyId, Option<Relation>)> {
    let ids: Vec<_> = graph.atlas.strategies.ids().collect();
    ids.iter()
        .flat_map(|&a| ids.iter().filter(move |&&b| a < b).map(move |&b| (a, b)))
        .map(|(a, b)| (a, b, graph.relation(a, b)))
        .collect()
}

#[test]
fn the_kinds_of_the_embedded_atlas_add_up() {
    let graph = embedded();
    let pairs = pairs(&graph);
    let of = |kind| pairs.iter().filter(|(.., relation)| relation.map(|relation| relation.kind) == kind).count();
    assert_eq!(pairs.len(), 76 * 75 / 2);
    // The public catalogue has the same count.
    assert_eq!(of(Some(RelationKind::Conflict)), 51);
    assert_eq!(of(Some(RelationKind::Complement)), 221);
    assert_eq!(of(Some(RelationKind::Twin)), 82);
    assert_eq!(of(None), 76 * 75 / 2 - 51 - 221 - 82);
    let by_mechanism: usize = Mechanism::ALL.iter().map(|&mechanism| graph.pairs(mechanism).count()).sum();
    assert_eq!(by_mechanism, 51 + 221 + 82);
    assert_eq!(graph.pairs(Mechanism::ScopeOpposition).count(), 0);
}

#[test]
fn opposite_pulls_and_declared_conflicts_differ_as_counted() {
    let graph = embedded();
    let at = |id: StrategyId| &graph.atlas.strategies[id].coordinates;
    let opposite = |a, b| {
        at(a).lever == at(b).lever
            && matches!((at(a).pull, at(b).pull), (Pull::Up, Pull::Down) | (Pull::Down, Pull::Up))
    };
    let pairs = pairs(&graph);
    let is = |relation: &Option<Relation>, kind| relation.is_some_and(|relation| relation.kind == kind);
    let pulls = pairs.iter().filter(|&&(a, b, _)| opposite(a, b)).count();
    let undeclared =
        pairs.iter().filter(|(a, b, relation)| opposite(*a, *b) && !is(relation, RelationKind::Conflict)).count();
    let not_opposite =
        pairs.iter().filter(|(a, b, relation)| !opposite(*a, *b) && is(relation, RelationKind::Conflict)).count();
    let same_lever = pairs
        .iter()
        .filter(|(a, b, relation)| at(*a).lever == at(*b).lever && is(relation, RelationKind::Complement))
        .count();
    // Spec, section 4, points 1 and 2.
    assert_eq!((pulls, undeclared, not_opposite, same_lever), (48, 24, 27, 61));
}

#[test]
fn one_sided_entries_are_counted_from_both_ends() {
    let graph = embedded();
    let incoming = |kind| -> usize {
        graph
            .atlas
            .strategies
            .ids()
            .flat_map(|id| graph.incoming_groups(id, kind))
            .map(|group| group.relations.len())
            .sum()
    };
    // Spec, section 4, point 3.
    assert_eq!((incoming(RelationKind::Conflict), incoming(RelationKind::Complement)), (21, 127));
}

#[test]
fn everyone_is_found_by_what_they_hold() {
    let graph = embedded();
    let find = |slug| graph.atlas.tags.find(slug).unwrap();
    // Spec, section 4, point 4: usage counts everyone with a position.
    assert_eq!(graph.holders(find("techno-optimism")).len(), 96);
    assert_eq!(graph.holders(find("alignment-first")).len(), 103);
    for (tag, entry) in graph.atlas.tags.iter() {
        if let Some(strategy) = entry.strategy {
            assert!(graph.tags_of(strategy).contains(&tag));
            assert!(graph.holders(tag).iter().all(|person| graph.on_record(strategy).contains(person)));
        }
    }
}

#[test]
fn name_order_ignores_case_and_accents() {
    let graph = embedded();
    let people = &graph.atlas.people;
    let names: Vec<_> = graph.people_by_name().iter().map(|&person| crate::text::fold(people[person].name())).collect();
    assert!(names.is_sorted());
    assert_eq!(names.len(), people.len());
    let strategies: Vec<_> =
        graph.atlas.strategies.rows().iter().map(|strategy| crate::text::fold(&strategy.name)).collect();
    assert!(strategies.is_sorted());
}

/// Returns the stated endorsers of each tag, as sets.
fn stated(graph: &Graph) -> Vec<std::collections::HashSet<crate::model::PersonId>> {
    let holds = |tag| {
        let people = graph.atlas.people.views();
        let stated = people.filter(move |(_, person)| {
            let mut positions = person.positions.iter();
            positions.any(|position| position.tag == tag && !position.tentative && position.stance.is_endorsing())
        });
        stated.map(|(id, _)| id).collect()
    };
    graph.atlas.tags.ids().map(holds).collect()
}

#[test]
fn what_people_hold_together_is_what_sets_have_in_common() {
    use crate::model::Id;
    let graph = embedded();
    let stated = stated(&graph);
    let found = graph.co_endorsements(1);
    let mut expected = 0;
    for (a, of_a) in stated.iter().enumerate() {
        for (b, of_b) in stated.iter().enumerate().skip(a + 1) {
            let both = of_a.intersection(of_b).count();
            if both == 0 {
                continue;
            }
            let pair = found[expected];
            assert_eq!((pair.a.index(), pair.b.index()), (a, b));
            let counts = [pair.both, pair.only_a, pair.only_b].map(|count| count as usize);
            assert_eq!(counts, [both, of_a.len() - both, of_b.len() - both]);
            expected += 1;
        }
    }
    assert_eq!(found.len(), expected);
    // Spec, section 4, point 4.
    let count = |slug| stated[graph.atlas.tags.find(slug).unwrap().index()].len();
    assert_eq!([count("techno-optimism"), count("acceleration"), count("alignment-first")], [47, 14, 102]);
}

#[test]
fn whoever_holds_a_conflict_is_on_both_sides_of_it() {
    use crate::model::Id;
    let graph = embedded();
    let stated = stated(&graph);
    let torn = graph.conflicted_endorsers();
    assert!(!torn.is_empty());
    for person in &torn {
        for &(a, b) in &person.pairs {
            assert!([a, b].iter().all(|tag| stated[tag.index()].contains(&person.person)));
            let [a, b] = [a, b].map(|tag| graph.atlas.tags[tag].strategy.unwrap());
            assert_eq!(graph.relation(a, b).map(|relation| relation.kind), Some(RelationKind::Conflict));
        }
    }
    let both = |pair: &CoEndorsement| pair.declared == Some(RelationKind::Conflict);
    let in_pairs: u32 = graph.co_endorsements(1).iter().filter(|pair| both(pair)).map(|pair| pair.both).sum();
    assert_eq!(torn.iter().map(|person| person.pairs.len()).sum::<usize>(), in_pairs as usize);
}

proptest! {
    #[test]
    fn relations_are_symmetric(a in 0..76usize, b in 0..76usize) {
        use crate::model::Id;
        thread_local! {
            static GRAPH: Graph = embedded();
        }
        GRAPH.with(|graph| {
            let (a, b) = (StrategyId::from_index(a), StrategyId::from_index(b));
            let seen = |from, to| {
                graph.relation(from, to).map(|relation| (relation.kind, relation.mechanism, relation.declared))
            };
            let back = seen(b, a).map(|(kind, mechanism, declared)| (kind, mechanism, declared.reversed()));
            prop_assert_eq!(seen(a, b), back);
            if let Some((kind, mechanism, _)) = seen(a, b) {
                prop_assert_eq!(mechanism.kind(), kind);
            }
            Ok(())
        })?;
    }
}

#[test]
fn of_equally_close_people_the_best_known_come_first() {
    let graph = Graph::new(data::embedded().expect("the embedded atlas is valid"));
    let lecun = graph.atlas.people.find("yann-lecun").expect("a person");
    let neighbours = graph.neighbours(lecun);
    let names: Vec<&str> = neighbours.iter().take(6).map(|one| graph.atlas.people.name(one.person)).collect();
    // One shares both tags. The others are household names with one of the two: two of them by two passages, then by name.
    assert_eq!(names, ["Andrew Ng", "Naomi Klein", "Ted Chiang", "Alan Kay", "Donald Knuth", "Douglas Engelbart"]);
}

#[test]
fn the_embedded_index_is_the_one_that_the_people_give() {
    let atlas = data::embedded().expect("the embedded atlas");
    let stored: PeopleIndex = data::embedded_index().expect("the embedded index");
    assert_eq!(format!("{stored:?}"), format!("{:?}", PeopleIndex::new(&atlas)));
}

#[test]
fn an_index_of_another_atlas_is_not_used() {
    let stored: PeopleIndex = data::embedded_index().expect("the embedded index");
    let graph = Graph::with_index(data::fixture(""), stored);
    assert_eq!(graph.people_by_name().len(), graph.atlas.people.len());
}

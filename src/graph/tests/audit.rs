//! Invariants of every audit, and the audits of the embedded presets against the public catalogue.

use proptest::prelude::*;

use super::*;
use crate::model::{Axis, Id};

thread_local! {
    static GRAPH: Graph = embedded();
}

/// Generates up to a dozen strategies of the embedded atlas.
fn some() -> impl Strategy<Value = Vec<StrategyId>> {
    prop::collection::vec((0..76usize).prop_map(StrategyId::from_index), 0..12)
}

fn preset<'a>(graph: &'a Graph, slug: &str) -> &'a [StrategyId] {
    &graph.atlas.portfolios[graph.atlas.portfolios.find(slug).unwrap()].strategies
}

#[test]
fn one_from_each_lever_lacks_one() {
    // Spec, section 4, point 5.
    let graph = embedded();
    let audit = graph.audit(preset(&graph, "one-from-each-lever"));
    let name = |lever: LeverId| graph.atlas.levers[lever].slug.as_str();
    assert_eq!((audit.strategies.len(), audit.pulled(), audit.levers.len()), (15, 14, 15));
    assert_eq!(audit.untouched().map(name).collect::<Vec<_>>(), ["information-flow"]);
    let dominant = audit.dominant().unwrap();
    assert_eq!((name(dominant.lever), dominant.total()), ("control-mechanism", 2));
}

#[test]
fn all_strategies_together_have_every_conflict_of_the_atlas() {
    let graph = embedded();
    let audit = graph.audit(&graph.atlas.strategies.ids().collect::<Vec<_>>());
    // Spec, section 4, point 1.
    assert_eq!(audit.opposite.len(), 48);
    assert_eq!(audit.related(RelationKind::Conflict).count(), 51);
    assert_eq!(audit.related(RelationKind::Complement).count(), 221);
    assert_eq!(audit.redundancies.iter().map(|double| double.twins).sum::<usize>(), 82);
    assert!(audit.opposite.is_sorted());
}

#[test]
fn nothing_has_no_figures() {
    let graph = embedded();
    let audit = graph.audit(&[]);
    assert_eq!((audit.pulled(), audit.bets(), audit.answered()), (0, 0, 0));
    assert_eq!((audit.coverage(), audit.concentration(), audit.dominant()), (0.0, 0.0, None));
    assert!(audit.authorities.is_empty() && audit.opposite.is_empty());
    assert_eq!(graph.backing(&[], 5), Backing { endorsable: 0, people: 0, top: Vec::new() });
}

proptest! {
    #[test]
    fn a_union_loses_nothing(a in some(), b in some()) {
        GRAPH.with(|graph| {
            let union = graph.audit(&[a.clone(), b.clone()].concat());
            for part in [graph.audit(&a), graph.audit(&b)] {
                for (before, after) in part.levers.iter().zip(&union.levers) {
                    prop_assert!((0..3).all(|pull| before.pulls[pull] <= after.pulls[pull]));
                }
                for ((_, before), (_, after)) in part.scenarios.iter().zip(&union.scenarios) {
                    prop_assert!(before.iter().all(|strategy| after.contains(strategy)));
                }
                prop_assert!(part.opposite.iter().all(|pair| union.opposite.contains(pair)));
                prop_assert!(part.declared.iter().all(|pair| union.declared.contains(pair)));
                prop_assert!(part.bets() <= union.bets() && part.coverage() <= union.coverage());
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_figure_counts_each_strategy_once(strategies in some()) {
        GRAPH.with(|graph| {
            let audit = graph.audit(&strategies);
            let all = audit.strategies.len();
            prop_assert!(audit.strategies.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!(audit.levers.iter().map(LeverLoad::total).sum::<usize>(), all);
            prop_assert_eq!(audit.sides.iter().sum::<usize>(), all);
            for axis in Axis::ALL {
                let values = &audit.values[axis.index()];
                prop_assert_eq!(values.iter().map(|(_, count)| count).sum::<usize>(), all);
                prop_assert!(values.windows(2).all(|pair| pair[0].1 >= pair[1].1));
            }
            let spare: usize = audit.redundancies.iter().map(|double| double.strategies.len() - 1).sum();
            prop_assert_eq!(audit.bets() + spare, all);
            prop_assert_eq!(audit.authorities.iter().map(|on| on.strategies.len()).sum::<usize>(), all);
            Ok(())
        })?;
    }

    #[test]
    fn what_falls_is_what_an_audit_without_it_lacks(strategies in some()) {
        GRAPH.with(|graph| {
            let audit = graph.audit(&strategies);
            for authority in &audit.authorities {
                let left: Vec<_> =
                    audit.strategies.iter().copied().filter(|id| !authority.strategies.contains(id)).collect();
                let without = graph.audit(&left);
                let lost: Vec<_> = without.untouched().filter(|lever| !audit.untouched().any(|id| id == *lever)).collect();
                prop_assert_eq!(&lost, &authority.levers);
                prop_assert_eq!(audit.answered() - without.answered(), authority.scenarios.len());
            }
            Ok(())
        })?;
    }

    #[test]
    fn backers_endorse_what_they_are_said_to_hold(strategies in some()) {
        GRAPH.with(|graph| {
            let backing = graph.backing(&strategies, 8);
            prop_assert!(backing.top.windows(2).all(|pair| pair[0].strategies.len() >= pair[1].strategies.len()));
            prop_assert!(backing.top.len() == backing.people.min(8));
            for backer in &backing.top {
                prop_assert!(!backer.strategies.is_empty());
                prop_assert!(backer.strategies.iter().all(|id| graph.on_record(*id).contains(&backer.person)));
            }
            Ok(())
        })?;
    }
}

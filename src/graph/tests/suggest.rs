//! The smallest portfolios against all subsets, conflicts against all smaller ones, and advice against audits.

use std::fmt::Write;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;
use crate::model::{Axis, Id};

static GO_ON: AtomicBool = AtomicBool::new(false);
const LEVERS: [&str; 4] = ["model", "other-model", "world", "both"];
const PULLS: [&str; 3] = ["up", "neutral", "down"];
const HORIZONS: [&str; 2] = ["before", "after"];

/// Small atlas in numbers: lever, pull and horizon of each strategy, conflicts, and responses to scenarios.
#[derive(Clone, Debug)]
struct Small {
    strategies: Vec<(usize, usize, usize)>,
    conflicts: Vec<(usize, usize)>,
    scenarios: Vec<Vec<usize>>,
}

fn small() -> impl Strategy<Value = Small> {
    (3..8usize).prop_flat_map(|count| {
        let strategies = prop::collection::vec((0..4usize, 0..3usize, 0..2usize), count);
        let conflicts = prop::collection::vec((0..count, 0..count), 0..6);
        let responsive = prop::collection::btree_set(0..count, 0..4).prop_map(|set| set.into_iter().collect());
        let scenarios = prop::collection::vec(responsive, 0..4);
        (strategies, conflicts, scenarios).prop_map(|(strategies, conflicts, scenarios)| Small {
            strategies,
            conflicts,
            scenarios,
        })
    })
}

impl Small {
    fn graph(&self) -> Graph {
        let mut toml = VOCABULARY.to_owned();
        for (at, &(lever, pull, horizon)) in self.strategies.iter().enumerate() {
            let at_coordinates = At(LEVERS[lever], PULLS[pull], HORIZONS[horizon], "mixed");
            let mut against: Vec<usize> =
                self.conflicts.iter().filter(|(a, b)| *a == at && b != a).map(|&(_, b)| b).collect();
            against.sort_unstable();
            against.dedup();
            let names: Vec<String> = against.iter().map(|other| format!("\"s{other}\"")).collect();
            toml.push_str(&strategy(
                &format!("s{at}"),
                at_coordinates,
                "",
                &format!("conflicts = [{}]", names.join(", ")),
            ));
        }
        toml.push_str("\n[[adversary]]\nid = \"who\"\nname = \"Who\"\n");
        for (at, responsive) in self.scenarios.iter().enumerate() {
            let names: Vec<String> = responsive.iter().map(|id| format!("\"s{id}\"")).collect();
            let _ = write!(
                toml,
                "\n[[scenario]]\nid = \"c{at}\"\ntitle = \"C{at}\"\nadversary = \"who\"\ngloss = \"g\"\ndescription = \"d\"\nresponsive = [{}]\n",
                names.join(", ")
            );
        }
        Graph::new(data::fixture(&toml))
    }
}

/// Constraints in numbers, independent of an atlas.
#[derive(Clone, Debug)]
struct Asked {
    levers: bool,
    scenarios: bool,
    must: Option<usize>,
    never: Option<usize>,
    max: Option<usize>,
    horizon: Option<usize>,
}

fn asked() -> impl Strategy<Value = Asked> {
    let some = || prop::option::of(0..8usize);
    (any::<bool>(), any::<bool>(), some(), some(), prop::option::of(0..5usize), prop::option::of(0..2usize)).prop_map(
        |(levers, scenarios, must, never, max, horizon)| Asked { levers, scenarios, must, never, max, horizon },
    )
}

impl Asked {
    fn demands(&self, graph: &Graph) -> Constraints {
        let fit = |at: Option<usize>| {
            at.map(|at| StrategyId::from_index(at % graph.atlas.strategies.len())).into_iter().collect()
        };
        let horizon = |at: usize| graph.atlas.values_on(Axis::TimeHorizon).find(HORIZONS[at]).unwrap();
        Constraints {
            levers: self.levers,
            scenarios: self.scenarios,
            must: fit(self.must),
            never: fit(self.never),
            max: self.max,
            values: self.horizon.map(|at| (Axis::TimeHorizon, horizon(at))).into_iter().collect(),
        }
    }
}

/// Returns whether a portfolio meets a constraint, according to its audit.
fn meets(graph: &Graph, demands: &Constraints, demand: Constraint, strategies: &[StrategyId]) -> bool {
    let audit = graph.audit(strategies);
    match demand {
        Constraint::NoConflicts => audit.related(RelationKind::Conflict).count() == 0,
        Constraint::Lever(lever) => !audit.untouched().any(|id| id == lever),
        Constraint::Scenario(scenario) => audit.scenarios.iter().any(|(id, by)| *id == scenario && !by.is_empty()),
        Constraint::Never(id) => !strategies.contains(&id),
        Constraint::Must(id) => strategies.contains(&id),
        Constraint::MaxSize(most) => strategies.len() <= most,
        Constraint::Values(axis) => strategies.iter().all(|&id| {
            let value = graph.atlas.strategies[id].coordinates.on(axis);
            demands.values.contains(&(axis, value))
        }),
    }
}

fn all_demands(graph: &Graph, demands: &Constraints) -> Vec<Constraint> {
    let levers = graph.atlas.levers.ids().filter(|_| demands.levers).map(Constraint::Lever);
    let scenarios = graph.atlas.scenarios.ids().filter(|_| demands.scenarios).map(Constraint::Scenario);
    let values = (!demands.values.is_empty()).then_some(Constraint::Values(Axis::TimeHorizon));
    let mut all = vec![Constraint::NoConflicts];
    all.extend(levers.chain(scenarios).chain(values).chain(demands.max.map(Constraint::MaxSize)));
    all.extend(demands.must.iter().map(|&id| Constraint::Must(id)));
    all.extend(demands.never.iter().map(|&id| Constraint::Never(id)));
    all
}

/// Returns the smallest subsets that meet all of `each`, by enumeration, in name order.
fn by_hand(graph: &Graph, demands: &Constraints, each: &[Constraint]) -> Vec<Vec<StrategyId>> {
    let count = graph.atlas.strategies.len();
    let subsets = (0..1u32 << count).map(|bits| -> Vec<StrategyId> {
        (0..count).filter(|at| bits & (1 << at) != 0).map(StrategyId::from_index).collect()
    });
    let mut fit: Vec<_> =
        subsets.filter(|subset| each.iter().all(|&demand| meets(graph, demands, demand, subset))).collect();
    let least = fit.iter().map(Vec::len).min().unwrap_or(0);
    fit.retain(|subset| subset.len() == least);
    fit.sort();
    fit
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn smallest_is_smallest_and_all_are_found(small in small(), asked in asked()) {
        let graph = small.graph();
        let demands = asked.demands(&graph);
        let each = all_demands(&graph, &demands);
        let expected = by_hand(&graph, &demands, &each);
        match graph.smallest(&demands, 500, &GO_ON).unwrap() {
            SolveOutcome::Found(found) => {
                let opposite = |strategies: &Vec<StrategyId>| graph.audit(strategies).opposite.len();
                prop_assert!(found.portfolios.is_sorted_by_key(opposite));
                let mut portfolios = found.portfolios;
                portfolios.sort();
                prop_assert_eq!(portfolios, expected);
                prop_assert!(found.are_all);
            }
            SolveOutcome::Impossible { clash, uncoverable, relaxed } => {
                prop_assert_eq!(expected, Vec::<Vec<StrategyId>>::new());
                prop_assert!(by_hand(&graph, &demands, &clash).is_empty(), "no clash: {:?}", clash);
                for at in 0..clash.len() {
                    let mut rest = clash.clone();
                    rest.remove(at);
                    prop_assert!(!by_hand(&graph, &demands, &rest).is_empty(), "not minimal: {:?}", clash);
                }
                let rest: Vec<Constraint> = each.iter().copied().filter(|demand| !uncoverable.contains(demand)).collect();
                if let Some(relaxed) = relaxed {
                    let mut portfolios = relaxed.portfolios;
                    portfolios.sort();
                    prop_assert_eq!(portfolios, by_hand(&graph, &demands, &rest));
                }
            }
        }
    }

    #[test]
    fn advice_is_what_audits_say(small in small(), asked in asked(), portfolio in prop::collection::btree_set(0..8usize, 0..5)) {
        let graph = small.graph();
        let demands = asked.demands(&graph);
        let count = graph.atlas.strategies.len();
        let portfolio: Vec<StrategyId> = portfolio.into_iter().filter(|at| *at < count).map(StrategyId::from_index).collect();
        let advice = graph.advice(&portfolio, &demands);
        let before = graph.audit(&portfolio);
        for change in &advice.add {
            prop_assert!(!portfolio.contains(&change.strategy) && change.gains() > change.costs());
            prop_assert!(!demands.never.contains(&change.strategy));
            prop_assert!(meets(&graph, &demands, Constraint::Values(Axis::TimeHorizon), &[change.strategy]) || demands.values.is_empty());
            let after = graph.audit(&[portfolio.clone(), vec![change.strategy]].concat());
            prop_assert_eq!(after.pulled() - before.pulled(), change.levers.len());
            prop_assert_eq!(after.answered() - before.answered(), change.scenarios.len());
            let conflicts = |audit: &Audit| audit.related(RelationKind::Conflict).count();
            prop_assert_eq!(conflicts(&after) - conflicts(&before), change.conflicts.len());
            prop_assert!(demands.max.is_none_or(|max| after.strategies.len() <= max));
        }
        for change in &advice.drop {
            prop_assert!(portfolio.contains(&change.strategy) && !demands.must.contains(&change.strategy));
            let rest: Vec<_> = portfolio.iter().copied().filter(|&id| id != change.strategy).collect();
            let after = graph.audit(&rest);
            prop_assert_eq!(before.pulled() - after.pulled(), change.levers.len());
            prop_assert_eq!(before.answered() - after.answered(), change.scenarios.len());
        }
    }
}

#[test]
fn as_many_portfolios_as_were_wanted_can_be_all() {
    let graph = embedded();
    let must = graph.atlas.strategies.ids().take(1).collect();
    let demands = Constraints { must, ..Constraints::default() };
    let SolveOutcome::Found(found) = graph.smallest(&demands, 1, &GO_ON).unwrap() else { panic!("it is possible") };
    assert_eq!((found.portfolios.len(), found.are_all), (1, true));
}

#[test]
fn every_lever_of_the_embedded_atlas_takes_fifteen() {
    let graph = embedded();
    let demands = Constraints { levers: true, ..Constraints::default() };
    let SolveOutcome::Found(found) = graph.smallest(&demands, 3, &GO_ON).unwrap() else { panic!("it is possible") };
    assert_eq!(found.portfolios.len(), 3);
    assert!(!found.are_all);
    for strategies in &found.portfolios {
        let audit = graph.audit(strategies);
        assert_eq!((strategies.len(), audit.pulled(), audit.related(RelationKind::Conflict).count()), (15, 15, 0));
    }
    // Fourteen is one too few for all levers together, so the limit conflicts with all of them.
    let demands = Constraints { max: Some(14), ..demands };
    let SolveOutcome::Impossible { clash, uncoverable, relaxed } = graph.smallest(&demands, 3, &GO_ON).unwrap() else {
        panic!("it is impossible")
    };
    assert_eq!((clash.len(), clash.last()), (16, Some(&Constraint::MaxSize(14))));
    assert_eq!((uncoverable, relaxed), (Vec::new(), None));
}

#[test]
fn a_search_that_is_cancelled_says_nothing() {
    let graph = embedded();
    let demands = Constraints { levers: true, scenarios: true, ..Constraints::default() };
    assert_eq!(graph.smallest(&demands, 1, &AtomicBool::new(true)), None);
}

#[test]
fn a_search_tells_how_close_it_has_come() {
    let graph = embedded();
    let demands = Constraints { levers: true, scenarios: true, ..Constraints::default() };
    let reported = std::cell::RefCell::new(Vec::new());
    let outcome = graph.smallest_with_progress(&demands, 1, &GO_ON, &|bounds| reported.borrow_mut().push(bounds));
    let Some(SolveOutcome::Found(found)) = outcome else { panic!("it is possible") };
    let reported = reported.into_inner();
    let size = found.portfolios[0].len();
    assert_eq!(reported.last(), Some(&SizeBounds { lower: size, upper: size }));
    for pair in reported.windows(2) {
        assert!(pair[0].lower <= pair[1].lower && pair[1].upper <= pair[0].upper, "{reported:?}");
    }
    assert!(reported.iter().all(|bounds| bounds.lower <= size && size <= bounds.upper), "{reported:?}");
}

//! What compared strategies have in common, and what each has alone: scenarios and neighbours.

use crate::graph::Graph;
use crate::model::{Atlas, RelationKind, ScenarioId, StrategyId};

use super::names;
use crate::document::{Fact, Heading, Inline, Item, PageBuilder, Part, fact, join_commas, join_dots, plain, quiet};
use crate::page::parts::inline::to;

/// Adds the scenarios that all respond to, and those that one alone does.
pub(super) fn scenarios(page: &mut PageBuilder, graph: &Graph, strategies: &[StrategyId]) {
    let atlas = &graph.atlas;
    let named: Vec<ScenarioId> = atlas
        .scenarios
        .ids()
        .filter(|scenario| strategies.iter().any(|&id| graph.scenarios_of(id).contains(scenario)))
        .collect();
    if named.is_empty() {
        return;
    }
    let responding = |scenario: ScenarioId| -> Vec<StrategyId> {
        strategies.iter().copied().filter(|&id| graph.scenarios_of(id).contains(&scenario)).collect()
    };
    let line = |scenarios: Vec<ScenarioId>| some(join_commas(scenarios.into_iter().map(|id| to(atlas, id))));
    let of = |wanted: &[StrategyId]| named.iter().copied().filter(|&id| responding(id) == wanted).collect::<Vec<_>>();
    let mut facts = vec![fact(together(strategies), line(of(strategies)))];
    facts.extend(strategies.iter().map(|&id| fact(only(atlas, id), line(of(&[id])))));
    if strategies.len() > 2 {
        let some = |&id: &ScenarioId| (2..strategies.len()).contains(&responding(id).len());
        let some: Vec<ScenarioId> = named.iter().copied().filter(some).collect();
        facts.push(fact("Some of them", line(some)));
    }
    page.heading(Heading::section("Scenarios").counting(named.len()));
    page.facts(facts);
}

/// Adds the strategies that all of them relate to, with how, and those that only one does.
pub(super) fn neighbours(page: &mut PageBuilder, graph: &Graph, strategies: &[StrategyId]) {
    let atlas = &graph.atlas;
    let declared = |id: StrategyId, other: StrategyId| {
        let list = graph.declared(id);
        list.binary_search_by_key(&other, |relation| relation.other).ok().map(|at| list[at].kind)
    };
    let others: Vec<StrategyId> = atlas
        .strategies
        .ids()
        .filter(|other| !strategies.contains(other) && strategies.iter().any(|&id| declared(id, *other).is_some()))
        .collect();
    let related = |other: StrategyId| strategies.iter().filter(|&&id| declared(id, other).is_some()).count();
    let shared: Vec<StrategyId> = others.iter().copied().filter(|&other| related(other) == strategies.len()).collect();
    page.heading(Heading::section("Neighbours they share").counting(shared.len()).within(Part::Relations));
    page.caption("Strategies that conflict with or complement all of them, as either side declares.");
    if shared.is_empty() {
        page.notice("There are none.");
    }
    page.list(shared.into_iter().map(|other| {
        let how = strategies.iter().filter_map(|&id| {
            let kind = declared(id, other)?;
            Some(plain(format!("{} {}", kind.sign(), atlas.strategies[id].name)))
        });
        Item { text: vec![to(atlas, other)], badges: Vec::new(), note: join_dots(how) }
    }));
    page.heading(Heading::section("Neighbours of one alone").within(Part::Relations));
    for &id in strategies {
        let own: Vec<StrategyId> =
            others.iter().copied().filter(|&other| related(other) == 1 && declared(id, other).is_some()).collect();
        page.heading(Heading::group(vec![to(atlas, id)]).counting(own.len()));
        let facts = [("× conflicts", RelationKind::Conflict), ("+ complements", RelationKind::Complement)];
        let facts: Vec<Fact> = facts
            .into_iter()
            .map(|(label, kind)| {
                let of_kind = own.iter().copied().filter(|&other| declared(id, other) == Some(kind));
                fact(label, some(names(atlas, of_kind)))
            })
            .collect();
        page.facts(facts);
    }
}

fn some(line: Inline) -> Inline {
    if line.is_empty() { quiet(plain("none")) } else { line }
}

/// What all of the compared have.
pub(super) fn together(strategies: &[StrategyId]) -> &'static str {
    if strategies.len() == 2 { "Both" } else { "All of them" }
}

/// What one of the compared has alone.
pub(super) fn only(atlas: &Atlas, id: StrategyId) -> String {
    format!("Only {}", atlas.strategies[id].name)
}

//! Sections on the scenarios and related strategies that all compared strategies share, and on those of only one.

use crate::document::{Heading, Inline, Item, PageBuilder, Part, Span, fact, join_dots};
use crate::graph::Graph;
use crate::model::{RelationKind, ScenarioId, StrategyId};
use crate::page::parts::inline::{links, to};

/// Adds the scenarios that all compared strategies respond to, those that only one responds to, and those that some
/// respond to.
pub(super) fn scenarios(page: &mut PageBuilder, graph: &Graph, strategies: &[StrategyId]) {
    let atlas = &graph.atlas;
    let responding = |scenario: ScenarioId| -> Vec<StrategyId> {
        strategies.iter().copied().filter(|&id| graph.scenarios_of(id).contains(&scenario)).collect()
    };
    let scenarios: Vec<_> = atlas.scenarios.ids().map(|id| (id, responding(id))).collect();
    let named = scenarios.iter().filter(|(_, responding)| !responding.is_empty()).count();
    if named == 0 {
        return;
    }
    let line = |is: &dyn Fn(&[StrategyId]) -> bool| {
        or_none(links(atlas, scenarios.iter().filter(|(_, responding)| is(responding)).map(|&(id, _)| id)))
    };
    let mut facts = vec![fact(all_title(strategies.len()), line(&|responding| responding == strategies))];
    facts.extend(
        strategies
            .iter()
            .map(|&id| fact(only_title(&atlas.strategies[id].name), line(&|responding| responding == [id]))),
    );
    if strategies.len() > 2 {
        let is_some = |responding: &[StrategyId]| (2..strategies.len()).contains(&responding.len());
        facts.push(fact("Some of them", line(&is_some)));
    }
    page.heading(Heading::section("Scenarios").counting(named));
    page.facts(facts);
}

/// Adds the strategies with a declared relation to all compared strategies, and those with a declared relation to only
/// one.
pub(super) fn neighbours(page: &mut PageBuilder, graph: &Graph, strategies: &[StrategyId]) {
    let atlas = &graph.atlas;
    let declared = |id: StrategyId, other: StrategyId| {
        let list = graph.declared(id);
        list.binary_search_by_key(&other, |relation| relation.other).ok().map(|at| list[at].kind)
    };
    let related = |other: StrategyId| strategies.iter().filter(|&&id| declared(id, other).is_some()).count();
    let others = || atlas.strategies.ids().filter(|other| !strategies.contains(other));
    let shared: Vec<StrategyId> = others().filter(|&other| related(other) == strategies.len()).collect();
    page.heading(Heading::section("Neighbours they share").counting(shared.len()).within(Part::Relations));
    page.explanation("Strategies that conflict with or complement all of them, as either side declares.");
    page.list_or(
        "There are none.",
        shared.into_iter().map(|other| {
            let relations = strategies.iter().filter_map(|&id| {
                let kind = declared(id, other)?;
                let name = Span::plain(format!(" {}", atlas.strategies[id].name));
                Some(vec![Span::toned(kind.sign(), kind), name])
            });
            Item::new(to(atlas, other), join_dots(relations))
        }),
    );
    page.heading(Heading::section("Neighbours of one alone").within(Part::Relations));
    for &id in strategies {
        let own: Vec<StrategyId> =
            others().filter(|&other| related(other) == 1 && declared(id, other).is_some()).collect();
        page.heading(Heading::group(to(atlas, id)).counting(own.len()));
        let kinds = [("× conflicts", RelationKind::Conflict), ("+ complements", RelationKind::Complement)];
        page.facts(kinds.map(|(label, kind)| {
            let of_kind = own.iter().copied().filter(|&other| declared(id, other) == Some(kind));
            fact(label, or_none(links(atlas, of_kind))).toned(kind)
        }));
    }
}

pub(super) fn or_none(line: Inline) -> Inline {
    if line.is_empty() { vec![Span::quiet("none")] } else { line }
}

/// Returns the title for entries common to all `count` compared records.
pub(super) fn all_title(count: usize) -> &'static str {
    if count == 2 { "Both" } else { "All of them" }
}

/// Returns the title for entries of only the compared record called `name`.
pub(super) fn only_title(name: &str) -> String {
    format!("Only {name}")
}

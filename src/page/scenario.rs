//! The pages of scenarios: ways for things to go wrong, who or what is behind them, and what responds.

use crate::graph::Graph;
use crate::model::{AdversaryId, Kind, ScenarioId, StrategyId};

use super::cards;
use super::draft::Draft;
use super::figures::{self, counted};
use super::home;
use super::inline::{dotted, fact, lever, listed, plain, sentence, to};
use crate::document::{Bar, Bars, Heading, Item, Span};

/// Describes the page of every scenario.
pub(super) fn all(graph: &Graph) -> Draft {
    let mut draft = Draft::new(home::link(graph));
    let named = mentions(graph);
    summary(&mut draft, graph, &named);
    by_adversary(&mut draft, graph);
    draft.heading(Heading::section("Scenarios").counting(graph.atlas.scenarios.len()));
    draft.list(graph.atlas.scenarios.ids().map(|scenario| item(graph, scenario)));
    across(&mut draft, graph, named);
    by_strategy(&mut draft, graph);
    draft
}

/// The strategies that scenarios name, in the order first named, with how many name them.
fn mentions(graph: &Graph) -> Vec<(StrategyId, usize)> {
    let mut named: Vec<StrategyId> = Vec::new();
    let mut met = std::collections::HashSet::new();
    for scenario in graph.atlas.scenarios.rows() {
        named.extend(scenario.responsive.iter().copied().filter(|&strategy| met.insert(strategy)));
    }
    named.into_iter().map(|strategy| (strategy, graph.scenarios_of(strategy).len())).collect()
}

fn summary(draft: &mut Draft, graph: &Graph, named: &[(StrategyId, usize)]) {
    let strategies = graph.atlas.strategies.len();
    let several = named.iter().filter(|&&(_, count)| count >= 2).count();
    draft.facts(vec![
        fact("Scenarios", plain(graph.atlas.scenarios.len().to_string())),
        fact("Named by several", plain(counted(several, "strategy", "strategies"))),
        fact("Named by none", plain(counted(strategies - named.len(), "strategy", "strategies"))),
    ]);
}

fn by_adversary(draft: &mut Draft, graph: &Graph) {
    let atlas = &graph.atlas;
    let mut classes: Vec<(AdversaryId, Vec<ScenarioId>)> = Vec::new();
    for (id, scenario) in atlas.scenarios.iter() {
        match classes.iter_mut().find(|(adversary, _)| *adversary == scenario.adversary) {
            Some((_, scenarios)) => scenarios.push(id),
            None => classes.push((scenario.adversary, vec![id])),
        }
    }
    if classes.is_empty() {
        return;
    }
    draft.heading(Heading::section("By adversary").counting(classes.len()));
    let fact_of = |(adversary, scenarios): (AdversaryId, Vec<ScenarioId>)| {
        let titles = listed(scenarios.iter().map(|&scenario| to(atlas, scenario)));
        let count = vec![Span::quiet(scenarios.len().to_string())];
        fact(&atlas.adversaries[adversary].name, dotted([count, titles]))
    };
    draft.facts(classes.into_iter().map(fact_of).collect());
}

fn item(graph: &Graph, id: ScenarioId) -> Item {
    let scenario = &graph.atlas.scenarios[id];
    let count = counted(scenario.responsive.len(), "strategy responds", "strategies respond");
    let adversary = &graph.atlas.adversaries[scenario.adversary].name;
    let text = vec![to(&graph.atlas, id), Span::quiet(format!("  {adversary} · {count}"))];
    Item { text, badges: Vec::new(), note: plain(sentence(&scenario.gloss)) }
}

/// The strategies that several scenarios name, most named first.
fn across(draft: &mut Draft, graph: &Graph, mut named: Vec<(StrategyId, usize)>) {
    named.retain(|&(_, count)| count >= 2);
    named.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let Some(&(_, most)) = named.first() else { return };
    draft.heading(Heading::section("Strategies that several scenarios name").counting(named.len()));
    let bar = |(strategy, count): (StrategyId, usize)| Bar {
        label: dotted([vec![to(&graph.atlas, strategy)], lever(&graph.atlas, strategy)]),
        value: figures::count(count),
        shown: format!("{count}×"),
    };
    draft.bars(Bars { bars: named.into_iter().map(bar).collect(), full: figures::count(most) });
}

/// Looking up the other way: the scenarios of each strategy, in name order, and the strategies that have none.
fn by_strategy(draft: &mut Draft, graph: &Graph) {
    let atlas = &graph.atlas;
    let (covered, uncovered): (Vec<StrategyId>, Vec<StrategyId>) =
        atlas.strategies.ids().partition(|&strategy| !graph.scenarios_of(strategy).is_empty());
    if !covered.is_empty() {
        draft.heading(Heading::section("Scenarios by strategy").counting(covered.len()));
        draft.list(covered.into_iter().map(|strategy| Item {
            text: vec![to(atlas, strategy)],
            badges: Vec::new(),
            note: listed(graph.scenarios_of(strategy).iter().map(|&scenario| to(atlas, scenario))),
        }));
    }
    if !uncovered.is_empty() && !atlas.scenarios.is_empty() {
        draft.heading(Heading::section("Strategies that no scenario names").counting(uncovered.len()));
        draft.list(uncovered.into_iter().map(|strategy| cards::compact(graph, strategy)));
    }
}

/// Describes the page of one scenario.
pub(super) fn one(graph: &Graph, id: ScenarioId) -> Draft {
    let scenario = &graph.atlas.scenarios[id];
    let adversary = plain(&graph.atlas.adversaries[scenario.adversary].name);
    let mut draft = Draft::new(dotted([vec![Span::link("Scenario", Kind::Scenario)], adversary]));
    draft.inline(match sentence(&scenario.gloss) {
        gloss if gloss.is_empty() => Vec::new(),
        gloss => vec![Span::strong(gloss)],
    });
    draft.paragraph(&scenario.description);
    draft.notice(scenario.note.as_deref().unwrap_or_default());
    draft.heading(Heading::section("Strategies that respond").counting(scenario.responsive.len()));
    if scenario.responsive.is_empty() {
        draft.notice("None responds to it.");
    }
    draft.list(scenario.responsive.iter().map(|&strategy| cards::full(graph, strategy)));
    draft
}

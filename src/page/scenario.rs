//! The pages of scenarios: ways for things to go wrong, who or what is behind them, and what responds.

use crate::graph::Graph;
use crate::model::{AdversaryId, Kind, ScenarioId, StrategyId};

use crate::document::{Bar, Bars, Heading, Item, PageBuilder, Span, fact, join_commas, join_dots, plain, sentence};
use crate::page::home;
use crate::page::parts::figures::{self, pluralize};
use crate::page::parts::inline::{lever, to};
use crate::page::parts::strategy_items;

/// Builds the page of every scenario.
pub(super) fn all(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    let named = mentions(graph);
    summary(&mut page, graph, &named);
    by_adversary(&mut page, graph);
    page.heading(Heading::section("Scenarios").counting(graph.atlas.scenarios.len()));
    page.list(graph.atlas.scenarios.ids().map(|scenario| item(graph, scenario)));
    across(&mut page, graph, named);
    by_strategy(&mut page, graph);
    page
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

fn summary(page: &mut PageBuilder, graph: &Graph, named: &[(StrategyId, usize)]) {
    let strategies = graph.atlas.strategies.len();
    let several = named.iter().filter(|&&(_, count)| count >= 2).count();
    page.facts(vec![
        fact("Scenarios", plain(graph.atlas.scenarios.len().to_string())),
        fact("Named by several", plain(pluralize(several, "strategy", "strategies"))),
        fact("Named by none", plain(pluralize(strategies - named.len(), "strategy", "strategies"))),
    ]);
}

fn by_adversary(page: &mut PageBuilder, graph: &Graph) {
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
    page.heading(Heading::section("By adversary").counting(classes.len()));
    let fact_of = |(adversary, scenarios): (AdversaryId, Vec<ScenarioId>)| {
        let titles = join_commas(scenarios.iter().map(|&scenario| to(atlas, scenario)));
        let count = vec![Span::quiet(scenarios.len().to_string())];
        fact(&atlas.adversaries[adversary].name, join_dots([count, titles]))
    };
    page.facts(classes.into_iter().map(fact_of).collect());
}

fn item(graph: &Graph, id: ScenarioId) -> Item {
    let scenario = &graph.atlas.scenarios[id];
    let count = pluralize(scenario.responsive.len(), "strategy responds", "strategies respond");
    let adversary = &graph.atlas.adversaries[scenario.adversary].name;
    let text = vec![to(&graph.atlas, id), Span::quiet(format!("  {adversary} · {count}"))];
    Item { text, badges: Vec::new(), note: plain(sentence(&scenario.gloss)) }
}

/// The strategies that several scenarios name, most named first.
fn across(page: &mut PageBuilder, graph: &Graph, mut named: Vec<(StrategyId, usize)>) {
    named.retain(|&(_, count)| count >= 2);
    named.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let Some(&(_, most)) = named.first() else { return };
    page.heading(Heading::section("Strategies that several scenarios name").counting(named.len()));
    let bar = |(strategy, count): (StrategyId, usize)| Bar {
        label: join_dots([vec![to(&graph.atlas, strategy)], lever(&graph.atlas, strategy)]),
        value: figures::to_f64(count),
        shown: format!("{count}×"),
    };
    page.bars(Bars { bars: named.into_iter().map(bar).collect(), full: figures::to_f64(most) });
}

/// Looking up the other way: the scenarios of each strategy, in name order, and the strategies that have none.
fn by_strategy(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let (covered, uncovered): (Vec<StrategyId>, Vec<StrategyId>) =
        atlas.strategies.ids().partition(|&strategy| !graph.scenarios_of(strategy).is_empty());
    if !covered.is_empty() {
        page.heading(Heading::section("Scenarios by strategy").counting(covered.len()));
        page.list(covered.into_iter().map(|strategy| Item {
            text: vec![to(atlas, strategy)],
            badges: Vec::new(),
            note: join_commas(graph.scenarios_of(strategy).iter().map(|&scenario| to(atlas, scenario))),
        }));
    }
    if !uncovered.is_empty() && !atlas.scenarios.is_empty() {
        page.heading(Heading::section("Strategies that no scenario names").counting(uncovered.len()));
        page.list(uncovered.into_iter().map(|strategy| strategy_items::compact(graph, strategy)));
    }
}

/// Builds the page of one scenario.
pub(super) fn one(graph: &Graph, id: ScenarioId) -> PageBuilder {
    let scenario = &graph.atlas.scenarios[id];
    let adversary = plain(&graph.atlas.adversaries[scenario.adversary].name);
    let mut page = PageBuilder::new(join_dots([vec![Span::link("Scenario", Kind::Scenario)], adversary]));
    page.inline(match sentence(&scenario.gloss) {
        gloss if gloss.is_empty() => Vec::new(),
        gloss => vec![Span::strong(gloss)],
    });
    page.paragraph(&scenario.description);
    page.notice(scenario.note.as_deref().unwrap_or_default());
    page.heading(Heading::section("Strategies that respond").counting(scenario.responsive.len()));
    if scenario.responsive.is_empty() {
        page.notice("None responds to it.");
    }
    page.list(scenario.responsive.iter().map(|&strategy| strategy_items::full(graph, strategy)));
    page
}

//! Pages of failure scenarios: the list by adversary and by strategy, and the page of one scenario with the strategies
//! that respond to it.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::document::{Bar, Bars, Heading, Item, Page, PageBuilder, Span, fact, join_dots, plain, sentence};
use crate::graph::Graph;
use crate::model::{AdversaryId, Kind, ScenarioId, StrategyId};
use crate::page::PageContext;
use crate::page::parts::figures::{pluralize, strategies};
use crate::page::parts::inline::{lever, links, to};
use crate::page::parts::strategy_items;

/// Builds the page that lists all scenarios.
pub(super) fn build_all(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    let named = mentions(graph);
    page.facts([
        fact("Scenarios", atlas.scenarios.len()),
        fact("Named by several", strategies(named.iter().filter(|&&(_, count)| count >= 2).count())),
        fact("Named by none", strategies(atlas.strategies.len() - named.len())),
    ]);
    by_adversary(&mut page, graph);
    page.heading(Heading::section("Scenarios").counting(atlas.scenarios.len()));
    page.list(atlas.scenarios.ids().map(|scenario| item(graph, scenario)));
    across(&mut page, graph, named);
    by_strategy(&mut page, graph);
    page.finish()
}

/// Returns the strategies that respond to scenarios, in order of first occurrence, each with its number of scenarios.
fn mentions(graph: &Graph) -> Vec<(StrategyId, usize)> {
    let mut seen = HashSet::new();
    let named = graph.atlas.scenarios.rows().iter().flat_map(|scenario| scenario.responsive.iter().copied());
    named.filter(|&id| seen.insert(id)).map(|id| (id, graph.scenarios_of(id).len())).collect()
}

/// Adds the scenarios by class of adversary; classes are in order of first occurrence.
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
    page.facts(classes.into_iter().map(|(adversary, scenarios)| {
        let count = plain(Span::quiet(scenarios.len().to_string()));
        fact(&atlas.adversaries[adversary].name, join_dots([count, links(atlas, scenarios)]))
    }));
}

fn item(graph: &Graph, id: ScenarioId) -> Item {
    let scenario = &graph.atlas.scenarios[id];
    let count = pluralize(scenario.responsive.len(), "strategy responds", "strategies respond");
    let adversary = &graph.atlas.adversaries[scenario.adversary].name;
    let about = Span::quiet(format!("  {adversary} · {count}"));
    Item::new([to(&graph.atlas, id), about], sentence(&scenario.gloss))
}

/// Adds the strategies that respond to several scenarios, most scenarios first.
fn across(page: &mut PageBuilder, graph: &Graph, mut named: Vec<(StrategyId, usize)>) {
    named.retain(|&(_, count)| count >= 2);
    named.sort_by_key(|&(_, count)| Reverse(count));
    if named.is_empty() {
        return;
    }
    page.heading(Heading::section("Strategies that several scenarios name").counting(named.len()));
    page.bars(Bars::of_counts(named.into_iter().map(|(strategy, count)| {
        let label = join_dots([plain(to(&graph.atlas, strategy)), lever(&graph.atlas, strategy)]);
        Bar { shown: format!("{count}×"), ..Bar::of_count(label, count) }
    })));
}

/// Adds the scenarios of each strategy, in name order, and the strategies without scenarios.
fn by_strategy(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let (covered, uncovered): (Vec<StrategyId>, Vec<StrategyId>) =
        atlas.strategies.ids().partition(|&strategy| !graph.scenarios_of(strategy).is_empty());
    page.section(
        Heading::section("Scenarios by strategy"),
        covered
            .into_iter()
            .map(|strategy| Item::new(to(atlas, strategy), links(atlas, graph.scenarios_of(strategy).iter().copied()))),
    );
    if !atlas.scenarios.is_empty() {
        let items = uncovered.into_iter().map(|strategy| strategy_items::compact(graph, strategy));
        page.section(Heading::section("Strategies that no scenario names"), items);
    }
}

/// Builds the page of one scenario.
pub(super) fn build(id: ScenarioId, context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let scenario = &atlas.scenarios[id];
    let adversary = plain(&atlas.adversaries[scenario.adversary].name);
    let mut page = PageBuilder::new(join_dots([plain(Span::link("Scenario", Kind::Scenario)), adversary]));
    page.paragraph(Span::strong(sentence(&scenario.gloss)));
    page.paragraph(&scenario.description);
    page.warning(scenario.note.as_ref());
    page.heading(Heading::section("Strategies that respond").counting(scenario.responsive.len()));
    let items = scenario.responsive.iter().map(|&strategy| strategy_items::full(graph, strategy));
    page.list_or("No strategy responds to it.", items);
    page.finish()
}

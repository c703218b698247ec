//! Pages of failure scenarios: the list by adversary and by strategy, and the page of one scenario with the strategies
//! that respond to it.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::document::{
    Bar, Bars, Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, PageBuilder, Sorting, Span, join_dots,
    plain, quiet, sentence,
};
use crate::graph::Graph;
use crate::model::{Kind, Scenario, ScenarioId, SharedSort, StrategyId};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::figures::{key_count, pluralize};
use crate::page::parts::inline::{links, lower_first, to};
use crate::page::parts::strategy_items::{self, StrategyRows};

/// Builds the page that lists all scenarios.
pub(super) fn build_all(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    let named = mentions(graph);
    page.kicker = answer(graph, atlas.strategies.len() - named.len());
    let several = named.iter().filter(|&&(_, count)| count >= 2).count();
    let several = quiet(pluralize(several, "strategy named by several", "strategies named by several"));
    page.heading(Heading::section("Scenarios").counting(atlas.scenarios.len()).beside(several));
    page.grid(table(graph));
    across(&mut page, graph, named);
    by_strategy(&mut page, graph);
    page.finish()
}

/// Returns a sentence on the scenario with the most responses and on the `without` strategies that respond to none.
fn answer(graph: &Graph, without: usize) -> Inline {
    let atlas = &graph.atlas;
    let counts = atlas.scenarios.iter().map(|(id, scenario)| (to(atlas, id), scenario.responsive.len()));
    let Some(most) = Extreme::highest(counts) else {
        return answer::sentence([plain("this atlas has no scenario")]);
    };
    let template = format!("{{}} {} the most strategies that respond ({{}}{})", most.has(), most.each());
    let respond = if without == 1 { "responds" } else { "respond" };
    answer::sentence([
        clause(&template, [most.names("scenarios"), figure(most.value)]),
        clause(&format!("{{}} of {{}} strategies {respond} to none"), [without, atlas.strategies.len()].map(figure)),
    ])
}

/// Returns the strategies that respond to scenarios, in order of first occurrence, each with its number of scenarios.
fn mentions(graph: &Graph) -> Vec<(StrategyId, usize)> {
    let mut seen = HashSet::new();
    let named = graph.atlas.scenarios.rows().iter().flat_map(|scenario| scenario.responsive.iter().copied());
    named.filter(|&id| seen.insert(id)).map(|id| (id, graph.scenarios_of(id).len())).collect()
}

/// Returns a table with the adversary, the number of responding strategies and the course of each scenario.
fn table(graph: &Graph) -> Grid {
    let atlas = &graph.atlas;
    let row = |(id, scenario): (ScenarioId, &Scenario)| {
        let adversary = plain(&atlas.adversaries[scenario.adversary].name);
        let responses = plain(scenario.responsive.len().to_string());
        let cells = [adversary, responses, quiet(sentence(&scenario.gloss))];
        GridRow::new(to(atlas, id), cells.map(GridCell::new))
    };
    let columns = [GridColumn::new("Adversary"), GridColumn::of_figures("Responses"), GridColumn::new("What happens")];
    Grid {
        corner: "Scenario".to_owned(),
        columns: columns.into(),
        rows: atlas.scenarios.iter().map(row).collect(),
        ..Grid::default()
    }
    .sortable(Sorting::from(2))
}

/// Adds the strategies that respond to several scenarios, most scenarios first.
fn across(page: &mut PageBuilder, graph: &Graph, mut named: Vec<(StrategyId, usize)>) {
    named.retain(|&(_, count)| count >= 2);
    named.shared_sort_by_key(|&(_, count)| Reverse(count));
    if named.is_empty() {
        return;
    }
    page.heading(Heading::section("Strategies that several scenarios name").counting(named.len()));
    page.bars(Bars::of_counts(
        named.into_iter().map(|(strategy, count)| Bar::of_count(to(&graph.atlas, strategy), count)),
    ));
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
    let adversary = plain(format!("adversary: {}", lower_first(&atlas.adversaries[scenario.adversary].name)));
    let responses = key_count(scenario.responsive.len(), "strategy responds", "strategies respond");
    let mut page = PageBuilder::new(join_dots([plain(Span::link("Scenario", Kind::Scenario)), adversary, responses]));
    page.paragraph(Span::strong(sentence(&scenario.gloss)));
    page.paragraph(&scenario.description);
    page.warning(scenario.note.as_ref());
    page.heading(Heading::section("Strategies that respond").counting(scenario.responsive.len()));
    let rows = StrategyRows::new(graph).with_levers().with_theses().measured(&scenario.responsive);
    let items = rows.items(&scenario.responsive);
    page.list_or("No strategy responds to it.", items);
    page.finish()
}

//! The page that lists all strategies, by lever and pull.

use crate::document::{Heading, Inline, Page, plain};
use crate::graph::Graph;
use crate::model::Pull;
use crate::page::PageContext;
use crate::page::lever::{is_two_sided, pulling};
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::figures::{pluralize, strategies};
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items::StrategyRows;

/// Builds the page that lists all strategies.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    let levers = || atlas.levers.ids();
    let pulled = levers().filter(|&lever| !graph.on_lever(lever).is_empty()).count();
    let two_sided = levers().filter(|&lever| is_two_sided(graph, lever)).count();
    let counts = graph.pair_counts();
    page.kicker = answer(graph);
    page.explanation(format!(
        "{} on {pulled} of {}, {two_sided} of them pulled both ways, with {} and {}.",
        strategies(atlas.strategies.len()),
        pluralize(atlas.levers.len(), "lever", "levers"),
        pluralize(counts.conflicts, "conflict", "conflicts"),
        pluralize(counts.complements, "complement", "complements"),
    ));
    page.caption("↑ ↓ pull · what it acts on · ◆ people on record");
    let rows = StrategyRows::new(graph).measured(&atlas.strategies.ids().collect::<Vec<_>>());
    for lever in levers() {
        let strategies: Vec<_> = Pull::ALL.into_iter().flat_map(|pull| pulling(graph, lever, pull)).collect();
        let heading = Heading::section(to(atlas, lever)).marked(atlas.levers[lever].side.label());
        page.section(heading, rows.items(&strategies));
    }
    page.finish()
}

/// Returns a sentence on the strategy with the most people on record and on the strategies without any.
fn answer(graph: &Graph) -> Inline {
    let atlas = &graph.atlas;
    let counts = || atlas.strategies.ids().map(|id| (to(atlas, id), graph.on_record(id).len()));
    let Some(most) = Extreme::highest(counts()).filter(|most| most.value > 0) else {
        return answer::sentence([plain("nobody is on record for a strategy")]);
    };
    let template = format!("{{}} {} the most people on record ({{}}{})", most.has(), most.each());
    let without = counts().filter(|(_, count)| *count == 0).count();
    let without = clause("{} of {} have none", [without, atlas.strategies.len()].map(figure));
    answer::sentence([clause(&template, [most.names("strategies"), figure(most.value)]), without])
}

//! The page that lists all strategies, by lever and pull.

use crate::document::{Heading, Page};
use crate::model::Pull;
use crate::page::PageContext;
use crate::page::lever::{is_two_sided, pulling};
use crate::page::parts::figures::{key_count, key_figure, key_figures};
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
    page.kicker = key_figures([
        key_count(atlas.strategies.len(), "strategy", "strategies"),
        if pulled == atlas.levers.len() {
            key_count(pulled, "lever", "levers")
        } else {
            key_figure(pulled, &format!("of {} levers", atlas.levers.len()))
        },
        key_figure(two_sided, "both ways"),
        key_count(counts.conflicts, "conflict", "conflicts"),
        key_count(counts.complements, "complement", "complements"),
    ]);
    page.caption("↑ ↓ pull · ◆ people on record");
    let rows = StrategyRows::new(graph).measured(&atlas.strategies.ids().collect::<Vec<_>>());
    for lever in levers() {
        let strategies: Vec<_> = Pull::ALL.into_iter().flat_map(|pull| pulling(graph, lever, pull)).collect();
        let heading = Heading::section(to(atlas, lever)).marked(atlas.levers[lever].side.label());
        page.section(heading, rows.items(&strategies));
    }
    page.finish()
}

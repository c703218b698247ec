//! The page that lists all strategies, by lever and pull.

use crate::document::{Heading, Page, fact};
use crate::model::Pull;
use crate::page::PageContext;
use crate::page::lever::{is_two_sided, pulling};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;

/// Builds the page that lists all strategies.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    let levers = || atlas.levers.ids();
    let pulled = levers().filter(|&lever| !graph.on_lever(lever).is_empty()).count();
    let two_sided = levers().filter(|&lever| is_two_sided(graph, lever)).count();
    let counts = graph.pair_counts();
    let declared = |count| pluralize(count, "declared pair", "declared pairs");
    page.facts([
        fact("Strategies", atlas.strategies.len()),
        fact("Levers", format!("{pulled} of {} pulled, {two_sided} of them both ways", atlas.levers.len())),
        fact("Conflicts", declared(counts.conflicts)),
        fact("Complements", declared(counts.complements)),
    ]);
    for lever in levers() {
        let strategies: Vec<_> = Pull::ALL.into_iter().flat_map(|pull| pulling(graph, lever, pull)).collect();
        let heading = Heading::section(to(atlas, lever)).marked(atlas.levers[lever].side.label());
        page.section(heading, strategies.into_iter().map(|strategy| strategy_items::on_lever(graph, strategy)));
    }
    page.finish()
}

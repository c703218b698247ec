//! The page of all strategies, by the lever they pull and the way they pull it.

use crate::graph::Graph;
use crate::model::{LeverId, Mechanism, Pull, RelationKind};

use crate::document::{Heading, PageBuilder, fact, plain};
use crate::page::home;
use crate::page::lever::pulling;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;
use crate::page::parts::strategy_items;

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    summary(&mut page, graph);
    for lever in graph.atlas.levers.ids() {
        let count = graph.on_lever(lever).len();
        if count > 0 {
            let title = vec![to(&graph.atlas, lever)];
            let side = graph.atlas.levers[lever].side.label();
            page.heading(Heading { level: 1, ..Heading::group(title) }.counting(count).marked(side));
            let ordered: Vec<_> = Pull::ALL.into_iter().flat_map(|pull| pulling(graph, lever, pull)).collect();
            page.list(ordered.into_iter().map(|strategy| strategy_items::on_lever(graph, strategy)));
        }
    }
    page
}

fn summary(page: &mut PageBuilder, graph: &Graph) {
    let levers = &graph.atlas.levers;
    let pulled = levers.ids().filter(|&lever| !graph.on_lever(lever).is_empty()).count();
    let both =
        |&lever: &LeverId| [Pull::Up, Pull::Down].into_iter().all(|pull| !pulling(graph, lever, pull).is_empty());
    page.facts(vec![
        fact("Strategies", plain(graph.atlas.strategies.len().to_string())),
        fact(
            "Levers",
            plain(format!(
                "{pulled} of {} pulled, {} of them both ways",
                levers.len(),
                levers.ids().filter(both).count()
            )),
        ),
        fact("Conflicts", plain(declared(graph, RelationKind::Conflict))),
        fact("Complements", plain(declared(graph, RelationKind::Complement))),
    ]);
}

fn declared(graph: &Graph, kind: RelationKind) -> String {
    let mechanisms = Mechanism::ALL.into_iter().filter(|mechanism| mechanism.kind() == kind);
    pluralize(mechanisms.map(|mechanism| graph.pair_count(mechanism)).sum(), "declared pair", "declared pairs")
}

//! Sections of an audit on what a portfolio rests on: its scenarios, sources of authority, commitments,
//! self-undermining thresholds, and falsification signals.

use crate::document::{Heading, Inline, Item, PageBuilder, Span, join_commas, join_dots, plain, sentence};
use crate::graph::{Audit, Authority, Graph};
use crate::model::Axis;
use crate::page::commitments::{self, by_topic};
use crate::page::parts::figures::strategies;
use crate::page::parts::inline::{links, to};
use crate::page::parts::item_rows::in_rows;

pub(super) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    authorities(page, graph, audit);
    commitments(page, graph, audit);
    thresholds(page, graph, audit);
}

/// Adds all scenarios with the strategies of the portfolio that answer them, those that it leaves open last.
pub(super) fn scenarios(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let atlas = &graph.atlas;
    if audit.scenarios.is_empty() {
        return;
    }
    let answered = format!("{} of {} answered", audit.answered(), audit.scenarios.len());
    page.heading(Heading::section("Scenarios").marked(answered));
    let (answered, open): (Vec<_>, Vec<_>) = audit.scenarios.iter().partition(|(_, answers)| !answers.is_empty());
    let items = answered.into_iter().chain(open).map(|(scenario, answers)| {
        let names = links(atlas, answers.iter().copied());
        let none = answers.is_empty().then(|| Span::quiet("open"));
        Item::new(to(atlas, *scenario), [names, plain(none)].concat())
    });
    page.list(in_rows(items.collect(), true));
}

fn authorities(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let atlas = &graph.atlas;
    page.heading(Heading::section("Sources of authority").counting(audit.authorities.len()));
    page.caption(
        "For each source: the strategies that rest on it, and what the portfolio no longer covers if it fails.",
    );
    page.list(audit.authorities.iter().map(|authority| {
        let source = &atlas.values_on(Axis::LegitimacySource)[authority.source].name;
        let count = Span::quiet(format!("  {}", strategies(authority.strategies.len())));
        let names = links(atlas, authority.strategies.iter().copied());
        Item::new([Span::plain(source), count], join_dots([names, loss(graph, authority)]))
    }));
}

fn loss(graph: &Graph, authority: &Authority) -> Inline {
    if authority.is_mixed {
        return plain("rests on several, and does not fail with one");
    }
    let levers = links(&graph.atlas, authority.levers.iter().copied());
    let scenarios = links(&graph.atlas, authority.scenarios.iter().copied());
    match join_commas([levers, scenarios]) {
        none if none.is_empty() => plain("nothing is lost without it"),
        lost => [plain("loses "), lost].concat(),
    }
}

fn commitments(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let atlas = &graph.atlas;
    let topics = by_topic(atlas, audit.strategies.iter().copied());
    let all: usize = topics.iter().map(|(_, entries)| entries.len()).sum();
    if all > 0 {
        page.heading(Heading::section("Commitments").counting(all));
    }
    for (topic, entries) in topics {
        let items = entries.into_iter().map(|(id, commitment)| commitments::item(to(atlas, id), commitment));
        page.section(Heading::group(&atlas.topics[topic].name), items.collect::<Vec<_>>());
    }
}

/// Adds the self-undermining thresholds and the falsification signals of the strategies.
fn thresholds(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let strategies = || audit.strategies.iter().map(|&id| (id, &graph.atlas.strategies[id]));
    let item = |id, note| Item::new(to(&graph.atlas, id), note);
    let thresholds = strategies().filter_map(|(id, row)| Some(item(id, sentence(&row.overshoot.as_ref()?.threshold))));
    let heading = Heading::section("Self-undermining thresholds").warning("overshoot risk");
    page.section(heading, thresholds.collect::<Vec<_>>());
    let signals = strategies().filter_map(|(id, row)| Some(item(id, row.falsification.clone()?)));
    page.section(Heading::section("Falsification signals"), signals.collect::<Vec<_>>());
}

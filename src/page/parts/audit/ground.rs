//! What a portfolio answers and what it rests on: scenarios, sources of authority, commitments, the thresholds where
//! its strategies turn on themselves, and the signals that would count against them.

use crate::graph::{Audit, Authority, Graph};
use crate::model::{Axis, Commitment, Id, StrategyId};

use crate::document::{Heading, Inline, Item, PageBuilder, Span, join_commas, join_dots, plain, sentence};
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;

pub(super) fn sections(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    scenarios(page, graph, audit);
    authorities(page, graph, audit);
    commitments(page, graph, audit);
    thresholds(page, graph, audit);
    signals(page, graph, audit);
}

fn names(graph: &Graph, strategies: &[StrategyId]) -> Inline {
    join_commas(strategies.iter().map(|&id| to(&graph.atlas, id)))
}

fn scenarios(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    if audit.scenarios.is_empty() {
        return;
    }
    page.heading(Heading::section("Scenarios it answers").counting(audit.answered()));
    let (answered, open): (Vec<_>, Vec<_>) = audit.scenarios.iter().partition(|(_, answers)| !answers.is_empty());
    page.list(answered.into_iter().map(|(scenario, answers)| {
        let count = Span::quiet(format!("  {}", pluralize(answers.len(), "answer", "answers")));
        Item { text: vec![to(&graph.atlas, *scenario), count], badges: Vec::new(), note: names(graph, answers) }
    }));
    page.heading(Heading::section("Scenarios it leaves open").counting(open.len()));
    if open.is_empty() {
        page.notice("It answers every scenario.");
    }
    page.list(open.into_iter().map(|(scenario, _)| Item {
        text: vec![to(&graph.atlas, *scenario)],
        badges: Vec::new(),
        note: plain(sentence(&graph.atlas.scenarios[*scenario].gloss)),
    }));
}

fn authorities(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let atlas = &graph.atlas;
    page.heading(Heading::section("What falls together").counting(audit.authorities.len()));
    page.caption("If one source of authority fails: what rests on it, and what nothing else of the portfolio covers.");
    page.list(audit.authorities.iter().map(|authority| {
        let source = &atlas.values_on(Axis::LegitimacySource)[authority.source].name;
        let count = pluralize(authority.strategies.len(), "strategy", "strategies");
        Item {
            text: vec![Span::plain(source), Span::quiet(format!("  {count}"))],
            badges: Vec::new(),
            note: join_dots([names(graph, &authority.strategies), loss(graph, authority)]),
        }
    }));
}

fn loss(graph: &Graph, authority: &Authority) -> Inline {
    if authority.is_mixed {
        return plain("rests on several, and does not fall with one");
    }
    let (levers, scenarios) = (authority.levers.len(), authority.scenarios.len());
    if levers + scenarios == 0 {
        return plain("nothing is lost without it");
    }
    let mut lost = vec![Span::plain("loses ")];
    let levers = authority.levers.iter().map(|&id| to(&graph.atlas, id));
    let scenarios = authority.scenarios.iter().map(|&id| to(&graph.atlas, id));
    lost.extend(join_commas(levers.chain(scenarios)));
    lost
}

fn commitments(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let atlas = &graph.atlas;
    let mut topics: Vec<(_, Vec<(StrategyId, &Commitment)>)> = atlas.topics.ids().map(|id| (id, Vec::new())).collect();
    for &id in &audit.strategies {
        for commitment in &atlas.strategies[id].commitments {
            topics[commitment.topic.index()].1.push((id, commitment));
        }
    }
    topics.retain(|(_, entries)| !entries.is_empty());
    let all: usize = topics.iter().map(|(_, entries)| entries.len()).sum();
    if all == 0 {
        return;
    }
    page.heading(Heading::section("What it rests on").counting(all));
    for (topic, entries) in topics {
        page.heading(Heading::group(plain(&atlas.topics[topic].name)).counting(entries.len()));
        page.list(entries.into_iter().map(|(id, commitment)| {
            let note = format!("{} Fails if: {}", sentence(&commitment.claim), commitment.failure);
            Item { text: vec![to(atlas, id)], badges: Vec::new(), note: plain(note) }
        }));
    }
}

fn thresholds(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let strategies = &graph.atlas.strategies;
    let turning = audit.strategies.iter().filter_map(|&id| Some((id, strategies[id].overshoot.as_ref()?)));
    let items: Vec<Item> = turning
        .map(|(id, overshoot)| Item {
            text: vec![to(&graph.atlas, id)],
            badges: Vec::new(),
            note: plain(sentence(&overshoot.threshold)),
        })
        .collect();
    if !items.is_empty() {
        page.heading(Heading::section("Thresholds to watch").counting(items.len()).warning("overshoot risk"));
        page.list(items);
    }
}

fn signals(page: &mut PageBuilder, graph: &Graph, audit: &Audit) {
    let strategies = &graph.atlas.strategies;
    let told = audit.strategies.iter().filter_map(|&id| Some((id, strategies[id].falsification.as_deref()?)));
    let items: Vec<Item> = told
        .map(|(id, signal)| Item { text: vec![to(&graph.atlas, id)], badges: Vec::new(), note: plain(signal) })
        .collect();
    if !items.is_empty() {
        page.heading(Heading::section("Signals that would count against it").counting(items.len()));
        page.list(items);
    }
}

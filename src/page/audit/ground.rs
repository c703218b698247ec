//! What a portfolio answers and what it rests on: scenarios, sources of authority, commitments, the thresholds where
//! its strategies turn on themselves, and the signals that would count against them.

use crate::graph::{Audit, Authority, Graph};
use crate::model::{Axis, Commitment, Id, StrategyId};

use crate::document::{Heading, Inline, Item, Span};
use crate::page::draft::Draft;
use crate::page::figures::counted;
use crate::page::inline::{dotted, listed, plain, sentence, to};

pub(super) fn sections(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    scenarios(draft, graph, audit);
    authorities(draft, graph, audit);
    commitments(draft, graph, audit);
    thresholds(draft, graph, audit);
    signals(draft, graph, audit);
}

fn names(graph: &Graph, strategies: &[StrategyId]) -> Inline {
    listed(strategies.iter().map(|&id| to(&graph.atlas, id)))
}

fn scenarios(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    if audit.scenarios.is_empty() {
        return;
    }
    draft.heading(Heading::section("Scenarios it answers").counting(audit.answered()));
    let (answered, open): (Vec<_>, Vec<_>) = audit.scenarios.iter().partition(|(_, answers)| !answers.is_empty());
    draft.list(answered.into_iter().map(|(scenario, answers)| {
        let count = Span::quiet(format!("  {}", counted(answers.len(), "answer", "answers")));
        Item { text: vec![to(&graph.atlas, *scenario), count], badges: Vec::new(), note: names(graph, answers) }
    }));
    draft.heading(Heading::section("Scenarios it leaves open").counting(open.len()));
    if open.is_empty() {
        draft.notice("It answers every scenario.");
    }
    draft.list(open.into_iter().map(|(scenario, _)| Item {
        text: vec![to(&graph.atlas, *scenario)],
        badges: Vec::new(),
        note: plain(sentence(&graph.atlas.scenarios[*scenario].gloss)),
    }));
}

fn authorities(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    let atlas = &graph.atlas;
    draft.heading(Heading::section("What falls together").counting(audit.authorities.len()));
    draft.caption("If one source of authority fails: what rests on it, and what nothing else of the portfolio covers.");
    draft.list(audit.authorities.iter().map(|authority| {
        let source = &atlas.values_on(Axis::LegitimacySource)[authority.source].name;
        let count = counted(authority.strategies.len(), "strategy", "strategies");
        Item {
            text: vec![Span::plain(source), Span::quiet(format!("  {count}"))],
            badges: Vec::new(),
            note: dotted([names(graph, &authority.strategies), loss(graph, authority)]),
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
    lost.extend(listed(levers.chain(scenarios)));
    lost
}

fn commitments(draft: &mut Draft, graph: &Graph, audit: &Audit) {
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
    draft.heading(Heading::section("What it rests on").counting(all));
    for (topic, entries) in topics {
        draft.heading(Heading::group(plain(&atlas.topics[topic].name)).counting(entries.len()));
        draft.list(entries.into_iter().map(|(id, commitment)| {
            let note = format!("{} Fails if: {}", sentence(&commitment.claim), commitment.failure);
            Item { text: vec![to(atlas, id)], badges: Vec::new(), note: plain(note) }
        }));
    }
}

fn thresholds(draft: &mut Draft, graph: &Graph, audit: &Audit) {
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
        draft.heading(Heading::section("Thresholds to watch").counting(items.len()).warning("overshoot risk"));
        draft.list(items);
    }
}

fn signals(draft: &mut Draft, graph: &Graph, audit: &Audit) {
    let strategies = &graph.atlas.strategies;
    let told = audit.strategies.iter().filter_map(|&id| Some((id, strategies[id].falsification.as_deref()?)));
    let items: Vec<Item> = told
        .map(|(id, signal)| Item { text: vec![to(&graph.atlas, id)], badges: Vec::new(), note: plain(signal) })
        .collect();
    if !items.is_empty() {
        draft.heading(Heading::section("Signals that would count against it").counting(items.len()));
        draft.list(items);
    }
}

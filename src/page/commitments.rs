//! The page of commitments: what has to be true for strategies to work, by topic.

use crate::graph::Graph;
use crate::model::{Commitment, Id, StrategyId, TopicId};

use crate::document::{Heading, Item, PageBuilder, fact, plain, sentence};
use crate::page::home;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;

/// A commitment and the strategy that rests on it.
type Entry<'a> = (StrategyId, &'a Commitment);

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(graph));
    let topics = by_topic(graph);
    summary(&mut page, graph, &topics);
    for (topic, entries) in &topics {
        page.heading(Heading::section(&graph.atlas.topics[*topic].name).counting(entries.len()));
        page.list(entries.iter().map(|&(strategy, commitment)| item(graph, strategy, commitment)));
    }
    if topics.is_empty() {
        page.notice("No strategy of this atlas says what it rests on.");
    }
    page
}

/// The topics that have commitments, as catalogued; in each, strategies in name order, then as they list them.
fn by_topic(graph: &Graph) -> Vec<(TopicId, Vec<Entry<'_>>)> {
    let atlas = &graph.atlas;
    let mut topics: Vec<_> = atlas.topics.ids().map(|topic| (topic, Vec::new())).collect();
    for (strategy, row) in atlas.strategies.iter() {
        for commitment in &row.commitments {
            topics[commitment.topic.index()].1.push((strategy, commitment));
        }
    }
    topics.retain(|(_, entries)| !entries.is_empty());
    topics
}

fn summary(page: &mut PageBuilder, graph: &Graph, topics: &[(TopicId, Vec<Entry<'_>>)]) {
    // Of topics with equally many, the first one counts as the most common.
    let Some((topic, most)) = topics.iter().rev().max_by_key(|(_, entries)| entries.len()) else { return };
    let atlas = &graph.atlas;
    let committed = atlas.strategies.rows().iter().filter(|strategy| !strategy.commitments.is_empty()).count();
    let all: usize = topics.iter().map(|(_, entries)| entries.len()).sum();
    let common = format!("{} ({})", atlas.topics[*topic].name, most.len());
    page.facts(vec![
        fact("Commitments", plain(all.to_string())),
        fact(
            "Rest on any",
            plain(format!("{committed} of {}", pluralize(atlas.strategies.len(), "strategy", "strategies"))),
        ),
        fact("Most common topic", plain(common)),
    ]);
}

fn item(graph: &Graph, strategy: StrategyId, commitment: &Commitment) -> Item {
    let note = format!("{} Fails if: {}", sentence(&commitment.claim), commitment.failure);
    Item { text: vec![to(&graph.atlas, strategy)], badges: Vec::new(), note: plain(note) }
}

//! The page of commitments: what must be true for strategies to work, by topic.

use crate::document::{Heading, Item, Page, fact, sentence};
use crate::model::{Atlas, Commitment, Id, StrategyId, TopicId};
use crate::page::PageContext;
use crate::page::parts::figures::strategies;
use crate::page::parts::inline::to;

/// Commitments, each with the strategy that it belongs to.
type Commitments<'a> = Vec<(StrategyId, &'a Commitment)>;

/// Builds the page of commitments.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    let topics = by_topic(atlas, atlas.strategies.ids());
    // `max_by_key` returns the last maximum; reversed, it returns the first of the topics with the most commitments.
    if let Some((topic, most)) = topics.iter().rev().max_by_key(|(_, entries)| entries.len()) {
        let committed = atlas.strategies.rows().iter().filter(|strategy| !strategy.commitments.is_empty()).count();
        page.facts([
            fact("Commitments", topics.iter().map(|(_, entries)| entries.len()).sum::<usize>()),
            fact("Rest on any", format!("{committed} of {}", strategies(atlas.strategies.len()))),
            fact("Most common topic", format!("{} ({})", atlas.topics[*topic].name, most.len())),
        ]);
    } else {
        page.notice("No strategy of this atlas states a commitment.");
    }
    for (topic, entries) in topics {
        let items = entries.into_iter().map(|(strategy, commitment)| Item::new(to(atlas, strategy), note(commitment)));
        page.section(Heading::section(&atlas.topics[topic].name), items);
    }
    page.finish()
}

/// Returns the commitments of `strategies` by topic, in the topic order of the atlas; topics without commitments are
/// left out.
pub(super) fn by_topic(
    atlas: &Atlas,
    strategies: impl IntoIterator<Item = StrategyId>,
) -> Vec<(TopicId, Commitments<'_>)> {
    let mut topics: Vec<_> = atlas.topics.ids().map(|topic| (topic, Vec::new())).collect();
    for strategy in strategies {
        for commitment in &atlas.strategies[strategy].commitments {
            topics[commitment.topic.index()].1.push((strategy, commitment));
        }
    }
    topics.retain(|(_, entries)| !entries.is_empty());
    topics
}

/// Returns the claim of a commitment and the consequence if the claim is false.
pub(super) fn note(commitment: &Commitment) -> String {
    format!("{} Fails if: {}", sentence(&commitment.claim), commitment.failure)
}

//! The page of commitments: what must be true for strategies to work, by topic.

use crate::document::{Heading, Inline, IntoInline, Item, Page, Span, Tone, sentence};
use crate::model::{Atlas, Commitment, Id, StrategyId, TopicId};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::inline::to;

/// Commitments, each with the strategy that it belongs to.
type Commitments<'a> = Vec<(StrategyId, &'a Commitment)>;

/// Builds the page of commitments.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    let topics = by_topic(atlas, atlas.strategies.ids());
    if topics.is_empty() {
        page.notice("No strategy of this atlas states a commitment.");
    } else {
        page.kicker = answer(atlas, &topics);
    }
    for (topic, entries) in topics {
        let items = entries.into_iter().map(|(strategy, commitment)| item(to(atlas, strategy), commitment));
        page.section(Heading::section(&atlas.topics[topic].name), items);
    }
    page.finish()
}

/// Returns a sentence on the number of strategies with commitments and on the most common topic.
fn answer(atlas: &Atlas, topics: &[(TopicId, Commitments<'_>)]) -> Inline {
    let committed = atlas.strategies.rows().iter().filter(|strategy| !strategy.commitments.is_empty()).count();
    let rest = if committed == 1 { "rests on a commitment" } else { "rest on commitments" };
    let counts = topics.iter().map(|(topic, entries)| (Span::plain(&atlas.topics[*topic].name), entries.len()));
    let common = Extreme::highest(counts).map(|most| {
        let of_all: usize = topics.iter().map(|(_, entries)| entries.len()).sum();
        let is = most.choose("topic is", "topics are");
        let template = format!("the most common {is} {{}} ({{}} of {{}}{})", most.each());
        clause(&template, [most.names("topics"), figure(most.value), figure(of_all)])
    });
    answer::sentence([
        clause(&format!("{{}} of {{}} strategies {rest}"), [committed, atlas.strategies.len()].map(figure)),
        common.unwrap_or_default(),
    ])
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

/// Returns a list item with the claim of a commitment and, below it, what would prove the claim wrong.
pub(super) fn item(name: impl IntoInline, commitment: &Commitment) -> Item {
    Item::new(name, sentence(&commitment.claim)).flagged(wrong_if(&commitment.failure))
}

/// Label of the text on what would prove a strategy or a commitment wrong.
pub(super) const WRONG_IF: &str = "⚑ wrong if";

/// Returns the label [`WRONG_IF`] and `text`.
pub(super) fn wrong_if(text: &str) -> Inline {
    vec![Span::toned(WRONG_IF, Tone::Against), Span::quiet(format!("  {text}"))]
}

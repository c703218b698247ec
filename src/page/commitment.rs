//! The page of one commitment of a strategy: the claim, the consequence if the claim is false, and the user's verdict
//! on the commitment.

use crate::document::{Heading, Inline, Item, Page, PageBuilder, Span, Tone, fact, join_dots, plain, sentence};
use crate::model::{Atlas, Commitment, SharedClaimId, StrategyId};
use crate::page::PageContext;
use crate::page::commitments::{self, WRONG_IF, wrong_if};
use crate::page::parts::inline::to;
use crate::page::parts::verdict;
use crate::place::{Overview, Place};
use crate::review::Subject;

/// Builds the page of the commitment at index `at` of the strategy `id`.
pub(super) fn build((id, at): (StrategyId, u32), context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    let Some(commitment) = Subject::Commitment(id, at).commitment(atlas) else { return page.finish() };
    page.kicker = kicker(context, id, commitment);
    text(&mut page, commitment);
    page.facts([fact(
        "Shared claim",
        commitment.shared_claim.map(|claim| Span::link(&atlas.claims[claim].name, Place::Claim(claim))),
    )]);
    verdict::on_commitment(&mut page, context, &Place::Commitment(id, at).path(atlas));
    let strategy = &atlas.strategies[id];
    page.heading(Heading::section("The strategy that rests on it"));
    let falsification = strategy.falsification.as_deref().map(wrong_if).unwrap_or_default();
    page.list([Item::new(to(atlas, id), &strategy.thesis).flagged(falsification)]);
    let others = Subject::commitments(atlas).filter_map(|subject| match subject {
        Subject::Commitment(other, index) if (other, index) != (id, at) => {
            let commitment = subject.commitment(atlas).filter(|other| other.topic == commitment.topic)?;
            let name = Span::link(&atlas.strategies[other].name, Place::Commitment(other, index));
            Some(commitments::item(name, commitment))
        }
        _ => None,
    });
    let topic = &atlas.topics[commitment.topic].name;
    let heading = Heading::section(format!("Other commitments on the topic {topic}"));
    page.section(heading.beside(to(atlas, Overview::Commitments)), others.collect::<Vec<_>>());
    page.finish()
}

/// Builds the page of a claim that several commitments share.
pub(super) fn build_claim(id: SharedClaimId, context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    page.paragraph(sentence(&atlas.claims[id].statement));
    sharing(&mut page, atlas, id);
    verdict::on_commitment(&mut page, context, &Place::Claim(id).path(atlas));
    page.finish()
}

/// Adds a section on the commitments that share the claim `id`.
pub(super) fn sharing(page: &mut PageBuilder, atlas: &Atlas, id: SharedClaimId) {
    let all = Subject::commitments(atlas);
    let sharing = all.filter_map(|subject| {
        let commitment = subject.commitment(atlas).filter(|commitment| commitment.shared_claim == Some(id))?;
        Some(Item::new(verdict::link(atlas, &subject.path(atlas)), sentence(&commitment.claim)))
    });
    page.section(Heading::section("Commitments with the same claim"), sharing.collect::<Vec<_>>());
}

/// Returns the line above the page title: the strategy and the topic of the commitment.
pub(super) fn kicker(context: &PageContext<'_>, id: StrategyId, commitment: &Commitment) -> Inline {
    let atlas = &context.graph.atlas;
    join_dots([plain(to(atlas, id)), plain(atlas.topics[commitment.topic].name.as_str())])
}

/// Adds the claim of a commitment, and the consequence if the claim is false.
pub(super) fn text(page: &mut PageBuilder, commitment: &Commitment) {
    page.paragraph(Span::strong(sentence(&commitment.claim)));
    page.facts([fact(WRONG_IF, sentence(&commitment.failure)).toned(Tone::Against)]);
}

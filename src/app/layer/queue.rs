//! List of the review queue: every card with its state, from which the user goes to a card.

use crate::app::command::StateCommand;
use crate::review::{CardMark, Subject};

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// Entry of the list of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueItem {
    /// The card whose subject has this address.
    Card(String),
    /// A row that hides judged cards, or shows them again.
    ToggleJudged,
}

impl PickerItem for QueueItem {
    const HEADING: &'static str = "Queue";
    const MAX_TITLE_WIDTH: usize = 42;

    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let session = context.model.session()?;
        let is_listed = |mark: Option<CardMark>| !context.review.shows_unjudged_only || mark != Some(CardMark::Judged);
        let atlas = &context.graph.atlas;
        let cards = session.queue().iter().enumerate().filter_map(|(index, card)| {
            let mark = session.mark(&card.subject);
            let subject = Subject::find(atlas, &card.subject);
            let row = PickerRow {
                title: subject.map_or_else(|| card.subject.clone(), |subject| subject.name(atlas)),
                detail: format!("card {}", index + 1),
                note: mark.map(CardMark::label).unwrap_or_default().to_owned(),
                is_current: index == session.position(),
                ..PickerRow::default()
            };
            is_listed(mark).then(|| (row, Self::Card(card.subject.clone())))
        });
        let title = if context.review.shows_unjudged_only { "All cards" } else { "Unjudged only" };
        let toggle = PickerRow { title: title.to_owned(), detail: session.describe_progress(), ..PickerRow::default() };
        Some(cards.chain([(toggle, Self::ToggleJudged)]).collect())
    }

    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        LayerReply::CloseThen(match self {
            Self::Card(card) => StateCommand::JumpToCard(card),
            Self::ToggleJudged => StateCommand::ToggleJudgedCards,
        })
    }
}

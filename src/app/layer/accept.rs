//! List of notes for accepting an inconsistency: predefined notes and the text typed by the user.

use crate::app::command::StateCommand;
use crate::document::Target;
use crate::page::consistency_of;
use crate::place::{Overview, Place};
use crate::review::{Acceptance, Inconsistency};

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// Predefined notes, which are offered for each inconsistency.
const NOTES: [&str; 3] = ["hedge", "long shot", "different horizons"];

/// Row of the list: an inconsistency to accept, and the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcceptItem {
    /// An inconsistency, accepted with a predefined note.
    Ready(Acceptance),
    /// The first inconsistency under the cursor, accepted with the note typed by the user.
    Typed(String),
}

impl PickerItem for AcceptItem {
    const HEADING: &'static str = "Accept with a note";
    const MAX_TITLE_WIDTH: usize = 20;

    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let rows = candidates(context).into_iter().flat_map(|found| {
            NOTES.map(|note| {
                let row = PickerRow { title: note.to_owned(), detail: words(&found), ..PickerRow::default() };
                (row, Self::Ready(Acceptance::of(&found, Some(note.to_owned()))))
            })
        });
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then_some(rows)
    }

    fn pick(self, context: &LayerContext<'_>) -> LayerReply {
        let acceptance = match self {
            Self::Ready(acceptance) => Some(acceptance),
            Self::Typed(note) => candidates(context).first().map(|found| Acceptance::of(found, Some(note))),
        };
        acceptance.map_or(LayerReply::Close, |acceptance| LayerReply::CloseThen(StateCommand::Accept(acceptance)))
    }

    fn of_query(query: &str) -> Option<(PickerRow, Self)> {
        let detail = "your own note".to_owned();
        let row = PickerRow { title: query.to_owned(), detail, ..PickerRow::default() };
        (!query.trim().is_empty()).then(|| (row, Self::Typed(query.trim().to_owned())))
    }
}

/// Returns the inconsistencies that involve the subject under the cursor, worst first; empty on pages other than that
/// of Consistency.
fn candidates(context: &LayerContext<'_>) -> Vec<Inconsistency> {
    if context.browse.place() != Place::Overview(Overview::Consistency) {
        return Vec::new();
    }
    let Some(Target::Place(place)) = context.browse.target() else { return Vec::new() };
    let path = place.path(&context.graph.atlas);
    let all = consistency_of(&context.model.page_context(context.graph)).inconsistencies;
    all.into_iter().filter(|found| found.subjects.iter().any(|party| party.subject == path)).collect()
}

/// Returns a description of an inconsistency in one line.
fn words(found: &Inconsistency) -> String {
    let name = found.subjects.first().map(|party| party.name.as_str()).unwrap_or_default();
    let points = found.points.map(|points| format!(", {points} points")).unwrap_or_default();
    format!("{name}: {}{points}", found.kind.title())
}

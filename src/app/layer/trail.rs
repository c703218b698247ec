//! List of the places on the trail, from which the user goes to one.

use crate::app::command::StateCommand;

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// Step of the trail in the list, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrailItem(usize);

impl PickerItem for TrailItem {
    const HEADING: &'static str = "Trail";

    /// Returns the steps, branch by branch.
    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let lines = context.browse.trail.lines().into_iter().map(|line| {
            let row = PickerRow {
                title: line.place.name(&context.graph.atlas).into_owned(),
                detail: context.browse.trail.note(line.step).unwrap_or_default().to_owned(),
                note: line.place.noun().to_owned(),
                depth: line.depth,
                is_current: line.is_here,
                ..PickerRow::default()
            };
            (row, Self(line.step))
        });
        Some(lines.collect())
    }

    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        LayerReply::CloseThen(StateCommand::JumpToStep(self.0))
    }
}

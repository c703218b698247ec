//! List of the saved trails, from which the user reopens one.

use crate::app::command::StateCommand;
use crate::app::effect::Effect;

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// Saved trail in the list, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedTrailItem(String);

impl SavedTrailItem {
    /// Returns the row and the item of the trail called `name`.
    pub(in crate::app) fn with_row(name: String) -> (PickerRow, Self) {
        (PickerRow { title: name.clone(), ..PickerRow::default() }, Self(name))
    }
}

impl PickerItem for SavedTrailItem {
    const HEADING: &'static str = "Saved trails";

    fn all(_: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        None
    }

    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        LayerReply::CloseThen(StateCommand::Emit(Effect::OpenTrail(self.0)))
    }
}

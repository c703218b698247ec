//! Marks: places saved under letters.

use std::collections::BTreeMap;

use crate::action::Focus;

use super::pane::PaneState;

/// Saved place with its cursors. The place is stored by address, so the mark remains valid in later editions of the
/// atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMark {
    /// Address of the place.
    pub place: String,
    /// The pane that had the focus.
    pub focus: Focus,
    /// Cursors and scroll positions in the page, its relations and its people, in this order.
    pub panes: [PaneState; 3],
}

/// Saved places by letter.
pub type Marks = BTreeMap<char, PlaceMark>;

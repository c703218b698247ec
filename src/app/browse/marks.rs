//! Marks: places saved under letters.

use std::collections::BTreeMap;

use crate::action::Focus;

use super::pane::PaneState;

/// Saved place with its cursors. It stores the address, so the mark outlives the edition of the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMark {
    /// Address of the place.
    pub place: String,
    /// The pane with the focus.
    pub focus: Focus,
    /// Cursor and scroll position in the page, its relations and its people.
    pub panes: [PaneState; 3],
}

/// Saved places by letter.
pub type Marks = BTreeMap<char, PlaceMark>;

//! Marks: a place saved under a letter.

use std::collections::BTreeMap;

use crate::action::Focus;

use super::pane::PaneState;

/// A saved place with its cursors. The place is a path, so that a mark outlives the atlas it was set in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMark {
    /// The place.
    pub place: String,
    /// The pane with the focus.
    pub focus: Focus,
    /// Cursor and window in the page, its relations and its people.
    pub panes: [PaneState; 3],
}

/// Saved places by their letters.
pub type Marks = BTreeMap<char, PlaceMark>;

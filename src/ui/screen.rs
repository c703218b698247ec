//! Inputs of drawing, and areas in the buffer.

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::Action;
use crate::app::{Area, State};
use crate::graph::Graph;
use crate::keymap::{Key, Keymap};

use super::symbols::Symbols;
use super::theme::Theme;

/// Everything that a frame shows.
pub struct ScreenView<'a> {
    /// The state of the app.
    pub state: &'a State,
    /// The graph of the atlas.
    pub graph: &'a Graph,
    /// The current key bindings.
    pub keymap: &'a Keymap,
    /// The keys typed so far of a sequence.
    pub pending: &'a [Key],
    /// Whether the keys that can follow `pending` are shown.
    pub key_hints_shown: bool,
    /// The count typed so far.
    pub count: Option<usize>,
    /// The step of the spinner; `None` while it is hidden.
    pub spinner: Option<u32>,
    /// The styles.
    pub theme: &'a Theme,
    /// The symbols that the terminal can show.
    pub symbols: Symbols,
    /// The actions, with their counts, that clicks on the cells of the last drawing ask for.
    pub targets: RefCell<Vec<(Rect, Action, Option<usize>)>>,
}

impl ScreenView<'_> {
    /// Registers `area` as clickable for an action.
    pub(super) fn add_target(&self, area: Rect, action: Action, count: Option<usize>) {
        self.targets.borrow_mut().push((area, action, count));
    }

    /// Returns the action, with its count, that a click at a cell asks for: that of a key hint, or a name of the trail.
    pub fn action_at(&self, x: u16, y: u16) -> Option<(Action, Option<usize>)> {
        let size = self.state.browse.size;
        self.render(&mut Buffer::empty(Rect::new(0, 0, size.width, size.height)));
        let hit = |(area, ..): &(Rect, Action, Option<usize>)| area.contains(Position::new(x, y));
        self.targets.take().into_iter().rev().find(hit).map(|(_, action, count)| (action, count))
    }
}

/// Returns the part of `area` that lies in `buffer`.
pub(super) fn rect(area: Area, buffer: &Buffer) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

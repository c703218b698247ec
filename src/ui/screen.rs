//! Inputs of drawing, and areas in the buffer.

use std::cell::{OnceCell, RefCell};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, ActionContext};
use crate::app::{Area, State};
use crate::graph::Graph;
use crate::keymap::{Key, Keymap};

use super::symbols::Symbols;
use super::theme::Theme;

/// Content of a frame.
pub struct ScreenView<'a> {
    /// The state of the app.
    pub state: &'a State,
    /// Graph of the atlas.
    pub graph: &'a Graph,
    /// Current key bindings.
    pub keymap: &'a Keymap,
    /// Typed keys of an unfinished sequence.
    pub pending: &'a [Key],
    /// Whether the keys that can follow `pending` are shown.
    pub key_hints_shown: bool,
    /// Typed count.
    pub count: Option<usize>,
    /// Step of the spinner; `None` if hidden.
    pub spinner: Option<u32>,
    /// Whether to report that the page is being built.
    pub is_building: bool,
    /// Current theme.
    pub theme: &'a Theme,
    /// Symbols that the terminal can show.
    pub symbols: Symbols,
    /// Context that determines which actions apply; computed for the first key hint.
    pub action_context: OnceCell<ActionContext>,
    /// Clickable areas of the last drawing, with their actions and counts.
    pub targets: RefCell<Vec<(Rect, Action, Option<usize>)>>,
}

/// Message while a page is being built.
const BUILDING: &str = "The page is being built …";

impl ScreenView<'_> {
    /// Returns the context that determines which actions apply.
    pub(super) fn action_context(&self) -> &ActionContext {
        self.action_context.get_or_init(|| self.state.action_context())
    }

    /// Returns the message in the footer: a notice, or else that the page is being built.
    pub(super) fn message(&self) -> Option<&str> {
        self.state.status.notice.as_deref().or(self.is_building.then_some(BUILDING))
    }

    /// Registers `area` as clickable for an action.
    pub(super) fn add_target(&self, area: Rect, action: Action, count: Option<usize>) {
        self.targets.borrow_mut().push((area, action, count));
    }

    /// Returns the action and count of the clickable area at a cell: a key hint, or a name of the trail.
    pub fn action_at(&self, x: u16, y: u16) -> Option<(Action, Option<usize>)> {
        let size = self.state.browse.size;
        self.render(&mut Buffer::empty(Rect::new(0, 0, size.width, size.height)));
        let hit = |(area, ..): &(Rect, Action, Option<usize>)| area.contains(Position::new(x, y));
        self.targets.take().into_iter().rev().find(hit).map(|(_, action, count)| (action, count))
    }
}

/// Returns the part of `area` within `buffer`.
pub(super) fn rect(area: Area, buffer: &Buffer) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

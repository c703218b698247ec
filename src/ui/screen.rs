//! What is drawn on the screen, and areas of it in the buffer.

use std::cell::{OnceCell, RefCell};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::action::{Action, ActionContext};
use crate::app::{Area, State};
use crate::graph::Graph;
use crate::keymap::{Key, Keymap};

use super::symbols::Symbols;
use super::text::RowLooks;
use super::theme::Theme;

/// What is drawn on the screen.
pub struct ScreenView<'a> {
    /// State of the app.
    pub state: &'a State,
    /// Graph of the atlas.
    pub graph: &'a Graph,
    /// Current key bindings.
    pub keymap: &'a Keymap,
    /// Keys of an unfinished sequence that have been typed.
    pub pending: &'a [Key],
    /// Whether the keys that can follow `pending` are shown.
    pub key_hints_shown: bool,
    /// Repeat count that has been typed; `None` if there is none.
    pub count: Option<usize>,
    /// Step of the spinner; `None` if the spinner is hidden.
    pub spinner: Option<u32>,
    /// Whether the screen says that the page is being built.
    pub is_building: bool,
    /// Current theme.
    pub theme: &'a Theme,
    /// Symbols that the terminal can show.
    pub symbols: Symbols,
    /// Context that determines which actions apply. It is computed when the first key hint is drawn.
    pub action_context: OnceCell<ActionContext>,
    /// Areas of the screen as last drawn that can be clicked, each with the action and the count that a click triggers.
    pub targets: RefCell<Vec<(Rect, Action, Option<usize>)>>,
}

/// Message while a page is being built.
const BUILDING: &str = "The page is being built …";

impl ScreenView<'_> {
    /// Returns how rows without a cursor are drawn.
    pub(super) fn row_looks(&self) -> RowLooks<'_> {
        RowLooks { has_half_blocks: self.state.browse.has_half_blocks, ..self.theme.into() }
    }

    /// Returns the context that determines which actions apply.
    pub(super) fn action_context(&self) -> &ActionContext {
        self.action_context.get_or_init(|| self.state.action_context())
    }

    /// Returns the message in the footer: a notice, or else the message that the page is being built; `None` without
    /// either.
    pub(super) fn message(&self) -> Option<&str> {
        self.state.status.notice.as_deref().or(self.is_building.then_some(BUILDING))
    }

    /// Makes clicks on `area` trigger `action` with `count`.
    pub(super) fn add_target(&self, area: Rect, action: Action, count: Option<usize>) {
        self.targets.borrow_mut().push((area, action, count));
    }

    /// Returns the action and count that a click on a cell triggers, on a key hint or a name of the trail; `None`
    /// elsewhere.
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

//! Everything that is drawn, and the areas of it in the buffer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Area, State};
use crate::graph::Graph;
use crate::keymap::{Key, Keymap};

use super::symbols::Symbols;
use super::theme::Theme;

/// Everything that is drawn.
#[derive(Clone, Copy)]
pub struct Screen<'a> {
    /// The state.
    pub state: &'a State,
    /// What is explored.
    pub graph: &'a Graph,
    /// The keys in use.
    pub keymap: &'a Keymap,
    /// Keys typed so far of a sequence.
    pub pending: &'a [Key],
    /// Whether what can follow them is shown.
    pub key_hints_shown: bool,
    /// The count typed so far.
    pub count: Option<usize>,
    /// How often what tells that an answer takes long has turned; nothing while it is not shown.
    pub spinner: Option<u32>,
    /// The looks.
    pub theme: &'a Theme,
    /// What the terminal can show.
    pub symbols: Symbols,
}

/// The part of `area` that lies in `buffer`.
pub(super) fn rect(area: Area, buffer: &Buffer) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

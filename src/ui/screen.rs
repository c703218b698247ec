//! Inputs of drawing, and areas in the buffer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Area, State};
use crate::graph::Graph;
use crate::keymap::{Key, Keymap};

use super::symbols::Symbols;
use super::theme::Theme;

/// Everything that a frame shows.
#[derive(Clone, Copy)]
pub struct ScreenView<'a> {
    /// The state of the app.
    pub state: &'a State,
    /// The graph of the atlas.
    pub graph: &'a Graph,
    /// The keys in use.
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
}

/// The part of `area` that lies in `buffer`.
pub(super) fn rect(area: Area, buffer: &Buffer) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

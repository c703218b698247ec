//! Drawing. Everything here reads the state and writes cells; nothing changes the state.

mod bars;
mod dialog;
mod faults;
mod help;
mod hints;
mod index;
mod list;
mod matrix;
mod panes;
mod search;
mod symbols;
mod text;
mod theme;
mod verdict;
mod welcome;

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Area, Arrangement, Overlay, State};
use crate::graph::Graph;
use crate::keymap::{Key, Keymap};

pub use symbols::Symbols;
pub use theme::{Depth, Rgb, Theme, ThemeFault};

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
    pub following: bool,
    /// The count typed so far.
    pub count: Option<usize>,
    /// How often what tells that an answer takes long has turned; nothing while it is not shown.
    pub turns: Option<u32>,
    /// The looks.
    pub theme: &'a Theme,
    /// What the terminal can show.
    pub symbols: Symbols,
}

impl Screen<'_> {
    /// Draws the screen and places the cursor on what has the focus.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let cursor = self.render(frame.buffer_mut());
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    /// Draws into `buffer` and returns where the cursor goes.
    pub fn render(&self, buffer: &mut Buffer) -> Option<Position> {
        buffer.set_style(buffer.area, self.theme.base());
        let cursor = self.render_widgets(buffer);
        self.symbols.apply(buffer);
        cursor
    }

    fn render_widgets(&self, buffer: &mut Buffer) -> Option<Position> {
        if self.state.view.layout.arrangement == Arrangement::TooSmall {
            bars::too_small(buffer, self.theme);
            return None;
        }
        if let Some(Overlay::Search(search)) = self.state.overlays.last() {
            return Some(search::render(self, search, buffer));
        }
        bars::top(self, buffer);
        let cursor = panes::render(self, buffer);
        let footer = self.state.view.layout.footer;
        let cursor = match self.state.overlays.last() {
            Some(Overlay::Shelf(shelf)) => Some(list::shelf(self, shelf, buffer)),
            Some(Overlay::Naming(naming)) => Some(bars::typed(self, naming.purpose.label(), &naming.input, buffer)),
            Some(Overlay::Narrow(query)) => Some(bars::typed(self, "people", query, buffer)),
            Some(Overlay::Prompt(prompt)) => Some(bars::typed(self, bars::naming(prompt), &prompt.input, buffer)),
            _ if self.state.index.typing => Some(bars::typed(self, "filter", &self.state.index.filter, buffer)),
            _ => {
                bars::footer(self, buffer, footer);
                cursor
            }
        };
        if self.state.welcome && self.state.overlays.is_empty() {
            welcome::render(self, buffer);
        }
        match self.state.overlays.last() {
            Some(Overlay::Help(help)) => Some(help::render(self, help, buffer)),
            Some(Overlay::Palette(palette)) => Some(list::palette(self, palette, buffer)),
            Some(Overlay::Journey(journey)) => Some(list::journey(self, journey, buffer)),
            Some(Overlay::Trails(trails)) => Some(list::trails(self, trails, buffer)),
            Some(Overlay::Faults(faults)) => Some(faults::render(self, faults, buffer)),
            Some(Overlay::Review(dialog)) => dialog::render(self, dialog, buffer),
            Some(Overlay::Hints(hints)) => {
                hints::render(self, hints, buffer);
                cursor
            }
            _ => cursor,
        }
    }
}

/// The part of `area` that lies in `buffer`.
fn rect(area: Area, buffer: &Buffer) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

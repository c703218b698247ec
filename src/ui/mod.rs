//! Drawing. Everything here reads the state and writes cells; nothing changes the state.

mod bars;
mod choice;
mod diagnostics;
mod help;
mod hints;
mod index;
mod list;
mod matrix;
mod panes;
mod prompt;
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

use crate::app::{Area, Arrangement, Layer, State};
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
        if self.state.browse.view.layout.arrangement == Arrangement::TooSmall {
            bars::too_small(buffer, self.theme);
            return None;
        }
        if let Some(Layer::Search(search)) = &self.state.layer {
            return Some(search::render(self, search, buffer));
        }
        bars::top(self, buffer);
        let cursor = panes::render(self, buffer);
        let index = &self.state.browse.index;
        match &self.state.layer {
            Some(Layer::Prompt(prompt)) => return Some(prompt::render(self, prompt, buffer)),
            None if index.typing => return Some(prompt::line_below(self, "filter", &index.filter, buffer)),
            _ => bars::footer(self, buffer, self.state.browse.view.layout.footer),
        }
        match &self.state.layer {
            Some(Layer::Help(help)) => Some(help::render(self, help, buffer)),
            Some(Layer::Hints(hints)) => {
                hints::render(self, hints, buffer);
                cursor
            }
            Some(Layer::Choice(choice)) => {
                choice::render(self, choice, buffer);
                None
            }
            Some(layer) => layer.picker().map_or(cursor, |picker| {
                let cursor = list::render(self, &picker, buffer);
                if let Layer::Diagnostics(diagnostics) = layer {
                    diagnostics::render(self, diagnostics, buffer);
                }
                Some(cursor)
            }),
            None => {
                if self.state.status.is_welcome {
                    welcome::render(self, buffer);
                }
                cursor
            }
        }
    }
}

/// The part of `area` that lies in `buffer`.
fn rect(area: Area, buffer: &Buffer) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

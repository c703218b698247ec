//! Drawing of the screen: reads the state of the app and writes cells of the terminal, but never changes the state.

mod bars;
mod choice;
mod diagnostics;
mod help;
mod hints;
mod index;
mod key_grid;
mod list;
mod matrix;
mod panes;
mod playback;
mod prompt;
mod screen;
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
use ratatui::layout::Position;

use crate::action::KeyScope;
use crate::app::{Arrangement, Layer, Letters, PromptPurpose};

pub use screen::ScreenView;
pub use symbols::Symbols;
pub use theme::{Depth, Rgb, Theme, ThemeFault};

impl ScreenView<'_> {
    /// Draws the screen, and sets the position of the terminal's cursor.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let cursor = self.render(frame.buffer_mut());
        // On the mark of the cursor, the cursor of the terminal would be a second sign for the same; a screen reader needs it.
        let is_shown = self.symbols.is_plain() || self.state.scopes().contains(&KeyScope::Input);
        if let Some(cursor) = cursor.filter(|_| is_shown) {
            frame.set_cursor_position(cursor);
        }
    }

    /// Draws the screen into `buffer`. Returns the position of the cursor; `None` if it is hidden.
    pub fn render(&self, buffer: &mut Buffer) -> Option<Position> {
        buffer.set_style(buffer.area, self.theme.base());
        let cursor = self.render_widgets(buffer);
        self.symbols.apply(buffer);
        self.message_position().or(cursor)
    }

    /// Returns whether the panes are left out, because in plain mode a pop-up is open: a screen reader would read
    /// partly covered panes together with the pop-up.
    fn is_covered(&self) -> bool {
        let is_pop_up = match &self.state.layer {
            Some(layer) => !matches!(layer, Layer::Letters(_) | Layer::Prompt(_)),
            None => self.state.status.is_welcome,
        };
        is_pop_up && self.symbols.is_plain()
    }

    /// Returns whether a layer is drawn over the panes that does not concern what they show: the page stays bright while
    /// a line filters its people or records a part of a verdict on it.
    fn has_layer_above(&self) -> bool {
        match &self.state.layer {
            Some(Layer::Letters(_)) => false,
            Some(Layer::Prompt(prompt)) => {
                !matches!(prompt.purpose, PromptPurpose::People | PromptPurpose::Verdict(_) | PromptPurpose::Refused(_))
            }
            Some(_) => true,
            None => self.key_hints_shown || self.state.status.is_welcome,
        }
    }

    /// Returns the position of a new message in plain mode, in which the cursor is where the screen last changed;
    /// `None` otherwise.
    fn message_position(&self) -> Option<Position> {
        let is_shown = self.state.status.notice.is_some() && self.state.layer.is_none();
        let footer = self.state.browse.view.layout.footer;
        (is_shown && self.symbols.is_plain()).then(|| Position::new(footer.x + 1, footer.y))
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
        let cursor = if self.is_covered() { None } else { panes::render(self, buffer) };
        if self.has_layer_above() {
            text::fade(buffer, buffer.area, self.theme);
        }
        let index = &self.state.browse.index;
        match &self.state.layer {
            Some(Layer::Prompt(prompt)) => return Some(prompt::render(self, prompt, buffer)),
            None if index.typing => return Some(prompt::line_below(self, "filter", &index.filter, buffer)),
            _ => bars::footer(self, buffer, self.state.browse.view.layout.footer),
        }
        match &self.state.layer {
            Some(Layer::Help(help)) => Some(help::render(self, help, buffer)),
            Some(Layer::Letters(Letters::Hints(hints))) => {
                hints::render(self, hints, buffer);
                cursor
            }
            Some(Layer::Choice(choice)) => {
                choice::render(self, choice, buffer);
                None
            }
            Some(layer) => layer.picker().map_or(cursor, |picker| {
                let cursor = list::render(self, &picker, buffer);
                match layer {
                    Layer::Diagnostics(diagnostics) => diagnostics::render(self, diagnostics, buffer),
                    Layer::BulkVerdict(verdicts) => list::changes(self, verdicts, buffer),
                    _ => {}
                }
                Some(cursor)
            }),
            None => {
                if let Some(played) = &self.state.browse.playback {
                    playback::render(self, played, buffer);
                } else if self.state.status.is_welcome {
                    welcome::render(self, buffer);
                }
                // Among the keys that can follow, the cursor of the page behind them would look like one of theirs.
                cursor.filter(|_| !self.key_hints_shown || self.symbols.is_plain())
            }
        }
    }
}

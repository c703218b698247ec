//! Dialog in which a part of a verdict is chosen by a number.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::ChoiceDialog;

use super::screen::{ScreenView, rect};
use super::text::{frame, print_rows, scrollbar};

/// Draws the dialog in a frame over the review card. The dialog has no text input, so it shows no cursor.
pub(super) fn render(screen: &ScreenView<'_>, choice: &ChoiceDialog, buffer: &mut Buffer) {
    let theme = screen.theme;
    let layout = choice.layout(screen.state.browse.size);
    let (area, text) = (rect(layout.frame, buffer), rect(layout.text, buffer));
    frame(buffer, area, &choice.title, theme);
    print_rows(buffer, text, layout.flow.rows.iter().skip(layout.first), theme);
    print_rows(buffer, rect(layout.foot, buffer), &layout.key_help.rows, theme);
    let bar = Rect { x: area.x, width: area.width.saturating_sub(1), ..text };
    scrollbar(buffer, bar, (layout.first, layout.flow.rows.len()), theme);
}

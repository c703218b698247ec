//! Welcome of the first run: three lines above the footer, until the user does anything.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, KeyNames};

use super::bars::{hint, hint_width, print_hint};
use super::screen::{ScreenView, rect};
use super::text::{clear, line, print, rule, width};
use super::theme::StyleRole;

/// Number of rows, the line above the text included.
const HEIGHT: u16 = 4;
/// Actions whose keys the second and the third line show.
const MOVING: [Action; 6] =
    [Action::CursorDown, Action::CursorUp, Action::Follow, Action::Back, Action::PaneNext, Action::Hint];
const FINDING: [Action; 4] = [Action::Help, Action::Search, Action::Palette, Action::Quit];

/// Draws the welcome.
pub(super) fn render(screen: &ScreenView<'_>, buffer: &mut Buffer) {
    let theme = screen.theme;
    let footer = rect(screen.state.browse.view.layout.footer, buffer);
    let area = Rect { y: footer.y.saturating_sub(HEIGHT), height: HEIGHT, ..footer }.intersection(buffer.area);
    clear(buffer, area, theme);
    rule(buffer, area, theme);
    let row = line(area, 1);
    let x = print(buffer, row, row.x + 1, "Welcome to stratlas.", theme.style(StyleRole::Focus)) + 2;
    let key = screen.keymap.key_of(Action::Close).unwrap_or_else(|| "A click".to_owned());
    let long = format!("{key} closes this welcome for good, and so does any action.");
    let text = if width(&long) <= row.right().saturating_sub(x) { long } else { format!("{key} closes it.") };
    print(buffer, row, x, &text, theme.style(StyleRole::Aside));
    for (at, actions) in [(2, &MOVING[..]), (3, &FINDING)] {
        let row = line(area, at);
        let mut x = row.x + 1;
        for hint in actions.iter().filter_map(|&action| hint(screen, action)) {
            if x.saturating_add(hint_width(&hint)) <= row.right() + 2 {
                x = print_hint(screen, buffer, row, x, &hint);
            }
        }
    }
}

//! The hint of the first run: three lines over the foot of the panes, until the user does anything.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, KeyNames};
use crate::text;

use super::bars::{hint, put_hint};
use super::screen::{Screen, rect};
use super::text::{clear, line, put};
use super::theme::Chrome;

/// How many lines there are.
const LINES: u16 = 3;
/// What the second line and the third say, as far as there is room.
const MOVING: [Action; 6] =
    [Action::CursorDown, Action::CursorUp, Action::Follow, Action::Back, Action::PaneNext, Action::Hint];
const FINDING: [Action; 4] = [Action::Help, Action::Search, Action::Palette, Action::Quit];

/// Draws the hint.
pub(super) fn render(screen: &Screen<'_>, buffer: &mut Buffer) {
    let theme = screen.theme;
    let footer = rect(screen.state.browse.view.layout.footer, buffer);
    let height = LINES + 1;
    let area = Rect { y: footer.y.saturating_sub(height), height, ..footer }.intersection(buffer.area);
    clear(buffer, area, theme);
    let top = line(area, 0);
    put(buffer, top, top.x, &"─".repeat(usize::from(top.width)), theme.chrome(Chrome::Border));
    let row = line(area, 1);
    let x = put(buffer, row, row.x + 1, "Welcome to stratlas.", theme.chrome(Chrome::Accent)) + 2;
    let key = screen.keymap.key_of(Action::Close).unwrap_or_else(|| "A click".to_owned());
    let (long, short) = (format!("{key} hides this for good, and so does any action."), format!("{key} hides this."));
    let room = usize::from(row.right().saturating_sub(x));
    put(buffer, row, x, if text::width(&long) <= room { &long } else { &short }, theme.chrome(Chrome::Quiet));
    for (at, actions) in [(2, &MOVING[..]), (3, &FINDING)] {
        let row = line(area, at);
        let mut x = row.x + 1;
        for (key, title) in actions.iter().filter_map(|&action| hint(screen, action)) {
            let width = u16::try_from(text::width(&key) + text::width(title) + 1).unwrap_or(u16::MAX);
            if x.saturating_add(width) <= row.right() {
                x = put_hint(screen, buffer, row, x, (&key, title));
            }
        }
    }
}

//! Strip below the panes while a trail is played: the current stop, its note, and the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::app::Playback;
use crate::document::layout::Flow;
use crate::document::{Block, Span};

use super::bars::{hint, hint_width, print_hint};
use super::screen::{ScreenView, rect};
use super::text::{clear, indented, line, print, print_rows, rule};
use super::theme::StyleRole;

/// Maximum height of the note, in rows.
const MAX_NOTE: u16 = 5;
/// Actions whose keys the strip shows.
const KEYS: [Action; 3] = [Action::ResultNext, Action::PortfolioToggle, Action::Close];
/// Titles of the actions in `KEYS` while a trail is played.
const TITLES: [&str; 3] = ["next stop", "previous stop", "end"];

/// Draws the strip of `playback` below the panes.
pub(super) fn render(screen: &ScreenView<'_>, playback: &Playback, buffer: &mut Buffer) {
    let theme = screen.theme;
    let footer = rect(screen.state.browse.view.layout.footer, buffer);
    let visit = screen.state.browse.trail.here();
    let note = visit.note.as_deref().unwrap_or("No note on this stop.");
    let note = Block::Paragraph(vec![Span::plain(note)]);
    let flow = Flow::new([&note], usize::from(footer.width.saturating_sub(4)));
    let rows = u16::try_from(flow.rows.len()).unwrap_or(u16::MAX).min(MAX_NOTE);
    let height = (rows + 2).min(footer.y);
    let area = Rect { y: footer.y - height, height, ..footer };
    clear(buffer, area, theme);
    rule(buffer, area, theme);
    let name = screen.state.browse.trail_name.as_deref().unwrap_or("the trail");
    let title = format!(" {name} · stop {} of {} ", playback.at + 1, playback.stops.len());
    print(buffer, area, area.x + 1, &crate::text::sanitize(&title), theme.style(StyleRole::Focus));
    let text = indented(Rect { y: area.y + 1, height: rows, ..area }.intersection(area), 2);
    print_rows(buffer, text, &flow.rows, theme);
    let keys = line(area, height.saturating_sub(1));
    let mut x = keys.x + 2;
    for (action, title) in KEYS.into_iter().zip(TITLES) {
        if let Some(mut hint) = hint(screen, action) {
            hint.title = title;
            if x.saturating_add(hint_width(&hint)) <= keys.right() + 2 {
                x = print_hint(screen, buffer, keys, x, &hint);
            }
        }
    }
}

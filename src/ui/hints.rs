//! The letters on links.

use ratatui::buffer::Buffer;

use crate::app::{HintTarget, Hints};

use super::screen::{Screen, rect};
use super::text::{line, put};
use super::theme::Chrome;

/// Draws the letters that can still be typed, each at the start of what it leads to.
pub(super) fn render(screen: &Screen<'_>, hints: &Hints, buffer: &mut Buffer) {
    let state = screen.state;
    for hint in hints.all.iter().filter(|hint| hint.label.starts_with(&hints.typed)) {
        let (focus, row, column) = match hint.target {
            HintTarget::Index(row) => (crate::action::Focus::Index, row.checked_sub(state.browse.index.scroll), 0),
            HintTarget::Link(focus, link) => {
                let piece = state.browse.view.flow(focus).and_then(|flow| flow.links.get(link)?.pieces.first());
                let Some(piece) = piece else { continue };
                (focus, piece.row.checked_sub(state.browse.pane(focus).scroll), piece.column)
            }
        };
        let (Some(pane), Some(row)) = (state.browse.view.layout.pane(focus), row) else { continue };
        let area = rect(pane.text(), buffer);
        let row = line(area, u16::try_from(row).unwrap_or(u16::MAX));
        let x = area.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
        put(buffer, row, x, &hint.label[hints.typed.len()..], screen.theme.chrome(Chrome::Hint));
    }
}

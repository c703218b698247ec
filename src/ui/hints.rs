//! Link hints: letters on links, by which a link is followed without moving the cursor to it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Focus;
use crate::app::{HintTarget, Hints};

use super::screen::{ScreenView, rect};
use super::text::{line, print, width};
use super::theme::StyleRole;

/// Draws the letters of each link hint that are still to be typed, before the link or row that they lead to.
pub(super) fn render(screen: &ScreenView<'_>, hints: &Hints, buffer: &mut Buffer) {
    let browse = &screen.state.browse;
    for hint in hints.all.iter().filter(|hint| hint.label.starts_with(&hints.typed)) {
        let (focus, row, column) = match hint.target {
            HintTarget::Index(row) => (Focus::Index, row.checked_sub(browse.index.scroll), 0),
            HintTarget::Link(focus, link) => {
                let piece = browse.view.flow(focus).and_then(|flow| flow.links.get(link)?.pieces.first());
                let Some(piece) = piece else { continue };
                (focus, piece.row.checked_sub(browse.pane(focus).scroll), piece.column)
            }
        };
        let (Some(pane), Some(row)) = (browse.view.layout.pane(focus), row) else { continue };
        // The letters end where the name of the link starts, so they may cover the gutter at its left.
        let text = line(rect(pane.text(), buffer), row);
        let name = text.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX)).min(text.right());
        let letters = &hint.label[hints.typed.len()..];
        let x = name.saturating_sub(width(letters));
        print(buffer, Rect { x, width: name - x, ..text }, x, letters, screen.theme.style(StyleRole::Hint));
    }
}

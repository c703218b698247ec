//! Letters on links.

use ratatui::buffer::Buffer;

use crate::action::Focus;
use crate::app::{HintTarget, Hints};

use super::screen::{ScreenView, rect};
use super::text::{indented, line, print};
use super::theme::StyleRole;

/// Draws the letters that can still be typed, each at the start of its link or row.
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
        let row = indented(line(rect(pane.text(), buffer), row), u16::try_from(column).unwrap_or(u16::MAX));
        print(buffer, row, row.x, &hint.label[hints.typed.len()..], screen.theme.style(StyleRole::Hint));
    }
}

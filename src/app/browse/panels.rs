//! Cursor movement among panels side by side: first within a panel, then to the panel below or above in the same
//! column.

use crate::document::layout::{Flow, PanelArea};

use super::pane::PaneState;

/// Returns the first screen column of the link with the index `link`.
fn column(flow: &Flow, link: usize) -> usize {
    flow.links.get(link).and_then(|link| link.pieces.first()).map_or(0, |piece| piece.column)
}

fn contains(area: &PanelArea, flow: &Flow, link: usize) -> bool {
    area.rows.contains(&flow.links[link].row()) && area.columns.contains(&column(flow, link))
}

impl PaneState {
    /// Returns the index of the panel that contains the cursor.
    pub fn panel(&self, flow: &Flow) -> Option<usize> {
        let link = self.link.filter(|&link| link < flow.links.len());
        let is_here = |area: &PanelArea| match link {
            Some(link) => contains(area, flow, link),
            None => area.rows.contains(&self.row),
        };
        flow.panels.iter().position(is_here)
    }

    /// Moves the cursor by `rows` rows with links, within its panel or into the next panel of the same column. Returns
    /// false if there is no such row, or the panel is not beside another.
    pub(super) fn move_in_panels(&mut self, flow: &Flow, rows: isize) -> bool {
        let Some(area) = self.panel(flow).map(|panel| &flow.panels[panel]).filter(|area| area.is_beside) else {
            return false;
        };
        let in_column = |link: &usize| {
            area.columns.contains(&column(flow, *link))
                && flow.panels.iter().any(|panel| panel.rows.contains(&flow.links[*link].row()))
        };
        let links = (0..flow.links.len()).filter(in_column);
        let mut lines: Vec<usize> = links.clone().map(|link| flow.links[link].row()).collect();
        lines.dedup();
        let Some(at) = lines.iter().position(|&line| line == self.row) else { return false };
        let Some(wanted) = at.checked_add_signed(rows).filter(|&at| at < lines.len()) else { return false };
        let own = self.link.map_or(0, |link| column(flow, link));
        let in_line = links.filter(|&link| flow.links[link].row() == lines[wanted]);
        let nearest = in_line.min_by_key(|&link| column(flow, link).abs_diff(own));
        if let Some(link) = nearest {
            self.move_to_link(flow, link);
        }
        nearest.is_some()
    }

    /// Moves to the first link of the next or previous panel. Returns whether there is such a link.
    pub fn step_panel(&mut self, flow: &Flow, forward: bool) -> bool {
        let count = flow.panels.len();
        let next = match (self.panel(flow), forward) {
            (Some(panel), true) => panel + 1,
            (Some(panel), false) => panel.wrapping_sub(1),
            (None, true) => flow.panels.iter().position(|area| area.rows.end > self.row).unwrap_or(count),
            (None, false) => flow.panels.iter().rposition(|area| area.rows.start < self.row).unwrap_or(count),
        };
        let Some(area) = flow.panels.get(next) else { return false };
        let first = (0..flow.links.len()).find(|&link| contains(area, flow, link));
        if let Some(link) = first {
            self.move_to_link(flow, link);
        }
        first.is_some()
    }
}

//! Cursor in a page: a row, and a link in that row.

use std::ops::Range;

use crate::document::Target;
use crate::document::layout::Flow;

use super::scroll::{keep_in_sight, row_in_window};

/// Cursor and scroll position in a flow, the laid-out text of a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PaneState {
    /// Row of the cursor.
    pub row: usize,
    /// Index of the link under the cursor among the flow's links; `None` without a link.
    pub link: Option<usize>,
    /// First visible row.
    pub scroll: usize,
}

impl PaneState {
    /// Returns whether the cursor is valid in `flow`: its row exists, and its link, if any, is in that row.
    pub fn stands_in(&self, flow: &Flow) -> bool {
        self.row < flow.rows.len().max(1)
            && self.link.is_none_or(|link| flow.links_in(self.row).any(|other| other == link))
    }

    /// Moves the cursor by `rows`, skipping blank rows.
    pub fn move_by(&mut self, flow: &Flow, rows: isize) {
        let Some(last) = last_row(flow) else { return };
        if self.move_in_panels(flow, rows) {
            return;
        }
        let wanted = self.row.saturating_add_signed(rows).min(last);
        self.set_row(flow, filled(flow, wanted, rows >= 0).unwrap_or(self.row));
    }

    /// Moves the cursor by `steps` units, that is, list items, facts and rows of tables; elsewhere by rows, skipping
    /// blank rows. A unit of more than `height` rows is passed row by row, so that all of it can be read.
    pub fn step_by(&mut self, flow: &Flow, height: usize, steps: isize) {
        let unit_at = |row| flow.unit_at(row).filter(|unit| unit.len() <= height);
        for _ in 0..steps.unsigned_abs() {
            let before = (self.row, self.link);
            if !self.move_in_panels(flow, steps.signum()) {
                let unit = unit_at(self.row).unwrap_or(self.row..self.row + 1);
                let next = beside(flow, &unit, steps > 0);
                // Headings are passed, unless what follows is out of sight.
                let beyond = next.and_then(|row| past_headings(flow, row, steps > 0));
                let beyond = beyond.filter(|&row| row.abs_diff(self.row) < height);
                if let Some(row) = beyond.or(next) {
                    self.set_row(flow, unit_at(row).map_or(row, |unit| unit.start));
                }
            }
            if before == (self.row, self.link) {
                return;
            }
        }
    }

    /// Moves the cursor to `row`, or to a near row if `row` is blank.
    pub fn move_to(&mut self, flow: &Flow, row: usize) {
        let Some(last) = last_row(flow) else { return };
        let row = row.min(last);
        self.set_row(flow, filled(flow, row, true).or_else(|| filled(flow, row, false)).unwrap_or(row));
    }

    /// Moves the cursor to the last row.
    pub fn move_to_end(&mut self, flow: &Flow) {
        if let Some(last) = last_row(flow) {
            self.set_row(flow, filled(flow, last, false).unwrap_or(last));
        }
    }

    /// Moves the cursor to the link with the index `link`.
    pub fn move_to_link(&mut self, flow: &Flow, link: usize) {
        if let Some(target) = flow.links.get(link) {
            self.row = target.row();
            self.link = Some(link);
        }
    }

    /// Moves to the next or previous link of the pane, however far away. Returns whether there is such a link.
    pub fn move_by_link(&mut self, flow: &Flow, forward: bool) -> bool {
        let found = match (self.link, forward) {
            (Some(link), true) => Some(link + 1).filter(|&next| next < flow.links.len()),
            (Some(link), false) => link.checked_sub(1),
            (None, true) => flow.links.iter().position(|link| link.row() >= self.row),
            (None, false) => flow.links.iter().rposition(|link| link.row() < self.row),
        };
        if let Some(link) = found {
            self.move_to_link(flow, link);
        }
        found.is_some()
    }

    /// Moves to the next or previous link in the list item, fact or row of the cursor. Returns whether there is such a
    /// link.
    pub fn move_in_row(&mut self, flow: &Flow, forward: bool) -> bool {
        let rows = flow.unit_at(self.row).unwrap_or(self.row..self.row + 1);
        let mut links: Vec<usize> = rows.flat_map(|row| flow.links_in(row)).collect();
        // A link that is wrapped is in several rows.
        links.dedup();
        let at = self.link.and_then(|link| links.iter().position(|&other| other == link));
        let next = match (at, forward) {
            (Some(at), true) => links.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| links.get(at)),
            (None, true) => links.first(),
            (None, false) => None,
        };
        let next = next.copied();
        if let Some(link) = next {
            self.move_to_link(flow, link);
        }
        next.is_some()
    }

    /// Moves to the start of the next or previous section.
    pub fn move_by_section(&mut self, flow: &Flow, forward: bool) {
        let target = if forward {
            flow.sections.iter().find(|&&row| row > self.row).copied()
        } else {
            flow.sections.iter().rev().find(|&&row| row < self.row).copied().or(Some(0))
        };
        if let Some(row) = target {
            self.move_to(flow, row);
            self.scroll = self.row;
        }
    }

    /// Scrolls by `rows` in a window of `height` rows; the cursor stays visible.
    pub fn scroll_by(&mut self, flow: &Flow, height: usize, rows: isize) {
        if flow.rows.is_empty() {
            return;
        }
        let bottom = flow.rows.len().saturating_sub(height);
        self.scroll = self.scroll.saturating_add_signed(rows).min(bottom);
        let last = self.scroll + height.saturating_sub(1);
        if self.row < self.scroll || self.row > last {
            let edge = self.row.clamp(self.scroll, last);
            // If the row at the edge of the window is blank, the cursor moves further inwards, so that it stays
            // visible.
            let inwards = filled(flow, edge, self.row < self.scroll);
            self.set_row(flow, inwards.filter(|row| (self.scroll..=last).contains(row)).unwrap_or(edge));
        }
    }

    /// Scrolls by `rows` in a window of `height` rows, and moves the cursor to the first link there, or else to a row
    /// there. If the flow cannot be scrolled further, only the cursor moves.
    pub fn page_by(&mut self, flow: &Flow, height: usize, rows: isize) {
        if flow.rows.is_empty() {
            return;
        }
        let scroll = self.scroll.saturating_add_signed(rows).min(flow.rows.len().saturating_sub(height));
        if scroll == self.scroll {
            return self.move_by(flow, rows);
        }
        self.scroll = scroll;
        let in_sight = row_in_window(0, scroll, height)..=row_in_window(usize::MAX, scroll, height);
        match flow.links.iter().position(|link| in_sight.contains(&link.row())) {
            Some(link) => self.move_to_link(flow, link),
            None => self.move_to(flow, row_in_window(self.row, scroll, height)),
        }
    }

    /// Scrolls so that the cursor, and its whole list item, fact or row of a table if it fits, is visible in a window of
    /// `height` rows, with a margin if possible.
    pub fn keep_in_sight(&mut self, flow: &Flow, height: usize) {
        self.scroll = keep_in_sight(self.row, self.scroll, height, flow.rows.len());
        if let Some(unit) = flow.unit_at(self.row).filter(|unit| unit.len() <= height) {
            self.scroll = self.scroll.max(unit.end.saturating_sub(height));
        }
    }

    /// Moves the cursor from one layout of a page to the corresponding position in another layout.
    pub fn carry_over(&mut self, from: &Flow, to: &Flow) {
        let offset = self.row.saturating_sub(self.scroll);
        match self.link.filter(|_| from.links.len() == to.links.len()) {
            Some(link) => self.move_to_link(to, link),
            None => self.move_to(to, self.row_in(from, to)),
        }
        self.scroll = self.row.saturating_sub(offset);
    }

    /// Moves the cursor from a page to its rebuilt version: to the same link if it still exists. `remap` maps the
    /// target of a link to the new page; `None` if the target no longer exists.
    pub(super) fn remap(&mut self, from: &Flow, to: &Flow, remap: impl Fn(&Target) -> Option<Target>) {
        let offset = self.row.saturating_sub(self.scroll);
        let link = self.link.and_then(|link| {
            let target = &from.links.get(link)?.target;
            let wanted = remap(target)?;
            // If several links have the same target, the cursor stays on the first, second or later one, as before.
            let number = from.links[..link].iter().filter(|link| link.target == *target).count();
            let same: Vec<usize> = (0..to.links.len()).filter(|&link| to.links[link].target == wanted).collect();
            same.get(number).or(same.last()).copied()
        });
        match link {
            Some(link) => self.move_to_link(to, link),
            None => self.move_to(to, self.row_in(from, to)),
        }
        self.scroll = self.row.saturating_sub(offset);
    }

    /// Returns the row in the layout `to` that corresponds to the cursor's row in the layout `from` of the same page.
    fn row_in(&self, from: &Flow, to: &Flow) -> usize {
        match from.sections.iter().rposition(|&row| row <= self.row) {
            Some(section) if from.sections.len() == to.sections.len() => {
                to.sections[section] + (self.row - from.sections[section])
            }
            _ => self.row,
        }
    }

    fn set_row(&mut self, flow: &Flow, row: usize) {
        if row != self.row || self.link.is_none_or(|link| !flow.links_in(row).any(|other| other == link)) {
            self.row = row;
            self.link = flow.links_in(row).next();
        }
    }
}

/// Returns the nearest row with text below, or, unless `downwards`, above the rows `unit`.
fn beside(flow: &Flow, unit: &Range<usize>, downwards: bool) -> Option<usize> {
    if downwards {
        Some(unit.end).filter(|&row| row < flow.rows.len()).and_then(|row| filled(flow, row, true))
    } else {
        unit.start.checked_sub(1).and_then(|row| filled(flow, row, false))
    }
}

/// Returns the nearest row with more than headings at or after `row`, or, unless `downwards`, at or before `row`.
fn past_headings(flow: &Flow, mut row: usize, downwards: bool) -> Option<usize> {
    while flow.is_only_heading(row) {
        row = beside(flow, &(row..row + 1), downwards)?;
    }
    Some(row)
}

fn last_row(flow: &Flow) -> Option<usize> {
    flow.rows.len().checked_sub(1)
}

/// Returns the nearest row with text at or after `row`, or, unless `downwards`, at or before `row`.
fn filled(flow: &Flow, row: usize, downwards: bool) -> Option<usize> {
    let is_filled = |row: &usize| flow.rows.get(*row).is_some_and(|row| !row.fragments.is_empty());
    if downwards { (row..flow.rows.len()).find(is_filled) } else { (0..=row).rev().find(is_filled) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Heading, Span};
    use crate::model::Kind;
    use crate::place::Place;

    fn flow() -> Flow {
        let heading =
            |name: &str| Block::Heading(Heading { level: 1, text: vec![Span::plain(name)], ..Heading::default() });
        let links = vec![Span::link("aa", Place::Home), Span::plain(" "), Span::link("bb", Kind::Tag)];
        let blocks = [
            heading("One"),
            Block::Paragraph(vec![Span::plain("text")]),
            heading("Two"),
            Block::Paragraph(links),
            heading("Three"),
        ];
        // 0 One, 1 text, 2 blank, 3 Two, 4 aa bb, 5 blank, 6 Three
        Flow::new(&blocks, 20)
    }

    #[test]
    fn a_page_that_has_become_empty_is_left_as_it_is() {
        let mut pane = PaneState::default();
        pane.move_to_end(&flow());
        let before = pane;
        pane.step_by(&Flow::default(), 10, -1);
        pane.step_by(&Flow::default(), 10, 1);
        assert_eq!(pane, before);
    }

    #[test]
    fn moving_skips_blank_rows_and_stops_at_the_ends() {
        let flow = flow();
        let mut pane = PaneState::default();
        pane.move_by(&flow, 2);
        assert_eq!(pane.row, 3);
        pane.move_by(&flow, -1);
        assert_eq!(pane.row, 1);
        pane.move_by(&flow, 100);
        assert_eq!(pane.row, 6);
        pane.move_by(&flow, -100);
        assert_eq!(pane.row, 0);
    }

    #[test]
    fn a_step_goes_from_item_to_item_and_shows_the_whole_item() {
        let note = "a note of several rows in a narrow pane";
        let item = |name: &str| crate::document::Item::new(Span::link(name, Place::Home), note);
        let heading = Block::Heading(Heading { level: 1, text: vec![Span::plain("Two")], ..Heading::default() });
        let facts = Block::Facts(vec![crate::document::fact("Label", "a value that takes two rows")]);
        let blocks = [Block::List(vec![item("aa"), item("bb")]), heading, facts];
        let flow = Flow::new(&blocks, 20);
        assert_eq!(flow.units.len(), 3, "{flow:?}");
        let starts: Vec<usize> = flow.units.iter().map(|unit| unit.start).collect();
        let mut pane = PaneState::default();
        pane.step_by(&flow, 10, 1);
        assert_eq!((pane.row, pane.link), (starts[1], Some(1)));
        pane.keep_in_sight(&flow, 5);
        assert!(flow.units[1].end <= pane.scroll + 5, "the whole item is in sight");
        pane.step_by(&flow, 10, 1);
        assert_eq!(pane.row, starts[2], "the heading is passed");
        pane.step_by(&flow, 10, 5);
        assert_eq!(pane.row, starts[2]);
        pane.step_by(&flow, 10, -1);
        assert_eq!(pane.row, starts[1]);
        pane.step_by(&flow, 1, 1);
        assert_eq!(pane.row, starts[1] + 1, "an item higher than the window is passed row by row");
        pane.step_by(&flow, 10, -9);
        assert_eq!(pane.row, 0);
    }

    #[test]
    fn a_row_with_links_has_its_first_link_chosen() {
        let flow = flow();
        let mut pane = PaneState::default();
        pane.move_to(&flow, 4);
        assert_eq!(pane.link, Some(0));
        assert!(pane.move_in_row(&flow, true));
        assert_eq!(pane.link, Some(1));
        assert!(!pane.move_in_row(&flow, true));
        pane.move_by(&flow, -1);
        assert_eq!(pane.link, None);
        assert!(pane.move_by_link(&flow, true));
        assert_eq!((pane.row, pane.link), (4, Some(0)));
    }

    #[test]
    fn sections_are_stepped_through() {
        let flow = flow();
        let mut pane = PaneState::default();
        pane.move_by_section(&flow, true);
        assert_eq!(pane.row, 3);
        pane.move_by_section(&flow, true);
        pane.move_by_section(&flow, true);
        assert_eq!(pane.row, 6);
        pane.move_by_section(&flow, false);
        assert_eq!(pane.row, 3);
    }

    #[test]
    fn the_cursor_stays_in_sight() {
        let flow = flow();
        let mut pane = PaneState::default();
        pane.move_to_end(&flow);
        pane.keep_in_sight(&flow, 3);
        assert_eq!(pane.scroll, 4);
        pane.scroll_by(&flow, 3, -4);
        assert_eq!((pane.scroll, pane.row), (0, 1));
        pane.keep_in_sight(&flow, 100);
        assert_eq!(pane.scroll, 0);
    }

    #[test]
    fn a_page_scrolls_at_once_and_the_cursor_goes_to_the_first_link_in_sight() {
        let lines = (0..40).map(|at| match at {
            15 => Block::Paragraph(vec![Span::link("link", Place::Home)]),
            _ => Block::Caption(vec![Span::plain("text")]),
        });
        let flow = Flow::new(&lines.collect::<Vec<_>>(), 20);
        let link = flow.links[0].row();
        let mut pane = PaneState::default();
        pane.page_by(&flow, 10, 9);
        pane.keep_in_sight(&flow, 10);
        assert_eq!((pane.scroll, pane.row, pane.link), (9, link, Some(0)));
        pane.page_by(&flow, 10, 9);
        pane.keep_in_sight(&flow, 10);
        assert_eq!((pane.scroll, pane.link), (18, None));
        assert!((20..=25).contains(&pane.row), "{}", pane.row);
        for _ in 0..4 {
            pane.page_by(&flow, 10, 9);
            pane.keep_in_sight(&flow, 10);
        }
        assert_eq!((pane.scroll, pane.row), (flow.rows.len() - 10, flow.rows.len() - 1));
        pane.page_by(&flow, 10, -9);
        pane.keep_in_sight(&flow, 10);
        assert_eq!(pane.scroll, flow.rows.len() - 19);
    }

    #[test]
    fn a_low_window_has_the_cursor_in_its_middle() {
        let flow = flow();
        let mut pane = PaneState::default();
        pane.move_to(&flow, 3);
        pane.keep_in_sight(&flow, 3);
        assert_eq!(pane.scroll, 2);
    }

    #[test]
    fn scrolling_takes_the_cursor_along_past_blank_rows() {
        let flow = flow();
        let mut pane = PaneState::default();
        pane.move_to_end(&flow);
        pane.keep_in_sight(&flow, 3);
        pane.scroll_by(&flow, 3, -1);
        assert_eq!((pane.scroll, pane.row), (3, 4), "row 5 is blank");
        pane.move_to(&flow, 0);
        pane.keep_in_sight(&flow, 3);
        pane.scroll_by(&flow, 3, 2);
        assert_eq!((pane.scroll, pane.row), (2, 3), "row 2 is blank");
    }

    #[test]
    fn an_empty_flow_is_harmless() {
        let flow = Flow::default();
        let mut pane = PaneState::default();
        pane.move_by(&flow, 3);
        pane.move_to(&flow, 9);
        pane.move_to_end(&flow);
        pane.move_by_section(&flow, true);
        pane.scroll_by(&flow, 0, 5);
        pane.keep_in_sight(&flow, 0);
        assert!(!pane.move_by_link(&flow, true));
        assert_eq!(pane, PaneState::default());
    }
}

//! Start of the cursor on a newly opened page: the first item that can be opened, if it is in sight.

use crate::action::Focus;
use crate::document::layout::{Flow, Link, PanelArea, Role};

use super::Browse;
use super::matrix::is_matrix;
use super::pane::PaneState;
use super::scroll::lowest_in_sight;
use super::view::{is_read, slot};
use crate::place::{Overview, Place};

/// Number of rows of headings that a table can have above its first row.
const MAX_HEADINGS: usize = 2;

impl PaneState {
    /// Returns the cursor on the first item of `flow` that can be opened; at the top if no item is visible in a window of
    /// `height` rows at the top.
    fn start(flow: &Flow, height: usize) -> Self {
        let last = lowest_in_sight(height);
        let is_seen = |row: usize| row <= last && flow.unit_at(row).is_none_or(|unit| unit.end <= height);
        let mut start = Self::default();
        if let Some(link) = first_link(flow, is_seen) {
            start.move_to_link(flow, link);
        }
        start
    }

    /// Returns whether the user has left the cursor where the page was opened.
    pub(super) fn is_at_start(&self, flow: &Flow) -> bool {
        *self == Self::default() || (self.scroll == 0 && self.link.is_some() && self.link == first_link(flow, |_| true))
    }
}

/// Returns the link that the cursor starts on, in a row that `is_seen` accepts: the first one below the heading of the first
/// panel. Without panels, or with a section above them, it is the first link of an item or below the first heading; a row
/// of a table comes before the headings of its columns. Without a section, it is the first link.
fn first_link(flow: &Flow, is_seen: impl Fn(usize) -> bool) -> Option<usize> {
    let is_title = |row: usize| {
        flow.rows.get(row).and_then(|row| row.fragments.first()).is_some_and(|first| first.role == Role::Heading(0))
    };
    let headings = flow.sections.iter().copied().chain(flow.panels.iter().map(|panel| panel.rows.start));
    let top = headings.filter(|&row| !is_title(row)).min().map_or(0, |heading| heading + 1);
    let is_above = |link: &Link, panel: &PanelArea| (top..panel.rows.start).contains(&link.row());
    if let Some(panel) = flow.panels.first().filter(|panel| !flow.links.iter().any(|link| is_above(link, panel))) {
        let is_inside = |link: &Link| {
            let first = link.pieces.first();
            // A list that is split into two columns has its heading above them.
            let has_heading = panel.is_framed || flow.sections.contains(&panel.rows.start);
            let below_heading = panel.rows.start + usize::from(has_heading)..panel.rows.end;
            first.is_some_and(|piece| below_heading.contains(&piece.row) && panel.columns.contains(&piece.column))
        };
        let mut inside = (0..flow.links.len()).filter(|&link| is_inside(&flow.links[link]));
        if let Some(link) = inside.find(|&link| is_seen(flow.links[link].row())) {
            return Some(link);
        }
    }
    let in_table = |link: &usize| flow.unit_at(flow.links[*link].row()).is_some();
    let links = (0..flow.links.len()).filter(|link| flow.links[*link].row() >= top || in_table(link));
    let mut seen = links.filter(|&link| is_seen(flow.links[link].row()));
    let first = seen.next()?;
    let row = flow.links[first].row();
    let below = std::iter::once(first).chain(seen).find(in_table);
    below.filter(|&link| flow.links[link].row() <= row + MAX_HEADINGS).or(Some(first))
}

impl Browse {
    /// Calls `carry` for each pane whose laid-out content differs from `before`, to move the cursor to the new content. A
    /// cursor that the user has not moved starts anew.
    pub(super) fn carry_cursors(&mut self, before: [Option<Flow>; 3], carry: impl Fn(&mut PaneState, &Flow, &Flow)) {
        let mut is_new = false;
        for (slot, from) in before.into_iter().enumerate() {
            let (Some(from), to) = (from, &self.view.flows[slot]) else { continue };
            let pane = &mut self.trail.here_mut().panes[slot];
            if from == *to || to.rows.is_empty() {
                continue;
            }
            if from.rows.is_empty() {
                // A terminal that has no size yet had no room for any row.
                is_new = true;
            } else if pane.is_at_start(&from) {
                *pane = PaneState::default();
                is_new = true;
            } else {
                carry(pane, &from, to);
            }
        }
        if is_new {
            self.start_cursors();
        }
    }

    /// Moves the cursors that the user has left where the page was opened to the top, so that they start anew when the page
    /// is built again with other content.
    pub(in crate::app) fn reset_unmoved_cursors(&mut self) {
        for (pane, flow) in self.trail.here_mut().panes.iter_mut().zip(&self.view.flows) {
            if pane.is_at_start(flow) {
                *pane = PaneState::default();
            }
        }
    }

    /// Moves the cursors that are still at the top to the first item of their panes that can be opened. On the page of a
    /// record the cursor of the page stays at the top, where actions apply to the record itself.
    pub(super) fn start_cursors(&mut self) {
        let place = self.place();
        let is_list = place.entity().is_none() && !is_matrix(place) && !is_read(place);
        // At the end of a session, the key that follows links leads to the statistics until the cursor is moved.
        let is_list = is_list && place != Place::Overview(Overview::SessionEnd);
        for focus in [Focus::Main, Focus::Relations, Focus::People] {
            let (Some(slot), Some(flow)) = (slot(focus), self.view.flow(focus)) else { continue };
            let pane = &mut self.trail.here_mut().panes[slot];
            // A pane that is a tab has no height until it is shown.
            let height = self.view.layout.panes.last().map_or(0, |pane| usize::from(pane.text().height));
            if *pane == PaneState::default() && (focus != Focus::Main || is_list) {
                *pane = PaneState::start(flow, height);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::action::Action;
    use crate::app::{Context, Message, Size, State, set_reviews, update};
    use crate::data::embedded;
    use crate::graph::Graph;
    use crate::keymap::default_keymap;
    use crate::review::test_journal::JournalBuilder;
    use crate::review::{ReviewStance, Reviews, Signal, Status};

    fn state(graph: &Graph, path: &str, (width, height): (u16, u16)) -> State {
        State::new(graph, Place::parse(&graph.atlas, path).expect("a place"), Size { width, height })
    }

    fn target(state: &State, graph: &Graph) -> Option<String> {
        state.browse.target_place().map(|place| place.path(&graph.atlas))
    }

    #[test]
    fn a_list_starts_on_its_first_item_and_a_record_on_itself() {
        let graph = Graph::new(embedded().expect("the embedded atlas"));
        for (path, first) in [
            ("tags", Some("tag/governance-first")),
            ("density", Some("lever/speed")),
            ("home", Some("tag/governance-first")),
            ("portfolios", Some("portfolio/forethought")),
            ("strategy/pause", None),
            ("brief/strategy/pause", None),
        ] {
            for size in [(200, 50), (140, 40), (80, 24), (60, 20)] {
                let state = state(&graph, path, size);
                assert_eq!(target(&state, &graph).as_deref(), first, "{path} at {size:?}");
                assert_eq!(state.browse.pane(Focus::Main).scroll, 0, "{path} at {size:?}");
            }
        }
        let split = state(&graph, "axis/coercion", (140, 40));
        let first = target(&split, &graph);
        assert_eq!(
            first.as_deref(),
            Some("strategy/academic-firewalling"),
            "a list in two columns has no heading in them"
        );
        let low = state(&graph, "field", (40, 7));
        assert_eq!(low.browse.pane(Focus::Main), PaneState::default(), "the first item is not in sight");
    }

    #[test]
    fn the_cursor_starts_anew_once_the_verdicts_are_there() {
        let graph = Graph::new(embedded().expect("the embedded atlas"));
        let mut journal = JournalBuilder::new("ada", jiff::civil::date(2026, 3, 1));
        for strategy in ["pause", "acceleration"] {
            journal.judge(&format!("strategy/{strategy}"), |verdict| {
                verdict.stance = Some(ReviewStance::Back);
                verdict.signal = Some(Signal::new(Status::Landed));
            });
        }
        let reviews = Arc::new(Reviews::fold("ada", journal.lines));
        let context = Context { graph: &graph, keys: default_keymap() };
        for path in ["reviews", "consistency", "watch"] {
            for size in [(140, 40), (80, 24), (60, 20)] {
                let mut state = state(&graph, path, size);
                drop(set_reviews(&mut state, Arc::clone(&reviews), context));
                assert_eq!(target(&state, &graph).as_deref(), Some("strategy/acceleration"), "{path} at {size:?}");
            }
        }
    }

    #[test]
    fn an_unmoved_cursor_starts_anew_at_another_size_and_a_moved_one_stays_on_its_link() {
        let graph = Graph::new(embedded().expect("the embedded atlas"));
        let send = |state: &mut State, message| {
            drop(update(state, message, Context { graph: &graph, keys: default_keymap() }));
        };
        let mut unsized_yet = state(&graph, "tags", (0, 0));
        send(&mut unsized_yet, Message::Resize(Size { width: 140, height: 40 }));
        assert_eq!(target(&unsized_yet, &graph).as_deref(), Some("tag/governance-first"));
        let mut state = state(&graph, "people", (60, 20));
        send(&mut state, Message::Resize(Size { width: 140, height: 40 }));
        assert_eq!(target(&state, &graph).as_deref(), Some("person/geoffrey-hinton"));
        assert_eq!(state.browse.pane(Focus::Main).scroll, 0);
        send(&mut state, Message::Act(Action::CursorDown, None));
        send(&mut state, Message::Resize(Size { width: 60, height: 20 }));
        assert_eq!(target(&state, &graph).as_deref(), Some("person/yoshua-bengio"));
    }
}

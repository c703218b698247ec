//! Preview of the link under the cursor, beside pages with enough space.

use crate::action::Focus;
use crate::document::layout::Flow;
use crate::document::{Page, Target};
use crate::graph::Graph;
use crate::page;
use crate::place::Place;

use super::Browse;
use super::pending_page::is_large;
use crate::app::model::Model;

/// The page that a link leads to, laid out.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The place.
    pub place: Place,
    /// The page.
    pub flow: Flow,
    /// Width of the layout, in columns.
    width: usize,
    /// Value of [`Browse::generation`] for which it was built.
    generation: u64,
}

impl Browse {
    /// Builds the preview for the link under the cursor, unless it is up to date.
    pub(in crate::app) fn refresh_preview(&mut self, model: &Model, graph: &Graph) {
        let Some(pane) = self.view.layout.preview else {
            self.preview = None;
            return;
        };
        // A page that takes longer than a key may is not previewed.
        let target = self.previewed().filter(|&place| !is_large(place, graph));
        let (width, generation) = (usize::from(pane.text().width), self.generation);
        let is_same =
            |preview: &Preview| (Some(preview.place), preview.width, preview.generation) == (target, width, generation);
        if self.preview.as_ref().is_some_and(is_same) {
            return;
        }
        self.preview = target.map(|place| {
            let page = page::build(place, &model.page_context(graph));
            let kicker = page.head().into_iter().skip(1).collect::<Vec<_>>();
            let blocks = Page::folded(kicker.iter().chain(&page.blocks));
            Preview { place, flow: Flow::new(blocks, width), width, generation }
        });
    }

    /// Returns the target of the link under the cursor, or of the nearest link if the row has none, if it is another
    /// page.
    fn previewed(&self) -> Option<Place> {
        let focus = if self.focus() == Focus::Index { Focus::Main } else { self.focus() };
        let (pane, flow) = (self.pane(focus), self.view.flow(focus)?);
        let under = pane.link.into_iter().filter_map(|link| flow.links.get(link));
        let (above, below) = flow.links.split_at(flow.links.partition_point(|link| link.row() < pane.row));
        under.chain(below).chain(above.iter().rev()).find_map(|link| match link.target {
            Target::Place(place) if place != self.place() => Some(place),
            _ => None,
        })
    }
}

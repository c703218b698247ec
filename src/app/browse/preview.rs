//! Preview of the page that the link under the cursor leads to, in a separate pane if there is enough space.

use crate::action::Focus;
use crate::document::layout::Flow;
use crate::document::{Page, Target};
use crate::graph::Graph;
use crate::page;
use crate::place::Place;

use super::Browse;
use super::pending_page::is_large;
use crate::app::model::Model;

/// Description of a preview to build. Equal requests result in equal previews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreviewRequest {
    /// Place whose page is previewed.
    pub place: Place,
    /// Width in which the page is laid out, in columns.
    width: usize,
    /// Whether the explanations that many pages share are shown.
    explanations: bool,
    /// Value of the browser's counter of content changes at the time of the request.
    generation: u64,
}

/// Preview: the page of a link's target, laid out.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Request that the preview answers.
    request: PreviewRequest,
    /// Laid-out page.
    pub flow: Flow,
}

impl Preview {
    /// Builds the page of the request's place and lays it out.
    pub fn new(request: PreviewRequest, model: &Model, graph: &Graph) -> Self {
        let page = page::build(request.place, &model.page_context(graph));
        let kicker = page.head().into_iter().skip(1).collect::<Vec<_>>();
        let blocks = Page::shown(kicker.iter().chain(&page.blocks), request.explanations);
        Self { request, flow: Flow::new(blocks.iter().map(AsRef::as_ref), request.width) }
    }

    /// Returns the place whose page is previewed.
    pub fn place(&self) -> Place {
        self.request.place
    }
}

impl Browse {
    /// Updates the preview to the link under the cursor. Returns a request if the page is large, so that a background
    /// job has to build the preview.
    pub(in crate::app) fn refresh_preview(&mut self, model: &Model, graph: &Graph) -> Option<PreviewRequest> {
        let request = self.requested_preview();
        if self.preview.as_ref().map(|preview| preview.request) == request {
            return None;
        }
        let is_large = request.is_some_and(|request| is_large(request.place, graph));
        self.preview = request.filter(|_| !is_large).map(|request| Preview::new(request, model, graph));
        if is_large { self.await_preview(request) } else { None }
    }

    /// Stores which preview is awaited. Returns its request, unless the preview is already awaited.
    fn await_preview(&mut self, request: Option<PreviewRequest>) -> Option<PreviewRequest> {
        let is_new = self.awaited_preview != request;
        self.awaited_preview = request;
        request.filter(|_| is_new)
    }

    /// Returns whether a preview is awaited that a background job builds.
    pub fn awaits_preview(&self) -> bool {
        self.awaited_preview.is_some()
    }

    /// Shows a preview that a background job has built, unless the cursor has moved on.
    pub(in crate::app) fn take_preview(&mut self, preview: Preview) {
        if self.awaited_preview == Some(preview.request) {
            self.awaited_preview = None;
            self.preview = Some(preview);
        }
    }

    /// Returns the request for the preview of the link under the cursor; `None` if there is no space or nothing to
    /// preview.
    fn requested_preview(&self) -> Option<PreviewRequest> {
        let pane = self.view.layout.preview?;
        let place = self.previewed()?;
        let (width, explanations) = (pane.text().width.into(), self.preferences.explanations);
        Some(PreviewRequest { place, width, explanations, generation: self.content_generation })
    }

    /// Returns the place to preview: the target of the link under the cursor, or else of the nearest link below or
    /// above it that leads to another page; `None` if there is no such link.
    fn previewed(&self) -> Option<Place> {
        let focus = if self.focus() == Focus::Index { Focus::Main } else { self.focus() };
        let (pane, flow) = (self.pane(focus), self.view.flow(focus)?);
        let under = pane.link.into_iter().filter_map(|link| flow.links.get(link));
        let (above, below) = flow.links.split_at(flow.links.partition_point(|link| link.row() < pane.row));
        under.chain(below).chain(above.iter().rev()).find_map(|link| match link.target {
            // Every page has a link to the home page, which is not worth a preview.
            Target::Place(place) if place != self.place() && place != Place::Home => Some(place),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::browse::layout::{LayoutPreferences, Size};
    use crate::app::browse::marks::Marks;
    use crate::app::browse::table_orders::TableOrders;

    #[test]
    fn a_preview_that_is_built_outside_is_asked_for_once_and_dropped_when_the_cursor_has_moved_on() {
        let graph = Graph::new(crate::data::embedded().unwrap());
        let model = Model::default();
        let place = Place::parse(&graph.atlas, "commitments").unwrap();
        let size = Size { width: 200, height: 50 };
        let mut browse =
            Browse::new(&graph, &model, (place, Marks::new(), TableOrders::new()), size, LayoutPreferences::default());
        let request = browse.requested_preview().expect("there is room for a preview");
        browse.preview = None;
        assert_eq!(browse.await_preview(Some(request)), Some(request));
        assert_eq!(browse.await_preview(Some(request)), None, "it is being built");
        let late = PreviewRequest { generation: request.generation + 1, ..request };
        browse.take_preview(Preview::new(late, &model, &graph));
        assert!(browse.preview.is_none(), "it is not the one that the cursor asks for");
        browse.take_preview(Preview::new(request, &model, &graph));
        assert_eq!(browse.preview.as_ref().map(Preview::place), Some(request.place));
        assert_eq!(browse.refresh_preview(&model, &graph), None);
    }
}

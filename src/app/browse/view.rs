//! Laid-out page. It is rebuilt whenever the place, the options or the screen size changes.

use crate::action::Focus;
use crate::document::layout::Flow;
use crate::document::{Block, Page, Part, Span, Target};
use crate::graph::Matrix;
use crate::model::Entity;
use crate::page::{self, PageContext};
use crate::place::Place;

use super::area::EDGE;
use super::layout::{Arrangement, GUTTER, Layout, LayoutPreferences, Sides, Size};
use super::matrix::is_matrix;
use super::trail::Visit;
use crate::app::review::panel::Panel;

/// Laid-out page.
#[derive(Clone, Debug)]
pub struct View {
    /// The page.
    pub page: Page,
    /// The areas of the panes.
    pub layout: Layout,
    /// Flows of the page, its relations and its people; a part without a separate pane is empty.
    pub flows: [Flow; 3],
    /// Matrix, if the page is shown as one; then the flows are empty.
    pub matrix: Option<Matrix>,
    /// Whether the flows include explanations.
    explanations: bool,
    /// Panel beside the page, if it is the review card.
    panel: Option<Panel>,
    /// Web addresses on the page that are not sources: of the subject, and of the origins of the atlas.
    pub(super) homepages: Vec<String>,
}

impl View {
    /// Lays out the place of `visit` on a screen of `size`.
    pub fn new(context: PageContext<'_>, visit: &Visit, size: Size, preferences: LayoutPreferences) -> Self {
        let context = PageContext { options: &visit.options, ..context };
        let page = page::build(visit.place, &context);
        let panel = context.card_at(visit.place).map(|_| Panel::on_disk(context));
        let layout = arrange(&page, panel.as_ref(), size, visit.focus, preferences);
        let matrix = is_matrix(visit.place).then(|| context.graph.matrix()).filter(|matrix| matrix.order.len() > 1);
        let mut view = Self {
            page,
            layout,
            flows: Default::default(),
            matrix,
            explanations: preferences.explanations,
            panel,
            homepages: homepages(context, visit.place),
        };
        view.fill();
        view
    }

    /// Lays out the page again, for a screen of `size` with the focus on `focus`.
    pub fn lay_out(&mut self, size: Size, focus: Focus, preferences: LayoutPreferences) {
        let layout = arrange(&self.page, self.panel.as_ref(), size, focus, preferences);
        let same = layout.panes == self.layout.panes
            && layout.arrangement == self.layout.arrangement
            && preferences.explanations == self.explanations;
        self.layout = layout;
        self.explanations = preferences.explanations;
        if !same {
            self.fill();
        }
    }

    fn fill(&mut self) {
        if self.matrix.is_none() {
            self.flows = flows(&self.page, &self.layout, self.explanations);
        }
    }

    /// Returns the panel beside the review card, with the saved verdict.
    pub(in crate::app) fn panel(&self) -> Option<&Panel> {
        self.panel.as_ref()
    }

    /// Returns the flow of a pane; `None` for the index.
    pub fn flow(&self, focus: Focus) -> Option<&Flow> {
        slot(focus).map(|slot| &self.flows[slot])
    }

    /// Returns the number of visible text rows of a pane.
    pub fn height(&self, focus: Focus) -> usize {
        self.layout.pane(focus).map_or(0, |pane| usize::from(pane.text().height))
    }
}

/// Returns the index of a pane's flow in [`View::flows`].
pub(in crate::app) fn slot(focus: Focus) -> Option<usize> {
    match focus {
        Focus::Index => None,
        Focus::Main => Some(0),
        Focus::Relations => Some(1),
        Focus::People => Some(2),
    }
}

/// Returns the web addresses of a person, and of the origins of the atlas.
fn homepages(context: PageContext<'_>, place: Place) -> Vec<String> {
    let atlas = &context.graph.atlas;
    let origins = atlas.about.provenance.iter().filter_map(|origin| origin.url.clone());
    let person = match place {
        Place::Entity(Entity::Person(id)) => Some(&atlas.people[id]),
        _ => None,
    };
    let own = person.map(|person| {
        let x = person.handle.as_ref().map(|handle| format!("https://x.com/{handle}"));
        [person.homepage.clone(), person.wikipedia.clone(), x]
    });
    origins.chain(own.into_iter().flatten().flatten()).collect()
}

fn arrange(page: &Page, panel: Option<&Panel>, size: Size, focus: Focus, preferences: LayoutPreferences) -> Layout {
    let verdict = panel.map(|panel| panel.height(size.width.saturating_sub(GUTTER + EDGE)));
    let is_place = |span: &Span| matches!(span.to, Some(Target::Place(_)));
    let sides = Sides {
        relations: page.has(Part::Relations),
        people: page.has(Part::People),
        verdict,
        is_overview: matches!(page.place, Some(Place::Overview(_) | Place::Home)),
        has_preview: page.place.is_some_and(|place| place != Place::Home && !is_matrix(place))
            && page.spans().any(is_place),
    };
    Layout::new(size, sides, focus, preferences)
}

fn flows(page: &Page, layout: &Layout, explanations: bool) -> [Flow; 3] {
    // The heading of the pane has the title; with tabs, the page has it.
    let titles = usize::from(layout.arrangement != Arrangement::Tabs);
    let head: Vec<Block> = page.head().into_iter().skip(titles).collect();
    let flow = |blocks: &mut dyn Iterator<Item = &Block>, width| {
        if explanations { Flow::new(blocks, width) } else { Flow::new(Page::folded(blocks), width) }
    };
    let width = |focus| {
        let pane = layout.pane(focus).or_else(|| layout.panes.first().copied());
        pane.map_or(0, |pane| usize::from(pane.text().width))
    };
    let main = width(Focus::Main);
    match layout.arrangement {
        Arrangement::TooSmall => Default::default(),
        Arrangement::Two | Arrangement::Card => {
            [flow(&mut head.iter().chain(&page.blocks), main), Flow::default(), Flow::default()]
        }
        Arrangement::Three | Arrangement::Tabs => [
            flow(&mut head.iter().chain(page.part(Part::Main)), main),
            flow(&mut page.part(Part::Relations), width(Focus::Relations)),
            flow(&mut page.part(Part::People), width(Focus::People)),
        ],
    }
}

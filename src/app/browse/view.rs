//! Laid-out page, which is rebuilt whenever the place, the options or the screen size changes.

use crate::action::Focus;
use crate::document::layout::Flow;
use crate::document::{Block, Page, PanelFit, Panels, Part, Span, Target};
use crate::graph::{Graph, Matrix};
use crate::model::{Entity, Kind};
use crate::page::{self, PageContext};
use crate::place::{Overview, Place};
use crate::text;

use super::area::EDGE;
use super::layout::{Arrangement, GUTTER, Layout, LayoutPreferences, MIN_PREVIEWED, MIN_PREVIEWED_LIST, Sides, Size};
use super::matrix::is_matrix;
use super::tabs::has_title_tab;
use super::trail::Visit;
use crate::app::review::panel::Panel;

/// Columns of the top line that are not available to the last name of the trail.
const MIN_TRAIL: usize = 13;
/// Maximum number of names in an index that are measured to find its width.
const MAX_MEASURED: usize = 2_000;
/// Columns of an index besides those of its names: its frame and margins.
const INDEX_FRAME: usize = 5;
/// Columns for the figure or the signs at the right of each name in an index, with the gap before them.
const INDEX_FIGURE: usize = 4;

/// Laid-out page.
#[derive(Clone, Debug)]
pub struct View {
    /// The page before its layout.
    pub page: Page,
    /// Areas of the panes on the screen.
    pub layout: Layout,
    /// Laid-out texts of the page, its relations and its people; a part without a separate pane is empty.
    pub flows: [Flow; 3],
    /// Indexes of the links to the web among the links of each flow. They are stored because every frame looks for such
    /// a link, and most of the links, which can be thousands, lead to places.
    web_links: [Vec<usize>; 3],
    /// Plan by which each flow was laid out.
    plans: [FlowPlan; 3],
    /// The matrix, if the page is that of the matrix; the flows are empty then.
    pub matrix: Option<Matrix>,
    /// Width that the names in the index need, in columns; 0 if it is not known.
    index: u16,
    /// Whether the page has yet to be built. Until then it has no rows, and cursors do not move.
    is_pending: bool,
    /// Panel with the verdict, if the page is a review card.
    panel: Option<Panel>,
    /// Web addresses on the page that are not sources: those of the person, and of the origins of the atlas.
    pub(super) homepages: Vec<String>,
}

/// Part of a page that a flow shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    /// No text.
    #[default]
    Nothing,
    /// The whole page.
    Page,
    /// One part of the page. The first part includes the head of the page.
    Part(Part),
}

/// Plan of the layout of a flow (laid-out text). Equal plans of the same page result in equal flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct FlowPlan {
    shown: Shown,
    width: usize,
    /// Height of the pane if panels fill it, in rows; `None` for panes whose text does not depend on their height.
    height: Option<usize>,
    /// Whether the title of the page is among the rows of the flow.
    has_title: bool,
    /// Whether the flow includes the explanations that many pages share.
    explanations: bool,
}

impl View {
    /// Builds the page of `visit` and lays it out on a screen of `size`.
    pub fn new(context: PageContext<'_>, visit: &Visit, size: Size, preferences: LayoutPreferences) -> Self {
        let context = PageContext { options: &visit.options, ..context };
        Self::of(page::build(visit.place, &context), context, visit, (size, preferences))
    }

    /// Lays out an empty page as a placeholder until the page of `visit` is built.
    pub(super) fn pending(context: PageContext<'_>, visit: &Visit, size: Size, preferences: LayoutPreferences) -> Self {
        let title = visit.place.name(&context.graph.atlas).into_owned();
        let page = Page { place: Some(visit.place), kicker: Vec::new(), title, blocks: Vec::new() };
        let index = index_width(context.graph, visit.place);
        let layout = arrange(&page, None, (size, index), visit.focus, preferences);
        Self {
            page,
            layout,
            index,
            flows: Default::default(),
            web_links: Default::default(),
            plans: [FlowPlan::default(); 3],
            matrix: None,
            is_pending: true,
            panel: None,
            homepages: Vec::new(),
        }
    }

    /// Lays out `page`, the page of `visit`.
    pub(super) fn of(
        page: Page,
        context: PageContext<'_>,
        visit: &Visit,
        (size, preferences): (Size, LayoutPreferences),
    ) -> Self {
        let panel = context.card_at(visit.place).map(|_| Panel::on_disk(context));
        let index = index_width(context.graph, visit.place);
        let layout = arrange(&page, panel.as_ref(), (size, index), visit.focus, preferences);
        let matrix = is_matrix(visit.place).then(|| context.graph.matrix()).filter(|matrix| matrix.order.len() > 1);
        let mut view = Self {
            page,
            layout,
            index,
            flows: Default::default(),
            web_links: Default::default(),
            plans: [FlowPlan::default(); 3],
            matrix,
            is_pending: false,
            panel,
            homepages: homepages(context, visit.place),
        };
        let _ = view.fill(preferences.explanations);
        view
    }

    /// Lays the same page out again, for a screen of `size` with the focus on `focus`. Returns the flows that were
    /// replaced; `None` for a flow that is unchanged.
    pub(super) fn lay_out(&mut self, size: Size, focus: Focus, preferences: LayoutPreferences) -> [Option<Flow>; 3] {
        self.layout = arrange(&self.page, self.panel.as_ref(), (size, self.index), focus, preferences);
        self.fill(preferences.explanations)
    }

    /// Lays out the flows whose plans have changed, and returns the flows that were replaced.
    fn fill(&mut self, explanations: bool) -> [Option<Flow>; 3] {
        if self.matrix.is_some() || self.is_pending {
            return [const { None }; 3];
        }
        let plans = plans(&self.layout, &self.page, explanations);
        std::array::from_fn(|slot| {
            let plan = plans[slot];
            if std::mem::replace(&mut self.plans[slot], plan) == plan {
                return None;
            }
            let flow = flow(&self.page, plan);
            let web_links = flow.links.iter().enumerate().filter(|(_, link)| matches!(link.target, Target::Url(_)));
            self.web_links[slot] = web_links.map(|(index, _)| index).collect();
            Some(std::mem::replace(&mut self.flows[slot], flow))
        })
    }

    /// Returns the panel beside the review card, with the saved verdict.
    pub(in crate::app) fn panel(&self) -> Option<&Panel> {
        self.panel.as_ref()
    }

    /// Returns the laid-out text of a pane; `None` for the index, which is not part of the page.
    pub fn flow(&self, focus: Focus) -> Option<&Flow> {
        slot(focus).map(|slot| &self.flows[slot])
    }

    /// Returns the web addresses that a pane links to, each with the row of the link; empty for the index.
    pub(super) fn web_links(&self, focus: Focus) -> impl DoubleEndedIterator<Item = (usize, &String)> {
        let slot = slot(focus);
        let (links, web) =
            slot.map_or((&[][..], &[][..]), |slot| (&self.flows[slot].links[..], &self.web_links[slot][..]));
        web.iter().filter_map(|&index| match &links[index].target {
            Target::Url(url) => Some((links[index].row(), url)),
            Target::Place(_) => None,
        })
    }

    /// Returns the number of visible text rows of a pane.
    pub fn height(&self, focus: Focus) -> usize {
        self.layout.pane(focus).map_or(0, |pane| usize::from(pane.text().height))
    }
}

/// Returns the index of a pane's flow in [`View::flows`]; `None` for the pane of the index.
pub(in crate::app) fn slot(focus: Focus) -> Option<usize> {
    match focus {
        Focus::Index => None,
        Focus::Main => Some(0),
        Focus::Relations => Some(1),
        Focus::People => Some(2),
    }
}

/// Returns the web addresses of the person at `place`, if it is one, and those of the origins of the atlas.
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

/// Returns the width that the names in the index beside `place` need; 0 if they are too many to be measured, or if they
/// are people, whose names are short.
fn index_width(graph: &Graph, place: Place) -> u16 {
    let Some(kind) = place.kind().filter(|&kind| kind != Kind::Person) else { return 0 };
    let entities = kind.entities(&graph.atlas);
    if entities.len() > MAX_MEASURED {
        return 0;
    }
    let widest = entities.map(|entity| text::width(&Place::from(entity).name(&graph.atlas))).max().unwrap_or(0);
    let figure = if kind == Kind::Mechanism { 0 } else { INDEX_FIGURE };
    u16::try_from(widest + figure + INDEX_FRAME).unwrap_or(u16::MAX)
}

fn arrange(
    page: &Page,
    panel: Option<&Panel>,
    (size, index): (Size, u16),
    focus: Focus,
    preferences: LayoutPreferences,
) -> Layout {
    let verdict = panel.map(|panel| panel.height(size.width.saturating_sub(GUTTER + EDGE)));
    let is_place = |span: &Span| matches!(span.to, Some(Target::Place(_)));
    let has_links = page.spans().any(is_place);
    let sides = Sides {
        relations: page.has(Part::Relations),
        people: page.has(Part::People),
        verdict,
        is_overview: is_overview(page),
        index,
        has_panels: page.blocks.iter().any(is_dashboard),
        preview: if has_links && page.place.is_some_and(|place| place != Place::Home && !is_matrix(place)) {
            Some(if is_prose_list(page) { MIN_PREVIEWED_LIST } else { MIN_PREVIEWED })
        } else {
            None
        },
    };
    Layout::new(size, sides, focus, preferences)
}

/// Returns whether `block` consists of several panels that show parts of other pages.
fn is_dashboard(block: &Block) -> bool {
    matches!(block, Block::Panels(Panels { fit: PanelFit::Overview, panels }) if panels.len() > 1)
}

/// Returns whether a page is about more than one record, so that it does not need the index beside it.
fn is_overview(page: &Page) -> bool {
    page.place.is_none_or(|place| place.entity().is_none())
}

/// Returns whether the sections of a page may stand side by side; they may not if the page is read from start to end.
fn has_columns(page: &Page) -> bool {
    is_overview(page) && !page.place.is_some_and(is_read)
}

/// Returns whether the page of `place` is read from start to end.
pub(super) fn is_read(place: Place) -> bool {
    matches!(place, Place::Topic(_) | Place::Brief(_) | Place::Overview(Overview::Review))
}

/// Returns whether a page is a list of records in words, which leaves the right half of a wide screen empty.
fn is_prose_list(page: &Page) -> bool {
    let is_wide = |block: &Block| matches!(block, Block::Grid(_) | Block::Bars(_));
    matches!(page.place, Some(Place::List(_))) && !page.blocks.iter().any(is_wide)
}

/// Returns the plans for the flows of the page, its relations and its people.
fn plans(layout: &Layout, page: &Page, explanations: bool) -> [FlowPlan; 3] {
    // The title is in the heading of the pane. If the heading has tabs and no room for it, the title is at the end of
    // the trail in the top line, or, if it does not fit there, on the page.
    let in_trail = page.place.is_some_and(|place| place != Place::Home)
        && text::width(&page.title) + MIN_TRAIL <= layout.top.width.into();
    let has_title = layout.arrangement == Arrangement::Tabs && !has_title_tab(layout) && !in_trail;
    let plan = |shown, focus| {
        let pane = layout.pane(focus).or_else(|| layout.panes.first().copied());
        let width = pane.map_or(0, |pane| usize::from(pane.text().width));
        let height = pane.filter(|pane| pane.is_edge_to_edge).map(|pane| usize::from(pane.text().height));
        FlowPlan { shown, width, height, has_title, explanations }
    };
    match layout.arrangement {
        Arrangement::TooSmall => [FlowPlan::default(); 3],
        Arrangement::Two | Arrangement::Card => {
            [plan(Shown::Page, Focus::Main), FlowPlan::default(), FlowPlan::default()]
        }
        Arrangement::Three | Arrangement::Tabs => [
            plan(Shown::Part(Part::Main), Focus::Main),
            plan(Shown::Part(Part::Relations), Focus::Relations),
            plan(Shown::Part(Part::People), Focus::People),
        ],
    }
}

fn flow(page: &Page, plan: FlowPlan) -> Flow {
    let head: Vec<Block> = page.head().into_iter().skip(usize::from(!plan.has_title)).collect();
    let lay_out = |blocks: &mut dyn Iterator<Item = &Block>| {
        let blocks = Page::shown(blocks, plan.explanations);
        let blocks = blocks.iter().map(AsRef::as_ref);
        if let Some(height) = plan.height {
            return Flow::edge_to_edge(blocks, (plan.width, height));
        }
        if has_columns(page) { Flow::in_columns(blocks, plan.width) } else { Flow::new(blocks, plan.width) }
    };
    match plan.shown {
        Shown::Nothing => Flow::default(),
        Shown::Page => lay_out(&mut head.iter().chain(&page.blocks)),
        Shown::Part(Part::Main) => lay_out(&mut head.iter().chain(page.part(Part::Main))),
        Shown::Part(part) => lay_out(&mut page.part(part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;
    use crate::app::{Context, Message, State, update};
    use crate::data::fixture;
    use crate::graph::Graph;
    use crate::keymap::default_keymap;
    use crate::model::Kind;
    use crate::text::work::{assert_near_linear, steps};

    const ATLAS: &str = include_str!("../../page/tests/fixture.toml");
    const WIDE: Size = Size { width: 140, height: 40 };

    /// An explorer of the list of `count` people and a few more.
    fn explorer(count: usize) -> (Graph, State) {
        let person = |at: usize| {
            format!("[[person]]\nid = \"p-{at}\"\nname = \"P {at}\"\ntagline = \"one of many\"\nsummary = \"So.\"\n")
        };
        let people: String = (0..count).map(person).collect();
        let graph = Graph::new(fixture(&format!("{ATLAS}\n{people}")));
        let state = State::new(&graph, Place::List(Kind::Person), WIDE);
        (graph, state)
    }

    fn send(state: &mut State, graph: &Graph, message: Message) {
        drop(update(state, message, Context { graph, keys: default_keymap() }));
    }

    #[test]
    fn a_new_size_costs_as_much_as_there_are_rows() {
        assert_near_linear(50, explorer, |(graph, mut state)| {
            send(&mut state, &graph, Message::Resize(Size { width: 100, height: 30 }));
        });
    }

    #[test]
    fn what_keeps_its_width_is_not_laid_out_again() {
        let (graph, mut state) = explorer(50);
        let rows = |state: &State| state.browse.view.flows[0].rows.as_ptr();
        let before = rows(&state);
        let laid_out = steps(|| {
            send(&mut state, &graph, Message::Act(Action::PaneNext, None));
            send(&mut state, &graph, Message::Resize(Size { height: 30, ..WIDE }));
        });
        assert_eq!((laid_out, rows(&state)), (0, before), "the rows are neither laid out nor copied");
        send(&mut state, &graph, Message::Resize(Size { width: 100, ..WIDE }));
        assert_ne!(rows(&state), before);
    }
}

//! Tabs of the panes of which one is shown at a time, and the titles of panes with parts of a page.

use crate::action::Focus;
use crate::document::{Block, Page, Part};
use crate::model::{Entity, Kind};
use crate::place::Place;
use crate::text;

use super::Browse;
use super::layout::{Area, Arrangement, Layout, MIN_MEDIUM};

/// Tab of a pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Pane that the tab shows.
    pub focus: Focus,
    /// Words on the tab.
    pub label: String,
    /// Area of the label on the screen.
    pub area: Area,
}

/// Width of the line between two tabs with a blank on each side, in columns.
pub const TAB_LINE: u16 = 3;
/// Width between two tabs where there is no room for a line, in columns.
const MIN_GAP: u16 = 2;
/// Width at the right of the tabs for the scroll position, in columns.
const POSITION_WIDTH: u16 = 8;

/// Returns the tabs; empty if panes are side by side, so that no tabs are needed.
pub fn tabs(browse: &Browse) -> Vec<Tab> {
    let layout = &browse.view.layout;
    let Some(header) = layout.panes.last().map(|pane| pane.header) else { return Vec::new() };
    if layout.arrangement != Arrangement::Tabs {
        return Vec::new();
    }
    let is_beside = |focus: Focus| focus == Focus::Index && layout.panes.len() > 1;
    let panes: Vec<Focus> = layout.reachable.iter().copied().filter(|&focus| !is_beside(focus)).collect();
    let mut x = header.x + 2;
    let labels = labels(browse, &panes, header.width.saturating_sub(2 + POSITION_WIDTH));
    let fits = width(&labels) <= usize::from(header.width + TAB_LINE).saturating_sub(5);
    let gap = if fits { TAB_LINE } else { MIN_GAP };
    let tab = |(focus, label): (Focus, String)| {
        let width = u16::try_from(text::width(&label)).unwrap_or(u16::MAX);
        let area = Area { x, width, ..header };
        x = x.saturating_add(width).saturating_add(gap);
        Tab { focus, label, area }
    };
    panes.into_iter().zip(labels).map(tab).collect()
}

/// Returns whether the tab of the page has its title, so that the page does not repeat it.
pub(super) fn has_title_tab(layout: &Layout) -> bool {
    layout.top.width >= MIN_MEDIUM
}

/// Returns the labels of the tabs of `panes`, with numbers if they fit in `room` columns. The title of the page is cut
/// to the width that the other labels leave.
fn labels(browse: &Browse, panes: &[Focus], room: u16) -> Vec<String> {
    let page = &browse.view.page;
    let has_title = has_title_tab(&browse.view.layout);
    let label = |focus: Focus, is_long: bool, is_named: bool| match focus {
        Focus::Index if is_long && browse.place().entity().is_some() => kind_title(browse.index.kind).to_owned(),
        Focus::Index => "Index".to_owned(),
        Focus::Main if is_named => page.title.clone(),
        Focus::Main => capitalized(browse.place().noun()),
        _ if is_long => part_title(page, focus),
        Focus::Relations => relations_title(page).to_owned(),
        Focus::People => "Record".to_owned(),
    };
    let labels =
        |is_long, is_named| panes.iter().map(|&focus| label(focus, is_long, is_named)).collect::<Vec<String>>();
    let fits = |labels: &Vec<String>| width(labels) <= usize::from(room + TAB_LINE);
    let mut labels = if has_title {
        labels(true, true)
    } else {
        let tries = [(true, true), (false, true), (false, false)].map(|(is_long, is_named)| labels(is_long, is_named));
        tries.iter().find(|labels| fits(labels)).unwrap_or(&tries[2]).clone()
    };
    let over = width(&labels).saturating_sub(usize::from(room + TAB_LINE));
    if let Some(at) = panes.iter().position(|&focus| focus == Focus::Main && has_title) {
        let left = text::width(&labels[at]).saturating_sub(over);
        labels[at] = text::truncate_to_width(&labels[at], left).into_owned();
    }
    labels
}

/// Returns the total width of labels with a line after each.
fn width(labels: &[String]) -> usize {
    labels.iter().map(|label| text::width(label) + usize::from(TAB_LINE)).sum()
}

fn capitalized(noun: &str) -> String {
    let mut letters = noun.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Strategy => "Strategies",
        Kind::Person => "People",
        Kind::Tag => "Tags",
        Kind::Lever => "Levers",
        Kind::Scenario => "Scenarios",
        Kind::Portfolio => "Portfolios",
        Kind::Mechanism => "Mechanisms",
    }
}

/// Returns the title of the relations of a page; those of a person are with the profile.
fn relations_title(page: &Page) -> &'static str {
    if is_person(page) { "Profile" } else { "Relations" }
}

fn is_person(page: &Page) -> bool {
    matches!(page.place, Some(Place::Entity(Entity::Person(_))))
}

/// Returns the title of a pane that shows a part of `page`, with the number of relations, or of people.
pub fn part_title(page: &Page, focus: Focus) -> String {
    let counts = |part| {
        page.part(part).filter_map(|block| match block {
            Block::Heading(heading) if heading.level <= 1 => heading.count,
            _ => None,
        })
    };
    // The sections on relations list different records, those on people the same people.
    let (title, count): (_, u32) = match focus {
        Focus::Relations if is_person(page) => (relations_title(page), 0),
        Focus::Relations => (relations_title(page), counts(Part::Relations).sum()),
        Focus::People => ("On the record", counts(Part::People).max().unwrap_or(0)),
        Focus::Index | Focus::Main => return page.title.clone(),
    };
    if count > 0 { format!("{title} {count}") } else { title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Size, State};
    use crate::data::embedded;
    use crate::graph::Graph;

    fn state(graph: &Graph, path: &str, width: u16) -> State {
        let place = Place::parse(&graph.atlas, path).expect("a place");
        State::new(graph, place, Size { width, height: 24 })
    }

    #[test]
    fn each_part_of_a_page_has_a_tab_where_one_is_shown_at_a_time() {
        let graph = Graph::new(embedded().expect("the embedded atlas"));
        let labels = |path, width| {
            let tabs = tabs(&state(&graph, path, width).browse);
            tabs.into_iter().map(|tab| tab.label).collect::<Vec<_>>()
        };
        let with_numbers = ["Pause", "Relations 12", "On the record 23"];
        assert_eq!(labels("strategy/pause", 80), with_numbers);
        assert_eq!(labels("strategy/pause", 119), with_numbers, "beside the index");
        assert_eq!(labels("strategy/pause", 60), ["Index", "Pause", "Relations", "Record"]);
        assert_eq!(labels("strategy/pause", 40), ["Index", "Strategy", "Relations", "Record"]);
        assert_eq!(labels("person/yann-lecun", 80), ["Yann LeCun", "Profile"], "the profile is with the relations");
        assert_eq!(labels("person/eliezer-yudkowsky", 40), ["Index", "Person", "Profile"]);
        assert_eq!(labels("lever/speed", 60)[..2], ["Levers", "Speed"]);
        assert_eq!(labels("p-doom", 60), ["p(doom)"], "an overview belongs to no list");
        assert_eq!(labels("strategy/pause", 140), [""; 0]);
        assert_eq!(labels("axes", 80), [""; 0], "a page of one part has no tabs");
    }

    #[test]
    fn tabs_lie_in_their_header_at_every_width() {
        let graph = Graph::new(embedded().expect("the embedded atlas"));
        for width in 40..120 {
            let state = state(&graph, "strategy/abandon-superintelligence", width);
            let tabs = tabs(&state.browse);
            assert!(tabs.windows(2).all(|pair| pair[0].area.x + pair[0].area.width < pair[1].area.x), "{width}");
            assert!(tabs.iter().all(|tab| tab.area.x + tab.area.width <= width), "{width}: {tabs:?}");
        }
    }
}

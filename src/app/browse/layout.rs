//! Areas of the panes for a given screen size, used by both updates and drawing, so that these agree.

use crate::action::Focus;
use crate::document::layout::MIN_PANELS_WIDTH;

pub use super::area::{Area, GUTTER, PaneArea, Size};

/// Minimum width of the screen for a separate column of relations and people, in columns.
const MIN_WIDE: u16 = 120;
/// Minimum width of the screen for frames, and for the index beside pages that are not overviews, in columns.
const MIN_FRAMED: u16 = 100;
/// Minimum width of the screen for a preview of the link under the cursor beside a page without relations, in columns.
pub(super) const MIN_PREVIEWED: u16 = 150;
/// Minimum width of the screen for a preview beside a list in words, which needs fewer columns than other pages.
pub(super) const MIN_PREVIEWED_LIST: u16 = 130;
/// Minimum width of the screen for several columns; a narrower screen has one column with tabs.
pub(in crate::app) const MIN_MEDIUM: u16 = 80;
/// Minimum usable size of the screen.
pub const MIN_SCREEN: Size = Size { width: 40, height: 12 };
/// Arrangement of the panes on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Index, page, and a column with relations above people.
    Three,
    /// The index, and the page including its relations and people.
    Two,
    /// The parts of the page, and on narrow screens the index, one at a time with tabs; on wider screens the index may
    /// be beside them.
    Tabs,
    /// The review card, with the panel of the verdict.
    Card,
    /// The screen is too small to show anything useful.
    TooSmall,
}

impl Arrangement {
    /// Returns the arrangement of a page on a screen.
    fn new(Size { width, height }: Size, sides: Sides, preferences: LayoutPreferences) -> Self {
        match width {
            _ if width < MIN_SCREEN.width || height < MIN_SCREEN.height => Self::TooSmall,
            _ if sides.verdict.is_some() => Self::Card,
            _ if preferences.zoom || preferences.is_linear => Self::Tabs,
            0..MIN_MEDIUM => Self::Tabs,
            _ if preferences.hide_sides => Self::Two,
            MIN_MEDIUM..MIN_WIDE if sides.relations || sides.people => Self::Tabs,
            MIN_MEDIUM..MIN_WIDE => Self::Two,
            _ => Self::Three,
        }
    }
}

/// Areas of the panes for one size of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Arrangement of the panes.
    pub arrangement: Arrangement,
    /// First row of the screen, above the panes.
    pub top: Area,
    /// Visible panes.
    pub panes: Vec<PaneArea>,
    /// Panes that can get the focus, in the order in which the focus moves.
    pub reachable: Vec<Focus>,
    /// Lines between the panes; empty if panes have frames.
    pub separators: Vec<Area>,
    /// Last row of the screen, below the panes.
    pub footer: Area,
    /// Panel with the verdict; only on the review card.
    pub verdict: Option<PaneArea>,
    /// Preview of the link under the cursor, if it has space.
    pub preview: Option<PaneArea>,
    /// Whether the index is visible or reachable as a tab.
    pub has_index: bool,
    /// Whether the index is shown if the user has not chosen otherwise.
    pub shows_index: bool,
    /// Extra widths of the index, and of the column of relations and people, relative to the default, in columns;
    /// `None` for a column that is not shown.
    pub wider: [Option<i16>; 2],
}

/// What a page has besides its main text, which determines the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub struct Sides {
    /// Whether the page has relations to other records.
    pub relations: bool,
    /// Whether the page lists people who have taken a position.
    pub people: bool,
    /// Height of the verdict below the card in rows, if the page is the review card.
    pub verdict: Option<u16>,
    /// Whether the page is about more than one record, so that it has no need of the index.
    pub is_overview: bool,
    /// Minimum width of the screen for a preview of the link under the cursor; `None` if the page has no preview.
    pub preview: Option<u16>,
    /// Whether the page has several panels, which have frames of their own where they are side by side.
    pub has_panels: bool,
    /// Width that the names in the index need, in columns; 0 if it is not known.
    pub index: u16,
}

impl Sides {
    /// Returns whether the index is shown by default on a screen of `width` columns.
    pub fn shows_index(self, width: u16) -> bool {
        width >= MIN_FRAMED && !self.is_overview
    }

    /// Lays out the pane of the page or of a part of it in `area`; panels side by side need no frame around them.
    fn pane(self, focus: Focus, area: Area, is_framed: bool) -> PaneArea {
        let is_wide = usize::from(area.width) >= MIN_PANELS_WIDTH;
        if is_framed && is_wide && self.has_panels && focus == Focus::Main {
            PaneArea::edge_to_edge(focus, area)
        } else {
            PaneArea::new(focus, area, is_framed)
        }
    }
}

/// Layout settings that the user can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct LayoutPreferences {
    /// Linear layout for screen readers: one pane at a time, nothing side by side.
    pub is_linear: bool,
    /// Whether the focused pane fills the screen.
    pub zoom: bool,
    /// Whether the index is shown; `None` shows it on wide screens, except beside overviews.
    pub index_shown: Option<bool>,
    /// Whether relations and people are part of the page instead of separate panes.
    pub hide_sides: bool,
    /// Extra width of the index relative to the default, in columns.
    pub index: i16,
    /// Extra width of relations and people relative to the default, in columns.
    pub sides: i16,
    /// Whether the explanations that many pages share are shown.
    pub explanations: bool,
}

/// Minimum width to which users can narrow a column, in columns.
const MIN_COLUMN: u16 = 16;
/// Minimum width of the page, in columns.
const MIN_PAGE: u16 = 36;
/// Minimum width of the page beside an index that is wider than usual, in columns.
const WIDE_PAGE: u16 = 80;
/// Width of the page beside an index of the usual width, in columns.
const USUAL_PAGE: u16 = 64;
/// Range of the usual width of the index, in columns.
const USUAL_INDEX: [u16; 2] = [26, 40];
/// Maximum width of the index, however long its names are, in columns.
const MAX_INDEX: u16 = 60;

impl Layout {
    /// Lays out the panes of a page on a screen.
    pub fn new(size: Size, sides: Sides, focus: Focus, preferences: LayoutPreferences) -> Self {
        let Size { width, height } = size;
        let arrangement = Arrangement::new(size, sides, preferences);
        let is_alone = preferences.zoom || preferences.is_linear || width < MIN_MEDIUM;
        let has_index = match arrangement {
            // Overviews belong to no list, so that the index beside them would look like the list that they are from.
            Arrangement::Tabs if is_alone => {
                preferences.index_shown == Some(true) || preferences.is_linear || !sides.is_overview
            }
            Arrangement::Card | Arrangement::TooSmall => false,
            _ => preferences.index_shown.unwrap_or(sides.shows_index(width)),
        };
        let mut reachable = if has_index { vec![Focus::Index, Focus::Main] } else { vec![Focus::Main] };
        if !matches!(arrangement, Arrangement::Two | Arrangement::Card) {
            reachable.extend(sides.relations.then_some(Focus::Relations));
            reachable.extend(sides.people.then_some(Focus::People));
        }
        let middle = Area { x: 0, y: 1, width, height: height.saturating_sub(2) };
        let mut layout = Self {
            arrangement,
            top: Area { x: 0, y: 0, width, height: height.min(1) },
            footer: Area { x: 0, y: height.saturating_sub(1), width, height: u16::from(height > 1) },
            panes: Vec::new(),
            separators: Vec::new(),
            wider: [None; 2],
            verdict: None,
            preview: None,
            has_index,
            shows_index: sides.shows_index(width),
            reachable,
        };
        match arrangement {
            Arrangement::TooSmall => {}
            Arrangement::Tabs if is_alone => {
                let is_framed = width >= MIN_FRAMED && !preferences.is_linear;
                let focus = layout.nearest(focus);
                // The top line has the title of a page that has no other panes.
                let has_header = layout.reachable.len() > 1 || width >= MIN_MEDIUM || preferences.is_linear;
                // Tabs need a header.
                let sides = Sides { has_panels: sides.has_panels && layout.reachable.len() == 1, ..sides };
                let pane = sides.pane(focus, middle, is_framed);
                layout.panes.push(if has_header { pane } else { PaneArea::without_header(focus, middle) });
            }
            Arrangement::Card => layout.card(middle, sides.verdict.unwrap_or_default(), preferences.is_linear),
            Arrangement::Tabs | Arrangement::Two | Arrangement::Three => {
                let main = Some(layout.nearest(focus)).filter(|&focus| focus != Focus::Index);
                layout.columns(middle, sides, main.unwrap_or(Focus::Main), preferences);
            }
        }
        layout
    }

    /// Returns the pane that gets the focus when `focus` is requested: the pane itself, or the page if it is not
    /// visible.
    pub fn nearest(&self, focus: Focus) -> Focus {
        if self.reachable.contains(&focus) { focus } else { Focus::Main }
    }

    /// Returns the areas of a pane; `None` if the pane is not visible.
    pub fn pane(&self, focus: Focus) -> Option<PaneArea> {
        self.panes.iter().copied().find(|pane| pane.focus == focus)
    }

    /// Returns the pane that contains a cell; `None` if no pane does.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<PaneArea> {
        self.panes.iter().copied().find(|pane| pane.body.contains(x, y) || pane.header.contains(x, y))
    }

    /// Lays out the review card, with the verdict to its right or, on a narrow or linear screen, in `rows` rows under a
    /// heading below it.
    fn card(&mut self, area: Area, rows: u16, is_linear: bool) {
        if area.width < MIN_MEDIUM || is_linear {
            let height = rows.saturating_add(1).min(area.height / 2);
            let below = Area { y: area.y + area.height - height, height, ..area };
            self.panes.push(PaneArea::new(Focus::Main, Area { height: area.height - height, ..area }, false));
            self.verdict = Some(PaneArea::new(Focus::Main, below, false));
        } else {
            let is_framed = area.width >= MIN_FRAMED;
            let line = u16::from(!is_framed);
            let width = (area.width * 5 / 12).clamp(36, 58);
            let left = area.width - width - line;
            self.panes.push(PaneArea::new(Focus::Main, Area { width: left, ..area }, is_framed));
            self.separators.extend((!is_framed).then_some(Area { x: left, width: 1, ..area }));
            self.verdict = Some(PaneArea::new(Focus::Main, Area { x: left + line, width, ..area }, is_framed));
        }
    }

    /// Lays out columns: the index, the page, and its relations and people. With tabs, the pane `chosen` takes the column
    /// of the page.
    fn columns(&mut self, area: Area, sides: Sides, chosen: Focus, preferences: LayoutPreferences) {
        let is_framed = area.width >= MIN_FRAMED;
        // Adjacent frames need no separating line; the mouse drags their edges.
        let line = u16::from(!is_framed);
        let column = |x, width| Area { x, width, ..area };
        let is_three = self.arrangement == Arrangement::Three;
        let has_preview = is_three && sides.preview.is_some_and(|from| area.width >= from) && !sides.relations;
        let wide = is_three && (sides.relations || sides.people || has_preview);
        let usual_side = match (wide, sides.relations || sides.people) {
            (false, _) => 0,
            (true, true) => (area.width * 32 / 100).clamp(38, 64),
            (true, false) => (area.width * 2 / 5).clamp(56, 90),
        };
        let mut x = 0;
        if self.has_index {
            let usual = usual_index(area.width.saturating_sub(usual_side), sides.index);
            let most = area.width.saturating_sub(MIN_PAGE + usual_side + 2 * line);
            let index = clamped_width(usual, preferences.index, most);
            self.wider[0] = Some(difference(index, usual));
            self.panes.push(PaneArea::new(Focus::Index, column(0, index), is_framed));
            self.separators.push(column(index, 1));
            x = index + line;
        }
        let left = area.width - x;
        let side =
            if wide { clamped_width(usual_side, preferences.sides, left.saturating_sub(MIN_PAGE + line)) } else { 0 };
        let main = left - if wide { side + line } else { 0 };
        let focus = if is_three { Focus::Main } else { chosen };
        self.panes.push(sides.pane(focus, column(x, main), is_framed));
        if wide {
            self.wider[1] = Some(difference(side, usual_side));
            self.separators.push(column(x + main, 1));
            self.stack(column(area.width - side, side), sides, has_preview);
        }
    }

    /// Arranges relations, people and the preview in one column, from top to bottom.
    fn stack(&mut self, area: Area, sides: Sides, has_preview: bool) {
        let is_framed = self.top.width >= MIN_FRAMED;
        let upper = area.height.div_ceil(2);
        let [above, below] =
            [Area { height: upper, ..area }, Area { y: area.y + upper, height: area.height - upper, ..area }];
        let mut push = |focus, area| self.panes.push(PaneArea::new(focus, area, is_framed));
        match (sides.relations, sides.people) {
            (true, true) => {
                push(Focus::Relations, above);
                push(Focus::People, below);
            }
            (true, false) => push(Focus::Relations, area),
            (false, true) => push(Focus::People, if has_preview { above } else { area }),
            (false, false) => {}
        }
        let preview = if sides.people { below } else { area };
        self.preview = has_preview.then(|| PaneArea::new(Focus::Main, preview, is_framed));
    }
}

/// Returns the width of the index of which the names need `needed` columns, or 0 if that is not known, where `room`
/// columns are left for the index and the page.
fn usual_index(room: u16, needed: u16) -> u16 {
    let [least, most] = USUAL_INDEX;
    let usual = room.saturating_sub(USUAL_PAGE).clamp(least, most);
    match needed {
        0 => usual,
        needed => needed.clamp(least, usual.max(room.saturating_sub(WIDE_PAGE).min(MAX_INDEX))),
    }
}

/// Returns the width of a column in columns: the default `usual`, changed by `by`, and at most `most`.
fn clamped_width(usual: u16, by: i16, most: u16) -> u16 {
    usual.saturating_add_signed(by).clamp(MIN_COLUMN.min(most), most.max(MIN_COLUMN.min(most)))
}

fn difference(width: u16, usual: u16) -> i16 {
    i16::try_from(i32::from(width) - i32::from(usual)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Sides = Sides {
        relations: false,
        people: false,
        verdict: None,
        is_overview: false,
        preview: None,
        has_panels: false,
        index: 0,
    };
    const BOTH: Sides = Sides { relations: true, people: true, ..NONE };
    const CARD: Sides = Sides { verdict: Some(4), ..NONE };

    fn focuses(width: u16, sides: Sides) -> Vec<Focus> {
        let layout = Layout::new(Size { width, height: 30 }, sides, Focus::Main, LayoutPreferences::default());
        layout.panes.iter().map(|pane| pane.focus).collect()
    }

    #[test]
    fn three_columns_two_columns_then_tabs() {
        assert_eq!(focuses(120, BOTH), [Focus::Index, Focus::Main, Focus::Relations, Focus::People]);
        assert_eq!(focuses(119, BOTH), [Focus::Index, Focus::Main]);
        assert_eq!(focuses(99, BOTH), [Focus::Main]);
        assert_eq!(focuses(79, BOTH), [Focus::Main]);
        assert_eq!(focuses(39, BOTH), []);
        assert_eq!(focuses(140, Sides::default()), [Focus::Index, Focus::Main]);
        assert_eq!(
            focuses(140, Sides { people: true, ..Sides::default() }),
            [Focus::Index, Focus::Main, Focus::People]
        );
    }

    #[test]
    fn overviews_have_no_index_unless_it_is_asked_for_and_wide_ones_a_preview() {
        let overview = Sides { is_overview: true, preview: Some(MIN_PREVIEWED), ..NONE };
        let layout = |width, sides, index_shown| {
            let preferences = LayoutPreferences { index_shown, ..LayoutPreferences::default() };
            let layout = Layout::new(Size { width, height: 30 }, sides, Focus::Index, preferences);
            (layout.has_index, layout.preview.map(|pane| pane.outer().width))
        };
        assert_eq!(layout(200, overview, None), (false, Some(80)));
        assert_eq!(layout(200, overview, Some(true)), (true, Some(80)));
        assert_eq!(layout(149, overview, None), (false, None));
        assert_eq!(layout(200, Sides { relations: true, ..overview }, None), (false, None));
        let list = Sides { preview: Some(MIN_PREVIEWED_LIST), ..overview };
        assert_eq!(layout(140, list, None), (false, Some(56)));
        assert_eq!(layout(90, NONE, Some(true)), (true, None));
    }

    #[test]
    fn the_index_is_as_wide_as_its_names_where_the_page_stays_wide() {
        let index = |width, index, relations| {
            let sides = Sides { relations, index, ..NONE };
            let layout = Layout::new(Size { width, height: 30 }, sides, Focus::Main, LayoutPreferences::default());
            layout.pane(Focus::Index).map(|pane| pane.outer().width)
        };
        assert_eq!(index(140, 52, false), Some(52), "long names");
        assert_eq!(index(140, 200, false), Some(60), "a page of 80 columns");
        assert_eq!(index(200, 200, false), Some(60), "at most");
        assert_eq!(index(130, 200, false), Some(50), "a page of 80 columns");
        assert_eq!(index(110, 200, false), Some(40), "a page that is narrower than that, as without long names");
        assert_eq!(index(140, 30, false), Some(30), "short names");
        assert_eq!(index(140, 0, false), Some(40), "names that are not measured");
        assert_eq!(index(140, 200, true), index(140, 0, true), "relations take the room");
    }

    #[test]
    fn tabs_show_the_pane_asked_for_if_the_page_has_it() {
        let size = Size { width: 60, height: 20 };
        let shown = |sides, focus| Layout::new(size, sides, focus, LayoutPreferences::default()).panes[0].focus;
        assert_eq!(shown(BOTH, Focus::People), Focus::People);
        assert_eq!(shown(Sides::default(), Focus::People), Focus::Main);
    }

    #[test]
    fn a_verdict_below_its_card_takes_the_rows_that_it_needs_and_half_the_screen_at_most() {
        let heights = |width, height, rows| {
            let sides = Sides { verdict: Some(rows), ..Sides::default() };
            let layout = Layout::new(Size { width, height }, sides, Focus::Main, LayoutPreferences::default());
            let card = layout.pane(Focus::Main).map(|pane| pane.text().height);
            (card, layout.verdict.map(|pane| pane.text().height))
        };
        assert_eq!(heights(60, 20, 3), (Some(13), Some(3)));
        assert_eq!(heights(40, 12, 4), (Some(4), Some(4)));
        assert_eq!(heights(40, 12, 9), (Some(4), Some(4)));
        assert_eq!(heights(99, 30, 3), (Some(27), Some(27)), "beside it there is room");
        assert_eq!(heights(100, 30, 3), (Some(26), Some(26)), "within frames");
    }

    #[test]
    fn areas_cover_the_screen_without_overlap_at_every_size() {
        let usual = LayoutPreferences::default();
        let preferences = [
            usual,
            LayoutPreferences { zoom: true, ..usual },
            LayoutPreferences { index_shown: Some(false), index: -500, ..usual },
            LayoutPreferences { index_shown: Some(true), ..usual },
            LayoutPreferences { hide_sides: true, index: 500, ..usual },
            LayoutPreferences { index: i16::MAX, sides: i16::MAX, ..usual },
            LayoutPreferences { index: i16::MIN, sides: i16::MIN, ..usual },
        ];
        for width in 0..=200 {
            for (height, preferences) in (0..=40).flat_map(|height| preferences.map(|wish| (height, wish))) {
                let previewed = Sides { is_overview: true, preview: Some(MIN_PREVIEWED), ..NONE };
                let with_people = Sides { people: true, ..previewed };
                for sides in [BOTH, CARD, NONE, previewed, with_people, Sides { relations: true, ..NONE }] {
                    let layout = Layout::new(Size { width, height }, sides, Focus::Index, preferences);
                    if layout.arrangement == Arrangement::TooSmall {
                        continue;
                    }
                    let panes = layout.panes.iter().chain(&layout.verdict).chain(&layout.preview);
                    assert!(panes.clone().all(|pane| pane.outer().contains(pane.text().x, pane.text().y)));
                    let lines = layout.separators.iter().filter(|_| width < MIN_FRAMED).copied();
                    let areas = panes.map(|pane| pane.outer());
                    let all: Vec<_> = areas.chain(lines).chain([layout.top, layout.footer]).collect();
                    let cells: u32 = all.iter().map(|area| u32::from(area.width) * u32::from(area.height)).sum();
                    assert_eq!(cells, u32::from(width) * u32::from(height), "{width}x{height}");
                    assert!(all.iter().all(|area| area.x + area.width <= width && area.y + area.height <= height));
                }
            }
        }
    }
}

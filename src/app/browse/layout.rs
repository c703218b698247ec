//! The areas of the panes on a screen of a given size. Both updates and drawing go by them, so that they agree.

use crate::action::Focus;

/// Below this width the two right columns become one.
const WIDE: u16 = 120;
/// Below this width there is one column with tabs.
const MEDIUM: u16 = 80;
/// The smallest screen that is still usable.
pub const SMALLEST: Size = Size { width: 40, height: 12 };
/// Columns to the left of a pane's text: the cursor mark and a blank.
pub const GUTTER: u16 = 2;
/// Columns to the right of a pane's text: a blank and the scrollbar.
pub(in crate::app) const EDGE: u16 = 2;

/// The size of the screen in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }

    /// The same area without `left` columns on the left and `right` on the right.
    #[must_use]
    pub fn inset(self, left: u16, right: u16) -> Self {
        let left = left.min(self.width);
        Self { x: self.x + left, width: (self.width - left).saturating_sub(right), ..self }
    }
}

/// A pane on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaneArea {
    /// The pane.
    pub focus: Focus,
    /// Its heading.
    pub header: Area,
    /// Everything below the heading: gutter, text and scrollbar.
    pub body: Area,
}

impl PaneArea {
    /// The cells of its text.
    pub fn text(self) -> Area {
        self.body.inset(GUTTER, EDGE)
    }
}

/// How the panes are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Index, page, and its relations above its people.
    Three,
    /// Index and the whole page.
    Two,
    /// One pane at a time, with tabs.
    Tabs,
    /// The page alone, with the verdict on it.
    Card,
    /// The screen is too small to show anything useful.
    TooSmall,
}

/// The areas of the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How the panes are arranged.
    pub arrangement: Arrangement,
    /// The line at the top.
    pub top: Area,
    /// The panes in sight.
    pub panes: Vec<PaneArea>,
    /// Every pane that can be reached, in order.
    pub reachable: Vec<Focus>,
    /// The lines between the panes.
    pub separators: Vec<Area>,
    /// The line at the bottom.
    pub footer: Area,
    /// The panel with the verdict, on the card of a review.
    pub verdict: Option<PaneArea>,
    /// The columns by which the index, and relations and people, are wider than usual; none if they are no column.
    pub wider: [Option<i16>; 2],
}

/// Which side panes a page has something for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Sides {
    /// Whether it has relations.
    pub relations: bool,
    /// Who is on the record.
    pub people: bool,
    /// The rows that the verdict takes below the card, if the page is the card of a review.
    pub verdict: Option<u16>,
}

/// How the panes are arranged, as far as the user has a say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct LayoutPreferences {
    /// Whether one pane is shown at a time and nothing beside anything else, for screen readers.
    pub is_linear: bool,
    /// Whether the pane with the focus is shown alone.
    pub zoom: bool,
    /// Whether the index is hidden.
    pub hide_index: bool,
    /// Whether relations and people are part of the page instead of beside it.
    pub hide_sides: bool,
    /// Columns by which the index is wider than usual.
    pub index: i16,
    /// Columns by which relations and people are wider than usual.
    pub sides: i16,
    /// Whether explanations that many pages share are shown.
    pub explanations: bool,
}

/// The narrowest that a user can make a column.
const NARROWEST: u16 = 16;
/// The columns that are always left to the page.
const PAGE: u16 = 36;

impl Layout {
    /// Arranges the panes of a page on a screen.
    pub fn new(size: Size, sides: Sides, focus: Focus, preferences: LayoutPreferences) -> Self {
        let Size { width, height } = size;
        let arrangement = match width {
            _ if width < SMALLEST.width || height < SMALLEST.height => Arrangement::TooSmall,
            _ if sides.verdict.is_some() => Arrangement::Card,
            _ if preferences.zoom || preferences.is_linear => Arrangement::Tabs,
            0..MEDIUM => Arrangement::Tabs,
            MEDIUM..WIDE => Arrangement::Two,
            _ if preferences.hide_sides => Arrangement::Two,
            _ => Arrangement::Three,
        };
        let index = arrangement == Arrangement::Tabs || !preferences.hide_index;
        let mut reachable = if arrangement == Arrangement::Card {
            vec![Focus::Main]
        } else if index {
            vec![Focus::Index, Focus::Main]
        } else {
            vec![Focus::Main]
        };
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
            reachable,
        };
        match arrangement {
            Arrangement::TooSmall => {}
            Arrangement::Tabs => layout.panes.push(pane(layout.nearest(focus), middle)),
            Arrangement::Card => layout.card(middle, sides.verdict.unwrap_or_default(), preferences.is_linear),
            Arrangement::Two | Arrangement::Three => layout.columns(middle, sides, preferences),
        }
        layout
    }

    /// The pane that takes the focus when `focus` is asked for: itself, or the page where it is not in sight.
    pub fn nearest(&self, focus: Focus) -> Focus {
        if self.reachable.contains(&focus) { focus } else { Focus::Main }
    }

    /// The areas of a pane, if it is in sight.
    pub fn pane(&self, focus: Focus) -> Option<PaneArea> {
        self.panes.iter().copied().find(|pane| pane.focus == focus)
    }

    /// The pane at a cell.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<PaneArea> {
        self.panes.iter().copied().find(|pane| pane.body.contains(x, y) || pane.header.contains(x, y))
    }

    /// The card, and the verdict beside it or, on a narrow or linear screen, below it in `rows` rows under its heading.
    fn card(&mut self, area: Area, rows: u16, is_linear: bool) {
        if area.width < MEDIUM || is_linear {
            let height = rows.saturating_add(1).min(area.height / 2);
            self.panes.push(pane(Focus::Main, Area { height: area.height - height, ..area }));
            self.verdict = Some(pane(Focus::Main, Area { y: area.y + area.height - height, height, ..area }));
        } else {
            let width = (area.width * 38 / 100).clamp(36, 54);
            let left = area.width - width - 1;
            self.panes.push(pane(Focus::Main, Area { width: left, ..area }));
            self.separators.push(Area { x: left, width: 1, ..area });
            self.verdict = Some(pane(Focus::Main, Area { x: left + 1, width, ..area }));
        }
    }

    fn columns(&mut self, area: Area, sides: Sides, preferences: LayoutPreferences) {
        let column = |x, width| Area { x, width, ..area };
        let wide = self.arrangement == Arrangement::Three && (sides.relations || sides.people);
        let usual_side = if wide { (area.width * 32 / 100).clamp(38, 64) } else { 0 };
        let mut x = 0;
        if !preferences.hide_index {
            let usual = (area.width * 22 / 100).clamp(24, 36);
            let most = area.width.saturating_sub(PAGE + usual_side + 2);
            let index = wished(usual, preferences.index, most);
            self.wider[0] = Some(difference(index, usual));
            self.panes.push(pane(Focus::Index, column(0, index)));
            self.separators.push(column(index, 1));
            x = index + 1;
        }
        let left = area.width - x;
        let side = if wide { wished(usual_side, preferences.sides, left.saturating_sub(PAGE + 1)) } else { 0 };
        let main = left - if wide { side + 1 } else { 0 };
        self.panes.push(pane(Focus::Main, column(x, main)));
        if wide {
            self.wider[1] = Some(difference(side, usual_side));
            self.separators.push(column(x + main, 1));
            self.stack(column(area.width - side, side), sides);
        }
    }

    fn stack(&mut self, area: Area, sides: Sides) {
        match (sides.relations, sides.people) {
            (true, true) => {
                let upper = area.height.div_ceil(2);
                self.panes.push(pane(Focus::Relations, Area { height: upper, ..area }));
                self.panes.push(pane(Focus::People, Area { y: area.y + upper, height: area.height - upper, ..area }));
            }
            (true, false) => self.panes.push(pane(Focus::Relations, area)),
            (false, true) => self.panes.push(pane(Focus::People, area)),
            (false, false) => {}
        }
    }
}

/// The width of a column: the usual one changed by `by` columns, within limits.
fn wished(usual: u16, by: i16, most: u16) -> u16 {
    usual.saturating_add_signed(by).clamp(NARROWEST.min(most), most.max(NARROWEST.min(most)))
}

fn difference(width: u16, usual: u16) -> i16 {
    i16::try_from(i32::from(width) - i32::from(usual)).unwrap_or(0)
}

fn pane(focus: Focus, area: Area) -> PaneArea {
    PaneArea {
        focus,
        header: Area { height: area.height.min(1), ..area },
        body: Area { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Sides = Sides { relations: true, people: true, verdict: None };
    const CARD: Sides = Sides { relations: false, people: false, verdict: Some(4) };

    fn focuses(width: u16, sides: Sides) -> Vec<Focus> {
        let layout = Layout::new(Size { width, height: 30 }, sides, Focus::Main, LayoutPreferences::default());
        layout.panes.iter().map(|pane| pane.focus).collect()
    }

    #[test]
    fn three_columns_two_columns_then_tabs() {
        assert_eq!(focuses(120, BOTH), [Focus::Index, Focus::Main, Focus::Relations, Focus::People]);
        assert_eq!(focuses(119, BOTH), [Focus::Index, Focus::Main]);
        assert_eq!(focuses(79, BOTH), [Focus::Main]);
        assert_eq!(focuses(39, BOTH), []);
        assert_eq!(focuses(140, Sides::default()), [Focus::Index, Focus::Main]);
        assert_eq!(
            focuses(140, Sides { people: true, ..Sides::default() }),
            [Focus::Index, Focus::Main, Focus::People]
        );
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
        assert_eq!(heights(100, 30, 3), (Some(27), Some(27)), "beside it there is room");
    }

    #[test]
    fn areas_cover_the_screen_without_overlap_at_every_size() {
        let usual = LayoutPreferences::default();
        let preferences = [
            usual,
            LayoutPreferences { zoom: true, ..usual },
            LayoutPreferences { hide_index: true, index: -500, ..usual },
            LayoutPreferences { hide_sides: true, index: 500, ..usual },
            LayoutPreferences { index: i16::MAX, sides: i16::MAX, ..usual },
            LayoutPreferences { index: i16::MIN, sides: i16::MIN, ..usual },
        ];
        for width in 0..=200 {
            for (height, preferences) in (0..=40).flat_map(|height| preferences.map(|wish| (height, wish))) {
                for sides in [BOTH, CARD, Sides::default(), Sides { relations: true, ..Sides::default() }] {
                    let layout = Layout::new(Size { width, height }, sides, Focus::Index, preferences);
                    if layout.arrangement == Arrangement::TooSmall {
                        continue;
                    }
                    let panes = layout.panes.iter().chain(&layout.verdict);
                    let areas = panes.flat_map(|pane| [pane.header, pane.body]);
                    let all: Vec<_> =
                        areas.chain(layout.separators.clone()).chain([layout.top, layout.footer]).collect();
                    let cells: u32 = all.iter().map(|area| u32::from(area.width) * u32::from(area.height)).sum();
                    assert_eq!(cells, u32::from(width) * u32::from(height), "{width}x{height}");
                    assert!(all.iter().all(|area| area.x + area.width <= width && area.y + area.height <= height));
                }
            }
        }
    }
}

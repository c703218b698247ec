//! Areas on the screen, and the parts of a pane.

use crate::action::Focus;

/// Space to the left of a pane's text, for the cursor mark and a blank, in columns.
pub const GUTTER: u16 = 2;
/// Space to the right of the text of a pane without a frame, for a blank and the scrollbar, in columns.
pub(in crate::app) const EDGE: u16 = 2;

/// Size of the screen or of an area, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width in columns.
    pub width: u16,
    /// Height in rows.
    pub height: u16,
}

/// Rectangle on the screen, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Area {
    /// Column of the left edge on the screen, from 0.
    pub x: u16,
    /// Row of the upper edge on the screen, from 0.
    pub y: u16,
    /// Width in columns.
    pub width: u16,
    /// Height in rows.
    pub height: u16,
}

impl Area {
    /// Returns whether a cell is in the area.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }

    /// Returns the area without `left` columns on the left and `right` on the right.
    #[must_use]
    pub fn inset(self, left: u16, right: u16) -> Self {
        let left = left.min(self.width);
        Self { x: self.x + left, width: (self.width - left).saturating_sub(right), ..self }
    }
}

/// Areas of a pane on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaneArea {
    /// The pane that the areas belong to.
    pub focus: Focus,
    /// Row of the heading.
    pub header: Area,
    /// Area below the heading: gutter, text and, without a frame, scrollbar.
    pub body: Area,
    /// Whether the pane has a frame, with the heading in the upper edge and the scrollbar in the right edge.
    pub is_framed: bool,
    /// Whether the text takes the whole area, because it consists of panels, which have frames of their own.
    pub is_edge_to_edge: bool,
}

impl PaneArea {
    /// Lays out a pane in `area`, in a frame or under a rule.
    pub(super) fn new(focus: Focus, area: Area, is_framed: bool) -> Self {
        let header = Area { height: area.height.min(1), ..area };
        let below = Area { y: area.y + header.height, height: area.height - header.height, ..area };
        let body = if is_framed { Area { height: below.height.saturating_sub(1), ..below }.inset(1, 1) } else { below };
        Self { focus, header, body, is_framed, is_edge_to_edge: false }
    }

    /// Lays out a pane in `area`, with neither a heading nor a frame.
    pub(super) fn without_header(focus: Focus, area: Area) -> Self {
        Self { focus, header: Area { height: 0, ..area }, body: area, is_framed: false, is_edge_to_edge: false }
    }

    /// Lays out a pane with panels in `area`, which the panels fill.
    pub(super) fn edge_to_edge(focus: Focus, area: Area) -> Self {
        Self { is_edge_to_edge: true, ..Self::without_header(focus, area) }
    }

    /// Returns the area of the text, without gutter and scrollbar.
    pub fn text(self) -> Area {
        if self.is_edge_to_edge { self.body } else { self.body.inset(GUTTER, if self.is_framed { 1 } else { EDGE }) }
    }

    /// Returns the whole area of the pane.
    pub fn outer(self) -> Area {
        let frame = u16::from(self.is_framed);
        Area { height: self.header.height + self.body.height + frame, ..self.header }
    }

    /// Returns the area whose content scrolls; the scrollbar is in the column to the right of this area.
    pub fn scrolling(self) -> Area {
        if self.is_framed { self.body } else { self.body.inset(0, 1) }
    }

    /// Returns the area whose content scrolls, including the scrollbar in the last column.
    pub fn with_scrollbar(self) -> Area {
        let area = self.scrolling();
        Area { width: area.width + 1, ..area }
    }
}

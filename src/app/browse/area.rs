//! Rectangles of cells, and the parts of a pane.

use crate::action::Focus;

/// Columns to the left of a pane's text: the cursor mark and a blank.
pub const GUTTER: u16 = 2;
/// Columns to the right of a pane's text without a frame: a blank and the scrollbar.
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
    /// Returns whether a cell lies in it.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }

    /// Returns the same area without `left` columns on the left and `right` on the right.
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
    /// The row of its heading.
    pub header: Area,
    /// Everything below the heading: gutter, text and, without a frame, scrollbar.
    pub body: Area,
    /// Whether a frame is around it, whose upper edge is the heading and whose right edge is the scrollbar.
    pub is_framed: bool,
}

impl PaneArea {
    /// Returns the pane in `area`, in a frame or under a rule.
    pub(super) fn new(focus: Focus, area: Area, is_framed: bool) -> Self {
        let header = Area { height: area.height.min(1), ..area };
        let below = Area { y: area.y + header.height, height: area.height - header.height, ..area };
        let body = if is_framed { Area { height: below.height.saturating_sub(1), ..below }.inset(1, 1) } else { below };
        Self { focus, header, body, is_framed }
    }

    /// Returns the cells of its text.
    pub fn text(self) -> Area {
        self.body.inset(GUTTER, if self.is_framed { 1 } else { EDGE })
    }

    /// Everything that it covers.
    pub fn outer(self) -> Area {
        let frame = u16::from(self.is_framed);
        Area { height: self.header.height + self.body.height + frame, ..self.header }
    }

    /// Returns the rows that scroll; the scrollbar is in the column to the right of them.
    pub fn scrolling(self) -> Area {
        if self.is_framed { self.body } else { self.body.inset(0, 1) }
    }

    /// Returns the rows that scroll, with the scrollbar in the last column.
    pub fn with_scrollbar(self) -> Area {
        let area = self.scrolling();
        Area { width: area.width + 1, ..area }
    }
}

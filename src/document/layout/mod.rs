//! Layout of pages: blocks become rows of a given width, without colours. The terminal and the plain-text export use
//! the same rows.

mod blocks;
mod columns;
mod grid;
mod intervals;
mod list;
mod neighbourhood;
mod pairs;
mod panels;
mod path_picture;
mod strip;
mod wrap;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::block::BadgeKind;
use super::inline::{Target, Tone};

/// Maximum width of running text in columns, regardless of the screen, since long lines are hard to read.
pub const TEXT_WIDTH: usize = 80;

/// Rows of laid-out blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
    /// Every link, in reading order.
    pub links: Vec<Link>,
    /// First row of each section.
    pub sections: Vec<usize>,
    /// Rows of each list item.
    pub items: Vec<Range<usize>>,
    /// The areas of the panels.
    pub panels: Vec<PanelArea>,
    /// The rows of each table that can be sorted, with its number.
    pub tables: Vec<(usize, Range<usize>)>,
}

/// The area of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelArea {
    /// Rows, including those of the frame.
    pub rows: Range<usize>,
    /// The columns.
    pub columns: Range<usize>,
    /// Whether the panel has a frame.
    pub is_framed: bool,
    /// Whether others are beside it.
    pub is_beside: bool,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The text, left to right.
    pub fragments: Vec<Fragment>,
}

/// Run of text with one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// The text.
    pub text: String,
    /// Role of the text.
    pub role: Role,
    /// Link, as an index into [`Flow::links`].
    pub link: Option<usize>,
}

/// Role of a run of text. Themes give each role a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// Emphasized text.
    Strong,
    /// Subdued text.
    Quiet,
    /// The title of a page (0), the heading of a section (1), of a group (2) or of a group in a group (3).
    Heading(u8),
    /// A count beside a heading.
    Count,
    /// A warning beside a heading.
    Mark,
    /// An explanation.
    Caption,
    /// A state, or the reason why a section is empty.
    Notice,
    /// The label of a fact.
    Label,
    /// A link within the atlas.
    Link,
    /// A link to the web.
    Web,
    /// A badge.
    Badge(BadgeKind),
    /// The filled part of a bar.
    Bar,
    /// A line of a picture.
    Line,
    /// Blank between a heading and the end of its line, drawn as a thin rule on screen.
    Rule,
    /// A cell whose shade, from 1 to 8, grows with its value.
    Shade(u8),
    /// A sign or short text with a tone.
    Tone(Tone),
    /// A sign for two vertically adjacent pairs, showing the more important one. Screens with colours draw an upper and
    /// a lower half instead.
    Halves(Option<Tone>, Option<Tone>),
}

/// Link with its position.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The target.
    pub target: Target,
    /// Pieces: one, or several if the link is wrapped.
    pub pieces: Vec<Piece>,
}

/// Position of a piece of a link, in columns from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The row.
    pub row: usize,
    /// The first column.
    pub column: usize,
    /// The number of columns.
    pub width: usize,
}

impl Fragment {
    /// Creates a fragment that is not a link.
    fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, link: None }
    }
}

impl Row {
    /// Returns the text of the row.
    pub fn text(&self) -> String {
        self.fragments.iter().map(|fragment| fragment.text.as_str()).collect()
    }
}

impl Link {
    /// Returns the first row.
    pub fn row(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.row)
    }
}

impl Flow {
    /// Returns the links with a piece in `row`, left to right.
    pub fn links_in(&self, row: usize) -> impl Iterator<Item = usize> {
        let from = self.links.partition_point(|link| link.pieces.last().is_some_and(|piece| piece.row < row));
        let count = self.links[from..].iter().take_while(|link| link.row() <= row).count();
        from..from + count
    }

    /// Returns the index of the link at a row and column.
    pub fn link_at(&self, row: usize, column: usize) -> Option<usize> {
        let is_at = |piece: &Piece| piece.row == row && (piece.column..piece.column + piece.width).contains(&column);
        self.links_in(row).find(|&link| self.links[link].pieces.iter().any(is_at))
    }

    /// Returns the rows of the list item at `row`.
    pub fn item_at(&self, row: usize) -> Option<Range<usize>> {
        let item = self.items.partition_point(|item| item.end <= row);
        self.items.get(item).filter(|item| item.contains(&row)).cloned()
    }

    /// Returns the number of the table that can be sorted and that `row` belongs to.
    pub fn table_at(&self, row: usize) -> Option<usize> {
        self.tables.iter().find(|(_, rows)| rows.contains(&row)).map(|(table, _)| *table)
    }

    fn blank(&mut self) {
        if self.rows.last().is_some_and(|row| !row.fragments.is_empty()) {
            self.rows.push(Row::default());
        }
    }
}

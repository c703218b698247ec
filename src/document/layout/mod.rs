//! Laying a page out: blocks become rows of a given width, still without colours. The terminal draws these rows and
//! the plain-text export writes them, so both show the same page.

mod blocks;
mod grid;
mod intervals;
mod list;
mod neighbourhood;
mod pairs;
mod wrap;

#[cfg(test)]
mod tests;

use crate::model::RelationKind;

use super::block::{BadgeKind, Block, Target};

pub use grid::TOTAL;

/// Long lines tire the eye: text is wrapped at this many columns however wide the screen is.
pub const TEXT_WIDTH: usize = 80;

/// Blocks laid out in rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
    /// Every link, in reading order.
    pub links: Vec<Link>,
    /// The rows that start a section.
    pub sections: Vec<usize>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its text, left to right.
    pub fragments: Vec<Fragment>,
}

/// A run of text that is drawn alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// The text.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// The link it is part of, as an index into [`Flow::links`].
    pub link: Option<usize>,
}

/// What a run of text is. Themes give each role its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// Text that matters more.
    Strong,
    /// Text that matters less.
    Quiet,
    /// The title of a page (0), the heading of a section (1), of a group (2) or of one thing (3).
    Heading(u8),
    /// A count beside a heading.
    Count,
    /// A word of warning.
    Mark,
    /// How to read something.
    Caption,
    /// Something to beware of.
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
    /// A line between things.
    Line,
    /// A pair in a grid that relates like this.
    Pair(RelationKind),
}

/// A link and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// The pieces it is in: one, or more where it is wrapped.
    pub pieces: Vec<Piece>,
}

/// Where a piece of a link stands, in columns from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The row.
    pub row: usize,
    /// The first column.
    pub column: usize,
    /// How many columns it takes.
    pub width: usize,
}

impl Row {
    /// The text of the row.
    pub fn text(&self) -> String {
        self.fragments.iter().map(|fragment| fragment.text.as_str()).collect()
    }
}

impl Link {
    /// The row it starts in.
    pub fn row(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.row)
    }
}

impl Flow {
    /// Lays `blocks` out in rows of at most `width` columns.
    pub fn new<'a>(blocks: impl IntoIterator<Item = &'a Block>, width: usize) -> Self {
        let mut flow = Self::default();
        let mut previous = None;
        for block in blocks {
            blocks::lay_out(&mut flow, previous, block, width.max(1));
            previous = Some(block);
        }
        flow
    }

    /// The links that have a piece in `row`, left to right.
    pub fn links_in(&self, row: usize) -> impl Iterator<Item = usize> {
        let from = self.links.partition_point(|link| link.pieces.last().is_some_and(|piece| piece.row < row));
        self.links[from..]
            .iter()
            .take_while(move |link| link.row() <= row)
            .enumerate()
            .map(move |(offset, _)| from + offset)
    }

    /// The link at a row and column.
    pub fn link_at(&self, row: usize, column: usize) -> Option<usize> {
        self.links_in(row).find(|&link| {
            self.links[link]
                .pieces
                .iter()
                .any(|piece| piece.row == row && (piece.column..piece.column + piece.width).contains(&column))
        })
    }

    fn blank(&mut self) {
        if self.rows.last().is_some_and(|row| !row.fragments.is_empty()) {
            self.rows.push(Row::default());
        }
    }
}

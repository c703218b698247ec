//! Lays out pages: blocks become rows of a given width, without colours. The terminal and the export of plain text draw
//! the same rows.

mod bars;
mod blocks;
mod columns;
mod grid;
mod intervals;
mod list;
mod neighbourhood;
mod pairs;
mod panels;
mod path_picture;
mod row_notes;
mod rows;
mod strip;
mod wrap;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::block::BadgeKind;
use super::inline::{Target, Tone};

/// Maximum width of running text in columns, however wide the screen is, because long lines are hard to read.
pub const TEXT_WIDTH: usize = 80;

/// Minimum width of a page whose panels are side by side, in columns.
pub const MIN_PANELS_WIDTH: usize = 2 * panels::MIN_PANEL;

/// Rows of blocks that are laid out, with the positions of links, sections, items, panels and tables in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
    /// Links in the rows, in reading order.
    pub links: Vec<Link>,
    /// Index of the first row of each section.
    pub sections: Vec<usize>,
    /// Range of rows of each list item.
    pub items: Vec<Range<usize>>,
    /// Range of rows of each list item, fact and row of a table, to which the cursor moves in one step.
    pub units: Vec<Range<usize>>,
    /// Area of each panel.
    pub panels: Vec<PanelArea>,
    /// Tables that can be sorted: number of the table on the page, and range of its rows.
    pub tables: Vec<(usize, Range<usize>)>,
    /// Sizes that the layout of a block depends on besides the block.
    shared: SharedSizes,
}

/// Sizes that the layout of a block depends on besides the block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct SharedSizes {
    /// Height of the window that panels fill, in rows; 0 if it is not known.
    window_rows: usize,
    /// Number of rows by which a picture is higher than usual.
    picture_rows: usize,
    /// Width of the items of all lists of the page whose notes are beside the items, in columns.
    item_columns: usize,
    /// Width of the names of the lists with verdicts, so that the verdicts below each other have one column.
    judged_columns: usize,
    /// Width of the verdicts in the lists whose items take one row each, so that their columns are below each other.
    verdict_columns: usize,
}

/// Area that a panel takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelArea {
    /// Range of rows of the panel, including those of its frame.
    pub rows: Range<usize>,
    /// Range of columns of the panel.
    pub columns: Range<usize>,
    /// Whether the panel has a frame.
    pub is_framed: bool,
    /// Whether other panels are beside this one.
    pub is_beside: bool,
}

/// Row of text, as wide as the screen or narrower.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Text of the row, left to right.
    pub fragments: Vec<Fragment>,
}

/// Part of a row that has one style and at most one link.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Text of the part.
    pub text: String,
    /// Role of the text, which determines its style.
    pub role: Role,
    /// Link of the text, as an index into [`Flow::links`]; `None` if it has none.
    pub link: Option<usize>,
}

/// Role of a text. Themes give each role a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// Emphasized text.
    Strong,
    /// Subdued text.
    Quiet,
    /// A heading, with its level: 0 for the title of a page, 1 for a section, 2 for a group, 3 for a group in a group.
    Heading(u8),
    /// A count beside a heading.
    Count,
    /// A warning beside a heading.
    Mark,
    /// An explanation.
    Caption,
    /// A sentence on a state, or the reason why a section is empty.
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
    /// A line in a picture, such as an edge.
    Line,
    /// The blanks between a heading and the end of its row, which screens draw as a thin rule.
    Rule,
    /// A cell with a shade; the level, from 1 to 8, grows with the value of the cell.
    Shade(u8),
    /// A sign or a short text whose meaning has a colour.
    Tone(Tone),
    /// One character for two pairs, one above the other; the character shows the more important pair. Screens with
    /// colours draw an upper and a lower half instead.
    Halves(Option<Tone>, Option<Tone>),
}

/// Link with its position in the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What the link leads to.
    pub target: Target,
    /// Positions of the link: one, or several if the link is wrapped over several rows.
    pub pieces: Vec<Piece>,
}

/// Part of a link that is in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Index of the row.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Width in columns.
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
    /// Returns the index of the first row of the link.
    pub fn row(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.row)
    }
}

impl Flow {
    /// Returns the indexes of the links with a part in `row`, left to right.
    pub fn links_in(&self, row: usize) -> impl Iterator<Item = usize> {
        let from = self.links.partition_point(|link| link.pieces.last().is_some_and(|piece| piece.row < row));
        let count = self.links[from..].iter().take_while(|link| link.row() <= row).count();
        from..from + count
    }

    /// Returns the index of the link at a row and column; `None` if there is none.
    pub fn link_at(&self, row: usize, column: usize) -> Option<usize> {
        let is_at = |piece: &Piece| piece.row == row && (piece.column..piece.column + piece.width).contains(&column);
        self.links_in(row).find(|&link| self.links[link].pieces.iter().any(is_at))
    }

    /// Returns whether the text of the link with the index `link` has a letter or a digit; a dot of a plot has none.
    pub fn is_named(&self, link: usize) -> bool {
        let pieces = self.links.get(link).into_iter().flat_map(|link| &link.pieces);
        let mut fragments = pieces.filter_map(|piece| self.rows.get(piece.row)).flat_map(|row| &row.fragments);
        fragments.any(|fragment| fragment.link == Some(link) && fragment.text.contains(char::is_alphanumeric))
    }

    /// Returns the range of rows of the list item that covers `row`; `None` if there is none.
    pub fn item_at(&self, row: usize) -> Option<Range<usize>> {
        range_at(&self.items, row)
    }

    /// Returns the range of rows of the list item, fact or row of a table that covers `row`; `None` if there is none.
    pub fn unit_at(&self, row: usize) -> Option<Range<usize>> {
        range_at(&self.units, row)
    }

    /// Returns whether `row` only has the heading of a section, or the headings of the columns of a table, without a
    /// link.
    pub fn is_only_heading(&self, row: usize) -> bool {
        let Some(content) = self.rows.get(row).filter(|_| self.unit_at(row).is_none()) else { return false };
        let mut parts = content.fragments.iter().filter(|part| !part.text.trim().is_empty());
        let is_heading = |role| matches!(role, Role::Heading(_) | Role::Label);
        let is_beside = |role| matches!(role, Role::Strong | Role::Count | Role::Mark | Role::Quiet);
        content.fragments.iter().all(|part| part.link.is_none())
            && parts.next().is_some_and(|first| is_heading(first.role))
            && parts.all(|part| is_heading(part.role) || is_beside(part.role))
    }

    /// Marks the rows from `start` on as a unit.
    fn end_unit(&mut self, start: usize) {
        if start < self.rows.len() {
            self.units.push(start..self.rows.len());
        }
    }

    /// Returns the number of the sortable table that covers `row`; `None` if there is none.
    pub fn table_at(&self, row: usize) -> Option<usize> {
        self.tables.iter().find(|(_, rows)| rows.contains(&row)).map(|(table, _)| *table)
    }

    fn blank(&mut self) {
        if self.rows.last().is_some_and(|row| !row.fragments.is_empty()) {
            self.rows.push(Row::default());
        }
    }
}

/// Returns the one of `ranges`, which are in order, that contains `row`.
fn range_at(ranges: &[Range<usize>], row: usize) -> Option<Range<usize>> {
    let at = ranges.partition_point(|range| range.end <= row);
    ranges.get(at).filter(|range| range.contains(&row)).cloned()
}

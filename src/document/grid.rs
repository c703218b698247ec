//! Grids: tables with labelled rows and columns and short texts in the cells.

use super::inline::{Inline, IntoInline, Span};
use super::sort::Sorting;

/// Heading of the column of totals.
pub const TOTAL: &str = "All";

/// A table with labelled rows and columns.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Grid {
    /// Heading of the row labels.
    pub corner: String,
    /// The columns, left to right.
    pub columns: Vec<GridColumn>,
    /// Rows, top to bottom; each has a cell for every column.
    pub rows: Vec<GridRow>,
    /// Totals of the columns, below all rows.
    pub totals: Option<GridRow>,
    /// How the rows are sorted, if they can be.
    pub sorting: Option<Sorting>,
}

/// A column of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridColumn {
    /// The label; may be a link.
    pub label: Inline,
    /// Alignment of the cells.
    pub align: Align,
    /// Whether its cells are strips of signs, which have no order.
    pub is_strip: bool,
}

/// A row of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridRow {
    /// The label; may be a link.
    pub label: Inline,
    /// The cells, left to right.
    pub cells: Vec<GridCell>,
    /// Total of the row; may be empty.
    pub total: Inline,
}

/// A cell of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridCell {
    /// Figure or few words; may contain links.
    pub text: Inline,
    /// Shade as a share of the largest value in the grid, from 0 to 1. It repeats the text visually.
    pub shade: Option<f64>,
    /// Word that classifies the value.
    pub word: Option<&'static str>,
}

/// Alignment of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// Left, for words.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// Right, for figures.
    Right,
}

impl GridColumn {
    /// Creates a column of words.
    pub fn new(label: impl IntoInline) -> Self {
        Self { label: label.into_inline(), ..Self::default() }
    }

    /// Creates a column of figures.
    pub fn of_figures(label: impl IntoInline) -> Self {
        Self { align: Align::Right, ..Self::new(label) }
    }

    /// Creates a column of strips of signs.
    pub fn of_strips(label: impl IntoInline) -> Self {
        Self { is_strip: true, ..Self::new(label) }
    }
}

impl GridRow {
    /// Creates a row without a total.
    pub fn new(label: impl IntoInline, cells: impl IntoIterator<Item = GridCell>) -> Self {
        Self { label: label.into_inline(), cells: cells.into_iter().collect(), total: Inline::new() }
    }

    /// Sets the total.
    #[must_use]
    pub fn totalling(self, total: impl IntoInline) -> Self {
        Self { total: total.into_inline(), ..self }
    }

    fn spans(&self) -> impl Iterator<Item = &Span> {
        self.label.iter().chain(self.cells.iter().flat_map(|cell| &cell.text)).chain(&self.total)
    }
}

impl GridCell {
    /// Creates a cell of text.
    pub fn new(text: impl IntoInline) -> Self {
        Self { text: text.into_inline(), ..Self::default() }
    }
}

impl Grid {
    /// Returns all spans, in reading order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let labels = self.columns.iter().flat_map(|column| &column.label);
        labels.chain(self.rows.iter().chain(&self.totals).flat_map(GridRow::spans))
    }

    /// Returns whether any row has a total.
    pub fn has_totals(&self) -> bool {
        self.rows.iter().chain(&self.totals).any(|row| !row.total.is_empty())
    }
}

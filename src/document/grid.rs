//! Grids: tables with labelled rows and columns and short texts in the cells.

use super::inline::{Inline, IntoInline, Span, Weight};
use super::sort::Sorting;

/// Heading of the column of totals.
pub const TOTAL: &str = "All";

/// Table with labelled rows and columns.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Grid {
    /// Heading of the column with the row labels.
    pub corner: String,
    /// Columns, left to right, without those of labels and totals.
    pub columns: Vec<GridColumn>,
    /// Rows, top to bottom; each has a cell for every column.
    pub rows: Vec<GridRow>,
    /// Row with the totals of the columns, below all others; `None` if there is none.
    pub totals: Option<GridRow>,
    /// How the rows are sorted; `None` if the user cannot sort them.
    pub sorting: Option<Sorting>,
}

/// Column of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridColumn {
    /// Heading of the column; may be a link.
    pub label: Inline,
    /// Alignment of the column's cells.
    pub align: Align,
    /// Name of the cells if they are strips of signs, which have no order to sort by; the label has a letter for each
    /// sign.
    pub strip: Option<&'static str>,
    /// Whether the column is left out where it does not fit on the screen. Columns after it have to be optional, too.
    pub is_optional: bool,
}

/// Row of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridRow {
    /// Label of the row; may be a link.
    pub label: Inline,
    /// Cells of the row, left to right, without the label and the total.
    pub cells: Vec<GridCell>,
    /// Total of the row; empty if it has none.
    pub total: Inline,
}

/// Cell of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridCell {
    /// Figure or few words in the cell; may contain links.
    pub text: Inline,
    /// Value as a share of the largest value in the grid, from 0 to 1, drawn as a shade; `None` for no shade. It shows
    /// what the text says.
    pub shade: Option<f64>,
}

/// Alignment of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// On the left, for words.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// On the right, for figures.
    Right,
}

impl GridColumn {
    /// Creates a column of words, which are aligned on the left.
    pub fn new(label: impl IntoInline) -> Self {
        Self { label: label.into_inline(), ..Self::default() }
    }

    /// Creates a column of figures, which are aligned on the right.
    pub fn of_figures(label: impl IntoInline) -> Self {
        Self { align: Align::Right, ..Self::new(label) }
    }

    /// Lets the column be left out where it does not fit on the screen.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }

    /// Creates a column whose cells are strips of signs called `name`, with a letter for each sign in `label`.
    pub fn of_strips(name: &'static str, label: impl IntoInline) -> Self {
        Self { strip: Some(name), ..Self::new(label) }
    }
}

impl GridRow {
    /// Creates a row without a total.
    pub fn new(label: impl IntoInline, cells: impl IntoIterator<Item = GridCell>) -> Self {
        Self { label: label.into_inline(), cells: cells.into_iter().collect(), total: Inline::new() }
    }

    /// Sets the total of the row.
    #[must_use]
    pub fn totalling(self, total: impl IntoInline) -> Self {
        Self { total: total.into_inline(), ..self }
    }

    fn spans(&self) -> impl Iterator<Item = &Span> {
        self.label.iter().chain(self.cells.iter().flat_map(|cell| &cell.text)).chain(&self.total)
    }
}

impl GridCell {
    /// Creates a cell with a text, without shade.
    pub fn new(text: impl IntoInline) -> Self {
        Self { text: text.into_inline(), ..Self::default() }
    }
}

impl Grid {
    /// Returns all spans of the grid, in reading order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let labels = self.columns.iter().flat_map(|column| &column.label);
        labels.chain(self.rows.iter().chain(&self.totals).flat_map(GridRow::spans))
    }

    /// Returns the grid without the columns in which every cell is empty or subdued, since these say nothing. The
    /// first column stays.
    #[must_use]
    pub fn without_silent_columns(mut self) -> Self {
        for at in (1..self.columns.len()).rev() {
            let is_silent = |row: &GridRow| row.cells[at].text.iter().all(|span| span.weight == Weight::Quiet);
            if self.rows.iter().all(is_silent) {
                self = self.without_column(at);
            }
        }
        self
    }

    /// Returns the grid without the column `at`.
    #[must_use]
    pub fn without_column(mut self, at: usize) -> Self {
        self.columns.remove(at);
        for row in self.rows.iter_mut().chain(&mut self.totals) {
            row.cells.remove(at);
        }
        self
    }

    /// Returns whether any row has a total.
    pub fn has_totals(&self) -> bool {
        self.rows.iter().chain(&self.totals).any(|row| !row.total.is_empty())
    }
}

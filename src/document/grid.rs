//! Grids: labelled rows and columns with something short in each cell.

use super::block::{Inline, Span};

/// Rows and columns of cells.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Grid {
    /// What the rows are, above their labels.
    pub corner: String,
    /// The columns, left to right.
    pub columns: Vec<GridColumn>,
    /// The rows, top to bottom; each has a cell for every column.
    pub rows: Vec<GridRow>,
    /// What stands below all rows: the totals of the columns.
    pub totals: Option<GridRow>,
}

/// A column of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridColumn {
    /// What it is called; may be a link.
    pub label: Inline,
    /// Which edge its cells stand at.
    pub align: Align,
}

/// A row of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridRow {
    /// What it is called; may be a link.
    pub label: Inline,
    /// Its cells, left to right.
    pub cells: Vec<GridCell>,
    /// The total of the row; empty if it has none.
    pub total: Inline,
}

/// A cell of a grid.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridCell {
    /// A figure or a few short words; may be a link, or several.
    pub text: Inline,
    /// How much of the most a cell can have, from 0 to 1. It repeats what the text says.
    pub shade: Option<f64>,
    /// What to make of it, in a word.
    pub word: Option<&'static str>,
}

/// Which edge of a column its cells stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// The left one, as words do.
    #[default]
    Left,
    /// Neither.
    Centre,
    /// The right one, as figures do.
    Right,
}

impl GridColumn {
    /// A column of figures.
    pub fn of_figures(label: Inline) -> Self {
        Self { label, align: Align::Right }
    }
}

impl Grid {
    /// All text that can hold a link, in reading order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let labels = self.columns.iter().flat_map(|column| &column.label);
        labels.chain(self.rows.iter().chain(&self.totals).flat_map(GridRow::spans))
    }

    /// Whether any row has a total.
    pub fn has_totals(&self) -> bool {
        self.rows.iter().chain(&self.totals).any(|row| !row.total.is_empty())
    }
}

impl GridRow {
    fn spans(&self) -> impl Iterator<Item = &Span> {
        self.label.iter().chain(self.cells.iter().flat_map(|cell| &cell.text)).chain(&self.total)
    }
}

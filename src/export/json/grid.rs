//! Grids as JSON.

use crate::document;
use serde::Serialize;

use crate::model::Atlas;

use super::{Span, spans};

#[derive(Serialize)]
pub(super) struct Grid<'a> {
    corner: &'a str,
    columns: Vec<Column<'a>>,
    rows: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<Row<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    label: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    label: Vec<Span<'a>>,
    cells: Vec<Cell<'a>>,
    total: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    text: Vec<Span<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shade: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<&'static str>,
}

impl<'a> Grid<'a> {
    pub(super) fn new(atlas: &Atlas, grid: &'a document::Grid) -> Self {
        let row = |row: &'a document::GridRow| Row::new(atlas, row);
        Self {
            corner: &grid.corner,
            columns: grid.columns.iter().map(|column| Column { label: spans(atlas, &column.label) }).collect(),
            rows: grid.rows.iter().map(row).collect(),
            totals: grid.totals.as_ref().map(row),
        }
    }
}

impl<'a> Row<'a> {
    fn new(atlas: &Atlas, row: &'a document::GridRow) -> Self {
        let cell =
            |cell: &'a document::GridCell| Cell { text: spans(atlas, &cell.text), shade: cell.shade, word: cell.word };
        Self {
            label: spans(atlas, &row.label),
            cells: row.cells.iter().map(cell).collect(),
            total: spans(atlas, &row.total),
        }
    }
}

//! Grids as tables. A wide one scrolls in a frame of its own, so that the page does not.

use std::fmt::Write;

use crate::document::{Align, Grid, GridCell, GridRow};

use super::block::Writer;
use super::escape::escaped;

/// How many shades a cell can have.
const SHADES: f64 = 8.0;

impl Writer<'_> {
    pub(super) fn grid(&mut self, grid: &Grid) {
        if grid.rows.is_empty() {
            return;
        }
        let name = if grid.corner.is_empty() { "Table".to_owned() } else { escaped(&grid.corner) };
        let _ = writeln!(self.out, "<div class=\"frame\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">");
        let _ = write!(self.out, "<table class=\"grid\">\n<thead><tr><td>{}</td>", escaped(&grid.corner));
        for column in &grid.columns {
            let _ = write!(self.out, "<th scope=\"col\"{}>", edge(column.align));
            self.line(&column.label);
            self.out.push_str("</th>");
        }
        let totals = grid.has_totals();
        if totals {
            self.out.push_str("<th scope=\"col\" class=\"right\">Total</th>");
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &grid.rows {
            self.grid_row(grid, row, totals);
        }
        self.out.push_str("</tbody>\n");
        if let Some(row) = &grid.totals {
            self.out.push_str("<tfoot>\n");
            self.grid_row(grid, row, totals);
            self.out.push_str("</tfoot>\n");
        }
        self.out.push_str("</table>\n</div>\n");
    }

    fn grid_row(&mut self, grid: &Grid, row: &GridRow, totals: bool) {
        self.out.push_str("<tr><th scope=\"row\">");
        self.line(&row.label);
        self.out.push_str("</th>");
        for (at, cell) in row.cells.iter().enumerate() {
            self.grid_cell(cell, grid.columns.get(at).map_or_else(Align::default, |column| column.align));
        }
        if totals {
            self.out.push_str("<td class=\"right\">");
            self.line(&row.total);
            self.out.push_str("</td>");
        }
        self.out.push_str("</tr>\n");
    }

    fn grid_cell(&mut self, cell: &GridCell, align: Align) {
        let shade = cell.shade.filter(|shade| shade.is_finite()).map(|shade| (shade.clamp(0.0, 1.0) * SHADES).ceil());
        let shade = shade.map_or_else(String::new, |shade| format!(" data-shade=\"{shade}\""));
        let _ = write!(self.out, "<td{}{shade}>", edge(align));
        self.line(&cell.text);
        if let Some(word) = cell.word {
            let _ = write!(self.out, " <span class=\"word\">{}</span>", escaped(word));
        }
        self.out.push_str("</td>");
    }
}

fn edge(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Centre => " class=\"centre\"",
        Align::Right => " class=\"right\"",
    }
}

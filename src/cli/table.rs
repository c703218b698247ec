//! Tables with aligned columns, which are truncated on a terminal and complete in a pipe.

use std::io::{self, Write};

use crate::text;

/// Gap between columns of a table, in columns of the screen.
const GAP: usize = 2;

/// Minimum width to which a column is shrunk, in columns of the screen.
const MIN_WIDTH: usize = 8;

/// Table with a heading above each column.
#[derive(Debug)]
pub(super) struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Creates a table that has these headings and no rows.
    pub(super) fn new(headings: Vec<&'static str>) -> Self {
        Self { headings, rows: Vec::new() }
    }

    /// Adds a row with a cell under each heading.
    pub(super) fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// Writes the table. With `columns`, the width of the terminal, it has headings and is truncated to fit; otherwise
    /// it is for programs, with one complete row per line. An empty table has no headings.
    pub(super) fn write(&self, out: &mut impl Write, columns: Option<usize>) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut widths = self.widths(columns.is_some());
        if let Some(columns) = columns {
            fit(&mut widths, columns);
            write_row(out, self.headings.iter().copied(), &widths, columns)?;
        }
        for row in &self.rows {
            write_row(out, row.iter().map(String::as_str), &widths, columns.unwrap_or(usize::MAX))?;
        }
        Ok(())
    }

    fn widths(&self, with_headings: bool) -> Vec<usize> {
        let mut widths = vec![0; self.headings.len()];
        if with_headings {
            widths = self.headings.iter().map(|heading| text::width(heading)).collect();
        }
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(text::width(cell));
            }
        }
        widths
    }
}

/// Shrinks the widest of `widths` until the table fits into `columns`, none below [`MIN_WIDTH`]. The first column,
/// which identifies the row, shrinks only if the other columns cannot.
fn fit(widths: &mut [usize], columns: usize) {
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    while total(widths) > columns {
        let others = widths.iter_mut().skip(1).filter(|width| **width > MIN_WIDTH).max_by_key(|width| **width);
        if let Some(widest) = others {
            *widest -= 1;
        } else if let Some(first) = widths.first_mut().filter(|first| **first > MIN_WIDTH) {
            *first -= 1;
        } else {
            return;
        }
    }
}

fn write_row<'a>(
    out: &mut impl Write,
    cells: impl Iterator<Item = &'a str>,
    widths: &[usize],
    columns: usize,
) -> io::Result<()> {
    let mut line = String::new();
    for (at, (cell, &width)) in cells.zip(widths).enumerate() {
        if at > 0 {
            line.push_str(&" ".repeat(GAP));
        }
        let cell = text::truncate_to_width(cell, width);
        line.push_str(&cell);
        line.push_str(&" ".repeat(width.saturating_sub(text::width(&cell))));
    }
    writeln!(out, "{}", text::truncate_to_width(line.trim_end(), columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(vec!["Place", "Name", "About"]);
        table.push(vec!["tag/a".to_owned(), "日本".to_owned(), "a longer text that goes on".to_owned()]);
        table.push(vec!["lever/bcd".to_owned(), "é".to_owned(), String::new()]);
        table
    }

    fn written(columns: Option<usize>) -> String {
        let mut out = Vec::new();
        table().write(&mut out, columns).expect("a vector takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_pipe_gets_all_of_it_and_no_headings() {
        assert_eq!(written(None), "tag/a      日本  a longer text that goes on\nlever/bcd  é\n");
    }

    #[test]
    fn a_terminal_gets_what_fits() {
        let expected = "Place      Name  About\ntag/a      日本  a longer text…\nlever/bcd  é\n";
        assert_eq!(written(Some(32)), expected);
    }

    #[test]
    fn nothing_is_ever_wider_than_the_terminal() {
        for columns in 0..60 {
            assert!(written(Some(columns)).lines().all(|line| text::width(line) <= columns), "{columns}");
        }
    }
}

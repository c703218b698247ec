//! Sorts tables: the rows of a grid or of a bar chart are ordered by one column, in either direction.

use std::cmp::Ordering;

use super::bars::{Bar, Bars};
use super::block::Block;
use super::grid::{Grid, GridRow, TOTAL};
use super::inline::Span;

use crate::model::SharedSort;

/// Sign beside the heading of a column whose lowest value comes first.
const UP: &str = "▴";
/// Sign beside the heading of a column whose highest value comes first.
const DOWN: &str = "▾";
/// Both signs.
pub(super) const SIGNS: [&str; 2] = [UP, DOWN];
/// Text that a cell without a value has.
const EMPTY: &str = "·";

/// How the rows of a table that the user can sort are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Sorting {
    /// Index of the table among the sortable tables of its page.
    pub table: usize,
    /// Column that the table is sorted by when the user sorts it for the first time.
    pub first: usize,
    /// Order that the table has; `None` if its rows are in the order of the page.
    pub by: Option<ColumnOrder>,
}

/// Order of rows by one column of their table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnOrder {
    /// Index of the column; 0 is the column of row labels.
    pub column: usize,
    /// Whether the highest value comes first; otherwise, the lowest does.
    pub is_descending: bool,
}

/// Order that the user chose for one table of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableOrder {
    /// Index of the table among the sortable tables of the page.
    pub table: usize,
    /// Order of the table's rows.
    pub by: ColumnOrder,
}

impl Sorting {
    /// Creates the sorting of a table that is in the order of its page until the user sorts it, first by the column
    /// `first`.
    pub fn from(first: usize) -> Self {
        Self { first, ..Self::default() }
    }

    /// Returns the sorting of a table that its page sorts by the column `first`, with the highest value first.
    #[must_use]
    pub fn descending(self) -> Self {
        Self { by: Some(ColumnOrder { column: self.first, is_descending: true }), ..self }
    }

    /// Returns the sign of the direction if the table is sorted by `column`, otherwise an empty text.
    pub(super) fn sign(self, column: usize) -> &'static str {
        match self.by {
            Some(by) if by.column == column => by.sign(),
            _ => "",
        }
    }
}

impl ColumnOrder {
    /// Returns the order by the same column in the opposite direction.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { is_descending: !self.is_descending, ..self }
    }

    /// Returns the sign that shows the direction of the order.
    pub fn sign(self) -> &'static str {
        if self.is_descending { DOWN } else { UP }
    }
}

/// Value that a cell is sorted by.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Number(f64),
    Text(String),
    /// No value; such cells come last in both directions.
    Empty,
}

impl Key {
    /// Returns the value to sort a cell with `text` by: the number that the text starts with, or else the whole text.
    fn new(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() || text == EMPTY {
            return Self::Empty;
        }
        let signed = text.trim_start_matches(['<', '>', '~', '×']);
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let end = signed.find(|c: char| !is_part(c)).unwrap_or(signed.len());
        // A date starts with a number but is not one; as texts, dates are in the right order.
        match signed[..end].parse() {
            Ok(number) if !signed[end..].starts_with('-') => Self::Number(number),
            _ => Self::Text(text.to_lowercase()),
        }
    }

    fn compare(&self, other: &Self, is_descending: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Empty, Self::Empty) => return Ordering::Equal,
            (Self::Empty, _) => return Ordering::Greater,
            (_, Self::Empty) => return Ordering::Less,
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if is_descending { order.reverse() } else { order }
    }
}

impl Block {
    /// Returns how the rows are sorted, or `None` if the block is no table that the user can sort.
    pub fn sorting(&self) -> Option<Sorting> {
        match self {
            Self::Grid(grid) => grid.sorting,
            Self::Bars(bars) => bars.sorting,
            _ => None,
        }
    }

    /// Returns the number of columns that the block can be sorted by; 0 if it is no table.
    fn column_count(&self) -> usize {
        match self {
            Self::Grid(grid) => 1 + grid.columns.len() + usize::from(grid.has_totals()),
            Self::Bars(bars) => 2 + bars.bars.iter().map(|bar| bar.parts.len()).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// Returns the name of `column`, or `None` if the block cannot be sorted by it.
    pub fn column_name(&self, column: usize) -> Option<String> {
        let text = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
        match self {
            Self::Grid(grid) => grid.column_name(column, text),
            Self::Bars(bars) => bars.column_name(column),
            _ => None,
        }
    }

    /// Returns the order that follows the current one when the user sorts again: by the next column. After the last
    /// column it is `None`, the order of the page.
    pub fn next_order(&self) -> Option<ColumnOrder> {
        let sorting = self.sorting()?;
        let count = self.column_count();
        let from = sorting.by.map_or(0, |by| (by.column + count - sorting.first) % count + 1);
        (from..count).map(|at| (sorting.first + at) % count).find_map(|column| self.order_by(column))
    }

    /// Returns the usual order by `column`: words from A to Z, numbers from the highest; `None` if the block cannot be
    /// sorted by it.
    pub fn order_by(&self, column: usize) -> Option<ColumnOrder> {
        self.sorting()?;
        self.column_name(column)?;
        let keys = self.keys(column);
        let is_descending = keys.iter().any(|key| matches!(key, Key::Number(_)));
        Some(ColumnOrder { column, is_descending })
    }

    /// Sorts the rows by `by`; rows with equal values stay in the order of the page. `None` leaves the rows as they
    /// are.
    pub fn sort(&mut self, by: Option<ColumnOrder>) {
        let Some(by) = by.filter(|by| self.column_name(by.column).is_some()) else { return };
        let keys = self.keys(by.column);
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.shared_sort_by(|&a, &b| keys[a].compare(&keys[b], by.is_descending));
        match self {
            Self::Grid(grid) => {
                grid.rows = order.iter().map(|&row| grid.rows[row].clone()).collect();
                grid.sorting = grid.sorting.map(|sorting| Sorting { by: Some(by), ..sorting });
            }
            Self::Bars(bars) => {
                bars.bars = order.iter().map(|&bar| bars.bars[bar].clone()).collect();
                bars.sorting = bars.sorting.map(|sorting| Sorting { by: Some(by), ..sorting });
            }
            _ => {}
        }
    }

    fn keys(&self, column: usize) -> Vec<Key> {
        match self {
            Self::Grid(grid) => grid.rows.iter().map(|row| row.key(column)).collect(),
            Self::Bars(bars) => bars.bars.iter().map(|bar| bar.key(column)).collect(),
            _ => Vec::new(),
        }
    }
}

impl Grid {
    /// Sets how the user can sort the grid.
    #[must_use]
    pub fn sortable(self, sorting: Sorting) -> Self {
        Self { sorting: Some(sorting), ..self }
    }

    fn column_name(&self, column: usize, text: impl Fn(&[Span]) -> String) -> Option<String> {
        match column.checked_sub(1) {
            None => Some(self.corner.clone()),
            Some(at) if at < self.columns.len() => {
                Some(text(&self.columns[at].label)).filter(|_| self.columns[at].strip.is_none())
            }
            Some(at) => (at == self.columns.len() && self.has_totals()).then(|| TOTAL.to_owned()),
        }
    }
}

impl GridRow {
    fn key(&self, column: usize) -> Key {
        let spans = match column.checked_sub(1) {
            None => &self.label,
            Some(at) => self.cells.get(at).map_or(&self.total, |cell| &cell.text),
        };
        Key::new(&spans.iter().map(|span| span.text.as_str()).collect::<String>())
    }
}

impl Bars {
    /// Makes the chart sortable; the user sorts it by its values first.
    #[must_use]
    pub fn sortable(self) -> Self {
        Self { sorting: Some(Sorting::from(1)), ..self }
    }

    fn column_name(&self, column: usize) -> Option<String> {
        match column.checked_sub(2) {
            None => Some(if column == 0 { "name" } else { "total" }.to_owned()),
            Some(part) => {
                let parts = self.bars.iter().map(|bar| &bar.parts);
                parts.max_by_key(|parts| parts.len())?.get(part).map(|part| part.tone.as_str().to_owned())
            }
        }
    }
}

impl Bar {
    fn key(&self, column: usize) -> Key {
        match column.checked_sub(2) {
            None if column == 0 => Key::new(&self.label.iter().map(|span| span.text.as_str()).collect::<String>()),
            None => Key::Number(self.value),
            Some(part) => self.parts.get(part).map_or(Key::Empty, |part| Key::Number(part.value)),
        }
    }
}

/// Numbers the tables of a page that can be sorted, and sorts them: the table that `order` names by `order`, and each
/// other table as its page does.
pub fn sort_tables(blocks: &mut [Block], order: Option<TableOrder>) {
    let (mut table, mut heading) = (0, None);
    for at in 0..blocks.len() {
        let sorting = match &mut blocks[at] {
            Block::Heading(_) => {
                heading = Some(at);
                continue;
            }
            Block::Grid(grid) => &mut grid.sorting,
            Block::Bars(bars) => &mut bars.sorting,
            _ => continue,
        };
        let Some(sorting) = sorting else { continue };
        sorting.table = table;
        let by = order.filter(|order| order.table == table).map(|order| order.by).or(sorting.by);
        table += 1;
        blocks[at].sort(by);
        // A chart has no headings of columns for a sign, so the heading above it says how it is sorted.
        let mark = by.filter(|_| matches!(blocks[at], Block::Bars(_)));
        let mark = mark.and_then(|by| Some(format!("by {} {}", blocks[at].column_name(by.column)?, by.sign())));
        if let (Some(mark), Some(Block::Heading(heading))) = (mark, heading.and_then(|at| blocks.get_mut(at))) {
            heading.mark.get_or_insert(mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BarPart, GridCell, GridColumn, Tone};

    fn grid() -> Block {
        let row = |label: &str, cells: [&str; 2]| GridRow::new(label, cells.map(GridCell::new));
        let rows = vec![
            row("beta", ["2 of 15", "·"]),
            row("Alpha", ["14 of 15", "2026-01-05"]),
            row("gamma", ["2 of 15", "2025-12-31"]),
        ];
        let columns = vec![GridColumn::of_figures("Coverage"), GridColumn::new("Updated")];
        let grid = Grid { corner: "Name".to_owned(), columns, rows, ..Grid::default() };
        Block::Grid(grid.sortable(Sorting::from(1)))
    }

    fn labels(block: &Block) -> Vec<String> {
        let text = |spans: &[Span]| spans.iter().map(|span| span.text.clone()).collect();
        match block {
            Block::Grid(grid) => grid.rows.iter().map(|row| text(&row.label)).collect(),
            Block::Bars(bars) => bars.bars.iter().map(|bar| text(&bar.label)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn figures_are_sorted_by_their_number_dates_by_time_and_words_without_case() {
        let mut block = grid();
        let sorted = |block: &mut Block, column| {
            let by = block.order_by(column);
            block.sort(by);
            (labels(block), by.is_some_and(|by| by.is_descending))
        };
        assert_eq!(sorted(&mut block, 1), (vec!["Alpha".into(), "beta".into(), "gamma".into()], true), "ties stay");
        assert_eq!(sorted(&mut block, 2), (vec!["gamma".into(), "Alpha".into(), "beta".into()], false), "empty last");
        assert_eq!(sorted(&mut block, 0), (vec!["Alpha".into(), "beta".into(), "gamma".into()], false));
        block.sort(block.order_by(2).map(ColumnOrder::reversed));
        assert_eq!(labels(&block), ["Alpha", "gamma", "beta"], "what is empty is last in either direction");
    }

    #[test]
    fn every_column_comes_in_turn_and_then_the_order_of_the_page() {
        let mut block = grid();
        let mut columns = Vec::new();
        while let Some(by) = block.next_order() {
            columns.push(by.column);
            block.sort(Some(by));
        }
        assert_eq!(columns, [1, 2, 0]);
    }

    #[test]
    fn bars_are_sorted_by_their_parts() {
        let bar = |name: &str, parts: [f64; 2]| Bar {
            parts: [Tone::For, Tone::Against]
                .into_iter()
                .zip(parts)
                .map(|(tone, value)| BarPart { tone, value })
                .collect(),
            ..Bar::new(name, parts[0] + parts[1], "")
        };
        let bars = Bars::of_counts([bar("a", [9.0, 1.0]), bar("b", [2.0, 5.0]), bar("c", [1.0, 2.0])]);
        let mut block = Block::Bars(bars.sortable());
        let by = block.order_by(3);
        assert_eq!(block.column_name(3).as_deref(), Some("against"));
        block.sort(by);
        assert_eq!(labels(&block), ["b", "c", "a"]);
    }

    #[test]
    fn only_the_table_that_is_named_is_sorted_and_a_strip_never() {
        let mut blocks = [grid(), Block::Caption(Vec::new()), grid()];
        let by = ColumnOrder { column: 1, is_descending: true };
        sort_tables(&mut blocks, Some(TableOrder { table: 1, by }));
        assert_eq!(labels(&blocks[0]), ["beta", "Alpha", "gamma"]);
        assert_eq!(labels(&blocks[2]), ["Alpha", "beta", "gamma"]);
        assert_eq!(blocks[2].sorting().map(|sorting| (sorting.table, sorting.by)), Some((1, Some(by))));
        let Block::Grid(mut grid) = grid() else { return };
        grid.columns[0].strip = Some("Levers");
        assert_eq!(Block::Grid(grid).order_by(1), None);
    }
}

//! Lays out wide pages: sections of texts, lists and bars are side by side in two columns, the first of which may start
//! with a table; all other sections take the whole width.

use std::ops::Range;

use crate::document::{Block, Grid, Item};

use super::blocks::separated;
use super::panels::side_by_side;
use super::wrap::space;
use super::{Flow, Fragment, Link, PanelArea, Piece, Row, grid};

/// Minimum width of each of the two columns, in terminal columns.
const MIN_COLUMN: usize = 52;
/// Minimum width of the column beside a table, in terminal columns: for texts, and for bars, which need their labels.
const MIN_BESIDE_TABLE: [usize; 2] = [38, 46];
/// Width of the gap between the two columns, in terminal columns.
const GAP: usize = 4;
/// Width of the margin on each side of text above and below panels, in terminal columns.
const MARGIN: usize = 2;
/// Minimum number of items of a list that is split over both columns.
const MIN_SPLIT: usize = 6;
/// Maximum number of items or bars of a section that is beside another one.
const MAX_BESIDE: usize = 11;

impl Flow {
    /// Lays out `blocks` in rows of at most `width` columns, with sections side by side where there is room.
    pub fn in_columns<'a>(blocks: impl IntoIterator<Item = &'a Block>, width: usize) -> Self {
        let blocks: Vec<&Block> = blocks.into_iter().collect();
        let mut flow = Self::default();
        flow.share_item_width(blocks.iter().copied(), width);
        if width < 2 * MIN_COLUMN + GAP {
            flow.add(blocks, width);
            return flow;
        }
        let mut narrow: Vec<&[&Block]> = Vec::new();
        // A section with one table, whose right side may have room for the narrow sections that follow.
        let mut table: Option<&[&Block]> = None;
        for section in sections(&blocks) {
            if is_narrow(section) {
                narrow.push(section);
                continue;
            }
            flow.beside(table.take(), &std::mem::take(&mut narrow), width);
            match table_of(section) {
                Some(_) => table = Some(section),
                None => flow.section(section, width),
            }
        }
        flow.beside(table, &narrow, width);
        flow
    }

    /// Lays out a page with panels in rows of `width` columns, with the panels in all columns and everything else with a
    /// margin on each side. The panels fill a window of `height` rows.
    pub fn edge_to_edge<'a>(blocks: impl IntoIterator<Item = &'a Block>, (width, height): (usize, usize)) -> Self {
        let blocks: Vec<&Block> = blocks.into_iter().collect();
        let mut flow = Self::default();
        flow.shared.window_rows = height;
        let is_panels = |block: &&Block| matches!(block, Block::Panels(_));
        for part in blocks.chunk_by(|a, b| is_panels(a) == is_panels(b)) {
            if part.iter().all(is_panels) {
                flow.add(part.iter().copied(), width);
            } else {
                flow.blank();
                let content = Self::in_columns(part.iter().copied(), width.saturating_sub(2 * MARGIN));
                flow.indented(content, MARGIN);
            }
        }
        flow
    }

    /// Adds the rows of `other` below, indented by `indent` columns.
    fn indented(&mut self, other: Self, indent: usize) {
        let (top, first) = (self.rows.len(), self.links.len());
        self.rows.extend(other.rows.into_iter().map(|row| {
            let indent = (!row.fragments.is_empty()).then(|| space(indent));
            let fragments = row.fragments.into_iter();
            let fragments = fragments.map(|run| Fragment { link: run.link.map(|link| first + link), ..run });
            Row { fragments: indent.into_iter().chain(fragments).collect() }
        }));
        self.links.extend(other.links.into_iter().map(|link| {
            let moved = |piece: Piece| Piece { row: top + piece.row, column: indent + piece.column, ..piece };
            Link { pieces: link.pieces.into_iter().map(moved).collect(), ..link }
        }));
        let below = |rows: Range<usize>| top + rows.start..top + rows.end;
        self.sections.extend(other.sections.into_iter().map(|row| top + row));
        self.items.extend(other.items.into_iter().map(below));
        self.units.extend(other.units.into_iter().map(below));
        self.tables.extend(other.tables.into_iter().map(|(table, rows)| (table, below(rows))));
        self.panels.extend(other.panels.into_iter().map(|area| PanelArea {
            rows: below(area.rows),
            columns: indent + area.columns.start..indent + area.columns.end,
            ..area
        }));
    }

    /// Adds a section over the whole width. A long list at the end of the section is split into two columns.
    fn section(&mut self, section: &[&Block], width: usize) {
        if !section.is_empty() {
            self.blank();
        }
        match section {
            [above @ .., Block::List(items)]
                if items.len() >= MIN_SPLIT && items.iter().all(|item| item.flag.is_empty()) =>
            {
                self.add(above.iter().copied(), width);
                let (left, right) = items.split_at(items.len().div_ceil(2));
                let halves = [left, right].map(|half| Block::List(half.to_vec()));
                let columns = halves.each_ref().map(|half| Self::new([half], column_width(width)));
                let height = columns.iter().map(|column| column.rows.len()).max().unwrap_or(0);
                let list = section.get(above.len()).copied();
                let mut whole = Self { shared: self.shared, ..Self::default() };
                whole.add(list, width);
                if list.is_some_and(|list| separated(above.last().copied(), list)) {
                    self.blank();
                }
                // Notes in several rows get the whole width, unless halves are much shorter and have all of the text.
                let is_complete = columns.iter().map(letters).sum::<usize>() >= letters(&whole);
                if is_complete && 4 * height <= 3 * whole.rows.len() {
                    self.merge(columns, [column_width(width); 2]);
                } else {
                    self.add(list, width);
                }
            }
            _ => self.add(section.iter().copied(), width),
        }
    }

    /// Adds a section with a `table`, and narrow `sections`, in two columns. The first column starts with the table, if there
    /// is room beside it; each section is added to the column that is shorter so far. One section alone takes the whole
    /// width.
    fn beside<'a>(&mut self, mut table: Option<&[&'a Block]>, sections: &[&[&'a Block]], width: usize) {
        let beside_table = table.and_then(|table| table_width(table, sections, width));
        if let Some(table) = table.take_if(|_| beside_table.is_none()) {
            self.section(table, width);
        }
        let all: Vec<&[&Block]> = table.into_iter().chain(sections.iter().copied()).collect();
        if all.len() < 2 {
            return all.iter().for_each(|section| self.section(section, width));
        }
        self.blank();
        let left = beside_table.unwrap_or(column_width(width));
        let widths = [left, width - GAP - left];
        let mut columns = [Self::default(), Self::default()];
        for (column, width) in columns.iter_mut().zip(widths) {
            column.share_item_width(sections.iter().flat_map(|section| section.iter().copied()), width);
        }
        for section in all {
            let shorter = usize::from(columns[1].rows.len() < columns[0].rows.len());
            let column = &mut columns[shorter];
            column.blank();
            let start = column.rows.len();
            column.add(section.iter().copied(), widths[shorter]);
            let area = PanelArea { rows: start..column.rows.len(), columns: 0..0, is_framed: false, is_beside: true };
            column.panels.push(area);
        }
        self.merge(columns, widths);
    }

    /// Adds the rows of two columns with these widths side by side, with their links.
    fn merge(&mut self, columns: [Self; 2], widths: [usize; 2]) {
        let top = self.rows.len();
        let mut tables = Vec::new();
        for (side, column) in columns.iter().enumerate() {
            let left = side * (widths[0] + GAP);
            let moved = |rows: &Range<usize>| top + rows.start..top + rows.end;
            let whole = PanelArea { rows: 0..column.rows.len(), columns: 0..0, is_framed: false, is_beside: true };
            let areas = if column.panels.is_empty() { std::slice::from_ref(&whole) } else { &column.panels[..] };
            self.panels.extend(areas.iter().map(|area| PanelArea {
                rows: moved(&area.rows),
                columns: left..left + widths[side],
                ..area.clone()
            }));
            self.sections.extend(column.sections.iter().map(|row| top + row));
            tables.extend(column.tables.iter().map(|(table, rows)| (*table, moved(rows))));
        }
        self.sections.sort_unstable();
        self.sections.dedup();
        self.tables.extend(tables);
        let columns = columns.map(|column| (column.rows, column.links));
        let (rows, links) = side_by_side(columns, widths[0] + GAP);
        self.append(rows, &links);
    }
}

/// Returns the number of characters that are shown, without blanks.
fn letters(flow: &Flow) -> usize {
    let fragments = flow.rows.iter().flat_map(|row| &row.fragments);
    fragments.flat_map(|fragment| fragment.text.chars()).filter(|letter| !letter.is_whitespace()).count()
}

fn column_width(width: usize) -> usize {
    (width - GAP) / 2
}

/// Returns the sections of a page; blocks before the first heading of a section are a section without a heading.
fn sections<'a, 'b>(blocks: &'b [&'a Block]) -> impl Iterator<Item = &'b [&'a Block]> {
    let starts = |block: &&Block| matches!(block, Block::Heading(heading) if heading.level <= 1);
    let mut left = blocks;
    std::iter::from_fn(move || {
        let (_, rest) = left.split_first()?;
        let end = rest.iter().position(starts).map_or(left.len(), |at| at + 1);
        let (section, others) = left.split_at(end);
        left = others;
        Some(section)
    })
}

/// Returns the table of a section that has nothing else but texts; `None` otherwise.
fn table_of<'a>(section: &[&'a Block]) -> Option<&'a Grid> {
    let (heading, rest) = section.split_first()?;
    let mut others = rest.iter().filter(|block| !matches!(block, Block::Caption(_) | Block::Explanation(_)));
    match (heading, others.next(), others.next()) {
        (Block::Heading(_), Some(Block::Grid(table)), None) => Some(table),
        _ => None,
    }
}

/// Returns the width of a column for a section with one table, in a page of `width` columns: at least half of it, and wide
/// enough for the whole table. `None` if too little room is left beside it for `sections`.
fn table_width(table: &[&Block], sections: &[&[&Block]], width: usize) -> Option<usize> {
    let has_bars = sections.iter().any(|section| section.iter().any(|block| matches!(block, Block::Bars(_))));
    let room = width.checked_sub(GAP + MIN_BESIDE_TABLE[usize::from(has_bars)])?;
    let columns = grid::whole_width(table_of(table)?, room).filter(|_| !sections.is_empty())?;
    Some(columns.max(column_width(width)).min(room))
}

/// Returns whether a section is readable in a column of half the width.
fn is_narrow(section: &[&Block]) -> bool {
    let starts = matches!(section.first(), Some(Block::Heading(heading)) if heading.level == 1);
    let is_narrow = |block: &&Block| match block {
        Block::List(items) => {
            // Items with badges, further words or a flag need the whole width for them.
            let is_narrow = |item: &Item| item.badges.is_empty() && item.aside.is_empty() && item.flag.is_empty();
            items.len() <= MAX_BESIDE && items.iter().all(is_narrow)
        }
        Block::Heading(_)
        | Block::Paragraph(_)
        | Block::Caption(_)
        | Block::Explanation(_)
        | Block::Notice(_)
        | Block::Warning(_)
        | Block::Facts(_)
        | Block::Code(_) => true,
        // Charts with many bars have long labels or figures, and their bars have to be long to be compared.
        Block::Bars(bars) => bars.bars.len() <= MAX_BESIDE,
        _ => false,
    };
    starts && section.iter().all(is_narrow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Bar, Bars, GridCell, GridColumn, GridRow, Heading, Span};
    use crate::place::Place;

    fn page(sections: usize, items: usize) -> Vec<Block> {
        let section = |at: usize| {
            let item = |n: usize| Item::new(Span::link(format!("link {at}.{n}"), Place::Home), "");
            [Block::Heading(Heading::section(format!("Section {at}"))), Block::List((0..items).map(item).collect())]
        };
        (0..sections).flat_map(section).collect()
    }

    fn text(flow: &Flow) -> Vec<String> {
        flow.rows.iter().map(super::super::Row::text).collect()
    }

    #[test]
    fn sections_stand_side_by_side_where_there_is_room() {
        let blocks = page(3, 2);
        let wide = Flow::in_columns(&blocks, 120);
        let rows = text(&wide);
        assert!(rows[0].contains("Section 0") && rows[0].contains("Section 1"), "{rows:?}");
        assert!(rows[1].starts_with("link 0.0") && rows[1].contains("link 1.0"), "{rows:?}");
        assert!(rows[4].starts_with("Section 2"), "below the shorter one: {rows:?}");
        assert_eq!(wide.panels.len(), 3);
        assert!(wide.panels.iter().all(|area| area.is_beside && !area.is_framed));
        assert_eq!(Flow::in_columns(&blocks, 100), Flow::new(&blocks, 100));
    }

    #[test]
    fn links_stay_in_the_order_of_rows() {
        let flow = Flow::in_columns(&page(4, 3), 120);
        assert_eq!(flow.links.len(), 12);
        let at: Vec<_> = flow.links.iter().map(|link| (link.pieces[0].row, link.pieces[0].column)).collect();
        assert!(at.is_sorted(), "{at:?}");
        assert_eq!(flow.links_in(1).count(), 2);
    }

    #[test]
    fn a_table_that_needs_half_the_width_has_the_next_sections_beside_it() {
        let row = |at: usize| GridRow::new(format!("Row {at}"), [GridCell::new("1"), GridCell::new("2")]);
        let grid = Grid {
            corner: "Rows".to_owned(),
            columns: ["First", "Second"].map(GridColumn::of_figures).into(),
            rows: (0..6).map(row).collect(),
            ..Grid::default()
        };
        let mut blocks = vec![Block::Heading(Heading::section("Table")), Block::Grid(grid)];
        for section in ["Bars", "More bars", "Last bars"] {
            blocks.push(Block::Heading(Heading::section(section)));
            blocks.push(Block::Bars(Bars::of_counts([Bar::of_count("a", 1)])));
        }
        let rows = text(&Flow::in_columns(&blocks, 120));
        assert!(rows[0].starts_with("Table") && rows[0].contains("  Bars "), "{rows:#?}");
        assert!(rows[3].starts_with("Row") && rows[3].contains("  More bars "), "{rows:#?}");
        assert!(rows[6].contains("  Last bars "), "below the shorter column: {rows:#?}");
        assert_eq!(rows.len(), 8);
        let narrow = Flow::in_columns(&blocks, 100);
        assert_eq!(narrow, Flow::new(&blocks, 100), "one below the other");
    }

    #[test]
    fn a_paragraph_is_separate_from_the_list_below_whether_or_not_that_is_split() {
        for items in [3, 20] {
            let mut blocks = page(1, items);
            blocks.insert(1, Block::Paragraph(vec![Span::plain("text")]));
            let rows = text(&Flow::in_columns(&blocks, 120));
            assert!(rows[1] == "text" && rows[2].is_empty() && rows[3].starts_with("link 0.0"), "{rows:?}");
        }
    }

    #[test]
    fn a_long_list_is_split_into_halves() {
        let flow = Flow::in_columns(&page(1, 20), 120);
        let rows = text(&flow);
        assert!(rows[1].starts_with("link 0.0") && rows[1].contains("link 0.10"), "{rows:?}");
        assert_eq!(rows.len(), 11);
        assert_eq!(flow.panels.len(), 2);
    }
}

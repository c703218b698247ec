//! Matrix: a sign for every pair of strategies, the names of strategies and levers at the edges, and a description of
//! the pair under the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::action::Focus;
use crate::app::{CellSize, MatrixAreas, MatrixState, TWO_NAMES};
use crate::document::layout::{Flow, Role};
use crate::document::{Block, Span, Tone, plain};
use crate::graph::{Matrix, PairCounts, Relation};
use crate::model::{Pull, RelationKind, StrategyId};
use crate::page::{PairFilter, pair_blocks, verdict_glyph};
use crate::text;

use super::screen::{ScreenView, rect};
use super::text::{
    cursor_mark, halves, line, print, print_right, print_rows, print_truncated, restyle, scrollbar, width,
};
use super::theme::StyleRole;

/// Sign of a pair of strategies without a relation.
const NONE: &str = "·";
/// Width of the gap between two names in a line, in columns.
const GAP: u16 = 3;
/// Minimum width of the column of names, in columns.
const MIN_NAME: u16 = 5;

/// What is needed to draw the matrix.
struct Drawing<'a> {
    screen: &'a ScreenView<'a>,
    matrix: &'a Matrix,
    at: MatrixState,
    areas: MatrixAreas,
    filter: PairFilter,
    focused: bool,
}

/// Draws the matrix, if it is visible. Returns the position of the terminal's cursor, if it is visible.
pub(super) fn render(screen: &ScreenView<'_>, buffer: &mut Buffer) -> Option<Position> {
    let state = screen.state;
    let (areas, matrix) = (state.browse.matrix_areas()?, state.browse.view.matrix.as_ref()?);
    let visit = state.browse.trail.here();
    let focused = state.browse.focus() == Focus::Main;
    let drawing = Drawing { screen, matrix, at: visit.matrix, areas, filter: visit.options.pairs, focused };
    drawing.answer(buffer);
    drawing.counts(buffer);
    drawing.levers(buffer);
    drawing.names(buffer);
    drawing.cells(buffer);
    drawing.description(buffer);
    drawing.scrollbar(buffer);
    drawing.cursor(buffer)
}

impl Drawing<'_> {
    fn style(&self, role: StyleRole) -> Style {
        self.screen.theme.style(role)
    }

    /// Draws the first line of the page, or only its first clause if there is no room for all of it.
    fn answer(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.answer, buffer);
        let whole = &self.screen.state.browse.view.page.kicker;
        let first = whole.split(|span| span.text == "; ").next().unwrap_or_default();
        let short = [first, &[Span::plain(".")]].concat();
        let lines = [whole.clone(), short].map(|line| Flow::new(&[Block::Paragraph(line)], usize::from(area.width)));
        if let Some(line) = lines.iter().find(|line| line.rows.len() == 1) {
            print_rows(buffer, area, &line.rows, self.screen.theme);
        }
    }

    /// Draws the number of pairs for each kind of relation, which is also the legend of the signs, and the filter.
    fn counts(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.counts, buffer);
        let counts: PairCounts = self.screen.graph.pair_counts();
        let kinds = [
            (RelationKind::Conflict, counts.conflicts),
            (RelationKind::Complement, counts.complements),
            (RelationKind::Twin, counts.twins),
        ];
        let mut legend: Vec<(&str, Style, String, String)> = kinds
            .into_iter()
            .map(|(kind, count)| {
                let plural = if count == 1 { "" } else { "s" };
                let sign = self.screen.theme.style(Role::Tone(kind.into()));
                (kind.sign(), sign, count.to_string(), format!(" {}{plural}", kind.as_str()))
            })
            .collect();
        legend.push((NONE, self.style(StyleRole::Aside), counts.none().to_string(), " none".to_owned()));
        let words: usize = legend.iter().map(|(.., count, name)| 2 + text::width(count) + text::width(name)).sum();
        // If there is not enough space for the words, only the signs and numbers are drawn.
        let gaps = legend.len() - 1;
        let (gap, named) = match usize::from(area.width).saturating_sub(words) {
            left if left >= 3 * gaps => (3, true),
            left if left >= 2 * gaps => (2, true),
            _ => (3, false),
        };
        let row = line(area, 0);
        let mut x = row.x;
        for (sign, style, count, name) in legend {
            x = print(buffer, row, x, sign, style);
            let name = if named { name.as_str() } else { "" };
            x = print(buffer, row, x + 1, &format!("{count}{name}"), Style::new()) + gap;
        }
        let atlas = &self.screen.graph.atlas;
        let only = match self.filter {
            PairFilter { mechanism: Some(mechanism), .. } => atlas.mechanism(mechanism).label.clone(),
            PairFilter { kind: Some(kind), .. } => format!("{}s", kind.as_str()),
            PairFilter { .. } => return,
        };
        let only = format!("only {only}");
        let (row, x) = match area.height {
            1 => (row, x + 1),
            _ => (line(area, 1), area.x),
        };
        print(buffer, row, x, &only, self.style(StyleRole::Message));
    }

    /// Draws the names of the levers above the columns of their strategies, truncated to fit.
    fn levers(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.levers, buffer);
        let cell = usize::from(self.at.size.width());
        let (_, columns) = self.areas.window(self.at.size);
        for (n, band) in self.matrix.bands.iter().enumerate() {
            let (start, end) = (band.at.start.max(self.at.left), band.at.end.min(self.at.left + columns));
            if start >= end {
                continue;
            }
            let x = area.x + to_u16((start - self.at.left) * cell);
            let room = (end - start) * cell;
            let name = &self.screen.graph.atlas.levers[band.lever].name;
            let here = band.at.contains(&self.at.column);
            let style = match (here, n % 2) {
                (true, _) => self.style(StyleRole::Focus),
                (false, 0) => Style::new(),
                (false, _) => self.style(StyleRole::Aside),
            };
            // A name starts with a vertical line, which separates it from the name before.
            let area = Rect { width: to_u16(room), x, ..area }.intersection(area);
            let x = print(buffer, area, x, "╷", style);
            print_truncated(buffer, area, x, name, style);
        }
    }

    /// Draws the names of strategies to the left of their rows. If a line shows two rows of the matrix, both names stand
    /// side by side if there is space for them; otherwise the line has the first name, or that of the row with the cursor.
    fn names(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.names, buffer);
        if area.width <= MIN_NAME {
            return;
        }
        let stacked = self.at.size.stacked();
        let is_double = area.width >= TWO_NAMES;
        let count = self.matrix.order.len();
        if stacked > 1 && !is_double {
            let heading = Rect { y: self.areas.levers.y, width: area.width - 1, height: 1, ..area };
            let words = format!("{count} strategies, {stacked} a line");
            print_right(buffer, heading.intersection(buffer.area), &words, self.style(StyleRole::Aside));
        }
        for (first, row) in (self.at.top..count).step_by(stacked).zip(area.rows()) {
            let row = Rect { width: row.width - 1, ..row };
            let second = Some(first + 1).filter(|&second| stacked > 1 && second < count);
            match second.filter(|_| is_double) {
                Some(second) => {
                    let half = Rect { width: (row.width - GAP) / 2, ..row };
                    self.row_name(buffer, half, first);
                    self.row_name(buffer, Rect { x: half.right() + GAP, ..half }, second);
                }
                None => self.row_name(buffer, row, second.filter(|&second| second == self.at.row).unwrap_or(first)),
            }
        }
    }

    /// Draws the name of the strategy of a row, with the verdict on it and the direction of its pull at the right edge.
    fn row_name(&self, buffer: &mut Buffer, row: Rect, position: usize) {
        let (name, marks, style) = self.label(position);
        let room = Rect { width: row.width.saturating_sub(width(&marks) + 2), ..row };
        print_truncated(buffer, room, row.x, name, style);
        print_right(buffer, row, &marks, style);
    }

    /// Returns the name of the strategy of a row, its marks, and their style.
    fn label(&self, position: usize) -> (&str, String, Style) {
        let id = self.matrix.order[position];
        let style = self.style(if position == self.at.row { StyleRole::Key } else { StyleRole::Aside });
        let verdict = self.screen.state.model.page_context(self.screen.graph).verdict_on(id).map(verdict_glyph);
        (self.name(id), [verdict, Some(self.arrow(id))].into_iter().flatten().collect::<Vec<_>>().join(" "), style)
    }

    fn cells(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.cells, buffer);
        let (_, columns) = self.areas.window(self.at.size);
        let columns = self.at.left..self.matrix.order.len().min(self.at.left + columns);
        let rows = (self.at.top..self.matrix.order.len()).step_by(self.at.size.stacked());
        for (row, line) in rows.zip(area.rows()) {
            let mut x = area.x;
            for column in columns.clone() {
                let (sign, style) = match self.at.size {
                    CellSize::Halves => self.halves(row, column),
                    CellSize::Signs => self.sign(row, column),
                    CellSize::Codes => self.code(row, column),
                };
                print(buffer, line, x, sign, style);
                x += self.at.size.width();
            }
        }
    }

    /// Returns the relation between the strategies of a row and a column; `None` if there is none or the filter hides
    /// it.
    fn relation(&self, row: usize, column: usize) -> Option<Relation> {
        let (row, column) = (self.matrix.order.get(row)?, self.matrix.order.get(column)?);
        self.screen.graph.relation(*row, *column).filter(|relation| self.filter.admits(*relation))
    }

    fn sign(&self, row: usize, column: usize) -> (&'static str, Style) {
        let crossed = row == self.at.row || column == self.at.column;
        match self.relation(row, column) {
            Some(relation) => (relation.kind.sign(), self.screen.theme.style(Role::Tone(relation.kind.into()))),
            None if row == column => (if crossed { "╲" } else { " " }, self.style(StyleRole::Aside)),
            // Faint lines through the cell under the cursor lead to the names of its row and column.
            None if row == self.at.row => ("─", self.style(StyleRole::Border)),
            None if column == self.at.column => ("│", self.style(StyleRole::Border)),
            None => (NONE, self.style(StyleRole::Border)),
        }
    }

    fn code(&self, row: usize, column: usize) -> (&'static str, Style) {
        match self.relation(row, column) {
            Some(relation) => (relation.mechanism.code(), self.screen.theme.style(Role::Tone(relation.kind.into()))),
            None => self.sign(row, column),
        }
    }

    /// Returns a character for the pairs of two rows, whose upper and lower half have the colours of the kinds of
    /// relation. If the theme has no colours for them, the character is the sign of the more important relation.
    fn halves(&self, row: usize, column: usize) -> (&'static str, Style) {
        let kind = |row| self.relation(row, column).map(|relation| relation.kind);
        let pair = [kind(row), kind(row + 1)];
        let Some(weightier) = pair.into_iter().flatten().min() else {
            // Faint lines through the cell under the cursor lead to the names of its row and column.
            let is_row = row == self.at.row - self.at.row % 2;
            let sign = if is_row {
                "─"
            } else if column == self.at.column {
                "│"
            } else {
                " "
            };
            return (sign, self.style(StyleRole::Border));
        };
        if self.screen.theme.distinguishes_relations() {
            let [upper, lower] = pair.map(|kind| kind.map(Tone::from));
            return halves(self.screen.theme, upper, lower);
        }
        (weightier.sign(), self.screen.theme.style(Role::Tone(weightier.into())))
    }

    /// Draws the description of the pair under the cursor: its names, kind and mechanism, with an explanation. If it is
    /// beside the cells, it also has a legend.
    fn description(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.description, buffer);
        let Some((row, column)) = self.at.pair(self.matrix) else { return };
        if self.areas.is_beside {
            let flow = Flow::new(&pair_blocks(self.screen.graph, (row, column)), usize::from(area.width));
            return print_rows(buffer, area, &flow.rows, self.screen.theme);
        }
        let graph = self.screen.graph;
        let first = u16::from(area.height > 3);
        let names = line(area, first);
        let strong = self.style(StyleRole::Key);
        let label = |id| format!("{} {}", self.name(id), self.arrow(id));
        if row == column {
            let x = print(buffer, names, names.x, &label(row), strong);
            let lever = &graph.atlas.levers[graph.atlas.strategies[row].coordinates.lever].name;
            print_truncated(buffer, names, x + 1, lever, self.style(StyleRole::Aside));
            let thesis = Block::Caption(plain(&graph.atlas.strategies[row].thesis));
            let below = Rect { y: names.bottom(), height: area.bottom().saturating_sub(names.bottom()), ..area };
            print_rows(buffer, below, &Flow::new([&thesis], usize::from(area.width)).rows, self.screen.theme);
            return;
        }
        // The filter hides cells, but the description shows the relation of the pair under the cursor in any case.
        let relation = graph.relation(row, column);
        let (sign, style) = relation.map_or((NONE, self.style(StyleRole::Aside)), |relation| {
            (relation.kind.sign(), self.screen.theme.style(Role::Tone(relation.kind.into())))
        });
        let room = usize::from(names.width).saturating_sub(5) / 2;
        let x = print(buffer, names, names.x, &text::truncate_to_width(&label(row), room), strong);
        let x = print(buffer, names, x + 2, sign, style);
        print(buffer, names, x + 2, &text::truncate_to_width(&label(column), room), strong);
        let row = line(area, first + 1);
        let Some(relation) = relation else {
            print(buffer, row, row.x, "no relation declared, and no twins", self.style(StyleRole::Aside));
            return;
        };
        let about = graph.atlas.mechanism(relation.mechanism);
        let x = print(buffer, row, row.x, relation.kind.as_str(), style);
        let x = print(buffer, row, x, " · ", self.style(StyleRole::Border));
        let x = print(buffer, row, x, &about.label, Style::new());
        print_truncated(buffer, row, x + 2, &about.gloss, self.style(StyleRole::Aside));
        let explanation = Block::Caption(plain(&about.explain));
        let flow = Flow::new([&explanation], usize::from(area.width));
        let below = Rect { y: row.bottom(), height: area.bottom().saturating_sub(row.bottom()), ..area };
        print_rows(buffer, below, &flow.rows, self.screen.theme);
    }

    /// Draws the scrollbar of the matrix.
    fn scrollbar(&self, buffer: &mut Buffer) {
        let (pane, cells) = (rect(self.areas.pane, buffer), rect(self.areas.cells, buffer));
        let stacked = self.at.size.stacked();
        let window = (self.at.top / stacked, self.matrix.order.len().div_ceil(stacked));
        scrollbar(buffer, Rect { y: cells.y, height: cells.height, ..pane }, window, self.screen.theme);
    }

    /// Marks the cell under the cursor and its row. Returns the position of the terminal's cursor, which is beside the
    /// row, because on the cell it would hide the mark.
    fn cursor(&self, buffer: &mut Buffer) -> Option<Position> {
        let cells = rect(self.areas.cells, buffer);
        let x = to_u16(self.at.column.checked_sub(self.at.left)?).checked_mul(self.at.size.width())?;
        let y = to_u16(self.at.row.checked_sub(self.at.top)? / self.at.size.stacked());
        let cell =
            Rect { x: cells.x.checked_add(x)?, y: cells.y.checked_add(y)?, width: self.at.size.width(), height: 1 };
        let cell = cell.intersection(cells);
        if cell.is_empty() {
            return None;
        }
        let chosen = if self.focused { self.screen.theme.cell() } else { self.style(StyleRole::CursorAside) };
        restyle(buffer, cell, chosen);
        if self.at.size == CellSize::Halves && self.screen.theme.distinguishes_relations() {
            self.mark_half(buffer, cell, chosen);
        }
        let (pane, row) = (rect(self.areas.pane, buffer), cell.y.checked_sub(self.areas.pane.y)?);
        if self.focused {
            return Some(cursor_mark(buffer, pane, row, self.screen.theme));
        }
        let row = line(pane, row);
        Some(Position::new(row.x, row.y))
    }

    /// Marks the half of a cell that is under the cursor; the other half keeps the colour of its kind of relation.
    fn mark_half(&self, buffer: &mut Buffer, cell: Rect, chosen: Style) {
        let is_upper = self.at.row.is_multiple_of(2);
        let other = self.relation(self.at.row ^ 1, self.at.column);
        let other = other.and_then(|relation| self.screen.theme.style(Role::Tone(relation.kind.into())).fg);
        // The marked style is reversed, so the character must be the half that is not marked.
        let style = other.map_or(chosen, |color| chosen.bg(color));
        print(buffer, cell, cell.x, if is_upper { "▄" } else { "▀" }, style);
    }

    fn name(&self, id: StrategyId) -> &str {
        &self.screen.graph.atlas.strategies[id].name
    }

    fn arrow(&self, id: StrategyId) -> &'static str {
        match self.screen.graph.atlas.strategies[id].coordinates.pull {
            Pull::Neutral => "·",
            pull => pull.arrow(),
        }
    }
}

fn to_u16(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

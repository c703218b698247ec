//! The matrix: a sign for every pair of strategies, the names and levers along its edges, and what there is to say of
//! the pair under the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::action::Focus;
use crate::app::{CellSize, MatrixAreas, MatrixState};
use crate::document::layout::{Flow, Role};
use crate::document::{Block, Span};
use crate::graph::{Matrix, PairCounts, Relation};
use crate::model::{Pull, RelationKind, StrategyId};
use crate::page::{PairFilter, verdict_glyph};
use crate::text;

use super::screen::{Screen, rect};
use super::text::{line, mark, put, put_right, put_row, scrollbar};
use super::theme::Chrome;

/// What is drawn where two strategies do not relate, and where a strategy meets itself.
const NONE: &str = "·";

/// The matrix with what is needed to draw it.
struct Drawing<'a> {
    screen: &'a Screen<'a>,
    matrix: &'a Matrix,
    at: MatrixState,
    areas: MatrixAreas,
    filter: PairFilter,
    focused: bool,
}

/// Draws the matrix, if it is in sight, and returns where the cursor is.
pub(super) fn render(screen: &Screen<'_>, buffer: &mut Buffer) -> Option<Position> {
    let state = screen.state;
    let (areas, matrix) = (state.browse.matrix_areas()?, state.browse.view.matrix.as_ref()?);
    let visit = state.browse.trail.here();
    let focused = state.browse.focus() == Focus::Main;
    let drawing = Drawing { screen, matrix, at: visit.matrix, areas, filter: visit.options.pairs, focused };
    drawing.counts(buffer);
    drawing.levers(buffer);
    drawing.names(buffer);
    drawing.cells(buffer);
    drawing.told(buffer);
    drawing.scrollbar(buffer);
    drawing.cursor(buffer)
}

impl Drawing<'_> {
    fn chrome(&self, chrome: Chrome) -> Style {
        self.screen.theme.chrome(chrome)
    }

    /// How many pairs there are of each kind, which is the legend too, and which of them are shown.
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
                let sign = self.screen.theme.role(Role::Pair(kind));
                (kind.sign(), sign, count.to_string(), format!(" {}{plural}", kind.as_str()))
            })
            .collect();
        legend.push((NONE, self.chrome(Chrome::Quiet), counts.none().to_string(), " none".to_owned()));
        let words: usize = legend.iter().map(|(.., count, name)| 2 + text::width(count) + text::width(name)).sum();
        // Without room for all of the words, the signs say what is counted.
        let gaps = legend.len() - 1;
        let (gap, named) = match usize::from(area.width).saturating_sub(words) {
            left if left >= 3 * gaps => (3, true),
            left if left >= 2 * gaps => (2, true),
            _ => (3, false),
        };
        let row = line(area, 0);
        let mut x = row.x;
        for (sign, look, count, name) in legend {
            x = put(buffer, row, x, sign, look);
            let name = if named { name.as_str() } else { "" };
            x = put(buffer, row, x + 1, &format!("{count}{name}"), Style::new()) + gap;
        }
        let atlas = &self.screen.graph.atlas;
        let only = match self.filter {
            PairFilter { mechanism: Some(mechanism), .. } => atlas.mechanism(mechanism).label.clone(),
            PairFilter { kind: Some(kind), .. } => format!("{}s", kind.as_str()),
            PairFilter { .. } => return,
        };
        put(buffer, line(area, 1), area.x, &format!("only {only}"), self.chrome(Chrome::Notice));
    }

    /// The levers above their columns, as far as their names fit.
    fn levers(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.levers, buffer);
        let width = usize::from(self.at.size.width());
        let (_, columns) = self.areas.window(self.at.size);
        for (n, band) in self.matrix.bands.iter().enumerate() {
            let (start, end) = (band.at.start.max(self.at.left), band.at.end.min(self.at.left + columns));
            if start >= end {
                continue;
            }
            let x = area.x + to_u16((start - self.at.left) * width);
            let room = (end - start) * width;
            let name = &self.screen.graph.atlas.levers[band.lever].name;
            let here = band.at.contains(&self.at.column);
            let style = match (here, n % 2) {
                (true, _) => self.chrome(Chrome::Accent),
                (false, 0) => Style::new(),
                (false, _) => self.chrome(Chrome::Quiet),
            };
            // Names start with a line, so that neighbours do not run together.
            let name =
                if room > 1 { format!("╷{}", text::truncate_to_width(name, room - 1)) } else { "╷".to_owned() };
            put(buffer, Rect { width: to_u16(room), x, ..area }.intersection(area), x, &name, style);
        }
    }

    /// The names to the left of their rows.
    fn names(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.names, buffer);
        if area.width < 4 {
            return;
        }
        for (offset, &id) in self.matrix.order.iter().skip(self.at.top).take(usize::from(area.height)).enumerate() {
            let row = line(area, to_u16(offset));
            let position = self.at.top + offset;
            let here = position == self.at.row;
            let style = if here { self.chrome(Chrome::Key) } else { self.chrome(Chrome::Quiet) };
            let room = usize::from(row.width).saturating_sub(6);
            put(buffer, row, row.x, &text::truncate_to_width(self.name(id), room), style);
            let verdict = self.screen.state.model.page_context(self.screen.graph).verdict_on(id).map(verdict_glyph);
            let marks = [verdict, Some(self.arrow(id))].into_iter().flatten().collect::<Vec<_>>().join(" ");
            put_right(buffer, Rect { width: row.width - 1, ..row }, &marks, style);
        }
    }

    fn cells(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.cells, buffer);
        let (_, columns) = self.areas.window(self.at.size);
        let columns = self.at.left..self.matrix.order.len().min(self.at.left + columns);
        for y in 0..area.height {
            let row = self.at.top + usize::from(y) * self.at.size.stacked();
            if row >= self.matrix.order.len() {
                break;
            }
            let mut x = area.x;
            for column in columns.clone() {
                let (sign, style) = match self.at.size {
                    CellSize::Halves => self.halves(row, column),
                    CellSize::Signs => self.sign(row, column),
                    CellSize::Codes => self.code(row, column),
                };
                put(buffer, line(area, y), x, sign, style);
                x += self.at.size.width();
            }
        }
    }

    /// The relation of two rows, if it is shown.
    fn relation(&self, row: usize, column: usize) -> Option<Relation> {
        let (row, column) = (self.matrix.order.get(row)?, self.matrix.order.get(column)?);
        self.screen.graph.relation(*row, *column).filter(|relation| self.filter.admits(*relation))
    }

    fn sign(&self, row: usize, column: usize) -> (&'static str, Style) {
        let crossed = row == self.at.row || column == self.at.column;
        match self.relation(row, column) {
            Some(relation) => (relation.kind.sign(), self.screen.theme.role(Role::Pair(relation.kind))),
            None if row == column => (if crossed { "╲" } else { " " }, self.chrome(Chrome::Quiet)),
            // Faint lines through the cursor lead the eye to the names.
            None if row == self.at.row => ("─", self.chrome(Chrome::Border)),
            None if column == self.at.column => ("│", self.chrome(Chrome::Border)),
            None => (NONE, self.chrome(Chrome::Border)),
        }
    }

    fn code(&self, row: usize, column: usize) -> (&'static str, Style) {
        match self.relation(row, column) {
            Some(relation) => (relation.mechanism.code(), self.screen.theme.role(Role::Pair(relation.kind))),
            None => self.sign(row, column),
        }
    }

    /// Two pairs in one character: the upper half and the lower half. A pair of a kind has the colour of the kind;
    /// where there are no colours, the sign of the weightier of the two stands for both.
    fn halves(&self, row: usize, column: usize) -> (&'static str, Style) {
        let style = |kind| self.screen.theme.role(Role::Pair(kind));
        let kind = |row| self.relation(row, column).map(|relation| relation.kind);
        let is_coloured = RelationKind::ALL.windows(2).all(|kinds| style(kinds[0]).fg != style(kinds[1]).fg);
        if !is_coloured {
            let weightier = [kind(row), kind(row + 1)].into_iter().flatten().min();
            return weightier.map_or((" ", Style::new()), |kind| (kind.sign(), style(kind)));
        }
        let colour = |row| kind(row).map(style);
        match (colour(row), colour(row + 1)) {
            (None, None) => (" ", Style::new()),
            (Some(upper), None) => ("▀", upper),
            (None, Some(lower)) => ("▄", lower),
            (Some(upper), Some(lower)) if upper == lower => ("█", upper),
            (Some(upper), Some(lower)) => match lower.fg {
                Some(ground) => ("▀", upper.bg(ground)),
                None => ("█", upper),
            },
        }
    }

    /// The pair under the cursor: its names, its kind, its mechanism and what that means.
    fn told(&self, buffer: &mut Buffer) {
        let area = rect(self.areas.description, buffer);
        let Some((row, column)) = self.at.pair(self.matrix) else { return };
        let graph = self.screen.graph;
        let first = u16::from(area.height > 3);
        let names = line(area, first);
        let strong = self.chrome(Chrome::Key);
        let label = |id| format!("{} {}", self.name(id), self.arrow(id));
        if row == column {
            put(buffer, names, names.x, &label(row), strong);
            return;
        }
        // The relation is told even where the filter hides it.
        let relation = graph.relation(row, column);
        let (sign, style) = relation.map_or((NONE, self.chrome(Chrome::Quiet)), |relation| {
            (relation.kind.sign(), self.screen.theme.role(Role::Pair(relation.kind)))
        });
        let room = usize::from(names.width).saturating_sub(5) / 2;
        let x = put(buffer, names, names.x, &text::truncate_to_width(&label(row), room), strong);
        let x = put(buffer, names, x + 2, sign, style);
        put(buffer, names, x + 2, &text::truncate_to_width(&label(column), room), strong);
        let told = line(area, first + 1);
        let Some(relation) = relation else {
            put(buffer, told, told.x, "no relation declared, and no twins", self.chrome(Chrome::Quiet));
            return;
        };
        let about = graph.atlas.mechanism(relation.mechanism);
        let x = put(buffer, told, told.x, relation.kind.as_str(), style);
        let x = put(buffer, told, x, " · ", self.chrome(Chrome::Border));
        let x = put(buffer, told, x, &about.label, Style::new());
        let room = usize::from(told.right().saturating_sub(x + 2));
        put(buffer, told, x + 2, &text::truncate_to_width(&about.gloss, room), self.chrome(Chrome::Quiet));
        let explain = Block::Caption(vec![Span::plain(&about.explain)]);
        let flow = Flow::new([&explain], usize::from(area.width));
        for (row, content) in (first + 2..area.height).zip(&flow.rows) {
            put_row(buffer, line(area, row), content, self.screen.theme, None);
        }
    }

    /// How many rows there are beside those in sight.
    fn scrollbar(&self, buffer: &mut Buffer) {
        let (pane, cells) = (rect(self.areas.pane, buffer), rect(self.areas.cells, buffer));
        let stacked = self.at.size.stacked();
        let window = (self.at.top / stacked, self.matrix.order.len().div_ceil(stacked));
        scrollbar(buffer, Rect { y: cells.y, height: cells.height, ..pane }, window, self.screen.theme);
    }

    /// Marks the cell under the cursor, and its row. The cursor of the terminal stands beside the row: on the cell it
    /// would undo the mark, or hide half of it.
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
        let chosen = if self.focused { self.screen.theme.cell() } else { self.chrome(Chrome::CursorAside) };
        mark(buffer, cell, chosen);
        let gutter = line(rect(self.areas.pane, buffer), cell.y.checked_sub(self.areas.pane.y)?);
        if self.focused {
            put(buffer, gutter, gutter.x, "▌", self.chrome(Chrome::Accent));
        }
        Some(Position::new(gutter.x, gutter.y))
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

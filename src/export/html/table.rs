//! Formats grids as HTML tables. A wide table can be scrolled in a frame, so that it does not widen the page.

use maud::{Markup, html};

use crate::document::{Align, Grid, GridRow, Pair, PairGrid, Span};
use crate::model::{Entity, RelationKind};

use super::block::BlockHtml;
use super::picture::small_pairs;

/// Number of different shades that cells can have.
const SHADES: f64 = 8.0;
/// Maximum number of rows of a grid of pairs; larger grids are too heavy for browsers and illegible.
const MAX_PAIR_ROWS: usize = 200;

impl BlockHtml<'_> {
    pub(super) fn grid(&self, grid: &Grid) -> Markup {
        if grid.rows.is_empty() {
            return html! {};
        }
        let table = html! {
            table class="grid" { "\n"
                thead {
                    tr {
                        @if grid.corner.is_empty() { td {} } @else { th scope="col" { (grid.corner) } }
                        @for column in &grid.columns {
                            th scope="col" class=[class_of(column.align)] { (self.line(&column.label)) }
                        }
                        @if grid.has_totals() { th scope="col" class="right" { "Total" } }
                    }
                } "\n"
                tbody { "\n" @for row in &grid.rows { (self.grid_row(grid, row)) } } "\n"
                @if let Some(row) = &grid.totals { tfoot { "\n" (self.grid_row(grid, row)) } "\n" }
            } "\n"
        };
        frame(if grid.corner.is_empty() { "Table" } else { &grid.corner }, &table)
    }

    fn grid_row(&self, grid: &Grid, row: &GridRow) -> Markup {
        html! {
            tr {
                th scope="row" { (self.line(&row.label)) }
                @for (at, cell) in row.cells.iter().enumerate() {
                    @let align = grid.columns.get(at).map_or_else(Align::default, |column| column.align);
                    @let shade = cell.shade.filter(|shade| shade.is_finite());
                    @let shade = shade.map(|shade| (shade.clamp(0.0, 1.0) * SHADES).ceil());
                    td class=[class_of(align)] data-shade=[shade] {
                        (self.line(&cell.text))
                    }
                }
                @if grid.has_totals() { td class="right" { (self.line(&row.total)) } }
            } "\n"
        }
    }

    pub(super) fn pairs(&self, grid: &PairGrid) -> Markup {
        if grid.is_small {
            return small_pairs(grid);
        }
        let count = grid.names.len();
        if count == 0 || count > MAX_PAIR_ROWS {
            let text = format!("{count} rows; a grid here has at most {MAX_PAIR_ROWS}.");
            return html! { p class="caption" { (text) } "\n" };
        }
        let mut cells: Vec<Option<&Pair>> = vec![None; count * count];
        for pair in grid.pairs.iter().filter(|pair| pair.from < count && pair.to < count) {
            cells[pair.from * count + pair.to] = Some(pair);
            cells[pair.to * count + pair.from] = Some(pair);
        }
        let legend = RelationKind::ALL.map(|kind| format!("{} {}", kind.sign(), kind.as_str())).join(" · ");
        let table = html! {
            table class="pairs" { "\n"
                caption { (legend) } "\n"
                thead {
                    tr {
                        td {}
                        @for name in &grid.names { th scope="col" { span { (self.span(name)) } } }
                    }
                } "\n"
                tbody { "\n"
                    @for (name, row) in grid.names.iter().zip(cells.chunks(count)) {
                        tr {
                            th scope="row" { (self.span(name)) }
                            @for (pair, other) in row.iter().zip(&grid.names) { (self.pair_cell(*pair, [name, other])) }
                        } "\n"
                    }
                } "\n"
            } "\n"
        };
        html! { div class="frame whole" role="group" aria-label="Pairs" tabindex="0" { "\n" (table) } "\n" }
    }

    /// Returns a cell of a grid of pairs: the sign of the relation, linked to its mechanism.
    fn pair_cell(&self, pair: Option<&Pair>, names: [&Span; 2]) -> Markup {
        let Some(Pair { kind, mechanism, .. }) = pair else { return html! { td {} } };
        let mechanism_name = self.graph.map(|graph| Entity::Mechanism(*mechanism).name(&graph.atlas));
        let name = format!(
            "{} and {}: {}, {}",
            names[0].text,
            names[1].text,
            kind.as_str(),
            mechanism_name.unwrap_or(mechanism.as_str())
        );
        let address = self.address(Entity::Mechanism(*mechanism).into());
        html! {
            td class=(kind.as_str()) {
                @match address {
                    Some(address) => { a href=(address) title=(name) aria-label=(name) { (kind.sign()) } }
                    None => { (kind.sign()) }
                }
            }
        }
    }
}

fn frame(name: &str, table: &Markup) -> Markup {
    html! { div class="frame" role="group" aria-label=(name) tabindex="0" { "\n" (table) } "\n" }
}

fn class_of(align: Align) -> Option<&'static str> {
    match align {
        Align::Left => None,
        Align::Centre => Some("centre"),
        Align::Right => Some("right"),
    }
}

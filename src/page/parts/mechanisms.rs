//! Section on the mechanisms of the relations that a page shows, with their explanations.

use crate::document::{Grid, GridCell, GridColumn, GridRow, Heading, PageBuilder, plain, quiet};
use crate::model::{Atlas, Mechanism, MechanismText};
use crate::page::parts::inline::to;

/// Adds a table of mechanisms, each with the number of relations that it explains, under the heading `counted`, and what
/// `describe` says of it; adds nothing without mechanisms.
pub(in crate::page) fn section(
    page: &mut PageBuilder,
    atlas: &Atlas,
    counted: &str,
    mechanisms: Vec<(Mechanism, usize)>,
    describe: fn(&MechanismText) -> String,
) {
    if mechanisms.is_empty() {
        return;
    }
    page.heading(Heading::section("Mechanisms").counting(mechanisms.len()));
    let rows = mechanisms.into_iter().map(|(mechanism, count)| {
        let cells = [plain(count), quiet(describe(atlas.mechanism(mechanism)))];
        GridRow::new(to(atlas, mechanism), cells.map(GridCell::new))
    });
    page.grid(Grid {
        corner: "Mechanism".to_owned(),
        columns: vec![GridColumn::of_figures(counted), GridColumn::new("Why")],
        rows: rows.collect(),
        ..Grid::default()
    });
}

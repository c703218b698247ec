//! Checks the values in tables that the atlas computes: which strategies are twins, and the mechanisms of relations.
//! They are compared with the computed values after the import.

use std::ops::Range;

use super::csv::CsvCell;
use crate::diagnostic::{Code, PendingDiagnostic, Span, truncate};
use crate::model::{Atlas, Mechanism, StrategyId};

/// Function that returns, for each of the given pairs of strategies of an atlas, the mechanism of their relation;
/// `None` if the two do not relate.
pub type MechanismsOf<'a> = &'a dyn Fn(&Atlas, &[(StrategyId, StrategyId)]) -> Vec<Option<Mechanism>>;

/// Row of the table of relations, with those of its cells that hold values the atlas computes.
pub(super) struct ComputedRow<'t> {
    /// Ids of the two strategies in the row.
    pub(super) pair: [&'t str; 2],
    /// Place of the cell with the kind of relation, if that kind is twin; otherwise `None`.
    pub(super) twin: Option<Range<usize>>,
    pub(super) mechanism: Option<&'t CsvCell>,
}

/// Compares `rows` with what `atlas` computes. Returns at most two warnings: one about pairs that are not twins in
/// `atlas`, and one about mechanisms that differ; each is at the first such row.
pub(super) fn compare(rows: &[ComputedRow<'_>], atlas: &Atlas, mechanisms: MechanismsOf<'_>) -> Vec<PendingDiagnostic> {
    let find = |id| atlas.strategies.find(id);
    let rows = rows.iter().filter(|row| row.twin.is_some() || row.mechanism.is_some());
    let (rows, pairs): (Vec<_>, Vec<_>) =
        rows.filter_map(|row| Some((row, find(row.pair[0]).zip(find(row.pair[1]))?))).unzip();
    let (mut twins, mut reasons) = (Vec::new(), Vec::new());
    for (row, found) in rows.into_iter().zip(mechanisms(atlas, &pairs)) {
        let pair = row.pair.map(truncate);
        match (&row.twin, row.mechanism) {
            (Some(at), _) if found != Some(Mechanism::SameLeverTwin) => {
                twins.push((
                    at,
                    format!("in the atlas after the import, `{}` and `{}` are not twins", pair[0], pair[1]),
                ));
            }
            (_, Some(cell)) if found.map_or("", Mechanism::as_str) != cell.text => {
                let reason = found.map_or_else(|| "none".to_owned(), |found| format!("`{}`", found.as_str()));
                let message = format!(
                    "in the atlas after the import, the mechanism of `{}` and `{}` is {reason}",
                    pair[0], pair[1]
                );
                reasons.push((&cell.at, message));
            }
            _ => {}
        }
    }
    let help = "twins are computed from the levers and pulls of strategies; remove the row, or edit strategies.csv";
    let twins = left_out(&twins, "row", help);
    let help = "mechanisms are computed; empty the cell";
    twins.into_iter().chain(left_out(&reasons, "cell", help)).collect()
}

/// Returns one warning at the first of `places`, which are pairs of a span and a message, with the number of the
/// others; `None` if there are no places. `thing` says what is left out: a row or a cell.
fn left_out(places: &[(&Range<usize>, String)], thing: &str, help: &str) -> Option<PendingDiagnostic> {
    let (at, message) = places.first()?;
    let more = match places.len() - 1 {
        0 => String::new(),
        more => format!(", with {more} more below it that differ likewise"),
    };
    let message = format!("{message}; this {thing} is left out{more}");
    Some(PendingDiagnostic::new(Code::LeftOut, Span::new(0, at), message).help(help))
}

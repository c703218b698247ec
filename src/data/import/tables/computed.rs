//! Computed values in tables: twins and mechanisms. They are compared with those of the atlas after the import.

use std::ops::Range;

use super::csv::CsvCell;
use crate::diagnostic::{Code, PendingDiagnostic, Span, truncate};
use crate::model::{Atlas, Mechanism, StrategyId};

/// Function that returns the mechanism of each of the pairs of strategies of an atlas; `None` if they do not relate.
pub type MechanismsOf<'a> = &'a dyn Fn(&Atlas, &[(StrategyId, StrategyId)]) -> Vec<Option<Mechanism>>;

/// Row of a relation, with the values in it that the atlas computes.
pub(super) struct ComputedRow<'t> {
    /// Ids of the two strategies.
    pub(super) pair: [&'t str; 2],
    /// Span of the kind of relation, if it is that of twins.
    pub(super) twin: Option<Range<usize>>,
    pub(super) mechanism: Option<&'t CsvCell>,
}

/// Returns a warning about the rows of twins, and one about the mechanisms, that differ from those of `atlas`.
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

/// Returns a warning at the first of `places`, each of which is a `thing` that is left out.
fn left_out(places: &[(&Range<usize>, String)], thing: &str, help: &str) -> Option<PendingDiagnostic> {
    let (at, message) = places.first()?;
    let more = match places.len() - 1 {
        0 => String::new(),
        more => format!(", with {more} more below it that differ likewise"),
    };
    let message = format!("{message}; this {thing} is left out{more}");
    Some(PendingDiagnostic::new(Code::LeftOut, Span::new(0, at), message).help(help))
}

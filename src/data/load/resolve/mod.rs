//! Resolves raw records to an atlas: references become typed ids, and rules that concern several records are checked. A
//! value that breaks a rule is reported and replaced by a placeholder; an atlas with errors is never returned to the
//! user.

mod names;
mod people;
mod relations;
mod strategy;
mod vocabulary;

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::people::FilePeople;
use super::raw::Raw;
use crate::diagnostic::{PendingDiagnostic, SourceMap};
use crate::model::{Atlas, Id, Named, PortfolioId, ReasonId, ScenarioId, SharedSort, Table};
use crate::text;
use names::{NameIndex, Names, Suggestions};

pub(super) use people::{FileIds, FileRow, ResolvedPeople, order};
pub(super) use relations::one_sided;
pub(in crate::data) use vocabulary::spelled_out;

/// Sorts the strategies in `raw` by name, which is the order of their ids.
pub(super) fn sort_strategies(raw: &mut Raw<'_>) {
    raw.records.strategy.sort_by_cached_key(|row| (text::fold(&row.name.shown()), row.id.shown()));
}

/// Resolves `raw` to an atlas without people, which is only valid if no error is reported. Also returns, for each file,
/// the records that its people refer to, and the suggestions for references to missing records. References to ids in
/// `lost` are not reported, because these records are in files that could not be read.
pub(super) fn resolve<'a>(
    raw: &'a Raw<'a>,
    people: &mut [FilePeople],
    sources: &SourceMap,
    lost: &HashSet<&str>,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> (Atlas, Vec<FileIds>, Suggestions<'a>) {
    let mut found = Vec::new();
    let (texts, axes) = vocabulary::axes(&raw.records.axis, &mut found);
    let index = NameIndex::new(&raw.records, axes, sources, &mut found);
    let mut atlas = terms(raw, &index, &mut found);
    atlas.axes = texts;
    atlas.axis_values =
        axes.map(|row| row.map_or_else(Table::default, |row| table(&row.value, vocabulary::axis_value)));

    let rows = &raw.records;
    atlas.strategies = resolve_all(&rows.strategy, &mut found, |row, found| index.strategy(row, found));
    relations::check(&rows.strategy, &mut found);
    relations::check_exclusive(&rows.strategy, &mut found);
    let ids = people.iter_mut().map(|file| index.people(file, &mut found)).collect();

    // No record refers to people, reasons, scenarios or portfolios, but their ids have to be unique, since they are
    // addresses.
    people::duplicates(people, sources, &mut found);
    Names::<ReasonId>::new("reason", rows.reason.iter().map(|row| &row.id), sources, &mut found);
    Names::<ScenarioId>::new("scenario", rows.scenario.iter().map(|row| &row.id), sources, &mut found);
    Names::<PortfolioId>::new("portfolio", rows.portfolio.iter().map(|row| &row.id), sources, &mut found);

    found.retain(|one| one.missing.as_ref().is_none_or(|missing| !lost.contains(missing.id.as_str())));
    diagnostics.append(&mut found);
    (atlas, ids, index.into_suggestions())
}

/// Resolves the records of all kinds but strategies, people and axes.
fn terms(raw: &Raw<'_>, index: &NameIndex<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Atlas {
    let rows = &raw.records;
    Atlas {
        about: vocabulary::about(raw, diagnostics),
        topics: table(&rows.topic, vocabulary::topic),
        claims: table(&rows.claim, vocabulary::claim),
        reasons: table(&rows.reason, vocabulary::reason),
        domains: table(&rows.domain, vocabulary::domain),
        levers: table(&rows.lever, vocabulary::lever),
        mechanisms: vocabulary::mechanisms(&rows.mechanism, diagnostics),
        expertise: resolve_all(&rows.expertise, diagnostics, vocabulary::tier),
        recognition: resolve_all(&rows.recognition, diagnostics, vocabulary::tier),
        vintages: resolve_all(&rows.vintage, diagnostics, vocabulary::tier),
        tags: resolve_all(&rows.tag, diagnostics, |row, diagnostics| vocabulary::tag(row, index, diagnostics)),
        adversaries: table(&rows.adversary, vocabulary::adversary),
        scenarios: resolve_all(&rows.scenario, diagnostics, |row, diagnostics| {
            vocabulary::scenario(row, index, diagnostics)
        }),
        portfolios: resolve_all(&rows.portfolio, diagnostics, |row, diagnostics| {
            vocabulary::portfolio(row, index, diagnostics)
        }),
        identity: vocabulary::identity(raw, index, diagnostics),
        ..Atlas::default()
    }
}

/// Resolves `rows`, which refer to no other records, to a table.
fn table<R, I: Id, T: Named>(rows: &[R], resolve: fn(&R) -> T) -> Table<I, T> {
    Table::new(rows.iter().map(resolve).collect())
}

/// Resolves `rows` to a table in parallel, and adds the diagnostics to `diagnostics` in the order of the rows.
fn resolve_all<R: Sync, I: Id, T: Named + Send>(
    rows: &[R],
    diagnostics: &mut Vec<PendingDiagnostic>,
    resolve: impl Fn(&R, &mut Vec<PendingDiagnostic>) -> T + Sync,
) -> Table<I, T> {
    // Few of many records have diagnostics, so they are collected in one list instead of one for each row.
    let by_row: Mutex<Vec<(usize, Vec<PendingDiagnostic>)>> = Mutex::default();
    let resolve = |(number, row): (usize, &R)| {
        let mut found = Vec::new();
        let record = resolve(row, &mut found);
        if !found.is_empty() {
            by_row.lock().unwrap_or_else(PoisonError::into_inner).push((number, found));
        }
        record
    };
    let records = rows.par_iter().enumerate().map(resolve).collect();
    let mut by_row = by_row.into_inner().unwrap_or_else(PoisonError::into_inner);
    by_row.shared_sort_by_key(|(number, _)| *number);
    diagnostics.extend(by_row.into_iter().flat_map(|(_, found)| found));
    Table::new(records)
}

//! Resolving: raw records become an atlas. References become typed ids, and rules about more than one record are
//! checked. Values that break a rule are reported and replaced by placeholders; an atlas with errors is never returned.

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
use crate::model::{Atlas, Id, Named, PortfolioId, ReasonId, ScenarioId, Table};
use crate::text;
use names::{NameIndex, Names, Suggestions};

pub(super) use people::{FileIds, FileRow, ResolvedPeople, order};
pub(super) use relations::one_sided;
pub(in crate::data) use vocabulary::spelled_out;

/// Sorts strategies by name: the order of their ids.
pub(super) fn sort_strategies(raw: &mut Raw<'_>) {
    raw.records.strategy.sort_by_cached_key(|row| (text::fold(&row.name.shown()), row.id.shown()));
}

/// Resolves `raw` to an atlas without people, valid only if no error is reported; also returns the records that the
/// people of each file refer to, and the suggestions for dangling ids. References to ids in `lost` are not reported:
/// their records are in files with other errors.
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

    // Nothing refers to these, but their ids are addresses.
    people::duplicates(people, sources, &mut found);
    Names::<ReasonId>::new("reason", rows.reason.iter().map(|row| &row.id), sources, &mut found);
    Names::<ScenarioId>::new("scenario", rows.scenario.iter().map(|row| &row.id), sources, &mut found);
    Names::<PortfolioId>::new("portfolio", rows.portfolio.iter().map(|row| &row.id), sources, &mut found);

    found.retain(|one| one.missing.as_ref().is_none_or(|missing| !lost.contains(missing.id.as_str())));
    diagnostics.append(&mut found);
    (atlas, ids, index.into_suggestions())
}

/// Resolves everything except strategies, people and axes.
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

/// Resolves `rows` that refer to nothing to a table.
fn table<R, I: Id, T: Named>(rows: &[R], resolve: fn(&R) -> T) -> Table<I, T> {
    Table::new(rows.iter().map(resolve).collect())
}

/// Resolves `rows` to a table in parallel; diagnostics are in the order of the rows.
fn resolve_all<R: Sync, I: Id, T: Named + Send>(
    rows: &[R],
    diagnostics: &mut Vec<PendingDiagnostic>,
    resolve: impl Fn(&R, &mut Vec<PendingDiagnostic>) -> T + Sync,
) -> Table<I, T> {
    // Diagnostics are rare and records many, so rows do not return a list each.
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
    by_row.sort_by_key(|(number, _)| *number);
    diagnostics.extend(by_row.into_iter().flat_map(|(_, found)| found));
    Table::new(records)
}

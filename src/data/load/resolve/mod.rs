//! Resolving: raw records become an atlas. References become typed ids, and whatever takes more than one record to
//! notice is noticed here. A diagnostic puts a placeholder in its place and is reported; an atlas with diagnostics is never
//! handed out.

mod names;
mod person;
mod relations;
mod strategy;
mod vocabulary;

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::raw::Raw;
use crate::diagnostic::PendingDiagnostic;
use crate::model::{Atlas, Id, Named, PersonId, Table};
use crate::text;
use names::{Index, Names};

pub(super) use relations::one_sided;

/// Puts strategies in name order, which their ids follow.
pub(super) fn sort_strategies(raw: &mut Raw<'_>) {
    raw.records.strategy.sort_by_cached_key(|row| (text::fold(&row.name.shown()), row.id.shown()));
}

/// The atlas that `raw` describes. It is sound only if no diagnostic is added. To refer to `lost` ids is no diagnostic: their
/// records are in files with diagnostics of their own.
pub(super) fn resolve(raw: &Raw<'_>, lost: &HashSet<&str>, diagnostics: &mut Vec<PendingDiagnostic>) -> Atlas {
    let mut found = Vec::new();
    let (texts, axes) = vocabulary::axes(&raw.records.axis, &mut found);
    let index = Index::new(&raw.records, axes, &mut found);
    let mut atlas = terms(raw, &index, &mut found);
    atlas.axes = texts;
    atlas.axis_values =
        axes.map(|row| row.map_or_else(Table::default, |row| table(&row.value, vocabulary::axis_value)));

    let rows = &raw.records;
    atlas.strategies = each(&rows.strategy, &mut found, |row, diagnostics| index.strategy(row, diagnostics));
    relations::check(&rows.strategy, &mut found);
    Names::<PersonId>::new("person", rows.person.iter().map(|row| &row.id), &mut found);
    atlas.people = each(&rows.person, &mut found, |row, diagnostics| index.person(row, diagnostics));

    found.retain(|diagnostic| diagnostic.wanted.as_ref().is_none_or(|(_, slug)| !lost.contains(slug.as_str())));
    index.suggest(&mut found);
    diagnostics.append(&mut found);
    atlas
}

/// Everything but strategies, people and axes.
fn terms(raw: &Raw<'_>, index: &Index<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Atlas {
    let rows = &raw.records;
    Atlas {
        about: vocabulary::about(raw, diagnostics),
        topics: table(&rows.topic, vocabulary::topic),
        domains: table(&rows.domain, vocabulary::domain),
        levers: table(&rows.lever, vocabulary::lever),
        mechanisms: vocabulary::mechanisms(&rows.mechanism, diagnostics),
        expertise: each(&rows.expertise, diagnostics, vocabulary::tier),
        recognition: each(&rows.recognition, diagnostics, vocabulary::tier),
        vintages: each(&rows.vintage, diagnostics, vocabulary::tier),
        tags: each(&rows.tag, diagnostics, |row, diagnostics| vocabulary::tag(row, index, diagnostics)),
        adversaries: table(&rows.adversary, vocabulary::adversary),
        scenarios: each(&rows.scenario, diagnostics, |row, diagnostics| vocabulary::scenario(row, index, diagnostics)),
        portfolios: each(&rows.portfolio, diagnostics, |row, diagnostics| {
            vocabulary::portfolio(row, index, diagnostics)
        }),
        identity: vocabulary::identity(raw, index, diagnostics),
        ..Atlas::default()
    }
}

/// A table of `rows`, which cannot be at fault.
fn table<R, I: Id, T: Named>(rows: &[R], resolve: fn(&R) -> T) -> Table<I, T> {
    Table::new(rows.iter().map(resolve).collect())
}

/// A table of `rows`, resolved side by side; diagnostics come in the order of the rows.
fn each<R: Sync, I: Id, T: Named + Send>(
    rows: &[R],
    diagnostics: &mut Vec<PendingDiagnostic>,
    resolve: impl Fn(&R, &mut Vec<PendingDiagnostic>) -> T + Sync,
) -> Table<I, T> {
    // Faults are rare and records many, so they are not collected side by side.
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

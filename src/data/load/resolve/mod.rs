//! Resolving: raw records become an atlas. References become typed ids, and whatever takes more than one record to
//! notice is noticed here. A fault puts a placeholder in its place and is reported; an atlas with faults is never
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
use crate::diagnostic::Fault;
use crate::model::{Atlas, Id, Named, PersonId, Table};
use crate::text;
use names::{Index, Names};

pub(super) use relations::one_sided;

/// Puts strategies in name order, which their ids follow.
pub(super) fn sort_strategies(raw: &mut Raw<'_>) {
    raw.records.strategy.sort_by_cached_key(|row| (text::fold(&row.name.shown()), row.id.shown()));
}

/// The atlas that `raw` describes. It is sound only if no fault is added. To refer to `lost` ids is no fault: their
/// records are in files with faults of their own.
pub(super) fn resolve(raw: &Raw<'_>, lost: &HashSet<&str>, faults: &mut Vec<Fault>) -> Atlas {
    let mut found = Vec::new();
    let (texts, axes) = vocabulary::axes(&raw.records.axis, &mut found);
    let index = Index::new(&raw.records, axes, &mut found);
    let mut atlas = terms(raw, &index, &mut found);
    atlas.axes = texts;
    atlas.axis_values =
        axes.map(|row| row.map_or_else(Table::default, |row| table(&row.value, vocabulary::axis_value)));

    let rows = &raw.records;
    atlas.strategies = each(&rows.strategy, &mut found, |row, faults| index.strategy(row, faults));
    relations::check(&rows.strategy, &mut found);
    Names::<PersonId>::new("person", rows.person.iter().map(|row| &row.id), &mut found);
    atlas.people = each(&rows.person, &mut found, |row, faults| index.person(row, faults));

    found.retain(|fault| fault.wanted.as_ref().is_none_or(|(_, slug)| !lost.contains(slug.as_str())));
    index.suggest(&mut found);
    faults.append(&mut found);
    atlas
}

/// Everything but strategies, people and axes.
fn terms(raw: &Raw<'_>, index: &Index<'_>, faults: &mut Vec<Fault>) -> Atlas {
    let rows = &raw.records;
    Atlas {
        about: vocabulary::about(raw, faults),
        topics: table(&rows.topic, vocabulary::topic),
        domains: table(&rows.domain, vocabulary::domain),
        levers: table(&rows.lever, vocabulary::lever),
        mechanisms: vocabulary::mechanisms(&rows.mechanism, faults),
        expertise: each(&rows.expertise, faults, vocabulary::tier),
        recognition: each(&rows.recognition, faults, vocabulary::tier),
        vintages: each(&rows.vintage, faults, vocabulary::tier),
        tags: each(&rows.tag, faults, |row, faults| vocabulary::tag(row, index, faults)),
        adversaries: table(&rows.adversary, vocabulary::adversary),
        scenarios: each(&rows.scenario, faults, |row, faults| vocabulary::scenario(row, index, faults)),
        portfolios: each(&rows.portfolio, faults, |row, faults| vocabulary::portfolio(row, index, faults)),
        identity: vocabulary::identity(raw, index, faults),
        ..Atlas::default()
    }
}

/// A table of `rows`, which cannot be at fault.
fn table<R, I: Id, T: Named>(rows: &[R], resolve: fn(&R) -> T) -> Table<I, T> {
    Table::new(rows.iter().map(resolve).collect())
}

/// A table of `rows`, resolved side by side; faults come in the order of the rows.
fn each<R: Sync, I: Id, T: Named + Send>(
    rows: &[R],
    faults: &mut Vec<Fault>,
    resolve: impl Fn(&R, &mut Vec<Fault>) -> T + Sync,
) -> Table<I, T> {
    // Faults are rare and records many, so they are not collected side by side.
    let by_row: Mutex<Vec<(usize, Vec<Fault>)>> = Mutex::default();
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
    faults.extend(by_row.into_iter().flat_map(|(_, found)| found));
    Table::new(records)
}

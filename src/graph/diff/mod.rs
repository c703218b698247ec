//! Comparison of two editions of an atlas: added, removed and changed records, and changed relations. Records with the
//! same id are the same record.

mod fields;
mod fingerprints;
mod relations;
mod text_diff;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Graph;
use fields::{DiffContent, Entry, entries};

pub use fingerprints::{ChangesSince, Fingerprints};
pub use relations::{ComparedStrategy, RelationChange, RelationState};
pub use text_diff::{DiffSpan, Mark, diff_words};

/// Differences between two editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Records that differ, by kind; in each kind in the order of the later edition, removed ones last.
    pub records: Vec<RecordChange>,
    /// Pairs of strategies that relate differently, in the order of their ids.
    pub relations: Vec<RelationChange>,
}

/// Record that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordChange {
    /// Kind of the record as in addresses, such as `strategy`.
    pub kind: &'static str,
    /// Id of the record.
    pub id: String,
    /// Name in the later edition that has the record.
    pub name: String,
    /// What changed.
    #[serde(flatten)]
    pub change: ChangeKind,
}

/// What changed about a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum ChangeKind {
    /// The record is new.
    Added,
    /// The record is gone.
    Removed,
    /// Fields of the record differ.
    Changed {
        /// Fields that differ.
        fields: Vec<FieldChange>,
    },
}

/// Field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Label of the field, such as `thesis` or `position on pause`.
    pub field: String,
    /// Whether the field is a coordinate of a strategy.
    pub coordinate: bool,
    /// How the values differ.
    #[serde(flatten)]
    pub difference: Difference,
}

/// Difference of two values of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// Difference of two texts, word by word.
    Words(Vec<DiffSpan>),
    /// Difference of two lists.
    List {
        /// Items that are new.
        added: Vec<String>,
        /// Items that are gone.
        removed: Vec<String>,
        /// Whether the remaining items are in another order.
        reordered: bool,
    },
}

impl Diff {
    /// Returns whether the editions are equal.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.relations.is_empty()
    }
}

/// Compares the editions `before` and `after`.
pub fn compare(before: &Graph, after: &Graph) -> Diff {
    let (old, new) = (entries(&before.atlas), entries(&after.atlas));
    let by_id: HashMap<(&str, &str), &Entry> = old.iter().map(|entry| (entry.key(), entry)).collect();
    let kept: HashSet<(&str, &str)> = new.iter().map(Entry::key).collect();
    let mut records: Vec<RecordChange> = Vec::new();
    for entry in &new {
        match by_id.get(&entry.key()) {
            None => records.push(entry.changed(ChangeKind::Added)),
            Some(was) => {
                let fields = differing(&was.fields, &entry.fields);
                if !fields.is_empty() {
                    records.push(entry.changed(ChangeKind::Changed { fields }));
                }
            }
        }
    }
    records.extend(
        old.iter().filter(|entry| !kept.contains(&entry.key())).map(|entry| entry.changed(ChangeKind::Removed)),
    );
    records.sort_by_key(|record| fields::KINDS.iter().position(|kind| *kind == record.kind));
    let moved = |record: &&RecordChange| match &record.change {
        ChangeKind::Changed { fields } => record.kind == "strategy" && fields.iter().any(|field| field.coordinate),
        _ => false,
    };
    let moved: HashSet<&str> = records.iter().filter(moved).map(|record| record.id.as_str()).collect();
    let relations = relations::compare(before, after, &moved);
    Diff { records, relations }
}

impl Entry {
    fn key(&self) -> (&str, &str) {
        (self.kind, &self.id)
    }

    fn changed(&self, change: ChangeKind) -> RecordChange {
        RecordChange { kind: self.kind, id: self.id.clone(), name: self.name.clone(), change }
    }
}

/// Fields that differ, in the order of `after`; fields that are gone come last.
fn differing(before: &[fields::Field], after: &[fields::Field]) -> Vec<FieldChange> {
    let nothing = DiffContent::Text(String::new());
    let find = |fields: &'_ [fields::Field], label: &str| fields.iter().position(|field| field.label == label);
    let new = after
        .iter()
        .map(|field| (field, find(before, &field.label).map(|at| &before[at].content), Some(&field.content)));
    let gone = before.iter().filter(|field| find(after, &field.label).is_none());
    let pairs = new.chain(gone.map(|field| (field, Some(&field.content), None)));
    pairs
        .filter_map(|(field, was, is)| {
            let (was, is) = (was.unwrap_or(&nothing), is.unwrap_or(&nothing));
            let difference = difference(was, is)?;
            Some(FieldChange { field: field.label.clone().into_owned(), coordinate: field.coordinate, difference })
        })
        .collect()
}

fn difference(was: &DiffContent, is: &DiffContent) -> Option<Difference> {
    if was == is {
        return None;
    }
    match (was, is) {
        (DiffContent::Text(was), DiffContent::Text(is)) => Some(Difference::Words(diff_words(was, is))),
        (was, is) => {
            let (was, is) = (was.items(), is.items());
            let missing = |from: &[String], other: &[String]| -> Vec<String> {
                from.iter().filter(|item| !other.contains(item)).cloned().collect()
            };
            let (added, removed) = (missing(is, was), missing(was, is));
            let same = |list: &[String], other: &[String]| -> Vec<String> {
                list.iter().filter(|item| other.contains(item)).cloned().collect()
            };
            let reordered = same(was, is) != same(is, was);
            let differs = reordered || !added.is_empty() || !removed.is_empty();
            differs.then_some(Difference::List { added, removed, reordered })
        }
    }
}

#[cfg(test)]
mod tests;

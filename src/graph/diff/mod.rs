//! Compares two editions of an atlas: finds records that were added, removed or changed, and pairs of strategies whose
//! relation changed. Records with one id in both editions are the same record.

mod fields;
mod fingerprints;
mod relations;
mod text_diff;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Graph;
use fields::{DiffContent, DiffField, DiffRecord, records};

use crate::model::SharedSort;

pub use fingerprints::{ChangesSince, Fingerprints};
pub use relations::{ComparedStrategy, RelationChange, RelationState};
pub use text_diff::{DiffSpan, DiffTag, diff_words};

/// Differences between two editions of an atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Added, removed and changed records by kind, each kind in the order of the later edition, with removed records
    /// last.
    pub records: Vec<RecordChange>,
    /// Pairs of strategies whose relation differs, in the order of their ids.
    pub relations: Vec<RelationChange>,
}

/// Record that was added, removed or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordChange {
    /// Kind of the record as in addresses, such as `strategy`.
    pub kind: &'static str,
    /// Id of the record.
    pub id: String,
    /// Name of the record in the later edition; for a removed record, in the earlier one.
    pub name: String,
    /// What happened to the record.
    #[serde(flatten)]
    pub change: ChangeKind,
}

/// What happened to a record between two editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum ChangeKind {
    /// Only the later edition has the record.
    Added,
    /// Only the earlier edition has the record.
    Removed,
    /// Values of the record differ.
    Changed {
        /// Values that differ.
        fields: Vec<FieldChange>,
    },
}

/// Value of a record that differs between two editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Label of the value, such as `thesis` or `position on pause`.
    pub field: String,
    /// Whether the value is a coordinate of a strategy.
    pub coordinate: bool,
    /// How the two values differ.
    #[serde(flatten)]
    pub difference: Difference,
}

/// How two values with one label differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// Two texts, compared word by word.
    Words(Vec<DiffSpan>),
    /// Two lists, compared item by item.
    List {
        /// Items that only the later edition has.
        added: Vec<String>,
        /// Items that only the earlier edition has.
        removed: Vec<String>,
        /// Whether the items that both editions have are in another order.
        reordered: bool,
    },
}

impl Diff {
    /// Returns whether the two editions do not differ.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.relations.is_empty()
    }
}

/// Compares the editions `before` and `after`.
pub fn compare(before: &Graph, after: &Graph) -> Diff {
    let (old, new) = (records(&before.atlas), records(&after.atlas));
    let by_id: HashMap<(&str, &str), &DiffRecord> = old.iter().map(|record| (record.key(), record)).collect();
    let new_ids: HashSet<(&str, &str)> = new.iter().map(DiffRecord::key).collect();
    let change = |record: &DiffRecord| match by_id.get(&record.key()) {
        None => Some(record.with(ChangeKind::Added)),
        Some(was) => {
            let fields = field_changes(&was.fields, &record.fields);
            (!fields.is_empty()).then(|| record.with(ChangeKind::Changed { fields }))
        }
    };
    let removed = old.iter().filter(|record| !new_ids.contains(&record.key()));
    let removed = removed.map(|record| record.with(ChangeKind::Removed));
    let mut records: Vec<RecordChange> = new.iter().filter_map(change).chain(removed).collect();
    records.shared_sort_by_key(|record| fields::KINDS.iter().position(|kind| *kind == record.kind));
    let moved = |record: &&RecordChange| match &record.change {
        ChangeKind::Changed { fields } => record.kind == "strategy" && fields.iter().any(|field| field.coordinate),
        _ => false,
    };
    let moved: HashSet<&str> = records.iter().filter(moved).map(|record| record.id.as_str()).collect();
    let relations = relations::compare(before, after, &moved);
    Diff { records, relations }
}

impl DiffRecord {
    fn key(&self) -> (&str, &str) {
        (self.kind, &self.id)
    }

    fn with(&self, change: ChangeKind) -> RecordChange {
        RecordChange { kind: self.kind, id: self.id.clone(), name: self.name.clone(), change }
    }
}

/// Returns the values that differ between two editions of a record, in the order of `after`; values that only `before`
/// has come last.
fn field_changes(before: &[DiffField], after: &[DiffField]) -> Vec<FieldChange> {
    let by_label = |fields: &'_ [DiffField]| -> HashMap<String, usize> {
        fields.iter().enumerate().map(|(at, field)| (field.label.to_string(), at)).collect()
    };
    let nothing = DiffContent::Text(String::new());
    let (old, new) = (by_label(before), by_label(after));
    let content = |field: &DiffField| old.get(field.label.as_ref()).map_or(&nothing, |&at| &before[at].content);
    let present = after.iter().map(|field| (field, content(field), &field.content));
    let gone = before.iter().filter(|field| !new.contains_key(field.label.as_ref()));
    let pairs = present.chain(gone.map(|field| (field, &field.content, &nothing)));
    let change = |(field, was, is): (&DiffField, &DiffContent, &DiffContent)| {
        let difference = difference(was, is)?;
        Some(FieldChange { field: field.label.clone().into_owned(), coordinate: field.coordinate, difference })
    };
    pairs.filter_map(change).collect()
}

fn difference(was: &DiffContent, is: &DiffContent) -> Option<Difference> {
    if was == is {
        return None;
    }
    if let (DiffContent::Text(was), DiffContent::Text(is)) = (was, is) {
        return Some(Difference::Words(diff_words(was, is)));
    }
    let (was, is) = (was.items(), is.items());
    let ((old, removed), (new, added)) = (common_and_rest(was, is), common_and_rest(is, was));
    let reordered = old != new;
    let differs = reordered || !added.is_empty() || !removed.is_empty();
    differs.then_some(Difference::List { added, removed, reordered })
}

/// Splits `items` into those that are also in `other` and all others. An item that occurs several times is matched as
/// often as `other` has it.
fn common_and_rest<'a>(items: &'a [String], other: &[String]) -> (Vec<&'a String>, Vec<String>) {
    let mut counts: HashMap<&String, usize> = HashMap::new();
    for item in other {
        *counts.entry(item).or_default() += 1;
    }
    let (mut common, mut rest) = (Vec::new(), Vec::new());
    for item in items {
        match counts.get_mut(item).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                common.push(item);
            }
            None => rest.push(item.clone()),
        }
    }
    (common, rest)
}

#[cfg(test)]
mod tests;

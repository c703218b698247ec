//! Comparison of two editions of an atlas: added, removed and changed records, and changed relations. Records with the
//! same id are the same record.

mod fields;
mod fingerprints;
mod relations;
mod text_diff;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Graph;
use fields::{DiffContent, DiffField, DiffRecord, records};

pub use fingerprints::{ChangesSince, Fingerprints};
pub use relations::{ComparedStrategy, RelationChange, RelationState};
pub use text_diff::{DiffSpan, DiffTag, diff_words};

/// Differences between two editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Changed records by kind; within a kind in the order of the later edition, removed ones last.
    pub records: Vec<RecordChange>,
    /// Pairs of strategies with a different relation, in the order of their ids.
    pub relations: Vec<RelationChange>,
}

/// Added, removed or changed record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordChange {
    /// Kind of the record as in addresses, such as `strategy`.
    pub kind: &'static str,
    /// Id of the record.
    pub id: String,
    /// Name in the later edition that has the record.
    pub name: String,
    /// Kind of change.
    #[serde(flatten)]
    pub change: ChangeKind,
}

/// Kind of change of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum ChangeKind {
    /// The record is new.
    Added,
    /// The record was removed.
    Removed,
    /// Fields of the record differ.
    Changed {
        /// Fields that differ.
        fields: Vec<FieldChange>,
    },
}

/// Changed field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Label of the field, such as `thesis` or `position on pause`.
    pub field: String,
    /// Whether the field is a coordinate of a strategy.
    pub coordinate: bool,
    /// Difference of the values.
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
        /// Removed items.
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
    records.sort_by_key(|record| fields::KINDS.iter().position(|kind| *kind == record.kind));
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

/// Returns the changed fields, in the order of `after`; removed fields come last.
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

/// Splits `items` into those that `other` also has and the rest. Repeated items are matched one by one.
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

//! Two editions of an atlas compared: which records came, went or changed, and how relations moved with them. Records
//! are the same if they have the same id.

mod contents;
mod fields;
mod relations;
mod words;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Graph;
use fields::{DiffContent, Entry, entries};

pub use contents::{Contents, Since};
pub use relations::{RelationChange, RelationState, Side};
pub use words::{Mark, Piece, compare_words};

/// What differs between two editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Records that differ, by kind; in each kind in the order of the later edition, those that went last.
    pub records: Vec<RecordChange>,
    /// Pairs of strategies that relate differently, in the order of their ids.
    pub relations: Vec<RelationChange>,
}

/// A record that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordChange {
    /// What kind it is of, as in places: `strategy`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called now, or was at last.
    pub name: String,
    /// What happened to it.
    #[serde(flatten)]
    pub change: Change,
}

/// What happened to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// Some of it is different.
    Changed {
        /// What is.
        fields: Vec<FieldChange>,
    },
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Which one: `thesis`, `position on pause`.
    pub field: String,
    /// Whether it says where a strategy stands.
    pub coordinate: bool,
    /// How it differs.
    #[serde(flatten)]
    pub difference: Difference,
}

/// How a field differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// A text, word by word.
    Words(Vec<Piece>),
    /// A list.
    List {
        /// What came.
        added: Vec<String>,
        /// What went.
        removed: Vec<String>,
        /// Whether the rest is in another order.
        reordered: bool,
    },
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.relations.is_empty()
    }
}

/// What differs between the editions `before` and `after`.
pub fn compare(before: &Graph, after: &Graph) -> Diff {
    let (old, new) = (entries(&before.atlas), entries(&after.atlas));
    let by_id: HashMap<(&str, &str), &Entry> = old.iter().map(|entry| (entry.key(), entry)).collect();
    let kept: HashSet<(&str, &str)> = new.iter().map(Entry::key).collect();
    let mut records: Vec<RecordChange> = Vec::new();
    for entry in &new {
        match by_id.get(&entry.key()) {
            None => records.push(entry.changed(Change::Added)),
            Some(was) => {
                let fields = differing(&was.fields, &entry.fields);
                if !fields.is_empty() {
                    records.push(entry.changed(Change::Changed { fields }));
                }
            }
        }
    }
    records.extend(old.iter().filter(|entry| !kept.contains(&entry.key())).map(|entry| entry.changed(Change::Removed)));
    records.sort_by_key(|record| fields::KINDS.iter().position(|kind| *kind == record.kind));
    let moved = |record: &&RecordChange| match &record.change {
        Change::Changed { fields } => record.kind == "strategy" && fields.iter().any(|field| field.coordinate),
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

    fn changed(&self, change: Change) -> RecordChange {
        RecordChange { kind: self.kind, id: self.id.clone(), name: self.name.clone(), change }
    }
}

/// The fields that differ, in the order of the later ones; those that went last.
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
        (DiffContent::Text(was), DiffContent::Text(is)) => Some(Difference::Words(compare_words(was, is))),
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

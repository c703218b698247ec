//! Fingerprints of the records of an edition. They are so small that they can be stored until another edition is
//! opened, which then shows what has changed.

use std::collections::BTreeMap;

use crate::model::{Atlas, SharedSort};
use crate::text::Fnv;

use super::fields::{DiffContent, DiffRecord, KINDS, records};

/// Kinds of records that have a page of their own.
const PAGES: [&str; 7] = ["strategy", "person", "tag", "lever", "scenario", "portfolio", "mechanism"];

/// Hash of the content of each record that has a page, by the address of the record, such as `strategy/pause`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints(pub BTreeMap<String, u64>);

/// What has changed since an earlier edition: addresses of records, sorted by kind and then alphabetically.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangesSince {
    /// Name of the earlier edition, with which the current one is compared.
    pub edition: String,
    /// Addresses of records that the earlier edition lacks.
    pub added: Vec<String>,
    /// Addresses of records that only the earlier edition has.
    pub removed: Vec<String>,
    /// Addresses of records whose content differs between the editions.
    pub changed: Vec<String>,
}

impl Fingerprints {
    /// Computes the fingerprints of the records of `atlas`.
    pub fn of(atlas: &Atlas) -> Self {
        let with_page = |record: &DiffRecord| PAGES.contains(&record.kind);
        let row = |record: DiffRecord| (format!("{}/{}", record.kind, record.id), fingerprint(&record));
        Self(records(atlas).into_iter().filter(with_page).map(row).collect())
    }

    /// Returns what has changed since the earlier edition with the name `edition` and the fingerprints `before`.
    pub fn since(&self, edition: &str, before: &Self) -> ChangesSince {
        let missing = |from: &Self, other: &Self| {
            by_kind(from.0.keys().filter(|address| !other.0.contains_key(*address)).cloned().collect())
        };
        let differs = |&(address, print): &(&String, &u64)| before.0.get(address).is_some_and(|was| was != print);
        ChangesSince {
            edition: edition.to_owned(),
            added: missing(self, before),
            removed: missing(before, self),
            changed: by_kind(self.0.iter().filter(differs).map(|(address, _)| address.clone()).collect()),
        }
    }
}

impl ChangesSince {
    /// Returns whether no record was added, removed or changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

fn by_kind(mut addresses: Vec<String>) -> Vec<String> {
    addresses.shared_sort_by_key(|address| KINDS.iter().position(|kind| address.split('/').next() == Some(kind)));
    addresses
}

/// Returns the hash of the labels and values of a record. They are separated by the byte `0xff`, which no text
/// contains.
fn fingerprint(record: &DiffRecord) -> u64 {
    let texts = record.fields.iter().flat_map(|field| {
        let value = match &field.content {
            DiffContent::Text(text) => std::slice::from_ref(text),
            DiffContent::List(items) => items,
        };
        std::iter::once(field.label.as_ref()).chain(value.iter().map(String::as_str))
    });
    Fnv::default().with(texts.flat_map(|text| text.bytes().chain([0xff]))).get()
}

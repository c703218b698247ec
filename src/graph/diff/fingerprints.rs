//! Fingerprints of the records of an edition, small enough to be stored until the next edition is opened.

use std::collections::BTreeMap;

use crate::model::Atlas;
use crate::text::Fnv;

use super::fields::{DiffContent, DiffRecord, KINDS, records};

/// Kinds of records that have a page.
const PAGES: [&str; 7] = ["strategy", "person", "tag", "lever", "scenario", "portfolio", "mechanism"];

/// Fingerprint of each record of an edition that has a page, by address such as `strategy/pause`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints(pub BTreeMap<String, u64>);

/// Addresses of the records that differ between an earlier edition and the current one, by kind and then
/// alphabetically.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangesSince {
    /// Name of the earlier edition.
    pub edition: String,
    /// Records that are new.
    pub added: Vec<String>,
    /// Removed records.
    pub removed: Vec<String>,
    /// Records whose contents differ.
    pub changed: Vec<String>,
}

impl Fingerprints {
    /// Computes the fingerprints of `atlas`.
    pub fn of(atlas: &Atlas) -> Self {
        let with_page = |record: &DiffRecord| PAGES.contains(&record.kind);
        let row = |record: DiffRecord| (format!("{}/{}", record.kind, record.id), fingerprint(&record));
        Self(records(atlas).into_iter().filter(with_page).map(row).collect())
    }

    /// Compares with `before`, the fingerprints of the earlier `edition`.
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
    /// Returns whether no record differs.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

fn by_kind(mut addresses: Vec<String>) -> Vec<String> {
    addresses.sort_by_key(|address| KINDS.iter().position(|kind| address.split('/').next() == Some(kind)));
    addresses
}

/// Returns the hash of the fields of a record. No text contains the byte `0xff` that separates them.
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

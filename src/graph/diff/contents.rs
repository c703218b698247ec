//! What an edition holds, small enough to be kept until the next one is met: the address of each record that has a
//! page, and a fingerprint of all that is compared of it.

use std::collections::BTreeMap;

use crate::model::Atlas;
use crate::text::Fnv;

use super::fields::{DiffContent, Entry, KINDS, entries};

/// The kinds of records that have pages.
const PAGES: [&str; 7] = ["strategy", "person", "tag", "lever", "scenario", "portfolio", "mechanism"];

/// The records of an edition: by address, `strategy/pause`, the fingerprint of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents(pub BTreeMap<String, u64>);

/// What an edition has that an earlier one had not, the other way round, and what both have that differs. Addresses, by
/// kind and then by the alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The earlier edition.
    pub edition: String,
    /// What came.
    pub added: Vec<String>,
    /// What went.
    pub removed: Vec<String>,
    /// What differs.
    pub changed: Vec<String>,
}

impl Contents {
    /// The contents of `atlas`.
    pub fn of(atlas: &Atlas) -> Self {
        let with_page = |entry: &Entry| PAGES.contains(&entry.kind);
        let row = |entry: Entry| (format!("{}/{}", entry.kind, entry.id), fingerprint(&entry));
        Self(entries(atlas).into_iter().filter(with_page).map(row).collect())
    }

    /// What has changed since an earlier edition, which held `before`.
    pub fn since(&self, edition: &str, before: &Self) -> Since {
        let missing = |from: &Self, other: &Self| {
            by_kind(from.0.keys().filter(|address| !other.0.contains_key(*address)).cloned().collect())
        };
        let differs = |&(address, print): &(&String, &u64)| before.0.get(address).is_some_and(|was| was != print);
        Since {
            edition: edition.to_owned(),
            added: missing(self, before),
            removed: missing(before, self),
            changed: by_kind(self.0.iter().filter(differs).map(|(address, _)| address.clone()).collect()),
        }
    }
}

impl Since {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

fn by_kind(mut addresses: Vec<String>) -> Vec<String> {
    addresses.sort_by_key(|address| KINDS.iter().position(|kind| address.split('/').next() == Some(kind)));
    addresses
}

/// What tells the fields of a record from others. No text holds the byte that parts them.
fn fingerprint(entry: &Entry) -> u64 {
    let texts = entry.fields.iter().flat_map(|field| {
        let value = match &field.content {
            DiffContent::Text(text) => std::slice::from_ref(text),
            DiffContent::List(items) => items,
        };
        std::iter::once(field.label.as_ref()).chain(value.iter().map(String::as_str))
    });
    Fnv::default().with(texts.flat_map(|text| text.bytes().chain([0xff]))).get()
}

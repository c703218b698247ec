//! Entries of an overlay: the records that the user's files add to an atlas or change in it.

use serde::{Deserialize, Serialize};

/// A record that an overlay adds to an atlas or changes in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlayEntry {
    /// Kind of the record, spelled as in addresses (`strategy`); `atlas` for the keys of the whole atlas.
    pub kind: String,
    /// Slug of the record; empty for the whole atlas.
    pub id: String,
    /// Path of the overlay file that contains the entry.
    pub file: String,
    /// Line of the entry in that file, from 1.
    pub line: u32,
    /// Names of the fields that replace those of the atlas; empty if the record is new.
    pub fields: Vec<String>,
}

impl OverlayEntry {
    /// Returns whether the overlay adds the record, rather than changing a record of the atlas.
    pub fn is_new(&self) -> bool {
        self.fields.is_empty()
    }
}

//! Entries of an overlay: the records that the user's files add to an atlas or change in it.

use serde::{Deserialize, Serialize};

/// A record that an overlay adds to an atlas or changes in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlayEntry {
    /// The kind of record, as in places (`strategy`); `atlas` for the keys of the whole atlas.
    pub kind: String,
    /// The id of the record; empty for the whole atlas.
    pub id: String,
    /// The file of the overlay.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The fields that replace those of the atlas; none if the record is new.
    pub fields: Vec<String>,
}

impl OverlayEntry {
    /// Returns whether the atlas itself has no such record.
    pub fn is_new(&self) -> bool {
        self.fields.is_empty()
    }
}

//! The keys that a note can have, by the schema of the TOML.

use crate::data::load::ANY_FILE;
use crate::data::schema;
use crate::diagnostic::{FieldSchema, TableSchema, ValueType};
use crate::record::GROUPS;

/// The tables whose keys a note about one kind of record has.
pub(super) struct NoteSchema(Vec<&'static TableSchema>);

impl NoteSchema {
    /// The schema of a note about a record of `kind`, or about the atlas.
    pub(super) fn new(kind: &str) -> Self {
        Self(match kind {
            "atlas" => ANY_FILE.iter().collect(),
            kind => schema::table(kind).into_iter().collect(),
        })
    }

    /// The key that the title of the note stands for.
    pub(super) fn title(&self) -> &'static str {
        ["title", "label"].into_iter().find(|key| self.field(key).is_some()).unwrap_or("name")
    }

    /// The kind of value that `key` takes.
    pub(super) fn kind_of(&self, key: &str) -> Option<ValueType> {
        let in_group = || self.group_of(key).and_then(|group| self.field(group)?.kind.table()?.field(key));
        self.field(key).or_else(in_group).map(|field| field.kind)
    }

    /// The group that `key` is in.
    pub(super) fn group_of(&self, key: &str) -> Option<&'static str> {
        let has_key = |table: &TableSchema| table.field(key).is_some();
        GROUPS.into_iter().find(|group| self.field(group).and_then(|field| field.kind.table()).is_some_and(has_key))
    }

    fn field(&self, key: &str) -> Option<&'static FieldSchema> {
        self.0.iter().find_map(|table| table.field(key))
    }
}

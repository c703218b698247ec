//! Keys of a note, by the schema of the TOML.

use crate::data::load::ANY_FILE;
use crate::data::schema;
use crate::diagnostic::{FieldSchema, TableSchema, ValueType};
use crate::record::GROUPS;

/// Tables with the keys of a note about one kind of record.
pub(super) struct NoteSchema(Vec<&'static TableSchema>);

impl NoteSchema {
    /// Creates the schema of a note about a record of `kind`, or about the atlas.
    pub(super) fn new(kind: &str) -> Self {
        Self(match kind {
            "atlas" => ANY_FILE.iter().collect(),
            kind => schema::table(kind).into_iter().collect(),
        })
    }

    /// Returns the key that is set by the title of the note.
    pub(super) fn title(&self) -> &'static str {
        ["title", "label"].into_iter().find(|key| self.field(key).is_some()).unwrap_or("name")
    }

    /// Returns the group and the value type of `key`; `None` if there is no such key.
    pub(super) fn find(&self, key: &str) -> Option<(Option<&'static str>, ValueType)> {
        let in_group = |group: &'static str| Some((Some(group), self.field(group)?.kind.table()?.field(key)?.kind));
        let own = self.field(key).map(|field| (None, field.kind));
        own.or_else(|| GROUPS.into_iter().find_map(in_group))
    }

    /// Returns all keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        let group = |field: &'static FieldSchema| field.kind.table().filter(|_| GROUPS.contains(&field.key));
        let fields = self.0.iter().flat_map(|table| table.fields);
        fields
            .flat_map(move |field| {
                std::iter::once(field).chain(group(field).into_iter().flat_map(|table| table.fields))
            })
            .map(|field| field.key)
    }

    fn field(&self, key: &str) -> Option<&'static FieldSchema> {
        self.0.iter().find_map(|table| table.field(key))
    }
}

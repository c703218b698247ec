//! The keys that a note can have, derived from the schema of the TOML files.

use crate::data::load::ANY_FILE;
use crate::data::schema;
use crate::diagnostic::{FieldSchema, TableSchema, ValueType};
use crate::record::GROUPS;

/// Schemas of the TOML tables whose keys a note about one kind of record can have.
pub(super) struct NoteSchema(Vec<&'static TableSchema>);

impl NoteSchema {
    /// Creates the schema of a note about a record of `kind`, or about the atlas.
    pub(super) fn new(kind: &str) -> Self {
        Self(match kind {
            "atlas" => ANY_FILE.iter().collect(),
            kind => schema::table(kind).into_iter().collect(),
        })
    }

    /// Returns the key whose value is the title of the note: `title`, `label` or `name`.
    pub(super) fn title(&self) -> &'static str {
        ["title", "label"].into_iter().find(|key| self.field(key).is_some()).unwrap_or("name")
    }

    /// Returns where `key` is in TOML and the type of its value: the first part is the key of the table within the
    /// record that contains it, or `None` if the record itself does. `None` if notes of this kind have no such key.
    pub(super) fn find(&self, key: &str) -> Option<(Option<&'static str>, ValueType)> {
        let in_group = |group: &'static str| Some((Some(group), self.field(group)?.kind.table()?.field(key)?.kind));
        let own = self.field(key).map(|field| (None, field.kind));
        own.or_else(|| GROUPS.into_iter().find_map(in_group))
    }

    /// Returns all keys that notes of this kind can have, including those of the tables within the record.
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

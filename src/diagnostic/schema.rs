//! Schemas: the keys of each TOML table and the types of their values. The reader, the merging of overlays and the
//! manual use them.

use super::wording::{one_of, quoted_list};

/// The key that identifies a record among those of its kind.
pub(crate) const ID: &str = "id";

/// Schema of a TOML table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableSchema {
    /// Name of the table in messages, with its article: `a lever`.
    pub(crate) name: &'static str,
    /// What the table describes: the documentation of its Rust struct, joined to one line.
    pub(crate) about: &'static str,
    pub(crate) fields: &'static [FieldSchema],
}

impl TableSchema {
    /// Returns the schema of the field `key`; `None` if the table has no such field.
    pub(crate) fn field(&self, key: &str) -> Option<&'static FieldSchema> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Returns whether tables of this kind have an id, which identifies a record.
    pub(crate) fn has_id(&self) -> bool {
        self.field(ID).is_some()
    }
}

/// Schema of one key of a TOML table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldSchema {
    pub(crate) key: &'static str,
    pub(crate) required: bool,
    pub(crate) kind: ValueType,
    /// Meaning of the key: the documentation of the Rust field, joined to one line.
    pub(crate) doc: &'static str,
}

impl FieldSchema {
    /// Returns a phrase for messages that says which value the key takes and what it means.
    pub(super) fn meaning(&self) -> String {
        let value = match self.kind {
            ValueType::Enum(words) => one_of(&words()),
            kind => kind.describe().to_owned(),
        };
        let meaning = self.doc.trim().trim_end_matches('.');
        format!("`{}` takes {value}: {meaning}", self.key)
    }
}

/// Type of the value of a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ValueType {
    Text,
    Slug,
    /// The id of another record.
    Reference,
    Link,
    Date,
    Boolean,
    /// Integer from the first to the second number, both included.
    Integer(i64, i64),
    /// Number from the first to the second number, both included.
    Number(f64, f64),
    /// Word out of those that the function returns.
    Enum(fn() -> Vec<&'static str>),
    List(&'static ValueType),
    Table(&'static TableSchema),
}

impl ValueType {
    /// Returns the type of the items if this is the type of a list, otherwise this type.
    pub(crate) fn item(self) -> Self {
        match self {
            Self::List(item) => *item,
            other => other,
        }
    }

    /// Returns the schema of the table, if the value is a table or a list of tables; otherwise `None`.
    pub(crate) fn table(&self) -> Option<&'static TableSchema> {
        match self.item() {
            Self::Table(schema) => Some(schema),
            _ => None,
        }
    }

    /// Returns the name of the type in messages such as "expected …".
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Text | Self::Slug | Self::Reference | Self::Link | Self::Enum(_) => "a string",
            Self::Date => "a date, written \"2024\", \"2024-05\" or \"2024-05-17\"",
            Self::Boolean => "true or false",
            Self::Integer(..) => "a whole number",
            Self::Number(..) => "a number",
            Self::List(Self::Table(_)) => "a list of tables",
            Self::List(_) => "a list of strings",
            Self::Table(_) => "a table",
        }
    }
}

/// Returns a sentence that lists the required and the optional keys among `fields`.
pub(super) fn describe_keys(fields: impl Iterator<Item = &'static FieldSchema>) -> String {
    let (required, optional): (Vec<&FieldSchema>, Vec<&FieldSchema>) = fields.partition(|field| field.required);
    let list = |fields: &[&FieldSchema]| quoted_list(fields.iter().map(|field| field.key));
    match (required.as_slice(), optional.as_slice()) {
        ([], []) => "there are no keys here yet".to_owned(),
        ([], keys) | (keys, []) => format!("the keys here are {}", list(keys)),
        (required, optional) => {
            format!("the keys needed here are {}; there can be {}", list(required), list(optional))
        }
    }
}

//! Schemas: the keys of each TOML table and the values they take. Reading, merging and the manual follow them.

use super::wording::{one_of, quoted_list};

/// The key that identifies a record among those of its kind.
pub(crate) const ID: &str = "id";

/// Schema of a TOML table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableSchema {
    /// Name in messages, with its article: `a lever`.
    pub(crate) name: &'static str,
    /// Purpose: the documentation lines, joined.
    pub(crate) about: &'static str,
    pub(crate) fields: &'static [FieldSchema],
}

impl TableSchema {
    /// Returns the field `key`, if the table has one.
    pub(crate) fn field(&self, key: &str) -> Option<&'static FieldSchema> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Returns whether ids identify the tables of this kind.
    pub(crate) fn has_id(&self) -> bool {
        self.field(ID).is_some()
    }
}

/// Schema of a key of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldSchema {
    pub(crate) key: &'static str,
    pub(crate) required: bool,
    pub(crate) kind: ValueType,
    /// Meaning: the documentation lines, joined.
    pub(crate) doc: &'static str,
}

impl FieldSchema {
    /// Describes the value of the key and its meaning.
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
    /// Integer between two bounds, both included.
    Integer(i64, i64),
    /// Number between two bounds, both included.
    Number(f64, f64),
    /// Word of a vocabulary.
    Enum(fn() -> Vec<&'static str>),
    List(&'static ValueType),
    Table(&'static TableSchema),
}

impl ValueType {
    /// Returns the type of the items of a list; any other type as it is.
    pub(crate) fn item(self) -> Self {
        match self {
            Self::List(item) => *item,
            other => other,
        }
    }

    /// Returns the schema of the table, or of the tables in the list.
    pub(crate) fn table(&self) -> Option<&'static TableSchema> {
        match self.item() {
            Self::Table(schema) => Some(schema),
            _ => None,
        }
    }

    /// Returns the name of the type, as in "expected …".
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

/// Returns the keys of a table as a sentence.
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

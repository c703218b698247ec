//! Schemas: which keys a TOML table has, and which values they take. Reading, merging and the manual follow them.

use super::wording::{one_of, quoted_list};

/// The key that identifies a record among those of its kind.
pub(crate) const ID: &str = "id";

/// A kind of table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableSchema {
    /// The name in messages, with its article: `a lever`.
    pub(crate) name: &'static str,
    /// Purpose, as documentation lines run together.
    pub(crate) about: &'static str,
    pub(crate) fields: &'static [FieldSchema],
}

impl TableSchema {
    /// Returns the field `key`, if such a table has one.
    pub(crate) fn field(&self, key: &str) -> Option<&'static FieldSchema> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Returns whether such tables are told apart by ids.
    pub(crate) fn has_id(&self) -> bool {
        self.field(ID).is_some()
    }
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldSchema {
    pub(crate) key: &'static str,
    pub(crate) required: bool,
    pub(crate) kind: ValueType,
    /// Meaning, as documentation lines run together.
    pub(crate) doc: &'static str,
}

impl FieldSchema {
    /// Describes which value the key takes and what it means.
    pub(super) fn meaning(&self) -> String {
        let value = match self.kind {
            ValueType::Enum(words) => one_of(&words()),
            kind => kind.describe().to_owned(),
        };
        let meaning = self.doc.trim().trim_end_matches('.');
        format!("`{}` takes {value}: {meaning}", self.key)
    }
}

/// The type of value that a key takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ValueType {
    Text,
    Slug,
    /// The id of another record.
    Reference,
    Link,
    Date,
    Boolean,
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// A number from the first to the second.
    Number(f64, f64),
    /// One of these words.
    Enum(fn() -> Vec<&'static str>),
    List(&'static ValueType),
    Table(&'static TableSchema),
}

impl ValueType {
    /// Returns the type of the items of a list; of any other value its own.
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

    /// Describes the type, as in "expected …".
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

/// Lists the keys of a table in a sentence.
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

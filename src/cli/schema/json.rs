//! The TOML of an atlas as a JSON Schema (draft 2020-12), which describes one file of an atlas.

use serde_json::{Map, Value, json};

use crate::data;
use crate::diagnostic::{FieldSchema, ValueType};

use super::reference::{collect, sentence};

/// Address of the version of JSON Schema that is used.
pub(super) const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Start of the addresses of table definitions within the schema.
const DEFINED: &str = "#/$defs/";

/// Returns the JSON Schema of a file of an atlas.
pub(super) fn schema() -> Value {
    let mut forms = Vec::new();
    let tops = data::ANY_FILE.iter().chain(&data::STRATEGY_FILE).flat_map(|form| form.fields);
    tops.for_each(|field| collect(field.kind, &mut forms));
    let mut defined: Map<String, Value> =
        forms.into_iter().map(|form| (slug(form.name), table(form.about, form.fields))).collect();
    let strategy = &data::STRATEGY_FILE[0];
    // If a strategy has a field with the same key as a list of records, the key in a strategy file is that of the
    // field.
    let own = |field: &&FieldSchema| !strategy.fields.iter().any(|own| own.key == field.key);
    let lists = data::STRATEGY_FILE[1].fields;
    let one = strategy.fields.iter().chain(lists.iter().filter(own));
    let any = data::ANY_FILE.iter().flat_map(|form| form.fields);
    defined.insert("file-of-one-strategy".to_owned(), table(strategy.about, one));
    defined.insert("file".to_owned(), table(" A file of an atlas.", any));
    let marks: Vec<Value> = data::marks_of_a_strategy().map(|key| json!({ "required": [key] })).collect();
    let thesis = json!({ "properties": { "mechanism": { "type": "string" } }, "required": ["mechanism"] });
    json!({
        "$schema": DRAFT,
        "title": "A file of a stratlas atlas",
        "type": "object",
        // These are the properties of both kinds of file, for editors whose completion ignores the conditions below.
        "properties": properties(lists.iter().filter(own)),
        "if": { "anyOf": marks.into_iter().chain([thesis]).collect::<Vec<_>>() },
        "then": { "$ref": format!("{DEFINED}file-of-one-strategy") },
        "else": { "$ref": format!("{DEFINED}file") },
        "$defs": defined,
    })
}

/// Returns a name in the form used in addresses, such as `value-of-an-axis` for `a value of an axis`.
fn slug(name: &str) -> String {
    let name =
        ["a ", "an ", "the table of ", "the "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Returns the JSON Schema of a table with `fields` and no others.
pub(super) fn table<'a>(about: &str, fields: impl IntoIterator<Item = &'a FieldSchema> + Clone) -> Value {
    let required: Vec<&str> =
        fields.clone().into_iter().filter(|field| field.required).map(|field| field.key).collect();
    let mut table = json!({
        "description": sentence(about),
        "type": "object",
        "properties": properties(fields),
        "additionalProperties": false,
    });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

fn properties<'a>(fields: impl IntoIterator<Item = &'a FieldSchema>) -> Value {
    let property = |field: &FieldSchema| {
        let mut property = value(field.kind);
        property["description"] = json!(sentence(field.doc));
        (field.key.to_owned(), property)
    };
    Value::Object(fields.into_iter().map(property).collect())
}

fn value(kind: ValueType) -> Value {
    match kind {
        ValueType::Text => json!({ "type": "string", "pattern": "\\S" }),
        ValueType::Slug | ValueType::Reference => json!({ "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9-]*$" }),
        ValueType::Link => json!({ "type": "string", "format": "uri", "pattern": "^https?://" }),
        ValueType::Date => json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" }),
        ValueType::Boolean => json!({ "type": "boolean" }),
        ValueType::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        ValueType::Number(low, high) => json!({ "type": "number", "minimum": low, "maximum": high }),
        ValueType::Enum(words) => json!({ "type": "string", "enum": words() }),
        ValueType::List(kind) => json!({ "type": "array", "items": value(*kind) }),
        ValueType::Table(form) => json!({ "$ref": format!("{DEFINED}{}", slug(form.name)) }),
    }
}

#[cfg(test)]
mod tests;

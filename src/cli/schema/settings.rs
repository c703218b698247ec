//! The configuration as a JSON Schema (draft 2020-12), generated from the tables that the reader uses.

use serde_json::{Value, json};

use crate::action::{Action, KeyScope};
use crate::diagnostic::{FieldSchema, TableSchema, ValueType};
use crate::store::config;

use super::json::{DRAFT, table};

/// Returns the JSON Schema of the configuration. It lists the actions of each scope; only `config check` checks the
/// names of keys.
pub(in crate::cli) fn schema() -> Value {
    let mut schema = table(" The configuration of stratlas.", config::FIELDS);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("The configuration of stratlas");
    for field in config::FIELDS {
        // Each section occurs once, so its schema is not placed among the shared definitions.
        if let ValueType::Table(section) = field.kind {
            schema["properties"][field.key] = inside(field, section);
        }
        if let ValueType::List(ValueType::Table(section)) = field.kind {
            schema["properties"][field.key]["items"] = inside(field, section);
        }
    }
    schema
}

/// Returns the JSON Schema of the section `field`, including the key bindings of each scope if the section has them.
fn inside(field: &FieldSchema, section: &TableSchema) -> Value {
    let mut settings = table(field.doc, section.fields);
    let scopes =
        KeyScope::ALL.into_iter().filter(|scope| section.fields.iter().any(|field| field.key == scope.as_str()));
    for scope in scopes {
        settings["properties"][scope.as_str()] = keys(scope);
    }
    settings
}

/// Returns the JSON Schema of the key bindings of `scope`: each sequence has an action of the scope, or none.
fn keys(scope: KeyScope) -> Value {
    let actions = Action::all().iter().map(|action| action.info()).filter(|info| info.scope == scope);
    let ids: Vec<&str> = actions.map(|info| info.id).chain([""]).collect();
    json!({
        "description": "Key bindings from sequences to action ids; an empty string or `false` unbinds the keys.",
        "type": "object",
        "additionalProperties": { "anyOf": [{ "enum": ids }, { "const": false }] },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_every_setting_and_every_action_where_it_works() {
        let schema = schema();
        let of = |path: &str| schema.pointer(path).unwrap_or_else(|| panic!("{path} in {schema:#}"));
        assert_eq!(of("/properties/icons/enum"), &json!(["auto", "unicode", "ascii"]));
        assert_eq!(of("/properties/layout/properties/index/minimum"), &json!(-200));
        assert_eq!(of("/properties/keys/properties/preset/enum"), &json!(["vim", "emacs", "arrows"]));
        assert_eq!(of("/properties/keys/properties/browse/additionalProperties/anyOf/1"), &json!({ "const": false }));
        for action in Action::all() {
            let scope = action.info().scope.as_str();
            let ids = of(&format!("/properties/keys/properties/{scope}/additionalProperties/anyOf/0/enum"));
            assert!(ids.as_array().is_some_and(|ids| ids.contains(&json!(action.info().id))), "{}", action.info().id);
        }
        assert!(!schema.to_string().contains("$ref"), "nothing is defined elsewhere");
    }
}

//! The schema against its sources. The checker supports exactly the keywords that the schema uses, and fails on others.

use std::collections::BTreeSet;

use super::*;
use crate::cli::schema::reference::sections;
use crate::data::{TextFile, embedded_texts, example, load_texts};

/// Keywords that do not apply to values of other types.
const ELSEWHERE: [&str; 7] =
    ["pattern", "minimum", "maximum", "required", "properties", "additionalProperties", "items"];

/// Returns the faults of `value` under the schema `rule`, a part of `whole`.
fn faults(whole: &Value, rule: &Value, value: &Value, at: &str) -> Vec<String> {
    let rule = match rule["$ref"].as_str() {
        Some(name) => &whole["$defs"][name.strip_prefix(DEFINED).expect("it is defined here")],
        None => rule,
    };
    let mut found = Vec::new();
    for (key, constraint) in rule.as_object().expect("a rule is an object") {
        match (key.as_str(), value) {
            ("$schema" | "$defs" | "title" | "description" | "format" | "then" | "else" | "$ref", _) => {}
            ("type", _) => found.extend((!is(constraint, value)).then(|| format!("{at}: not {constraint}"))),
            ("enum", _) => {
                let words = constraint.as_array().expect("words");
                found.extend((!words.contains(value)).then(|| format!("{at}: none of {constraint}")));
            }
            ("pattern", Value::String(text)) => {
                found.extend((!matches_pattern(constraint.as_str(), text)).then(|| format!("{at}: not {constraint}")));
            }
            ("minimum", Value::Number(number)) => {
                found.extend((number.as_f64() < constraint.as_f64()).then(|| format!("{at}: below {constraint}")));
            }
            ("maximum", Value::Number(number)) => {
                found.extend((number.as_f64() > constraint.as_f64()).then(|| format!("{at}: above {constraint}")));
            }
            ("required", Value::Object(table)) => {
                let missing = constraint.as_array().expect("keys").iter().filter_map(Value::as_str);
                found.extend(missing.filter(|key| !table.contains_key(*key)).map(|key| format!("{at}: no {key}")));
            }
            ("properties", Value::Object(table)) => {
                let known = table.iter().filter_map(|(key, value)| Some((key, value, constraint.get(key)?)));
                found.extend(known.flat_map(|(key, value, rule)| faults(whole, rule, value, &format!("{at}.{key}"))));
            }
            ("additionalProperties", Value::Object(table)) => {
                let unknown = table.keys().filter(|key| rule["properties"].get(key).is_none());
                found.extend(unknown.map(|key| format!("{at}: unknown {key}")));
            }
            ("items", Value::Array(items)) => {
                found.extend(items.iter().flat_map(|item| faults(whole, constraint, item, &format!("{at}[]"))));
            }
            ("anyOf", _) => {
                let holds = |rule: &Value| faults(whole, rule, value, at).is_empty();
                found.extend(
                    (!constraint.as_array().expect("rules").iter().any(holds)).then(|| format!("{at}: none holds")),
                );
            }
            ("if", _) => {
                let branch = if faults(whole, constraint, value, at).is_empty() { "then" } else { "else" };
                found.extend(faults(whole, &rule[branch], value, at));
            }
            (key, _) => assert!(ELSEWHERE.contains(&key), "the checker does not know {key}"),
        }
    }
    found
}

fn is(kind: &Value, value: &Value) -> bool {
    match kind.as_str() {
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => panic!("no type: {kind}"),
    }
}

fn matches_pattern(pattern: Option<&str>, text: &str) -> bool {
    match pattern {
        Some("\\S") => !text.trim().is_empty(),
        Some("^[A-Za-z0-9][A-Za-z0-9-]*$") => {
            !text.is_empty() && !text.starts_with('-') && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        }
        Some("^https?://") => text.starts_with("https://") || text.starts_with("http://"),
        Some("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$") => {
            matches!(text.len(), 4 | 7 | 10) && text.chars().all(|c| c.is_ascii_digit() || c == '-')
        }
        _ => panic!("no pattern: {pattern:?}"),
    }
}

/// Converts a TOML text as editors do for a schema: dates become strings.
fn as_json(text: &str) -> Value {
    fn plain(value: Value) -> Value {
        match value {
            Value::Object(table) => match table.get("$__toml_private_datetime") {
                Some(date) => date.clone(),
                None => Value::Object(table.into_iter().map(|(key, value)| (key, plain(value))).collect()),
            },
            Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
            other => other,
        }
    }
    plain(toml::from_str(text).expect("it is TOML"))
}

fn faults_of(text: &str) -> Vec<String> {
    let schema = schema();
    faults(&schema, &schema, &as_json(text), "")
}

#[test]
fn every_file_there_is_holds_to_it() {
    let files = embedded_texts().expect("it was built").into_iter().chain(example());
    for TextFile { path, text } in files {
        assert_eq!(faults_of(&text), [""; 0], "{path}");
    }
}

#[test]
fn it_refuses_what_loading_refuses() {
    let strategy = "id = 'a'\nname = 'A'\nthesis = 'T.'\nmechanism = 'M.'\n";
    let coordinates = "[coordinates]\nlever = 'l'\npull = 'sideways'\nacts_on = 'a'\ncoercion = 'c'\nactor_in_control = 'h'\ntime_horizon = 't'\nlegitimacy_source = 's'\n";
    for (toml, expected) in [
        (strategy.to_owned(), ": no coordinates"),
        (format!("{strategy}{coordinates}"), ".coordinates.pull: none of"),
        ("[[topic]]\nid = 'a'\nnme = 'A'\n".to_owned(), ".topic[]: unknown nme"),
        ("[[topic]]\nid = '../x'\nname = 'A'\n".to_owned(), ".topic[].id: not"),
        ("[[topic]]\nid = 'x'\nname = ' '\n".to_owned(), ".topic[].name: not"),
        ("[[topic]]\nid = 'x'\nname = 3\n".to_owned(), ".topic[].name: not"),
        ("topic = 3\n".to_owned(), ".topic: not"),
        ("titel = 'T'\n".to_owned(), ": unknown titel"),
        ("[[person]]\np_doom = [{ low = 0.5, high = 1.5 }]\n".to_owned(), ".person[].p_doom[].high: above 1"),
        ("[[person]]\nupdated = 'May'\n".to_owned(), ".person[].updated: not"),
    ] {
        let found = faults_of(&toml);
        assert!(found.iter().any(|fault| fault.starts_with(expected)), "{toml}: {found:?}");
        assert!(load_texts([("x.toml", toml.as_str())]).errors() > 0, "{toml}");
    }
}

#[test]
fn every_field_that_is_read_is_described() {
    let schema = schema();
    let all: Vec<&Value> = schema["$defs"].as_object().expect("tables").values().collect();
    for section in sections() {
        let keys: Vec<&str> = section.fields.iter().map(|field| field.key).collect();
        let described = |table: &&&Value| keys.iter().all(|key| table["properties"].get(key).is_some());
        assert!(all.iter().any(|table| described(&table)), "{}", section.title);
    }
    let lists = schema["properties"].as_object().expect("lists");
    assert!(lists.contains_key("person") && !lists.contains_key("vintage"), "{lists:?}");
}

/// Collects the fields of tables in `value` according to the schema `rule`, a part of `whole`.
fn shown(whole: &Value, rule: &Value, value: &Value, found: &mut BTreeSet<String>) {
    let name = rule["$ref"].as_str().and_then(|name| name.strip_prefix(DEFINED));
    let rule = name.map_or(rule, |name| &whole["$defs"][name]);
    match value {
        Value::Object(table) => table.iter().for_each(|(key, value)| {
            found.insert(format!("{}.{key}", name.expect("tables are defined")));
            shown(whole, &rule["properties"][key], value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| shown(whole, &rule["items"], item, found)),
        _ => {}
    }
}

#[test]
fn the_example_shows_every_field() {
    let schema = schema();
    let mut found = BTreeSet::new();
    for file in example() {
        let branch = if file.path.starts_with("strategies/") { "then" } else { "else" };
        shown(&schema, &schema[branch], &as_json(&file.text), &mut found);
    }
    for (table, rule) in schema["$defs"].as_object().expect("tables") {
        // Lists of records in a strategy file, and strategies in a list, need no example.
        let skipped = |key: &str| match table.as_str() {
            "strategy" => true,
            "file-of-one-strategy" => !data::STRATEGY_FILE[0].fields.iter().any(|field| field.key == key),
            _ => key == "strategy" && table == "file",
        };
        for key in rule["properties"].as_object().expect("fields").keys().filter(|key| !skipped(key)) {
            assert!(found.contains(&format!("{table}.{key}")), "{table}.{key} is not shown");
        }
    }
}

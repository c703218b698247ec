//! Reads an atlas in JSON as TOML tables, in which each value has its position in the JSON. `export::atlas` writes the
//! format.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use toml::Spanned;

use crate::data::load::{ANY_FILE, Loaded, load_tables};
use crate::diagnostic::{
    Code, PendingDiagnostic, SourceFile, SourceMap, Span, TableSchema, TomlArray, TomlTable, TomlValue, truncate,
};

/// Expected JSON value of the key `format`.
pub(crate) const FORMAT: &str = "\"stratlas-atlas\"";
/// Expected JSON value of the key `version`.
pub(crate) const VERSION: &str = "1";
/// Maximum nesting depth of values; an exported atlas is six levels deep.
const MAX_DEPTH: usize = 32;

/// Schemas of a table, which determine its keys; empty if the table is unknown.
type Schemas = &'static [TableSchema];

/// Loads the atlas in the JSON `bytes`; diagnostics refer to the file as `name`.
pub(super) fn load(name: &str, bytes: Vec<u8>) -> Loaded {
    let sources = SourceMap::new(vec![SourceFile::decode(name.to_owned(), bytes)]);
    let mut diagnostics = PendingDiagnostic::unreadable_files(&sources);
    let text = sources.files().first().map_or("", |file| file.text.as_str());
    let table = if diagnostics.is_empty() {
        Reader { text, diagnostics: &mut diagnostics }.document()
    } else {
        TomlTable::new()
    };
    load_tables(&sources, diagnostics, |add| add(0, table))
}

/// Reader of a JSON text, which collects diagnostics.
struct Reader<'t, 'f> {
    text: &'t str,
    diagnostics: &'f mut Vec<PendingDiagnostic>,
}

impl<'t> Reader<'t, '_> {
    fn report(&mut self, code: Code, range: &Range<usize>, message: impl Into<String>) {
        self.diagnostics.push(PendingDiagnostic::new(code, Span::new(0, range), message));
    }

    /// Returns the table that the whole text contains. The keys `format`, `version` and `checksum`, which are not part
    /// of the atlas, are left out.
    fn document(mut self) -> TomlTable<'t> {
        let whole: &'t RawValue = match serde_json::from_str(self.text) {
            Ok(whole) => whole,
            Err(error) => {
                self.syntax(&error, self.text, 0);
                return TomlTable::new();
            }
        };
        let range = self.range(whole.get());
        if !whole.get().starts_with('{') {
            self.report(Code::WrongType, &range, "an atlas is an object: `{ … }`");
            return TomlTable::new();
        }
        let mut table = self.table(whole, &ANY_FILE, 0);
        self.check_format("format", FORMAT, table.remove("format"), &range);
        self.check_format("version", VERSION, table.remove("version"), &range);
        // The checksum tells `export` whether it may replace the file; an import ignores it, because files may be
        // edited.
        table.remove("checksum");
        table
    }

    /// Reports if the `value` of the key `key` is missing or is not `expected`. `whole` is the range of the whole
    /// object.
    fn check_format(&mut self, key: &str, expected: &str, value: Option<Spanned<TomlValue<'t>>>, whole: &Range<usize>) {
        match value {
            None => {
                let start = whole.start..whole.start + 1;
                self.report(Code::MissingKey, &start, format!("an atlas in JSON needs `\"{key}\": {expected}`"));
            }
            Some(value) if &self.text[value.span()] == expected => {}
            Some(value) => {
                self.report(Code::BadValue, &value.span(), format!("the `{key}` has to be {expected}"));
            }
        }
    }

    /// Reads a value; if it is a table, its keys are those of `schemas`. `None` if it is `null` or invalid; an invalid
    /// value is reported.
    fn value(&mut self, raw: &'t RawValue, schemas: Schemas, depth: usize) -> Option<Spanned<TomlValue<'t>>> {
        let range = self.range(raw.get());
        if depth > MAX_DEPTH {
            self.report(Code::Syntax, &range, format!("values are nested more than {MAX_DEPTH} levels deep"));
            return None;
        }
        let value = match raw.get().as_bytes().first()? {
            b'{' => TomlValue::Table(self.table(raw, schemas, depth)),
            b'[' => TomlValue::Array(self.list(raw, schemas, depth)),
            b'"' => TomlValue::String(self.parsed::<Text<'t>>(raw)?.0),
            b't' => TomlValue::Boolean(true),
            b'f' => TomlValue::Boolean(false),
            b'n' => return None,
            // Numbers have the same notation in JSON and TOML.
            _ => match TomlValue::parse(raw.get()) {
                Ok(number) => number,
                Err(error) => {
                    self.report(Code::Syntax, &range, error.message().to_owned());
                    return None;
                }
            },
        };
        Some(Spanned::new(range, value))
    }

    fn table(&mut self, raw: &'t RawValue, schemas: Schemas, depth: usize) -> TomlTable<'t> {
        let mut table = TomlTable::new();
        let mut empty = Vec::new();
        for (key, value) in self.parsed::<Entries<'t>>(raw).unwrap_or_default().0 {
            // The position of a key that is written with escapes is unknown, so that of its value is used. No known key
            // needs escapes.
            let range = match key.0 {
                Cow::Borrowed(written) => self.range(written),
                Cow::Owned(_) => self.range(value.get()),
            };
            let field = schemas.iter().find_map(|schema| schema.field(&key.0));
            let is_null = value.get() == "null";
            if table.contains_key(key.0.as_ref()) || field.is_some_and(|field| empty.contains(&field.key)) {
                self.report(Code::Syntax, &range, format!("the key `{}` is given twice", truncate(&key.0)));
            } else if let Some(field) = field.filter(|_| is_null) {
                empty.push(field.key);
            } else if is_null {
                // An unknown key has to be reported even if its value is null, so it gets another value.
                let value = Spanned::new(self.range(value.get()), TomlValue::Boolean(false));
                table.insert(Spanned::new(range, key.0), value);
            } else {
                let inner = field.and_then(|field| field.kind.table()).map_or(&[][..], std::slice::from_ref);
                if let Some(value) = self.value(value, inner, depth + 1) {
                    table.insert(Spanned::new(range, key.0), value);
                }
            }
        }
        table
    }

    fn list(&mut self, raw: &'t RawValue, schemas: Schemas, depth: usize) -> TomlArray<'t> {
        let mut list = Vec::new();
        for item in self.parsed::<Vec<&'t RawValue>>(raw).unwrap_or_default() {
            if item.get() == "null" {
                let range = self.range(item.get());
                self.report(Code::WrongType, &range, "`null` cannot stand in a list");
            } else if let Some(item) = self.value(item, schemas, depth + 1) {
                list.push(item);
            }
        }
        list
    }

    /// Parses one level of a value. If the value has errors, reports them and returns `None`.
    fn parsed<T: Deserialize<'t>>(&mut self, raw: &'t RawValue) -> Option<T> {
        let start = self.range(raw.get()).start;
        serde_json::from_str(raw.get()).map_err(|error| self.syntax(&error, raw.get(), start)).ok()
    }

    /// Reports a syntax error in `part` of the text, which starts at the byte offset `start`.
    fn syntax(&mut self, error: &serde_json::Error, part: &str, start: usize) {
        let before: usize = part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (start + before + error.column().saturating_sub(1)).min(self.text.len());
        let error = error.to_string();
        let cause = error.rsplit_once(" at line ").map_or(error.as_str(), |(cause, _)| cause);
        self.report(Code::Syntax, &(at..at + 1), format!("this is not JSON: {cause}"));
    }

    /// Returns the byte range of `part`, a slice of the text, within the text.
    fn range(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        start..start + part.len()
    }
}

/// JSON string, which is borrowed from the text unless it has escapes.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// Keys and values of a JSON object, in order and including duplicate keys.
#[derive(Default)]
struct Entries<'t>(Vec<(Text<'t>, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Entries<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;

        impl<'de> Visitor<'de> for All {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(All)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let loaded = load("a.json", text.as_bytes().to_vec());
        loaded.diagnostics.iter().map(|found| format!("{}:{}: {}", found.line, found.column, found.message)).collect()
    }

    #[test]
    fn diagnostics_are_where_they_stand() {
        let text = "{\"format\": \"stratlas-atlas\", \"version\": 1,\n \"lever\": [\n  {\"id\": \"../../x\", \"name\": \"N\",\n   \"side\": \"up\", \"up\": \"u\", \"down\": 3, \"description\": \"d\", \"colour\": null, \"hue\": \"red\"}]}";
        assert_eq!(
            found(text),
            [
                "3:10: `../../x` is not a valid id",
                "4:12: `up` is not allowed here: expected `ai`, `mixed` or `world`",
                "4:37: expected a string, found a whole number",
                "4:61: unknown key `colour`",
                "4:77: unknown key `hue`",
            ]
        );
    }

    #[test]
    fn a_wrong_key_without_a_value_is_reported_at_every_depth() {
        let text = "{\"format\": \"stratlas-atlas\", \"version\": 1, \"checksum\": null, \"titel\": null, \"about\": null,\n \"person\": [\n  {\"handle\": null, \"nickname\": null, \"position\": [{\"sources\": null, \"source\": null}], \"profile\": {\"x\": null}}]}";
        let unknown: Vec<String> = found(text).into_iter().filter(|line| line.contains("unknown key")).collect();
        assert_eq!(
            unknown,
            [
                "1:63: unknown key `titel`",
                "3:21: unknown key `nickname`",
                "3:53: unknown key `sources`",
                "3:100: unknown key `x`",
            ]
        );
    }

    #[test]
    fn what_is_no_atlas_is_told() {
        assert_eq!(found("[]"), ["1:1: an atlas is an object: `{ … }`"]);
        assert_eq!(
            found("{\"format\": \"other\"}"),
            ["1:1: an atlas in JSON needs `\"version\": 1`", "1:12: the `format` has to be \"stratlas-atlas\"",]
        );
        assert!(
            found("{\n  \"a\": }")[0].starts_with("2:8: this is not JSON: expected value"),
            "{:?}",
            found("{\n  \"a\": }")
        );
        assert!(found("")[0].contains("this is not JSON"));
        let twice = "{\"format\": \"stratlas-atlas\", \"version\": 1, \"title\": \"a\", \"title\": \"b\"}";
        assert_eq!(found(twice), ["1:59: the key `title` is given twice"]);
        let empty_first = "{\"format\": \"stratlas-atlas\", \"version\": 1, \"title\": null, \"title\": \"b\"}";
        assert_eq!(found(empty_first), ["1:60: the key `title` is given twice"]);
        assert!(!load("a", vec![0xff]).diagnostics.is_empty());
    }

    #[test]
    fn hostile_values_are_refused_not_followed() {
        let head = "{\"format\": \"stratlas-atlas\", \"version\": 1, \"title\": ";
        let deep = format!("{head}{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(found(&deep).iter().any(|found| found.contains("32 levels deep")));
        let open = format!("{head}{}", "[".repeat(100_000));
        assert!(found(&open)[0].contains("this is not JSON"));
        let numbers = format!("{head}1e999999, \"p\": 1{}}}", "0".repeat(10_000));
        assert!(found(&numbers).len() >= 2);
        let escaped = format!("{head}\"\\u001b]0;x\\u0007\", \"\\u0061bout\": \"\\ud800\"}}");
        assert!(found(&escaped).iter().all(|found| !found.contains('\u{1b}')));
    }
}

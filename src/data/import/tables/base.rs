//! Records of an existing atlas as TOML tables, without positions in a file.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::diagnostic::{TomlTable, TomlValue};
use crate::model::{Atlas, Axis};
use crate::record::{LISTS, Record, Value, list};

/// All numbers in an atlas as texts, so that TOML values can borrow the texts.
pub(super) struct Numbers(BTreeSet<String>);

impl Numbers {
    /// Collects the numbers of `atlas`, in time proportional to the number of its values.
    pub(super) fn new(atlas: &Atlas) -> Self {
        let mut numbers = BTreeSet::new();
        for key in LISTS {
            list(atlas, key).each(atlas, &mut |record| collect(atlas, record, &mut numbers));
        }
        Self(numbers)
    }
}

fn collect<'a>(atlas: &'a Atlas, record: Record<'a>, numbers: &mut BTreeSet<String>) {
    record.visit_present(atlas, &mut |_, value| match value {
        Value::Number(_) | Value::Whole(_) | Value::Count(_) => {
            numbers.insert(value.cell(atlas).into_owned());
        }
        Value::Table(Some(inner)) => collect(atlas, inner, numbers),
        Value::List(rows) => rows.each(atlas, &mut |row| collect(atlas, row, numbers)),
        _ => {}
    });
}

/// Returns `record` as a TOML table, whose numbers are borrowed from `numbers`.
pub(super) fn table<'a>(atlas: &'a Atlas, record: Record<'a>, numbers: &'a Numbers) -> TomlTable<'a> {
    let mut table = TomlTable::new();
    record.visit_present(atlas, &mut |key, value| {
        table.insert(Spanned::new(0..0, key.into()), Spanned::new(0..0, toml_value(atlas, value, numbers)));
    });
    table
}

fn toml_value<'a>(atlas: &'a Atlas, value: Value<'a>, numbers: &'a Numbers) -> TomlValue<'a> {
    if let Some(text) = value.as_str(atlas) {
        return TomlValue::String(text.into());
    }
    if let Some(texts) = value.as_strs(atlas) {
        return TomlValue::Array(
            texts.into_iter().map(|text| Spanned::new(0..0, TomlValue::String(text.into()))).collect(),
        );
    }
    match value {
        Value::Flag(holds) => TomlValue::Boolean(holds),
        Value::Table(Some(record)) => TomlValue::Table(table(atlas, record, numbers)),
        Value::List(rows) => {
            let mut records = Vec::new();
            rows.each(atlas, &mut |row| records.push(Spanned::new(0..0, TomlValue::Table(table(atlas, row, numbers)))));
            TomlValue::Array(records)
        }
        number => {
            let text = numbers.0.get(number.cell(atlas).as_ref()).map_or("", String::as_str);
            TomlValue::parse(text).unwrap_or(TomlValue::String(text.into()))
        }
    }
}

/// Calls `visit` for each record that has an id, with the key of its list, the id and the name. For a value on an axis,
/// the key is that of the axis.
pub(super) fn each_id(atlas: &Atlas, mut visit: impl FnMut(&'static str, &str, &str)) {
    for key in LISTS {
        list(atlas, key).each(atlas, &mut |record| {
            let (mut id, mut name) = ("", "");
            record.visit(atlas, &mut |key, value| match key {
                "id" => id = value.as_str(atlas).unwrap_or_default(),
                "name" | "title" | "label" => name = value.as_str(atlas).unwrap_or_default(),
                _ => {}
            });
            visit(key, id, name);
        });
    }
    for axis in Axis::ALL {
        for value in atlas.values_on(axis).rows() {
            visit(axis.key(), &value.slug, &value.name);
        }
    }
}

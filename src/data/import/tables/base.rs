//! Records of an existing atlas as TOML tables, without positions in a file.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

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
pub(super) fn table<'a>(atlas: &'a Atlas, record: Record<'a>, numbers: &'a Numbers) -> DeTable<'a> {
    let mut table = DeTable::new();
    record.visit_present(atlas, &mut |key, value| {
        table.insert(Spanned::new(0..0, key.into()), Spanned::new(0..0, toml_value(atlas, value, numbers)));
    });
    table
}

fn toml_value<'a>(atlas: &'a Atlas, value: Value<'a>, numbers: &'a Numbers) -> DeValue<'a> {
    if let Some(text) = value.as_str(atlas) {
        return DeValue::String(text.into());
    }
    if let Some(texts) = value.as_strs(atlas) {
        return DeValue::Array(
            texts.into_iter().map(|text| Spanned::new(0..0, DeValue::String(text.into()))).collect(),
        );
    }
    match value {
        Value::Flag(holds) => DeValue::Boolean(holds),
        Value::Table(Some(record)) => DeValue::Table(table(atlas, record, numbers)),
        Value::List(rows) => {
            let mut records = DeArray::new();
            rows.each(atlas, &mut |row| records.push(Spanned::new(0..0, DeValue::Table(table(atlas, row, numbers)))));
            DeValue::Array(records)
        }
        number => {
            let text = numbers.0.get(number.cell(atlas).as_ref()).map_or("", String::as_str);
            DeValue::parse(text).map_or(DeValue::String(text.into()), Spanned::into_inner)
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

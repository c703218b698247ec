//! Merges TOML tables: values in a table of an overlay replace those in a table of the atlas, field by field.

use std::collections::HashMap;

use toml::Spanned;

use crate::text::work;

use super::schema::{FieldSchema, ID, TableSchema, ValueType};
use super::toml_table::{TomlArray, TomlTable, TomlValue};

/// Merges `over` into `base`: tables in them field by field, lists of records by the ids of the records, and any other
/// value as a whole. The key `id` of `base` stays, since it identifies the record.
pub(crate) fn merge_table<'t>(base: &mut TomlTable<'t>, over: TomlTable<'t>, fields: &[FieldSchema]) {
    for (key, value) in over {
        let name = key.get_ref().as_ref();
        let field = fields.iter().find(|field| field.key == name);
        match (base.get_mut(name), field) {
            (Some(_), _) if name == ID => {}
            (Some(below), Some(field)) => merge_value(below, value, field.kind),
            _ => {
                // An unknown key is kept with its position in the overlay, so that it is reported there.
                base.remove(name);
                base.insert(key, value);
            }
        }
    }
}

/// Merges `over` into `base`; `kind` is the type that the schema gives to the value.
pub(crate) fn merge_value<'t>(base: &mut Spanned<TomlValue<'t>>, over: Spanned<TomlValue<'t>>, kind: ValueType) {
    let span = over.span();
    match (kind, base.get_mut(), over.into_inner()) {
        (ValueType::Table(schema), TomlValue::Table(base), TomlValue::Table(over)) => {
            merge_table(base, over, schema.fields);
        }
        (ValueType::List(&ValueType::Table(schema)), TomlValue::Array(base), TomlValue::Array(over))
            if schema.has_id() =>
        {
            merge_records(base, over, schema);
        }
        (_, _, over) => *base = Spanned::new(span, over),
    }
}

/// Merges each record of `over` into the record of `base` that has its id, and appends records whose id `base` lacks.
/// If two records of `over` have one id, the second is appended too, so that it is reported as a duplicate when ids are
/// resolved. `O(records)`.
fn merge_records<'t>(base: &mut TomlArray<'t>, over: TomlArray<'t>, schema: &'static TableSchema) {
    let mut by_id: HashMap<String, usize> = HashMap::with_capacity(base.len());
    for (index, record) in base.iter().enumerate().rev() {
        by_id.extend(id_of(record.get_ref()).map(|id| (id.to_owned(), index)));
    }
    for record in over {
        let index = id_of(record.get_ref()).and_then(|id| by_id.remove(id));
        match index.and_then(|index| base.get_mut(index)) {
            Some(below) => merge_value(below, record, ValueType::Table(schema)),
            None => base.push(record),
        }
    }
}

/// Returns the id of the record `value`; `None` if it is no table, or a table without an id.
pub(crate) fn id_of<'v>(value: &'v TomlValue<'_>) -> Option<&'v str> {
    work::count(1);
    match value {
        TomlValue::Table(table) => table.get(ID)?.get_ref().as_str(),
        _ => None,
    }
}

/// Returns `value` with its spans, and those of everything in it, moved by `distance` bytes, so that they count from
/// another offset.
pub(crate) fn rebase(value: Spanned<TomlValue<'_>>, distance: usize) -> Spanned<TomlValue<'_>> {
    let span = value.span();
    let moved = match value.into_inner() {
        TomlValue::Array(items) => TomlValue::Array(items.into_iter().map(|item| rebase(item, distance)).collect()),
        TomlValue::Table(table) => TomlValue::Table(rebase_table(table, distance)),
        scalar => scalar,
    };
    Spanned::new(span.start + distance..span.end + distance, moved)
}

/// Returns `table` with the spans of everything in it moved by `distance` bytes.
fn rebase_table(table: TomlTable<'_>, distance: usize) -> TomlTable<'_> {
    let moved = table.into_iter().map(|(key, value)| {
        let span = key.span();
        (Spanned::new(span.start + distance..span.end + distance, key.into_inner()), rebase(value, distance))
    });
    moved.collect()
}

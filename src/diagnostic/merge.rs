//! Merging: a table of an overlay replaces values of a table of the atlas, field by field.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::text::work;

use super::schema::{FieldSchema, ID, TableSchema, ValueType};

/// Merges `over` into `base`: tables field by field, lists of records by id, any other value as a whole. The id stays,
/// since it identifies the record.
pub(crate) fn merge_table<'t>(base: &mut DeTable<'t>, over: DeTable<'t>, fields: &[FieldSchema]) {
    for (key, value) in over {
        let name = key.get_ref().as_ref();
        let field = fields.iter().find(|field| field.key == name);
        match (base.get_mut(name), field) {
            (Some(_), _) if name == ID => {}
            (Some(below), Some(field)) => merge_value(below, value, field.kind),
            _ => {
                // An unknown key is reported at its position in the overlay.
                base.remove(name);
                base.insert(key, value);
            }
        }
    }
}

/// Merges `over` into `base`, a value of the type `kind`.
pub(crate) fn merge_value<'t>(base: &mut Spanned<DeValue<'t>>, over: Spanned<DeValue<'t>>, kind: ValueType) {
    let span = over.span();
    match (kind, base.get_mut(), over.into_inner()) {
        (ValueType::Table(schema), DeValue::Table(base), DeValue::Table(over)) => {
            merge_table(base, over, schema.fields);
        }
        (ValueType::List(&ValueType::Table(schema)), DeValue::Array(base), DeValue::Array(over)) if schema.has_id() => {
            merge_records(base, over, schema);
        }
        (_, _, over) => *base = Spanned::new(span, over),
    }
}

/// Merges each record of `over` into the record of `base` with its id, and appends the others. `O(records)`. A second
/// record with an id is appended too, and reported as a duplicate when ids are resolved.
fn merge_records<'t>(base: &mut DeArray<'t>, over: DeArray<'t>, schema: &'static TableSchema) {
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

/// Returns the id of the record `value`, if it is a table with an id.
pub(crate) fn id_of<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    work::count(1);
    match value {
        DeValue::Table(table) => table.get(ID)?.get_ref().as_str(),
        _ => None,
    }
}

/// Moves the spans of `value` and everything in it by `distance`, so that they are valid offsets in another file.
pub(crate) fn rebase(value: Spanned<DeValue<'_>>, distance: usize) -> Spanned<DeValue<'_>> {
    let span = value.span();
    let moved = match value.into_inner() {
        DeValue::Array(items) => DeValue::Array(items.into_iter().map(|item| rebase(item, distance)).collect()),
        DeValue::Table(table) => DeValue::Table(rebase_table(table, distance)),
        scalar => scalar,
    };
    Spanned::new(span.start + distance..span.end + distance, moved)
}

/// Moves the spans of everything in `table` by `distance`.
fn rebase_table(table: DeTable<'_>, distance: usize) -> DeTable<'_> {
    let moved = table.into_iter().map(|(key, value)| {
        let span = key.span();
        (Spanned::new(span.start + distance..span.end + distance, key.into_inner()), rebase(value, distance))
    });
    moved.collect()
}

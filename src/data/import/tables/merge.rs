//! Applies the changes that imported rows make to the records of the atlas, as TOML tables.

use std::collections::HashSet;
use std::ops::Range;

use toml::Spanned;

use super::base::{self, Numbers};
use super::cell::toml_value;
use super::csv::CsvCell;
use super::rows::{Changes, Child, Field, RowChange};
use crate::data::schema::TableColumn;
use crate::diagnostic::{ID, TomlArray, TomlTable, TomlValue, id_of};
use crate::model::{Atlas, RelationKind, SharedSort};
use crate::record::{LISTS, Record, list};
use crate::text::join_cell;

/// Maximum number of records that are converted to TOML tables at the same time, to limit memory.
const MAX_TREES: usize = 500;

/// Number of records that the imported tables change, and number of records that they add.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ChangeCount {
    pub(super) changed: usize,
    pub(super) added: usize,
}

/// Calls `add` with all records of `atlas` and those added by `changes`, in batches. Lists keep their order; new
/// records come last.
pub(super) fn merge<'t>(
    atlas: &'t Atlas,
    numbers: &'t Numbers,
    changes: &Changes<'t>,
    add: &mut dyn FnMut(u32, TomlTable<'t>),
) -> ChangeCount {
    let mut count = ChangeCount::default();
    let mut about = base::table(atlas, Record::About(&atlas.about), numbers);
    about.extend(base::table(atlas, Record::Identity(&atlas.identity), numbers));
    add(0, about);
    for key in LISTS {
        let mut known: HashSet<&str> = HashSet::new();
        let mut records = Vec::new();
        list(atlas, key).each(atlas, &mut |record| {
            let mut table = base::table(atlas, record, numbers);
            let mut id = "";
            record.visit(atlas, &mut |key, value| {
                if key == ID {
                    id = value.as_str(atlas).unwrap_or_default();
                }
            });
            let mut at = 0..0;
            if let Some(change) = changes.records.get(&(key, id)) {
                count.changed += usize::from(apply(&mut table, change));
                at = change.at.clone();
                known.insert(id);
            }
            records.push(Spanned::new(at, TomlValue::Table(table)));
            if records.len() == MAX_TREES {
                add(0, as_list(key, std::mem::take(&mut records)));
            }
        });
        let new = changes.order.iter().filter(|(list, id)| *list == key && !known.contains(id));
        for change in new.filter_map(|key| changes.records.get(key)) {
            let mut table = TomlTable::new();
            apply(&mut table, change);
            count.added += 1;
            records.push(Spanned::new(change.at.clone(), TomlValue::Table(table)));
        }
        add(0, as_list(key, records));
    }
    count
}

fn as_list<'t>(key: &'static str, records: TomlArray<'t>) -> TomlTable<'t> {
    TomlTable::from_iter([(Spanned::new(0..0, key.into()), Spanned::new(0..0, TomlValue::Array(records)))])
}

/// Applies the changes of one record to its `table`. Returns whether anything changed.
fn apply<'t>(table: &mut TomlTable<'t>, change: &RowChange<'t>) -> bool {
    let mut is_changed = set_all(table, &change.fields);
    for (&key, children) in &change.children {
        is_changed |= in_list(table, key, |records| apply_children(records, key, children));
    }
    for (to, kind, at) in &change.relations {
        is_changed |= in_table(table, "relations", at, |relations| relate(relations, to, *kind, at));
    }
    is_changed
}

/// Declares a relation of `kind` to the strategy `to` at the span `at`. A declared conflict replaces a declared
/// complement with the same strategy, and the other way round.
fn relate<'t>(relations: &mut TomlTable<'t>, to: &'t str, kind: RelationKind, at: &Range<usize>) -> bool {
    let (own, other) = match kind {
        RelationKind::Conflict => ("conflicts", "complements"),
        _ => ("complements", "conflicts"),
    };
    let is_other = |item: &Spanned<TomlValue<'_>>| item.get_ref().as_str() != Some(to);
    let is_new = in_list(relations, own, |list| {
        let is_new = list.iter().all(is_other);
        if is_new {
            list.push(Spanned::new(at.clone(), TomlValue::String(to.into())));
        }
        is_new
    });
    is_new
        && in_list(relations, other, |list| {
            *list = std::mem::take(list).into_iter().filter(is_other).collect();
            true
        })
}

/// Applies the rows `children` to the records in the list `key` of a record, which are found by id or by position; new
/// records come last. Returns whether anything changed.
fn apply_children<'t>(records: &mut TomlArray<'t>, key: &str, children: &[Child<'t>]) -> bool {
    let mut is_changed = false;
    let mut children: Vec<&Child<'t>> = children.iter().collect();
    children.shared_sort_by_key(|child| child.number);
    for child in children {
        let index = match child.id {
            Some(id) => records.iter().position(|record| id_of(record.get_ref()) == Some(id)),
            None => child.number.map(|number| number - 1).filter(|&index| index < records.len()),
        };
        let is_new = index.is_none();
        let index = index.unwrap_or_else(|| {
            records.push(Spanned::new(child.at.clone(), TomlValue::Table(TomlTable::new())));
            records.len() - 1
        });
        let Some(record) = records.get_mut(index) else { continue };
        let Some(record) = placed(record, &child.at) else { continue };
        is_changed |= set_all(record, &child.fields) | is_new;
        is_changed |= apply_sources(record, key, child);
        // A p(doom) with only a lower end is a single number, which is both ends of the range.
        if let Some(low) = record.get("low").filter(|_| key == "p_doom" && !record.contains_key("high")).cloned() {
            record.insert(Spanned::new(low.span(), "high".into()), low);
        }
    }
    is_changed
}

fn apply_sources<'t>(record: &mut TomlTable<'t>, key: &str, child: &Child<'t>) -> bool {
    let mut is_changed = false;
    for (index, (fields, at)) in child.sources.iter().enumerate() {
        if key != "position" {
            is_changed |= in_table(record, "source", at, |source| set_all(source, fields));
            continue;
        }
        is_changed |= in_list(record, "source", |sources| {
            let is_new = index >= sources.len();
            if is_new {
                sources.push(Spanned::new(at.clone(), TomlValue::Table(TomlTable::new())));
            }
            let source = sources.get_mut(index).and_then(|source| placed(source, at));
            source.is_some_and(|source| set_all(source, fields)) | is_new
        });
    }
    is_changed
}

/// Makes `at` the span of the table `value` and returns the table, so that missing keys of the record are reported at
/// its row; `None` if `value` is no table.
fn placed<'v, 't>(value: &'v mut Spanned<TomlValue<'t>>, at: &Range<usize>) -> Option<&'v mut TomlTable<'t>> {
    let inner = std::mem::replace(value.get_mut(), TomlValue::Boolean(false));
    *value = Spanned::new(at.clone(), inner);
    match value.get_mut() {
        TomlValue::Table(table) => Some(table),
        _ => None,
    }
}

/// Calls `then` with the table under `key` of `table`, which is created if missing and removed if it is empty
/// afterwards.
fn in_table<'t>(
    table: &mut TomlTable<'t>,
    key: &'static str,
    at: &Range<usize>,
    then: impl FnOnce(&mut TomlTable<'t>) -> bool,
) -> bool {
    let key_at = Spanned::new(at.clone(), key.into());
    let value = table.get_or_insert(key_at, || Spanned::new(at.clone(), TomlValue::Table(TomlTable::new())));
    let Some(inner) = placed(value, at) else { return false };
    let is_changed = then(inner);
    if inner.is_empty() {
        table.remove(key);
    }
    is_changed
}

/// Calls `then` with the list under `key` of `table`, which is created if missing.
fn in_list<'t>(table: &mut TomlTable<'t>, key: &'static str, then: impl FnOnce(&mut TomlArray<'t>) -> bool) -> bool {
    let value =
        table.get_or_insert(Spanned::new(0..0, key.into()), || Spanned::new(0..0, TomlValue::Array(Vec::new())));
    match value.get_mut() {
        TomlValue::Array(list) => then(list),
        _ => false,
    }
}

/// Sets the keys of the cells `fields` in the table of a record. Returns whether anything changed.
fn set_all<'t>(table: &mut TomlTable<'t>, fields: &[Field<'t>]) -> bool {
    let mut is_changed = false;
    for &(column, cell) in fields {
        is_changed |= match column.path.as_slice() {
            [key] => set(table, key, column, cell),
            [group, key] => in_table(table, group, &cell.at, |inner| set(inner, key, column, cell)),
            _ => false,
        };
    }
    is_changed
}

/// Sets `key` of `table` to the value of `cell`, or removes the key if the cell is empty; a value equal to the cell is
/// not replaced. Returns whether the table changed.
fn set<'t>(table: &mut TomlTable<'t>, key: &'static str, column: &TableColumn, cell: &'t CsvCell) -> bool {
    let is_known = match table.get(key) {
        Some(value) => reads_as(value.get_ref(), &cell.text),
        // A source without the key `passages` has one passage, so a cell with 1 changes nothing.
        None => key == "passages" && cell.text == "1",
    };
    if is_known || (cell.text.is_empty() && !table.contains_key(key)) {
        return false;
    }
    table.remove(key);
    if !cell.text.is_empty() {
        let at = &cell.at;
        table.insert(Spanned::new(at.clone(), key.into()), Spanned::new(at.clone(), toml_value(column.kind, cell)));
    }
    true
}

/// Returns whether `value` equals the text of a normalized cell, ignoring white space at the ends of both.
fn reads_as(value: &TomlValue<'_>, text: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    match value {
        TomlValue::String(known) => known.trim() == text,
        TomlValue::Boolean(known) => *known == (text == "true"),
        TomlValue::Integer(known) => number(known.digits()) == number(text),
        TomlValue::Float(known) => number(known) == number(text),
        TomlValue::Array(items) => {
            let items = items.iter().map(|item| item.get_ref().as_str().unwrap_or_default());
            join_cell(items).trim() == text
        }
        _ => false,
    }
}

//! Look-ups in the schema of the TOML files, which `load/raw` defines, for importers and exporters.

use super::load::Records;
use crate::diagnostic::{FromTable, TableSchema, ValueType};
use crate::record::GROUPS;

/// Returns the schema of the tables at `path`, the keys from the top of a file joined by dots, such as
/// `person.position`; `None` if there are no such tables.
pub(crate) fn table(path: &str) -> Option<&'static TableSchema> {
    path.split('.').try_fold(&Records::SCHEMA, |table, key| table.field(key)?.kind.table())
}

/// Column of a CSV table: a key of a record, or of a table within it.
#[derive(Clone, Debug)]
pub(crate) struct TableColumn {
    /// Name of the column in the header.
    pub(crate) name: String,
    /// Keys that lead from the record to the value.
    pub(crate) path: Vec<&'static str>,
    /// Type of the values in the column.
    pub(crate) kind: ValueType,
}

/// Keys of lists that have CSV tables of their own, so they are no columns.
const OWN_TABLES: [&str; 3] = ["source", "conflicts", "complements"];

/// Returns the columns of the CSV table for the records at `path`, a path as in `table`. Lists of records within a
/// record have tables of their own.
pub(crate) fn columns(path: &str) -> Vec<TableColumn> {
    let mut columns = Vec::new();
    for field in table(path).into_iter().flat_map(|table| table.fields) {
        match field.kind {
            ValueType::List(ValueType::Table(_)) => {}
            _ if OWN_TABLES.contains(&field.key) => {}
            ValueType::Table(inner) => {
                let is_group = GROUPS.contains(&field.key);
                let name = |key: &str| if is_group { key.to_owned() } else { format!("{}_{key}", field.key) };
                let inner = inner.fields.iter().filter(|inner| !OWN_TABLES.contains(&inner.key));
                columns.extend(inner.map(|inner| TableColumn {
                    name: name(inner.key),
                    path: vec![field.key, inner.key],
                    kind: inner.kind,
                }));
            }
            kind => columns.push(TableColumn { name: field.key.to_owned(), path: vec![field.key], kind }),
        }
    }
    columns
}

/// Returns the kind of record that references under the TOML key `key` refer to, as the key of its list in TOML.
pub(crate) fn kind_of_reference(key: &str) -> &str {
    match key {
        "strategies" | "responsive" | "conflicts" | "exclusive" | "complements" => "strategy",
        "shared_claim" => "claim",
        key => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{example, load_texts};
    use crate::model::Atlas;
    use crate::record::{LISTS, Record, Value, list};

    /// Asserts that `record` and its nested records have the keys of the schema at `path`, in order and with the right
    /// types.
    fn check<'a>(atlas: &'a Atlas, record: Record<'a>, schema: &TableSchema) {
        let mut keys = Vec::new();
        record.visit(atlas, &mut |key, value| {
            keys.push(key);
            let kind = schema.field(key).map_or_else(|| panic!("{} has no `{key}`", schema.name), |field| field.kind);
            let inner = kind.table();
            let fits = match value {
                Value::Text(..) => matches!(kind, ValueType::Text),
                Value::Word(_) => {
                    matches!(kind, ValueType::Slug | ValueType::Reference | ValueType::Date | ValueType::Enum(_))
                }
                Value::Link(_) => matches!(kind, ValueType::Link),
                Value::Ref(_) => matches!(kind, ValueType::Reference),
                Value::Refs(_) => matches!(kind, ValueType::List(ValueType::Reference)),
                Value::Texts(..) => matches!(kind, ValueType::List(ValueType::Text)),
                Value::Number(_) => matches!(kind, ValueType::Number(..)),
                Value::Whole(_) | Value::Count(_) => matches!(kind, ValueType::Integer(..)),
                Value::Flag(_) => matches!(kind, ValueType::Boolean),
                Value::Table(record) => {
                    if let (Some(record), Some(inner)) = (record, inner) {
                        check(atlas, record, inner);
                    }
                    matches!(kind, ValueType::Table(_))
                }
                Value::List(rows) => {
                    rows.each(atlas, &mut |row| check(atlas, row, inner.expect("the schema of the rows")));
                    matches!(kind, ValueType::List(ValueType::Table(_)))
                }
            };
            assert!(fits, "`{key}` of {} takes {kind:?}", schema.name);
        });
        let known: Vec<&str> = schema.fields.iter().map(|field| field.key).collect();
        assert_eq!(keys, known, "{}", schema.name);
    }

    #[test]
    fn every_record_has_the_keys_of_its_schema() {
        let files = example();
        let loaded = load_texts(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
        let atlas = loaded.atlas.expect("it is sound");
        for key in LISTS {
            let mut any = false;
            list(&atlas, key).each(&atlas, &mut |record| {
                any = true;
                check(&atlas, record, table(key).expect("a list of tables"));
            });
            assert!(any, "the example shows no {key}");
        }
        let [about, identity, _] = crate::data::ANY_FILE;
        check(&atlas, Record::About(&atlas.about), &about);
        check(&atlas, Record::Identity(&atlas.identity), &identity);
    }

    #[test]
    fn groups_are_flat() {
        let names: Vec<String> = columns("person").into_iter().map(|column| column.name).collect();
        assert!(names.iter().any(|name| name == "vintage_note"), "{names:?}");
        assert!(!names.iter().any(|name| name == "profile" || name == "position"), "{names:?}");
        assert!(table("person.position.source").is_some() && table("person.name").is_none());
    }
}

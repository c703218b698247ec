//! Layers: a table with others over it, whose values go before its own, field by field.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::{FieldSchema, Reader};

/// The key of what a record is called by; it says which records are one, so no layer changes it.
pub(crate) const ID: &str = "id";

/// A value of text number `.0`.
pub(crate) type Override<'t> = (u32, Spanned<DeValue<'t>>);

/// A table and those over it, each with the number of its text, the last on top.
#[derive(Debug)]
pub(crate) struct Layers<'t> {
    under: DeTable<'t>,
    over: Vec<(u32, DeTable<'t>)>,
}

impl<'t> From<DeTable<'t>> for Layers<'t> {
    fn from(table: DeTable<'t>) -> Self {
        Self { under: table, over: Vec::new() }
    }
}

impl<'t> Layers<'t> {
    pub(crate) fn new(under: DeTable<'t>, over: Vec<(u32, DeTable<'t>)>) -> Self {
        Self { under, over }
    }

    /// The value `key` of the lowest layer that has one.
    pub(crate) fn get(&self, key: &str) -> Option<&Spanned<DeValue<'t>>> {
        self.under.get(key).or_else(|| self.over.iter().find_map(|(_, table)| table.get(key)))
    }

    /// Takes out the value `key`, and those over it.
    pub(crate) fn remove(&mut self, key: &str) -> (Option<Spanned<DeValue<'t>>>, Vec<Override<'t>>) {
        let under = self.under.remove(key);
        let over = self.over.iter_mut().filter_map(|(file, table)| Some((*file, table.remove(key)?)));
        let over = over.collect();
        if key == ID && under.is_some() { (under, Vec::new()) } else { (under, over) }
    }

    /// Notes every key left as unknown; the known ones are those of `fields`.
    pub(crate) fn unknown_keys(self, fields: &[&'static [FieldSchema]], reader: &mut Reader) {
        reader.unknown_keys(self.under, fields);
        for (file, table) in self.over {
            reader.in_file(file, |reader| reader.unknown_keys(table, fields));
        }
    }
}

/// What the table `value` is called by, if it is a table that says so.
pub(crate) fn id_of<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    match value {
        DeValue::Table(table) => table.get(ID)?.get_ref().as_str(),
        _ => None,
    }
}

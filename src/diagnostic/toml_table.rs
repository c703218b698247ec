//! TOML values with their positions, in a form that takes little memory: a large atlas has millions of tables with a
//! few keys each.

use std::borrow::{Borrow, Cow};
use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use toml::value::Datetime;

use super::toml_scan::scan;

/// Number of keys from which a table has an index of its keys; with fewer keys, a look at each of them is faster.
const INDEXED_FROM: usize = 64;

/// Key of a table, with its position.
pub(crate) type TomlKey<'t> = Spanned<Cow<'t, str>>;

/// Values of a list, with their positions.
pub(crate) type TomlArray<'t> = Vec<Spanned<TomlValue<'t>>>;

/// TOML value; texts without escapes borrow from the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TomlValue<'t> {
    /// Text.
    String(Cow<'t, str>),
    /// Whole number.
    Integer(TomlInteger<'t>),
    /// Number with a fraction or an exponent, as it is written.
    Float(Cow<'t, str>),
    /// Truth value.
    Boolean(bool),
    /// Date, time, or both.
    Datetime(Datetime),
    /// List.
    Array(TomlArray<'t>),
    /// Table.
    Table(TomlTable<'t>),
}

/// Whole number of any size, as its digits.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TomlInteger<'t> {
    /// Digits, after a minus sign if the number is negative.
    pub(super) digits: Cow<'t, str>,
    /// Number of different digits: 2, 8, 10 or 16.
    pub(super) radix: u32,
}

/// TOML table: keys with values, each key once, in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct TomlTable<'t> {
    entries: Vec<(TomlKey<'t>, Spanned<TomlValue<'t>>)>,
    /// Index in `entries` of each key; `None` for a table with few keys.
    #[expect(clippy::box_collection, reason = "most tables have no index, and a box takes less room in them")]
    index: Option<Box<HashMap<Cow<'t, str>, usize>>>,
}

impl TomlInteger<'_> {
    /// Returns the number; `None` if it does not fit into 64 bits.
    pub(crate) fn value(&self) -> Option<i64> {
        i64::from_str_radix(&self.digits, self.radix).ok()
    }

    /// Returns the digits, after a minus sign if the number is negative.
    pub(crate) fn digits(&self) -> &str {
        &self.digits
    }
}

impl<'t> TomlValue<'t> {
    /// Parses a value without a key; returns the syntax error if `text` is not a value.
    pub(crate) fn parse(text: &'t str) -> Result<Self, Error> {
        DeValue::parse(text).map(|value| value.into_inner().into())
    }

    /// Returns the text; `None` if the value is not a text.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the table; `None` if the value is not a table.
    pub(crate) fn as_table(&self) -> Option<&TomlTable<'t>> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl<'t> From<DeValue<'t>> for TomlValue<'t> {
    fn from(value: DeValue<'t>) -> Self {
        match value {
            DeValue::String(text) => Self::String(text),
            DeValue::Integer(number) => {
                Self::Integer(TomlInteger { digits: number.as_str().to_owned().into(), radix: number.radix() })
            }
            DeValue::Float(number) => Self::Float(number.as_str().to_owned().into()),
            DeValue::Boolean(holds) => Self::Boolean(holds),
            DeValue::Datetime(stamp) => Self::Datetime(stamp),
            DeValue::Array(items) => Self::Array(items.into_iter().map(spanned).collect()),
            DeValue::Table(table) => Self::Table(table.into()),
        }
    }
}

fn spanned(value: Spanned<DeValue<'_>>) -> Spanned<TomlValue<'_>> {
    Spanned::new(value.span(), value.into_inner().into())
}

impl<'t> TomlTable<'t> {
    /// Returns an empty table.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Parses a file; returns its first syntax error if it is not TOML. `O(bytes)`.
    ///
    /// Plain TOML, as most files are written, is scanned directly, because an atlas may have hundreds of megabytes; the
    /// parser of the crate `toml` reads all other files and finds the errors.
    pub(crate) fn parse(text: &'t str) -> Result<Self, Error> {
        scan(text).map_or_else(|| DeTable::parse(text).map(|table| table.into_inner().into()), Ok)
    }

    /// Parses as much as possible of a file with syntax errors.
    pub(crate) fn parse_recoverable(text: &'t str) -> Self {
        DeTable::parse_recoverable(text).0.into_inner().into()
    }

    /// Returns the number of keys.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether the table has no keys.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the keys.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &TomlKey<'t>> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// Returns the keys and values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&TomlKey<'t>, &Spanned<TomlValue<'t>>)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// Returns whether the table has `key`.
    pub(crate) fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    /// Returns the value of `key`.
    pub(crate) fn get(&self, key: &str) -> Option<&Spanned<TomlValue<'t>>> {
        self.position(key).map(|at| &self.entries[at].1)
    }

    /// Returns the value of `key`, to change it.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Spanned<TomlValue<'t>>> {
        self.position(key).map(|at| &mut self.entries[at].1)
    }

    /// Returns the value of `key`, to change it; the value is `default` if the table lacks the key.
    pub(crate) fn get_or_insert(
        &mut self,
        key: TomlKey<'t>,
        default: impl FnOnce() -> Spanned<TomlValue<'t>>,
    ) -> &mut Spanned<TomlValue<'t>> {
        let at = self.position(key.get_ref()).unwrap_or_else(|| {
            self.push(key, default());
            self.entries.len() - 1
        });
        &mut self.entries[at].1
    }

    /// Sets `key` to `value`; a previous value is replaced.
    pub(crate) fn insert(&mut self, key: TomlKey<'t>, value: Spanned<TomlValue<'t>>) {
        match self.position(key.get_ref()) {
            Some(at) => self.entries[at].1 = value,
            None => self.push(key, value),
        }
    }

    /// Removes `key` and returns its value. The last key takes its place.
    pub(crate) fn remove(&mut self, key: &str) -> Option<Spanned<TomlValue<'t>>> {
        self.remove_entry(key).map(|(_, value)| value)
    }

    /// Removes `key` and returns it with its position and its value. The last key takes its place.
    pub(crate) fn remove_entry(&mut self, key: &str) -> Option<(TomlKey<'t>, Spanned<TomlValue<'t>>)> {
        let at = self.position(key)?;
        let removed = self.entries.swap_remove(at);
        if let Some(index) = &mut self.index {
            index.remove(key);
            if let Some((moved, _)) = self.entries.get(at) {
                index.insert(moved.get_ref().clone(), at);
            }
        }
        Some(removed)
    }

    /// Adds a key that the table lacks.
    pub(super) fn push(&mut self, key: TomlKey<'t>, value: Spanned<TomlValue<'t>>) {
        let at = self.entries.len();
        if let Some(index) = &mut self.index {
            index.insert(key.get_ref().clone(), at);
        }
        self.entries.push((key, value));
        if at + 1 == INDEXED_FROM {
            let keys = self.entries.iter().enumerate();
            self.index = Some(Box::new(keys.map(|(at, (key, _))| (key.get_ref().clone(), at)).collect()));
        }
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.entries.iter().position(|(own, _)| {
                let own: &str = own.get_ref().borrow();
                own == key
            }),
        }
    }
}

impl<'t> From<DeTable<'t>> for TomlTable<'t> {
    fn from(table: DeTable<'t>) -> Self {
        table.into_iter().map(|(key, value)| (key, spanned(value))).collect()
    }
}

impl<'t> FromIterator<(TomlKey<'t>, Spanned<TomlValue<'t>>)> for TomlTable<'t> {
    fn from_iter<I: IntoIterator<Item = (TomlKey<'t>, Spanned<TomlValue<'t>>)>>(entries: I) -> Self {
        let mut table = Self::new();
        table.extend(entries);
        table
    }
}

impl<'t> Extend<(TomlKey<'t>, Spanned<TomlValue<'t>>)> for TomlTable<'t> {
    fn extend<I: IntoIterator<Item = (TomlKey<'t>, Spanned<TomlValue<'t>>)>>(&mut self, entries: I) {
        entries.into_iter().for_each(|(key, value)| self.insert(key, value));
    }
}

impl<'t> IntoIterator for TomlTable<'t> {
    type Item = (TomlKey<'t>, Spanned<TomlValue<'t>>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

/// Tables are equal if they have the same keys with equal values, in any order.
impl PartialEq for TomlTable<'_> {
    fn eq(&self, other: &Self) -> bool {
        let has = |(key, value): (&TomlKey<'_>, &Spanned<TomlValue<'_>>)| {
            let own = self.position(key.get_ref()).map(|at| &self.entries[at]);
            own.is_some_and(|own| own.0.span() == key.span() && own.1.span() == value.span() && own.1 == *value)
        };
        self.len() == other.len() && other.iter().all(has)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    use super::*;

    proptest! {
        #[test]
        fn a_table_of_any_size_is_a_map(steps in prop::collection::vec((0u32..150, any::<bool>()), 0..400)) {
            let (mut table, mut map) = (TomlTable::new(), BTreeMap::new());
            for (at, (key, is_removed)) in steps.into_iter().enumerate() {
                let name = format!("k{key}");
                if is_removed {
                    let removed = table.remove(&name).map(|value| value.span().start);
                    prop_assert_eq!(removed, map.remove(&name));
                } else {
                    let value = Spanned::new(at..at, TomlValue::Boolean(true));
                    table.insert(Spanned::new(0..0, name.clone().into()), value);
                    map.insert(name, at);
                }
                prop_assert_eq!(table.len(), map.len());
            }
            for (key, at) in &map {
                prop_assert_eq!(table.get(key).map(|value| value.span().start), Some(*at));
            }
        }
    }
}

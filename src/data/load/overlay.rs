//! Overlays: files of the user's own that go over those of an atlas. A record that the atlas has too is laid over it,
//! field by field; what it does not have is added. Before anything is read it is decided here what goes where.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::raw::{Header, Identity, Records, Strategy, is_strategy};
use crate::diagnostic::{FieldSchema, FromTable, ID, SourceFile, Span, id_of};

/// The list that strategies stand in.
const STRATEGY: &str = "strategy";

/// A text as a table, with its number.
pub(super) type Sheet<'t> = (u32, DeTable<'t>);

/// Something that an overlay brings to an atlas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What kind of record it is, as in places (`strategy`); `atlas` for what says something of the whole atlas.
    pub kind: String,
    /// The id of the record; empty for the whole atlas.
    pub id: String,
    /// The file that brings it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The fields that go before those of the atlas; none if the record is new.
    pub fields: Vec<String>,
}

impl Part {
    /// Whether the atlas has no such record of its own.
    pub fn is_new(&self) -> bool {
        self.fields.is_empty()
    }
}

/// What goes where.
#[derive(Debug, Default)]
pub(super) struct Laid<'t> {
    /// What goes over each text of the atlas.
    pub(super) over: HashMap<u32, Vec<Sheet<'t>>>,
    /// What goes over nothing.
    pub(super) rest: Vec<Sheet<'t>>,
    /// All of it.
    pub(super) parts: Vec<Part>,
}

/// Finds out what of `overlay` goes over which text of `base`.
pub(super) fn lay<'t>(base: &[Sheet<'t>], overlay: Vec<Sheet<'t>>, sources: &[SourceFile]) -> Laid<'t> {
    let homes: HashMap<(&str, &str), u32> =
        base.iter().rev().flat_map(|(file, table)| records(table).map(|(kind, id)| ((kind, id), *file))).collect();
    let mut laying = Laying { homes, taken: HashSet::new(), sources, laid: Laid::default() };
    for (file, table) in overlay {
        laying.sheet(file, table, base);
    }
    laying.laid
}

/// The records in a file: of which kind, and called what.
fn records<'v>(table: &'v DeTable<'_>) -> impl Iterator<Item = (&'static str, &'v str)> {
    let whole = is_strategy(|key| table.get(key));
    let own = table.get(ID).filter(|_| whole).and_then(|id| id.get_ref().as_str()).map(|id| (STRATEGY, id));
    let lists = lists(whole).filter_map(|field| Some((field.key, table.get(field.key)?.get_ref().as_array()?)));
    own.into_iter()
        .chain(lists.flat_map(|(kind, list)| list.iter().filter_map(move |item| Some((kind, id_of(item.get_ref())?)))))
}

/// The lists of records that can stand in a file; `whole` says whether it is one strategy, some of whose fields are
/// called like lists.
fn lists(whole: bool) -> impl Iterator<Item = &'static FieldSchema> {
    let own = move |key: &str| whole && Strategy::FIELDS.iter().any(|field| field.key == key);
    Records::FIELDS.iter().filter(move |field| !own(field.key))
}

struct Laying<'a, 't> {
    /// In which text of the atlas each record stands.
    homes: HashMap<(&'a str, &'a str), u32>,
    /// The records that something has been laid over: what comes second is a duplicate.
    taken: HashSet<(&'static str, String)>,
    sources: &'a [SourceFile],
    laid: Laid<'t>,
}

impl<'t> Laying<'_, 't> {
    fn sheet(&mut self, file: u32, mut table: DeTable<'t>, base: &[Sheet<'t>]) {
        let whole = is_strategy(|key| table.get(key));
        for list in lists(whole) {
            let Some(value) = table.remove(list.key) else { continue };
            let span = value.span();
            let rest = match value.into_inner() {
                DeValue::Array(items) => {
                    let kept = items.into_iter().filter_map(|item| self.record(file, list.key, item, base));
                    DeValue::Array(kept.collect())
                }
                other => other,
            };
            table.insert(key(list.key), Spanned::new(span, rest));
        }
        if whole {
            let (own, rest): (DeTable<'t>, DeTable<'t>) = table
                .into_iter()
                .partition(|(key, _)| Strategy::FIELDS.iter().any(|field| field.key == key.get_ref().as_ref()));
            table = rest;
            if let Some(own) = self.record(file, STRATEGY, Spanned::new(0..0, DeValue::Table(own)), base) {
                table.extend(fields_of(own));
            }
        } else {
            self.of_the_whole(file, &table);
        }
        self.laid.rest.push((file, table));
    }

    /// Lays `item` over the record that it goes over. Comes back if there is none.
    fn record(
        &mut self,
        file: u32,
        kind: &'static str,
        item: Spanned<DeValue<'t>>,
        base: &[Sheet<'t>],
    ) -> Option<Spanned<DeValue<'t>>> {
        let Some(id) = id_of(item.get_ref()).map(str::to_owned) else { return Some(item) };
        let home = self.homes.get(&(kind, id.as_str())).copied();
        let home = home.filter(|_| self.taken.insert((kind, id.clone())));
        let fields = home.map(|_| given(&item)).unwrap_or_default();
        self.part(file, kind, id, &item, fields);
        let Some(home) = home else { return Some(item) };
        let over = self.laid.over.entry(home).or_default();
        if over.last().is_none_or(|(last, _)| *last != file) {
            over.push((file, DeTable::new()));
        }
        let (_, over) = over.last_mut()?;
        let below = base.iter().find(|(number, _)| *number == home).map(|(_, table)| table)?;
        let at_top = kind == STRATEGY && below.get(ID).and_then(|id| id.get_ref().as_str()) == id_of(item.get_ref());
        if at_top && is_strategy(|key| below.get(key)) {
            over.extend(fields_of(item));
        } else {
            let span = item.span();
            let list = over.entry(key(kind)).or_insert_with(|| Spanned::new(span, DeValue::Array(DeArray::default())));
            if let DeValue::Array(list) = list.get_mut() {
                list.push(item);
            }
        }
        None
    }

    fn part(&mut self, file: u32, kind: &str, id: String, item: &Spanned<DeValue<'t>>, fields: Vec<String>) {
        let at = item.get_ref().as_table().and_then(|table| table.get(ID)).map_or(item.span(), Spanned::span);
        let (name, line) = self.place(file, &at);
        self.laid.parts.push(Part { kind: kind.to_owned(), id, file: name, line, fields });
    }

    /// What an overlay says of the whole atlas.
    fn of_the_whole(&mut self, file: u32, table: &DeTable<'t>) {
        let fields = Header::FIELDS.iter().chain(Identity::FIELDS).map(|field| field.key);
        let given: Vec<&str> = fields.filter(|key| table.contains_key(*key)).collect();
        let Some(first) = given.first().and_then(|key| table.get(*key)) else { return };
        let (name, line) = self.place(file, &first.span());
        let fields = given.into_iter().map(str::to_owned).collect();
        self.laid.parts.push(Part { kind: "atlas".to_owned(), id: String::new(), file: name, line, fields });
    }

    fn place(&self, file: u32, range: &std::ops::Range<usize>) -> (String, u32) {
        let span = Span::new(file, range);
        self.sources
            .get(file as usize)
            .map_or_else(Default::default, |source| (source.name.clone(), source.line(span.start)))
    }
}

fn key<'t>(name: &'static str) -> Spanned<DeString<'t>> {
    Spanned::new(0..0, DeString::Borrowed(name))
}

fn fields_of(item: Spanned<DeValue<'_>>) -> DeTable<'_> {
    match item.into_inner() {
        DeValue::Table(table) => table,
        _ => DeTable::new(),
    }
}

/// The fields that a record gives, beside its id, in the order they are written.
fn given(item: &Spanned<DeValue<'_>>) -> Vec<String> {
    let mut keys: Vec<(usize, String)> = item.get_ref().as_table().map_or_else(Vec::new, |table| {
        let keys = table.keys().filter(|key| key.get_ref() != ID);
        keys.map(|key| (key.span().start, key.get_ref().to_string())).collect()
    });
    keys.sort();
    keys.into_iter().map(|(_, key)| key).collect()
}

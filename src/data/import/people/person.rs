//! A person in the making: what rows of tables say of someone, as the table that TOML would be.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::columns::ColumnKey;
use super::csv::CsvCell;
use crate::data::schema;
use crate::diagnostic::ValueType;
use crate::text;

/// What someone is on the record with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claims {
    Positions,
    Doom,
    Timelines,
}

/// A row with the keys of its cells.
pub(super) struct Row<'s> {
    cells: Vec<(ColumnKey, &'s CsvCell)>,
    at: Range<usize>,
}

impl<'s> Row<'s> {
    pub(super) fn new(row: &'s [CsvCell], keys: &[Option<ColumnKey>]) -> Self {
        let cells = keys.iter().zip(row).filter_map(|(key, cell)| Some(((*key)?, cell)));
        let cells = cells.filter(|(_, (text, _))| !text.trim().is_empty()).collect();
        Self { cells, at: row.first().map_or(0..0, |(_, range)| range.clone()) }
    }

    pub(super) fn at(&self) -> Range<usize> {
        self.at.clone()
    }

    pub(super) fn get(&self, key: &str) -> Option<&'s CsvCell> {
        self.cells.iter().find(|((known, _), _)| *known == key).map(|(_, cell)| *cell)
    }

    /// What it says, without what says to whom it belongs.
    pub(super) fn table(&self) -> DeTable<'s> {
        let mut table = DeTable::new();
        for ((key, kind), (text, range)) in &self.cells {
            if !matches!(*key, "person" | "number" | "of")
                && let Some(value) = value(*kind, text)
            {
                table.insert(Spanned::new(range.clone(), (*key).into()), Spanned::new(range.clone(), value));
            }
        }
        table
    }
}

/// Someone in the making.
pub(super) struct Person<'p> {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) at: Range<usize>,
    table: DeTable<'p>,
    pub(super) claims: BTreeMap<Claims, Vec<Claim<'p>>>,
    pub(super) posts: DeArray<'p>,
}

/// A position, a p(doom) or a timeline in the making.
pub(super) struct Claim<'p> {
    /// What its sources call it.
    pub(super) number: Option<usize>,
    table: DeTable<'p>,
    pub(super) sources: DeArray<'p>,
    at: Range<usize>,
}

impl<'p> Person<'p> {
    pub(super) fn new(row: &Row<'p>) -> Self {
        let mut table = row.table();
        let mut profile = DeTable::new();
        for field in schema::flat_fields("person.profile") {
            if let Some(value) = table.remove(field.key) {
                profile.insert(Spanned::new(value.span(), field.key.into()), value);
            }
        }
        if !profile.is_empty() {
            let profile = Spanned::new(row.at(), DeValue::Table(profile));
            table.insert(Spanned::new(row.at(), "profile".into()), profile);
        }
        let name = row.get("name").map(|(name, _)| strip_formula_quote(name).trim().to_owned()).unwrap_or_default();
        let id = row.get("id").map_or_else(|| slug(&name), |(id, _)| id.trim().to_owned());
        if !table.contains_key("id") && !id.is_empty() {
            let range = row.get("name").map_or(row.at(), |(_, range)| range.clone());
            let value = Spanned::new(range.clone(), DeValue::String(id.clone().into()));
            table.insert(Spanned::new(range, "id".into()), value);
        }
        Self { id, name, at: row.at(), table, claims: BTreeMap::new(), posts: DeArray::new() }
    }

    pub(super) fn table(mut self) -> Spanned<DeValue<'p>> {
        let mut list = |key: &'static str, list: DeArray<'p>| {
            let list = Spanned::new(self.at.clone(), DeValue::Array(list));
            self.table.insert(Spanned::new(self.at.clone(), key.into()), list);
        };
        for (what, claims) in self.claims {
            let mut made = DeArray::new();
            for claim in claims {
                made.push(claim.table(what));
            }
            list(what.key(), made);
        }
        list("affiliations", self.posts);
        Spanned::new(self.at, DeValue::Table(self.table))
    }
}

impl Claims {
    /// Those in the table of this name, or that a source of this kind is of.
    pub(super) fn called(name: &str) -> Option<Self> {
        Some(match name {
            "positions" | "position" => Self::Positions,
            "p_doom" => Self::Doom,
            "timelines" | "timeline" => Self::Timelines,
            _ => return None,
        })
    }

    /// The key of a person that holds them.
    fn key(self) -> &'static str {
        match self {
            Self::Positions => "position",
            Self::Doom => "p_doom",
            Self::Timelines => "timeline",
        }
    }
}

impl<'p> Claim<'p> {
    pub(super) fn new(number: Option<usize>, row: &Row<'p>) -> Self {
        Self { number, table: row.table(), sources: DeArray::new(), at: row.at() }
    }

    pub(super) fn table(self, what: Claims) -> Spanned<DeValue<'p>> {
        let Self { mut table, sources, at, .. } = self;
        let source = match what {
            Claims::Positions => Some(Spanned::new(at.clone(), DeValue::Array(sources))),
            Claims::Doom | Claims::Timelines => sources.into_iter().next(),
        };
        if let Some(source) = source {
            table.insert(Spanned::new(at.clone(), "source".into()), source);
        }
        // A single number is both ends.
        if let Some(low) = table.get("low").filter(|_| what == Claims::Doom && !table.contains_key("high")).cloned() {
            table.insert(Spanned::new(low.span(), "high".into()), low);
        }
        Spanned::new(at, DeValue::Table(table))
    }
}

/// The value of a cell for a key that takes `kind`. A no is nothing: the key is left out.
fn value(kind: ValueType, text: &str) -> Option<DeValue<'_>> {
    let text = strip_formula_quote(text).trim();
    Some(match kind {
        ValueType::List(_) => {
            let mut list = DeArray::new();
            for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
                list.push(Spanned::new(0..0, DeValue::String(part.into())));
            }
            DeValue::Array(list)
        }
        ValueType::Boolean => match text.to_lowercase().as_str() {
            "true" | "yes" | "y" | "x" | "1" => DeValue::Boolean(true),
            "false" | "no" | "n" | "0" => return None,
            // Reading the record reports what is expected.
            _ => DeValue::String(text.into()),
        },
        ValueType::Integer(..) | ValueType::Number(..) => match DeValue::parse(text).map(Spanned::into_inner) {
            Ok(number @ (DeValue::Integer(_) | DeValue::Float(_))) => number,
            _ => DeValue::String(text.into()),
        },
        _ => DeValue::String(text.into()),
    })
}

/// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula.
pub(super) fn strip_formula_quote(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) => rest,
        _ => cell,
    }
}

/// An id made of a name.
fn slug(name: &str) -> String {
    let words: Vec<String> = text::fold(name)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join("-")
}

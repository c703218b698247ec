//! Columns of `stratlas list` in JSON and CSV: some keys of a record, and values computed from the whole atlas.
//!
//! Scripts rely on the columns: new ones may be added, but none is removed or changes its meaning.

use serde::{Serialize, Serializer};

use crate::graph::Graph;
use crate::model::{Entity, Kind, Named};
use crate::place::Place;
use crate::record::{self, Record};

/// Columns common to all kinds of records.
const COMMON: [&str; 4] = ["place", "kind", "slug", "name"];
/// Columns that have another name than the key of the record: kind, column and key.
const RENAMED: [(Kind, &str, &str); 4] = [
    (Kind::Person, "positions", "position"),
    (Kind::Scenario, "strategies", "responsive"),
    (Kind::Mechanism, "relation", "kind"),
    (Kind::Mechanism, "explanation", "explain"),
];
/// Keys that are listed of records inside a record, by column.
const WITHIN: [(&str, &[&str]); 3] = [
    ("affiliations", &["org", "role", "start", "end", "current"]),
    ("positions", &["tag", "stance", "tentative"]),
    ("p_doom", &["low", "high", "date"]),
];

/// Returns the names of the columns for records of `kind`, in order.
pub(super) fn columns(kind: Kind) -> impl Iterator<Item = &'static str> {
    COMMON.into_iter().chain(own_columns(kind))
}

fn own_columns(kind: Kind) -> impl Iterator<Item = &'static str> {
    let columns = match kind {
        Kind::Strategy => {
            "thesis lever pull side acts_on coercion actor_in_control time_horizon legitimacy_source rejects_frame \
             forecloses_scope conflicts complements tags scenarios portfolios on_record"
        }
        Kind::Person => {
            "tagline summary caveat categories affiliations expertise recognition vintage positions p_doom updated"
        }
        Kind::Tag => "gloss aka strategy holders",
        Kind::Lever => "side up down description strategies",
        Kind::Scenario => "adversary gloss description strategies",
        Kind::Portfolio => "description strategies",
        Kind::Mechanism => "relation gloss explanation pairs",
    };
    columns.split(' ')
}

/// Row of a list: names of columns with their values.
#[derive(Clone, Debug)]
pub(super) struct ListRow(Vec<(&'static str, ListValue)>);

/// Value of a column in a row.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum ListValue {
    Nothing,
    Text(String),
    Count(usize),
    Number(f64),
    Flag(bool),
    Texts(Vec<String>),
    Rows(Vec<ListRow>),
}

impl Serialize for ListRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(column, value)| (column, value)))
    }
}

impl ListRow {
    /// Returns the row of the record at `place`.
    pub(super) fn new(graph: &Graph, place: Place) -> Self {
        let (Some(kind), Some(entity)) = (place.kind(), place.entity()) else { return Self(Vec::new()) };
        let atlas = &graph.atlas;
        let name = entity.name(atlas).to_owned();
        let common = [place.path(atlas), kind.singular().to_owned(), entity.slug(atlas).to_owned(), name];
        let mut row: Vec<_> = COMMON.into_iter().zip(common.map(ListValue::Text)).collect();
        let mut values = Vec::new();
        Record::of(atlas, entity).visit_flat(atlas, &mut |key, value| values.push((key, value)));
        row.extend(own_columns(kind).map(|column| {
            let key =
                RENAMED.iter().find(|(of, name, _)| *of == kind && *name == column).map_or(column, |(.., key)| key);
            let value = values.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
            let listed = computed(graph, entity, column).or_else(|| Some(of_value(graph, column, value?)));
            // A missing text of a mechanism is listed as an empty text; any other missing value is listed as null.
            let missing = if kind == Kind::Mechanism { ListValue::Text(String::new()) } else { ListValue::Nothing };
            (column, listed.filter(|listed| !matches!(listed, ListValue::Nothing)).unwrap_or(missing))
        }));
        Self(row)
    }

    /// Returns the value of `column` as the text of a cell; empty if there is no such column.
    pub(super) fn cell(&self, column: &str) -> String {
        self.0.iter().find(|(known, _)| *known == column).map(|(_, value)| value.cell()).unwrap_or_default()
    }

    /// Returns all values as texts of cells, in the order of the columns.
    pub(super) fn cells(&self) -> Vec<String> {
        self.0.iter().map(|(_, value)| value.cell()).collect()
    }
}

impl ListValue {
    fn cell(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Texts(texts) => texts.join("; "),
            Self::Rows(rows) => {
                let cell = |row: &ListRow| {
                    let parts: Vec<_> = row.cells().into_iter().filter(|part| !part.is_empty()).collect();
                    parts.join(" ")
                };
                rows.iter().map(cell).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// Returns the value of a column that is computed from the whole atlas; `None` if `column` is a key of the record.
fn computed(graph: &Graph, entity: Entity, column: &str) -> Option<ListValue> {
    let atlas = &graph.atlas;
    Some(match (entity, column) {
        (Entity::Strategy(id), "side") => {
            ListValue::Text(atlas.levers[atlas.strategies[id].coordinates.lever].side.as_str().to_owned())
        }
        (Entity::Strategy(id), "tags") => slugs(graph.tags_of(id).iter().map(|&tag| &atlas.tags[tag])),
        (Entity::Strategy(id), "scenarios") => slugs(graph.scenarios_of(id).iter().map(|&id| &atlas.scenarios[id])),
        (Entity::Strategy(id), "portfolios") => slugs(graph.portfolios_of(id).iter().map(|&id| &atlas.portfolios[id])),
        (Entity::Strategy(id), "on_record") => ListValue::Count(graph.on_record(id).len()),
        (Entity::Tag(id), "holders") => ListValue::Count(graph.holders(id).len()),
        (Entity::Lever(id), "strategies") => slugs(graph.on_lever(id).iter().map(|&id| &atlas.strategies[id])),
        (Entity::Mechanism(mechanism), "pairs") => ListValue::Count(graph.pairs(mechanism).count()),
        _ => return None,
    })
}

fn slugs<'a>(records: impl Iterator<Item = &'a (impl Named + 'a)>) -> ListValue {
    ListValue::Texts(records.map(|record| record.slug().to_owned()).collect())
}

/// Returns the listed form of a record's value in `column`.
fn of_value(graph: &Graph, column: &str, value: record::Value<'_>) -> ListValue {
    use record::Value;
    let atlas = &graph.atlas;
    match value {
        Value::Flag(holds) => ListValue::Flag(holds),
        Value::Number(number) => number.map_or(ListValue::Nothing, ListValue::Number),
        Value::Texts(..) | Value::Refs(_) => {
            ListValue::Texts(value.as_strs(atlas).unwrap_or_default().into_iter().map(str::to_owned).collect())
        }
        Value::List(rows) => {
            let within = WITHIN.iter().find(|(of, _)| *of == column).map_or(&[][..], |(_, keys)| keys);
            let mut listed = Vec::new();
            rows.each(atlas, &mut |record| {
                let mut row = Vec::new();
                record.visit(atlas, &mut |key, value| {
                    if within.contains(&key) {
                        row.push((key, of_value(graph, key, value)));
                    }
                });
                listed.push(ListRow(row));
            });
            ListValue::Rows(listed)
        }
        value if value.is_missing(atlas) => ListValue::Nothing,
        value => ListValue::Text(value.cell(atlas).into_owned()),
    }
}

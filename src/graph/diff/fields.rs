//! Converts records to lists of labelled values, so that two editions of an atlas can be compared. A reference to
//! another record is represented by its id.

use std::borrow::Cow;

use crate::model::{Atlas, Axis, Mechanism, Named, Person, Position};
use crate::record::{Record, Value, list};

/// Kinds of records, in the order in which a diff lists them.
pub(super) const KINDS: [&str; 12] = [
    "atlas",
    "strategy",
    "person",
    "tag",
    "lever",
    "scenario",
    "portfolio",
    "axis",
    "mechanism",
    "tier",
    "term",
    "identity",
];

/// Keys that are not compared. An id identifies its record, the kind of a mechanism follows from its id, relations are
/// compared pair by pair, and the values of an axis are records of their own.
const NOT_COMPARED: [&str; 4] = ["id", "kind", "relations", "value"];
/// Label for a value that is appended to the value before it.
const JOINED: &str = "";
/// Labels that are not just the key in words: kind of record or key of the table that has the key, the key, and the
/// label.
const LABELS: [(&str, &str, &str); 29] = [
    ("tag", "aka", "other names"),
    ("scenario", "title", "name"),
    ("scenario", "responsive", "strategies"),
    ("mechanism", "label", "name"),
    ("mechanism", "explain", "explanation"),
    ("tier", "label", "name"),
    ("portfolio", "member", "shares"),
    ("person", "p_doom", "p(doom)"),
    ("person", "timeline", "timelines"),
    ("profile", "expertise_note", JOINED),
    ("profile", "recognition_note", JOINED),
    ("profile", "vintage_note", JOINED),
    ("coordinates", "acts_on", "acts-on"),
    ("coordinates", "actor_in_control", "actor-in-control"),
    ("coordinates", "time_horizon", "time-horizon"),
    ("coordinates", "legitimacy_source", "legitimacy-source"),
    ("overshoot", "threshold", "threshold"),
    ("overshoot", "why", "why beyond it"),
    ("analogue", "domain", "analogue"),
    ("analogue", "regime", JOINED),
    ("analogue", "produced", "analogue produced"),
    ("analogue", "did_not_produce", "analogue did not produce"),
    ("captions", "next_problem", "caption on what binds next"),
    ("captions", "falsification", "caption on falsification"),
    ("captions", "threshold", "caption on the threshold"),
    ("captions", "people", "caption on people"),
    ("captions", "mixes", "caption on mixes"),
    ("captions", "analogue", "caption on the analogue"),
    ("captions", "vintages", "caption on vintages"),
];

/// Record as a list of labelled values, to be compared with another edition.
#[derive(Debug)]
pub(super) struct DiffRecord {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) fields: Vec<DiffField>,
}

/// Value of a record with its label.
#[derive(Debug)]
pub(super) struct DiffField {
    pub(super) label: Cow<'static, str>,
    pub(super) content: DiffContent,
    /// Whether the value is a coordinate of a strategy.
    pub(super) coordinate: bool,
}

/// Content of a value, as it is compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DiffContent {
    Text(String),
    List(Vec<String>),
}

impl DiffContent {
    /// Returns the items of the content if it is a list; none if it is a text.
    pub(super) fn items(&self) -> &[String] {
        match self {
            Self::Text(_) => &[],
            Self::List(items) => items,
        }
    }
}

impl DiffRecord {
    fn new(atlas: &Atlas, kind: &'static str, id: String, record: Record<'_>) -> Self {
        let mut entry = Self { kind, id, name: String::new(), fields: Vec::new() };
        record.visit(atlas, &mut |key, value| {
            if matches!(key, "name" | "title" | "label") {
                entry.name = value.cell(atlas).into_owned();
            }
            entry.add(atlas, kind, key, value);
        });
        entry
    }

    /// Adds the value of `key`. `table` is the kind of the record that has the key, or the key of the table within the
    /// record.
    fn add<'a>(&mut self, atlas: &'a Atlas, table: &str, key: &'static str, value: Value<'a>) {
        match value {
            _ if NOT_COMPARED.contains(&key) => {}
            Value::Table(Some(inner)) => inner.visit(atlas, &mut |within, value| self.add(atlas, key, within, value)),
            Value::List(rows) => {
                let mut items = Vec::new();
                rows.each(atlas, &mut |row| match labelled(atlas, row) {
                    Some((label, text)) => self.put(label.into(), DiffContent::Text(text), false),
                    None => items.push(item(atlas, row)),
                });
                self.put(label(table, key), DiffContent::List(items), false);
            }
            Value::Texts(..) | Value::Refs(_) => {
                let texts = value.as_strs(atlas).unwrap_or_default().into_iter().map(str::to_owned);
                self.put(label(table, key), DiffContent::List(texts.collect()), false);
            }
            value => {
                let text = match value {
                    Value::Flag(holds) => if holds { "yes" } else { "no" }.to_owned(),
                    value => value.cell(atlas).into_owned(),
                };
                self.put(label(table, key), DiffContent::Text(text), table == "coordinates");
            }
        }
    }

    /// Adds a value, unless it is empty. If the label is in use, a number is appended to it; a value with the label
    /// [`JOINED`] is appended to the value before it.
    fn put(&mut self, label: Cow<'static, str>, content: DiffContent, coordinate: bool) {
        if matches!(&content, DiffContent::Text(text) if text.is_empty()) || content == DiffContent::List(Vec::new()) {
            return;
        }
        if label == JOINED {
            if let (Some(DiffContent::Text(before)), DiffContent::Text(text)) =
                (self.fields.last_mut().map(|field| &mut field.content), content)
            {
                *before = format!("{before}, {text}");
            }
            return;
        }
        let is_same = |rest: &str| rest.is_empty() || rest.starts_with(" (");
        let same = |field: &&DiffField| field.label.strip_prefix(label.as_ref()).is_some_and(is_same);
        let label = match self.fields.iter().filter(same).count() {
            0 => label,
            count => format!("{label} ({})", count + 1).into(),
        };
        self.fields.push(DiffField { label, content, coordinate });
    }
}

/// Returns the label of `key`, which is in the kind of record or in the table `table`.
fn label(table: &str, key: &'static str) -> Cow<'static, str> {
    match LABELS.iter().find(|(of, known, _)| *known == key && *of == table) {
        Some((.., label)) => (*label).into(),
        None if key.contains('_') => key.replace('_', " ").into(),
        None => key.into(),
    }
}

/// Returns the records of all kinds in `atlas`, to be compared.
pub(super) fn records(atlas: &Atlas) -> Vec<DiffRecord> {
    let id = |id: &str| id.to_owned();
    let mut all = vec![
        DiffRecord::new(atlas, "atlas", String::new(), Record::About(&atlas.about)),
        DiffRecord::new(atlas, "identity", String::new(), Record::Identity(&atlas.identity)),
    ];
    "Identity diagnostic".clone_into(&mut all[1].name);
    all.extend(
        atlas
            .strategies
            .rows()
            .iter()
            .map(|row| DiffRecord::new(atlas, "strategy", id(&row.slug), Record::Strategy(row))),
    );
    let person = |row: Person| DiffRecord::new(atlas, "person", row.slug.clone(), Record::Person(&row));
    let people = atlas.people.by_block(|ids| ids.map(|id| person(atlas.people.unpack(id))).collect::<Vec<_>>());
    all.extend(people.into_iter().flatten());
    for kind in ["tag", "lever", "scenario", "portfolio"] {
        of_list(atlas, kind, kind, "", &mut all);
    }
    for axis in Axis::ALL {
        all.push(DiffRecord::new(atlas, "axis", id(axis.as_str()), Record::Axis(axis)));
        let values = atlas.values_on(axis).rows().iter();
        let slug = |slug: &str| format!("{}/{slug}", axis.as_str());
        all.extend(values.map(|row| DiffRecord::new(atlas, "axis", slug(&row.slug), Record::AxisValue(row))));
    }
    let mechanisms = Mechanism::ALL.into_iter();
    all.extend(mechanisms.map(|row| DiffRecord::new(atlas, "mechanism", id(row.as_str()), Record::Mechanism(row))));
    for key in ["expertise", "recognition", "vintage"] {
        of_list(atlas, "tier", key, &format!("{key}/"), &mut all);
    }
    for key in ["topic", "claim", "reason", "domain", "adversary"] {
        of_list(atlas, "term", key, &format!("{key}/"), &mut all);
    }
    all
}

/// Adds the records in the list of the atlas under `key` to `all`, as records of `kind` and with `prefix` before their
/// ids.
fn of_list(atlas: &Atlas, kind: &'static str, key: &str, prefix: &str, all: &mut Vec<DiffRecord>) {
    list(atlas, key).each(atlas, &mut |record| {
        let mut slug = "";
        record.visit(atlas, &mut |key, value| {
            if key == "id" {
                slug = value.as_str(atlas).unwrap_or_default();
            }
        });
        all.push(DiffRecord::new(atlas, kind, format!("{prefix}{slug}"), record));
    });
}

/// Returns the label and the text of a list item that is compared by itself; `None` if it is compared as part of its
/// list.
fn labelled(atlas: &Atlas, record: Record<'_>) -> Option<(String, String)> {
    Some(match record {
        Record::Position(row) => (format!("position on {}", atlas.tags[row.tag].slug()), position(atlas, row)),
        Record::Commitment(row) => (
            format!("commitment on {}", atlas.topics[row.topic].slug()),
            format!("{} Wrong if: {}", row.claim, row.failure),
        ),
        Record::Meaning(row) => (format!("meaning in {}", row.period), row.meaning.clone()),
        Record::Question(row) => (row.ask.clone(), format!("Bet: {} Identity: {}", row.bet, row.identity)),
        Record::Binding(row) => {
            (format!("binding of {}", atlas.strategies[row.strategy].slug()), format!("{}: {}", row.marker, row.note))
        }
        _ => return None,
    })
}

fn position(atlas: &Atlas, row: &Position) -> String {
    let tentative = if row.tentative { ", tentative" } else { "" };
    let sources: Vec<_> = row.sources.iter().map(|row| format!(" [{}]", item(atlas, Record::Source(row)))).collect();
    let caveat = row.caveat.as_ref().map(|caveat| format!(" (caveat: {caveat})")).unwrap_or_default();
    format!("{}{tentative}: {}{caveat}{}", row.stance.as_str(), row.claim, sources.concat())
}

/// Returns the text of a list item that is compared as part of its list: its values, joined by commas.
fn item(atlas: &Atlas, record: Record<'_>) -> String {
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    if let Record::DoomClaim(row) = record {
        let range = if row.low < row.high { format!("{} to {}", row.low, row.high) } else { row.low.to_string() };
        parts.push(range.into());
    }
    record.visit_present(atlas, &mut |key, value| match value {
        _ if matches!(key, "low" | "high") => {}
        Value::Flag(_) => parts.push(key.into()),
        // A source has a second date and a second text, so these get their keys.
        Value::Word(_) | Value::Text(..) if matches!(key, "stated" | "caveat") => {
            parts.push(format!("{key} {}", value.cell(atlas)).into());
        }
        Value::Number(_) | Value::Whole(_) => parts.push(format!("{key} {}", value.cell(atlas)).into()),
        Value::Count(count) => parts.push(format!("{count} {key}").into()),
        Value::Table(Some(inner)) => parts.push(item(atlas, inner).into()),
        value => parts.push(value.cell(atlas)),
    });
    parts.join(", ")
}

//! A whole atlas as JSON: the records of the TOML in another format. The format is stable: keys may be added, but no
//! key is removed or changes its meaning without a new version.
//!
//! ```json
//! {
//!   "format": "stratlas-atlas",
//!   "version": 1,
//!   "title": "…", "edition": "…", "about": "…", "provenance": [], "captions": {},
//!   "why_it_matters": "…", "what_would_help": "…", "question": [], "binding": [],
//!   "topic": [], "domain": [], "lever": [], "axis": [], "mechanism": [], "expertise": [], "recognition": [],
//!   "vintage": [], "tag": [], "adversary": [], "scenario": [], "portfolio": [], "strategy": [], "person": [],
//!   "checksum": "…"
//! }
//! ```
//!
//! Each list has the tables of the TOML under the same key, with the same keys. Records refer to each other by id. Keys
//! missing in the TOML are omitted; lists of records are written even if empty. The `checksum` covers everything before
//! it; readers may ignore it.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::data::{JSON_FORMAT, JSON_VERSION};
use crate::model::Atlas;
use crate::record::{LISTS, Record, Value, list};
use crate::text;

use super::InAtlas;
use super::footer::{ExportFooter, with_footer};

/// Mark and footer by which an exported JSON file is recognized.
pub const FOOTER: ExportFooter = ExportFooter { mark: JSON_FORMAT, before: ",\n  \"checksum\": \"", after: "\"\n}\n" };

/// Writes `atlas` to `out`, one record per line.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl Write, atlas: &Atlas) -> io::Result<()> {
    with_footer(out, &FOOTER, |out| content(out, atlas))
}

fn content(out: &mut impl Write, atlas: &Atlas) -> io::Result<()> {
    write!(out, "{{\n  \"format\": {JSON_FORMAT},\n  \"version\": {JSON_VERSION}")?;
    let mut result = Ok(());
    for record in [Record::About(&atlas.about), Record::Identity(&atlas.identity)] {
        record.visit_present(atlas, &mut |key, value| {
            if result.is_ok() {
                result = write!(out, ",\n  \"{key}\": ").and_then(|()| json(out, &InAtlas(atlas, value)));
            }
        });
    }
    result?;
    LISTS.into_iter().try_for_each(|key| records(out, atlas, key))
}

fn records(out: &mut impl Write, atlas: &Atlas, key: &str) -> io::Result<()> {
    write!(out, ",\n  \"{key}\": [")?;
    let (mut any, mut result) = (false, Ok(()));
    list(atlas, key).each(atlas, &mut |record| {
        if result.is_ok() {
            let line: &[u8] = if any { b",\n    " } else { b"\n    " };
            result = out.write_all(line).and_then(|()| json(out, &InAtlas(atlas, record)));
            any = true;
        }
    });
    result?;
    out.write_all(if any { b"\n  ]" } else { b"]" })
}

fn json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string(value).map_err(io::Error::from)?;
    out.write_all(text::escape_json(&json).as_bytes())
}

impl<'a> Serialize for InAtlas<'a, Record<'a>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut result = Ok(());
        self.1.visit_present(self.0, &mut |key, value| {
            if result.is_ok() {
                result = map.serialize_entry(key, &InAtlas(self.0, value));
            }
        });
        result?;
        map.end()
    }
}

impl<'a> Serialize for InAtlas<'a, Value<'a>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let &Self(atlas, value) = self;
        match value {
            Value::Text(text, _) | Value::Word(text) | Value::Link(text) => serializer.serialize_str(text),
            Value::Ref(entity) => serializer.serialize_str(entity.map_or("", |entity| entity.slug(atlas))),
            Value::Texts(texts, _) => serializer.collect_seq(texts),
            Value::Refs(ids) => serializer.collect_seq(ids.iter().map(|&id| &atlas.strategies[id].slug)),
            Value::Number(number) => number.serialize(serializer),
            Value::Whole(number) => number.serialize(serializer),
            Value::Count(count) => serializer.serialize_u32(count),
            Value::Flag(holds) => serializer.serialize_bool(holds),
            Value::Table(record) => record.map(|record| InAtlas(atlas, record)).serialize(serializer),
            Value::List(rows) => {
                let mut records = Vec::new();
                rows.each(atlas, &mut |record| records.push(InAtlas(atlas, record)));
                serializer.collect_seq(records)
            }
        }
    }
}

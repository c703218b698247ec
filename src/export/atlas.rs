//! A whole atlas as JSON: the records of its TOML in another notation, so that what holds of the one holds of the
//! other. The form is stable: keys may be added, none changes its meaning or goes away without another version.
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
//! Each list holds the tables that the TOML has under the same key, with the same keys in them. Records name each other
//! by id. A key that the TOML would leave out is left out; lists of records are there even if they are empty. The
//! `checksum` is of all that stands before it; who reads the file need not look at it.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Atlas, Mechanism};

use super::record::{self, Record};
use super::seal::{Seal, sealed};

/// What the `format` of such a file says.
pub const FORMAT: &str = "stratlas-atlas";
/// By what such a file is known again.
pub const SEAL: Seal =
    Seal { mark: "\"format\": \"stratlas-atlas\"", before: ",\n  \"checksum\": \"", after: "\"\n}\n" };
/// What its `version` says.
pub const VERSION: u32 = 1;

/// Writes `atlas` to `out`, a record on each line.
///
/// # Errors
/// If `out` takes no more.
pub fn write(out: &mut impl Write, atlas: &Atlas) -> io::Result<()> {
    sealed(out, &SEAL, |out| content(out, atlas))
}

fn content(out: &mut impl Write, atlas: &Atlas) -> io::Result<()> {
    write!(out, "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION}")?;
    let texts = [record::about(&atlas.about), record::identity(atlas, &atlas.identity)];
    for (key, value) in texts.iter().flat_map(Record::fields) {
        write!(out, ",\n  \"{key}\": ")?;
        json(out, value)?;
    }
    list(out, "topic", record::terms(&atlas.topics))?;
    list(out, "domain", record::terms(&atlas.domains))?;
    list(out, "lever", atlas.levers.rows().iter().map(record::lever))?;
    list(out, "axis", record::axes(atlas))?;
    list(out, "mechanism", Mechanism::ALL.into_iter().filter_map(|one| record::mechanism(atlas, one)))?;
    list(out, "expertise", record::tiers(&atlas.expertise))?;
    list(out, "recognition", record::tiers(&atlas.recognition))?;
    list(out, "vintage", record::tiers(&atlas.vintages))?;
    list(out, "tag", atlas.tags.rows().iter().map(|row| record::tag(atlas, row)))?;
    list(out, "adversary", record::terms(&atlas.adversaries))?;
    list(out, "scenario", atlas.scenarios.rows().iter().map(|row| record::scenario(atlas, row)))?;
    list(out, "portfolio", atlas.portfolios.rows().iter().map(|row| record::portfolio(atlas, row)))?;
    list(out, "strategy", atlas.strategies.rows().iter().map(|row| record::strategy(atlas, row)))?;
    list(out, "person", atlas.people.rows().iter().map(|row| record::person(atlas, row)))
}

fn list<'a>(out: &mut impl Write, key: &str, records: impl Iterator<Item = Record<'a>>) -> io::Result<()> {
    write!(out, ",\n  \"{key}\": [")?;
    let mut any = false;
    for record in records {
        out.write_all(if any { b",\n    " } else { b"\n    " })?;
        json(out, &record)?;
        any = true;
    }
    out.write_all(if any { b"\n  ]" } else { b"]" })
}

fn json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

//! `stratlas where`: the file and line of a record.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;
use serde::Serialize;

use crate::data::{Loaded, Origins};
use crate::model::Atlas;
use crate::place::Place;
use crate::text;

use super::context::CliContext;
use super::exit::DONE;
use super::output::{self, ReportFormat};

/// Arguments of `stratlas where`.
#[derive(Debug, Args)]
pub(super) struct LocateArgs {
    /// What to look for: `strategy/pause`, `person/yann-lecun`
    #[arg(value_name = "PLACE")]
    place: String,
    /// The form of the answer; JSON is one object with `place` and `locations`
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

/// The answer in JSON.
#[derive(Serialize)]
struct Report {
    place: String,
    locations: Vec<Location>,
}

/// A file and line where a record, or a part of it, is written.
#[derive(Serialize)]
struct Location {
    file: String,
    line: u32,
    source: Source,
    /// The fields that an overlay changes; none if the record is new.
    fields: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Source {
    Atlas,
    Embedded,
    Overlay,
}

pub(super) fn run(context: &CliContext, args: &LocateArgs) -> Result<u8> {
    let Loaded { atlas: Some(known), origins, .. } = context.load_atlas()? else {
        bail!("{} has errors; `stratlas check` shows them", context.atlas_name()?);
    };
    let place = Place::parse(&known, &args.place)?;
    let locations = locations(&known, &origins, place, context.atlas_dir()?);
    let place = place.path(&known);
    if locations.is_empty() {
        bail!("{place} is made by the program and written nowhere");
    }
    output::print(|out| match args.format {
        ReportFormat::Json => output::json(out, &Report { place, locations }),
        ReportFormat::Text => {
            let at = |location: &Location| format!("{}:{}", location.file, location.line);
            let width = locations.iter().map(|location| text::width(&at(location))).max().unwrap_or_default();
            for location in &locations {
                let at = at(location);
                let pad = " ".repeat(width - text::width(&at));
                writeln!(out, "{at}{pad}  {}", about(location))?;
            }
            Ok(())
        }
    })?;
    Ok(DONE)
}

/// What is written at a location, for people.
fn about(location: &Location) -> String {
    match (location.source, location.fields.as_slice()) {
        (Source::Atlas, _) => "the atlas".to_owned(),
        (Source::Embedded, _) => "the atlas that comes with the program".to_owned(),
        (Source::Overlay, []) => "your overlay: new".to_owned(),
        (Source::Overlay, fields) => format!("your overlay: {}", fields.join(", ")),
    }
}

/// Each location of `place`: in the atlas in `folder`, then in the overlay.
fn locations(atlas: &Atlas, origins: &Origins, place: Place, folder: Option<&Path>) -> Vec<Location> {
    let Some(record) = place.entity() else { return Vec::new() };
    let path = place.path(atlas);
    let safe = |text: &str| text::sanitize(text).into_owned();
    let mut locations = Vec::new();
    if let Some(origin) = origins.of(record).filter(|origin| !origin.overlay) {
        let (file, source) = match folder {
            Some(folder) => (folder.join(origin.file).display().to_string(), Source::Atlas),
            None => (format!("data/{}", origin.file), Source::Embedded),
        };
        locations.push(Location { file: safe(&file), line: origin.line, source, fields: Vec::new() });
    }
    let entries = origins.overlay().iter().filter(|entry| format!("{}/{}", entry.kind, entry.id) == path);
    locations.extend(entries.map(|entry| {
        let fields = if entry.is_new() { Vec::new() } else { entry.fields.iter().map(|field| safe(field)).collect() };
        Location { file: safe(&entry.file), line: entry.line, source: Source::Overlay, fields }
    }));
    locations
}

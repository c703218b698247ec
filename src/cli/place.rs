//! `stratlas where`: in which file and line something is written.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::data::{self, Loaded, Origins};
use crate::model::Atlas;
use crate::place::Place;
use crate::text;

use super::{AtlasArgs, DONE, atlas, output};

/// Arguments of `stratlas where`.
#[derive(Debug, Args)]
pub(super) struct WhereArgs {
    /// What to look for: `strategy/pause`, `person/yann-lecun`
    #[arg(value_name = "PLACE")]
    place: String,
}

pub(super) fn run(args: &AtlasArgs, asked: &WhereArgs) -> Result<u8> {
    let overlay = args.overlay();
    let loaded = match (&args.dir, &overlay) {
        (None, None) => data::embedded_report()?,
        (dir, overlay) => atlas::load(dir.as_deref(), overlay.as_deref())?,
    };
    let Loaded { atlas: Some(known), origins, .. } = loaded else {
        bail!("{} has errors; `stratlas check` shows them", atlas::name(args.dir.as_deref(), overlay.as_deref()));
    };
    let place = Place::parse(&known, &asked.place)?;
    let lines = lines(&known, &origins, place, args.dir.as_deref());
    if lines.is_empty() {
        bail!("{} is made by the program and written nowhere", place.path(&known));
    }
    let mut out = output::stdout();
    let width = lines.iter().map(|(at, _)| text::width(at)).max().unwrap_or_default();
    for (at, what) in lines {
        let pad = " ".repeat(width - text::width(&at));
        writeln!(out, "{at}{pad}  {what}")?;
    }
    out.flush()?;
    Ok(DONE)
}

/// Each place where `place` is written, with what stands there.
fn lines(atlas: &Atlas, origins: &Origins, place: Place, folder: Option<&Path>) -> Vec<(String, String)> {
    let Some(record) = place.entity() else { return Vec::new() };
    let path = place.path(atlas);
    let mut lines = Vec::new();
    if let Some(origin) = origins.of(record).filter(|origin| !origin.overlay) {
        let (file, what) = match folder {
            Some(folder) => (folder.join(origin.file).display().to_string(), "the atlas"),
            None => (format!("data/{}", origin.file), "the atlas that comes with the program"),
        };
        lines.push((at(&file, origin.line), what.to_owned()));
    }
    for part in origins.overlay().iter().filter(|part| format!("{}/{}", part.kind, part.id) == path) {
        let what = if part.is_new() { "new".to_owned() } else { part.fields.join(", ") };
        lines.push((at(&part.file, part.line), format!("your overlay: {}", text::safe(&what))));
    }
    lines
}

fn at(file: &str, line: u32) -> String {
    format!("{}:{line}", text::safe(file))
}

//! `stratlas check`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::data::{self, Loaded};
use crate::diagnose::Finding;
use crate::text;

use super::{AtlasArgs, DONE, FINDINGS, output};

/// Arguments of `stratlas check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Check the atlas in this folder instead of the one in use
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Count warnings as faults
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people: each line at fault with the fault marked
    #[default]
    Text,
    /// For programs: one object with `atlas`, `errors`, `warnings` and `findings`
    Json,
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Report<'a> {
    /// The folder; the embedded atlas has none.
    atlas: Option<String>,
    errors: usize,
    warnings: usize,
    findings: &'a [Finding],
}

impl CheckArgs {
    /// Whether it says which folder to check.
    pub(super) fn names_folder(&self) -> bool {
        self.folder.is_some()
    }
}

pub(super) fn run(atlas: &AtlasArgs, args: &CheckArgs) -> Result<u8> {
    let folder = args.folder.as_deref().or(atlas.dir.as_deref());
    // The embedded atlas was checked when the program was built; what was found is embedded with it.
    let loaded = match folder {
        Some(folder) => data::load_folder(folder)?,
        None => data::embedded_report()?,
    };
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    let mut out = output::stdout();
    match args.format {
        Format::Text => print_text(&mut out, folder, &loaded)?,
        Format::Json => {
            let atlas = folder.map(|folder| text::safe(&folder.to_string_lossy()).into_owned());
            let report = Report { atlas, errors, warnings, findings: &loaded.findings };
            serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(if errors > 0 || (args.strict && warnings > 0) { FINDINGS } else { DONE })
}

fn print_text(out: &mut impl Write, folder: Option<&Path>, loaded: &Loaded) -> Result<()> {
    for finding in &loaded.findings {
        finding.write(out)?;
        writeln!(out)?;
    }
    let atlas = folder.map_or_else(|| "the embedded atlas".to_owned(), |folder| folder.display().to_string());
    let (errors, warnings) = (output::count(loaded.errors(), "error"), output::count(loaded.warnings(), "warning"));
    writeln!(out, "{}: {errors}, {warnings}", text::safe(&atlas))?;
    Ok(())
}

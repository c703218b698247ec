//! `stratlas check`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::data::{self, Loaded};
use crate::diagnostic::Diagnostic;
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
    /// For programs: one object with `atlas`, `overlay`, `errors`, `warnings` and `findings`
    Json,
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Report<'a> {
    /// The folder; the embedded atlas has none.
    atlas: Option<String>,
    /// The folder of what goes over it.
    overlay: Option<String>,
    errors: usize,
    warnings: usize,
    /// Those of the overlay first.
    findings: &'a [&'a Diagnostic],
}

impl CheckArgs {
    /// Whether it says which folder to check.
    pub(super) fn names_folder(&self) -> bool {
        self.folder.is_some()
    }
}

pub(super) fn run(atlas: &AtlasArgs, args: &CheckArgs) -> Result<u8> {
    let folder = args.folder.as_deref().or(atlas.dir.as_deref());
    // A folder that is named is what it is, whatever goes over the atlas in use.
    let overlay = atlas.overlay().filter(|_| !args.names_folder());
    let loaded = match (folder, &overlay) {
        // The embedded atlas was checked when the program was built; what was found is embedded with it.
        (None, None) => data::embedded_report()?,
        _ => super::atlas::load(folder, overlay.as_deref())?,
    };
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    let (over, own) = loaded.overlay_and_own();
    let findings = [over, own].concat();
    let mut out = output::stdout();
    match args.format {
        Format::Text => {
            for finding in findings {
                finding.write(&mut out)?;
                writeln!(out)?;
            }
            sum_up(&mut out, folder, overlay.as_deref(), &loaded)?;
        }
        Format::Json => {
            let safe = |folder: &Path| text::safe(&folder.to_string_lossy()).into_owned();
            let (atlas, overlay) = (folder.map(safe), overlay.as_deref().map(safe));
            let report = Report { atlas, overlay, errors, warnings, findings: &findings };
            serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(if errors > 0 || (args.strict && warnings > 0) { FINDINGS } else { DONE })
}

/// Tells how many findings there are, and in what.
fn sum_up(out: &mut impl Write, folder: Option<&Path>, overlay: Option<&Path>, loaded: &Loaded) -> Result<()> {
    let atlas = match (folder, overlay) {
        (Some(folder), None) => folder.display().to_string(),
        _ => super::atlas::name(folder, overlay),
    };
    let (errors, warnings) = (output::count(loaded.errors(), "error"), output::count(loaded.warnings(), "warning"));
    writeln!(out, "{}: {errors}, {warnings}", text::safe(&atlas))?;
    Ok(())
}

//! `stratlas check`: the errors and warnings of an atlas.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::data::Loaded;
use crate::diagnostic::Diagnostic;
use crate::text;

use super::atlas;
use super::context::CliContext;
use super::exit::{DONE, FINDINGS};
use super::output::{self, ReportFormat};

/// Arguments of `stratlas check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Check the atlas in this folder instead of the one in use
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The form of the report; JSON is one object with `atlas`, `overlay`, `errors`, `warnings` and `findings`
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
}

/// The report in JSON.
#[derive(Serialize)]
struct Report<'a> {
    /// The folder; the embedded atlas has none.
    atlas: Option<String>,
    /// The folder of the overlay.
    overlay: Option<String>,
    errors: usize,
    warnings: usize,
    /// Those of the overlay first.
    findings: &'a [&'a Diagnostic],
}

pub(super) fn run(context: &CliContext, args: &CheckArgs) -> Result<u8> {
    let (folder, overlay) = match &args.folder {
        // A folder that is named is checked without the overlay.
        Some(folder) => (Some(folder.as_path()), None),
        None => (context.atlas_dir()?, context.overlay()),
    };
    let loaded = atlas::load_with_diagnostics(folder, overlay.as_deref())?;
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    let (over, own) = loaded.overlay_and_own();
    let findings = [over, own].concat();
    output::print(|out| match args.format {
        ReportFormat::Text => {
            for finding in findings {
                finding.write(out)?;
                writeln!(out)?;
            }
            sum_up(out, folder, overlay.as_deref(), &loaded)
        }
        ReportFormat::Json => {
            let safe = |folder: &Path| text::sanitize(&folder.to_string_lossy()).into_owned();
            let (atlas, overlay) = (folder.map(safe), overlay.as_deref().map(safe));
            output::json(out, &Report { atlas, overlay, errors, warnings, findings: &findings })
        }
    })?;
    Ok(if errors > 0 || (args.strict && warnings > 0) { FINDINGS } else { DONE })
}

/// Prints the number of errors and warnings.
fn sum_up(out: &mut impl Write, folder: Option<&Path>, overlay: Option<&Path>, loaded: &Loaded) -> Result<()> {
    let name = match (folder, overlay) {
        (Some(folder), None) => folder.display().to_string(),
        _ => atlas::name(folder, overlay),
    };
    let found = output::errors_and_warnings(loaded.errors(), loaded.warnings());
    writeln!(out, "{}: {found}", text::sanitize(&name))?;
    Ok(())
}

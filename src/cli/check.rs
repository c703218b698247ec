//! `stratlas check`: the errors and warnings of an atlas.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use serde::Serialize;

use crate::data;
use crate::diagnostic::Diagnostic;
use crate::text;

use super::output::{self, CheckOptions};
use super::{atlas, context::CliContext};

/// Arguments of `stratlas check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Check the atlas in this folder, without the overlay; `-` reads TOML from standard input [default: the atlas in use]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
    #[command(flatten)]
    options: CheckOptions,
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
    /// The diagnostics, those of the overlay first.
    findings: &'a [&'a Diagnostic],
}

pub(super) fn run(context: &CliContext, args: &CheckArgs) -> Result<u8> {
    let (folder, overlay) = match &args.folder {
        Some(folder) => (Some(folder.as_path()), None),
        None => (context.atlas_dir()?, context.overlay()),
    };
    let overlay = overlay.as_deref();
    let loaded = match folder {
        Some(folder) if output::is_stdio(folder) => data::load_texts([(
            "<standard input>",
            io::read_to_string(io::stdin()).context("standard input")?.as_str(),
        )]),
        _ => atlas::load_with_diagnostics(folder, overlay)?,
    };
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    let (of_overlay, of_atlas) = loaded.overlay_and_own();
    let findings = [of_overlay, of_atlas].concat();
    let name = match (folder, overlay) {
        (Some(folder), None) => folder.display().to_string(),
        _ => atlas::name(folder, overlay),
    };
    let [folder, overlay] =
        [folder, overlay].map(|folder| Some(text::sanitize(&folder?.to_string_lossy()).into_owned()));
    let report = Report { atlas: folder, overlay, errors, warnings, findings: &findings };
    args.options.print(&report, (errors, warnings), |out| {
        output::diagnostics(out, findings.iter().copied())?;
        let found = output::errors_and_warnings(errors, warnings);
        Ok(writeln!(out, "{}: {found}", text::sanitize(&name))?)
    })
}

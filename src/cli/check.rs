//! `stratlas check`: the errors and warnings of an atlas.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use serde::Serialize;

use crate::data;
use crate::diagnostic::{Code, Diagnostic};
use crate::text;

use super::output::{self, CheckOptions};
use super::{atlas, context::CliContext};

/// Name of standard input in reports, instead of a file.
const STDIN: &str = "<standard input>";

/// Arguments of `stratlas check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Check the atlas in this folder, without the overlay; `-` reads TOML from standard input [default: the atlas in use]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
    #[command(flatten)]
    options: CheckOptions,
    /// Leave out warnings with this code, as the setting `ignore_warnings` does
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = warning_code)]
    ignore: Vec<Code>,
}

/// Report of the check in JSON.
#[derive(Serialize)]
struct Report<'a> {
    /// Folder of the atlas; `None` for the embedded atlas.
    atlas: Option<String>,
    /// Folder of the overlay; `None` without an overlay.
    overlay: Option<String>,
    errors: usize,
    warnings: usize,
    /// Number of warnings that the user chose to ignore.
    ignored: usize,
    /// Errors and warnings, those of the overlay first.
    findings: &'a [&'a Diagnostic],
}

pub(super) fn run(context: &CliContext, args: &CheckArgs) -> Result<u8> {
    let (folder, overlay) = match &args.folder {
        Some(folder) => (Some(folder.as_path()), None),
        None => (context.atlas_dir()?, context.overlay()),
    };
    let overlay = overlay.as_deref();
    let mut loaded = match folder {
        Some(folder) if output::is_stdio(folder) => {
            data::load_texts([(STDIN, io::read_to_string(io::stdin()).context("standard input")?.as_str())])
        }
        _ => atlas::load_with_diagnostics(folder, overlay)?,
    };
    let ignored = loaded.ignore(&[context.config()?.ignore_warnings.as_slice(), &args.ignore].concat());
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    let (of_overlay, of_atlas) = loaded.overlay_and_own();
    let findings = [of_overlay, of_atlas].concat();
    let name = match (folder, overlay) {
        (Some(folder), None) if output::is_stdio(folder) => STDIN.to_owned(),
        (Some(folder), None) => folder.display().to_string(),
        _ => atlas::name(folder, overlay),
    };
    let [folder, overlay] =
        [folder, overlay].map(|folder| Some(text::sanitize(&folder?.to_string_lossy()).into_owned()));
    let report = Report { atlas: folder, overlay, errors, warnings, ignored, findings: &findings };
    args.options.print(&report, (errors, warnings), |out| {
        output::diagnostics(out, findings.iter().copied())?;
        let found = output::errors_and_warnings(errors, warnings);
        let ignored = if ignored > 0 { format!(", {ignored} ignored") } else { String::new() };
        Ok(writeln!(out, "{}: {found}{ignored}", text::sanitize(&name))?)
    })
}

/// Parses the code of a warning; the code of an error is rejected.
fn warning_code(text: &str) -> Result<Code, String> {
    let codes = || Code::WARNINGS.iter().map(|code| code.as_str());
    Code::WARNINGS.iter().copied().find(|code| code.as_str() == text).ok_or_else(|| {
        match text::closest_match(text, codes()) {
            Some(near) => format!("no warning has this code; did you mean `{near}`?"),
            None => format!("no warning has this code; the codes are {}", codes().collect::<Vec<_>>().join(", ")),
        }
    })
}

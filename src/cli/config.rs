//! `stratlas config`: the path, values and errors of the configuration, its schema, and one to start from.

use std::io::Write;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::store::config::{self, ConfigDisplay};
use crate::text;

use super::appearance;
use super::context::CliContext;
use super::exit::{DONE, FINDINGS};
use super::output::{self, ReportFormat};
use super::schema::settings;

/// Arguments of `stratlas config`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the path of the configuration, whether it exists or not
    Path,
    /// Print every setting as TOML, with the origin of its value
    Show,
    /// Check the configuration for errors
    Check {
        /// Count warnings as errors
        #[arg(long)]
        strict: bool,
        /// The form of the report; JSON is one object with `file`, `exists`, `errors`, `warnings` and `findings`
        #[arg(long, value_enum, default_value_t)]
        format: ReportFormat,
    },
    /// Print a JSON Schema of the configuration, for editors that complete and check by it
    Schema,
    /// Write a configuration with every setting, explained and switched off
    Init {
        /// Replace the configuration that is there
        #[arg(long)]
        force: bool,
    },
}

/// The report of `config check` in JSON.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    exists: bool,
    errors: usize,
    warnings: usize,
    findings: &'a [Diagnostic],
}

pub(super) fn run(context: &CliContext, args: &Arguments) -> Result<u8> {
    match args.command {
        Command::Path => {
            let path = context.args().config.path()?;
            output::print(|out| Ok(writeln!(out, "{}", path.display())?))?;
            Ok(DONE)
        }
        Command::Show => show(context),
        Command::Check { strict, format } => check(context, strict, format),
        Command::Schema => {
            output::print(|out| output::json(out, &settings::schema()))?;
            Ok(DONE)
        }
        Command::Init { force } => init(context, force),
    }
}

fn show(context: &CliContext) -> Result<u8> {
    let mut config = context.config()?.clone();
    context.args().appearance.put_into(&mut config);
    config.atlas = context.args().atlas.dir.clone().or(config.atlas);
    let shown = ConfigDisplay { config: &config, overrides: context.overrides() };
    output::print(|out| Ok(write!(out, "{shown}")?))?;
    Ok(DONE)
}

fn check(context: &CliContext, strict: bool, format: ReportFormat) -> Result<u8> {
    let path = context.args().config.path()?.display().to_string();
    let path = text::sanitize(&path);
    let loaded = context.args().config.load()?;
    let (exists, loaded) = (loaded.is_some(), loaded.unwrap_or_default());
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    output::print(|out| match format {
        ReportFormat::Json => {
            output::json(out, &Report { file: &path, exists, errors, warnings, findings: &loaded.diagnostics })
        }
        ReportFormat::Text if !exists => Ok(writeln!(out, "{path}: no such file, so the defaults hold")?),
        ReportFormat::Text => {
            for diagnostic in &loaded.diagnostics {
                diagnostic.write(out)?;
                writeln!(out)?;
            }
            Ok(writeln!(out, "{path}: {}", output::errors_and_warnings(errors, warnings))?)
        }
    })?;
    Ok(if errors > 0 || (strict && warnings > 0) { FINDINGS } else { DONE })
}

fn init(context: &CliContext, force: bool) -> Result<u8> {
    let path = context.args().config.path()?;
    let themes = appearance::theme_names();
    let themes: Vec<&str> = themes.iter().map(String::as_str).collect();
    if !config::init(&path, &themes, force)? {
        bail!("{} is there already; `--force` replaces it", path.display());
    }
    output::print(|out| Ok(writeln!(out, "{}", path.display())?))?;
    Ok(DONE)
}

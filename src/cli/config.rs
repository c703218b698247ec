//! `stratlas config`: path, settings, errors and schema of the configuration, and its creation.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::store::config::{self, ConfigDisplay};
use crate::text;

use super::output::{self, CheckOptions, ReportFormat};
use super::{appearance, context::CliContext, exit::DONE, schema::settings};

/// Arguments of `stratlas config`.
#[derive(Debug, Args)]
pub(super) struct ConfigCommandArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the path of the configuration, whether it exists or not
    Path,
    /// Print every setting with the origin of its value
    Show {
        /// The format: TOML with the origins as comments, or JSON with `value` and `origin` for each setting
        #[arg(long, value_enum, default_value_t)]
        format: ReportFormat,
    },
    /// Check the configuration for errors
    Check(CheckOptions),
    /// Print a JSON Schema of the configuration, for editors
    Schema,
    /// Write a configuration with every setting, explained and commented out
    Init {
        /// Replace an existing configuration
        #[arg(long)]
        force: bool,
    },
}

/// Report of `config check` in JSON.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    exists: bool,
    errors: usize,
    warnings: usize,
    findings: &'a [Diagnostic],
}

pub(super) fn run(context: &CliContext, args: &ConfigCommandArgs) -> Result<u8> {
    let path = || context.args.config.path();
    match args.command {
        Command::Path => output::print(|out| Ok(writeln!(out, "{}", path()?.display())?))?,
        Command::Show { format } => show(context, format)?,
        Command::Check(options) => return check(context, options),
        Command::Schema => output::print(|out| output::json(out, &settings::schema()))?,
        Command::Init { force } => init(&path()?, force)?,
    }
    Ok(DONE)
}

fn show(context: &CliContext, format: ReportFormat) -> Result<()> {
    let mut config = context.config()?.clone();
    context.args.appearance.apply_to(&mut config);
    config.atlas = context.args.atlas.dir.clone().or(config.atlas);
    let shown = ConfigDisplay { config: &config, overrides: &context.overrides };
    format.print(&shown.to_json(), |out| Ok(write!(out, "{shown}")?))
}

fn check(context: &CliContext, options: CheckOptions) -> Result<u8> {
    let path = context.args.config.path()?.display().to_string();
    let file = text::sanitize(&path);
    let loaded = context.args.config.load()?;
    let (exists, loaded) = (loaded.is_some(), loaded.unwrap_or_default());
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    let report = Report { file: &file, exists, errors, warnings, findings: &loaded.diagnostics };
    options.print(&report, (errors, warnings), |out| {
        if !exists {
            return Ok(writeln!(out, "{file}: no such file, so the defaults apply")?);
        }
        output::diagnostics(out, &loaded.diagnostics)?;
        Ok(writeln!(out, "{file}: {}", output::errors_and_warnings(errors, warnings))?)
    })
}

fn init(path: &Path, force: bool) -> Result<()> {
    let themes = appearance::theme_names();
    let themes: Vec<&str> = themes.iter().map(String::as_str).collect();
    if !config::init(path, &themes, force)? {
        bail!("{} exists already; `--force` replaces it", path.display());
    }
    output::print(|out| Ok(writeln!(out, "{}", path.display())?))
}

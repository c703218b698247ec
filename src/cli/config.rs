//! `stratlas config`: where the configuration is, what it comes to, what is wrong with it, and one to start from.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use crate::store::config::{self, Config, Origin, Shown};
use crate::text;

use super::looks::LooksArgs;
use super::schema::settings;
use super::settings::ConfigArgs;
use super::{DONE, FINDINGS, looks, output};

/// Arguments of `stratlas config`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print where the configuration is, or would be
    Path,
    /// Print what holds, as TOML, each value with where it comes from
    Show,
    /// Check the configuration for faults
    Check {
        /// Count warnings as faults
        #[arg(long)]
        strict: bool,
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

/// Where values come from that the file does not give.
#[derive(Clone, Debug, Default)]
pub(super) struct Overrides(pub(super) Vec<(&'static str, Origin)>);

/// What goes before the file.
pub(super) struct Asked<'a> {
    /// The folder of the atlas.
    pub(super) atlas: Option<PathBuf>,
    /// The looks.
    pub(super) looks: &'a LooksArgs,
    /// Which of these were asked for, and where.
    pub(super) overrides: &'a Overrides,
}

pub(super) fn run(args: &ConfigArgs, command: &Arguments, asked: &Asked<'_>) -> Result<u8> {
    match command.command {
        Command::Path => path(args),
        Command::Show => show(args, asked),
        Command::Check { strict } => check(args, strict),
        Command::Schema => schema(),
        Command::Init { force } => init(args, force),
    }
}

fn path(args: &ConfigArgs) -> Result<u8> {
    let mut out = output::stdout();
    writeln!(out, "{}", args.path()?.display())?;
    out.flush()?;
    Ok(DONE)
}

fn show(args: &ConfigArgs, asked: &Asked<'_>) -> Result<u8> {
    let mut config: Config = args.config()?;
    asked.looks.put_into(&mut config);
    config.atlas = asked.atlas.clone().or(config.atlas);
    let mut out = output::stdout();
    write!(out, "{}", Shown { config: &config, overrides: &asked.overrides.0 })?;
    out.flush()?;
    Ok(DONE)
}

fn check(args: &ConfigArgs, strict: bool) -> Result<u8> {
    let mut out = output::stdout();
    let path = args.path()?.display().to_string();
    let path = text::safe(&path);
    let Some(loaded) = args.load()? else {
        writeln!(out, "{path}: no such file, so the defaults hold")?;
        out.flush()?;
        return Ok(DONE);
    };
    for finding in &loaded.diagnostics {
        finding.write(&mut out)?;
        writeln!(out)?;
    }
    let (errors, warnings) = (loaded.errors(), loaded.warnings());
    writeln!(out, "{path}: {}, {}", output::count(errors, "error"), output::count(warnings, "warning"))?;
    out.flush()?;
    Ok(if errors > 0 || (strict && warnings > 0) { FINDINGS } else { DONE })
}

fn schema() -> Result<u8> {
    let mut out = output::stdout();
    serde_json::to_writer_pretty(&mut out, &settings::schema()).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(DONE)
}

fn init(args: &ConfigArgs, force: bool) -> Result<u8> {
    let path = args.path()?;
    let themes = looks::theme_names();
    let themes: Vec<&str> = themes.iter().map(String::as_str).collect();
    if !config::init(&path, &themes, force)? {
        bail!("{} is there already; `--force` replaces it", path.display());
    }
    let mut out = output::stdout();
    writeln!(out, "{}", path.display())?;
    out.flush()?;
    Ok(DONE)
}

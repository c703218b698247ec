//! What holds for this run: what the command line says goes before the environment, and that before the file.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};

use crate::diagnostic::{Diagnostic, Severity};
use crate::store::Folders;
use crate::store::config::{self, Config, Loaded};

use super::looks;

/// How many errors of a configuration are shown before it is refused.
const SHOWN: usize = 5;

/// Which configuration to use.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ConfigArgs {
    /// Read the configuration from this file
    #[arg(long = "config", value_name = "FILE", env = "STRATLAS_CONFIG", global = true, value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,
}

impl ConfigArgs {
    /// Where the configuration is, or would be.
    pub(super) fn path(&self) -> Result<PathBuf> {
        let usual = || Folders::of_user().map(|folders| folders.config_file());
        let path = self.file.clone().or_else(usual);
        path.context("there is no home to keep a configuration in; `--config FILE` names one")
    }

    /// What came of loading the configuration; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, or is not where it was said to be.
    pub(super) fn load(&self) -> Result<Option<Loaded>> {
        let Ok(path) = self.path() else { return Ok(None) };
        let themes = looks::theme_names();
        let themes: Vec<&str> = themes.iter().map(String::as_str).collect();
        let loaded = config::load(&path, &themes)?;
        if loaded.is_none() && self.file.is_some() {
            bail!("there is no configuration {}; `stratlas config init` writes one", path.display());
        }
        Ok(loaded)
    }

    /// The configuration that holds.
    ///
    /// # Errors
    /// If it cannot be read or has faults. The first of them are on standard error by then.
    pub(super) fn config(&self) -> Result<Config> {
        let Some(loaded) = self.load()? else { return Ok(Config::default()) };
        let errors = loaded.errors();
        if let Some(config) = loaded.config {
            return Ok(config);
        }
        print_errors(&loaded.diagnostics)?;
        let path = self.path()?;
        bail!(
            "the configuration {} has {errors} error{}; `stratlas config check` shows everything",
            path.display(),
            if errors == 1 { "" } else { "s" }
        )
    }

    /// The configuration that holds, or the first thing that is wrong with it in a line.
    pub(super) fn reload(&self) -> Result<Config, String> {
        let loaded = match self.load() {
            Ok(None) => return Ok(Config::default()),
            Ok(Some(loaded)) => loaded,
            Err(error) => return Err(format!("{error:#}")),
        };
        let first = loaded.diagnostics.iter().find(|finding| finding.severity == Severity::Error).map(in_a_line);
        loaded.config.ok_or_else(|| first.unwrap_or_default())
    }
}

/// A finding with where it is, in a line.
pub(super) fn in_a_line(finding: &Diagnostic) -> String {
    let Diagnostic { file, line, column, message, .. } = finding;
    format!("{file}:{line}:{column}: {message}")
}

/// Shows the first errors on standard error.
fn print_errors(findings: &[Diagnostic]) -> Result<()> {
    let mut err = io::stderr().lock();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error).take(SHOWN) {
        finding.write(&mut err).context("cannot write to standard error")?;
        writeln!(err)?;
    }
    Ok(())
}

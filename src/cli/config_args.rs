//! The configuration file: which one to read, and how its errors are reported.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};

use crate::diagnostic::{Diagnostic, Severity};
use crate::store::Folders;
use crate::store::config::{self, Config, LoadedConfig};

use super::{appearance, output};

/// How many errors of a configuration are shown before it is refused.
const MAX_SHOWN: usize = 5;

/// The configuration to use.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ConfigArgs {
    /// Read the configuration from this file
    #[arg(long = "config", value_name = "FILE", env = "STRATLAS_CONFIG", global = true, value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,
}

impl ConfigArgs {
    /// The path of the configuration, whether it exists or not.
    ///
    /// # Errors
    /// If none is named and the user has no home.
    pub(super) fn path(&self) -> Result<PathBuf> {
        let usual = || Folders::of_user().map(|folders| folders.config_file());
        let path = self.file.clone().or_else(usual);
        path.context("there is no home to keep a configuration in; `--config FILE` names one")
    }

    /// Loads the configuration; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, or the file that was named does not exist.
    pub(super) fn load(&self) -> Result<Option<LoadedConfig>> {
        let Ok(path) = self.path() else { return Ok(None) };
        let themes = appearance::theme_names();
        let themes: Vec<&str> = themes.iter().map(String::as_str).collect();
        let loaded = config::load(&path, &themes)?;
        if loaded.is_none() && self.file.is_some() {
            bail!("there is no configuration {}; `stratlas config init` writes one", path.display());
        }
        Ok(loaded)
    }

    /// Loads the configuration, which must have no errors.
    ///
    /// # Errors
    /// If it cannot be read or has errors. The first of them are on standard error by then.
    pub(super) fn config(&self) -> Result<Config> {
        let Some(loaded) = self.load()? else { return Ok(Config::default()) };
        let errors = output::count(loaded.errors(), "error");
        if let Some(config) = loaded.config {
            return Ok(config);
        }
        print_errors(&loaded.diagnostics)?;
        let path = self.path()?;
        bail!("the configuration {} has {errors}; `stratlas config check` shows everything", path.display())
    }

    /// Loads the configuration again, or returns its first error in one line.
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

/// A diagnostic with its place, in one line.
pub(super) fn in_a_line(finding: &Diagnostic) -> String {
    let Diagnostic { file, line, column, message, .. } = finding;
    format!("{file}:{line}:{column}: {message}")
}

/// Shows the first errors on standard error.
fn print_errors(findings: &[Diagnostic]) -> Result<()> {
    let mut err = io::stderr().lock();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error).take(MAX_SHOWN) {
        finding.write(&mut err).context("cannot write to standard error")?;
        writeln!(err)?;
    }
    Ok(())
}

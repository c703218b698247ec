//! Selection of the configuration file, and reporting of errors in the file.

use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};

use crate::diagnostic::Diagnostic;
use crate::store::Folders;
use crate::store::config::{self, Config, LoadedConfig};

use super::{appearance, output};

/// Maximum number of errors that are printed if a configuration is rejected.
const MAX_SHOWN: usize = 5;

/// The configuration to use.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ConfigArgs {
    /// Read this configuration, not the usual one
    #[arg(long = "config", value_name = "FILE", env = "STRATLAS_CONFIG", hide_env_values = true, global = true, value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,
}

impl ConfigArgs {
    /// Returns the path of the configuration, whether it exists or not.
    ///
    /// # Errors
    /// If the options name no file and the user has no home folder.
    pub(super) fn path(&self) -> Result<PathBuf> {
        let usual = || Folders::of_user().map(|folders| folders.config_file());
        let path = self.file.clone().or_else(usual);
        path.context("a configuration needs a home folder, and there is none; `--config FILE` names a file")
    }

    /// Loads the configuration; `None` if its file does not exist.
    ///
    /// # Errors
    /// If the file cannot be read, or the file named by the option does not exist.
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

    /// Loads the configuration, or the default one if there is no file; errors in the file are not accepted.
    ///
    /// # Errors
    /// If the file cannot be read or has errors. The first errors are printed to standard error.
    pub(super) fn config(&self) -> Result<Config> {
        let Some(loaded) = self.load()? else { return Ok(Config::default()) };
        let errors = output::count(loaded.errors(), "error");
        if let Some(config) = loaded.config {
            return Ok(config);
        }
        let errors_only = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        output::diagnostics(&mut io::stderr().lock(), errors_only.take(MAX_SHOWN))?;
        let path = self.path()?;
        bail!("the configuration {} has {errors}; `stratlas config check` lists all of them", path.display())
    }

    /// Loads the configuration again, while the explorer runs.
    ///
    /// # Errors
    /// The first error in the configuration, on one line.
    pub(super) fn reload(&self) -> Result<Config, String> {
        let loaded = match self.load() {
            Ok(None) => return Ok(Config::default()),
            Ok(Some(loaded)) => loaded,
            Err(error) => return Err(format!("{error:#}")),
        };
        let first = loaded.diagnostics.iter().find(|diagnostic| diagnostic.is_error()).map(one_line);
        loaded.config.ok_or_else(|| first.unwrap_or_default())
    }
}

/// Formats an error or warning with its position, on one line.
pub(super) fn one_line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { file, line, column, message, .. } = diagnostic;
    format!("{file}:{line}:{column}: {message}")
}

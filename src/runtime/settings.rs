//! The settings of the explorer, which may change while it runs.

use std::path::PathBuf;
use std::sync::Arc;

use crate::store::config::Config;

use super::appearance::Appearance;
use super::scan::FilesStamp;

/// The settings of the explorer: the configuration with the options of the command line put into it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The configuration.
    pub config: Config,
    /// The theme and symbols that follow from it on this terminal.
    pub appearance: Appearance,
}

impl From<Appearance> for Settings {
    /// This appearance, with an empty configuration.
    fn from(appearance: Appearance) -> Self {
        Self { config: Config::default(), appearance }
    }
}

/// Loads the settings, or returns in one line why they cannot be loaded.
pub type LoadSettings = Arc<dyn Fn() -> Result<Settings, String> + Send + Sync>;

/// Where the settings come from.
pub struct SettingsSource {
    /// The files and folders that they are loaded from.
    pub paths: Vec<PathBuf>,
    /// The state of these when the settings were loaded.
    pub stamp: FilesStamp,
    /// Loads them again.
    pub load: LoadSettings,
}

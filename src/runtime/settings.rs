//! Settings of the explorer, which can change while the explorer runs.

use std::path::PathBuf;
use std::sync::Arc;

use crate::store::config::Config;

use super::appearance::Appearance;
use super::scan::FilesStamp;

/// Settings of the explorer: the configuration combined with the options of the command line.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Values of the configuration.
    pub config: Config,
    /// Theme and symbols that result from the configuration on this terminal.
    pub appearance: Appearance,
}

impl From<Appearance> for Settings {
    /// Creates settings with this appearance and an empty configuration.
    fn from(appearance: Appearance) -> Self {
        Self { config: Config::default(), appearance }
    }
}

/// Function that loads the settings. It returns a one-line reason on failure.
pub type LoadSettings = Arc<dyn Fn() -> Result<Settings, String> + Send + Sync>;

/// Source of the settings, with a function that loads them again.
pub struct SettingsSource {
    /// Files and folders that the settings are loaded from.
    pub paths: Vec<PathBuf>,
    /// Metadata of these files when the settings were loaded.
    pub stamp: FilesStamp,
    /// Function that loads the settings again.
    pub load: LoadSettings,
}

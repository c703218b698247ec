//! Settings of the explorer, which may change at run time.

use std::path::PathBuf;
use std::sync::Arc;

use crate::store::config::Config;

use super::appearance::Appearance;
use super::scan::FilesStamp;

/// Settings of the explorer: the configuration combined with the options of the command line.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The configuration.
    pub config: Config,
    /// Resulting theme and symbols on this terminal.
    pub appearance: Appearance,
}

impl From<Appearance> for Settings {
    /// Creates settings with this appearance and an empty configuration.
    fn from(appearance: Appearance) -> Self {
        Self { config: Config::default(), appearance }
    }
}

/// Loads the settings. Returns a one-line reason on failure.
pub type LoadSettings = Arc<dyn Fn() -> Result<Settings, String> + Send + Sync>;

/// Source of the settings.
pub struct SettingsSource {
    /// Files and folders that they are loaded from.
    pub paths: Vec<PathBuf>,
    /// Stamp of these when the settings were loaded.
    pub stamp: FilesStamp,
    /// Loads the settings again.
    pub load: LoadSettings,
}

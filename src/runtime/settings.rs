//! What the explorer takes from the configuration, which may change while it runs.

use std::fmt;
use std::path::PathBuf;

use crate::keymap::Keymap;
use crate::store::config::{Config, Widths};

use super::appearance::Appearance;
use super::scan::FilesStamp;

/// What the explorer takes from the configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The keys.
    pub keymap: Keymap,
    /// The theme and symbols.
    pub appearance: Appearance,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether anything on screen may move by itself.
    pub motion: bool,
    /// By how many columns panes are wider than usual at first.
    pub widths: Widths,
    /// The command that opens addresses, word by word; empty for that of the platform.
    pub browser: Vec<String>,
    /// The command that edits files, word by word; empty for that of the environment.
    pub editor: Vec<String>,
    /// The folder of the atlas; the embedded one has none.
    pub atlas: Option<PathBuf>,
}

impl From<Appearance> for Settings {
    /// This appearance, and everything else as in an empty configuration.
    fn from(appearance: Appearance) -> Self {
        let Config { keymap, layout, browser, editor, atlas, behaviour, .. } = Config::default();
        Self {
            keymap,
            appearance,
            mouse: behaviour.mouse,
            motion: behaviour.motion,
            widths: layout,
            browser,
            editor,
            atlas,
        }
    }
}

/// Makes settings of the configuration, or says in a line why not.
pub type LoadSettings = Box<dyn FnMut() -> Result<Settings, String> + Send>;

/// How settings are made again when the configuration has changed.
pub struct Reload {
    /// The files and folders that they are made of.
    pub paths: Vec<PathBuf>,
    /// What these looked like when the settings were made.
    pub stamp: FilesStamp,
    /// Makes the settings.
    pub load: LoadSettings,
}

impl fmt::Debug for Reload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reload").field("paths", &self.paths).finish_non_exhaustive()
    }
}

//! The configuration: the settings of the user, read from one TOML file, and their defaults.

mod options;
mod read;
mod settings;
mod show;

use std::path::{Path, PathBuf};

use crate::diagnostic::Code;
use crate::keymap::{Keymap, Preset};
use crate::review::{OthersPolicy, Reason};

pub use options::{Icons, WidthChange};
pub use read::{LoadedConfig, init, load, read};
pub(crate) use settings::FIELDS;
pub use settings::{SETTINGS, Setting};
pub use show::{ConfigDisplay, SettingOrigin, initial};

/// The theme that is used where none is set.
pub const DEFAULT_THEME: &str = "auto";

/// The configuration, with defaults for settings that are not set.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    /// The name of the theme.
    pub theme: String,
    /// Which symbols are drawn.
    pub icons: Icons,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether anything on screen may move by itself.
    pub motion: bool,
    /// Whether the explorer is linear, for screen readers.
    pub plain: bool,
    /// Whether the explorer starts at the last place of the last run.
    pub resume: bool,
    /// The folder of the atlas, if not the one that comes with the program.
    pub atlas: Option<PathBuf>,
    /// The command that opens addresses, word by word; empty for that of the platform.
    pub browser: Vec<String>,
    /// The command that edits files, word by word; empty for that of the environment.
    pub editor: Vec<String>,
    /// The codes of warnings that checks of an atlas leave out.
    pub ignore_warnings: Vec<Code>,
    /// The name of the reviewer, if not the one of git.
    pub reviewer: Option<String>,
    /// The predefined reasons for verdicts.
    pub reasons: Vec<Reason>,
    /// Whose view of the verdicts of others is limited.
    pub others: OthersPolicy,
    /// The widths of the panes at first, relative to the usual ones.
    pub layout: Widths,
    /// The preset that the keys start from.
    pub preset: Preset,
    /// The keys.
    pub keymap: Keymap,
    /// The settings that are written in the file, such as `layout.index`.
    written: Vec<&'static str>,
}

/// The widths of panes at first, in columns relative to the usual ones; `None` leaves a width to what is remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// The index.
    pub index: Option<WidthChange>,
    /// The panes on the right.
    pub sides: Option<WidthChange>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: DEFAULT_THEME.to_owned(),
            icons: Icons::default(),
            mouse: true,
            motion: false,
            plain: false,
            resume: false,
            atlas: None,
            browser: Vec::new(),
            editor: Vec::new(),
            ignore_warnings: Vec::new(),
            reviewer: None,
            reasons: Vec::new(),
            others: OthersPolicy::default(),
            layout: Widths::default(),
            preset: Preset::default(),
            keymap: Preset::default().keymap().clone(),
            written: Vec::new(),
        }
    }
}

impl Config {
    /// Returns whether the file sets `key`, written like `layout.index`.
    pub fn is_written(&self, key: &str) -> bool {
        self.written.contains(&key)
    }
}

/// Resolves `path` from `folder`, or from the home where it starts with `~`.
pub fn resolve(path: &str, folder: &Path) -> PathBuf {
    let below_home = path.strip_prefix("~").filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match (below_home, super::Folders::home()) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', '\\'])),
        _ => folder.join(path),
    }
}

#[cfg(test)]
mod tests;

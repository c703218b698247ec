//! Configuration: the user's settings, read from one TOML file, and their defaults.

mod options;
mod read;
mod settings;
mod show;

use std::path::{Path, PathBuf};

use crate::diagnostic::Code;
use crate::keymap::{Keymap, Preset};
use crate::model::Reason;
use crate::review::{Advance, OthersPolicy};

pub use options::{Icons, WidthChange};
pub use read::{LoadedConfig, init, load, read};
pub(crate) use settings::FIELDS;
pub use settings::{SETTINGS, Setting};
pub use show::{ConfigDisplay, SettingOrigin, initial};

/// Name of the default theme.
pub const DEFAULT_THEME: &str = "auto";

/// Configuration of the program, with default values for settings that the file does not have.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    /// Name of the theme.
    pub theme: String,
    /// Set of symbols that the screen is drawn with.
    pub icons: Icons,
    /// Whether the explorer takes the mouse.
    pub mouse: bool,
    /// Whether parts of the screen may move by themselves.
    pub motion: bool,
    /// Whether the explorer is linear, for screen readers: one pane at a time and no lines.
    pub plain: bool,
    /// Whether the explorer starts at the last place of the run before.
    pub resume: bool,
    /// Folder of the atlas; `None` for the embedded atlas.
    pub atlas: Option<PathBuf>,
    /// Command that opens addresses, as words; if empty, the platform chooses.
    pub browser: Vec<String>,
    /// Command that edits files, as words; if empty, the environment determines it.
    pub editor: Vec<String>,
    /// Codes of the warnings that checks of an atlas leave out.
    pub ignore_warnings: Vec<Code>,
    /// Name of the reviewer; `None` if the name in git is used.
    pub reviewer: Option<String>,
    /// Predefined reasons for verdicts, which the user can choose by number.
    pub reasons: Vec<Reason>,
    /// Entry after which a new review shows the next card automatically.
    pub advance: Option<Advance>,
    /// Policy for the verdicts of others.
    pub others: OthersPolicy,
    /// Widths of the panes at the start, relative to the usual ones.
    pub layout: Widths,
    /// Preset of the key bindings, to which the file may make changes.
    pub preset: Preset,
    /// Key bindings that result from the preset and the changes.
    pub keymap: Keymap,
    /// Keys of the settings that the configuration file has, such as `layout.index`.
    written: Vec<&'static str>,
}

/// Widths of panes at the start, in columns relative to the usual ones. `None` keeps the width of the last run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// Width of the index, on the left.
    pub index: Option<WidthChange>,
    /// Width of the relations and people, on the right.
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
            advance: None,
            others: OthersPolicy::default(),
            layout: Widths::default(),
            preset: Preset::default(),
            keymap: Preset::default().keymap().clone(),
            written: Vec::new(),
        }
    }
}

impl Config {
    /// Returns whether the configuration file has the setting `key`, such as `layout.index`.
    pub fn is_written(&self, key: &str) -> bool {
        self.written.contains(&key)
    }
}

/// Resolves `path` relative to `folder`, or to the home folder if it starts with `~`.
pub fn resolve(path: &str, folder: &Path) -> PathBuf {
    let below_home = path.strip_prefix("~").filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match (below_home, super::Folders::home()) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', '\\'])),
        _ => folder.join(path),
    }
}

#[cfg(test)]
mod tests;

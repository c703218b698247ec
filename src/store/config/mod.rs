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

/// Default theme.
pub const DEFAULT_THEME: &str = "auto";

/// Configuration, with defaults for missing settings.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    /// The name of the theme.
    pub theme: String,
    /// Symbols to draw with.
    pub icons: Icons,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether the screen may be animated.
    pub motion: bool,
    /// Whether the explorer is linear, for screen readers.
    pub plain: bool,
    /// Whether the explorer starts at the last place of the last run.
    pub resume: bool,
    /// Folder of the atlas; `None` for the embedded one.
    pub atlas: Option<PathBuf>,
    /// Command that opens addresses, as words; empty for that of the platform.
    pub browser: Vec<String>,
    /// Command that edits files, as words; empty for that of the environment.
    pub editor: Vec<String>,
    /// Codes of warnings that checks of an atlas ignore.
    pub ignore_warnings: Vec<Code>,
    /// Name of the reviewer; `None` for that of git.
    pub reviewer: Option<String>,
    /// The predefined reasons for verdicts.
    pub reasons: Vec<Reason>,
    /// Entry after which a new review shows the next card automatically.
    pub advance: Option<Advance>,
    /// Policy for the verdicts of others.
    pub others: OthersPolicy,
    /// Initial widths of the panes, relative to the default.
    pub layout: Widths,
    /// Base preset of the key bindings.
    pub preset: Preset,
    /// Key bindings.
    pub keymap: Keymap,
    /// Settings in the file, such as `layout.index`.
    written: Vec<&'static str>,
}

/// Initial widths of panes, in columns relative to the default; `None` uses the stored width.
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
    /// Returns whether the file sets `key`, such as `layout.index`.
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

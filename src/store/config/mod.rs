//! The configuration: what the user has set, read from one TOML file, and what holds where nothing is set.

mod options;
mod read;
mod show;

use std::path::{Path, PathBuf};

use crate::keymap::{Keymap, Preset};

pub(crate) use options::FIELDS;
pub use options::{Columns, Icons};
pub use read::{Loaded, init, load, read};
pub use show::{Origin, Shown, initial};

/// The theme that is used where none is set.
pub const DEFAULT_THEME: &str = "auto";

/// What is set, and what holds where nothing is.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The name of the theme.
    pub theme: String,
    /// Which symbols are drawn.
    pub icons: Icons,
    /// How the program behaves.
    pub behaviour: Behaviour,
    /// The folder of the atlas, if not the one that comes with the program.
    pub atlas: Option<PathBuf>,
    /// The command that opens addresses, word by word; empty for that of the platform.
    pub browser: Vec<String>,
    /// The command that edits files, word by word; empty for that of the environment.
    pub editor: Vec<String>,
    /// What the user is called where they review, if not as git calls them.
    pub reviewer: Option<String>,
    /// By how much panes are wider than usual at first.
    pub layout: Widths,
    /// The preset that the keys start from.
    pub preset: Preset,
    /// The keys.
    pub keymap: Keymap,
    /// The settings that are written in the file, such as `layout.index`.
    written: Vec<&'static str>,
}

/// How the program behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behaviour {
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether anything on screen may move by itself.
    pub motion: bool,
    /// Whether the explorer starts where it was left.
    pub resume: bool,
}

/// By how many columns panes are wider than usual at first; nothing leaves it to what was remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// The index.
    pub index: Option<Columns>,
    /// The panes on the right.
    pub sides: Option<Columns>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: DEFAULT_THEME.to_owned(),
            icons: Icons::default(),
            behaviour: Behaviour { mouse: true, motion: false, resume: false },
            atlas: None,
            browser: Vec::new(),
            editor: Vec::new(),
            reviewer: None,
            layout: Widths::default(),
            preset: Preset::default(),
            keymap: Preset::default().keymap().clone(),
            written: Vec::new(),
        }
    }
}

impl Config {
    /// Whether the file sets `key`, written like `layout.index`.
    pub fn is_written(&self, key: &str) -> bool {
        self.written.contains(&key)
    }
}

/// `path` as it is meant by someone in `folder`: from there, or from the home where it starts with `~`.
pub fn resolve(path: &str, folder: &Path) -> PathBuf {
    let below_home = path.strip_prefix("~").filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match (below_home, super::Folders::home()) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', '\\'])),
        _ => folder.join(path),
    }
}

#[cfg(test)]
mod tests;

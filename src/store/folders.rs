//! Folders for the files of the user, according to the platform and the environment.

use std::ffi::OsString;
use std::path::PathBuf;

use directories::{BaseDirs, ProjectDirs};

/// Name of the folder of this program in the folders of the user.
const NAME: &str = "stratlas";

/// Folders for the files that this program keeps for a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Folder of the configuration.
    pub config: PathBuf,
    /// Folder of the user's data: journals and the overlay.
    pub data: PathBuf,
    /// Folder of the state that outlives a run.
    pub state: PathBuf,
    /// Folder of data that can be regenerated: compiled atlases.
    pub cache: PathBuf,
}

impl Folders {
    /// Returns the folders of the current user; `None` if the user has no home folder.
    pub fn of_user() -> Option<Self> {
        Self::find(ProjectDirs::from("", "", NAME).as_ref(), |name| std::env::var_os(name))
    }

    /// Returns the folders that `platform` gives and that `environment` overrides: on every platform, the variables
    /// `XDG_*` take precedence. `None` if a folder is unknown.
    fn find(platform: Option<&ProjectDirs>, environment: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let named = |name: &str| {
            // The XDG specification demands that relative paths are ignored.
            let folder = environment(name).map(PathBuf::from).filter(|path| path.is_absolute())?;
            Some(folder.join(NAME))
        };
        let config = named("XDG_CONFIG_HOME").or_else(|| Some(platform?.config_dir().to_owned()))?;
        let data = named("XDG_DATA_HOME").or_else(|| Some(platform?.data_local_dir().to_owned()))?;
        let state = named("XDG_STATE_HOME").or_else(|| platform?.state_dir().map(PathBuf::from));
        let cache = named("XDG_CACHE_HOME").or_else(|| Some(platform?.cache_dir().to_owned()));
        let state = state.unwrap_or_else(|| data.clone());
        Some(Self { cache: cache.unwrap_or_else(|| state.join("cache")), state, config, data })
    }

    /// Returns the folder of the overlay, which has the user's own TOML files on top of the atlas.
    pub fn overlay(&self) -> PathBuf {
        self.data.join("overlay")
    }

    /// Returns the path of the configuration file.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// Returns the home folder of the user, at which paths with `~` start; `None` if the user has none.
    pub(super) fn home() -> Option<PathBuf> {
        BaseDirs::new().map(|dirs| dirs.home_dir().to_owned())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn environment(pairs: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
    }

    #[test]
    fn the_environment_goes_first() {
        let pairs =
            &[("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d"), ("XDG_STATE_HOME", "/s"), ("XDG_CACHE_HOME", "/e")];
        let folders = Folders::find(None, environment(pairs)).unwrap();
        let expected = Folders {
            config: "/c/stratlas".into(),
            data: "/d/stratlas".into(),
            state: "/s/stratlas".into(),
            cache: "/e/stratlas".into(),
        };
        assert_eq!(folders, expected);
        assert_eq!(folders.config_file(), PathBuf::from("/c/stratlas/config.toml"));
    }

    #[test]
    fn state_goes_with_the_data_where_it_has_no_folder() {
        let pairs = &[("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d")];
        assert_eq!(Folders::find(None, environment(pairs)).unwrap().state, PathBuf::from("/d/stratlas"));
    }

    #[test]
    fn relative_paths_and_no_home_are_no_folders() {
        let pairs = &[("XDG_CONFIG_HOME", "c"), ("XDG_DATA_HOME", "/d")];
        assert_eq!(Folders::find(None, environment(pairs)), None);
    }
}

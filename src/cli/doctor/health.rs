//! State of the program's folders, the configuration and the current atlas.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::model::{Atlas, Kind};
use crate::store::Folders;
use crate::store::config::LoadedConfig;
use crate::text;

use super::super::atlas;
use super::super::config_args::{ConfigArgs, one_line};

/// Folder in which the program stores files.
#[derive(Serialize)]
pub(super) struct Directory {
    /// What the folder is for.
    pub(super) what: &'static str,
    /// Path of the folder.
    pub(super) path: String,
    /// Whether the folder exists.
    pub(super) exists: bool,
}

/// Returns the folders of the program's files; empty if the user has no home folder.
pub(super) fn directories(folders: Option<&Folders>) -> Vec<Directory> {
    let Some(folders) = folders else { return Vec::new() };
    [("configuration", &folders.config), ("data", &folders.data), ("state", &folders.state)]
        .map(|(what, path)| Directory { what, path: shown(path), exists: path.is_dir() })
        .into()
}

/// State of the configuration.
#[derive(Serialize)]
pub(super) struct ConfigHealth {
    /// Path of the file, whether it exists or not; `None` if the user has no home folder.
    pub(super) file: Option<String>,
    /// Whether the file exists.
    pub(super) exists: bool,
    /// Errors with their positions. If there are any, the default settings apply.
    pub(super) errors: Vec<String>,
    /// Number of warnings.
    pub(super) warnings: usize,
}

impl ConfigHealth {
    /// Examines the configuration that `args` select; `loaded` is the result of loading it.
    pub(super) fn of(args: &ConfigArgs, loaded: &Result<Option<LoadedConfig>>) -> Self {
        let file = args.path().ok().map(|path| shown(&path));
        let found = loaded.as_ref().ok().and_then(Option::as_ref);
        let errors = match loaded {
            Err(error) => vec![text::sanitize(&format!("{error:#}")).into_owned()],
            Ok(_) => found
                .into_iter()
                .flat_map(|loaded| &loaded.diagnostics)
                .filter(|diagnostic| diagnostic.is_error())
                .map(one_line)
                .collect(),
        };
        Self { file, exists: found.is_some(), errors, warnings: found.map_or(0, LoadedConfig::warnings) }
    }

    /// Returns whether the configuration has no errors.
    pub(super) fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }
}

/// State of the current atlas.
#[derive(Serialize)]
pub(super) struct AtlasHealth {
    /// Folder of the atlas; `None` for the embedded atlas.
    pub(super) folder: Option<String>,
    /// Title of the atlas; `None` if it cannot be loaded.
    pub(super) title: Option<String>,
    /// Edition of the atlas; `None` if it has none or cannot be loaded.
    pub(super) edition: Option<String>,
    /// Number of entities of each kind.
    pub(super) counts: Vec<KindCount>,
    /// Number of errors.
    pub(super) errors: usize,
    /// Number of warnings.
    pub(super) warnings: usize,
    /// Reason why the atlas cannot be read at all; `None` if it can.
    pub(super) unreadable: Option<String>,
    /// State of the overlay; `None` if it does not exist or is disabled.
    pub(super) overlay: Option<OverlayHealth>,
}

/// State of the overlay: the user's own changes of the atlas.
#[derive(Serialize)]
pub(super) struct OverlayHealth {
    /// Folder of the overlay.
    pub(super) folder: String,
    /// Number of records that the overlay adds to the atlas.
    pub(super) added: usize,
    /// Number of records of the atlas that the overlay changes.
    pub(super) changed: usize,
    /// Number of files with errors. Their records may be missing from the other two numbers.
    pub(super) broken: usize,
}

/// Number of entities of one kind.
#[derive(Serialize)]
pub(super) struct KindCount {
    /// Name of the kind.
    pub(super) kind: &'static str,
    /// Number of entities.
    pub(super) count: usize,
}

impl AtlasHealth {
    /// Examines the atlas in `folder`, or the embedded atlas, with `overlay`. Returns its state, and the atlas unless
    /// it has errors.
    pub(super) fn of(folder: Option<&Path>, overlay: Option<&Path>) -> (Self, Option<Atlas>) {
        let loaded = atlas::load_with_diagnostics(folder, overlay);
        let unreadable = loaded.as_ref().err().map(|error| text::sanitize(&format!("{error:#}")).into_owned());
        let loaded = loaded.unwrap_or_default();
        let atlas = loaded.atlas.as_ref();
        let about = |part: fn(&Atlas) -> &str| atlas.map(|atlas| text::sanitize(part(atlas)).into_owned());
        let parts = loaded.origins.overlay();
        let added = parts.iter().filter(|part| part.is_new()).count();
        let health = Self {
            folder: folder.map(shown),
            title: about(|atlas| &atlas.about.title),
            edition: about(|atlas| &atlas.about.edition),
            counts: atlas.map(counts).unwrap_or_default(),
            errors: loaded.errors(),
            warnings: loaded.warnings(),
            unreadable,
            overlay: overlay.map(|folder| OverlayHealth {
                folder: shown(folder),
                added,
                changed: parts.len() - added,
                broken: broken_files(&loaded.overlay_and_own().0),
            }),
        };
        (health, loaded.atlas)
    }

    /// Returns whether the atlas has no errors.
    pub(super) fn is_sound(&self) -> bool {
        self.errors == 0 && self.unreadable.is_none()
    }
}

/// Returns the number of different files with errors among `findings`.
fn broken_files(findings: &[&Diagnostic]) -> usize {
    let broken: HashSet<&str> =
        findings.iter().filter(|finding| finding.is_error()).map(|finding| finding.file.as_str()).collect();
    broken.len()
}

fn counts(atlas: &Atlas) -> Vec<KindCount> {
    Kind::ALL.map(|kind| KindCount { kind: kind.plural(), count: kind.entities(atlas).len() }).into()
}

pub(super) fn shown(path: &Path) -> String {
    text::sanitize(&path.to_string_lossy()).into_owned()
}

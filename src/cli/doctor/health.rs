//! The folders, and the health of the configuration and the atlas in use.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Atlas, Kind};
use crate::store::Folders;
use crate::store::config::Loaded;
use crate::text;

use super::super::atlas;
use super::super::config_args::{ConfigArgs, in_a_line};

/// A folder that the program keeps files in, or would.
#[derive(Serialize)]
pub(super) struct Directory {
    /// What it is for.
    pub(super) what: &'static str,
    /// Where it is.
    pub(super) path: String,
    /// Whether it is there.
    pub(super) exists: bool,
}

/// The folders of the program; none if the user has no home.
pub(super) fn directories(folders: Option<&Folders>) -> Vec<Directory> {
    let Some(folders) = folders else { return Vec::new() };
    [("configuration", &folders.config), ("data", &folders.data), ("state", &folders.state)]
        .map(|(what, path)| Directory { what, path: shown(path), exists: path.is_dir() })
        .into()
}

/// How the configuration is.
#[derive(Serialize)]
pub(super) struct ConfigHealth {
    /// Its file, whether it is there or not.
    pub(super) file: Option<String>,
    /// Whether there is one.
    pub(super) exists: bool,
    /// What is wrong with it, each with where it is; clashing keys among it. Then the defaults hold.
    pub(super) errors: Vec<String>,
    /// How many warnings there are.
    pub(super) warnings: usize,
}

impl ConfigHealth {
    /// The health of the configuration that `args` name, of which `loaded` came.
    pub(super) fn of(args: &ConfigArgs, loaded: &Result<Option<Loaded>>) -> Self {
        let file = args.path().ok().map(|path| shown(&path));
        let found = loaded.as_ref().ok().and_then(Option::as_ref);
        let errors = match loaded {
            Err(error) => vec![text::sanitize(&format!("{error:#}")).into_owned()],
            Ok(_) => found
                .into_iter()
                .flat_map(|loaded| &loaded.diagnostics)
                .filter(|finding| finding.severity == Severity::Error)
                .map(in_a_line)
                .collect(),
        };
        Self { file, exists: found.is_some(), errors, warnings: found.map_or(0, Loaded::warnings) }
    }

    /// Whether it can be used.
    pub(super) fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }
}

/// How the atlas in use is.
#[derive(Serialize)]
pub(super) struct AtlasHealth {
    /// Its folder; the embedded atlas has none.
    pub(super) folder: Option<String>,
    /// Its title.
    pub(super) title: Option<String>,
    /// Its edition.
    pub(super) edition: Option<String>,
    /// How many there are of each kind.
    pub(super) counts: Vec<Count>,
    /// How many errors were found.
    pub(super) errors: usize,
    /// How many warnings were found.
    pub(super) warnings: usize,
    /// Why it could not be read at all.
    pub(super) unreadable: Option<String>,
    /// What goes over it; none if there is no overlay, or it is not wanted.
    pub(super) overlay: Option<OverlayHealth>,
}

/// What goes over the atlas in use.
#[derive(Serialize)]
pub(super) struct OverlayHealth {
    /// Its folder.
    pub(super) folder: String,
    /// How many records it adds.
    pub(super) added: usize,
    /// How many records of the atlas it changes.
    pub(super) changed: usize,
    /// How many of its files have errors; what they bring may be missing from these numbers.
    pub(super) broken: usize,
}

/// How many there are of a kind.
#[derive(Serialize)]
pub(super) struct Count {
    /// The kind.
    pub(super) kind: &'static str,
    /// How many.
    pub(super) count: usize,
}

impl AtlasHealth {
    /// The health of the atlas in `folder`, or of the one that comes with the program, with `overlay` over it; and the
    /// atlas, if it can be used.
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

    /// Whether it can be used.
    pub(super) fn is_sound(&self) -> bool {
        self.errors == 0 && self.unreadable.is_none()
    }
}

/// How many files have errors among `findings`.
fn broken_files(findings: &[&Diagnostic]) -> usize {
    let broken: HashSet<&str> =
        findings.iter().filter(|finding| finding.is_error()).map(|finding| finding.file.as_str()).collect();
    broken.len()
}

fn counts(atlas: &Atlas) -> Vec<Count> {
    Kind::ALL.map(|kind| Count { kind: kind.plural(), count: kind.entities(atlas).len() }).into()
}

pub(super) fn shown(path: &Path) -> String {
    text::sanitize(&path.to_string_lossy()).into_owned()
}

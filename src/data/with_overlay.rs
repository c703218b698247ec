//! An atlas with the user's overlay, as it is and as it would be after a change.

use std::path::Path;

use super::embedded::{EmbeddedError, embedded_texts};
use super::load::{FolderError, Loaded, load, read_folder, read_overlay};
use crate::diagnostic::{SourceFile, SourceMap};

/// Reason why an atlas cannot be loaded at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A folder is not an atlas.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The embedded data is corrupt.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
}

/// File that would be changed or created.
#[derive(Clone, Copy, Debug)]
pub struct FileChange<'a> {
    /// Path relative to its folder, with slashes.
    pub path: &'a str,
    /// The new text.
    pub text: &'a str,
}

/// Files of an atlas, followed by those of its overlay.
struct Files {
    files: Vec<SourceFile>,
    /// Number of files that belong to the atlas.
    base_count: usize,
}

/// Loads the atlas in `folder`, or else the embedded one, with the files below `overlay` over it. Diagnostics give the
/// full paths of overlay files.
///
/// # Errors
/// If one of the paths is not a folder, or cannot be read. Everything else is a diagnostic.
pub fn load_with_overlay(folder: Option<&Path>, overlay: &Path) -> Result<Loaded, LoadError> {
    let Files { files, base_count } = read(folder, Some(overlay))?;
    Ok(load(SourceMap::new(files), base_count))
}

/// Loads the atlas as it would be after `change`, which applies to the overlay if there is one, else to the folder.
///
/// # Errors
/// As [`load_with_overlay`].
pub fn load_changed(
    folder: Option<&Path>,
    overlay: Option<&Path>,
    change: FileChange<'_>,
) -> Result<Loaded, LoadError> {
    let Files { mut files, mut base_count } = read(folder, overlay)?;
    let name = overlay.map_or_else(|| change.path.to_owned(), |overlay| name_in(overlay, change.path));
    let changed = SourceFile::new(name, change.text.to_owned());
    match files.iter_mut().find(|known| known.name == changed.name) {
        Some(known) => *known = changed,
        None => {
            files.push(changed);
            base_count += usize::from(overlay.is_none());
        }
    }
    Ok(load(SourceMap::new(files), base_count))
}

fn read(folder: Option<&Path>, overlay: Option<&Path>) -> Result<Files, LoadError> {
    let mut files: Vec<SourceFile> = match folder {
        Some(folder) => read_folder(folder)?,
        None => embedded_texts()?.into_iter().map(|file| SourceFile::new(file.path, file.text)).collect(),
    };
    let base_count = files.len();
    if let Some(overlay) = overlay.filter(|overlay| overlay.symlink_metadata().is_ok()) {
        files.extend(read_overlay(overlay)?.into_iter().map(|mut file| {
            file.name = name_in(overlay, &file.name);
            file
        }));
    }
    Ok(Files { files, base_count })
}

/// Returns the full name of the file at the path `below` of an overlay.
fn name_in(overlay: &Path, below: &str) -> String {
    format!("{}/{below}", overlay.display())
}

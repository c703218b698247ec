//! Loads an atlas with the user's overlay, as the files are or as they would be after a change.

use std::path::Path;

use super::embedded::{EmbeddedError, embedded_texts};
use super::load::{FolderError, Loaded, load, path_in, read_folder, read_overlay};
use crate::diagnostic::{SourceFile, SourceMap};

/// Reason why an atlas cannot be loaded at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The path of the atlas or of the overlay is not that of a folder with such files.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The data of the atlas that is embedded in the program is corrupt.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
}

/// File that would be changed or created.
#[derive(Clone, Copy, Debug)]
pub struct FileChange<'a> {
    /// Path of the file relative to the folder of the atlas or of the overlay, with slashes.
    pub path: &'a str,
    /// Text of the file after the change.
    pub text: &'a str,
}

/// Files of an atlas, followed by those of its overlay.
struct Files {
    files: Vec<SourceFile>,
    /// Number of files that belong to the atlas; those of the overlay follow.
    base_count: usize,
}

/// Loads the atlas in `folder`, or the embedded atlas if `folder` is `None`, with the files below `overlay` merged over
/// it. In diagnostics, overlay files have their full paths.
///
/// # Errors
/// If one of the paths is not a folder, or cannot be read. Any other problem is a diagnostic.
pub fn load_with_overlay(folder: Option<&Path>, overlay: &Path) -> Result<Loaded, LoadError> {
    let Files { files, base_count } = read(folder, Some(overlay))?;
    Ok(load(SourceMap::new(files), base_count))
}

/// Loads the atlas as it would be after `change`. The change is to a file of the overlay if there is one, otherwise to
/// a file in `folder`.
///
/// # Errors
/// Those of [`load_with_overlay`].
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

/// Returns the name in diagnostics of an overlay file whose path in the folder `overlay` is `below`.
fn name_in(overlay: &Path, below: &str) -> String {
    path_in(overlay, below).display().to_string()
}

//! An atlas with the user's overlay over it, as it is and as it would be after a change.

use std::path::Path;

use super::embedded::{EmbeddedError, embedded_texts};
use super::load::{FolderError, Loaded, load, read_folder};
use crate::diagnostic::{SourceFile, SourceMap};

/// The reason why an atlas cannot be loaded at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A folder is no atlas.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The program was not built right.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
}

/// A file that would have another text, or that would be new.
#[derive(Clone, Copy, Debug)]
pub struct FileChange<'a> {
    /// Its path below the folder it is in, with slashes.
    pub path: &'a str,
    /// The text that it would have.
    pub text: &'a str,
}

/// The files of an atlas, and after them those of its overlay.
struct Files {
    files: Vec<SourceFile>,
    /// Number of files that belong to the atlas.
    base_count: usize,
}

/// Loads the atlas in `folder`, or else the embedded one, with the files below `overlay` over it. Diagnostics name those
/// files by their whole paths.
///
/// # Errors
/// If one of the folders is none, or cannot be read. Everything else is a diagnostic.
pub fn load_with_overlay(folder: Option<&Path>, overlay: &Path) -> Result<Loaded, LoadError> {
    let Files { files, base_count } = read(folder, Some(overlay))?;
    Ok(load(SourceMap::new(files), base_count))
}

/// Loads the atlas that would be there after `change`: a change of the overlay if there is one, else of the folder.
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
    if let Some(overlay) = overlay.filter(|overlay| overlay.exists()) {
        let over = match read_folder(overlay) {
            // There is nothing in it yet.
            Err(FolderError::Empty(..)) => Vec::new(),
            read => read?,
        };
        files.extend(over.into_iter().map(|mut file| {
            file.name = name_in(overlay, &file.name);
            file
        }));
    }
    Ok(Files { files, base_count })
}

/// Returns the name of the file at the path `below` of an overlay.
fn name_in(overlay: &Path, below: &str) -> String {
    format!("{}/{below}", overlay.display())
}

//! Atomic writes: a file or folder is written under a temporary name and moved to its target once complete. At any
//! time, the target has either the old or the new content.
//!
//! There are three operations. *Create new* fails if the target exists. *Replace* overwrites a file that belongs to
//! this program. *Replace if* exchanges the names of the new and the old content, and deletes the old content only if
//! it may be replaced; if the system cannot exchange names, it moves the old content to another name first.

mod dir;
mod error;
mod exchange;
mod file;
mod footer;
mod manifest;

use std::fs;
#[cfg(unix)]
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

pub use dir::{AtomicDir, check_vacant};
pub use error::StoreError;
pub use file::{Access, AtomicFile};
pub use footer::write_with_footer;

pub(super) use file::{open_optional, open_regular, quarantine, read_optional, read_regular};

/// Start of the names of temporary files and folders.
pub(super) const PREFIX: &str = ".stratlas-";

/// Owner of a file or folder that is to be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ownership {
    /// This program wrote the file or folder, which has not changed since.
    Own,
    /// Another program or the user wrote the file or folder.
    Foreign,
    /// This program wrote the file or folder, which has changed since.
    Changed,
    /// This program wrote the folder, which contains other files, or files that have changed since.
    Mixed {
        /// Paths that this program did not write.
        foreign: Vec<String>,
        /// Paths that were changed since this program wrote them.
        changed: Vec<String>,
    },
}

impl Ownership {
    /// Returns the error with which replacing `path` fails; `Ok` if the owner permits it.
    fn allow(self, path: &Path) -> Result<(), StoreError> {
        let path = path.to_owned();
        match self {
            Self::Own => Ok(()),
            Self::Foreign => Err(StoreError::Foreign(path)),
            Self::Changed => Err(StoreError::Changed(path)),
            Self::Mixed { foreign, changed } => Err(StoreError::Mixed { folder: path, foreign, changed }),
        }
    }
}

/// Returns whether an error means that a file does not exist, including the case that a part of its path is no folder.
pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Returns the files in `folder` with this extension, sorted; empty if the folder is missing.
pub(super) fn files_in(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, StoreError> {
    let read = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>();
    let mut files = match read() {
        Err(error) if is_missing(&error) => Vec::new(),
        files => files.map_err(|error| StoreError::new("read", folder, error))?,
    };
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}

/// Returns the parent folder of `path`; the current folder for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Creates `folder` and its missing parent folders, and syncs the names of the new ones to disk.
pub(super) fn create_folders(folder: &Path) -> io::Result<()> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && fs::symlink_metadata(folder).is_err();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    fs::create_dir_all(folder)?;
    missing.into_iter().rev().try_for_each(|created| match sync_folder(folder_of(created)) {
        // If the parent folder is writable but not readable, its names cannot be synced, which is left to the system.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    })
}

/// Syncs the names of the files in `folder` to disk: a new file is sure to be found after a crash only after this.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

//! Atomic writes: a file or folder is written beside its place and put there in one step once it is complete. Whatever
//! happens meanwhile, either the old content is there or the new.
//!
//! There are three ways to put something in its place: *create new* fails where something exists, *replace* takes the
//! place of a file of the program's own, and *replace if* exchanges the two names and looks at what was there before it
//! is deleted. Where the system cannot exchange names, the old one steps aside first.

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

pub(super) use file::{quarantine, read_optional, read_regular};

/// What temporary names start with.
pub(super) const PREFIX: &str = ".stratlas-";

/// The owner of something that is about to be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ownership {
    /// This program wrote it, and nothing in it was changed since.
    Own,
    /// Something else wrote it.
    Foreign,
    /// This program wrote it, and something in it was changed since.
    Changed,
    /// A folder that this program wrote has other files or folders in it, or files that were changed since.
    Mixed {
        /// The paths that this program did not write.
        foreign: Vec<String>,
        /// The paths that were changed since they were written.
        changed: Vec<String>,
    },
}

impl Ownership {
    /// Allows to replace `path`, which has this owner, or returns the error that says why not.
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

/// Returns whether an error says that there is no such file, be it only because a folder above it cannot exist.
pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Returns the files in `folder` that have this extension, sorted; a missing folder has none.
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

/// Returns the folder of `path`; that of a bare name is the current one.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Creates `folder` with all folders above it, and syncs the names of those that are new.
pub(super) fn create_folders(folder: &Path) -> io::Result<()> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && fs::symlink_metadata(folder).is_err();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    fs::create_dir_all(folder)?;
    missing.into_iter().rev().try_for_each(|created| match sync_folder(folder_of(created)) {
        // A folder may allow new entries and yet not be opened for reading; then the name is synced with the rest.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    })
}

/// Brings the names in `folder` to the disk: a new name is safe only once its folder is.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

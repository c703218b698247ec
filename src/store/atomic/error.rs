//! Error of reading and writing files and folders.

use std::io;
use std::path::{Path, PathBuf};

/// Maximum number of files of each kind that an error names.
const MAX_NAMED: usize = 5;

/// File or folder that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder cannot be read, written, locked or removed.
    #[error("cannot {action} {}{}", .path.display(), advice(.source))]
    Io {
        /// Verb of the failed operation: `read`, `write`, `lock`.
        action: &'static str,
        /// Path of the file or folder.
        path: PathBuf,
        /// Error of the operating system.
        source: io::Error,
    },
    /// A folder to be created exists already and is not empty.
    #[error("{} is not empty; nothing was written", .0.display())]
    NotEmpty(PathBuf),
    /// There is a file at the path of a folder to be created.
    #[error("{} is not a folder; nothing was written", .0.display())]
    NotAFolder(PathBuf),
    /// This program did not write the file or folder that it should replace.
    #[error("{} was not written by this command; move it away or choose another place", .0.display())]
    Foreign(PathBuf),
    /// The file or folder to be replaced has changed since this program wrote it.
    #[error("{} was changed since it was written, or was written by an earlier version; move it away or choose another place", .0.display())]
    Changed(PathBuf),
    /// The folder to be replaced contains files that this program did not write, or that have changed.
    #[error("{} holds {}; move it away or choose another folder", .folder.display(), in_the_way(.foreign, .changed))]
    Mixed {
        /// Path of the folder.
        folder: PathBuf,
        /// Paths in the folder that this program did not write.
        foreign: Vec<String>,
        /// Paths in the folder that have changed since this program wrote them.
        changed: Vec<String>,
    },
    /// The path given for a file is outside its folder, or that of another file.
    #[error("`{0}` cannot be used as the path of a file")]
    BadPath(String),
}

impl StoreError {
    pub(in crate::store) fn new(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }

    /// Returns whether the error means that a file or folder does not exist.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

/// Returns advice to the user about an error of the system; empty if there is none.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => " (make room on the disk and try again)",
        io::ErrorKind::PermissionDenied => " (see who may use the file and its folder)",
        io::ErrorKind::ReadOnlyFilesystem => " (nothing can be written there; choose another folder)",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => " (a file stands where a folder is needed)",
        io::ErrorKind::IsADirectory => " (a folder stands where a file is needed)",
        io::ErrorKind::FileTooLarge => " (no file may be that long; raise the limit and try again)",
        io::ErrorKind::NotFound => " (it or its folder is gone; bring it back and try again)",
        io::ErrorKind::WouldBlock => " (end the other program, or try again)",
        _ => "",
    }
}

/// Describes the files that prevent the replacement of a folder: names the first few of `foreign` and of `changed`.
fn in_the_way(foreign: &[String], changed: &[String]) -> String {
    let kinds = [(foreign, "what this command did not write"), (changed, "what was changed since it was written")];
    let parts = kinds.into_iter().filter(|(names, _)| !names.is_empty()).map(|(names, what)| {
        let shown = names[..names.len().min(MAX_NAMED)].join(", ");
        let more = names.len().saturating_sub(MAX_NAMED);
        if more == 0 { format!("{what}: {shown}") } else { format!("{what}: {shown}, {more} more") }
    });
    parts.collect::<Vec<_>>().join(", and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_files_of_each_kind_are_named() {
        let names = |count: u32| (1..=count).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(in_the_way(&names(5), &[]), "what this command did not write: 1, 2, 3, 4, 5");
        assert_eq!(
            in_the_way(&names(1), &names(7)),
            "what this command did not write: 1, and what was changed since it was written: 1, 2, 3, 4, 5, 2 more"
        );
    }
}

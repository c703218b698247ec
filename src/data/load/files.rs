//! Finding and reading the files of a folder. A file that cannot be read is a diagnostic; the others are still read.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::{Code, FileProblem, SourceFile};

/// Maximum size of a file, in bytes.
const MAX_FILE: u64 = 64 * 1024 * 1024;
/// Maximum total size of the files of a folder, in bytes, since all of them are in memory at once.
const MAX_FOLDER: u64 = 1024 * 1024 * 1024;
/// Maximum nesting depth of folders.
const MAX_DEPTH: usize = 64;

/// The reason why a folder is not an atlas.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder itself cannot be read.
    #[error("cannot read the folder {path}")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Error of the operating system.
        source: io::Error,
    },
    /// The path is not a folder.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// The folder contains no file with the extension.
    #[error("there is no file called *.{1} in {0}, nor in a folder below it")]
    Empty(PathBuf, &'static str),
    /// The files exceed the size limit.
    #[error("the files called *.{extension} in {folder} are larger than {} MiB together, too much to be read", MAX_FOLDER / 1024 / 1024)]
    TooLarge {
        /// The folder.
        folder: PathBuf,
        /// Extension of the files.
        extension: &'static str,
    },
}

/// File or folder that was found.
#[derive(Debug)]
struct Found {
    /// Path relative to the folder.
    below: PathBuf,
    /// Reason why it cannot be read, if already known.
    problem: Option<FileProblem>,
}

/// Reads all `*.toml` files below `folder`, in order of their paths.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<SourceFile>, FolderError> {
    read_files(folder, "toml")
}

/// Reads all files below `folder` whose names end in `extension`, in upper or lower case, in order of their paths.
pub(crate) fn read_files(folder: &Path, extension: &'static str) -> Result<Vec<SourceFile>, FolderError> {
    let unreadable = |source| FolderError::Unreadable { path: folder.to_owned(), source };
    if !fs::metadata(folder).map_err(unreadable)?.is_dir() {
        return Err(FolderError::NotAFolder(folder.to_owned()));
    }
    let root = folder.canonicalize().map_err(unreadable)?;
    fs::read_dir(&root).map_err(unreadable)?;
    let mut walk = Walk { root: &root, extension, found: Vec::new(), size: 0, seen: HashSet::from([root.clone()]) };
    walk.folder(&root, 0);
    if walk.size > MAX_FOLDER {
        return Err(FolderError::TooLarge { folder: folder.to_owned(), extension });
    }
    let mut found = walk.found;
    if found.is_empty() {
        return Err(FolderError::Empty(folder.to_owned(), extension));
    }
    found.sort_by(|a, b| a.below.cmp(&b.below));
    Ok(found.into_par_iter().map(|found| read(&root, found)).collect())
}

/// Walk through folders that visits each folder once, regardless of links.
#[derive(Debug)]
struct Walk<'a> {
    root: &'a Path,
    /// Extension of the files that are read.
    extension: &'a str,
    found: Vec<Found>,
    /// Total size of the files in bytes, without those that are too large individually.
    size: u64,
    /// Canonical paths of the visited folders.
    seen: HashSet<PathBuf>,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, depth: usize) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.problem(path, Code::Unreadable, format!("this folder cannot be read: {error}")),
        };
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => paths.push(entry.path()),
                Err(error) => {
                    self.problem(path, Code::Unreadable, format!("this folder cannot be read whole: {error}"));
                }
            }
        }
        // Sorted, so that of two links to one folder always the same one is rejected.
        paths.sort();
        paths.into_iter().filter(|path| !is_hidden(path)).for_each(|path| self.entry(&path, depth));
    }

    fn entry(&mut self, path: &Path, depth: usize) {
        let is_wanted = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(self.extension));
        let (kind, size) = match fs::metadata(path) {
            Ok(metadata) => (metadata.file_type(), metadata.len()),
            Err(error) if is_wanted || error.kind() != io::ErrorKind::NotFound => {
                return self.problem(path, Code::Unreadable, format!("this cannot be read: {error}"));
            }
            // A dangling link to a file that would be ignored anyway.
            Err(_) => return,
        };
        match (is_wanted, kind.is_dir(), kind.is_file()) {
            (true, true, _) => self.problem(path, Code::Unreadable, "this is a folder, not a file"),
            (true, _, true) => {
                self.size += if size > MAX_FILE { 0 } else { size };
                self.found.push(Found { below: self.below(path), problem: None });
            }
            (true, _, false) => self.problem(path, Code::Unreadable, "this is not a regular file"),
            (false, true, _) => self.subfolder(path, depth + 1),
            (false, false, _) => {}
        }
    }

    fn subfolder(&mut self, path: &Path, depth: usize) {
        if depth > MAX_DEPTH {
            let message = format!("folders are nested more than {MAX_DEPTH} levels deep");
            return self.problem(path, Code::Unreadable, message);
        }
        match path.canonicalize() {
            Err(error) => self.problem(path, Code::Unreadable, format!("this folder cannot be read: {error}")),
            Ok(true_path) => {
                if self.seen.insert(true_path) {
                    self.folder(path, depth);
                } else {
                    let message = "this folder is reached twice: a link leads to it, or back to one that holds it";
                    self.problem(path, Code::Unreadable, message);
                }
            }
        }
    }

    fn problem(&mut self, path: &Path, code: Code, message: impl Into<String>) {
        self.found.push(Found { below: self.below(path), problem: Some(FileProblem::new(code, message)) });
    }

    fn below(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.root).unwrap_or(path).to_owned()
    }
}

/// Returns whether a path is hidden: editors use such names for locks and backups, version control for its folder.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn read(root: &Path, found: Found) -> SourceFile {
    let parts: Vec<_> = found.below.iter().map(|part| part.to_string_lossy()).collect();
    let name = parts.join("/");
    match found.problem.map_or_else(|| read_bytes(&root.join(&found.below)), Err) {
        Ok(bytes) => SourceFile::decode(name, bytes),
        Err(problem) => SourceFile::unreadable(name, problem),
    }
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, FileProblem> {
    let mut bytes = Vec::new();
    let mut read = |file: File| {
        // One byte more than expected, so that the end is seen without growing.
        let expected = file.metadata()?.len().min(MAX_FILE) + 1;
        bytes.reserve_exact(usize::try_from(expected).unwrap_or(0));
        file.take(MAX_FILE + 1).read_to_end(&mut bytes)
    };
    match File::open(path).and_then(&mut read) {
        Err(error) => Err(FileProblem::new(Code::Unreadable, format!("this file cannot be read: {error}"))),
        Ok(size) if size as u64 > MAX_FILE => {
            let message = format!("this file is larger than {} MiB; split it", MAX_FILE / 1024 / 1024);
            Err(FileProblem::new(Code::TooLarge, message))
        }
        Ok(_) => Ok(bytes),
    }
}

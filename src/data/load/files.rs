//! Finds and reads the files of a folder. A file that cannot be read is reported; the other files are still read.

use std::collections::{BTreeMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::{Code, FileProblem, Severity, SourceFile};
use crate::model::SharedSort;

/// Maximum size of a file, in bytes.
const MAX_FILE: u64 = 64 * 1024 * 1024;
/// Maximum total size of the files of a folder, in bytes: all of them are in memory at once.
const MAX_FOLDER: u64 = 1024 * 1024 * 1024;
/// Maximum nesting depth of folders.
const MAX_DEPTH: usize = 64;

/// The reason why a folder is not an atlas.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder itself cannot be read.
    #[error("cannot read the folder {path}")]
    Unreadable {
        /// Path of the folder.
        path: PathBuf,
        /// Error of the operating system.
        source: io::Error,
    },
    /// The path leads to something that is not a folder.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// The folder at the path contains no file with the extension.
    #[error("there is no file called *.{1} in {0}, nor in a folder below it")]
    Empty(PathBuf, &'static str),
    /// The files of the folder exceed the limit on their total size.
    #[error("the files called *.{extension} in {folder} are larger than {} MiB together, too much to be read", MAX_FOLDER / 1024 / 1024)]
    TooLarge {
        /// Path of the folder.
        folder: PathBuf,
        /// Extension of the files that are read.
        extension: &'static str,
    },
}

/// Which files of a folder are read, and which others are reported, by the extensions of their names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileFormat {
    /// Extensions of the files that are read, without regard to case; the first one is the usual one.
    pub(crate) extensions: &'static [&'static str],
    /// Extensions that a user may have given by mistake, as `tml` for `toml`. A file with one of them is reported, and
    /// so is a file with an extension that is read and another one after it: `pause.toml.txt`.
    similar: &'static [&'static str],
    /// Whether files with any other extension are reported too, with one warning per extension.
    reports_others: bool,
}

/// The TOML files of an atlas.
const TOML: FileFormat = FileFormat { extensions: &["toml"], similar: &["tml"], reports_others: false };
/// The Markdown notes of a vault.
pub(crate) const NOTES: FileFormat = FileFormat {
    extensions: &["md", "markdown", "mdown", "mkdn", "mkd"],
    similar: &["txt", "text", "mdx", "mdwn", "mdtxt", "org", "rtf", "odt", "doc", "docx"],
    reports_others: true,
};
/// Extensions that backup copies have after their usual extension; such files are not reported.
const BACKUPS: [&str; 6] = ["bak", "backup", "old", "orig", "swp", "tmp"];

impl FileFormat {
    fn is_read(self, path: &Path) -> bool {
        has_extension(path, self.extensions)
    }

    /// Returns whether the user may have meant the file at `path` for the atlas, although it is not read.
    fn is_similar(self, path: &Path) -> bool {
        let is_second = |extension: &OsStr| {
            path.file_stem().is_some_and(|stem| self.is_read(Path::new(stem)))
                && !BACKUPS.iter().any(|backup| extension.eq_ignore_ascii_case(backup))
                && !extension.as_encoded_bytes().ends_with(b"~")
        };
        has_extension(path, self.similar) || path.extension().is_some_and(is_second)
    }
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|found| extensions.iter().any(|known| found.eq_ignore_ascii_case(known)))
}

/// File or folder that the search in a folder found.
#[derive(Debug)]
struct Found {
    /// Path relative to the folder that is searched.
    below: PathBuf,
    /// Reason why the file or folder cannot be read, if the search already knows it.
    problem: Option<FileProblem>,
}

/// Returns the path of the file in `folder` that diagnostics call `name`, which has slashes, with the separators of the
/// system. An absolute `name` is a path by itself.
pub fn path_in(folder: &Path, name: &str) -> PathBuf {
    folder.join(name).components().collect()
}

/// Reads all `*.toml` files below `folder`, in order of their paths.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<SourceFile>, FolderError> {
    read_files(folder, TOML)
}

/// Reads all `*.toml` files below the folder of an overlay, in order of their paths; unlike an atlas, an overlay may
/// have none.
pub(crate) fn read_overlay(folder: &Path) -> Result<Vec<SourceFile>, FolderError> {
    match find_files(folder, TOML) {
        Err(FolderError::Empty(..)) => Ok(Vec::new()),
        files => files,
    }
}

/// Reads all files of `format` below `folder`, in order of their paths. Files that are reported but not read are
/// included with an empty text.
pub(crate) fn read_files(folder: &Path, format: FileFormat) -> Result<Vec<SourceFile>, FolderError> {
    let files = find_files(folder, format)?;
    let is_left_out = |problem: &FileProblem| problem.code.severity() == Severity::Warning;
    if files.iter().all(|file| file.problem.as_ref().is_some_and(is_left_out)) {
        let extension = format.extensions.first().copied().unwrap_or_default();
        return Err(FolderError::Empty(folder.to_owned(), extension));
    }
    Ok(files)
}

fn find_files(folder: &Path, format: FileFormat) -> Result<Vec<SourceFile>, FolderError> {
    let extension = format.extensions.first().copied().unwrap_or_default();
    let unreadable = |source| FolderError::Unreadable { path: folder.to_owned(), source };
    if !fs::metadata(folder).map_err(unreadable)?.is_dir() {
        return Err(FolderError::NotAFolder(folder.to_owned()));
    }
    let root = folder.canonicalize().map_err(unreadable)?;
    fs::read_dir(&root).map_err(unreadable)?;
    let mut walk = Walk {
        root: &root,
        format,
        found: Vec::new(),
        others: BTreeMap::new(),
        size: 0,
        seen: HashSet::from([root.clone()]),
    };
    walk.folder(&root, 0);
    if walk.size > MAX_FOLDER {
        return Err(FolderError::TooLarge { folder: folder.to_owned(), extension });
    }
    if walk.found.is_empty() {
        return Err(FolderError::Empty(folder.to_owned(), extension));
    }
    walk.report_others();
    let mut found = walk.found;
    found.shared_sort_by(|a, b| a.below.cmp(&b.below));
    Ok(found.into_par_iter().map(|found| read(&root, found)).collect())
}

/// Walk through a folder and its subfolders that visits each of them once, even if links lead to it.
#[derive(Debug)]
struct Walk<'a> {
    root: &'a Path,
    format: FileFormat,
    found: Vec<Found>,
    /// Files that are not read, by extension: the first such file, and the number of further files.
    others: BTreeMap<OsString, (PathBuf, usize)>,
    /// Total size in bytes of the files to read, without files that are too large by themselves.
    size: u64,
    /// Canonical paths of the folders that have been visited, so that a link to one of them is not followed.
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
        // In sorted order, of two links to one folder it is always the same one that is rejected.
        paths.sort();
        paths.into_iter().filter(|path| !is_hidden(path)).for_each(|path| self.entry(&path, depth));
    }

    fn entry(&mut self, path: &Path, depth: usize) {
        let is_wanted = self.format.is_read(path);
        let (kind, size) = match fs::metadata(path) {
            Ok(metadata) => (metadata.file_type(), metadata.len()),
            Err(error) if is_wanted || error.kind() != io::ErrorKind::NotFound => {
                return self.problem(path, Code::Unreadable, format!("this cannot be read: {error}"));
            }
            // A link to a missing file that would not be read anyway is ignored.
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
            (false, false, _) => self.other(path),
        }
    }

    /// Notes a file that is not read: by itself if the user may have meant it for the atlas, else by its extension.
    fn other(&mut self, path: &Path) {
        if self.format.is_similar(path) {
            let usual = self.format.extensions.first().copied().unwrap_or_default();
            self.problem(path, Code::LeftOut, format!("this file is not read: its name does not end in `.{usual}`"));
        } else if self.format.reports_others {
            let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
            self.others.entry(extension).and_modify(|(_, more)| *more += 1).or_insert_with(|| (path.to_owned(), 0));
        }
    }

    fn report_others(&mut self) {
        for (extension, (path, more)) in std::mem::take(&mut self.others) {
            let message = match (more, extension.is_empty()) {
                (0, _) => "this file is not a note; it is left out".to_owned(),
                (more, true) => {
                    format!("this file is not a note; it is left out, with {more} more without an extension")
                }
                (more, false) => {
                    let extension = extension.to_string_lossy();
                    format!("this file is not a note; it is left out, with {more} more ending in .{extension}")
                }
            };
            self.problem(&path, Code::NotUnderstood, message);
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

/// Returns whether the name of a file or folder starts with a dot: such names are used for locks and backups of
/// editors, and for the data of version control.
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
        // With room for one byte more than the file has, reading sees the end of the file without growing the buffer.
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

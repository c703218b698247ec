//! Files: finding and reading the TOML files of a folder. Every file that cannot be read is a diagnostic of its own; the
//! rest is read all the same.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, FileFault, PendingDiagnostic, SourceFile, Span, decode};
use rayon::prelude::*;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// The most that the files of a folder come to together, in bytes: all of them are held at once.
const MOST: u64 = 1024 * 1024 * 1024;
/// The deepest folder that is looked into.
const DEEPEST: usize = 64;

/// A folder that is no atlas at all.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder itself cannot be read.
    #[error("cannot read the folder {path}")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// There is something else in its place.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// It holds no TOML file.
    #[error("there is no file called *.{1} in {0}, nor in a folder below it")]
    Empty(PathBuf, &'static str),
    /// It holds more than can be read.
    #[error("the files called *.{extension} in {folder} are larger than {} MiB together, too much to be read", MOST / 1024 / 1024)]
    TooLarge {
        /// The folder.
        folder: PathBuf,
        /// How the names of the files end.
        extension: &'static str,
    },
}

/// A file as it was found.
#[derive(Debug)]
struct Found {
    /// Its path below the folder.
    below: PathBuf,
    /// Why it cannot be a part of the atlas, if that is plain before it is read.
    diagnostic: Option<(Code, String)>,
}

/// The texts of all `*.toml` files below `folder`, in order of their paths.
pub(crate) fn read_folder(
    folder: &Path,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Result<Vec<SourceFile>, FolderError> {
    read_all(folder, "toml", diagnostics)
}

/// The texts of all files below `folder` whose names end like that, in order of their paths.
pub(crate) fn read_all(
    folder: &Path,
    extension: &'static str,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Result<Vec<SourceFile>, FolderError> {
    let unreadable = |source| FolderError::Unreadable { path: folder.to_owned(), source };
    if !fs::metadata(folder).map_err(unreadable)?.is_dir() {
        return Err(FolderError::NotAFolder(folder.to_owned()));
    }
    let root = folder.canonicalize().map_err(unreadable)?;
    fs::read_dir(&root).map_err(unreadable)?;
    let mut walk = Walk { root: &root, extension, found: Vec::new(), size: 0, seen: HashSet::from([root.clone()]) };
    walk.folder(&root, 0);
    if walk.size > MOST {
        return Err(FolderError::TooLarge { folder: folder.to_owned(), extension });
    }
    let mut found = walk.found;
    if found.is_empty() {
        return Err(FolderError::Empty(folder.to_owned(), extension));
    }
    found.sort_by(|a, b| a.below.cmp(&b.below));
    let read: Vec<_> = found.into_par_iter().map(|found| read(&root, found)).collect();
    let mut sources = Vec::with_capacity(read.len());
    for (number, (source, diagnostic)) in (0..).zip(read) {
        sources.push(source);
        diagnostics.extend(diagnostic.map(|(code, offset, message)| {
            PendingDiagnostic::new(code, Span::new(number, &(offset..offset)), message)
        }));
    }
    Ok(sources)
}

/// A walk through folders that visits each once, whatever links to it.
#[derive(Debug)]
struct Walk<'a> {
    root: &'a Path,
    /// How the names of files end that are read.
    extension: &'a str,
    found: Vec<Found>,
    /// How large the files are together, but for those that are too large by themselves, in bytes.
    size: u64,
    /// Folders visited, by their true paths.
    seen: HashSet<PathBuf>,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, depth: usize) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.fault(path, Code::Unreadable, format!("this folder cannot be read: {error}")),
        };
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => paths.push(entry.path()),
                Err(error) => self.fault(path, Code::Unreadable, format!("this folder cannot be read whole: {error}")),
            }
        }
        // In order, so that of two links to one folder it is always the same that is refused.
        paths.sort();
        paths.into_iter().filter(|path| !is_hidden(path)).for_each(|path| self.entry(&path, depth));
    }

    fn entry(&mut self, path: &Path, depth: usize) {
        let is_wanted = path.extension().is_some_and(|extension| extension == self.extension);
        let (kind, size) = match fs::metadata(path) {
            Ok(metadata) => (metadata.file_type(), metadata.len()),
            Err(error) if is_wanted || error.kind() != io::ErrorKind::NotFound => {
                return self.fault(path, Code::Unreadable, format!("this cannot be read: {error}"));
            }
            // A link to nowhere that would not have been read anyway.
            Err(_) => return,
        };
        match (is_wanted, kind.is_dir(), kind.is_file()) {
            (true, true, _) => self.fault(path, Code::Unreadable, "this is a folder, not a file".to_owned()),
            (true, _, true) => {
                self.size += if size > LARGEST { 0 } else { size };
                self.found.push(Found { below: self.below(path), diagnostic: None });
            }
            (true, _, false) => self.fault(path, Code::Unreadable, "this is no regular file".to_owned()),
            (false, true, _) => self.subfolder(path, depth + 1),
            (false, false, _) => {}
        }
    }

    fn subfolder(&mut self, path: &Path, depth: usize) {
        if depth > DEEPEST {
            let message = format!("folders are looked into {DEEPEST} deep, and this is one more");
            return self.fault(path, Code::Unreadable, message);
        }
        match path.canonicalize() {
            Err(error) => self.fault(path, Code::Unreadable, format!("this folder cannot be read: {error}")),
            Ok(true_path) => {
                if self.seen.insert(true_path) {
                    self.folder(path, depth);
                } else {
                    let message = "this folder is reached twice: a link leads to it, or back to one that holds it";
                    self.fault(path, Code::Unreadable, message.to_owned());
                }
            }
        }
    }

    fn fault(&mut self, path: &Path, code: Code, message: String) {
        self.found.push(Found { below: self.below(path), diagnostic: Some((code, message)) });
    }

    fn below(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.root).unwrap_or(path).to_owned()
    }
}

/// Editors keep locks and backups under such names, and version control its own folder.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn read(root: &Path, found: Found) -> (SourceFile, Option<FileFault>) {
    let parts: Vec<_> = found.below.iter().map(|part| part.to_string_lossy()).collect();
    let name = parts.join("/");
    let (text, diagnostic) = match found.diagnostic {
        Some((code, message)) => (String::new(), Some((code, 0, message))),
        None => read_text(&root.join(&found.below)),
    };
    (SourceFile::new(name, text), diagnostic)
}

fn read_text(path: &Path) -> (String, Option<FileFault>) {
    let mut bytes = Vec::new();
    let size = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    match size {
        Err(error) => (String::new(), Some((Code::Unreadable, 0, format!("this file cannot be read: {error}")))),
        Ok(size) if size as u64 > LARGEST => {
            let message = format!("this file is larger than {} MiB; split it", LARGEST / 1024 / 1024);
            (String::new(), Some((Code::TooLarge, 0, message)))
        }
        Ok(_) => decode(bytes),
    }
}

//! Importing of atlases in other formats: they are converted to TOML tables, which the same code reads as an atlas in
//! TOML. Errors are reported at their lines in the original files.

mod json;
mod tables;
mod vault;

pub(crate) use json::{FORMAT as JSON_FORMAT, VERSION as JSON_VERSION};

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::diagnostic::SourceFile;

pub use tables::{CsvChoices, CsvImport, Mapping, MechanismsOf, TableChoice, import_csv, import_csv_texts};

use super::load::{FolderError, Loaded};

/// Maximum size of an imported file, in bytes.
const MAX_IMPORT: u64 = 1024 * 1024 * 1024;
/// Range of a value that has no position, because errors in it are already reported; see
/// [`Span::DUMMY`](crate::diagnostic::Span::DUMMY).
const DUMMY_RANGE: Range<usize> = u32::MAX as usize..u32::MAX as usize;

/// Reason why a file or folder cannot be imported at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file or folder cannot be read.
    #[error("cannot read {}", .path.display())]
    Unreadable {
        /// Path of the file or folder.
        path: PathBuf,
        /// Error of the operating system.
        source: io::Error,
    },
    /// The file at this path is larger than the maximum.
    #[error("{} is larger than {} MiB", .0.display(), MAX_IMPORT / 1024 / 1024)]
    TooLarge(PathBuf),
    /// The folder at this path contains no table.
    #[error("there is no table in {}: tables are called people.csv, positions.csv and so on, as `stratlas export csv` writes them", .0.display())]
    NoTables(PathBuf),
    /// An option of the user does not match any table; the text explains which.
    #[error("{0}")]
    NoColumn(String),
}

/// Loads the atlas in the JSON file at `path`.
///
/// # Errors
/// If the file cannot be read. Errors in its content are diagnostics of the result.
pub fn load_json(path: &Path) -> Result<Loaded, ImportError> {
    let bytes = read(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    Ok(json::load(&name, bytes))
}

/// Loads the atlas in the JSON `text`; diagnostics refer to the text as `name`.
pub fn load_json_text(name: &str, text: &str) -> Loaded {
    json::load(name, text.as_bytes().to_vec())
}

/// Loads the atlas in the vault of Markdown notes at `folder`.
///
/// # Errors
/// If the folder cannot be read, or contains no notes. Errors in notes are diagnostics of the result.
pub fn load_vault(folder: &Path) -> Result<Loaded, FolderError> {
    vault::load_folder(folder)
}

/// Loads the atlas in the Markdown notes `texts`, each with its path in the vault.
pub fn load_vault_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let sources = texts.into_iter().map(|(name, text)| SourceFile::new(name.to_owned(), text.to_owned()));
    vault::load(sources.collect())
}

/// Returns the bytes of a file; fails if there are more than [`MAX_IMPORT`].
fn read(path: &Path) -> Result<Vec<u8>, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let size =
        File::open(path).and_then(|file| file.take(MAX_IMPORT + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if size as u64 > MAX_IMPORT { Err(ImportError::TooLarge(path.to_owned())) } else { Ok(bytes) }
}

//! An atlas with the user's overlay over it, as it is and as it would be.

use std::path::Path;

use super::embedded::{EmbeddedError, embedded_texts};
use super::load::{FolderError, Loaded, load, read_folder};
use crate::diagnostic::{PendingDiagnostic, SourceFile, Span};

/// An atlas that cannot be loaded at all.
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
pub struct Change<'a> {
    /// Its path below the folder it is in, with slashes.
    pub path: &'a str,
    /// What would be in it.
    pub text: &'a str,
}

/// The texts of an atlas, and of what goes over it.
#[derive(Debug, Default)]
struct Texts {
    sources: Vec<SourceFile>,
    /// How many of them are the atlas.
    own: usize,
    /// What was wrong with them when they were read.
    diagnostics: Vec<PendingDiagnostic>,
}

/// Loads the atlas in `folder`, or else the embedded one, with the files below `overlay` over it. Those files are named
/// by their whole paths.
///
/// # Errors
/// If one of the folders is none, or cannot be read. Everything else is a diagnostic.
pub fn load_with_overlay(folder: Option<&Path>, overlay: &Path) -> Result<Loaded, LoadError> {
    let Texts { sources, own, diagnostics } = read(folder, Some(overlay))?;
    Ok(load(&sources, own, diagnostics))
}

/// Loads what would be there after `change`, which is one of the overlay if there is one, else of the folder.
///
/// # Errors
/// As [`load_with_overlay`].
pub fn load_changed(folder: Option<&Path>, overlay: Option<&Path>, change: Change<'_>) -> Result<Loaded, LoadError> {
    let Texts { mut sources, mut own, diagnostics } = read(folder, overlay)?;
    let name = overlay.map_or_else(|| change.path.to_owned(), |overlay| named(overlay, change.path));
    let source = SourceFile::new(name, change.text.to_owned());
    match sources.iter_mut().find(|known| known.name == source.name) {
        Some(known) => *known = source,
        None => {
            sources.push(source);
            own += usize::from(overlay.is_none());
        }
    }
    Ok(load(&sources, own, diagnostics))
}

fn read(folder: Option<&Path>, overlay: Option<&Path>) -> Result<Texts, LoadError> {
    let mut diagnostics = Vec::new();
    let mut sources = match folder {
        Some(folder) => read_folder(folder, &mut diagnostics)?,
        None => embedded_texts()?.into_iter().map(|file| SourceFile::new(file.path, file.text)).collect(),
    };
    let own = sources.len();
    let Some(overlay) = overlay.filter(|overlay| overlay.exists()) else {
        return Ok(Texts { sources, own, diagnostics });
    };
    let mut found = Vec::new();
    let over = match read_folder(overlay, &mut found) {
        // Nothing in it yet.
        Err(FolderError::Empty(..)) => Vec::new(),
        read => read?,
    };
    sources.extend(over.into_iter().map(|mut source| {
        source.name = named(overlay, &source.name);
        source
    }));
    let first = u32::try_from(own).unwrap_or(u32::MAX);
    diagnostics.extend(found.into_iter().map(|diagnostic| {
        let span = Span { file: diagnostic.span.file.saturating_add(first), ..diagnostic.span };
        PendingDiagnostic { span, ..diagnostic }
    }));
    Ok(Texts { sources, own, diagnostics })
}

/// What the file `below` an overlay is called.
fn named(overlay: &Path, below: &str) -> String {
    format!("{}/{below}", overlay.display())
}

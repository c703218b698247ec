//! Folders that are made whole: either all of it is there in the end or none of it, and nothing that was there before
//! is touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

use super::files::{self, StoreError};

/// A folder that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum FreshError {
    /// There is something in it that is not to be lost.
    #[error("{0} is not empty; nothing was written")]
    NotEmpty(PathBuf),
    /// There is something else in its place.
    #[error("{0} is not a folder; nothing was written")]
    NotAFolder(PathBuf),
    /// It was not to be made after all.
    #[error("stopped; nothing was written")]
    Stopped,
    /// It cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the folder `folder` with `files` in it, each a path below it, with slashes, and its text. A folder that is
/// there already has to be empty. Before each file it is asked whether to `stop`.
///
/// # Errors
/// If there is something in its place, it cannot be written, or it was stopped; nothing is there then that was not there before.
pub fn fresh_folder<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    stop: impl Fn() -> bool,
) -> Result<(), FreshError> {
    let failed = |error| StoreError::new("write", folder, error);
    let there = vacant(folder)?;
    // In a folder that is there, for someone may stand in it; else beside the one that is to be.
    let site = if there { folder } else { files::folder_of(folder) };
    fs::create_dir_all(site).map_err(failed)?;
    let built = build(site, files.into_iter().take_while(|_| !stop())).map_err(failed)?;
    if stop() {
        return Err(FreshError::Stopped);
    }
    if there {
        move_in(&built, folder).map_err(failed)?;
    } else {
        put(built, folder)?;
    }
    files::sync_folder(site).map_err(failed)?;
    Ok(())
}

/// Whether there is a folder `folder` already; it is empty then.
///
/// # Errors
/// If there is something in it, or something else in its place, or it cannot be read.
pub fn vacant(folder: &Path) -> Result<bool, FreshError> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => Err(FreshError::NotEmpty(folder.to_owned())),
        Ok(false) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(FreshError::NotAFolder(folder.to_owned())),
        Err(error) => Err(StoreError::new("write", folder, error).into()),
    }
}

/// Makes `text` the content of the file at `path`, in one step; a file that is to be `fresh` must not be there. Returns
/// whether it did.
///
/// # Errors
/// If it cannot be written.
pub fn put_text(path: &Path, fresh: bool, text: &str) -> Result<bool, StoreError> {
    if fresh { files::create(path, text.as_bytes()) } else { files::write(path, text.as_bytes()).map(|()| true) }
}

/// A folder in `site` with `files` in it; it goes away again unless it is kept.
fn build<'a>(site: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> io::Result<TempDir> {
    let mut builder = Builder::new();
    builder.prefix(".stratlas-");
    // Unlike most of what is temporary this is to stay, so everyone may see it whom the user lets.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let built = builder.tempdir_in(site)?;
    for (path, text) in files {
        let path = path.split('/').fold(built.path().to_owned(), |path, part| path.join(part));
        fs::create_dir_all(files::folder_of(&path))?;
        fs::write(path, text)?;
    }
    Ok(built)
}

/// Gives the folder that was built its name, unless something has taken it by now.
fn put(built: TempDir, folder: &Path) -> Result<(), FreshError> {
    match fs::rename(built.path(), folder) {
        Ok(()) => {
            // It is no longer where it would be cleared away.
            let _ = built.keep();
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Err(FreshError::NotEmpty(folder.to_owned())),
        Err(error) => Err(StoreError::new("write", folder, error).into()),
    }
}

/// Moves what is in the folder that was built to `folder`, around it.
fn move_in(built: &TempDir, folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(built.path())? {
        let entry = entry?;
        fs::rename(entry.path(), folder.join(entry.file_name()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 2] = [("a.toml", "a"), ("b/c.toml", "c")];

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_that_is_not_there_is_made_with_those_above_it() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("x/y");
        fresh_folder(&folder, FILES, || false).unwrap();
        assert_eq!(names(&folder), ["a.toml", "b"]);
        assert_eq!(fs::read_to_string(folder.join("b/c.toml")).unwrap(), "c");
        assert_eq!(names(&home.path().join("x")), ["y"], "nothing is left beside it");
    }

    #[test]
    fn an_empty_folder_is_filled_and_stays_the_folder_it_is() {
        let home = tempfile::tempdir().unwrap();
        fresh_folder(home.path(), FILES, || false).unwrap();
        assert_eq!(names(home.path()), ["a.toml", "b"]);
    }

    #[test]
    fn nothing_that_is_there_is_touched() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("mine"), "mine").unwrap();
        assert!(matches!(fresh_folder(home.path(), FILES, || false), Err(FreshError::NotEmpty(_))));
        assert!(matches!(fresh_folder(&home.path().join("mine"), FILES, || false), Err(FreshError::NotAFolder(_))));
        assert_eq!(names(home.path()), ["mine"]);
        assert_eq!(fs::read_to_string(home.path().join("mine")).unwrap(), "mine");
    }

    #[test]
    fn what_is_stopped_leaves_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let asked = std::cell::Cell::new(0);
        let stop = || asked.replace(asked.get() + 1) > 0;
        for folder in [home.path().join("x"), home.path().to_owned()] {
            asked.set(0);
            assert!(matches!(fresh_folder(&folder, FILES, stop), Err(FreshError::Stopped)));
            assert_eq!(names(home.path()), [""; 0]);
        }
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let clash = [("a", "a"), ("a/b", "b")];
        assert!(fresh_folder(&home.path().join("x"), clash, || false).is_err());
        assert_eq!(names(home.path()), [""; 0]);
    }
}

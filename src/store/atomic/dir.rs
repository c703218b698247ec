//! Atomic writes of folders.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use tempfile::{Builder, TempDir};

use super::exchange::{exchange, rename_no_replace, retry_while_open};
use super::manifest::{self, Manifest};
use super::{PREFIX, StoreError, create_folders, folder_of, sync_folder};

/// Folder that is written under a temporary name. If it is dropped before [`AtomicDir::finish`], it is removed.
#[derive(Debug)]
pub struct AtomicDir {
    /// Path that the caller gave, for messages.
    path: PathBuf,
    /// Path of the folder that is written: the target if `path` is a symbolic link.
    target: PathBuf,
    staged: TempDir,
    /// List of the files of the folder, to be stored in it; `None` for a folder that no later export may replace.
    manifest: Option<Manifest>,
    /// Paths added so far, in lower case, because some systems ignore case in names.
    taken: HashSet<String>,
}

impl AtomicDir {
    /// Creates a temporary folder that [`Self::finish`] moves to `target`. An empty folder at `target` is filled.
    ///
    /// # Errors
    /// If there is something else at `target`, or nothing can be written there.
    pub fn create_new(target: &Path) -> Result<Self, StoreError> {
        check_vacant(target)?;
        // An empty folder is filled instead of replaced, because it may be the current folder of a shell.
        let site = if target.is_dir() { target } else { folder_of(target) };
        Self::stage(target, target.to_owned(), site, None)
    }

    /// Creates a temporary folder that [`Self::finish`] moves to `target`, replacing an earlier export of the same
    /// `kind` there. `kind` names the format of the export: `html`, `csv`.
    ///
    /// # Errors
    /// If there is something else at `target`, or nothing can be written there.
    pub fn replace_own(target: &Path, kind: &str) -> Result<Self, StoreError> {
        let path = target;
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if fs::symlink_metadata(&target).is_ok() {
            check_owner(&target, path, kind)?;
        }
        let site = folder_of(&target).to_owned();
        Self::stage(path, target, &site, Some(Manifest::new(kind)))
    }

    fn stage(path: &Path, target: PathBuf, site: &Path, manifest: Option<Manifest>) -> Result<Self, StoreError> {
        let staged = || {
            create_folders(site)?;
            let mut builder = Builder::new();
            builder.prefix(PREFIX);
            // Temporary folders are private by default; this one gets the permissions that the umask allows.
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
            builder.tempdir_in(site)
        };
        let staged = staged().map_err(|error| StoreError::new("write", path, error))?;
        Ok(Self { path: path.to_owned(), target, staged, manifest, taken: HashSet::new() })
    }

    /// Adds a file with the content `bytes` at `path`, which is relative to the folder and has slashes.
    ///
    /// # Errors
    /// If the path is outside of the folder or was already added, or the file cannot be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let is_inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !is_inside || path.is_empty() || path.contains('\\') || !self.taken.insert(path.to_lowercase()) {
            return Err(StoreError::BadPath(path.to_owned()));
        }
        let file = self.staged.path().join(path);
        // An export has many files that can be generated again, so they are not synced individually.
        let written = fs::create_dir_all(folder_of(&file)).and_then(|()| fs::write(&file, bytes));
        written.map_err(|error| StoreError::new("write", &self.path.join(path), error))?;
        if let Some(manifest) = &mut self.manifest {
            manifest.add(path, bytes);
        }
        Ok(())
    }

    /// Moves the folder to its target.
    ///
    /// # Errors
    /// If the folder cannot be moved, or something else is at the target by now, which is left unchanged.
    pub fn finish(self) -> Result<(), StoreError> {
        let (path, target) = (self.path.clone(), self.target.clone());
        let failed = |error| StoreError::new("write", &path, error);
        if let Some(manifest) = &self.manifest {
            manifest.write(self.staged.path()).map_err(failed)?;
        }
        let is_there = fs::symlink_metadata(&target).is_ok();
        match &self.manifest {
            None if is_there => self.move_entries()?,
            Some(manifest) if is_there => {
                let kind = manifest.kind().to_owned();
                self.exchange(&kind)?;
            }
            _ => {
                rename_no_replace(self.staged.path(), &target).map_err(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => StoreError::NotEmpty(path.clone()),
                    _ => failed(error),
                })?;
                // The folder is no longer temporary, so dropping its handle must not remove it.
                let _ = self.staged.keep();
            }
        }
        sync_folder(folder_of(&target)).map_err(failed)
    }

    /// Moves the contents of the temporary folder into the existing empty folder at the target.
    fn move_entries(&self) -> Result<(), StoreError> {
        let moved = || {
            for entry in fs::read_dir(self.staged.path())? {
                let entry = entry?;
                rename_no_replace(&entry.path(), &self.target.join(entry.file_name()))?;
            }
            sync_folder(&self.target)
        };
        moved().map_err(|error| StoreError::new("write", &self.path, error))
    }

    /// Exchanges the names of the new and the old folder. The old folder then has the temporary name and is removed.
    fn exchange(self, kind: &str) -> Result<(), StoreError> {
        let Self { path, target, staged, .. } = &self;
        let failed = |error| StoreError::new("write", path, error);
        let before = fs::metadata(target).map_err(failed)?;
        fs::set_permissions(staged.path(), before.permissions()).map_err(failed)?;
        if !exchange(staged.path(), target).map_err(failed)? {
            return self.step_aside(kind);
        }
        // The old folder may have changed while the new one was written, so it is checked again, and exchanged back if
        // it has.
        check_owner(staged.path(), path, kind).or_else(|error| {
            exchange(staged.path(), target).map_err(failed)?;
            Err(error)
        })
    }

    /// Replaces the old folder in two steps, on systems that cannot exchange names: moves it away, then moves the new
    /// one.
    fn step_aside(self, kind: &str) -> Result<(), StoreError> {
        let Self { path, target, staged, .. } = self;
        let failed = |error| StoreError::new("write", &path, error);
        check_owner(&target, &path, kind)?;
        let aside = Builder::new().prefix(PREFIX).tempdir_in(folder_of(&target)).map_err(failed)?;
        let old = aside.path().join("old");
        retry_while_open(|| fs::rename(&target, &old)).map_err(failed)?;
        if let Err(error) = retry_while_open(|| fs::rename(staged.path(), &target)) {
            fs::rename(&old, &target).map_err(failed)?;
            return Err(failed(error));
        }
        let _ = staged.keep();
        Ok(())
    }
}

/// Fails unless an export of this `kind` may replace the folder at `path`. Errors name `shown`, the path that the
/// caller gave.
fn check_owner(path: &Path, shown: &Path, kind: &str) -> Result<(), StoreError> {
    let owner = manifest::owner_of(path, kind).map_err(|error| StoreError::new("read", shown, error))?;
    owner.allow(shown)
}

/// Fails unless `folder` is missing or an empty folder.
///
/// # Errors
/// If the folder is not empty, something else is at its path, or it cannot be read.
pub fn check_vacant(folder: &Path) -> Result<(), StoreError> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => Err(StoreError::NotEmpty(folder.to_owned())),
        Ok(false) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(StoreError::NotAFolder(folder.to_owned())),
        // Some systems fail with another error where a file is.
        Err(_) if folder.is_file() => Err(StoreError::NotAFolder(folder.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(StoreError::new("write", folder, error)),
    }
}

#[cfg(test)]
pub(super) mod tests;

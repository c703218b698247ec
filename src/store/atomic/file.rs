//! Atomic writes of files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, PersistError};

use super::exchange::{exchange, retry_while_open};
use super::{Ownership, PREFIX, StoreError, create_folders, folder_of, is_missing, sync_folder};

/// Permissions of a new file. A replaced file keeps its permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Readable only by the owner: state of the program.
    Private,
    /// Readable as the umask allows: files that users edit and share.
    Shared,
}

/// File that is written atomically: readers see either its old or its new content. Missing parent folders are created.
#[derive(Clone, Debug)]
pub struct AtomicFile {
    /// Path that the caller gave, for messages.
    path: PathBuf,
    /// Path of the file that is written: the target if `path` is a symbolic link.
    target: PathBuf,
    #[cfg_attr(not(unix), expect(dead_code, reason = "files of this system have no mode"))]
    access: Access,
}

impl AtomicFile {
    /// Creates a handle for the file at `path`, which may not exist yet.
    pub fn new(path: &Path, access: Access) -> Self {
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Self { path: path.to_owned(), target, access }
    }

    /// Creates the file with the content `bytes`. Returns false and writes nothing if something is already at the path.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn create_new(&self, bytes: &[u8]) -> Result<bool, StoreError> {
        let staged = self.stage(|out| out.write_all(bytes))?;
        match staged.persist_noclobber(&self.target) {
            Ok(_) => self.sync().map(|()| true),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(self.failed(error.error)),
        }
    }

    /// Replaces the file by `staged`.
    fn persist(&self, staged: NamedTempFile) -> Result<(), StoreError> {
        let mut staged = Some(staged);
        let renamed = retry_while_open(|| match staged.take().map(|staged| staged.persist(&self.target)) {
            Some(Err(PersistError { error, file })) => {
                staged = Some(file);
                Err(error)
            }
            Some(Ok(_)) | None => Ok(()),
        });
        renamed.map_err(|error| self.failed(error))
    }

    /// Replaces the content of the file by `bytes`, or creates the file.
    ///
    /// # Errors
    /// If the file cannot be written. The old file is then unchanged.
    pub fn replace(&self, bytes: &[u8]) -> Result<(), StoreError> {
        self.replace_with(|out| out.write_all(bytes))
    }

    /// Replaces the content of the file by the output of `write`, or creates the file.
    ///
    /// # Errors
    /// If the file cannot be written. The old file is then unchanged.
    pub(in crate::store) fn replace_with(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), StoreError> {
        self.persist(self.stage(write)?)?;
        self.sync()
    }

    /// Replaces the content of the file by the output of `write`, or creates the file. An existing file is replaced
    /// only if `owner_of` returns that this program owns it; this is checked before writing, and again for the file
    /// that was replaced.
    pub(super) fn replace_if(
        &self,
        owner_of: impl Fn(&Path) -> io::Result<Ownership>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), StoreError> {
        let check = |at: &Path| match owner_of(at) {
            Ok(owner) => owner.allow(&self.path),
            Err(error) => Err(StoreError::new("read", &self.path, error)),
        };
        let exists = || fs::symlink_metadata(&self.target).is_ok();
        if exists() {
            check(&self.target)?;
        }
        let staged = self.stage(write)?;
        if !exists() {
            let created = staged.persist_noclobber(&self.target).map_err(|error| self.failed(error.error));
            return created.and_then(|_| self.sync());
        }
        if exchange(staged.path(), &self.target).map_err(|error| self.failed(error))? {
            if let Err(error) = check(staged.path()) {
                exchange(staged.path(), &self.target).map_err(|error| self.failed(error))?;
                return Err(error);
            }
        } else {
            check(&self.target)?;
            self.persist(staged)?;
        }
        self.sync()
    }

    /// Writes the output of `write` to a synced temporary file in the folder of the target, with the target's
    /// permissions.
    fn stage(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<NamedTempFile, StoreError> {
        let staged = || {
            let folder = folder_of(&self.target);
            create_folders(folder)?;
            let mut builder = Builder::new();
            builder.prefix(PREFIX);
            #[cfg(unix)]
            if self.access == Access::Shared {
                builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
            }
            let mut out = BufWriter::new(builder.tempfile_in(folder)?);
            write(&mut out)?;
            let staged = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            if let Ok(before) = fs::metadata(&self.target) {
                staged.as_file().set_permissions(before.permissions())?;
            }
            staged.as_file().sync_all()?;
            Ok(staged)
        };
        staged().map_err(|error| self.failed(error))
    }

    fn sync(&self) -> Result<(), StoreError> {
        sync_folder(folder_of(&self.target)).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: io::Error) -> StoreError {
        StoreError::new("write", &self.path, error)
    }
}

/// Opens the file at `path` for reading; `None` if it does not exist.
pub(in crate::store) fn open_optional(path: &Path) -> Result<Option<File>, StoreError> {
    found(path, File::open(path))
}

/// Reads the bytes of the file at `path`; `None` if it does not exist.
pub(in crate::store) fn read_optional(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    found(path, fs::read(path))
}

fn found<T>(path: &Path, result: io::Result<T>) -> Result<Option<T>, StoreError> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(StoreError::new("read", path, error)),
    }
}

/// Opens a regular file for reading; `None` if it does not exist. A pipe or a device is an error, because reading it
/// might never end.
pub(in crate::store) fn open_regular(path: &Path) -> Result<Option<File>, StoreError> {
    check_regular(path)?;
    open_optional(path)
}

/// Reads the bytes of a regular file, opened by [`open_regular`]; `None` if it does not exist.
pub(in crate::store) fn read_regular(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    check_regular(path)?;
    read_optional(path)
}

fn check_regular(path: &Path) -> Result<(), StoreError> {
    if fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
        return Err(StoreError::new(
            "read",
            path,
            io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"),
        ));
    }
    Ok(())
}

/// Renames the file at `path`, so that a new file can be created there. Returns the new name: the old one with the
/// suffix `.broken` and, if that name exists, a number.
pub(in crate::store) fn quarantine(path: &Path) -> Result<PathBuf, StoreError> {
    let name = |n: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(if n == 0 { ".broken".to_owned() } else { format!(".broken-{n}") });
        PathBuf::from(name)
    };
    for free in (0..=u32::MAX).map(name) {
        match super::exchange::rename_no_replace(path, &free) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            renamed => {
                return renamed.map(|()| free).map_err(|error| StoreError::new("set aside", path, error));
            }
        }
    }
    Err(StoreError::new("set aside", path, io::ErrorKind::AlreadyExists.into()))
}

#[cfg(test)]
mod tests {
    use super::super::dir::tests::names;
    use super::*;

    fn private(path: &Path) -> AtomicFile {
        AtomicFile::new(path, Access::Private)
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/memory.json");
        private(&path).replace(b"a long first content").unwrap();
        private(&path).replace(b"second").unwrap();
        assert_eq!(read_optional(&path).unwrap().as_deref(), Some(b"second".as_slice()));
        assert_eq!(names(&folder.path().join("deep/er")), ["memory.json"]);
    }

    #[test]
    fn a_file_that_exists_is_not_created_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/config.toml");
        assert!(private(&path).create_new(b"one").unwrap());
        assert!(!private(&path).create_new(b"two").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(names(&folder.path().join("new")), ["config.toml"]);
    }

    #[test]
    fn a_missing_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_optional(&folder.path().join("none")).unwrap(), None);
        fs::write(folder.path().join("file"), "").unwrap();
        assert_eq!(read_optional(&folder.path().join("file/none")).unwrap(), None);
    }

    #[test]
    fn a_file_where_a_folder_is_needed_is_an_error_and_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "mine").unwrap();
        let error = private(&file.join("memory.json")).replace(b"{}").unwrap_err().to_string();
        assert!(error.starts_with("cannot write") && error.contains("(a file stands where"), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        private(&link).replace(b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(windows)]
    #[test]
    fn a_file_that_another_program_has_open_for_a_moment_is_replaced() {
        use std::os::windows::fs::OpenOptionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memory.json");
        fs::write(&path, "old").unwrap();
        let open = File::options().read(true).share_mode(0).open(&path).unwrap();
        let closed = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(50));
            drop(open);
        });
        private(&path).replace(b"new").unwrap();
        closed.join().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names(folder.path()), ["memory.json"]);
    }

    #[test]
    fn a_quarantined_file_never_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.json");
        for content in ["one", "two", "three"] {
            fs::write(&path, content).unwrap();
            quarantine(&path).unwrap();
        }
        assert_eq!(names(folder.path()), ["m.json.broken", "m.json.broken-1", "m.json.broken-2"]);
        assert_eq!(fs::read_to_string(folder.path().join("m.json.broken")).unwrap(), "one");
    }

    #[test]
    fn a_file_that_someone_put_there_meanwhile_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        fs::write(&path, "own").unwrap();
        let owner = |at: &Path| Ok(if fs::read_to_string(at)? == "own" { Ownership::Own } else { Ownership::Foreign });
        let replaced = AtomicFile::new(&path, Access::Shared).replace_if(owner, |out| {
            fs::write(&path, "someone else's")?;
            out.write_all(b"new")
        });
        assert!(matches!(replaced, Err(StoreError::Foreign(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "someone else's");
        assert_eq!(names(folder.path()), ["out.json"]);
    }
}

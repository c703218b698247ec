//! Files that are whole at every moment: written beside their place, synced, and then put in it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

/// How long another program may hold a lock. What is done under one takes a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a lock that is held is tried again.
const PAUSE: Duration = Duration::from_millis(10);

/// Something on disk that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} {}{}", .path.display(), advice(.source))]
pub struct StoreError {
    doing: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl StoreError {
    pub(super) fn new(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self { doing, path: path.to_owned(), source }
    }

    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }
}

/// What can be done about an error, where that is known.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => " (make room on the disk and try again)",
        io::ErrorKind::PermissionDenied => " (see who may use the file and its folder)",
        io::ErrorKind::ReadOnlyFilesystem => " (nothing can be written there; choose another folder)",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => " (a file stands where a folder is needed)",
        io::ErrorKind::FileTooLarge => " (no file may be that long; raise the limit and try again)",
        io::ErrorKind::NotFound => " (it or its folder is gone; bring it back and try again)",
        io::ErrorKind::WouldBlock => " (end the other program, or try again)",
        _ => "",
    }
}

/// The bytes of the file at `path`, or `None` if there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::new("read", path, error)),
    }
}

/// Makes `bytes` the content of the file at `path`, in one step: whatever happens, either the old content is there or
/// the new. Folders that are missing are made. Where `path` is a link, the file that it leads to is replaced.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    replace(&target, bytes).map_err(|error| StoreError::new("write", path, error))
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let file = beside(folder, bytes)?;
    if let Ok(before) = fs::metadata(path) {
        file.as_file().set_permissions(before.permissions())?;
    }
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Makes a file at `path` with the content `bytes`, unless there is something already. Returns whether it did.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    let folder = folder_of(path);
    let failed = |error| StoreError::new("write", path, error);
    match beside(folder, bytes).map_err(failed)?.persist_noclobber(path) {
        Ok(_) => sync_folder(folder).map_err(failed).map(|()| true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(error.error)),
    }
}

/// A file in `folder` with the content `bytes`, on disk, that is yet to be put in its place.
fn beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// The folder that `path` stands in; that of a bare name is the current one.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The new name of a file is on disk only once its folder is.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives the file at `path` another name, so that it can be looked at but is in nobody's way. Returns that name.
pub(super) fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let name = |n: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(if n == 0 { ".broken".to_owned() } else { format!(".broken-{n}") });
        PathBuf::from(name)
    };
    let free = (0..=u32::MAX).map(name).find(|name| fs::symlink_metadata(name).is_err()).unwrap_or_else(|| name(0));
    fs::rename(path, &free).map_err(|error| StoreError::new("set aside", path, error))?;
    Ok(free)
}

/// A lock that other programs respect. Given back when dropped, also by a program that dies.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`, which is a file of its own: files that are replaced cannot be locked.
    pub(super) fn take(path: &Path) -> Result<Self, StoreError> {
        let failed = |error| StoreError::new("lock", path, error);
        fs::create_dir_all(folder_of(path)).map_err(failed)?;
        let file = File::options().create(true).truncate(false).write(true).open(path).map_err(failed)?;
        let since = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                // Some file systems have no locks; there the last to write wins.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if since.elapsed() < PATIENCE => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let held = io::Error::new(io::ErrorKind::WouldBlock, "another program has it and does not let go");
                    return Err(failed(held));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/memory.json");
        write(&path, b"a long first content").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some(b"second".as_slice()));
        assert_eq!(names(&folder.path().join("deep/er")), ["memory.json"]);
    }

    #[test]
    fn what_is_there_is_not_created_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/config.toml");
        assert!(create(&path, b"one").unwrap());
        assert!(!create(&path, b"two").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(names(&folder.path().join("new")), ["config.toml"]);
    }

    #[test]
    fn a_missing_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(&folder.path().join("none")).unwrap(), None);
    }

    #[test]
    fn a_file_where_a_folder_is_needed_is_told_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "mine").unwrap();
        let error = write(&file.join("memory.json"), b"{}").unwrap_err().to_string();
        assert!(error.starts_with("cannot write") && error.contains("(a file stands where"), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn what_is_set_aside_never_replaces_what_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.json");
        for content in ["one", "two", "three"] {
            fs::write(&path, content).unwrap();
            set_aside(&path).unwrap();
        }
        assert_eq!(names(folder.path()), ["m.json.broken", "m.json.broken-1", "m.json.broken-2"]);
        assert_eq!(fs::read_to_string(folder.path().join("m.json.broken")).unwrap(), "one");
    }

    #[test]
    fn a_lock_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let lock = Lock::take(&path).unwrap();
        assert!(matches!(File::open(&path).unwrap().try_lock(), Err(TryLockError::WouldBlock)));
        drop(lock);
        assert!(File::open(&path).unwrap().try_lock().is_ok());
    }
}

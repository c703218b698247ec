//! System calls that the standard library lacks: exchanging two names, and renaming without replacing.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
use rustix::fs::RenameFlags;

/// Maximum time to wait until another program closes a file.
const OPEN_TIMEOUT: Duration = Duration::from_secs(1);
/// Time between two attempts to rename a file that another program has open.
const OPEN_INTERVAL: Duration = Duration::from_millis(10);

/// Exchanges the names of `a` and `b`, which must both exist, in one step. Returns false if the system does not support
/// this.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    rename_with(a, b, RenameFlags::EXCHANGE)
}

/// Returns false, because this system cannot exchange names.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn exchange(_a: &Path, _b: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Renames `from` to `to`. Fails with [`io::ErrorKind::AlreadyExists`] if `to` exists.
pub(super) fn rename_no_replace(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    if rename_with(from, to, RenameFlags::NOREPLACE)? {
        return Ok(());
    }
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    retry_while_open(|| fs::rename(from, to))
}

/// Calls `rename` and returns its result. On Windows a file that another program has open, such as a virus scanner, cannot
/// be renamed or replaced, so `rename` is repeated until the file is closed, at most for [`OPEN_TIMEOUT`].
pub(super) fn retry_while_open(mut rename: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let start = Instant::now();
    loop {
        match rename() {
            Err(error) if cfg!(windows) && is_open_elsewhere(&error) && start.elapsed() < OPEN_TIMEOUT => {
                thread::sleep(OPEN_INTERVAL);
            }
            renamed => return renamed,
        }
    }
}

/// Returns whether an error may mean on Windows that another program has the file open: access denied, a sharing
/// violation or a lock violation.
fn is_open_elsewhere(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Renames `from` to `to` with `flags`. Returns false if the system or the file system does not support the flags.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &Path, to: &Path, flags: RenameFlags) -> io::Result<bool> {
    use rustix::fs::{CWD, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, from, CWD, to, flags) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rename_never_replaces() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "a").unwrap();
        fs::write(&b, "b").unwrap();
        assert_eq!(rename_no_replace(&a, &b).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&b).unwrap(), "b");
        rename_no_replace(&a, &folder.path().join("c")).unwrap();
    }

    #[test]
    fn an_exchange_swaps_files_and_folders() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "a").unwrap();
        fs::create_dir(&b).unwrap();
        if exchange(&a, &b).unwrap() {
            assert!(a.is_dir());
            assert_eq!(fs::read_to_string(&b).unwrap(), "a");
        }
    }
}

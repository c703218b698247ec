//! Locks that keep several instances of the program from writing at once.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::atomic::{StoreError, create_folders, folder_of};

/// Maximum time to wait for a lock of another program. Work under a lock takes a few milliseconds.
const LOCK_TIMEOUT: Duration = Duration::from_secs(2);
/// Time between two attempts to get a lock.
const RETRY_INTERVAL: Duration = Duration::from_millis(10);

/// Lock that all instances of the program respect. It is released when it is dropped and when the process ends.
#[derive(Debug)]
pub(super) struct FileLock {
    _file: File,
}

impl FileLock {
    /// Locks the file at `path`, waiting up to [`LOCK_TIMEOUT`]. It must be a file only for locking, because replacing
    /// a locked file would lose its lock.
    pub(super) fn acquire(path: &Path) -> Result<Self, StoreError> {
        let failed = |error| StoreError::new("lock", path, error);
        create_folders(folder_of(path)).map_err(failed)?;
        let file = File::options().create(true).truncate(false).read(true).write(true).open(path).map_err(failed)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                // Some file systems do not support locks. There nothing is locked, and of two programs that write, the
                // last one wins.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if start.elapsed() < LOCK_TIMEOUT => thread::sleep(RETRY_INTERVAL),
                Err(TryLockError::WouldBlock) => {
                    let locked = io::Error::new(io::ErrorKind::WouldBlock, "another program has locked it");
                    return Err(failed(locked));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_released_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let lock = FileLock::acquire(&path).unwrap();
        assert!(matches!(File::open(&path).unwrap().try_lock(), Err(TryLockError::WouldBlock)));
        drop(lock);
        assert!(File::open(&path).unwrap().try_lock().is_ok());
    }
}

//! JSON files in the state folder, changed under a lock.

use std::fmt;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::atomic::{Access, AtomicFile, StoreError, quarantine, read_regular};
use super::lock::FileLock;

/// Type of the contents of a state file.
pub trait StateContents: Clone + Default + PartialEq + Serialize + DeserializeOwned {
    /// Name of the file without extension.
    const NAME: &'static str;
    /// Description, for the user, of what is lost if the file is invalid.
    const LOSS: &'static str;
}

/// Contents of a state file as they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadedState<T> {
    /// Contents of the file, or the default contents if it is missing or invalid.
    pub value: T,
    /// Message for the user if the file is invalid; otherwise `None`.
    pub notice: Option<String>,
}

/// Handle to a JSON file in the state folder with contents of type `T`.
pub struct StateFile<T> {
    pub(super) path: PathBuf,
    lock: PathBuf,
    contents: PhantomData<fn() -> T>,
}

impl<T> Clone for StateFile<T> {
    fn clone(&self) -> Self {
        Self { path: self.path.clone(), lock: self.lock.clone(), contents: PhantomData }
    }
}

impl<T> fmt::Debug for StateFile<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StateFile").field(&self.path).finish()
    }
}

impl<T: StateContents> StateFile<T> {
    /// Creates a handle for the file in `state`, the state folder of the user.
    pub fn new(state: &Path) -> Self {
        let path = |extension| state.join(T::NAME).with_extension(extension);
        Self { path: path("json"), lock: path("lock"), contents: PhantomData }
    }

    /// Reads the file. If it is missing or invalid, returns the default contents.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read(&self) -> Result<LoadedState<T>, StoreError> {
        let Some(bytes) = read_regular(&self.path)? else { return Ok(LoadedState::default()) };
        Ok(serde_json::from_slice(&bytes).map_or_else(
            |error| {
                let notice = format!("{} cannot be read ({error}); {}", self.path.display(), T::LOSS);
                LoadedState { value: T::default(), notice: Some(notice) }
            },
            |value| LoadedState { value, notice: None },
        ))
    }

    /// Applies `change` to the current contents, which other programs may have changed, and syncs the result to disk.
    /// An invalid file is renamed first, and the result has a notice about it. Returns the new contents.
    ///
    /// # Errors
    /// If the file cannot be locked, read or written. It is then unchanged.
    pub fn update(&self, change: impl FnOnce(&mut T)) -> Result<LoadedState<T>, StoreError> {
        let _lock = FileLock::acquire(&self.lock)?;
        let mut loaded = self.read()?;
        let before = loaded.value.clone();
        change(&mut loaded.value);
        if loaded.notice.is_some() {
            let renamed = quarantine(&self.path)?;
            loaded.notice = Some(format!("{} cannot be read and is now {}", self.path.display(), renamed.display()));
        }
        if loaded.value != before || loaded.notice.is_some() {
            AtomicFile::new(&self.path, Access::Private).replace(&to_json(&loaded.value, &self.path)?)?;
        }
        Ok(loaded)
    }
}

/// Returns `value` as indented JSON; errors name the file at `path`.
pub(super) fn to_json(value: &impl Serialize, path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| StoreError::new("write", path, error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

//! What the program remembers between runs, in one file. Keys that a newer version has added stay.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::model::CurrentPortfolio;

use super::atomic::{Access, AtomicFile, StoreError, quarantine, read_optional};
use super::lock::FileLock;

/// The version of the file that this program writes.
const VERSION: u32 = 1;

/// What the program remembers between runs. Places are paths, since the next run may have another atlas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The version of the file: that of the newest program that wrote it.
    version: u32,
    /// The marks by letter.
    pub marks: BTreeMap<char, SavedMark>,
    /// Queries of the search, oldest first.
    pub searches: Vec<String>,
    /// The last place of the last run.
    pub last: Option<String>,
    /// The layout of the panes, if the user changed it.
    pub panes: Option<Panes>,
    /// The current portfolio.
    pub at_hand: Option<AtHand>,
    /// Whether the hint of the first run was dismissed.
    pub hint_dismissed: bool,
    /// Keys of newer versions.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            version: VERSION,
            marks: BTreeMap::new(),
            searches: Vec::new(),
            last: None,
            panes: None,
            at_hand: None,
            hint_dismissed: false,
            rest: Map::new(),
        }
    }
}

/// A place under a letter, with the position in each pane. Earlier versions stored the place alone, as a string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "AnyMark")]
pub struct SavedMark {
    /// The address of the place.
    pub place: String,
    /// The pane with the focus.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub focus: String,
    /// The position in each pane that shows the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub panes: Vec<PanePosition>,
}

impl SavedMark {
    /// A mark at the top of a place.
    pub fn new(place: impl Into<String>) -> Self {
        Self { place: place.into(), ..Self::default() }
    }
}

/// A position in a pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanePosition {
    /// The cursor's row.
    pub row: usize,
    /// The link under the cursor.
    pub link: Option<usize>,
    /// The first visible row.
    pub scroll: usize,
}

/// A mark in any form that a version has written.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyMark {
    Place(String),
    WithPosition {
        place: String,
        #[serde(default)]
        focus: String,
        #[serde(default)]
        panes: Vec<PanePosition>,
    },
}

impl From<AnyMark> for SavedMark {
    fn from(mark: AnyMark) -> Self {
        match mark {
            AnyMark::Place(place) => Self::new(place),
            AnyMark::WithPosition { place, focus, panes } => Self { place, focus, panes },
        }
    }
}

/// The layout of the panes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panes {
    /// Whether the pane with the focus is shown alone.
    pub zoomed: bool,
    /// Whether the index is hidden.
    pub hide_index: bool,
    /// Whether the panes on the right are hidden.
    pub hide_sides: bool,
    /// Columns by which the index is wider than usual.
    pub index: i16,
    /// Columns by which the panes on the right are wider than usual.
    pub sides: i16,
    /// Keys of newer versions.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The current portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AtHand {
    /// The id of the saved portfolio that it belongs to, if it does.
    pub kept_as: Option<String>,
    /// The ids of its strategies.
    pub strategies: Vec<String>,
    /// Keys of newer versions.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl From<CurrentPortfolio> for AtHand {
    fn from(current: CurrentPortfolio) -> Self {
        Self { kept_as: current.saved_as, strategies: current.strategies, rest: Map::new() }
    }
}

/// The contents of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadedMemory {
    /// What is remembered.
    pub memory: Memory,
    /// The message for the user if the file cannot be understood.
    pub notice: Option<String>,
}

/// The file `memory.json` of a state folder.
#[derive(Clone, Debug)]
pub struct MemoryFile {
    path: PathBuf,
    lock: PathBuf,
}

impl MemoryFile {
    /// The file in the state folder `state`.
    pub fn new(state: &Path) -> Self {
        Self { path: state.join("memory.json"), lock: state.join("memory.lock") }
    }

    /// Reads what is remembered; a missing file remembers nothing, and so does one that cannot be understood.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read(&self) -> Result<LoadedMemory, StoreError> {
        let Some(bytes) = read_optional(&self.path)? else { return Ok(LoadedMemory::default()) };
        Ok(match serde_json::from_slice(&bytes) {
            Ok(memory) => LoadedMemory { memory, notice: None },
            Err(error) => {
                let path = self.path.display();
                let notice = format!("{path} cannot be read ({error}); nothing is remembered from earlier runs");
                LoadedMemory { memory: Memory::default(), notice: Some(notice) }
            }
        })
    }

    /// Applies `change` on top of what other programs have written meanwhile. It is on disk when this returns. A file
    /// that cannot be understood is renamed first, and the notice says so.
    ///
    /// # Errors
    /// If the file cannot be locked, read or written. It is then as it was before.
    pub fn update(&self, change: impl FnOnce(&mut Memory)) -> Result<LoadedMemory, StoreError> {
        let _lock = FileLock::take(&self.lock)?;
        let mut loaded = self.read()?;
        let before = loaded.memory.clone();
        change(&mut loaded.memory);
        loaded.memory.version = loaded.memory.version.max(VERSION);
        if loaded.notice.is_some() {
            let renamed = quarantine(&self.path)?;
            loaded.notice = Some(format!("{} cannot be read and is now {}", self.path.display(), renamed.display()));
        }
        if loaded.memory != before || loaded.notice.is_some() {
            AtomicFile::new(&self.path, Access::Private).replace(&json(&loaded.memory, &self.path)?)?;
        }
        Ok(loaded)
    }
}

/// Formats `value` as indented JSON for the file at `path`.
pub(super) fn json(value: &impl Serialize, path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| StoreError::new("write", path, error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread;

    use proptest::prelude::*;

    use super::*;

    fn file() -> (tempfile::TempDir, MemoryFile) {
        let folder = tempfile::tempdir().unwrap();
        let file = MemoryFile::new(folder.path());
        (folder, file)
    }

    #[test]
    fn nothing_is_remembered_at_first() {
        let (_folder, file) = file();
        assert_eq!(file.read().unwrap(), LoadedMemory::default());
    }

    #[test]
    fn what_is_remembered_is_read_back() {
        let (_folder, file) = file();
        let change = |memory: &mut Memory| {
            let stood = vec![PanePosition { row: 7, link: Some(2), scroll: 3 }, PanePosition::default()];
            let mark = SavedMark { place: "strategy/pause".to_owned(), focus: "people".to_owned(), panes: stood };
            memory.marks.insert('a', mark);
            memory.searches = vec!["kind:person".to_owned()];
            memory.last = Some("people".to_owned());
            memory.panes = Some(Panes { index: 4, hide_sides: true, ..Panes::default() });
            memory.hint_dismissed = true;
        };
        let written = file.update(change).unwrap().memory;
        assert_eq!(file.read().unwrap().memory, written);
        let mut expected = Memory::default();
        change(&mut expected);
        assert_eq!(written, expected);
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept() {
        let (_folder, file) = file();
        let newer = r#"{"version": 7, "marks": {"b": "home"}, "sails": [1, 2], "panes": {"zoomed": true, "tilt": 3}}"#;
        fs::write(&file.path, newer).unwrap();
        let read = file.update(|memory| memory.last = Some("tags".to_owned())).unwrap();
        assert_eq!(read.memory.marks[&'b'], SavedMark::new("home"), "as an earlier version wrote it");
        let written: Value = serde_json::from_slice(&fs::read(&file.path).unwrap()).unwrap();
        assert_eq!(written["version"], 7);
        assert_eq!(written["sails"], serde_json::json!([1, 2]));
        assert_eq!(written["panes"]["tilt"], 3);
        assert_eq!(written["panes"]["zoomed"], true);
        assert_eq!(written["marks"]["b"]["place"], "home");
        assert_eq!(written["last"], "tags");
    }

    #[test]
    fn a_torn_file_stays_when_read_and_is_renamed_when_something_is_written() {
        let (folder, file) = file();
        let torn = r#"{"marks": {"a": "stra"#;
        fs::write(&file.path, torn).unwrap();
        let read = file.read().unwrap();
        assert_eq!(read.memory, Memory::default());
        assert!(read.notice.unwrap().contains("memory.json cannot be read"));
        assert_eq!(fs::read_to_string(&file.path).unwrap(), torn);
        let written = file.update(|memory| memory.last = Some("tags".to_owned())).unwrap();
        assert!(written.notice.unwrap().contains("memory.json.broken"));
        assert_eq!(fs::read_to_string(folder.path().join("memory.json.broken")).unwrap(), torn);
        let read = file.read().unwrap();
        assert_eq!((read.memory.last.as_deref(), read.notice), (Some("tags"), None));
    }

    #[test]
    fn programs_that_write_at_once_lose_nothing_of_each_other() {
        let (_folder, file) = file();
        thread::scope(|scope| {
            for letters in ['a'..='h', 'i'..='p', 'q'..='x'] {
                let file = &file;
                scope.spawn(move || {
                    for letter in letters {
                        file.update(|memory| {
                            drop(memory.marks.insert(letter, SavedMark::new(format!("tag/{letter}"))))
                        })
                        .unwrap();
                    }
                });
            }
        });
        let marks = file.read().unwrap().memory.marks;
        assert_eq!(marks.into_keys().collect::<String>(), ('a'..='x').collect::<String>());
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("state"), "a file").unwrap();
        let file = MemoryFile::new(&folder.path().join("state"));
        let error = file.update(|memory| memory.hint_dismissed = true).unwrap_err().to_string();
        assert!(error.starts_with("cannot lock"), "{error}");
    }

    proptest! {
        #[test]
        fn memory_reads_back_as_written(
            marks in prop::collection::btree_map(any::<char>(), ".{0,20}", 0..5),
            last in prop::option::of(".{0,20}"),
            zoomed: bool,
            sides: i16,
        ) {
            let marks = marks.into_iter().map(|(letter, place)| (letter, SavedMark::new(place))).collect();
            let mut memory = Memory { marks, last, ..Memory::default() };
            memory.panes = Some(Panes { zoomed, sides, ..Panes::default() });
            let written = json(&memory, Path::new("memory.json")).unwrap();
            prop_assert_eq!(serde_json::from_slice::<Memory>(&written).unwrap(), memory);
        }
    }
}

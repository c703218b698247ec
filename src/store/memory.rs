//! What the program remembers between runs, in one file. What a newer version has added to it is kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::model::CurrentPortfolio;

use super::files::{self, Lock, StoreError};

/// The form of the file that this program writes.
const VERSION: u32 = 1;

/// What the program remembers between runs. Places are paths, since the next run may have another atlas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The form of the file: that of the newest program that has written it.
    version: u32,
    /// What each mark keeps.
    pub marks: BTreeMap<char, Mark>,
    /// Queries of the search, the oldest first.
    pub searches: Vec<String>,
    /// The last place of the last run.
    pub last: Option<String>,
    /// How the panes were arranged, where the user had a say.
    pub panes: Option<Panes>,
    /// The portfolio at hand.
    pub at_hand: Option<AtHand>,
    /// Whether the hint of the first run has been put away.
    pub hint_dismissed: bool,
    /// What this version does not know.
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

/// A place that is kept under a letter, and how one stood there. Earlier versions kept the place alone, as a string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "AnyMark")]
pub struct Mark {
    /// The path of the place.
    pub place: String,
    /// The pane with the focus.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub focus: String,
    /// Where one stood in each pane that shows the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub panes: Vec<Stand>,
}

impl Mark {
    /// A mark of a place, at its head.
    pub fn new(place: impl Into<String>) -> Self {
        Self { place: place.into(), ..Self::default() }
    }
}

/// Where one stood in a pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stand {
    /// The cursor's row.
    pub row: usize,
    /// The link under the cursor.
    pub link: Option<usize>,
    /// The first row in sight.
    pub scroll: usize,
}

/// A mark as it may be written.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyMark {
    Place(String),
    Stood {
        place: String,
        #[serde(default)]
        focus: String,
        #[serde(default)]
        panes: Vec<Stand>,
    },
}

impl From<AnyMark> for Mark {
    fn from(mark: AnyMark) -> Self {
        match mark {
            AnyMark::Place(place) => Self::new(place),
            AnyMark::Stood { place, focus, panes } => Self { place, focus, panes },
        }
    }
}

/// How the panes were arranged.
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
    /// What this version does not know.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The portfolio that was being put together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AtHand {
    /// The id of the portfolio that it is kept as, if it is.
    pub kept_as: Option<String>,
    /// Its strategies as written.
    pub strategies: Vec<String>,
    /// What this version does not know.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl From<CurrentPortfolio> for AtHand {
    fn from(current: CurrentPortfolio) -> Self {
        Self { kept_as: current.saved_as, strategies: current.strategies, rest: Map::new() }
    }
}

/// What was read, and what there is to tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What is remembered.
    pub memory: Memory,
    /// What went wrong, for the user: the file could not be understood and was set aside.
    pub notice: Option<String>,
}

/// The file in which things are remembered.
#[derive(Clone, Debug)]
pub struct MemoryFile {
    path: PathBuf,
    lock: PathBuf,
}

impl MemoryFile {
    /// The file in the folder `state`.
    pub fn new(state: &Path) -> Self {
        Self { path: state.join("memory.json"), lock: state.join("memory.lock") }
    }

    /// What is remembered; nothing if there is no file.
    ///
    /// # Errors
    /// If the file cannot be read, or cannot be set aside where it is no memory.
    pub fn read(&self) -> Result<Read, StoreError> {
        let Some(bytes) = files::read(&self.path)? else { return Ok(Read { memory: Memory::default(), notice: None }) };
        if let Ok(memory) = serde_json::from_slice(&bytes) {
            return Ok(Read { memory, notice: None });
        }
        // Only under the lock is it sure that the file read is the file set aside.
        let _lock = Lock::take(&self.lock)?;
        self.read_locked()
    }

    /// Changes what is remembered by `change`, on top of what other programs have written meanwhile. It is on disk when
    /// this returns.
    ///
    /// # Errors
    /// If the file cannot be locked, read or written. It is then as it was before.
    pub fn update(&self, change: impl FnOnce(&mut Memory)) -> Result<Read, StoreError> {
        let _lock = Lock::take(&self.lock)?;
        let mut read = self.read_locked()?;
        let before = read.memory.clone();
        change(&mut read.memory);
        read.memory.version = read.memory.version.max(VERSION);
        if read.memory != before || read.notice.is_some() {
            files::write(&self.path, &json(&read.memory, &self.path)?)?;
        }
        Ok(read)
    }

    fn read_locked(&self) -> Result<Read, StoreError> {
        let Some(bytes) = files::read(&self.path)? else { return Ok(Read { memory: Memory::default(), notice: None }) };
        match serde_json::from_slice(&bytes) {
            Ok(memory) => Ok(Read { memory, notice: None }),
            Err(error) => {
                let aside = files::set_aside(&self.path)?;
                let notice =
                    format!("What was remembered could not be read ({error}) and is now in {}", aside.display());
                Ok(Read { memory: Memory::default(), notice: Some(notice) })
            }
        }
    }
}

/// `value` as JSON that people can read, for the file at `path`.
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
        assert_eq!(file.read().unwrap(), Read { memory: Memory::default(), notice: None });
    }

    #[test]
    fn what_is_remembered_is_read_back() {
        let (_folder, file) = file();
        let change = |memory: &mut Memory| {
            let stood = vec![Stand { row: 7, link: Some(2), scroll: 3 }, Stand::default()];
            let mark = Mark { place: "strategy/pause".to_owned(), focus: "people".to_owned(), panes: stood };
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
        assert_eq!(read.memory.marks[&'b'], Mark::new("home"), "as an earlier version wrote it");
        let written: Value = serde_json::from_slice(&fs::read(&file.path).unwrap()).unwrap();
        assert_eq!(written["version"], 7);
        assert_eq!(written["sails"], serde_json::json!([1, 2]));
        assert_eq!(written["panes"]["tilt"], 3);
        assert_eq!(written["panes"]["zoomed"], true);
        assert_eq!(written["marks"]["b"]["place"], "home");
        assert_eq!(written["last"], "tags");
    }

    #[test]
    fn a_torn_file_is_set_aside_with_a_notice() {
        let (folder, file) = file();
        let torn = r#"{"marks": {"a": "stra"#;
        fs::write(&file.path, torn).unwrap();
        let read = file.read().unwrap();
        assert_eq!(read.memory, Memory::default());
        assert!(read.notice.unwrap().contains("memory.json.broken"));
        assert_eq!(fs::read_to_string(folder.path().join("memory.json.broken")).unwrap(), torn);
        assert_eq!(file.read().unwrap().notice, None, "it is told once");
    }

    #[test]
    fn programs_that_write_at_once_lose_nothing_of_each_other() {
        let (_folder, file) = file();
        thread::scope(|scope| {
            for letters in ['a'..='h', 'i'..='p', 'q'..='x'] {
                let file = &file;
                scope.spawn(move || {
                    for letter in letters {
                        file.update(|memory| drop(memory.marks.insert(letter, Mark::new(format!("tag/{letter}")))))
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
            let marks = marks.into_iter().map(|(letter, place)| (letter, Mark::new(place))).collect();
            let mut memory = Memory { marks, last, ..Memory::default() };
            memory.panes = Some(Panes { zoomed, sides, ..Panes::default() });
            let written = json(&memory, Path::new("memory.json")).unwrap();
            prop_assert_eq!(serde_json::from_slice::<Memory>(&written).unwrap(), memory);
        }
    }
}

//! State of the program that outlives a run. Keys that newer versions have added are preserved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::model::CurrentPortfolio;

use super::state_file::{StateContents, StateFile};

/// Version of the file format that this program writes.
const VERSION: u32 = 1;

/// State of the program that outlives a run. Places are stored as addresses, because the atlas may change between runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// Version of the newest program that wrote the file.
    version: u32,
    /// Marked places by the letter of the mark.
    pub marks: BTreeMap<char, SavedMark>,
    /// Queries of the search, oldest first.
    pub searches: Vec<String>,
    /// Address of the place where the last run ended; `None` if no run has ended yet.
    pub last: Option<String>,
    /// Orders of tables that the user has sorted, by the kind of their page.
    pub table_orders: BTreeMap<String, SavedTableOrder>,
    /// Layout of the panes, if the user changed it.
    pub panes: Option<Panes>,
    /// Portfolio that the user is collecting, saved or not.
    #[serde(rename = "at_hand")]
    pub current: Option<CurrentPortfolio>,
    /// Whether the welcome hint was dismissed.
    pub hint_dismissed: bool,
    /// Keys that this version does not know, from newer versions.
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
            table_orders: BTreeMap::new(),
            panes: None,
            current: None,
            hint_dismissed: false,
            rest: Map::new(),
        }
    }
}

impl StateContents for Memory {
    const NAME: &'static str = "memory";
    const LOSS: &'static str = "nothing is remembered from earlier runs";
}

/// File `memory.json` in the state folder, which stores [`Memory`].
pub type MemoryFile = StateFile<Memory>;

/// Marked place, with the position in each pane. Earlier versions stored only the address of the place, as a string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "AnyMark")]
pub struct SavedMark {
    /// Address of the marked place.
    pub place: String,
    /// Name of the focused pane; empty for that of a newly opened page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub focus: String,
    /// Position in each pane of the page; empty for those of a newly opened page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub panes: Vec<PanePosition>,
}

impl SavedMark {
    /// Creates a mark at the top of `place`, an address.
    pub fn new(place: impl Into<String>) -> Self {
        Self { place: place.into(), ..Self::default() }
    }
}

/// Position in a pane of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanePosition {
    /// Row of the cursor.
    pub row: usize,
    /// Index of the link under the cursor; `None` if there is none.
    pub link: Option<usize>,
    /// First visible row.
    pub scroll: usize,
}

/// Order of a table by one of its columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedTableOrder {
    /// The number of the table among those of the page that can be sorted.
    pub table: usize,
    /// The column; 0 has the labels of the rows.
    pub column: usize,
    /// Whether the highest value comes first.
    #[serde(rename = "descending")]
    pub is_descending: bool,
}

/// Mark in any format of this or an earlier version.
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

/// Layout of the panes, as the user has changed it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Panes {
    /// Whether the focused pane fills the screen.
    pub zoomed: bool,
    /// Whether the index is hidden.
    pub hide_index: bool,
    /// Whether the index is shown on overviews and narrow screens too.
    pub show_index: bool,
    /// Whether the panes on the right are hidden.
    pub hide_sides: bool,
    /// Extra width of the index relative to the default, in columns.
    pub index: i16,
    /// Extra width of the panes on the right relative to the default, in columns.
    pub sides: i16,
    /// Whether explanations are shown.
    pub explanations: bool,
    /// Keys that this version does not know, from newer versions.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::thread;

    use proptest::prelude::*;

    use super::*;
    use crate::store::state_file::{LoadedState, to_json};

    fn file() -> (tempfile::TempDir, MemoryFile) {
        let folder = tempfile::tempdir().unwrap();
        let file = MemoryFile::new(folder.path());
        (folder, file)
    }

    #[test]
    fn nothing_is_remembered_at_first() {
        let (_folder, file) = file();
        assert_eq!(file.read().unwrap(), LoadedState::default());
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
            let order = SavedTableOrder { table: 1, column: 3, is_descending: true };
            memory.table_orders.insert("portfolios".to_owned(), order);
        };
        let written = file.update(change).unwrap().value;
        assert_eq!(file.read().unwrap().value, written);
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
        assert_eq!(read.value.marks[&'b'], SavedMark::new("home"), "as an earlier version wrote it");
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
        assert_eq!(read.value, Memory::default());
        assert!(read.notice.unwrap().contains("memory.json cannot be read"));
        assert_eq!(fs::read_to_string(&file.path).unwrap(), torn);
        let written = file.update(|memory| memory.last = Some("tags".to_owned())).unwrap();
        assert!(written.notice.unwrap().contains("memory.json.broken"));
        assert_eq!(fs::read_to_string(folder.path().join("memory.json.broken")).unwrap(), torn);
        let read = file.read().unwrap();
        assert_eq!((read.value.last.as_deref(), read.notice), (Some("tags"), None));
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
                            drop(memory.marks.insert(letter, SavedMark::new(format!("tag/{letter}"))));
                        })
                        .unwrap();
                    }
                });
            }
        });
        let marks = file.read().unwrap().value.marks;
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
            let written = to_json(&memory, Path::new("memory.json")).unwrap();
            prop_assert_eq!(serde_json::from_slice::<Memory>(&written).unwrap(), memory);
        }
    }
}

//! Edition of each atlas at the last visit. It is stored in a separate file, because it is large compared with other
//! state and changes only with the edition.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::atomic::StoreError;
use super::state_file::{StateContents, StateFile};

/// Edition of an atlas at the last visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitedEdition {
    /// Name of the visited edition.
    pub edition: String,
    /// Fingerprint of each record of the edition by the address of the record, for detecting changes.
    pub records: BTreeMap<String, u64>,
}

/// Visited editions by the title of their atlas.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visits {
    atlases: BTreeMap<String, VisitedEdition>,
    /// Keys that this version does not know, from newer versions.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl StateContents for Visits {
    const NAME: &'static str = "visits";
    const LOSS: &'static str = "what has changed since the last visit is unknown";
}

/// File `visits.json` in the state folder, which stores [`Visits`].
pub type VisitsFile = StateFile<Visits>;

impl VisitsFile {
    /// Returns the edition of the atlas called `title` at the last visit; `None` if it was never visited.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn last(&self, title: &str) -> Result<Option<VisitedEdition>, StoreError> {
        Ok(self.read()?.value.atlases.remove(title))
    }

    /// Stores `visited` as the last visited edition of the atlas called `title`, and syncs it to disk.
    ///
    /// # Errors
    /// If the file cannot be locked, read or written. It is then unchanged.
    pub fn remember(&self, title: &str, visited: VisitedEdition) -> Result<(), StoreError> {
        self.update(|visits| drop(visits.atlases.insert(title.to_owned(), visited))).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn edition(edition: &str) -> VisitedEdition {
        let records = BTreeMap::from([("strategy/pause".to_owned(), u64::MAX), ("tag/x".to_owned(), 0)]);
        VisitedEdition { edition: edition.to_owned(), records }
    }

    #[test]
    fn each_atlas_is_remembered_by_its_title() {
        let folder = tempfile::tempdir().unwrap();
        let file = VisitsFile::new(folder.path());
        assert_eq!(file.last("A").unwrap(), None);
        file.remember("A", edition("1")).unwrap();
        file.remember("B", edition("2")).unwrap();
        file.remember("A", edition("3")).unwrap();
        assert_eq!(file.last("A").unwrap(), Some(edition("3")));
        assert_eq!(file.last("B").unwrap(), Some(edition("2")));
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept_and_what_is_torn_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = VisitsFile::new(folder.path());
        fs::write(&file.path, r#"{"atlases": {"A": {"edition": "1"}}, "sails": 2}"#).unwrap();
        file.remember("B", edition("2")).unwrap();
        let written: Value = serde_json::from_slice(&fs::read(&file.path).unwrap()).unwrap();
        assert_eq!((&written["sails"], &written["atlases"]["A"]["edition"]), (&Value::from(2), &Value::from("1")));
        fs::write(&file.path, r#"{"atlases": {"A"#).unwrap();
        assert_eq!(file.last("A").unwrap(), None);
        file.remember("A", edition("4")).unwrap();
        assert_eq!(file.last("A").unwrap(), Some(edition("4")));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("state"), "a file").unwrap();
        assert!(VisitsFile::new(&folder.path().join("state")).remember("A", edition("1")).is_err());
    }
}

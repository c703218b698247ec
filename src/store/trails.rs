//! Saved trails (records of visited places), each in its own file.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::atomic::{Access, AtomicFile, StoreError, files_in, read_regular};
use super::lock::FileLock;
use super::names::{NameProblem, decode, file_stem};
use super::state_file::to_json;

/// Version of the file format that this program writes.
const VERSION: u32 = 1;
/// Extension of the files of trails.
const EXTENSION: &str = "json";
/// Name of the lock file in the folder of trails.
const LOCK: &str = "lock";

/// Step of a trail: a visit to a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedStep {
    /// Address of the visited place.
    pub place: String,
    /// Index of the step from which this step was made, which is lower; `None` for the first step.
    pub parent: Option<usize>,
    /// Note of the user on the step, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Saved trail. Its steps form a tree, because the user can go on from an earlier step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedTrail {
    version: u32,
    /// Name of the trail, as the user gave it.
    pub name: String,
    /// Steps of the trail. Each comes after its parent.
    pub nodes: Vec<SavedStep>,
    /// Index of the current step.
    pub current: usize,
    /// Keys that this version does not know, from newer versions.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Reason why steps do not form a trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTrail {
    /// The trail has no steps.
    #[error("it has no step")]
    Empty,
    /// There is no step with this index, given as the current step.
    #[error("its current step is {0}, which does not exist")]
    Current(usize),
    /// The step with this index has a parent that does not come before it, or it has no parent and is not the first.
    #[error("the parent of step {0} does not come before it")]
    Parent(usize),
}

impl SavedTrail {
    /// Creates a trail called `name` with the steps `nodes` and the index `current` of the current step.
    ///
    /// # Errors
    /// If the steps do not form a tree with its first step as the root, or there is no current step.
    pub fn new(name: impl Into<String>, nodes: Vec<SavedStep>, current: usize) -> Result<Self, InvalidTrail> {
        let trail = Self { version: VERSION, name: name.into(), nodes, current, rest: Map::new() };
        trail.check().map(|()| trail)
    }

    fn check(&self) -> Result<(), InvalidTrail> {
        if self.nodes.is_empty() {
            return Err(InvalidTrail::Empty);
        }
        let astray = |(at, step): (usize, &SavedStep)| step.parent.map_or(at > 0, |parent| parent >= at).then_some(at);
        match self.nodes.iter().enumerate().find_map(astray) {
            Some(at) => Err(InvalidTrail::Parent(at)),
            None if self.current >= self.nodes.len() => Err(InvalidTrail::Current(self.current)),
            None => Ok(()),
        }
    }
}

/// Reason why a trail cannot be saved or loaded.
#[derive(Debug, thiserror::Error)]
pub enum TrailError {
    /// The file of the trail, or the folder, cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no trail with this name.
    #[error("no trail is called `{0}`")]
    Unknown(String),
    /// The name, given with the problem, cannot be the name of a file.
    #[error("`{0}` cannot be the name of a trail: {1}")]
    BadName(String, NameProblem),
    /// The file does not contain a valid trail.
    #[error("the trail `{name}` cannot be read: {why} (its file is {})", .path.display())]
    Broken {
        /// Name of the trail.
        name: String,
        /// Problem of the content.
        why: String,
        /// Path of the file.
        path: PathBuf,
    },
}

/// What happens if a trail with the same name exists when a trail is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveMode {
    /// The trail is saved only if no trail has its name.
    Create,
    /// The trail with the same name is replaced, unless another program has changed it.
    Overwrite,
    /// If a trail has the same name, a number is appended to the name.
    Backup,
}

/// Result of saving a trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The trail is saved under this name.
    As(String),
    /// The trail is not saved, because its name is taken. From now on [`SaveMode::Overwrite`] may replace the existing
    /// trail.
    NameTaken,
}

/// Handle to the folder of the saved trails.
#[derive(Clone, Debug)]
pub struct Trails {
    folder: PathBuf,
    /// Content of the file of each trail when this program last read it, wrote it, or reported that its name is taken.
    /// A file with other content was changed by another program, so it is not overwritten.
    seen: BTreeMap<PathBuf, Vec<u8>>,
}

impl Trails {
    /// Creates a handle for the trails in the state folder `state`.
    pub fn new(state: &Path) -> Self {
        Self { folder: state.join("trails"), seen: BTreeMap::new() }
    }

    /// Returns the names of all saved trails, in alphabetical order.
    ///
    /// # Errors
    /// If the folder exists and cannot be read.
    pub fn list(&self) -> Result<Vec<String>, StoreError> {
        let files = files_in(&self.folder, EXTENSION)?;
        let mut names: Vec<String> = files.iter().filter_map(|path| decode(path.file_stem()?.to_str()?)).collect();
        names.sort();
        Ok(names)
    }

    /// Saves `trail` and syncs it to disk. `mode` determines what happens if a trail with the same name exists.
    ///
    /// # Errors
    /// If the file cannot be locked, read or written, or the name cannot be the name of a file.
    pub fn save(&mut self, trail: &SavedTrail, mode: SaveMode) -> Result<Saved, TrailError> {
        // The name is checked first, so that an invalid name does not leave a lock file.
        self.path(&trail.name)?;
        let _lock = FileLock::acquire(&self.folder.join(LOCK))?;
        let numbered = (2..).map(|n: u32| format!("{}-{n}", trail.name));
        for name in iter::once(trail.name.clone()).chain(numbered) {
            let path = self.path(&name)?;
            let bytes = to_json(&SavedTrail { name: name.clone(), ..trail.clone() }, &path)?;
            let before = read_regular(&path)?;
            let is_free = match (&before, mode) {
                (None, _) => true,
                (Some(before), SaveMode::Overwrite) => self.seen.get(&path) == Some(before),
                // A name also counts as free if the trail saved under it is identical. Its file is then left as it is.
                (Some(before), _) => *before == bytes,
            };
            if is_free {
                if before.as_ref() != Some(&bytes) {
                    AtomicFile::new(&path, Access::Private).replace(&bytes)?;
                }
                self.seen.insert(path, bytes);
                return Ok(Saved::As(name));
            }
            if mode != SaveMode::Backup {
                self.seen.extend(before.map(|before| (path, before)));
                return Ok(Saved::NameTaken);
            }
        }
        Ok(Saved::NameTaken)
    }

    /// Loads the trail called `name`.
    ///
    /// # Errors
    /// If the trail does not exist, or cannot be read or parsed.
    pub fn load(&mut self, name: &str) -> Result<SavedTrail, TrailError> {
        let path = self.path(name)?;
        let bytes = read_regular(&path)?.ok_or_else(|| TrailError::Unknown(name.to_owned()))?;
        let read = serde_json::from_slice::<SavedTrail>(&bytes).map_err(|error| error.to_string());
        let checked = read.and_then(|trail| trail.check().map(|()| trail).map_err(|invalid| invalid.to_string()));
        match checked {
            Ok(trail) => {
                self.seen.insert(path, bytes);
                Ok(trail)
            }
            Err(why) => Err(TrailError::Broken { name: name.to_owned(), why, path }),
        }
    }

    /// Deletes the trail called `name`.
    ///
    /// # Errors
    /// If the trail does not exist, or its file cannot be deleted.
    pub fn delete(&self, name: &str) -> Result<(), TrailError> {
        let path = self.path(name)?;
        match fs::remove_file(&path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(TrailError::Unknown(name.to_owned())),
            Err(error) => Err(StoreError::new("remove", &path, error).into()),
        }
    }

    fn path(&self, name: &str) -> Result<PathBuf, TrailError> {
        let stem = file_stem(name).map_err(|problem| TrailError::BadName(name.to_owned(), problem))?;
        Ok(self.folder.join(format!("{stem}.{EXTENSION}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::names::encode;

    fn step(place: &str, parent: Option<usize>) -> SavedStep {
        SavedStep { place: place.to_owned(), parent, note: None }
    }

    fn trail(name: &str) -> SavedTrail {
        let nodes =
            vec![step("home", None), step("people", Some(0)), step("tags", Some(0)), step("tag/pause", Some(2))];
        SavedTrail::new(name, nodes, 1).unwrap()
    }

    #[test]
    fn trails_are_saved_listed_and_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let mut trails = Trails::new(folder.path());
        assert_eq!(trails.list().unwrap(), Vec::<String>::new());
        for name in ["Über/pause ..", "b", "con"] {
            assert_eq!(trails.save(&trail(name), SaveMode::Create).unwrap(), Saved::As(name.to_owned()));
            assert_eq!(trails.load(name).unwrap(), trail(name));
        }
        assert_eq!(trails.list().unwrap(), ["b", "con", "Über/pause .."]);
        let other = SavedTrail { current: 0, ..trail("b") };
        assert_eq!(trails.save(&other, SaveMode::Create).unwrap(), Saved::NameTaken);
        assert_eq!(trails.load("b").unwrap(), trail("b"), "the first of that name stays");
        assert_eq!(trails.save(&other, SaveMode::Overwrite).unwrap(), Saved::As("b".to_owned()));
        assert_eq!(trails.load("b").unwrap(), other);
        trails.delete("b").unwrap();
        assert!(matches!(trails.load("b"), Err(TrailError::Unknown(_))));
        assert!(matches!(trails.delete("b"), Err(TrailError::Unknown(_))));
        assert_eq!(trails.save(&trail("b"), SaveMode::Create).unwrap(), Saved::As("b".to_owned()));
    }

    #[test]
    fn a_trail_that_another_program_has_saved_is_overwritten_only_once_the_user_knows() {
        let folder = tempfile::tempdir().unwrap();
        let (mut mine, mut theirs) = (Trails::new(folder.path()), Trails::new(folder.path()));
        let (first, second) = (trail("x"), SavedTrail { current: 2, ..trail("x") });
        mine.save(&first, SaveMode::Create).unwrap();
        theirs.load("x").unwrap();
        theirs.save(&second, SaveMode::Overwrite).unwrap();
        let third = SavedTrail { current: 3, ..trail("x") };
        assert_eq!(mine.save(&third, SaveMode::Overwrite).unwrap(), Saved::NameTaken);
        assert_eq!(theirs.load("x").unwrap(), second);
        assert_eq!(mine.save(&third, SaveMode::Overwrite).unwrap(), Saved::As("x".to_owned()));
    }

    #[test]
    fn a_trail_of_an_older_version_has_no_notes() {
        let folder = tempfile::tempdir().unwrap();
        let mut trails = Trails::new(folder.path());
        fs::create_dir(&trails.folder).unwrap();
        let old = r#"{"version":1,"name":"x","nodes":[{"place":"home","parent":null}],"current":0}"#;
        fs::write(trails.folder.join("x.json"), old).unwrap();
        let mut read = trails.load("x").unwrap();
        assert_eq!(read.nodes[0].note, None);
        read.nodes[0].note = Some("Start here".to_owned());
        trails.save(&read, SaveMode::Overwrite).unwrap();
        assert_eq!(trails.load("x").unwrap(), read);
    }

    #[test]
    fn a_backup_never_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        let mut trails = Trails::new(folder.path());
        let trail_at = |current| SavedTrail { current, ..trail("before") };
        for (current, name) in [(0, "before"), (1, "before-2"), (2, "before-3"), (1, "before-2")] {
            assert_eq!(trails.save(&trail_at(current), SaveMode::Backup).unwrap(), Saved::As(name.to_owned()));
        }
        assert_eq!(trails.list().unwrap(), ["before", "before-2", "before-3"]);
        assert_eq!(trails.load("before").unwrap(), trail_at(0));
        assert_eq!(trails.load("before-3").unwrap(), SavedTrail { current: 2, ..trail("before-3") });
    }

    #[test]
    fn names_stay_in_the_folder_and_away_from_devices() {
        assert_eq!(encode("../a b"), "%2e%2e%2fa%20b");
        assert_eq!(encode("Pause"), "%50ause");
        assert_eq!(encode("con"), "%63on");
        assert_eq!(encode("lpt1"), "%6cpt1");
        assert_eq!(encode("console"), "console");
        assert_eq!(decode("%5"), None);
        assert_eq!(decode("A"), None, "no name is written so");
    }

    #[test]
    fn names_that_say_nothing_or_too_much_are_refused() {
        let mut trails = Trails::new(Path::new("nowhere"));
        assert!(matches!(trails.save(&trail(" "), SaveMode::Create), Err(TrailError::BadName(..))));
        assert!(matches!(trails.load(&"x".repeat(201)), Err(TrailError::BadName(..))));
    }

    #[test]
    fn steps_that_make_no_trail_are_refused() {
        assert_eq!(SavedTrail::new("x", Vec::new(), 0), Err(InvalidTrail::Empty));
        assert_eq!(SavedTrail::new("x", vec![step("home", None)], 1), Err(InvalidTrail::Current(1)));
        assert_eq!(SavedTrail::new("x", vec![step("home", Some(0))], 0), Err(InvalidTrail::Parent(0)));
        let two = vec![step("home", None), step("tags", None)];
        assert_eq!(SavedTrail::new("x", two, 0), Err(InvalidTrail::Parent(1)));
    }

    #[test]
    fn a_file_that_is_no_trail_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let mut trails = Trails::new(folder.path());
        fs::create_dir(&trails.folder).unwrap();
        for broken in ["{", r#"{"version":1,"name":"x","nodes":[],"current":0}"#] {
            fs::write(trails.folder.join("x.json"), broken).unwrap();
            assert!(matches!(trails.load("x"), Err(TrailError::Broken { .. })));
            assert_eq!(trails.save(&trail("x"), SaveMode::Create).unwrap(), Saved::NameTaken);
            assert_eq!(fs::read_to_string(trails.folder.join("x.json")).unwrap(), broken);
        }
    }
}

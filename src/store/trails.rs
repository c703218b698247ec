//! Trails that the user has named and kept, one file for each.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::files::{self, StoreError};
use super::memory::json;
use super::names::{LONGEST, decode, encode};

/// The form of the files that this program writes.
const VERSION: u32 = 1;
const EXTENSION: &str = "json";

/// A step of a trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The path of the place.
    pub place: String,
    /// The step that led here, which comes before this one; the first has none.
    pub parent: Option<usize>,
}

/// A trail as it is kept: a tree, since one can go back and on to elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedTrail {
    version: u32,
    /// What the user calls it.
    pub name: String,
    /// Its steps; each comes after the one that led to it.
    pub nodes: Vec<Step>,
    /// The step one stands on.
    pub current: usize,
    /// What this version does not know.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Steps that make no trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTrail {
    /// It has no step.
    #[error("it has no step")]
    Empty,
    /// One stands on a step that there is not.
    #[error("it stands on step {0}, which it does not have")]
    Current(usize),
    /// A step is led to by a later one, or by none though it is not the first.
    #[error("step {0} is not led to by one before it")]
    Parent(usize),
}

impl SavedTrail {
    /// The trail `name` of `nodes`, on which one stands at `current`.
    ///
    /// # Errors
    /// If they make no trail.
    pub fn new(name: impl Into<String>, nodes: Vec<Step>, current: usize) -> Result<Self, BadTrail> {
        let trail = Self { version: VERSION, name: name.into(), nodes, current, rest: Map::new() };
        trail.check().map(|()| trail)
    }

    fn check(&self) -> Result<(), BadTrail> {
        if self.nodes.is_empty() {
            return Err(BadTrail::Empty);
        }
        let astray = |(at, step): (usize, &Step)| step.parent.map_or(at > 0, |parent| parent >= at).then_some(at);
        match self.nodes.iter().enumerate().find_map(astray) {
            Some(at) => Err(BadTrail::Parent(at)),
            None if self.current >= self.nodes.len() => Err(BadTrail::Current(self.current)),
            None => Ok(()),
        }
    }
}

/// A trail that cannot be kept or taken up again.
#[derive(Debug, thiserror::Error)]
pub enum TrailError {
    /// The disk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No trail is called so.
    #[error("no trail is called `{0}`")]
    Unknown(String),
    /// It says nothing, or more than a file name can hold.
    #[error("`{0}` cannot be the name of a trail: {why}", why = if .0.trim().is_empty() { "it is empty" } else { "it is too long" })]
    BadName(String),
    /// The file holds no trail.
    #[error("the trail `{name}` cannot be read ({why}) and is now in {}", .aside.display())]
    Broken {
        /// What it is called.
        name: String,
        /// What is wrong with it.
        why: String,
        /// Where it has been put.
        aside: PathBuf,
    },
}

/// The folder of the trails that are kept.
#[derive(Clone, Debug)]
pub struct Trails {
    folder: PathBuf,
}

impl Trails {
    /// The trails in the folder `state`.
    pub fn new(state: &Path) -> Self {
        Self { folder: state.join("trails") }
    }

    /// The names of all trails, in alphabetical order.
    ///
    /// # Errors
    /// If the folder is there and cannot be read.
    pub fn list(&self) -> Result<Vec<String>, StoreError> {
        let failed = |error| StoreError::new("read", &self.folder, error);
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let path = PathBuf::from(entry.map_err(failed)?.file_name());
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            if path.extension().is_some_and(|extension| extension == EXTENSION) {
                names.extend(stem.and_then(decode));
            }
        }
        names.sort();
        Ok(names)
    }

    /// Keeps `trail` under its name, in place of one called so before.
    ///
    /// # Errors
    /// If it cannot be written, or its name is no name.
    pub fn save(&self, trail: &SavedTrail) -> Result<(), TrailError> {
        let path = self.path(&trail.name)?;
        files::write(&path, &json(trail, &path)?)?;
        Ok(())
    }

    /// Keeps `trail` under its name unless one is called so already. Returns whether it is kept.
    ///
    /// # Errors
    /// If it cannot be written, or its name is no name.
    pub fn save_new(&self, trail: &SavedTrail) -> Result<bool, TrailError> {
        let path = self.path(&trail.name)?;
        Ok(files::create(&path, &json(trail, &path)?)?)
    }

    /// The trail called `name`.
    ///
    /// # Errors
    /// If there is none, or it cannot be read; what is no trail is set aside.
    pub fn load(&self, name: &str) -> Result<SavedTrail, TrailError> {
        let path = self.path(name)?;
        let bytes = files::read(&path)?.ok_or_else(|| TrailError::Unknown(name.to_owned()))?;
        let read = serde_json::from_slice::<SavedTrail>(&bytes).map_err(|error| error.to_string());
        let checked = read.and_then(|trail| trail.check().map(|()| trail).map_err(|bad| bad.to_string()));
        match checked {
            Ok(trail) => Ok(trail),
            Err(why) => Err(TrailError::Broken { name: name.to_owned(), why, aside: files::set_aside(&path)? }),
        }
    }

    /// Forgets the trail called `name`.
    ///
    /// # Errors
    /// If there is none, or its file cannot be removed.
    pub fn delete(&self, name: &str) -> Result<(), TrailError> {
        let path = self.path(name)?;
        match fs::remove_file(&path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(TrailError::Unknown(name.to_owned())),
            Err(error) => Err(StoreError::new("remove", &path, error).into()),
        }
    }

    fn path(&self, name: &str) -> Result<PathBuf, TrailError> {
        let stem = encode(name);
        if name.trim().is_empty() || stem.len() > LONGEST {
            return Err(TrailError::BadName(name.to_owned()));
        }
        Ok(self.folder.join(format!("{stem}.{EXTENSION}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(place: &str, parent: Option<usize>) -> Step {
        Step { place: place.to_owned(), parent }
    }

    fn trail(name: &str) -> SavedTrail {
        let nodes =
            vec![step("home", None), step("people", Some(0)), step("tags", Some(0)), step("tag/pause", Some(2))];
        SavedTrail::new(name, nodes, 1).unwrap()
    }

    #[test]
    fn trails_are_kept_listed_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let trails = Trails::new(folder.path());
        assert_eq!(trails.list().unwrap(), Vec::<String>::new());
        for name in ["Über/pause ..", "b", "con"] {
            trails.save(&trail(name)).unwrap();
            assert_eq!(trails.load(name).unwrap(), trail(name));
        }
        assert_eq!(trails.list().unwrap(), ["b", "con", "Über/pause .."]);
        assert!(!trails.save_new(&SavedTrail { current: 0, ..trail("b") }).unwrap());
        assert_eq!(trails.load("b").unwrap(), trail("b"), "the first of that name stays");
        trails.delete("b").unwrap();
        assert!(matches!(trails.load("b"), Err(TrailError::Unknown(_))));
        assert!(matches!(trails.delete("b"), Err(TrailError::Unknown(_))));
        assert!(trails.save_new(&trail("b")).unwrap());
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
        let trails = Trails::new(Path::new("nowhere"));
        assert!(matches!(trails.save(&trail(" ")), Err(TrailError::BadName(_))));
        assert!(matches!(trails.load(&"x".repeat(201)), Err(TrailError::BadName(_))));
    }

    #[test]
    fn steps_that_make_no_trail_are_refused() {
        assert_eq!(SavedTrail::new("x", Vec::new(), 0), Err(BadTrail::Empty));
        assert_eq!(SavedTrail::new("x", vec![step("home", None)], 1), Err(BadTrail::Current(1)));
        assert_eq!(SavedTrail::new("x", vec![step("home", Some(0))], 0), Err(BadTrail::Parent(0)));
        let two = vec![step("home", None), step("tags", None)];
        assert_eq!(SavedTrail::new("x", two, 0), Err(BadTrail::Parent(1)));
    }

    #[test]
    fn what_is_no_trail_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let trails = Trails::new(folder.path());
        for broken in ["{", r#"{"version":1,"name":"x","nodes":[],"current":0}"#] {
            files::write(&trails.folder.join("x.json"), broken.as_bytes()).unwrap();
            assert!(matches!(trails.load("x"), Err(TrailError::Broken { .. })));
            assert!(matches!(trails.load("x"), Err(TrailError::Unknown(_))));
        }
        assert_eq!(trails.list().unwrap(), Vec::<String>::new());
    }
}

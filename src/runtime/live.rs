//! The atlas as its files change: watched, loaded and made a graph of on a thread of its own, so that nothing on screen
//! waits for it.

use std::fmt;
use std::fs;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::data::{Loaded, Origins};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Graph;

use super::comparer::LoadEdition;
use super::events::Event;

/// How long nothing more must happen before the files are read: editors write them in several steps, and version
/// control writes many.
const QUIET: Duration = Duration::from_millis(100);

/// Loads the atlas in a folder, or the one that comes with the program; or says in a line why not.
pub type LoadAtlas = Box<dyn FnMut(Option<&Path>) -> Result<Loaded, String> + Send>;

/// Where the atlas comes from, and how it is loaded again.
pub struct AtlasSource {
    /// Its folder; the atlas that comes with the program has none.
    pub folder: Option<PathBuf>,
    /// The folder of what goes over it, if something may.
    pub overlay: Option<PathBuf>,
    /// What its files, and those that go over it, were like when it was loaded.
    pub stamp: Stamp,
    /// Where its records are written.
    pub origins: Origins,
    /// Loads it.
    pub load: LoadAtlas,
    /// Loads any other edition.
    pub edition: LoadEdition,
}

/// What the files of a folder are like from outside: enough to tell that one has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, u64, Option<SystemTime>)>);

impl Stamp {
    /// What the TOML files below `folders` are like.
    pub fn of<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Self {
        let mut files = Vec::new();
        let mut folders: Vec<PathBuf> = folders.into_iter().map(Path::to_owned).collect();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "toml") {
                    let about = fs::metadata(&path).ok();
                    let size = about.as_ref().map_or(0, fs::Metadata::len);
                    files.push((path, size, about.and_then(|about| about.modified().ok())));
                }
            }
        }
        files.sort();
        Self(files)
    }
}

impl fmt::Debug for AtlasSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AtlasSource").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What came of loading the atlas again.
#[derive(Debug)]
pub(super) enum Edition {
    /// A good one.
    Good {
        /// What is explored from now on.
        graph: Arc<Graph>,
        /// Where its records are written.
        origins: Box<Origins>,
        /// Its folder.
        folder: Option<PathBuf>,
    },
    /// One with faults; the one before it stays.
    Faulty(Vec<Diagnostic>),
    /// None at all, and why; the one before it stays.
    None(String),
}

/// What the thread is asked for.
enum Request {
    /// Something in the folder has changed.
    Changed,
    /// The atlas is to be the one of this folder.
    Follow(Option<PathBuf>),
}

/// The way to the thread.
pub(super) struct LiveAtlas {
    requests: Sender<Request>,
}

impl LiveAtlas {
    /// Watches the folder of `source`, of which `graph` was made, and sends each new edition to `events`.
    pub(super) fn start(source: AtlasSource, graph: Arc<Graph>, events: Sender<Event>) -> io::Result<Self> {
        let (requests, asked) = mpsc::channel();
        let AtlasSource { folder, overlay, load, stamp, .. } = source;
        let mut work =
            Work { folder, overlay, load, graph, watcher: None, reached: None, requests: requests.clone(), events };
        thread::Builder::new().name("atlas".to_owned()).spawn(move || work.run(&asked, &stamp))?;
        Ok(Self { requests })
    }

    /// Has the files read again, whether or not the system has noticed a change.
    pub(super) fn read_again(&self) {
        // If the thread has gone, the atlas stays as it is.
        let _ = self.requests.send(Request::Changed);
    }

    /// Goes on with the atlas in another folder.
    pub(super) fn follow(&self, folder: Option<PathBuf>) {
        let _ = self.requests.send(Request::Follow(folder));
    }
}

struct Work {
    folder: Option<PathBuf>,
    overlay: Option<PathBuf>,
    load: LoadAtlas,
    /// What the last good edition came to.
    graph: Arc<Graph>,
    watcher: Option<RecommendedWatcher>,
    /// How much of the way to what goes over the atlas was there when it was last watched.
    reached: Option<PathBuf>,
    requests: Sender<Request>,
    events: Sender<Event>,
}

impl Work {
    /// `stamp` is what the files were like when they were loaded.
    fn run(&mut self, asked: &Receiver<Request>, stamp: &Stamp) {
        self.watch();
        // They may have changed before they were watched.
        if Stamp::of(self.folders()) != *stamp {
            let _ = self.requests.send(Request::Changed);
        }
        while let Ok(mut request) = asked.recv() {
            let mut moved = false;
            // Everything that happens until all is quiet is one change.
            loop {
                if let Request::Follow(folder) = request {
                    moved |= folder != self.folder;
                    self.folder = folder;
                }
                match asked.recv_timeout(QUIET) {
                    Ok(next) => request = next,
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            if moved || self.reach() != self.reached {
                self.watch();
            }
            let edition = self.edition();
            if self.events.send(Event::Atlas(Box::new(edition))).is_err() {
                return;
            }
        }
    }

    /// The folders with what the atlas is made of.
    fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folder.iter().chain(&self.overlay).map(PathBuf::as_path)
    }

    /// Watches the folders from now on. Where they cannot be watched, the atlas stays as it is until it is asked for.
    fn watch(&mut self) {
        self.watcher = None;
        self.reached = self.reach();
        let requests = self.requests.clone();
        let way = self.overlay.clone().zip(self.reached.clone());
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| concerns(&event, way.as_ref())) {
                let _ = requests.send(Request::Changed);
            }
        });
        let own = self.folder.iter().map(|folder| (folder, RecursiveMode::Recursive));
        let mode = if self.reached == self.overlay { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        self.watcher = watcher.ok().map(|mut watcher| {
            for (folder, mode) in own.chain(self.reached.iter().map(|folder| (folder, mode))) {
                // If this one cannot be watched, the other is all the same.
                let _ = watcher.watch(folder, mode);
            }
            watcher
        });
    }

    /// The folder of what goes over the atlas; while it is not there, the one on the way to it in which the next will come.
    fn reach(&self) -> Option<PathBuf> {
        self.overlay.as_deref()?.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned)
    }

    fn edition(&mut self) -> Edition {
        let folder = self.folder.clone();
        let load = &mut self.load;
        let loaded = panic::catch_unwind(AssertUnwindSafe(|| {
            let loaded = load(folder.as_deref())?;
            let graph = loaded.atlas.map(|atlas| Arc::new(Graph::new(atlas)));
            Ok((graph, loaded.diagnostics, loaded.origins))
        }));
        match loaded {
            Ok(Ok((Some(graph), _, origins))) => {
                // Where only the lines have moved, what is explored is the same.
                if graph.atlas != self.graph.atlas {
                    self.graph = graph;
                }
                Edition::Good { graph: Arc::clone(&self.graph), origins: Box::new(origins), folder }
            }
            Ok(Ok((None, findings, _))) => {
                let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
                Edition::Faulty(findings.into_iter().filter(is_error).collect())
            }
            Ok(Err(why)) => Edition::None(why),
            Err(_) => Edition::None("reading it has failed".to_owned()),
        }
    }
}

/// Whether a change may be one of the atlas: of a TOML file, or of a folder. Of the `way`, the folder of what goes over the
/// atlas and how much of it is there, only the next step counts.
fn concerns(event: &notify::Event, way: Option<&(PathBuf, PathBuf)>) -> bool {
    let is_hidden = |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let is_beside = |path: &Path| {
        way.is_some_and(|(to, reached)| to != reached && path.parent() == Some(reached) && !to.starts_with(path))
    };
    let may_count = |path: &PathBuf| match path.extension() {
        Some(extension) => extension == "toml" && !is_hidden(path),
        None => !is_hidden(path) && !is_beside(path),
    };
    // Reading a file is an event too, and no change.
    !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(may_count))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::EventKind;
    use notify::event::{AccessKind, CreateKind};

    use super::*;
    use crate::data;

    const LONG: Duration = Duration::from_secs(20);

    const ATLAS: &str = include_str!("../page/tests/fixture.toml");

    fn source(folder: &Path, stamp: Stamp, origins: Origins, load: LoadAtlas) -> AtlasSource {
        let edition = Arc::new(|_: Option<&Path>| Err("there is none".to_owned()));
        AtlasSource { folder: Some(folder.to_owned()), overlay: None, stamp, origins, load, edition }
    }

    fn start(folder: &Path) -> (LiveAtlas, Receiver<Event>) {
        let stamp = Stamp::of([folder]);
        let loaded = data::load_folder(folder).unwrap();
        let graph = Arc::new(Graph::new(loaded.atlas.unwrap()));
        let load = |folder: Option<&Path>| match folder {
            Some(folder) => data::load_folder(folder).map_err(|error| error.to_string()),
            None => Err("there is none".to_owned()),
        };
        let source = source(folder, stamp, loaded.origins, Box::new(load));
        let (sender, events) = mpsc::channel();
        (LiveAtlas::start(source, graph, sender).unwrap(), events)
    }

    fn edition(events: &Receiver<Event>) -> Edition {
        match events.recv_timeout(LONG).unwrap() {
            Event::Atlas(edition) => *edition,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_edition_is_loaded_and_a_faulty_one_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("atlas.toml");
        fs::write(&file, ATLAS).unwrap();
        let (live, events) = start(folder.path());
        live.read_again();
        let Edition::Good { graph: same, .. } = edition(&events) else { panic!("it is as it was") };
        fs::write(&file, ATLAS.replacen("name = \"", "name = \"New ", 1)).unwrap();
        live.read_again();
        let Edition::Good { graph, .. } = edition(&events) else { panic!("it is sound") };
        assert_ne!(graph.atlas, same.atlas);
        fs::write(&file, format!("{ATLAS}\nunheard_of = 1\n[[person]]\nid = 3\n")).unwrap();
        live.read_again();
        // Noticing the file that was written before may come in between.
        let faults = loop {
            if let Edition::Faulty(faults) = edition(&events) {
                break faults;
            }
        };
        assert!(faults.iter().all(|fault| fault.severity == Severity::Error && fault.file == "atlas.toml"));
        live.follow(None);
        let Edition::None(why) = edition(&events) else { panic!("there is no other") };
        assert_eq!(why, "there is none");
    }

    #[test]
    fn what_changed_before_it_was_watched_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("atlas.toml");
        fs::write(&file, ATLAS).unwrap();
        let stamp = Stamp::of([folder.path()]);
        let loaded = data::load_folder(folder.path()).unwrap();
        let graph = Arc::new(Graph::new(loaded.atlas.unwrap()));
        fs::write(&file, format!("{ATLAS}\n# more")).unwrap();
        assert_ne!(Stamp::of([folder.path()]), stamp);
        let load = |folder: Option<&Path>| {
            data::load_folder(folder.unwrap_or(Path::new(""))).map_err(|error| error.to_string())
        };
        let source = source(folder.path(), stamp, loaded.origins, Box::new(load));
        let (sender, events) = mpsc::channel();
        let _live = LiveAtlas::start(source, Arc::clone(&graph), sender).unwrap();
        let Edition::Good { graph: same, .. } = edition(&events) else { panic!("it is sound") };
        assert!(Arc::ptr_eq(&same, &graph), "only lines have moved");
    }

    #[test]
    fn files_that_go_over_it_are_watched_also_where_their_folder_comes_later() {
        let home = tempfile::tempdir().unwrap();
        let (folder, overlay) = (home.path().join("atlas"), home.path().join("data/mine/overlay"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("atlas.toml"), ATLAS).unwrap();
        let loaded = data::load_with_overlay(Some(&folder), &overlay).unwrap();
        let graph = Arc::new(Graph::new(loaded.atlas.unwrap()));
        let over = overlay.clone();
        let load: LoadAtlas = Box::new(move |folder: Option<&Path>| {
            data::load_with_overlay(folder, &over).map_err(|error| error.to_string())
        });
        let stamp = Stamp::of([folder.as_path(), &overlay]);
        let source = AtlasSource { overlay: Some(overlay.clone()), ..source(&folder, stamp, loaded.origins, load) };
        let (sender, events) = mpsc::channel();
        let _live = LiveAtlas::start(source, graph, sender).unwrap();
        // The name that the overlay gives it, once the system has noticed.
        let named = |wanted: &str| loop {
            if let Edition::Good { graph, origins, .. } = edition(&events)
                && graph.atlas.strategies.iter().any(|(_, strategy)| strategy.name == wanted)
            {
                return origins.overlay().len();
            }
        };
        // The thread may not watch yet, but then it looks whether anything has changed.
        fs::create_dir_all(&overlay).unwrap();
        let write = |name: &str| {
            fs::write(overlay.join("mine.toml"), format!("[[strategy]]\nid = \"alpha\"\nname = \"{name}\"\n")).unwrap();
        };
        write("Mine");
        assert_eq!(named("Mine"), 1);
        write("Mine too");
        assert_eq!(named("Mine too"), 1);
        fs::write(overlay.join("mine.toml"), "nonsense").unwrap();
        let faults = loop {
            if let Edition::Faulty(faults) = edition(&events) {
                break faults;
            }
        };
        assert!(faults[0].file.ends_with("overlay/mine.toml"), "{faults:?}");
        fs::remove_dir_all(&overlay).unwrap();
        assert_eq!(named("Alpha"), 0);
    }

    #[test]
    fn only_what_may_be_of_the_atlas_counts() {
        let event = |kind, path: &str| notify::Event::new(kind).add_path(path.into());
        let created = EventKind::Create(CreateKind::Any);
        assert!(concerns(&event(created, "people/a.toml"), None));
        assert!(concerns(&event(created, "people"), None));
        assert!(!concerns(&event(created, "people/.a.toml.swp"), None));
        assert!(!concerns(&event(created, "people/a.toml~"), None));
        assert!(!concerns(&event(EventKind::Access(AccessKind::Any), "people/a.toml"), None));
        let way = ("/home/data/mine/overlay".into(), "/home/data".into());
        assert!(concerns(&event(created, "/home/data/mine"), Some(&way)));
        assert!(!concerns(&event(created, "/home/data/other"), Some(&way)), "other programs keep things there");
        assert!(concerns(&event(created, "/elsewhere/people"), Some(&way)));
    }
}

//! Reloading of changed files, as jobs: the atlas with its overlay, the configuration, journals.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::Message;
use crate::data::{Loaded, Origins};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Graph;
use crate::store::journal::{JournalFollower, Journals};

use super::edition_differ::LoadEdition;
use super::events::{LoopEvent, Reloaded};
use super::file_watcher::{FileTopic, WatchedFiles};
use super::jobs::{Jobs, Slot};
use super::reviewing::JournalsSource;
use super::scan::FilesStamp;
use super::settings::{LoadSettings, SettingsSource};
use super::writer::error_chain;

/// Function that loads the atlas in the given folder, or the embedded one if there is none. It returns a one-line
/// reason on failure.
pub type LoadAtlas = Arc<dyn Fn(Option<&Path>) -> Result<Loaded, String> + Send + Sync>;

/// Graph of a whole atlas, and the files and lines of the records of that atlas.
pub type WholeAtlas = (Arc<Graph>, Origins);

/// Function that loads the whole of an atlas of which the explorer shows a part. It returns `None` on failure, which
/// ends the explorer.
pub type LoadRest = Box<dyn FnOnce() -> Option<WholeAtlas> + Send>;

/// Source of the atlas, with functions that load it again.
pub struct AtlasSource {
    /// Folder of the atlas; `None` for the embedded one.
    pub folder: Option<PathBuf>,
    /// Folder of the overlay, the user's files on top of the atlas; `None` if the atlas may not have an overlay.
    pub overlay: Option<PathBuf>,
    /// Metadata of the files of the atlas and the overlay when they were loaded.
    pub stamp: FilesStamp,
    /// Files and lines of the records of the atlas.
    pub origins: Origins,
    /// Function that loads the atlas again.
    pub load: LoadAtlas,
    /// Function that loads any other edition of the atlas.
    pub edition: LoadEdition,
    /// Function that loads the whole atlas; `None` if the explorer starts with all of it.
    pub rest: Option<LoadRest>,
}

/// Starts jobs that reload changed files. A source that is `None` is not reloaded.
#[derive(Default)]
pub(super) struct Reloader {
    atlas: Option<LoadAtlas>,
    overlay: Option<PathBuf>,
    settings: Option<LoadSettings>,
    journals: Option<(Journals, Arc<Mutex<JournalFollower>>)>,
}

impl Reloader {
    /// Sets the source of the atlas. Returns the files of the atlas and the overlay, which are to be watched.
    pub(super) fn atlas(&mut self, source: AtlasSource) -> WatchedFiles {
        let AtlasSource { folder, overlay, stamp, load, .. } = source;
        self.atlas = Some(load);
        self.overlay = overlay;
        let roots = self.atlas_roots(folder.as_deref());
        WatchedFiles { topic: FileTopic::Atlas, roots, extension: "toml", stamp }
    }

    /// Returns the folders of the atlas in `folder`: that folder, if any, and the overlay.
    pub(super) fn atlas_roots(&self, folder: Option<&Path>) -> Vec<PathBuf> {
        folder.map(Path::to_owned).into_iter().chain(self.overlay.clone()).collect()
    }

    /// Sets the source of the settings. Returns the files of the settings, which are to be watched.
    pub(super) fn settings(&mut self, source: SettingsSource) -> WatchedFiles {
        let SettingsSource { paths, stamp, load } = source;
        self.settings = Some(load);
        WatchedFiles { topic: FileTopic::Configuration, roots: paths, extension: "toml", stamp }
    }

    /// Sets the source of the journals. Returns the journals, which are to be watched.
    pub(super) fn journals(&mut self, source: JournalsSource) -> WatchedFiles {
        let JournalsSource { journals, follower, stamp } = source;
        let roots = vec![journals.folder().to_owned()];
        self.journals = Some((journals, Arc::new(Mutex::new(follower))));
        WatchedFiles { topic: FileTopic::Journals, roots, extension: "jsonl", stamp }
    }

    /// Starts a job that loads the whole atlas in `folder`, of which the explorer shows a part.
    pub(super) fn start_rest(jobs: &mut Jobs, folder: Option<PathBuf>, rest: LoadRest) {
        let failed = |why| Message::Notice(format!("The atlas could not be read: {why}"));
        jobs.start(Slot::Atlas, failed, move |_, _| {
            let Some((graph, origins)) = rest() else { return Some(LoopEvent::AtlasFailed) };
            Some(LoopEvent::Atlas(Box::new(Reloaded::Good { graph, origins: Box::new(origins), folder })))
        });
    }

    /// Starts a job that reloads the files of a topic. `folder` is the folder of the atlas, `graph` the current graph.
    pub(super) fn start(&self, jobs: &mut Jobs, topic: FileTopic, folder: Option<PathBuf>, graph: Arc<Graph>) {
        let failed = |what: &'static str| move |why| Message::Notice(format!("{what} not reloaded: {why}"));
        match topic {
            FileTopic::Atlas => {
                let Some(load) = self.atlas.clone() else { return };
                jobs.start(Slot::Atlas, failed("The atlas is"), move |_, _| {
                    Some(LoopEvent::Atlas(Box::new(reloaded(load(folder.as_deref()), folder, graph))))
                });
            }
            FileTopic::Configuration => {
                let Some(load) = self.settings.clone() else { return };
                jobs.start(Slot::Configuration, failed("The configuration is"), move |_, _| {
                    Some(LoopEvent::Configured(load().map(Box::new)))
                });
            }
            FileTopic::Journals => {
                let Some((journals, follower)) = self.journals.clone() else { return };
                jobs.start(Slot::Journals, failed("Journals are"), move |_, _| {
                    // After a panic during reading, the follower can be used again: changes it has not read are read
                    // next time.
                    let mut follower = follower.lock().unwrap_or_else(PoisonError::into_inner);
                    Some(match journals.read_changes(&mut follower) {
                        Ok(changes) => LoopEvent::Journals(changes),
                        Err(error) => LoopEvent::Message(failed("Journals are")(error_chain(&error))),
                    })
                });
            }
        }
    }
}

/// Returns the event for the result of loading the atlas in `folder`; `graph` is the current graph.
fn reloaded(loaded: Result<Loaded, String>, folder: Option<PathBuf>, graph: Arc<Graph>) -> Reloaded {
    match loaded {
        Ok(Loaded { atlas: Some(atlas), origins, .. }) => {
            // If only the lines of records have changed, the current graph is used again.
            let graph = if atlas == graph.atlas { graph } else { Arc::new(Graph::new(atlas)) };
            Reloaded::Good { graph, origins: Box::new(origins), folder }
        }
        Ok(Loaded { diagnostics, .. }) => {
            let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
            Reloaded::Faulty(diagnostics.into_iter().filter(is_error).collect())
        }
        Err(why) => Reloaded::Failed(why),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::{self, Receiver};
    use std::time::Duration;

    use super::super::file_watcher::FileWatcher;
    use super::*;
    use crate::data;

    const LONG: Duration = Duration::from_secs(20);
    const ATLAS: &str = include_str!("../page/tests/fixture.toml");

    /// Setup for testing reloads.
    struct Setup {
        reloader: Reloader,
        jobs: Jobs,
        folder: Option<PathBuf>,
        graph: Arc<Graph>,
        events: Receiver<LoopEvent>,
        watcher: FileWatcher,
    }

    impl Setup {
        fn new(folder: &Path, overlay: &Path) -> Self {
            let stamp = FilesStamp::of([folder, overlay], "toml");
            let over = overlay.to_owned();
            let load: LoadAtlas = Arc::new(move |folder: Option<&Path>| match folder {
                Some(_) if over.is_dir() => data::load_with_overlay(folder, &over).map_err(|error| error.to_string()),
                Some(folder) => data::load_folder(folder).map_err(|error| error.to_string()),
                None => Err("there is none".to_owned()),
            });
            let loaded = load(Some(folder)).unwrap();
            let edition = Arc::new(|_: Option<&Path>| Err("there is none".to_owned()));
            let folder = Some(folder.to_owned());
            let (overlay, origins) = (Some(overlay.to_owned()), loaded.origins);
            let mut reloader = Reloader::default();
            let source = AtlasSource { folder: folder.clone(), overlay, stamp, origins, load, edition, rest: None };
            let files = reloader.atlas(source);
            let (sender, events) = mpsc::channel();
            let watcher = FileWatcher::start(vec![files], sender.clone()).unwrap();
            let graph = Arc::new(Graph::new(loaded.atlas.unwrap()));
            Self { reloader, jobs: Jobs::new(sender), folder, graph, events, watcher }
        }

        /// Returns the result of the next reload.
        fn next(&mut self) -> Reloaded {
            loop {
                match self.events.recv_timeout(LONG).expect("the change is noticed") {
                    LoopEvent::FilesChanged(topic) => {
                        let (folder, graph) = (self.folder.clone(), Arc::clone(&self.graph));
                        self.reloader.start(&mut self.jobs, topic, folder, graph);
                    }
                    LoopEvent::Job(_, event) => match *event {
                        LoopEvent::Atlas(reloaded) => return *reloaded,
                        other => panic!("{other:?}"),
                    },
                    other => panic!("{other:?}"),
                }
            }
        }

        /// Returns the size of the overlay of the next valid atlas that has a strategy of this name.
        fn named(&mut self, wanted: &str) -> usize {
            loop {
                if let Reloaded::Good { graph, origins, .. } = self.next()
                    && graph.atlas.strategies.iter().any(|(_, strategy)| strategy.name == wanted)
                {
                    return origins.overlay().len();
                }
            }
        }

        fn faults(&mut self) -> Vec<Diagnostic> {
            loop {
                if let Reloaded::Faulty(faults) = self.next() {
                    return faults;
                }
            }
        }
    }

    fn atlas(home: &Path) -> PathBuf {
        let folder = home.join("atlas");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("atlas.toml"), ATLAS).unwrap();
        folder
    }

    #[test]
    fn each_edition_is_loaded_and_a_faulty_one_is_told() {
        let home = tempfile::tempdir().unwrap();
        let folder = atlas(home.path());
        let file = folder.join("atlas.toml");
        let mut setup = Setup::new(&folder, &home.path().join("overlay"));
        setup.watcher.report(FileTopic::Atlas);
        let Reloaded::Good { graph, .. } = setup.next() else { panic!("it is as it was") };
        assert!(Arc::ptr_eq(&graph, &setup.graph), "only what differs is made anew");
        fs::write(&file, ATLAS.replacen("name = \"", "name = \"New ", 1)).unwrap();
        let Reloaded::Good { graph, .. } = setup.next() else { panic!("it is sound") };
        assert_ne!(graph.atlas, setup.graph.atlas);
        fs::write(&file, format!("{ATLAS}\nunheard_of = 1\n[[person]]\nid = 3\n")).unwrap();
        let faults = setup.faults();
        assert!(faults.iter().all(|fault| fault.severity == Severity::Error && fault.file == "atlas.toml"));
        setup.folder = None;
        setup.watcher.follow(FileTopic::Atlas, Vec::new());
        let Reloaded::Failed(why) = setup.next() else { panic!("there is no other") };
        assert_eq!(why, "there is none");
    }

    #[test]
    fn an_overlay_is_followed_also_where_its_folder_comes_later() {
        let home = tempfile::tempdir().unwrap();
        let (folder, overlay) = (atlas(home.path()), home.path().join("data/mine/overlay"));
        let mut setup = Setup::new(&folder, &overlay);
        fs::create_dir_all(&overlay).unwrap();
        let write = |name: &str| {
            fs::write(overlay.join("mine.toml"), format!("[[strategy]]\nid = \"alpha\"\nname = \"{name}\"\n")).unwrap();
        };
        write("Mine");
        assert_eq!(setup.named("Mine"), 1);
        write("Mine too");
        assert_eq!(setup.named("Mine too"), 1);
        fs::write(overlay.join("mine.toml"), "nonsense").unwrap();
        let faults = setup.faults();
        assert!(faults[0].file.ends_with("overlay/mine.toml"), "{faults:?}");
        fs::remove_dir_all(&overlay).unwrap();
        assert_eq!(setup.named("Alpha"), 0);
    }

    #[test]
    fn an_atlas_that_is_away_is_told_and_followed_when_it_is_back() {
        let home = tempfile::tempdir().unwrap();
        let folder = atlas(home.path());
        let mut setup = Setup::new(&folder, &home.path().join("overlay"));
        fs::rename(&folder, home.path().join("away")).unwrap();
        assert!(matches!(setup.next(), Reloaded::Failed(_)));
        fs::rename(home.path().join("away"), &folder).unwrap();
        assert_eq!(setup.named("Alpha"), 0);
        fs::write(folder.join("atlas.toml"), ATLAS.replacen("name = \"Alpha\"", "name = \"Alfa\"", 1)).unwrap();
        assert_eq!(setup.named("Alfa"), 0);
    }

    #[test]
    fn journals_are_reloaded_whoever_writes_them() {
        use crate::review::{self, Card};
        use crate::store::journal::Stamp;

        let home = tempfile::tempdir().unwrap();
        let journals = Journals::new(home.path());
        let record = |name: &str| {
            let start =
                review::SessionStart { queue: vec![Card::plain("strategy/alpha")], ..review::SessionStart::default() };
            let stamp = Stamp { at: "2026-11-25T23:01:02+01:00".parse().unwrap(), session: None, edition: None };
            journals.of(name).unwrap().append(&stamp, vec![review::JournalEvent::Start(start.into())]).unwrap();
        };
        record("ada");
        let stamp = FilesStamp::of([journals.folder()], "jsonl");
        let mut reloader = Reloader::default();
        let mut follower = JournalFollower::default();
        journals.read_changes(&mut follower).unwrap();
        let files = reloader.journals(JournalsSource { journals: journals.clone(), follower, stamp });
        let (sender, events) = mpsc::channel();
        let _watcher = FileWatcher::start(vec![files], sender.clone()).unwrap();
        let mut jobs = Jobs::new(sender);
        let graph = Arc::new(Graph::new(data::fixture(ATLAS)));
        for name in ["bob", "ada"] {
            record(name);
            let Ok(LoopEvent::FilesChanged(FileTopic::Journals)) = events.recv_timeout(LONG) else { panic!("{name}") };
            reloader.start(&mut jobs, FileTopic::Journals, None, Arc::clone(&graph));
            let Ok(LoopEvent::Job(_, event)) = events.recv_timeout(LONG) else { panic!("they are read") };
            let LoopEvent::Journals(changes) = *event else { panic!("they can be read") };
            assert_eq!((changes.is_complete, changes.contents.lines.len()), (false, 1));
            assert_eq!(changes.contents.lines[0].head.by, name);
        }
    }
}

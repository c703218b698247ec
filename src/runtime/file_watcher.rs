//! Watching the files that the explorer shows, on a thread of its own: the atlas, its overlay, the configuration, themes
//! and journals.
//!
//! The system (by notify) only says that something may have happened. Once nothing has happened for a while, all files
//! are looked at, the folders that are there now are watched, and what looks other than before is told. So it does not
//! matter whether a folder was renamed away and back, replaced, or made only now: whatever happened before it was watched
//! is seen in the look that follows.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::Message;

use super::events::LoopEvent;
use super::scan::{FilesStamp, FolderRole, Ground, Scan};

/// How long nothing more must happen before files are looked at: editors write them in several steps, and version
/// control writes many.
const QUIET_INTERVAL: Duration = Duration::from_millis(100);
/// How long files are not looked at while things go on happening.
const QUIET_TIMEOUT: Duration = Duration::from_secs(1);
/// How often folders may change while they are about to be watched.
const MAX_ROUNDS: usize = 8;
/// Whether each folder is watched by itself. Elsewhere the system watches all below a folder, or notify each file.
const WATCHES_FOLDERS: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileTopic {
    Atlas,
    Configuration,
    Journals,
}

/// Files to watch.
#[derive(Debug)]
pub(super) struct WatchedFiles {
    pub(super) topic: FileTopic,
    /// Files, and folders with all below them. They need not be there yet.
    pub(super) roots: Vec<PathBuf>,
    /// How names of files end that count.
    pub(super) extension: &'static str,
    /// The name of files that do not count.
    pub(super) except: Option<OsString>,
    /// What they looked like when they were read.
    pub(super) stamp: FilesStamp,
}

impl WatchedFiles {
    fn look(&self) -> (FilesStamp, Ground) {
        let mut scan = Scan::new(self.extension).except(self.except.as_deref());
        self.roots.iter().for_each(|root| scan.root(root));
        scan.finish()
    }
}

/// What the thread is told.
enum Request {
    /// Something may have happened.
    Look,
    /// A topic counts as changed, whatever it looks like.
    Tell(FileTopic),
    /// A topic has other roots from now on, and counts as changed.
    Follow(FileTopic, Vec<PathBuf>),
    /// The system has failed to watch.
    Failed(notify::Error),
}

/// Handle to the thread that watches.
#[derive(Debug)]
pub(super) struct FileWatcher {
    requests: Sender<Request>,
}

impl FileWatcher {
    /// Starts watching; changes are sent to `events`.
    ///
    /// # Errors
    /// If no thread can be started. What cannot be watched is told, once.
    pub(super) fn start(files: Vec<WatchedFiles>, events: Sender<LoopEvent>) -> io::Result<Self> {
        Self::start_by(notify::recommended_watcher, files, events)
    }

    fn start_by(by: MakeWatcher, files: Vec<WatchedFiles>, events: Sender<LoopEvent>) -> io::Result<Self> {
        let (requests, given) = mpsc::channel();
        let sender = requests.clone();
        let told = BTreeSet::new();
        let mut work = Work { files, by, watcher: None, ground: Ground::default(), told, requests: sender, events };
        thread::Builder::new().name("file-watcher".to_owned()).spawn(move || work.run(&given))?;
        Ok(Self { requests })
    }

    /// Has a topic told as changed, soon and only once if it has changed indeed.
    pub(super) fn tell(&self, topic: FileTopic) {
        // If the thread has gone, everything stays as it is.
        let _ = self.requests.send(Request::Tell(topic));
    }

    /// Watches other roots for a topic, which counts as changed.
    pub(super) fn follow(&self, topic: FileTopic, roots: Vec<PathBuf>) {
        let _ = self.requests.send(Request::Follow(topic, roots));
    }
}

type Handler = Box<dyn FnMut(notify::Result<notify::Event>) + Send>;
type MakeWatcher = fn(Handler) -> notify::Result<RecommendedWatcher>;

struct Work {
    files: Vec<WatchedFiles>,
    by: MakeWatcher,
    watcher: Option<RecommendedWatcher>,
    /// What is watched.
    ground: Ground,
    /// What was told of failures.
    told: BTreeSet<String>,
    requests: Sender<Request>,
    events: Sender<LoopEvent>,
}

impl Work {
    fn run(&mut self, given: &Receiver<Request>) {
        let mut asked = Vec::new();
        loop {
            let stamps = self.watch();
            if !self.tell(stamps, &std::mem::take(&mut asked)) {
                return;
            }
            let Ok(first) = given.recv() else { return };
            self.take(first, &mut asked);
            let deadline = Instant::now() + QUIET_TIMEOUT;
            // Everything that happens until all is quiet is one change.
            loop {
                let left = deadline.saturating_duration_since(Instant::now());
                match given.recv_timeout(left.min(QUIET_INTERVAL)) {
                    Ok(request) => self.take(request, &mut asked),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                if left.is_zero() {
                    break;
                }
            }
        }
    }

    fn take(&mut self, request: Request, asked: &mut Vec<FileTopic>) {
        match request {
            Request::Look => {}
            Request::Tell(topic) => asked.push(topic),
            Request::Follow(topic, roots) => {
                self.files
                    .iter_mut()
                    .filter(|files| files.topic == topic)
                    .for_each(|files| files.roots.clone_from(&roots));
                asked.push(topic);
            }
            Request::Failed(error) => self.complain(&error),
        }
    }

    /// Sends what looks other than before, and what was asked for. Returns whether anybody listens.
    fn tell(&mut self, stamps: Vec<FilesStamp>, asked: &[FileTopic]) -> bool {
        for (files, stamp) in self.files.iter_mut().zip(stamps) {
            let is_other = stamp != files.stamp;
            files.stamp = stamp;
            let is_told = is_other || asked.contains(&files.topic);
            if is_told && self.events.send(LoopEvent::FilesChanged(files.topic)).is_err() {
                return false;
            }
        }
        true
    }

    /// Watches what there is now, and returns what it looks like once it is watched.
    fn watch(&mut self) -> Vec<FilesStamp> {
        for _ in 0..MAX_ROUNDS {
            let (stamps, ground) = self.look();
            if ground.folders == self.ground.folders {
                self.ground = ground;
                return stamps;
            }
            // What happens between the look and the watch shows in the next look.
            self.watcher = self.watcher_of(&ground);
            self.ground = ground;
        }
        self.look().0
    }

    fn look(&self) -> (Vec<FilesStamp>, Ground) {
        let mut all = Ground::default();
        let mut stamps = Vec::new();
        for (stamp, ground) in self.files.iter().map(WatchedFiles::look) {
            stamps.push(stamp);
            all.add(ground);
        }
        (stamps, all)
    }

    fn watcher_of(&mut self, ground: &Ground) -> Option<RecommendedWatcher> {
        let (requests, ways) = (self.requests.clone(), ground.clone());
        let handler = move |event: notify::Result<notify::Event>| {
            let request = match event {
                Ok(event) if concerns(&event, &ways) => Request::Look,
                Ok(_) => return,
                Err(error) => Request::Failed(error),
            };
            let _ = requests.send(request);
        };
        let mut watcher = match (self.by)(Box::new(handler)) {
            Ok(watcher) => watcher,
            Err(error) => {
                self.complain(&error);
                return None;
            }
        };
        for (path, folder) in &ground.folders {
            let mode = match folder.role {
                FolderRole::Root if !WATCHES_FOLDERS => RecursiveMode::Recursive,
                FolderRole::Inner if !WATCHES_FOLDERS => continue,
                _ => RecursiveMode::NonRecursive,
            };
            let watched = watcher.watch(path, mode);
            // A folder that has gone meanwhile shows in the next look, and one far up may well be closed to the user.
            if let Err(error) = watched
                && folder.role > FolderRole::Ancestor
                && path.exists()
            {
                self.complain(&error);
            }
        }
        Some(watcher)
    }

    /// Says, once, that something cannot be watched.
    fn complain(&mut self, error: &notify::Error) {
        let told = format!("Changes to files will not be noticed, restart stratlas to see them: {error}");
        if self.told.insert(told.clone()) {
            let _ = self.events.send(LoopEvent::Message(Message::Notice(told)));
        }
    }
}

/// Whether an event may change what files look like. Reading a file is an event too, and no change; in folders that
/// are only on the way, other programs have files of their own.
fn concerns(event: &notify::Event, ground: &Ground) -> bool {
    let counts = |path: &PathBuf| {
        ground.ways.iter().any(|way| way.starts_with(path)) || ground.is_below_root(path) && !is_hidden(path)
    };
    !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(counts))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::EventKind;
    use notify::event::{AccessKind, CreateKind};

    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    /// A watcher of a folder, or of a file, as it is now.
    fn watch(root: &Path) -> (FileWatcher, Receiver<LoopEvent>) {
        let (sender, events) = mpsc::channel();
        let files = WatchedFiles {
            topic: FileTopic::Atlas,
            roots: vec![root.to_owned()],
            extension: "toml",
            except: None,
            stamp: FilesStamp::of([root], "toml"),
        };
        (FileWatcher::start(vec![files], sender).unwrap(), events)
    }

    /// Waits until the watcher says that something has changed and nothing more follows.
    fn wait(events: &Receiver<LoopEvent>) {
        let mut event = events.recv_timeout(LONG).expect("the change is noticed");
        loop {
            assert!(matches!(event, LoopEvent::FilesChanged(FileTopic::Atlas)), "{event:?}");
            match events.recv_timeout(3 * QUIET_INTERVAL) {
                Ok(next) => event = next,
                Err(_) => return,
            }
        }
    }

    /// Waits until all that has been asked for so far is done.
    fn settle(watcher: &FileWatcher, events: &Receiver<LoopEvent>) {
        watcher.tell(FileTopic::Atlas);
        wait(events);
    }

    #[test]
    fn a_folder_that_comes_goes_and_is_replaced_is_followed() {
        let home = tempfile::tempdir().unwrap();
        let (root, away) = (home.path().join("data/mine/atlas"), home.path().join("away"));
        let (_watcher, events) = watch(&root);
        fs::create_dir_all(root.join("people")).unwrap();
        fs::write(root.join("people/a.toml"), "a").unwrap();
        wait(&events);
        fs::write(root.join("people/a.toml"), "as").unwrap();
        wait(&events);
        fs::rename(home.path().join("data"), &away).unwrap();
        wait(&events);
        fs::rename(&away, home.path().join("data")).unwrap();
        wait(&events);
        fs::write(root.join("people/b.toml"), "b").unwrap();
        wait(&events);
        fs::create_dir_all(away.join("people")).unwrap();
        fs::write(away.join("people/c.toml"), "c").unwrap();
        fs::remove_dir_all(&root).unwrap();
        wait(&events);
        fs::rename(&away, &root).unwrap();
        wait(&events);
        fs::write(root.join("people/c.toml"), "cc").unwrap();
        wait(&events);
    }

    #[test]
    fn folders_made_one_after_the_other_are_not_missed() {
        for _ in 0..20 {
            let home = tempfile::tempdir().unwrap();
            let root = home.path().join("a/b/c/d");
            let (_watcher, events) = watch(&root);
            for step in ["a", "a/b", "a/b/c", "a/b/c/d"] {
                fs::create_dir(home.path().join(step)).unwrap();
                thread::yield_now();
            }
            fs::write(root.join("a.toml"), "a").unwrap();
            events.recv_timeout(LONG).expect("the file is noticed");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_to_where_it_leads_now() {
        use std::os::unix::fs::symlink;

        let home = tempfile::tempdir().unwrap();
        for folder in ["one", "two"] {
            fs::create_dir(home.path().join(folder)).unwrap();
            fs::write(home.path().join(folder).join("config"), folder).unwrap();
        }
        let root = home.path().join("config.toml");
        symlink(home.path().join("one/config"), &root).unwrap();
        let (_watcher, events) = watch(&root);
        fs::write(home.path().join("one/config"), "other").unwrap();
        wait(&events);
        fs::remove_file(&root).unwrap();
        symlink(home.path().join("two/config"), &root).unwrap();
        wait(&events);
        fs::write(home.path().join("two/config"), "another").unwrap();
        wait(&events);
    }

    #[test]
    fn other_roots_are_watched_when_asked_to() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (watcher, events) = watch(one.path());
        watcher.follow(FileTopic::Atlas, vec![two.path().to_owned()]);
        wait(&events);
        fs::write(two.path().join("a.toml"), "a").unwrap();
        wait(&events);
        settle(&watcher, &events);
        fs::write(one.path().join("a.toml"), "a").unwrap();
        assert!(events.recv_timeout(3 * QUIET_INTERVAL).is_err(), "nobody asks for that one any more");
    }

    #[test]
    fn what_changed_before_it_was_watched_is_noticed_and_reading_is_no_change() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a.toml");
        let files = WatchedFiles {
            topic: FileTopic::Atlas,
            roots: vec![home.path().to_owned()],
            extension: "toml",
            except: None,
            stamp: FilesStamp::of([home.path()], "toml"),
        };
        fs::write(&file, "a").unwrap();
        let (sender, events) = mpsc::channel();
        let _watcher = FileWatcher::start(vec![files], sender).unwrap();
        wait(&events);
        fs::read(&file).unwrap();
        fs::write(home.path().join("a.txt"), "a").unwrap();
        assert!(events.recv_timeout(3 * QUIET_INTERVAL).is_err());
    }

    #[test]
    fn what_cannot_be_watched_is_told_once() {
        let home = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let files = WatchedFiles {
            topic: FileTopic::Atlas,
            roots: vec![home.path().to_owned()],
            extension: "toml",
            except: None,
            stamp: FilesStamp::default(),
        };
        let broken = |_: Handler| Err(notify::Error::generic("no more watches"));
        let watcher = FileWatcher::start_by(broken, vec![files], sender).unwrap();
        let Ok(LoopEvent::Message(Message::Notice(told))) = events.recv_timeout(LONG) else { panic!("it is told") };
        assert!(told.ends_with("no more watches"), "{told}");
        fs::create_dir(home.path().join("more")).unwrap();
        watcher.tell(FileTopic::Atlas);
        assert!(matches!(events.recv_timeout(LONG), Ok(LoopEvent::FilesChanged(FileTopic::Atlas))), "but once");
    }

    #[test]
    fn only_what_may_count_wakes_it() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let root = home.join("data/mine");
        fs::create_dir_all(&root).unwrap();
        let mut scan = Scan::new("toml");
        scan.root(&root);
        scan.root(&home.join("later/mine"));
        let ground = scan.finish().1;
        let wakes = |kind, path: &str| concerns(&notify::Event::new(kind).add_path(home.join(path)), &ground);
        let created = EventKind::Create(CreateKind::Any);
        assert!(wakes(created, "data/mine/people/a.toml"));
        assert!(wakes(created, "data/mine/people"));
        assert!(wakes(created, "data/mine"));
        assert!(wakes(created, "data"));
        assert!(wakes(created, "later"));
        assert!(!wakes(created, "data/mine/.a.toml.swp"));
        assert!(!wakes(created, "data/other"), "other programs have files there");
        assert!(!wakes(EventKind::Access(AccessKind::Any), "data/mine/people/a.toml"));
    }
}

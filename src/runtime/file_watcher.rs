//! Watching of the files that the explorer shows, on a thread of its own: the atlas, its overlay, the configuration,
//! themes and journals.
//!
//! The system (by notify) only reports that something may have happened. Once nothing more happens for a while, all files
//! are scanned, the folders that exist now are watched, and a topic whose files differ is reported. So it does not matter
//! whether a folder was renamed away and back, replaced or created: what happened before it was watched shows in the scan
//! that follows. Where the system reports nothing, files are scanned every second.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::Message;

use super::events::LoopEvent;
use super::scan::{FilesStamp, FolderRole, Scan, WatchPlan};

/// How long nothing more must happen before files are scanned: editors write them in several steps, and version control
/// writes many.
const QUIET_INTERVAL: Duration = Duration::from_millis(100);
/// How long the scan waits while things go on happening.
const QUIET_TIMEOUT: Duration = Duration::from_secs(1);
/// How often files are scanned where the system reports no changes.
const POLL_INTERVAL: Duration = Duration::from_millis(700);
/// Maximum number of scans in a row while folders change before they are watched.
const MAX_ROUNDS: usize = 8;
/// Whether each folder is watched by itself. Elsewhere the system watches all below a folder, or notify each file.
const WATCHES_FOLDERS: bool = cfg!(any(target_os = "linux", target_os = "android"));
/// The notice about files on a network file system.
const REMOTE: &str = "Some files are on a network file system, which does not report every change: stratlas checks them \
                      every second";

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
    /// Files, and folders with all below them. They may be missing.
    pub(super) roots: Vec<PathBuf>,
    /// The extension of files that count.
    pub(super) extension: &'static str,
    /// The state of the files when they were loaded.
    pub(super) stamp: FilesStamp,
}

impl WatchedFiles {
    fn scan(&self) -> (FilesStamp, WatchPlan) {
        let mut scan = Scan::new(self.extension);
        self.roots.iter().for_each(|root| scan.root(root));
        scan.finish()
    }
}

/// A request to the thread.
enum Request {
    /// Handle an event of the system.
    Changed(notify::Event),
    /// Scan all files: the mounts have changed.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux reports changes of mounts"))]
    Scan,
    /// Report a topic as changed, whatever the state of its files.
    Report(FileTopic),
    /// Watch other roots for a topic from now on, and report it as changed.
    Follow(FileTopic, Vec<PathBuf>),
    /// Handle a failure of the system to watch.
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
    /// If no thread can be started. What the system cannot watch is reported once.
    pub(super) fn start(files: Vec<WatchedFiles>, events: Sender<LoopEvent>) -> io::Result<Self> {
        Self::start_with(notify::recommended_watcher, files, events)
    }

    fn start_with(make: MakeWatcher, files: Vec<WatchedFiles>, events: Sender<LoopEvent>) -> io::Result<Self> {
        let (requests, given) = mpsc::channel();
        // Without a report of mounts, only what is mounted over a watched folder goes unnoticed.
        #[cfg(target_os = "linux")]
        let _ = report_mounts(requests.clone());
        let mut work = Work {
            files,
            make,
            watcher: None,
            plan: WatchPlan::default(),
            unwatched: BTreeSet::new(),
            notices: BTreeSet::new(),
            requests: requests.clone(),
            events,
        };
        thread::Builder::new().name("file-watcher".to_owned()).spawn(move || work.run(&given))?;
        Ok(Self { requests })
    }

    /// Schedules a report that a topic has changed, merged with changes noticed until then.
    pub(super) fn report(&self, topic: FileTopic) {
        // If the thread has ended, so has the program.
        let _ = self.requests.send(Request::Report(topic));
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
    make: MakeWatcher,
    /// The one watcher: systems limit their number.
    watcher: Option<RecommendedWatcher>,
    /// What is watched.
    plan: WatchPlan,
    /// Folders that the system does not watch, or not reliably.
    unwatched: BTreeSet<PathBuf>,
    /// The notices that were sent.
    notices: BTreeSet<String>,
    requests: Sender<Request>,
    events: Sender<LoopEvent>,
}

impl Work {
    fn run(&mut self, requests: &Receiver<Request>) {
        let mut reports = Vec::new();
        loop {
            let stamps = self.watch();
            if !self.report(stamps, &std::mem::take(&mut reports)) || !self.wait(requests, &mut reports) {
                return;
            }
        }
    }

    /// Waits until something has happened and nothing more follows, or until it is time to poll. Adds the topics to
    /// report. Returns whether there may be further requests.
    fn wait(&mut self, requests: &Receiver<Request>, reports: &mut Vec<FileTopic>) -> bool {
        let poll_at = Instant::now() + POLL_INTERVAL;
        let mut scan_at: Option<Instant> = None;
        let mut latest = None;
        loop {
            let until = scan_at.or_else(|| self.is_polling().then_some(poll_at));
            let left = until.map_or(Duration::MAX, |until| until.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return true;
            }
            match requests.recv_timeout(left) {
                Ok(request) => {
                    if self.handle(request, reports) {
                        let now = Instant::now();
                        let latest = *latest.get_or_insert(now + QUIET_TIMEOUT);
                        scan_at = Some(latest.min(now + QUIET_INTERVAL));
                    }
                }
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    fn is_polling(&self) -> bool {
        !self.unwatched.is_empty()
    }

    /// Handles a request. Returns whether files have to be scanned.
    fn handle(&mut self, request: Request, reports: &mut Vec<FileTopic>) -> bool {
        match request {
            Request::Changed(event) => return self.handle_event(&event),
            Request::Scan => {}
            Request::Report(topic) => reports.push(topic),
            Request::Follow(topic, roots) => {
                let followed = self.files.iter_mut().filter(|files| files.topic == topic);
                followed.for_each(|files| files.roots.clone_from(&roots));
                reports.push(topic);
            }
            Request::Failed(error) => self.report_failure(error),
        }
        true
    }

    fn handle_event(&mut self, event: &notify::Event) -> bool {
        if event.need_rescan() {
            // The system has lost events, perhaps about watched folders: everything is watched anew.
            (self.watcher, self.plan) = (None, WatchPlan::default());
            self.unwatched.clear();
            return true;
        }
        if !concerns(event, &self.plan) {
            return false;
        }
        if matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))) {
            // The system stops watching such a folder, even if one that looks the same takes its place.
            for path in &event.paths {
                if self.plan.folders.remove(path).is_some()
                    && let Some(watcher) = &mut self.watcher
                {
                    let _ = watcher.unwatch(path);
                }
            }
        }
        true
    }

    /// Reports topics whose files differ, and those in `reports`. Returns whether anybody listens.
    fn report(&mut self, stamps: Vec<FilesStamp>, reports: &[FileTopic]) -> bool {
        self.files.iter_mut().zip(stamps).all(|(files, stamp)| {
            let is_reported = stamp != files.stamp || reports.contains(&files.topic);
            files.stamp = stamp;
            !is_reported || self.events.send(LoopEvent::FilesChanged(files.topic)).is_ok()
        })
    }

    /// Watches all existing folders. Returns the stamps of the files, scanned after the folders are watched.
    fn watch(&mut self) -> Vec<FilesStamp> {
        for _ in 0..MAX_ROUNDS {
            let (stamps, plan) = self.scan();
            if plan.folders == self.plan.folders {
                self.plan = plan;
                return stamps;
            }
            // What happens between the scan and the watch shows in the next scan.
            self.follow(plan);
        }
        self.scan().0
    }

    fn scan(&self) -> (Vec<FilesStamp>, WatchPlan) {
        let mut all = WatchPlan::default();
        let mut stamps = Vec::new();
        for (stamp, plan) in self.files.iter().map(WatchedFiles::scan) {
            stamps.push(stamp);
            all.add(plan);
        }
        (stamps, all)
    }

    /// Watches the folders of `plan` in place of those before.
    fn follow(&mut self, mut plan: WatchPlan) {
        let Some(mut watcher) = self.watcher.take().or_else(|| self.make_watcher()) else {
            self.unwatched = plan.folders.keys().cloned().collect();
            self.plan = plan;
            return;
        };
        let before = std::mem::take(&mut self.plan.folders);
        for path in before.iter().filter(|(path, folder)| plan.folders.get(*path) != Some(folder)).map(|(path, _)| path)
        {
            self.unwatched.remove(path);
            // The system may have stopped watching it by itself.
            let _ = watcher.unwatch(path);
        }
        plan.folders.retain(|path, folder| {
            let mode = match folder.role {
                FolderRole::Root if !WATCHES_FOLDERS => RecursiveMode::Recursive,
                FolderRole::Inner if !WATCHES_FOLDERS => return true,
                _ => RecursiveMode::NonRecursive,
            };
            if before.get(path) == Some(folder) {
                return true;
            }
            let matters = folder.role > FolderRole::Ancestor;
            match watcher.watch(path, mode) {
                Ok(()) if matters && is_remote(path) => {
                    self.unwatched.insert(path.clone());
                    self.notify(REMOTE.to_owned());
                }
                // The next scan has it again, if it comes back.
                Err(error) if is_missing(&error) => return false,
                Err(error) if matters => {
                    self.unwatched.insert(path.clone());
                    self.report_failure(error);
                }
                // A folder far up may well be closed to the user.
                Ok(()) | Err(_) => {}
            }
            true
        });
        (self.watcher, self.plan) = (Some(watcher), plan);
    }

    fn make_watcher(&mut self) -> Option<RecommendedWatcher> {
        let requests = self.requests.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            // If the thread has ended, so has the program.
            let _ = requests.send(event.map_or_else(Request::Failed, Request::Changed));
        };
        (self.make)(Box::new(handler)).map_err(|error| self.report_failure(error)).ok()
    }

    fn report_failure(&mut self, error: notify::Error) {
        // Without its paths, so that a limit is reported once and not for every folder.
        let error = notify::Error::new(error.kind);
        self.notify(format!(
            "The system does not report changes to some files ({error}): stratlas checks them every second"
        ));
    }

    /// Sends a notice, once.
    fn notify(&mut self, notice: String) {
        if self.notices.insert(notice.clone()) {
            let _ = self.events.send(LoopEvent::Message(Message::Notice(notice)));
        }
    }
}

/// Returns whether the folder was not there. Asking the disk instead would miss one that has come back since.
fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Returns whether an event may change the state of files. Reading a file is an event too, and no change; in folders
/// that are only above a root, other programs have files of their own.
fn concerns(event: &notify::Event, plan: &WatchPlan) -> bool {
    let counts = |path: &PathBuf| {
        plan.paths.iter().any(|known| known.starts_with(path)) || plan.is_below_root(path) && !is_hidden(path)
    };
    !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(counts))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Returns whether a folder is on a file system that other machines change, which this one does not learn of.
#[cfg(target_os = "linux")]
fn is_remote(path: &Path) -> bool {
    /// 9P, AFS, Ceph, CIFS, Coda, FUSE, NFS, SMB, SMB2: their magic numbers in statfs(2).
    const REMOTE: [i128; 9] =
        [0x0102_1997, 0x5346_414f, 0x00c3_6400, 0xff53_4d42, 0x7375_7245, 0x6573_5546, 0x6969, 0x517b, 0xfe53_4d42];
    rustix::fs::statfs(path).is_ok_and(|about| REMOTE.contains(&(i128::from(about.f_type) & 0xffff_ffff)))
}

#[cfg(not(target_os = "linux"))]
fn is_remote(_path: &Path) -> bool {
    false
}

/// Requests a scan when mounts change, which events of folders do not report.
#[cfg(target_os = "linux")]
fn report_mounts(requests: Sender<Request>) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};

    let mounts = std::fs::File::open("/proc/self/mountinfo")?;
    let has_changed = move || poll(&mut [PollFd::new(&mounts, PollFlags::PRI)], None);
    thread::Builder::new()
        .name("mounts".to_owned())
        .spawn(move || while has_changed().is_ok_and(|_| requests.send(Request::Scan).is_ok()) {})?;
    Ok(())
}

#[cfg(test)]
mod tests;

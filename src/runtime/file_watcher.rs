//! Watching of the files that the explorer uses, on a separate thread: the atlas, its overlay, the configuration,
//! themes and journals.
//!
//! The events of the system (received through the crate notify) are only hints. Once no more events arrive for a while,
//! all files are scanned, all existing folders are watched, and the topics of changed files are reported. The result
//! does not depend on whether a folder was renamed, replaced or created: a change before a folder is watched is found
//! by the next scan. If the system does not report the changes of some files, all files are scanned every
//! [`POLL_INTERVAL`].

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

/// Time without events after which files are scanned: editors write files in several steps, and version control writes
/// many files.
const QUIET_INTERVAL: Duration = Duration::from_millis(100);
/// Maximum delay of a scan while events continue to arrive.
const QUIET_TIMEOUT: Duration = Duration::from_secs(1);
/// Time between scans while there are folders that the operating system does not watch reliably.
const POLL_INTERVAL: Duration = Duration::from_millis(700);
/// Maximum number of consecutive scans while folders keep changing before they can be watched.
const MAX_ROUNDS: usize = 8;
/// Whether a watch is set up for each folder. On other systems, one watch includes everything below a folder, or notify
/// watches each file.
const WATCHES_FOLDERS: bool = cfg!(any(target_os = "linux", target_os = "android"));
/// Notice about files on a network file system.
const REMOTE: &str = "Some files are on a network file system, which does not report every change: stratlas checks them \
                      every second";

/// Group of files that are loaded together, and are therefore reported as changed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileTopic {
    Atlas,
    Configuration,
    Journals,
}

/// Files of one topic that are to be watched.
#[derive(Debug)]
pub(super) struct WatchedFiles {
    pub(super) topic: FileTopic,
    /// Files, and folders that include everything below them. A root may be missing.
    pub(super) roots: Vec<PathBuf>,
    /// Extension of the files that count in a folder; files with other extensions are ignored.
    pub(super) extension: &'static str,
    /// Metadata of the files when they were loaded, which a scan compares with the current metadata.
    pub(super) stamp: FilesStamp,
}

impl WatchedFiles {
    fn scan(&self) -> (FilesStamp, WatchPlan) {
        let mut scan = Scan::new(self.extension);
        self.roots.iter().for_each(|root| scan.root(root));
        scan.finish()
    }
}

/// Request to the watching thread.
enum Request {
    /// The system has reported an event of a file or folder.
    Changed(notify::Event),
    /// Scan all files, because the mounts have changed.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux reports changes of mounts"))]
    Scan,
    /// Report this topic as changed, whether or not its files are.
    Report(FileTopic),
    /// Watch these roots for the topic instead of its former ones, and report the topic as changed.
    Follow(FileTopic, Vec<PathBuf>),
    /// The system has failed to watch files.
    Failed(notify::Error),
}

/// Handle to the watching thread, which sends a [`LoopEvent`] when files have changed.
#[derive(Debug)]
pub(super) struct FileWatcher {
    requests: Sender<Request>,
}

impl FileWatcher {
    /// Starts the thread that watches `files`; it sends changes to `events`.
    ///
    /// # Errors
    /// If the thread cannot be started. Failures to watch files are reported to the user by a notice.
    pub(super) fn start(files: Vec<WatchedFiles>, events: Sender<LoopEvent>) -> io::Result<Self> {
        Self::start_with(notify::recommended_watcher, files, events)
    }

    fn start_with(make: MakeWatcher, files: Vec<WatchedFiles>, events: Sender<LoopEvent>) -> io::Result<Self> {
        let (requests, given) = mpsc::channel();
        // If mounts cannot be reported, only mounts over a watched folder go unnoticed, so the error is ignored.
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

    /// Requests a report that a topic has changed. It is merged with the changes noticed until then.
    pub(super) fn report(&self, topic: FileTopic) {
        // Sending cannot fail, because the thread only ends with the program.
        let _ = self.requests.send(Request::Report(topic));
    }

    /// Watches the files and folders `roots` for a topic instead of its former ones, and reports the topic as changed.
    pub(super) fn follow(&self, topic: FileTopic, roots: Vec<PathBuf>) {
        let _ = self.requests.send(Request::Follow(topic, roots));
    }
}

type Handler = Box<dyn FnMut(notify::Result<notify::Event>) + Send>;
type MakeWatcher = fn(Handler) -> notify::Result<RecommendedWatcher>;

struct Work {
    files: Vec<WatchedFiles>,
    make: MakeWatcher,
    /// The operating system's file watcher. There is only one, because systems limit how many a program may have.
    watcher: Option<RecommendedWatcher>,
    /// Folders that are watched, and paths whose changes are relevant.
    plan: WatchPlan,
    /// Folders that the system does not watch, or whose changes it does not report reliably; they are scanned
    /// regularly.
    unwatched: BTreeSet<PathBuf>,
    /// Notices that the user has already received, so that none is repeated.
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

    /// Waits until events have arrived and stopped, or until the next regular scan. Adds to `reports` the topics to
    /// report as changed. Returns false if no more requests can arrive.
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

    /// Handles a request; adds to `reports` a topic to report as changed. Returns whether files have to be scanned.
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
            // The system has lost events, perhaps events of watched folders, so all watches are set up again.
            (self.watcher, self.plan) = (None, WatchPlan::default());
            self.unwatched.clear();
            return true;
        }
        if !concerns(event, &self.plan) {
            return false;
        }
        if matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))) {
            // The system no longer watches a removed folder and the folders below it, even if identical ones replace
            // them.
            for path in &event.paths {
                let is_gone = |folder: &&PathBuf| folder.starts_with(path);
                let gone: Vec<PathBuf> = self.plan.folders.keys().filter(is_gone).cloned().collect();
                for folder in gone {
                    self.plan.folders.remove(&folder);
                    if let Some(watcher) = &mut self.watcher {
                        let _ = watcher.unwatch(&folder);
                    }
                }
            }
        }
        true
    }

    /// Reports the topics whose files have changed according to `stamps`, and the topics in `reports`. Returns whether
    /// the receiver of the events still exists.
    fn report(&mut self, stamps: Vec<FilesStamp>, reports: &[FileTopic]) -> bool {
        self.files.iter_mut().zip(stamps).all(|(files, stamp)| {
            let is_reported = stamp != files.stamp || reports.contains(&files.topic);
            files.stamp = stamp;
            !is_reported || self.events.send(LoopEvent::FilesChanged(files.topic)).is_ok()
        })
    }

    /// Watches all existing folders. Returns the metadata of the files, scanned after the folders are watched.
    fn watch(&mut self) -> Vec<FilesStamp> {
        for _ in 0..MAX_ROUNDS {
            let (stamps, plan) = self.scan();
            if plan.folders == self.plan.folders {
                self.plan = plan;
                return stamps;
            }
            // Changes between the scan and the watch are found by the next scan.
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

    /// Watches the folders of `plan` instead of the previous ones.
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
            // An error is ignored: the system may have stopped watching the path already.
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
                // The folder was removed in the meantime. If it reappears, the next scan finds it.
                Err(error) if is_missing(&error) => return false,
                Err(error) if matters => {
                    self.unwatched.insert(path.clone());
                    self.report_failure(error);
                }
                // The error does not matter: the user may not be allowed to read a parent folder.
                Ok(()) | Err(_) => {}
            }
            true
        });
        (self.watcher, self.plan) = (Some(watcher), plan);
    }

    fn make_watcher(&mut self) -> Option<RecommendedWatcher> {
        let requests = self.requests.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            // Sending cannot fail, because the thread only ends with the program.
            let _ = requests.send(event.map_or_else(Request::Failed, Request::Changed));
        };
        (self.make)(Box::new(handler)).map_err(|error| self.report_failure(error)).ok()
    }

    fn report_failure(&mut self, error: notify::Error) {
        // The paths of the error are left out, so that a limit of the system is reported once and not for every folder.
        let error = notify::Error::new(error.kind);
        self.notify(format!(
            "The system does not report changes to some files ({error}): stratlas checks them every second"
        ));
    }

    /// Sends `notice` to the user, unless it has already been sent.
    fn notify(&mut self, notice: String) {
        if self.notices.insert(notice.clone()) {
            let _ = self.events.send(LoopEvent::Message(Message::Notice(notice)));
        }
    }
}

/// Returns whether the error means that the folder did not exist when it was to be watched. A look at the disk would
/// miss a folder that has reappeared since.
fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        // On Windows notify has no kind for this error.
        ErrorKind::Generic(message) => message.contains("neither a file nor a directory"),
        _ => false,
    }
}

/// Returns whether an event may mean that a watched file has changed. Read accesses are no changes, and events in a
/// folder that is watched only because it contains a root may concern unrelated files.
fn concerns(event: &notify::Event, plan: &WatchPlan) -> bool {
    let counts = |path: &PathBuf| {
        plan.paths.iter().any(|known| known.starts_with(path)) || plan.is_below_root(path) && !is_hidden(path)
    };
    !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(counts))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Returns whether a folder is on a network file system, where the system does not report changes by other machines.
#[cfg(target_os = "linux")]
fn is_remote(path: &Path) -> bool {
    /// Magic numbers in statfs(2) of 9P, AFS, Ceph, CIFS, Coda, FUSE, NFS, SMB and SMB2.
    const REMOTE: [i128; 9] =
        [0x0102_1997, 0x5346_414f, 0x00c3_6400, 0xff53_4d42, 0x7375_7245, 0x6573_5546, 0x6969, 0x517b, 0xfe53_4d42];
    rustix::fs::statfs(path).is_ok_and(|about| REMOTE.contains(&(i128::from(about.f_type) & 0xffff_ffff)))
}

#[cfg(not(target_os = "linux"))]
fn is_remote(_path: &Path) -> bool {
    false
}

/// Starts to request a scan whenever mounts change, because the events of folders do not include mounts.
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

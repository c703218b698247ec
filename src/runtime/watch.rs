//! Noticing that the configuration has changed. The system says so; nothing is done meanwhile.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::events::Event;
use super::settings::Reload;

/// How long nothing more must happen before the file is read: editors write it in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// Watches the configuration as long as it lives.
pub(super) struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Makes the settings again whenever the file has changed, and sends them to `events`. Returns nothing where files
    /// cannot be watched, or where there is no folder yet: then settings stay as they are.
    pub(super) fn start(reload: Reload, events: Sender<Event>) -> Option<Self> {
        let (sender, changes) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(move |change: notify::Result<notify::Event>| {
            // Reading the file is an event too, and no change.
            if change.is_ok_and(|change| !change.kind.is_access()) {
                let _ = sender.send(());
            }
        })
        .ok()?;
        let followed = folders(&reload.path).into_iter().filter(|folder| {
            // Folders, not the file: editors replace it.
            watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
        });
        if followed.count() == 0 {
            return None;
        }
        let thread = thread::Builder::new().name("watch".to_owned());
        thread.spawn(move || follow(reload, &changes, &events)).ok()?;
        Some(Self { _watcher: watcher })
    }
}

/// The folder of `path` and, where that is a link, the folder of the file that it leads to.
fn folders(path: &Path) -> Vec<PathBuf> {
    let real = path.canonicalize().ok();
    let mut folders: Vec<PathBuf> = [Some(path), real.as_deref()]
        .into_iter()
        .flatten()
        .filter_map(|path| Some(path.parent()?.to_owned()))
        .collect();
    folders.dedup();
    folders
}

fn follow(mut reload: Reload, changes: &Receiver<()>, events: &Sender<Event>) {
    // It may have changed before it was watched, so it is looked at first.
    loop {
        let now = fs::read(&reload.path).ok();
        // Other files in the folder change too.
        if now != reload.content {
            reload.content = now;
            if events.send(Event::Configured((reload.load)().map(Box::new))).is_err() {
                return;
            }
        }
        if !wait(changes) {
            return;
        }
    }
}

/// Waits for a change and for the quiet after it. Returns whether there can be more.
fn wait(changes: &Receiver<()>) -> bool {
    let mut last = changes.recv().map_err(|_| RecvTimeoutError::Disconnected);
    while last.is_ok() {
        last = changes.recv_timeout(QUIET);
    }
    last == Err(RecvTimeoutError::Timeout)
}

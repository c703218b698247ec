//! Compiled edition of a large atlas: stored in the cache folder and used as long as the files of the atlas are
//! unchanged.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use crate::data::{self, Origins};
use crate::graph::Graph;
use crate::model::Atlas;
use crate::runtime::FilesStamp;
use crate::store::{AtlasCache, CacheKey, Folders};

/// Minimum size of the files for compiling an atlas, in bytes. Smaller atlases load fast.
const MIN_BYTES: u64 = 8 * 1024 * 1024;
/// Minimum age at which the time of a file identifies its content: clocks of file systems are as coarse as this.
const MIN_AGE: Duration = Duration::from_secs(2);

/// Location and inputs of a compiled edition.
#[derive(Debug)]
pub(super) struct CompiledEdition {
    cache: AtlasCache,
    key: CacheKey,
}

impl CompiledEdition {
    /// Returns the compiled edition of the atlas in `folder` with `overlay`; `None` if the atlas is small or was just
    /// changed, or the user has no cache folder.
    pub(super) fn of(folder: Option<&Path>, overlay: Option<&Path>) -> Option<Self> {
        let paths: Vec<PathBuf> =
            folder.into_iter().chain(overlay).filter_map(|path| path.canonicalize().ok()).collect();
        let stamp = FilesStamp::of(paths.iter().map(PathBuf::as_path), "toml");
        let is_settled = SystemTime::now().checked_sub(MIN_AGE).is_some_and(|time| stamp.is_older_than(time));
        if stamp.bytes() < MIN_BYTES || !is_settled {
            return None;
        }
        let atlas = paths.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>().join(" + ");
        let key = CacheKey { atlas, program: program(), files: stamp.fingerprint() };
        Some(Self { cache: AtlasCache::new(&Folders::of_user()?.cache), key })
    }

    /// Reads everything but the people, within a moment; `None` if there is no edition, or it is damaged.
    pub(super) fn read_without_people(&self) -> Option<Atlas> {
        let found = self.cache.find(&self.key)?;
        data::decode_without_people(|at| found.section(at)).ok()
    }

    /// Reads the edition; `None` if there is none, or it is damaged.
    pub(super) fn read(&self) -> Option<(Atlas, Origins)> {
        let found = self.cache.find(&self.key)?;
        data::decode(found.len(), |at| found.section(at)).ok()
    }

    /// Writes the edition. A failure is not reported, because the files of the atlas are read instead.
    pub(super) fn write(self, atlas: &Atlas, origins: &Origins) {
        self.write_until(atlas, origins, &AtomicBool::new(false));
    }

    fn write_until(self, atlas: &Atlas, origins: &Origins, stop: &AtomicBool) {
        let _ = self.cache.store(self.key, |write| {
            let section = |bytes: &[u8]| {
                if stop.load(Ordering::Relaxed) { Err(io::ErrorKind::Interrupted.into()) } else { write(bytes) }
            };
            data::compile(atlas, origins, section).map_err(io::Error::other)
        });
    }

    /// Writes the edition in the background.
    pub(super) fn write_beside(self, graph: Arc<Graph>, origins: Origins) -> BackgroundWrite {
        let stop = Arc::<AtomicBool>::default();
        let is_stopped = Arc::clone(&stop);
        let work = move || self.write_until(&graph.atlas, &origins, &is_stopped);
        BackgroundWrite { stop, thread: thread::Builder::new().spawn(work).ok() }
    }
}

/// Thread that writes a compiled edition. Dropping it stops the thread and waits until temporary files are removed.
#[derive(Debug)]
pub(super) struct BackgroundWrite {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for BackgroundWrite {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // A panic of the thread has already been reported, and only costs the edition.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Returns the identity of the program: version, size and time, since another build may use another encoding.
fn program() -> String {
    let about = std::env::current_exe().and_then(std::fs::metadata);
    let build = about.ok().map(|about| {
        let since = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        (about.len(), since.map(|since| since.as_nanos()))
    });
    format!("{} {build:?}", env!("CARGO_PKG_VERSION"))
}

//! Compiled edition of a large atlas, which loads faster than the files: it is stored in the cache folder and used as
//! long as the files of the atlas are unchanged.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use crate::data::{self, Origins, Section};
use crate::graph::Graph;
use crate::model::Atlas;
use crate::runtime::FilesStamp;
use crate::store::{AtlasCache, CacheKey, Folders};

/// Minimum size of the files of an atlas that is compiled, in bytes. Smaller atlases load fast without that.
const MIN_BYTES: u64 = 8 * 1024 * 1024;
/// Minimum age of a file whose modification time identifies its content. The clocks of some file systems are so coarse
/// that a later change could have the same time.
const MIN_AGE: Duration = Duration::from_secs(2);

/// Place in the cache, and the identity of the files that the compiled edition is made from.
#[derive(Debug)]
pub(super) struct CompiledEdition {
    cache: AtlasCache,
    key: CacheKey,
}

impl CompiledEdition {
    /// Returns where the compiled edition of the atlas in `folder` with `overlay` is stored. `None` if the atlas is
    /// small or was changed a moment ago, or the user has no home folder.
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

    /// Reads the atlas without its people, which takes little time; `None` if there is no compiled edition, or it is
    /// damaged.
    pub(super) fn read_without_people(&self) -> Option<Atlas> {
        let found = self.cache.find(&self.key)?;
        data::decode_without_people(|at| found.section(at).map(Section::from)).ok()
    }

    /// Reads the whole compiled edition; `None` if there is none, or it is damaged.
    pub(super) fn read(&self) -> Option<(Graph, Origins)> {
        let found = self.cache.find(&self.key)?;
        let section = |at| found.section(at).map(Section::from);
        let atlas = data::decode(found.len(), section).ok()?;
        let index = data::decode_index(section).ok()?;
        Some((Graph::with_index(atlas, index), data::decode_origins(section).ok()?))
    }

    /// Writes the compiled edition. A failure is not reported, because the next start then reads the files of the
    /// atlas.
    pub(super) fn write(self, graph: &Graph, origins: &Origins) {
        self.write_until(graph, origins, &AtomicBool::new(false));
    }

    fn write_until(self, graph: &Graph, origins: &Origins, stop: &AtomicBool) {
        let _ = self.cache.store(self.key, |write| {
            let section = |bytes: &[u8]| {
                if stop.load(Ordering::Relaxed) { Err(io::ErrorKind::Interrupted.into()) } else { write(bytes) }
            };
            data::compile(&graph.atlas, origins, graph.people_index(), section).map_err(io::Error::other)
        });
    }

    /// Starts a thread that writes the compiled edition, and returns the thread.
    pub(super) fn write_beside(self, graph: Arc<Graph>, origins: Origins) -> BackgroundWrite {
        let stop = Arc::<AtomicBool>::default();
        let is_stopped = Arc::clone(&stop);
        let work = move || self.write_until(&graph, &origins, &is_stopped);
        BackgroundWrite { stop, thread: thread::Builder::new().spawn(work).ok() }
    }
}

/// Thread that writes a compiled edition. Dropping the value stops the thread and waits until temporary files are
/// removed.
#[derive(Debug)]
pub(super) struct BackgroundWrite {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for BackgroundWrite {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // If the thread has panicked, this is already reported, and its only consequence is that there is no compiled
        // edition.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Returns the version, size and time of the program file. Another build may encode atlases differently, so it does not
/// use compiled editions of this one.
fn program() -> String {
    let about = std::env::current_exe().and_then(std::fs::metadata);
    let build = about.ok().map(|about| {
        let since = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        (about.len(), since.map(|since| since.as_nanos()))
    });
    format!("{} {build:?}", env!("CARGO_PKG_VERSION"))
}

//! Cache of compiled atlases: one file per atlas, made of sections of bytes, each with a checksum.
//!
//! In a file, the sections come first, then a footer in JSON, its length, its checksum and a mark. A file that is
//! incomplete, or was made from other files of the atlas or by another build of the program, counts as absent. The
//! cache can always be deleted.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{Access, AtomicFile, PREFIX, StoreError};
use crate::model::SharedSort;
use crate::text::checksum;

/// Mark at the end of every file of the cache.
const MARK: [u8; 8] = *b"stratlas";
/// Number of bytes after the footer of a file: the length and the checksum of the footer, and the mark.
const TAIL: usize = 24;
/// Maximum size of the footer, in bytes.
const MAX_FOOTER: u64 = 16 * 1024 * 1024;
/// Extension of the files of the cache.
const EXTENSION: &str = "atlas";

/// What a compiled atlas was made from; the cached file is valid only if all of it is equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CacheKey {
    /// Description of the atlas: its folder and its overlay.
    pub atlas: String,
    /// Build of the program that compiled the atlas.
    pub program: String,
    /// Hash of the paths, sizes and times of the files of the atlas.
    pub files: u64,
}

/// Cache of compiled atlases in a folder.
#[derive(Clone, Debug)]
pub struct AtlasCache {
    folder: PathBuf,
}

/// File of the cache.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CachedFile {
    /// Path of the file in the cache.
    pub path: PathBuf,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Description of the atlas in the file: its folder and its overlay; `None` if the file is incomplete.
    pub atlas: Option<String>,
}

/// Compiled atlas in the cache, whose sections can be read.
#[derive(Clone, Debug)]
pub struct CachedAtlas {
    path: PathBuf,
    /// Offset of each section in the file, with its length and checksum.
    sections: Vec<(u64, Section)>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Section {
    bytes: u64,
    checksum: u64,
}

#[derive(Serialize, Deserialize)]
struct Footer {
    key: CacheKey,
    sections: Vec<Section>,
}

impl AtlasCache {
    /// Creates a handle for the cache, which is in a subfolder of `cache`, the cache folder of the user.
    pub fn new(cache: &Path) -> Self {
        Self { folder: cache.join("atlases") }
    }

    /// Returns the compiled atlas that was made from `key`; `None` if the cache has none.
    pub fn find(&self, key: &CacheKey) -> Option<CachedAtlas> {
        let path = self.path(key);
        let footer = footer(&path).ok().filter(|footer| footer.key == *key)?;
        let sections = footer.sections.into_iter().scan(0, |end, section| {
            let start = *end;
            *end += section.bytes;
            Some((start, section))
        });
        Some(CachedAtlas { path, sections: sections.collect() })
    }

    /// Stores the sections that `fill` passes to its argument, and replaces an earlier file of the same atlas.
    ///
    /// # Errors
    /// If `fill` fails or the file cannot be written. An earlier file is then unchanged.
    pub fn store(
        &self,
        key: CacheKey,
        fill: impl FnOnce(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()>,
    ) -> Result<(), StoreError> {
        AtomicFile::new(&self.path(&key), Access::Private).replace_with(|out| {
            let mut sections = Vec::new();
            fill(&mut |section| {
                sections.push(Section { bytes: section.len() as u64, checksum: checksum(section) });
                out.write_all(section)
            })?;
            let footer = serde_json::to_vec(&Footer { key, sections })?;
            out.write_all(&footer)?;
            out.write_all(&(footer.len() as u64).to_le_bytes())?;
            out.write_all(&checksum(&footer).to_le_bytes())?;
            out.write_all(&MARK)
        })
    }

    /// Returns the files of the cache, sorted by path, including unfinished files of interrupted runs.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn files(&self) -> Result<Vec<CachedFile>, StoreError> {
        let failed = |error| StoreError::new("read", &self.folder, error);
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let is_own = path.extension().is_some_and(|extension| extension == EXTENSION)
                || entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
            if let Some(about) = entry.metadata().ok().filter(|about| is_own && about.is_file()) {
                let atlas = footer(&path).ok().map(|footer| footer.key.atlas);
                files.push(CachedFile { path, bytes: about.len(), atlas });
            }
        }
        files.shared_sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// Removes all files of the cache. Returns the removed files.
    ///
    /// # Errors
    /// If the folder cannot be read or a file cannot be removed.
    pub fn clear(&self) -> Result<Vec<CachedFile>, StoreError> {
        let files = self.files()?;
        for file in &files {
            fs::remove_file(&file.path).map_err(|error| StoreError::new("remove", &file.path, error))?;
        }
        Ok(files)
    }

    fn path(&self, key: &CacheKey) -> PathBuf {
        self.folder.join(format!("{:016x}.{EXTENSION}", checksum(key.atlas.as_bytes())))
    }
}

impl CachedAtlas {
    /// Returns the number of sections of the compiled atlas.
    #[expect(clippy::len_without_is_empty, reason = "a compiled atlas has at least one section")]
    pub fn len(&self) -> usize {
        self.sections.len()
    }

    /// Reads the section with this index.
    ///
    /// # Errors
    /// If there is no such section, it cannot be read, or its checksum does not match.
    pub fn section(&self, index: usize) -> io::Result<Vec<u8>> {
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the section is damaged");
        let &(start, section) = self.sections.get(index).ok_or_else(damaged)?;
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::with_capacity(usize::try_from(section.bytes).map_err(|_| damaged())?);
        file.take(section.bytes).read_to_end(&mut bytes)?;
        if checksum(&bytes) == section.checksum { Ok(bytes) } else { Err(damaged()) }
    }
}

/// Reads the footer of the file at `path`. The sections fill the file before it.
fn footer(path: &Path) -> io::Result<Footer> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the file is not whole");
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut tail = [0; TAIL];
    file.seek(SeekFrom::Start(size.checked_sub(TAIL as u64).ok_or_else(damaged)?))?;
    file.read_exact(&mut tail)?;
    let number = |at: usize| u64::from_le_bytes(std::array::from_fn(|byte| tail[at + byte]));
    let (length, sum) = (number(0), number(8));
    let end = size - TAIL as u64;
    if tail[16..] != MARK || length > end.min(MAX_FOOTER) {
        return Err(damaged());
    }
    file.seek(SeekFrom::Start(end - length))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    let footer: Footer = serde_json::from_slice(&bytes)?;
    let filled = footer.sections.iter().try_fold(0_u64, |sum, section| sum.checked_add(section.bytes));
    if checksum(&bytes) == sum && filled == Some(end - length) { Ok(footer) } else { Err(damaged()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(files: u64) -> CacheKey {
        CacheKey { atlas: "/a".to_owned(), program: "1".to_owned(), files }
    }

    fn stored() -> (tempfile::TempDir, AtlasCache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = AtlasCache::new(folder.path());
        let fill = |write: &mut dyn FnMut(&[u8]) -> io::Result<()>| write(b"first").and_then(|()| write(b"second"));
        cache.store(key(7), fill).unwrap();
        (folder, cache)
    }

    #[test]
    fn sections_are_found_by_the_key_they_were_made_from() {
        let (_folder, cache) = stored();
        let found = cache.find(&key(7)).unwrap();
        let sections: Vec<Vec<u8>> = (0..found.len()).map(|at| found.section(at).unwrap()).collect();
        assert_eq!(sections, [b"first".to_vec(), b"second".to_vec()]);
        assert!(found.section(2).is_err());
        assert!(cache.find(&key(8)).is_none(), "other files");
        assert!(cache.find(&CacheKey { program: "2".to_owned(), ..key(7) }).is_none(), "another program");
        cache.store(key(8), |write| write(b"new")).unwrap();
        assert!(cache.find(&key(7)).is_none() && cache.find(&key(8)).is_some(), "one file per atlas");
        assert_eq!(cache.clear().unwrap().len(), 1);
        assert!(cache.find(&key(8)).is_none() && cache.files().unwrap().is_empty());
    }

    #[test]
    fn no_damaged_byte_is_trusted() {
        let (_folder, cache) = stored();
        let path = cache.files().unwrap().remove(0).path;
        let whole = fs::read(&path).unwrap();
        let is_sound = || {
            let read = |found: CachedAtlas| (0..found.len()).all(|at| found.section(at).is_ok());
            cache.find(&key(7)).is_some_and(read)
        };
        assert!(is_sound());
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert!(!is_sound(), "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert!(!is_sound(), "cut to {at} bytes");
        }
    }
}

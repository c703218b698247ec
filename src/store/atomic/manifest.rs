//! List of the files in an exported folder, stored in it, by which the next export recognizes the folder as an export.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::export::footer::Checksum;

use super::Ownership;

/// Name of the file in an exported folder that lists the files of the export.
pub(super) const MANIFEST: &str = ".stratlas-export";

/// List of the files of an export.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Format of the export: `html`, `csv`.
    stratlas: String,
    /// Checksum of each file by its path in the folder.
    files: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn new(kind: &str) -> Self {
        Self { stratlas: kind.to_owned(), files: BTreeMap::new() }
    }

    /// Returns the format of the export: `html`, `csv`.
    pub(super) fn kind(&self) -> &str {
        &self.stratlas
    }

    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) {
        self.files.insert(path.to_owned(), Checksum::of(bytes).to_string());
    }

    /// Writes the list to its file in `folder`.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec_pretty(self).map_err(io::Error::from)?;
        fs::write(folder.join(MANIFEST), bytes)
    }

    /// Returns the subfolders that contain the files, as paths with a slash at the end.
    fn folders(&self) -> BTreeSet<&str> {
        let slashes = |path: &'_ str| path.match_indices('/').map(|(at, _)| at + 1).collect::<Vec<_>>();
        self.files.keys().flat_map(|path| slashes(path).into_iter().map(|end| &path[..end])).collect()
    }
}

/// Determines whether an export of this `kind` owns the folder at `path`, so that it may replace the folder. It owns
/// every empty folder.
pub(super) fn owner_of(path: &Path, kind: &str) -> io::Result<Ownership> {
    if !fs::symlink_metadata(path)?.is_dir() {
        return Ok(Ownership::Foreign);
    }
    let entries = entries_in(path)?;
    if entries.is_empty() {
        return Ok(Ownership::Own);
    }
    let manifest = fs::read(path.join(MANIFEST)).ok().and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let Some(manifest) = manifest.filter(|manifest| manifest.stratlas == kind) else { return Ok(Ownership::Foreign) };
    let is_unchanged = |name: &String| {
        let now = fs::read(path.join(name)).ok().map(|bytes| Checksum::of(&bytes).to_string());
        now.as_ref() == manifest.files.get(name)
    };
    let folders = manifest.folders();
    let is_own = |name: &String| manifest.files.contains_key(name) || folders.contains(name.as_str());
    let (own, foreign): (Vec<String>, Vec<String>) =
        entries.into_iter().filter(|name| name != MANIFEST).partition(is_own);
    let changed: Vec<String> = own.into_iter().filter(|name| !name.ends_with('/') && !is_unchanged(name)).collect();
    if foreign.is_empty() && changed.is_empty() {
        return Ok(Ownership::Own);
    }
    Ok(Ownership::Mixed { foreign, changed })
}

/// Returns the paths of everything below `folder`, relative to it, with slashes and sorted; paths of folders end in a
/// slash.
fn entries_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((next, prefix)) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let entry = entry?;
            let mut path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                path.push('/');
                folders.push((entry.path(), path.clone()));
            }
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

//! Scans of file metadata, for detecting changes and finding the folders to watch.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::text::Fnv;

/// Maximum number of consecutive symbolic links to follow.
const MAX_LINKS: usize = 16;

/// Metadata of a set of files, for detecting changes: the path, size, modification time and identity of each file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesStamp(Vec<(PathBuf, u64, Option<SystemTime>, FileId)>);

impl FilesStamp {
    /// Returns the metadata of all files below `roots` that have this extension. A root that is a file itself is
    /// included whatever its name.
    pub fn of<'a>(roots: impl IntoIterator<Item = &'a Path>, extension: &str) -> Self {
        let mut scan = Scan::new(extension);
        roots.into_iter().for_each(|root| scan.root(root));
        scan.finish().0
    }

    /// Returns the total size of the files, in bytes.
    pub fn bytes(&self) -> u64 {
        self.0.iter().map(|(_, bytes, ..)| bytes).sum()
    }

    /// Returns a hash of the paths, sizes, times and identities of all files.
    pub fn fingerprint(&self) -> u64 {
        let nanos = |time: Option<SystemTime>| {
            let since = time.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
            since.map_or(0, |since| since.as_nanos())
        };
        let hash = self.0.iter().fold(Fnv::default(), |hash, (path, bytes, modified, id)| {
            let (seconds, nanoseconds) = id.changed;
            let path = path.as_os_str().as_encoded_bytes();
            hash.with(path.iter().copied().chain([0]))
                .with(bytes.to_le_bytes())
                .with(nanos(*modified).to_le_bytes())
                .with(nanos(id.created).to_le_bytes())
                .with([id.device, id.inode].into_iter().flat_map(u64::to_le_bytes))
                .with([seconds, nanoseconds].into_iter().flat_map(i64::to_le_bytes))
        });
        hash.get()
    }

    /// Returns whether all files were last changed before `time`. If not, a change may have gone unnoticed, because a
    /// file that changes twice within the clock resolution of the file system may keep its time.
    pub fn is_older_than(&self, time: SystemTime) -> bool {
        self.0.iter().all(|(_, _, modified, _)| modified.is_some_and(|modified| modified < time))
    }
}

/// Folders and paths to watch, so that changes of a set of files are noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WatchPlan {
    /// Folders to watch, by their canonical paths.
    pub(super) folders: BTreeMap<PathBuf, WatchedFolder>,
    /// Paths of the roots (the files and folders given by the caller) and of the targets of links. A change of such a
    /// path, or of a folder above it, is relevant.
    pub(super) paths: Vec<PathBuf>,
}

impl WatchPlan {
    /// Adds the folders and paths of another plan.
    pub(super) fn add(&mut self, other: Self) {
        for (path, folder) in other.folders {
            self.add_folder(path, folder);
        }
        self.paths.extend(other.paths);
    }

    /// Adds a folder. If it is already in the plan, it gets the stronger of the two roles.
    fn add_folder(&mut self, path: PathBuf, folder: WatchedFolder) {
        let known = self.folders.entry(path).or_insert(folder);
        known.role = known.role.max(folder.role);
    }

    /// Returns whether a path is below one of the roots.
    pub(super) fn is_below_root(&self, path: &Path) -> bool {
        let is_inner = |folder: &Path| self.folders.get(folder).is_some_and(|folder| folder.role >= FolderRole::Inner);
        path.ancestors().skip(1).any(is_inner)
    }
}

/// Folder to watch, with its identity and its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WatchedFolder {
    id: FileId,
    pub(super) role: FolderRole,
}

/// Role of a watched folder, from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FolderRole {
    /// The folder contains a root, or a root may appear in it.
    Ancestor,
    /// The folder contains a relevant file or the target of a link.
    Parent,
    /// The folder is below a root, so all its files are relevant.
    Inner,
    /// The folder is a root.
    Root,
}

/// Scan in progress: what was found so far.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    extension: &'a str,
    stamp: FilesStamp,
    plan: WatchPlan,
}

impl<'a> Scan<'a> {
    pub(super) fn new(extension: &'a str) -> Self {
        Self { extension, stamp: FilesStamp::default(), plan: WatchPlan::default() }
    }

    /// Scans a root, which may be a file, a folder or missing.
    pub(super) fn root(&mut self, root: &Path) {
        let Ok(root) = std::path::absolute(root) else { return };
        self.trace(&root);
        match fs::metadata(&root) {
            Ok(about) if about.is_dir() => {
                if let Ok(path) = root.canonicalize() {
                    self.folder(&path, FolderRole::Root);
                }
            }
            Ok(about) => self.file(root, &about),
            Err(_) => {}
        }
    }

    /// Returns the stamp of the files, and the plan for watching them.
    pub(super) fn finish(mut self) -> (FilesStamp, WatchPlan) {
        self.stamp.0.sort();
        self.plan.paths.sort();
        self.plan.paths.dedup();
        (self.stamp, self.plan)
    }

    /// Adds the folders above a path to the plan, for the path as given and for the path after resolving each of its
    /// links.
    fn trace(&mut self, path: &Path) {
        let mut path = path.to_owned();
        for _ in 0..MAX_LINKS {
            for step in path.ancestors() {
                let (Some(parent), Some(name)) = (step.parent(), step.file_name()) else { continue };
                if let Ok(parent) = parent.canonicalize() {
                    self.plan.paths.push(parent.join(name));
                    self.add_folder(parent, FolderRole::Ancestor);
                }
            }
            let Ok(target) = fs::read_link(&path) else { break };
            path = path.parent().unwrap_or(&path).join(target);
        }
        let Some(existing) = path.ancestors().find_map(|step| step.canonicalize().ok()) else { return };
        existing.ancestors().skip(1).for_each(|step| self.add_folder(step.to_owned(), FolderRole::Ancestor));
        if let Some(parent) = existing.parent() {
            self.add_folder(parent.to_owned(), FolderRole::Parent);
        }
        self.plan.paths.push(existing);
    }

    /// Scans the folder `path` recursively. Each folder is scanned once, even if several links lead to it.
    fn folder(&mut self, path: &Path, role: FolderRole) {
        let is_known = self.plan.folders.get(path).is_some_and(|folder| folder.role >= FolderRole::Inner);
        self.add_folder(path.to_owned(), role);
        if is_known {
            return;
        }
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let Ok(about) = fs::metadata(&path).or_else(|_| fs::symlink_metadata(&path)) else { continue };
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_symlink()) {
                self.trace(&path);
            }
            if about.is_dir()
                && let Ok(path) = path.canonicalize()
            {
                self.folder(&path, FolderRole::Inner);
            }
            // A folder with the extension of a file counts as a file, so that loading reports the mistake and notices
            // its correction.
            if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(self.extension)) {
                self.file(path, &about);
            }
        }
    }

    fn file(&mut self, path: PathBuf, about: &Metadata) {
        self.stamp.0.push((path, about.len(), about.modified().ok(), FileId::of_file(about)));
    }

    fn add_folder(&mut self, path: PathBuf, role: FolderRole) {
        if let Ok(about) = fs::metadata(&path) {
            self.plan.add_folder(path, WatchedFolder { id: FileId::of_folder(&about), role });
        }
    }
}

/// Identity of a file, for detecting that another file has replaced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FileId {
    device: u64,
    inode: u64,
    /// Creation time, because a file system may reuse the inode number of a removed folder.
    created: Option<SystemTime>,
    /// Time of the last change of content or permissions, in seconds and nanoseconds; programs cannot set it, unlike
    /// the modification time.
    changed: (i64, i64),
}

impl FileId {
    #[cfg(unix)]
    fn of_file(about: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;

        Self { changed: (about.ctime(), about.ctime_nsec()), ..Self::of_folder(about) }
    }

    #[cfg(not(unix))]
    fn of_file(about: &Metadata) -> Self {
        Self::of_folder(about)
    }

    fn of_folder(about: &Metadata) -> Self {
        #[cfg(unix)]
        let (device, inode) = {
            use std::os::unix::fs::MetadataExt;
            (about.dev(), about.ino())
        };
        #[cfg(not(unix))]
        let (device, inode) = (0, 0);
        Self { device, inode, created: about.created().ok(), changed: (0, 0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(root: &Path) -> FilesStamp {
        FilesStamp::of([root], "toml")
    }

    #[test]
    fn a_stamp_changes_with_the_files_that_count() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("atlas");
        let none = stamp(&root);
        fs::create_dir_all(root.join("people")).unwrap();
        assert_eq!(stamp(&root), none, "folders alone are nothing");
        fs::write(root.join("people/a.toml"), "a").unwrap();
        let one = stamp(&root);
        assert_ne!(one, none);
        fs::write(root.join("people/a.toml~"), "a").unwrap();
        fs::write(root.join(".b.toml"), "b").unwrap();
        assert_eq!(stamp(&root), one);
        fs::write(root.join("people/new"), "a").unwrap();
        fs::rename(root.join("people/new"), root.join("people/a.toml")).unwrap();
        assert_ne!(stamp(&root), one, "it is another file");
    }

    #[cfg(unix)]
    #[test]
    fn a_change_that_sets_the_time_back_still_changes_the_stamp() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.toml");
        fs::write(&path, "one").unwrap();
        let (before, time) = (stamp(home.path()), fs::metadata(&path).unwrap().modified().unwrap());
        fs::write(&path, "two").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        assert_ne!(stamp(home.path()), before);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_circles_end() {
        use std::os::unix::fs::symlink;

        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        for folder in ["real/people", "elsewhere/deep"] {
            fs::create_dir_all(home.join(folder)).unwrap();
        }
        fs::write(home.join("elsewhere/deep/file"), "a").unwrap();
        symlink("real", home.join("link")).unwrap();
        symlink(home.join("elsewhere/deep/file"), home.join("real/people/a.toml")).unwrap();
        symlink("..", home.join("real/people/up")).unwrap();
        let mut scan = Scan::new("toml");
        scan.root(&home.join("link"));
        let (stamp, plan) = scan.finish();
        assert_eq!(stamp.0.len(), 1);
        let role = |path: &str| plan.folders.get(&home.join(path)).map(|folder| folder.role);
        assert_eq!(role(""), Some(FolderRole::Parent), "the link is in it");
        assert_eq!(role("real"), Some(FolderRole::Root));
        assert_eq!(role("real/people"), Some(FolderRole::Inner));
        assert_eq!(role("elsewhere/deep"), Some(FolderRole::Parent));
        assert_eq!(role("elsewhere"), Some(FolderRole::Ancestor));
        assert!(plan.paths.contains(&home.join("link")) && plan.paths.contains(&home.join("elsewhere/deep/file")));
    }
}

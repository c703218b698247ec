//! Looking at files from outside: enough to tell that one has changed, and which folders have to be watched for it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The most links that are followed from one to the next.
const MAX_LINKS: usize = 16;

/// What a set of files looks like from outside: their paths, sizes, times and identities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesStamp(Vec<(PathBuf, u64, Option<SystemTime>, u64)>);

impl FilesStamp {
    /// The stamp of the files below `roots` that have this extension. A root that is a file counts whatever its name.
    pub fn of<'a>(roots: impl IntoIterator<Item = &'a Path>, extension: &str) -> Self {
        let mut scan = Scan::new(extension);
        roots.into_iter().for_each(|root| scan.root(root));
        scan.finish().0
    }
}

/// What has to be watched to learn of every change of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ground {
    /// Folders that matter, by their true paths.
    pub(super) folders: BTreeMap<PathBuf, Folder>,
    /// The paths of roots and of what links lead to: a change on the way to one of them counts.
    pub(super) ways: Vec<PathBuf>,
}

impl Ground {
    /// Adds other ground.
    pub(super) fn add(&mut self, other: Self) {
        for (path, Folder { id, role }) in other.folders {
            let folder = self.folders.entry(path).or_insert(Folder { id, role });
            folder.role = folder.role.max(role);
        }
        self.ways.extend(other.ways);
    }

    /// Whether a path is below a root.
    pub(super) fn is_below_root(&self, path: &Path) -> bool {
        path.ancestors()
            .skip(1)
            .any(|folder| self.folders.get(folder).is_some_and(|folder| folder.role >= FolderRole::Inner))
    }
}

/// A folder that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folder {
    /// Which folder it is, whatever its path.
    id: u64,
    pub(super) role: FolderRole,
}

/// Why a folder matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FolderRole {
    /// A root lies somewhere below it, or may appear there.
    Ancestor,
    /// It holds a file that matters, or one that a link leads to.
    Parent,
    /// It is below a root, all of whose files matter.
    Inner,
    /// It is a root.
    Root,
}

/// A look at files and folders.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    extension: &'a str,
    /// The name of files that are left out.
    except: Option<&'a OsStr>,
    stamp: FilesStamp,
    ground: Ground,
}

impl<'a> Scan<'a> {
    pub(super) fn new(extension: &'a str) -> Self {
        Self { extension, except: None, stamp: FilesStamp::default(), ground: Ground::default() }
    }

    /// Leaves out files of this name.
    pub(super) fn except(self, name: Option<&'a OsStr>) -> Self {
        Self { except: name, ..self }
    }

    /// Looks at a root, which may be a file, a folder or nothing yet.
    pub(super) fn root(&mut self, root: &Path) {
        let Ok(root) = std::path::absolute(root) else { return };
        self.way(&root);
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

    /// The stamp of the files, and the ground to watch.
    pub(super) fn finish(mut self) -> (FilesStamp, Ground) {
        self.stamp.0.sort();
        self.ground.ways.sort();
        self.ground.ways.dedup();
        (self.stamp, self.ground)
    }

    /// Takes note of the folders on the way to a path, as it is written and as it is after all links.
    fn way(&mut self, path: &Path) {
        let mut path = path.to_owned();
        for _ in 0..MAX_LINKS {
            for step in path.ancestors() {
                let (Some(parent), Some(name)) = (step.parent(), step.file_name()) else { continue };
                if let Ok(parent) = parent.canonicalize() {
                    self.ground.ways.push(parent.join(name));
                    self.note(parent, FolderRole::Ancestor);
                }
            }
            let Ok(target) = fs::read_link(&path) else { break };
            path = path.parent().unwrap_or(&path).join(target);
        }
        let Some(there) = path.ancestors().find_map(|step| step.canonicalize().ok()) else { return };
        there.ancestors().skip(1).for_each(|step| self.note(step.to_owned(), FolderRole::Ancestor));
        if let Some(parent) = there.parent() {
            self.note(parent.to_owned(), FolderRole::Parent);
        }
        self.ground.ways.push(there);
    }

    /// Looks at a folder and all below it. Each folder is visited once, whatever links to it.
    fn folder(&mut self, path: &Path, role: FolderRole) {
        let visited = self.ground.folders.get(path).is_some_and(|folder| folder.role >= FolderRole::Inner);
        self.note(path.to_owned(), role);
        if visited {
            return;
        }
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let Ok(about) = fs::metadata(&path).or_else(|_| fs::symlink_metadata(&path)) else { continue };
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_symlink()) {
                self.way(&path);
            }
            if about.is_dir() {
                if let Ok(path) = path.canonicalize() {
                    self.folder(&path, FolderRole::Inner);
                }
            } else if path.extension() == Some(OsStr::new(self.extension)) {
                self.file(path, &about);
            }
        }
    }

    fn file(&mut self, path: PathBuf, about: &Metadata) {
        if self.except.is_none() || self.except != path.file_name() {
            self.stamp.0.push((path, about.len(), about.modified().ok(), identity(about)));
        }
    }

    /// Takes note of a folder; of several reasons for it the strongest counts.
    fn note(&mut self, path: PathBuf, role: FolderRole) {
        let Ok(about) = fs::metadata(&path) else { return };
        let folder = self.ground.folders.entry(path).or_insert(Folder { id: identity(&about), role });
        folder.role = folder.role.max(role);
    }
}

/// What tells a file or folder from another that takes its path.
#[cfg(unix)]
fn identity(about: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn identity(about: &Metadata) -> u64 {
    let since = about.created().ok().and_then(|created| created.duration_since(SystemTime::UNIX_EPOCH).ok());
    since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
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
        let except = |name: &str| {
            let mut scan = Scan::new("toml").except(Some(OsStr::new(name)));
            scan.root(&root);
            scan.finish().0
        };
        assert_eq!(except("a.toml"), none);
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
        let (stamp, ground) = scan.finish();
        assert_eq!(stamp.0.len(), 1);
        let role = |path: &str| ground.folders.get(&home.join(path)).map(|folder| folder.role);
        assert_eq!(role(""), Some(FolderRole::Parent), "the link is in it");
        assert_eq!(role("real"), Some(FolderRole::Root));
        assert_eq!(role("real/people"), Some(FolderRole::Inner));
        assert_eq!(role("elsewhere/deep"), Some(FolderRole::Parent));
        assert_eq!(role("elsewhere"), Some(FolderRole::Ancestor));
        assert!(ground.ways.contains(&home.join("link")) && ground.ways.contains(&home.join("elsewhere/deep/file")));
    }
}

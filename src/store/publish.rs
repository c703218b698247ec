//! What is handed out: files and folders of files made for others. They are made beside their place and put there when
//! they are whole; what is in their place already is replaced only if this program wrote it.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::{NamedTempFile, TempDir};

use super::files::folder_of;
use crate::export::footer::{Checksum, ExportFooter};

/// The file that says what a folder holds.
const MANIFEST: &str = ".stratlas-export";
/// How much of a file is read to see who wrote it.
const HEAD: u64 = 4096;
/// How much of its end is read to find the seal.
const TAIL: u64 = 256;
/// How many files that stand in the way are named.
const NAMED: usize = 5;

/// Why something cannot be handed out.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Something is there that this program did not write.
    #[error("{} was not written by this command; move it away or choose another place", .0.display())]
    Foreign(PathBuf),
    /// A file is there that this program wrote, and not as it wrote it.
    #[error("{} was changed since it was written, or was written by an earlier version; move it away or choose another place", .0.display())]
    Changed(PathBuf),
    /// A folder is there that holds, beside what this program wrote, something else.
    #[error("{} holds {}; move it away or choose another folder", .folder.display(), in_the_way(.foreign, .changed))]
    Mixed {
        /// The folder.
        folder: PathBuf,
        /// What this program did not write.
        foreign: Vec<String>,
        /// What it wrote, and not as it is now.
        changed: Vec<String>,
    },
    /// A file would land outside its folder, or on another.
    #[error("`{0}` is no path for a file of its own")]
    BadPath(String),
    /// A file or folder cannot be read or written.
    #[error("cannot write {}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// What stands in the way, with the first names of each kind.
fn in_the_way(foreign: &[String], changed: &[String]) -> String {
    let kinds = [(foreign, "what this command did not write"), (changed, "what was changed since it was written")];
    let told = kinds.into_iter().filter(|(names, _)| !names.is_empty()).map(|(names, what)| {
        let shown = names[..names.len().min(NAMED)].join(", ");
        let more = names.len().saturating_sub(NAMED);
        if more == 0 { format!("{what}: {shown}") } else { format!("{what}: {shown}, {more} more") }
    });
    told.collect::<Vec<_>>().join(", and ")
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    move |source| PublishError::Io { path: path.to_owned(), source }
}

/// What a folder holds, as written in it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    /// What the folder is.
    stratlas: String,
    /// Every file with what it looks like.
    files: BTreeMap<String, String>,
}

/// A folder in the making. Dropped before it is finished, it leaves nothing behind.
#[derive(Debug)]
pub struct PublishedFolder {
    place: PathBuf,
    made: TempDir,
    manifest: Manifest,
    /// Names without case: some systems take two that differ in case alone for one.
    taken: HashSet<String>,
}

impl PublishedFolder {
    /// Starts a folder that is to be at `place`; `what` says what it is.
    ///
    /// # Errors
    /// If something is there that this program did not write, or nothing can be written.
    pub fn start(place: &Path, what: &str) -> Result<Self, PublishError> {
        let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
        may_replace(&place, what)?;
        let beside = folder_of(&place);
        fs::create_dir_all(beside).map_err(failed(beside))?;
        let made = tempfile::Builder::new().prefix(".stratlas-").tempdir_in(beside).map_err(failed(beside))?;
        let manifest = Manifest { stratlas: what.to_owned(), ..Manifest::default() };
        Ok(Self { place, made, manifest, taken: HashSet::new() })
    }

    /// Adds a file at `path` below the folder, with slashes.
    ///
    /// # Errors
    /// If the path leads out of the folder or to a file that is there, or the file cannot be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || path.is_empty() || path.contains('\\') || !self.taken.insert(path.to_lowercase()) {
            return Err(PublishError::BadPath(path.to_owned()));
        }
        let file = self.made.path().join(path);
        let folder = folder_of(&file);
        // Files are many and can be made again, so they are not brought to the disk one by one.
        fs::create_dir_all(folder).and_then(|()| fs::write(&file, bytes)).map_err(failed(&self.place.join(path)))?;
        self.manifest.files.insert(path.to_owned(), Checksum::of(bytes).to_string());
        Ok(())
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// If that cannot be done; what was there is there again.
    pub fn finish(self) -> Result<(), PublishError> {
        let Self { place, made, manifest, .. } = self;
        let listed = serde_json::to_vec_pretty(&manifest).map_err(io::Error::from);
        listed.and_then(|bytes| fs::write(made.path().join(MANIFEST), bytes)).map_err(failed(&place))?;
        open_to_all(made.path()).map_err(failed(&place))?;
        if fs::symlink_metadata(&place).is_err() {
            fs::rename(made.path(), &place).map_err(failed(&place))?;
            let _ = made.keep();
            return Ok(());
        }
        // A folder cannot be replaced in one step where another has files in it, so the old one steps aside first. It
        // may have been changed while the new one was made.
        may_replace(&place, &manifest.stratlas)?;
        let aside =
            tempfile::Builder::new().prefix(".stratlas-").tempdir_in(folder_of(&place)).map_err(failed(&place))?;
        let old = aside.path().join("old");
        fs::rename(&place, &old).map_err(failed(&place))?;
        if let Err(error) = fs::rename(made.path(), &place) {
            fs::rename(&old, &place).map_err(failed(&place))?;
            return Err(failed(&place)(error));
        }
        let _ = made.keep();
        Ok(())
    }
}

/// Folders for a while are for their owner alone; one that is handed out is not.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn open_to_all(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether a folder of kind `what` may be put at `place`: there is nothing, or an empty folder, or one that holds
/// nothing but what was written into it.
fn may_replace(place: &Path, what: &str) -> Result<(), PublishError> {
    let found = match fs::symlink_metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        found => found.map_err(failed(place))?,
    };
    if !found.is_dir() {
        return Err(PublishError::Foreign(place.to_owned()));
    }
    let files = files_in(place).map_err(failed(place))?;
    if files.is_empty() {
        return Ok(());
    }
    let manifest =
        fs::read(place.join(MANIFEST)).ok().and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let Some(manifest) = manifest.filter(|manifest| manifest.stratlas == what) else {
        return Err(PublishError::Foreign(place.to_owned()));
    };
    let is_as_written = |name: &String| {
        let now = fs::read(place.join(name)).ok().map(|bytes| Checksum::of(&bytes).to_string());
        now.as_ref() == manifest.files.get(name)
    };
    let (ours, foreign): (Vec<String>, Vec<String>) =
        files.into_iter().filter(|name| name != MANIFEST).partition(|name| manifest.files.contains_key(name));
    let changed: Vec<String> = ours.into_iter().filter(|name| !is_as_written(name)).collect();
    if foreign.is_empty() && changed.is_empty() {
        return Ok(());
    }
    Err(PublishError::Mixed { folder: place.to_owned(), foreign, changed })
}

/// Everything below `folder` that is no folder, by its path with slashes, in order.
fn files_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path();
                let parts = path.strip_prefix(folder).unwrap_or(&path).iter().map(|part| part.to_string_lossy());
                found.push(parts.collect::<Vec<_>>().join("/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Makes a file at `place` of what `write` writes, which has `seal`. A file that is there is replaced if it has such a
/// seal and nothing in it was changed since.
///
/// # Errors
/// If something else is there, or the file cannot be written.
pub fn publish_file(
    place: &Path,
    seal: &ExportFooter,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), PublishError> {
    let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
    let may_replace = || may_replace_file(&place, seal);
    may_replace()?;
    let beside = folder_of(&place);
    fs::create_dir_all(beside).map_err(failed(beside))?;
    let made = NamedTempFile::with_prefix_in(".stratlas-", beside).map_err(failed(beside))?;
    let mut out = BufWriter::new(made);
    write(&mut out).map_err(failed(&place))?;
    let made = out.into_inner().map_err(|error| failed(&place)(error.into_error()))?;
    made.as_file().sync_all().map_err(failed(&place))?;
    readable_by_all(made.as_file()).map_err(failed(&place))?;
    may_replace()?;
    made.persist(&place).map_err(|error| failed(&place)(error.error)).map(drop)
}

#[cfg(unix)]
fn readable_by_all(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn readable_by_all(_file: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Whether a file with `seal` may be put at `place`.
fn may_replace_file(place: &Path, seal: &ExportFooter) -> Result<(), PublishError> {
    match fs::symlink_metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Ok(found) if found.is_file() => {}
        Ok(_) => return Err(PublishError::Foreign(place.to_owned())),
        Err(error) => return Err(failed(place)(error)),
    }
    if !has_mark(place, seal.mark).map_err(failed(place))? {
        Err(PublishError::Foreign(place.to_owned()))
    } else if !is_unchanged(place, seal).map_err(failed(place))? {
        Err(PublishError::Changed(place.to_owned()))
    } else {
        Ok(())
    }
}

fn has_mark(file: &Path, mark: &str) -> io::Result<bool> {
    let mut head = Vec::new();
    fs::File::open(file)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head.windows(mark.len().max(1)).any(|part| part == mark.as_bytes()))
}

/// Whether the checksum at the end of a file is that of what stands before it.
fn is_unchanged(file: &Path, seal: &ExportFooter) -> io::Result<bool> {
    let mut file = fs::File::open(file)?;
    let tail_at = file.metadata()?.len().saturating_sub(TAIL);
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(tail_at))?;
    Read::by_ref(&mut file).take(TAIL).read_to_end(&mut tail)?;
    let Some(at) = tail.windows(seal.before.len().max(1)).rposition(|part| part == seal.before.as_bytes()) else {
        return Ok(false);
    };
    let told = at + seal.before.len();
    file.rewind()?;
    let mut content = BufReader::new(file).take(tail_at + told as u64);
    let mut checksum = Checksum::default();
    loop {
        let bytes = content.fill_buf()?;
        let read = bytes.len();
        if read == 0 {
            break;
        }
        checksum.add(bytes);
        content.consume(read);
    }
    Ok(tail[told..] == *format!("{checksum}{}", seal.after).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(place: &Path, files: &[(&str, &str)]) -> Result<(), PublishError> {
        let mut folder = PublishedFolder::start(place, "test")?;
        for (path, text) in files {
            folder.add(path, text.as_bytes())?;
        }
        folder.finish()
    }

    fn left_in(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_replaced_whole() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("deep/out");
        made(&place, &[("a.txt", "1"), ("b/c.txt", "2")]).unwrap();
        made(&place, &[("a.txt", "3")]).unwrap();
        assert_eq!(files_in(&place).unwrap(), [MANIFEST, "a.txt"]);
        assert_eq!(fs::read_to_string(place.join("a.txt")).unwrap(), "3");
        assert_eq!(left_in(&home.path().join("deep")), ["out"]);
    }

    #[test]
    fn what_was_not_written_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("out");
        fs::create_dir(&place).unwrap();
        made(&place, &[("a", "1")]).unwrap();
        fs::write(place.join("mine"), "").unwrap();
        fs::write(place.join("a"), "changed").unwrap();
        let error = made(&place, &[("a", "2")]).unwrap_err().to_string();
        assert!(
            error
                .contains("holds what this command did not write: mine, and what was changed since it was written: a;"),
            "{error}"
        );
        assert_eq!(fs::read_to_string(place.join("a")).unwrap(), "changed");
        let other = home.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("letter"), "").unwrap();
        assert!(matches!(made(&other, &[]), Err(PublishError::Foreign(_))));
        assert!(matches!(made(&other.join("letter"), &[]), Err(PublishError::Foreign(_))));
        assert_eq!(left_in(home.path()), ["other", "out"]);
    }

    #[test]
    fn of_what_stands_in_the_way_the_first_of_each_kind_are_named() {
        let names = |count: u32| (1..=count).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(in_the_way(&names(5), &[]), "what this command did not write: 1, 2, 3, 4, 5");
        assert_eq!(
            in_the_way(&names(1), &names(7)),
            "what this command did not write: 1, and what was changed since it was written: 1, 2, 3, 4, 5, 2 more"
        );
    }

    #[test]
    fn a_folder_that_was_given_up_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let mut folder = PublishedFolder::start(&home.path().join("out"), "test").unwrap();
        folder.add("a", b"1").unwrap();
        drop(folder);
        assert_eq!(left_in(home.path()), Vec::<String>::new());
    }

    #[test]
    fn no_file_leaves_the_folder_or_lands_on_another() {
        let home = tempfile::tempdir().unwrap();
        let mut folder = PublishedFolder::start(&home.path().join("out"), "test").unwrap();
        folder.add("a/b", b"1").unwrap();
        for path in ["../x", "/etc/x", "a/../../x", "", ".", "A/B", "a\\b"] {
            assert!(matches!(folder.add(path, b""), Err(PublishError::BadPath(_))), "{path}");
        }
    }

    const SEAL: ExportFooter = ExportFooter { mark: "// ours", before: "// sum: ", after: "\n" };

    fn sealed(text: &str) -> String {
        let text = format!("// ours\n{text}\n{}", SEAL.before);
        format!("{text}{}{}", Checksum::of(text.as_bytes()), SEAL.after)
    }

    #[test]
    fn a_file_is_replaced_only_if_it_is_as_it_was_written() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("new/a.dot");
        let put = |text: &str| publish_file(&place, &SEAL, |out| out.write_all(sealed(text).as_bytes()));
        // So long that the seal is not in what is read of the head, and the head not in what is read of the tail.
        put(&"1".repeat(10_000)).unwrap();
        put("2").unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), sealed("2"));
        let is_changed = |text: &str| {
            fs::write(&place, text).unwrap();
            let refused = matches!(put("3"), Err(PublishError::Changed(_)));
            refused && fs::read_to_string(&place).unwrap() == text
        };
        assert!(is_changed(&sealed("2").replace('2', "x")), "something else in it");
        assert!(is_changed(&(sealed("2") + "more")), "something after it");
        assert!(is_changed("// ours\n2\n"), "an earlier version has no seal");
        assert!(is_changed("// ours\n// sum: "), "cut off");
        fs::write(&place, "mine").unwrap();
        assert!(matches!(put("3"), Err(PublishError::Foreign(_))));
        assert_eq!(fs::read_to_string(&place).unwrap(), "mine");
        let failed = publish_file(&home.path().join("b"), &SEAL, |_| Err(io::Error::other("no")));
        assert!(failed.is_err());
        assert_eq!(left_in(home.path()), ["new"]);
    }
}

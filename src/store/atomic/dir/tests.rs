//! Folders: created, filled, replaced, refused and abandoned.

use super::super::manifest::MANIFEST;
use super::*;

/// Returns the names in `folder`, sorted.
pub(in crate::store::atomic) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn filled(mut folder: AtomicDir, files: &[(&str, &str)]) -> Result<(), StoreError> {
    for (path, text) in files {
        folder.add(path, text.as_bytes())?;
    }
    folder.finish()
}

fn created(target: &Path, files: &[(&str, &str)]) -> Result<(), StoreError> {
    filled(AtomicDir::create_new(target)?, files)
}

fn replaced(target: &Path, files: &[(&str, &str)]) -> Result<(), StoreError> {
    filled(AtomicDir::replace_own(target, "test")?, files)
}

const FILES: [(&str, &str); 2] = [("a.toml", "a"), ("b/c.toml", "c")];

#[test]
fn a_folder_is_created_with_those_above_it() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("x/y");
    created(&folder, &FILES).unwrap();
    assert_eq!(names(&folder), ["a.toml", "b"]);
    assert_eq!(fs::read_to_string(folder.join("b/c.toml")).unwrap(), "c");
    assert_eq!(names(&home.path().join("x")), ["y"], "nothing is left beside it");
}

#[test]
fn an_empty_folder_is_filled_and_stays_the_folder_it_is() {
    let home = tempfile::tempdir().unwrap();
    let staged = AtomicDir::create_new(home.path()).unwrap();
    #[cfg(unix)]
    let id = || std::os::unix::fs::MetadataExt::ino(&fs::metadata(home.path()).unwrap());
    #[cfg(unix)]
    let before = id();
    filled(staged, &FILES).unwrap();
    assert_eq!(names(home.path()), ["a.toml", "b"]);
    #[cfg(unix)]
    assert_eq!(id(), before);
}

#[test]
fn creating_touches_nothing_that_exists() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("mine"), "mine").unwrap();
    assert!(matches!(created(home.path(), &FILES), Err(StoreError::NotEmpty(_))));
    assert!(matches!(created(&home.path().join("mine"), &FILES), Err(StoreError::NotAFolder(_))));
    assert_eq!(names(home.path()), ["mine"]);
    let target = home.path().join("late");
    let staged = AtomicDir::create_new(&target).unwrap();
    fs::create_dir(&target).unwrap();
    fs::write(target.join("a.toml"), "mine").unwrap();
    assert!(filled(staged, &FILES).is_err());
    assert_eq!(fs::read_to_string(target.join("a.toml")).unwrap(), "mine");
}

#[test]
fn a_folder_that_is_given_up_or_cannot_be_written_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    for mut folder in [AtomicDir::create_new(&out).unwrap(), AtomicDir::replace_own(&out, "test").unwrap()] {
        folder.add("a", b"1").unwrap();
        drop(folder);
    }
    assert!(created(&out, &[("a", "a"), ("a/b", "b")]).is_err());
    assert_eq!(names(home.path()), Vec::<String>::new());
}

#[test]
fn a_folder_is_replaced_whole() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("deep/out");
    replaced(&target, &[("a.txt", "1"), ("b/c.txt", "2")]).unwrap();
    replaced(&target, &[("a.txt", "3")]).unwrap();
    assert_eq!(names(&target), [MANIFEST, "a.txt"]);
    assert_eq!(fs::read_to_string(target.join("a.txt")).unwrap(), "3");
    assert_eq!(names(&home.path().join("deep")), ["out"]);
}

#[test]
fn a_folder_is_replaced_only_if_everything_in_it_is_the_programs_own() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("out");
    fs::create_dir(&target).unwrap();
    replaced(&target, &[("a", "1")]).unwrap();
    fs::write(target.join("mine"), "").unwrap();
    fs::write(target.join("a"), "changed").unwrap();
    let error = replaced(&target, &[("a", "2")]).unwrap_err().to_string();
    let expected = "holds what this command did not write: mine, and what was changed since it was written: a;";
    assert!(error.contains(expected), "{error}");
    assert_eq!(fs::read_to_string(target.join("a")).unwrap(), "changed");
    let other = home.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("letter"), "").unwrap();
    assert!(matches!(replaced(&other, &[]), Err(StoreError::Foreign(_))));
    assert!(matches!(replaced(&other.join("letter"), &[]), Err(StoreError::Foreign(_))));
    assert_eq!(names(home.path()), ["other", "out"]);
}

#[test]
fn an_empty_folder_of_someone_else_is_not_deleted() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("out");
    replaced(&target, &[("a/b", "1")]).unwrap();
    fs::create_dir(target.join("mine")).unwrap();
    let error = replaced(&target, &[("a/b", "2")]).unwrap_err().to_string();
    assert!(error.contains("holds what this command did not write: mine/;"), "{error}");
    assert_eq!(names(&target), [MANIFEST, "a", "mine"]);
    let other = home.path().join("other");
    fs::create_dir_all(other.join("mine")).unwrap();
    assert!(matches!(replaced(&other, &[]), Err(StoreError::Foreign(_))));
    assert_eq!(names(&other), ["mine"]);
}

#[test]
fn a_file_that_appears_while_the_folder_is_written_is_given_back() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("out");
    replaced(&target, &[("a", "1")]).unwrap();
    let mut folder = AtomicDir::replace_own(&target, "test").unwrap();
    folder.add("a", b"2").unwrap();
    fs::write(target.join("mine"), "mine").unwrap();
    assert!(matches!(folder.finish(), Err(StoreError::Mixed { .. })));
    assert_eq!(fs::read_to_string(target.join("a")).unwrap(), "1");
    assert_eq!(fs::read_to_string(target.join("mine")).unwrap(), "mine");
    assert_eq!(names(home.path()), ["out"]);
}

#[test]
fn without_an_exchange_of_names_the_old_folder_steps_aside() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("out");
    replaced(&target, &[("a", "1")]).unwrap();
    let mut folder = AtomicDir::replace_own(&target, "test").unwrap();
    folder.add("b", b"2").unwrap();
    folder.step_aside("test").unwrap();
    assert_eq!(names(&target), ["b"]);
    assert_eq!(names(home.path()), ["out"]);
}

#[test]
fn no_file_leaves_the_folder_or_lands_on_another() {
    let home = tempfile::tempdir().unwrap();
    let mut folder = AtomicDir::replace_own(&home.path().join("out"), "test").unwrap();
    folder.add("a/b", b"1").unwrap();
    for path in ["../x", "/etc/x", "a/../../x", "", ".", "A/B", "a\\b"] {
        assert!(matches!(folder.add(path, b""), Err(StoreError::BadPath(_))), "{path}");
    }
}

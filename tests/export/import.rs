//! `stratlas import` through the real binary: what was exported comes back.

use std::fs;

use stratlas::data;

use super::command::stratlas;
use super::embedded;

#[test]
fn what_was_exported_is_imported_again() {
    let home = tempfile::tempdir().expect("a folder");
    for (form, file) in [("json", "atlas.json"), ("markdown", "vault")] {
        stratlas(&["export", form, "--out", file], home.path()).assert().success();
        let folder = format!("from-{form}");
        let assert = stratlas(&["import", form, file, "--out", &folder], home.path()).assert().success();
        let said = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
        assert!(said.starts_with(&format!("{folder}: ")) && said.contains("files written"), "{said}");
        let loaded = data::load_folder(&home.path().join(&folder)).expect("a folder");
        assert!(loaded.atlas.expect("an atlas") == embedded(), "{form}");
        let args = ["import", form, file, "--out", &folder];
        let again = stratlas(&args, home.path()).assert().code(2);
        let said = String::from_utf8_lossy(&again.get_output().stderr).into_owned();
        assert_eq!(
            said,
            format!("stratlas: {folder} is not empty; nothing was written\n"),
            "before all that was found"
        );
    }
}

#[test]
fn faults_are_told_with_their_lines_and_nothing_is_written() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(
        home.path().join("a.json"),
        "{\"format\": \"stratlas-atlas\", \"version\": 1,\n\"lever\": [{\"id\": \"../x\"}]}",
    )
    .expect("a file");
    let assert = stratlas(&["import", "json", "a.json", "--out", "out"], home.path()).assert().code(2).stdout("");
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(
        said.contains("a.json:2:") && said.contains("`../x` is not a valid id") && said.contains("nothing was written"),
        "{said}"
    );
    assert!(!home.path().join("out").exists());
    fs::create_dir(home.path().join("vault")).expect("a folder");
    fs::write(home.path().join("vault/a.md"), "hello\n").expect("a file");
    let assert = stratlas(&["import", "markdown", "vault", "--out", "out"], home.path()).assert().code(2);
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(said.contains("a.md:1:1") && said.contains("is not an atlas"), "{said}");
    stratlas(&["import", "json", "missing.json", "--out", "out"], home.path()).assert().code(2);
    assert!(!home.path().join("out").exists());
}

#[test]
fn what_is_not_understood_is_told_first_and_whole() {
    let home = tempfile::tempdir().expect("a folder");
    stratlas(&["export", "markdown", "--out", "vault"], home.path()).assert().success();
    // More than are shown of other warnings.
    for number in 10..40 {
        fs::write(home.path().join(format!("vault/Zz {number}.md")), "Mine.\n").expect("a file");
    }
    let assert = stratlas(&["import", "markdown", "vault", "--out", "out"], home.path()).assert().success();
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    let heads: Vec<&str> = said.lines().filter(|line| line.starts_with("warning[")).collect();
    let lost = heads.iter().take_while(|line| line.starts_with("warning[not-understood]: Zz ")).count();
    assert_eq!((lost, heads.len()), (30, 50), "{said}");
    assert!(said.contains("… and ") && said.contains(" more warnings"), "{said}");
}

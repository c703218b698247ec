//! `stratlas export` through the real binary.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

use crate::support;

pub(crate) fn stratlas(args: &[&str], folder: &Path) -> Command {
    let mut command = support::stratlas(args);
    command.current_dir(folder);
    command
}

/// What a run says that does not succeed.
fn refused(args: &[&str], folder: &Path, code: i32) -> String {
    let assert = stratlas(args, folder).assert().code(code).stdout("");
    String::from_utf8_lossy(&assert.get_output().stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_written_and_only_its_own_kind_replaced() {
    let home = tempfile::tempdir().expect("a folder");
    let args = ["export", "json", "--out", "deep/atlas.json"];
    stratlas(&args, home.path()).assert().success().stdout("").stderr("");
    stratlas(&args, home.path()).assert().success();
    let path = home.path().join("deep/atlas.json");
    let value: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
    assert_eq!(value["strategy"].as_array().map(Vec::len), Some(76));
    fs::write(&path, "{\"mine\": 1}").expect("a file");
    let message = refused(&args, home.path(), 2);
    assert!(message.contains("was not written by this command"), "{message}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), "{\"mine\": 1}");
    assert_eq!(names(&home.path().join("deep")), ["atlas.json"]);
}

#[test]
fn what_was_changed_in_a_file_since_it_was_written_is_not_lost() {
    let home = tempfile::tempdir().expect("a folder");
    for form in ["json", "dot", "graphml"] {
        let args = ["export", form, "--out", form];
        stratlas(&args, home.path()).assert().success();
        stratlas(&args, home.path()).assert().success();
        let path = home.path().join(form);
        let written = fs::read_to_string(&path).expect("a file");
        let assert = stratlas(&["export", form, "--out", "-"], home.path()).assert().success();
        assert_eq!(String::from_utf8_lossy(&assert.get_output().stdout), written, "the same on standard output");
        let edited = written.replacen("Pause", "Rest", 1);
        assert_ne!(edited, written);
        fs::write(&path, &edited).expect("a file");
        let message = refused(&args, home.path(), 2);
        assert!(message.contains("was changed since it was written"), "{message}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), edited);
    }
    // What was changed is read all the same.
    stratlas(&["import", "json", "json", "--out", "mine"], home.path()).assert().success();
}

#[test]
fn standard_output_takes_a_file_and_no_folder() {
    let home = tempfile::tempdir().expect("a folder");
    let assert = stratlas(&["export", "json", "--out", "-"], home.path()).assert().success();
    assert!(serde_json::from_slice::<Value>(&assert.get_output().stdout).is_ok());
    assert!(refused(&["export", "html", "--out", "-"], home.path(), 2).contains("a folder of files"));
    assert_eq!(names(home.path()), Vec::<String>::new());
}

#[test]
fn a_site_is_written_whole_and_never_over_other_files() {
    let home = tempfile::tempdir().expect("a folder");
    let args = ["export", "html", "--where", "kind:strategy lever:speed", "--out", "site"];
    stratlas(&args, home.path()).assert().success().stdout("").stderr("");
    let site = home.path().join("site");
    assert!(site.join("strategy/pause.html").is_file() && !site.join("person").exists());
    stratlas(&args, home.path()).assert().success();
    // Another form is not put over it, though all of it is ours.
    refused(&["export", "markdown", "--where", "kind:strategy lever:speed", "--out", "site"], home.path(), 2);
    assert!(site.join("strategy/pause.html").is_file());
    fs::write(site.join("notes.txt"), "mine").expect("a file");
    let message = refused(&args, home.path(), 2);
    assert!(message.contains("did not write: notes.txt;"), "{message}");
    fs::remove_file(site.join("notes.txt")).expect("it was there");
    fs::write(site.join("index.html"), "mine").expect("a file");
    let message = refused(&args, home.path(), 2);
    assert!(message.contains("holds what was changed since it was written: index.html;"), "{message}");
    assert_eq!(names(home.path()), ["site"]);
    fs::create_dir(home.path().join("full")).expect("a folder");
    fs::write(home.path().join("full/letter"), "mine").expect("a file");
    refused(&["export", "html", "--out", "full"], home.path(), 2);
    assert_eq!(names(&home.path().join("full")), ["letter"]);
}

#[test]
fn a_query_that_finds_nothing_writes_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let message = refused(&["export", "json", "--where", "'zzzzzzz", "--out", "a.json"], home.path(), 1);
    assert!(message.contains("nothing was written"), "{message}");
    let message = refused(&["export", "json", "--where", "lever:sped", "--out", "a.json"], home.path(), 2);
    assert!(message.contains("^^^^"), "{message}");
    assert_eq!(names(home.path()), Vec::<String>::new());
}

#[test]
fn a_query_narrows_strategies_and_people_alike() {
    let home = tempfile::tempdir().expect("a folder");
    let assert = stratlas(&["export", "json", "--where", "tag:pause", "--out", "-"], home.path()).assert().success();
    let value: Value = serde_json::from_slice(&assert.get_output().stdout).expect("JSON");
    let ids: Vec<&str> =
        value["strategy"].as_array().expect("a list").iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, ["pause"]);
    let people = value["person"].as_array().expect("a list");
    assert!(people.len() > 5);
    let holds = |person: &Value| {
        person["position"].as_array().is_some_and(|positions| positions.iter().any(|row| row["tag"] == "pause"))
    };
    assert!(people.iter().all(holds));
}

/// Interrupts the run of `args` as soon as it has begun to write, and holds that what is there then is nothing, or `out` if
/// it was done before.
#[cfg(unix)]
fn interrupt(args: &[&str], out: &str) {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    let home = tempfile::tempdir().expect("a folder");
    let mut child = support::process(args)
        .current_dir(home.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    // Once something is there it listens.
    while names(home.path()).is_empty() {
        std::thread::sleep(Duration::from_millis(1));
    }
    // It may have ended by now.
    let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
    let code = child.wait().expect("it ends").code();
    let left = names(home.path());
    match code {
        Some(130) => assert_eq!(left, Vec::<String>::new(), "{args:?}"),
        code => assert_eq!((code, left), (Some(0), vec![out.to_owned()]), "{args:?}"),
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing_or_all_of_it() {
    interrupt(&["export", "html", "--out", "site"], "site");
    interrupt(&["export", "json", "--out", "atlas.json"], "atlas.json");
    interrupt(&["export", "graphml", "--out", "atlas.graphml"], "atlas.graphml");
    interrupt(&["init", "mine"], "mine");
}

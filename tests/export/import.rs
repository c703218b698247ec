//! `stratlas import` through the real binary: what was exported comes back.

use std::fs;

use stratlas::data::{self, Loaded};
use stratlas::export::vault::Vault;

use super::command::stratlas;
use super::{embedded, part};

#[test]
fn what_was_exported_is_imported_again() {
    let home = tempfile::tempdir().expect("a folder");
    for (form, file) in [("json", "atlas.json"), ("markdown", "vault")] {
        stratlas(&["export", form, "--out", file], home.path()).assert().success();
        let folder = format!("from-{form}");
        let assert = stratlas(&["import", form, file, "--out", &folder], home.path()).assert().success();
        let message = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
        assert!(message.starts_with(&format!("{folder}: ")) && message.contains("files written"), "{message}");
        let loaded = data::load_folder(&home.path().join(&folder)).expect("a folder");
        assert!(loaded.atlas.expect("an atlas") == embedded(), "{form}");
        let args = ["import", form, file, "--out", &folder];
        let again = stratlas(&args, home.path()).assert().code(2);
        let message = String::from_utf8_lossy(&again.get_output().stderr).into_owned();
        assert_eq!(
            message,
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
    let message = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(
        message.contains("a.json:2:")
            && message.contains("`../x` is not a valid id")
            && message.contains("nothing was written"),
        "{message}"
    );
    assert!(!home.path().join("out").exists());
    fs::create_dir(home.path().join("vault")).expect("a folder");
    fs::write(home.path().join("vault/a.md"), "hello\n").expect("a file");
    let assert = stratlas(&["import", "markdown", "vault", "--out", "out"], home.path()).assert().code(2);
    let message = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(message.contains("a.md:1:1") && message.contains("is not an atlas"), "{message}");
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
    let message = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    let heads: Vec<&str> = message.lines().filter(|line| line.starts_with("warning[")).collect();
    let lost = heads.iter().take_while(|line| line.starts_with("warning[not-understood]: Zz ")).count();
    assert_eq!((lost, heads.len()), (30, 50), "{message}");
    assert!(message.contains("… and ") && message.contains(" more warnings"), "{message}");
}

#[test]
fn every_form_refuses_a_second_record_of_one_id() {
    let is_refused = |loaded: &Loaded| {
        loaded.atlas.is_none()
            && loaded.diagnostics.iter().any(|one| matches!(one.code.as_str(), "duplicate-id" | "bad-value"))
    };
    let atlas = embedded();
    let mut json = Vec::new();
    stratlas::export::atlas::write(&mut json, &atlas).expect("a vector takes everything");
    let json = String::from_utf8(json).expect("JSON is UTF-8");
    for key in [
        "topic",
        "domain",
        "lever",
        "axis",
        "mechanism",
        "expertise",
        "tag",
        "adversary",
        "scenario",
        "portfolio",
        "strategy",
        "person",
    ] {
        let list = format!("\"{key}\": [\n");
        let start = json.find(&list).expect("a list") + list.len();
        let first = json[start..].lines().next().expect("a record").trim_end_matches(',');
        let twice = format!("{}{first},\n{}", &json[..start], &json[start..]);
        assert!(is_refused(&data::load_json_text("a.json", &twice)), "{key} in JSON");
    }
    let small = part();
    let mut notes: Vec<(String, String)> = Vault::new(&small).files().map(|file| (file.path, file.text)).collect();
    for folder in ["Strategies/", "People/", "Tags/", "Levers/", "Scenarios/", "Portfolios/", "Mechanisms/"] {
        let Some((_, text)) = notes.iter().find(|(path, _)| path.starts_with(folder)).cloned() else {
            panic!("{folder}")
        };
        notes.push((format!("{folder}Second.md"), text));
        let loaded = data::load_vault_texts(notes.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        assert!(is_refused(&loaded), "{folder} in a vault");
        notes.pop();
    }
}

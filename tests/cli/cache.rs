//! The compiled edition of a large atlas: it is made once, used while nothing changes, and never trusted beyond that.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::command::Home;

/// People of the atlas, which come to more than 8 MiB.
const PEOPLE: usize = 9_000;

/// Writes the atlas, as if a minute ago: a file that has just changed may change again without a new time.
fn write(folder: &Path, name_of_the_last: &str) {
    let summary = "x".repeat(1_000);
    let person = |at: usize| {
        let name = if at + 1 == PEOPLE { name_of_the_last.to_owned() } else { format!("Person {at}") };
        let person =
            format!("[[person]]\nid = \"p{at}\"\nname = \"{name}\"\ntagline = \"T\"\nsummary = \"{summary}\"\n");
        let position = "[[person.position]]\ntag = \"slow\"\nstance = \"endorses\"\nclaim = \"C\"\n";
        format!("{person}{}\n", if at.is_multiple_of(3) { position } else { "" })
    };
    fs::create_dir_all(folder).expect("a folder");
    let tag = "[[tag]]\nid = \"slow\"\nname = \"Slow\"\ngloss = \"G\"\n";
    write_a_minute_ago(&folder.join("tags.toml"), tag);
    for (part, people) in (0..PEOPLE).collect::<Vec<_>>().chunks(1_800).enumerate() {
        let path = folder.join(format!("{part}.toml"));
        write_a_minute_ago(&path, &people.iter().map(|&at| person(at)).collect::<String>());
    }
}

fn write_a_minute_ago(path: &Path, text: &str) {
    fs::write(path, text).expect("a file");
    let minute_ago = SystemTime::now() - Duration::from_secs(60);
    File::options().write(true).open(path).and_then(|file| file.set_modified(minute_ago)).expect("its time");
}

fn done(home: &Home, arguments: &[&str]) -> String {
    let output = home.stratlas(arguments).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// The only file of the cache, with its content and time.
fn cached(home: &Home) -> (PathBuf, Vec<u8>, SystemTime) {
    let listed: serde_json::Value =
        serde_json::from_str(&done(home, &["cache", "--format", "json"])).expect("a list in JSON");
    assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed}");
    let path = PathBuf::from(listed[0]["path"].as_str().expect("a path"));
    let time = fs::metadata(&path).and_then(|about| about.modified()).expect("its time");
    let content = fs::read(&path).expect("its content");
    (path, content, time)
}

#[test]
fn a_large_atlas_is_compiled_once_and_read_again_when_it_changes() {
    let home = Home::new();
    let atlas = home.path("large");
    write(&atlas, "Zoe Zenith");
    let search = |name: &str| done(&home, &["--atlas", &atlas.to_string_lossy(), "search", name, "--limit", "1"]);
    let show = || done(&home, &["--atlas", &atlas.to_string_lossy(), "show", "tags", "people", "trust"]);
    let from_files = show();
    assert!(from_files.contains("3000"), "{from_files}");
    assert_eq!(show(), from_files, "the index of people, too, is stored");
    let first = search("zenith");
    assert!(first.contains("Zoe Zenith"), "{first}");
    let made = cached(&home);
    assert_eq!(search("zenith"), first);
    assert_eq!(cached(&home), made, "it is used, and not made again");

    // Damage is noticed: the files are read, and the edition is made again.
    let mut damaged = made.1.clone();
    damaged[made.1.len() / 2] ^= 1;
    fs::write(&made.0, damaged).expect("the file");
    assert_eq!(search("zenith"), first);
    assert!(cached(&home).1 == made.1, "it is whole again");

    write(&atlas, "Zoe Nadir");
    assert!(search("nadir").contains("Zoe Nadir"));
    assert!(cached(&home).1 != made.1, "the edition of the changed files took its place");

    assert!(done(&home, &["cache", "--clear"]).contains("1 file removed"));
    assert_eq!(done(&home, &["cache"]), "no files in the cache\n");
}

//! An atlas of one's own: how it is started, changed, and compared with what it was, by the real program.
#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use stratlas::data::{self, load_folder};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder can be made") }
    }

    /// Runs the program in the folder, at home nowhere else.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("stratlas").expect("the program is built");
        for name in ["STRATLAS_ATLAS", "STRATLAS_CONFIG"] {
            command.env_remove(name);
        }
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(name, self.path("home"));
        }
        command.current_dir(self.folder.path()).args(arguments).output().expect("the program runs")
    }

    /// What the program prints if all goes well.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout).to_owned()
    }

    /// What the program complains of if it cannot do what it is asked.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stdout));
        assert!(output.stdout.is_empty(), "{}", text(&output.stdout));
        text(&output.stderr).to_owned()
    }

    fn path(&self, below: &str) -> std::path::PathBuf {
        self.folder.path().join(below)
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).expect("it is there")
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

fn entries(folder: &Path) -> usize {
    fs::read_dir(folder).expect("it is there").count()
}

#[test]
fn init_writes_the_embedded_atlas() {
    let desk = Desk::new();
    let said = desk.done(&["init", "mine"]);
    assert!(said.starts_with("mine: ") && said.contains(" files written\n"), "{said}");
    let written = load_folder(&desk.path("mine")).expect("it is a folder");
    let embedded = data::embedded_report().expect("it was built");
    assert!(written.atlas == embedded.atlas, "the atlas written is another");
    assert_eq!((written.findings, written.origins), (embedded.findings, embedded.origins));
}

#[test]
fn init_empty_writes_an_example_without_a_fault() {
    let desk = Desk::new();
    desk.done(&["init", "new/mine", "--empty"]);
    assert!(desk.done(&["check", "--strict", "new/mine"]).ends_with("new/mine: no errors, no warnings\n"));
    assert!(desk.done(&["show", "--atlas", "new/mine", "person/ada-example"]).contains("Writes about engines"));
}

#[test]
fn init_never_touches_what_is_there() {
    let desk = Desk::new();
    desk.write("mine/notes.txt", "mine");
    assert_eq!(desk.refused(&["init", "mine"]), "stratlas: mine is not empty; nothing was written\n");
    assert_eq!(
        desk.refused(&["init", "mine/notes.txt"]),
        "stratlas: mine/notes.txt is not a folder; nothing was written\n"
    );
    assert_eq!((desk.read("mine/notes.txt").as_str(), entries(&desk.path("mine"))), ("mine", 1));
    desk.done(&["init", "mine2"]);
    desk.refused(&["init", "mine2"]);
    fs::create_dir(desk.path("there")).expect("a folder can be made");
    desk.done(&["init", "there", "--empty"]);
    assert_eq!(entries(&desk.path("there")), 11, "nine files and two folders, and nothing besides");
}

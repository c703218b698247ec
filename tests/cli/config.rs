//! `stratlas config` and what a configuration does to other commands, through the real binary.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

use crate::command;

/// A home with a configuration.
struct Home(command::Home);

impl Home {
    /// Without one yet.
    fn new() -> Self {
        Self(command::Home::new())
    }

    fn with(config: &str) -> Self {
        let home = Self::new();
        home.0.write("config/stratlas/config.toml", config);
        home
    }

    fn config(&self) -> PathBuf {
        self.0.path("config/stratlas/config.toml")
    }

    fn run(&self, args: &[&str]) -> Command {
        let mut command = self.0.stratlas(args);
        command.env("COLUMNS", "100");
        command
    }
}

/// Exit code, standard output and standard error.
fn ran(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ended by itself"), text(output.stdout), text(output.stderr))
}

fn line(path: &Path) -> String {
    format!("{}\n", path.display())
}

#[test]
fn the_path_is_that_of_the_user_or_the_one_given() {
    let home = Home::new();
    assert_eq!(ran(&mut home.run(&["config", "path"])), (0, line(&home.config()), String::new()));
    let given = ran(&mut home.run(&["config", "path", "--config", "mine.toml"]));
    assert_eq!(given, (0, "mine.toml\n".to_owned(), String::new()));
    let reported = ran(home.run(&["config", "path"]).env("STRATLAS_CONFIG", "theirs.toml"));
    assert_eq!(reported, (0, "theirs.toml\n".to_owned(), String::new()));
}

#[test]
fn init_writes_once_and_what_it_writes_is_sound() {
    let home = Home::new();
    assert_eq!(ran(&mut home.run(&["config", "init"])), (0, line(&home.config()), String::new()));
    let (code, out, _) = ran(&mut home.run(&["config", "check", "--strict"]));
    assert_eq!((code, out.trim_end().ends_with(": no errors, no warnings")), (0, true), "{out}");
    let written = fs::read_to_string(home.config()).expect("it is there");
    fs::write(home.config(), "mouse = false").expect("a file");
    let (code, out, err) = ran(&mut home.run(&["config", "init"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("exists already; `--force` replaces it"), "{err}");
    assert_eq!(fs::read_to_string(home.config()).expect("it is there"), "mouse = false");
    assert_eq!(ran(&mut home.run(&["config", "init", "--force"])).0, 0);
    assert_eq!(fs::read_to_string(home.config()).expect("it is there"), written);
}

#[test]
fn a_file_where_the_folder_should_be_is_told() {
    let home = Home::new();
    fs::write(home.0.path("config"), "").expect("a file");
    let (code, _, err) = ran(&mut home.run(&["config", "init"]));
    assert_eq!(code, 2);
    assert!(err.contains("cannot write") && err.contains("a file stands where a folder is needed"), "{err}");
}

#[test]
fn check_reports_every_fault_with_its_line() {
    let home = Home::with("them = 'dark'\n[keys.browse]\nx = 'quitt'\nt = 'quit'\n");
    let (code, out, err) = ran(&mut home.run(&["config", "check"]));
    assert_eq!((code, err.as_str()), (1, ""));
    let path = home.config().display().to_string();
    let expected = format!(
        "error[unknown-key]: {path}:1:1: unknown key `them`\n  |\n1 | them = 'dark'\n  | ^^^^\n  = help: did you mean `theme`?\n"
    );
    assert!(out.starts_with(&expected), "{out}");
    assert!(out.contains(&format!("{path}:3:5: there is no action `quitt` here")), "{out}");
    assert!(out.trim_end().ends_with("2 errors, 1 warning"), "{out}");
}

#[test]
fn check_knows_warnings_from_faults_and_nothing_from_something() {
    let home = Home::with("[keys.browse]\nt = 'quit'\n");
    assert_eq!(ran(&mut home.run(&["config", "check"])).0, 0);
    assert_eq!(ran(&mut home.run(&["config", "check", "--strict"])).0, 1);
    let (code, out, _) = ran(&mut Home::new().run(&["config", "check"]));
    assert_eq!((code, out.contains("no such file")), (0, true));
    let (code, _, err) = ran(&mut home.run(&["config", "check", "--config", "nowhere.toml"]));
    assert_eq!((code, err.contains("there is no configuration nowhere.toml")), (2, true), "{err}");
    let folder = home.0.path("").display().to_string();
    assert_eq!(ran(&mut home.run(&["config", "check", "--config", &folder])).0, 2);
}

#[test]
fn show_says_where_each_value_comes_from() {
    let home = Home::with("mouse = false\natlas = 'mine'\ntheme = 'light'\n");
    let (code, out, _) = ran(&mut home.run(&["config", "show"]));
    assert_eq!(code, 0);
    let atlas = home.config().with_file_name("mine");
    for expected in ["mouse = false # file", "motion = false # default", "theme = \"light\" # file"] {
        assert!(out.lines().any(|line| line == expected), "{expected} is not in\n{out}");
    }
    let atlas = atlas.display().to_string().replace('\\', r"\\");
    assert!(out.contains(&format!("atlas = \"{atlas}\" # file")), "{out}");
    let (_, out, _) = ran(home.run(&["--theme", "dark", "config", "show"]).env("STRATLAS_ATLAS", "/theirs"));
    assert!(out.contains("theme = \"dark\" # flag") && out.contains("atlas = \"/theirs\" # environment"), "{out}");
    let (_, out, _) = ran(home.run(&["config", "show", "--atlas", "/flagged"]).env("STRATLAS_ATLAS", "/theirs"));
    assert!(out.contains("atlas = \"/flagged\" # flag"), "{out}");
}

#[test]
fn what_show_prints_is_a_configuration() {
    let home = Home::with("mouse = false\nkeys.preset = 'emacs'\nkeys.browse.q = false\nkeys.browse.F12 = 'quit'\n");
    let (_, shown, _) = ran(&mut home.run(&["config", "show"]));
    let again = Home::with(&shown);
    let (code, out, _) = ran(&mut again.run(&["config", "check"]));
    assert_eq!(code, 0, "{out}");
    let keys = |home: &Home| ran(&mut home.run(&["keys", "--format", "json"]));
    assert_eq!(keys(&home), keys(&again));
    assert!(keys(&home).1.contains("F12"));
}

#[test]
fn the_atlas_of_the_configuration_is_used_unless_another_is_asked_for() {
    let home = Home::with("atlas = 'mine'");
    let (code, _, err) = ran(&mut home.run(&["show", "home"]));
    assert_eq!(code, 2);
    assert!(err.contains("mine"), "{err}");
    fs::create_dir(home.config().with_file_name("mine")).expect("a folder");
    fs::write(home.config().with_file_name("mine").join("atlas.toml"), "title = \"Mine alone\"\n").expect("a file");
    let (code, out, err) = ran(&mut home.run(&["show", "home"]));
    assert_eq!((code, out.contains("Mine alone")), (0, true), "{out}{err}");
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::write(elsewhere.path().join("atlas.toml"), "title = \"Elsewhere\"\n").expect("a file");
    let folder = elsewhere.path().display().to_string();
    assert!(ran(&mut home.run(&["show", "home", "--atlas", &folder])).1.contains("Elsewhere"));
    assert!(ran(home.run(&["show", "home"]).env("STRATLAS_ATLAS", &folder)).1.contains("Elsewhere"));
}

#[test]
fn a_faulty_configuration_stops_what_needs_it_and_nothing_else() {
    let home = Home::with("mous = true");
    let (code, out, err) = ran(&mut home.run(&["show", "home"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains(":1:1: unknown key `mous`") && err.contains("`stratlas config check`"), "{err}");
    assert_eq!(ran(&mut home.run(&["config", "path"])).0, 0);
    let (code, out, _) = ran(home.run(&["completions", "bash"]).env_remove("STRATLAS_COMPLETE"));
    assert!(code == 0 && !out.is_empty());
}

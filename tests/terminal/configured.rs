//! The configuration and what is remembered, in the real program.

use std::fs;
use std::path::Path;

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use super::{SIZE, wait_for_frame};
use crate::pty::{Pty, stratlas};

/// The explorer at home in `home`.
fn at_home(home: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = stratlas(args);
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env(name, home);
    }
    command
}

/// A home with this configuration.
fn home(config: &str) -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir(home.path().join("stratlas")).expect("a folder");
    configure(home.path(), config);
    home
}

fn configure(home: &Path, config: &str) {
    // At once, as editors do: half a file would be read, too.
    let new = home.join("stratlas/config.toml.new");
    fs::write(&new, config).expect("a file");
    fs::rename(&new, home.join("stratlas/config.toml")).expect("it takes the place of the old one");
}

fn start(home: &Path, args: &[&str]) -> Pty {
    let mut pty = Pty::start(at_home(home, args), SIZE);
    pty.wait_until("a frame", |screen| screen.alternate_screen() && screen.contents().contains("Frontier"));
    pty
}

#[test]
fn marks_and_the_last_place_outlive_the_program() {
    let home = home("resume = true");
    let mut first = start(home.path(), &["strategy/pause"]);
    first.type_keys("ma");
    first.wait_for("Marked Pause as a");
    first.type_keys("q");
    assert!(first.finish().status.success());
    let mut second = start(home.path(), &[]);
    second.wait_for("▸ Pause ");
    second.type_keys("gl");
    second.wait_until("another place", |screen| !screen.contents().contains("▸ Pause "));
    second.type_keys("'a");
    second.wait_for("▸ Pause ");
    second.type_keys("q");
    second.finish().assert_given_back();
}

#[test]
fn the_first_run_is_welcomed_until_something_is_done() {
    let home = home("");
    let mut asked_for = Pty::start(at_home(home.path(), &["strategy/pause"]), SIZE);
    wait_for_frame(&mut asked_for, SIZE.1);
    assert!(!asked_for.screen().contents().contains("Welcome"), "what was asked for is not covered");
    asked_for.type_keys("q");
    asked_for.finish();
    for by_signal in [true, false] {
        let mut pty = Pty::start(at_home(home.path(), &[]), SIZE);
        pty.wait_for("Welcome");
        if by_signal {
            // Whoever has not touched a key may not have seen it.
            pty.signal("TERM");
        } else {
            pty.type_keys("j");
            pty.wait_until("the hint put away", |screen| !screen.contents().contains("Welcome"));
            pty.type_keys("q");
        }
        pty.finish();
    }
    let mut later = Pty::start(at_home(home.path(), &[]), SIZE);
    later.wait_for("Most endorsed");
    assert!(!later.screen().contents().contains("Welcome"));
    later.type_keys("q");
    later.finish();
}

#[test]
fn a_trail_is_kept_for_the_command_line_and_the_next_run() {
    let home = home("");
    let mut first = start(home.path(), &["strategy/pause"]);
    first.type_keys("gtS");
    first.wait_for("name of the trail");
    first.type_keys("my reading\r");
    first.wait_for("Saved the trail as my reading");
    first.type_keys("yt");
    first.wait_for("Copied the trail");
    first.type_keys("/yann");
    first.wait_for("outspoken AI-doom");
    first.type_keys("\r");
    first.wait_for("▸ Yann LeCun");
    first.type_keys("q");
    first.finish();
    let printed = |args: &[&str]| {
        let finished = Pty::start(at_home(home.path(), args), SIZE).finish();
        assert!(finished.status.success(), "{args:?}");
        finished.screen.contents()
    };
    assert_eq!(printed(&["trails"]).trim(), "my reading");
    let markdown = printed(&["trails", "show", "my reading", "--format", "markdown"]);
    assert!(markdown.starts_with("# my reading"), "{markdown}");
    assert!(markdown.contains("- [Pause](strategy/pause.md)"), "{markdown}");
    assert!(markdown.contains("- [Tags](tags.md) ← here"), "{markdown}");
    assert!(printed(&["trails", "show", "my reading", "--format", "json"]).contains("\"from\": 0"));
    let mut second = Pty::start(at_home(home.path(), &["home"]), SIZE);
    wait_for_frame(&mut second, SIZE.1);
    second.type_keys("/");
    second.wait_until("the query of the first run", |screen| screen.contents().starts_with("/ yann"));
    second.type_keys("\u{3}O");
    second.wait_for("Saved trails");
    second.type_keys("\r");
    second.wait_for("my reading: 2 places");
    second.wait_for("▸ Tags ");
    second.type_keys("q");
    second.finish();
    assert_eq!(printed(&["trails", "remove", "my reading"]).trim(), "");
    assert_eq!(printed(&["trails"]).trim(), "");
}

#[test]
fn a_changed_configuration_is_followed_and_a_bad_one_is_told() {
    let home = home("mouse = false");
    let mut pty = start(home.path(), &["strategy/pause"]);
    assert_eq!(pty.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    configure(home.path(), "[keys.browse]\n\"X\" = \"go-levers\"\n");
    pty.wait_for("has been reloaded");
    assert_ne!(pty.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    pty.type_keys("X");
    pty.wait_until("the levers", |screen| !screen.contents().contains("▸ Pause "));
    configure(home.path(), "[keys.browse]\n\"X\" = \"quitt\"\n");
    pty.wait_for("config.toml:2:7: there is no action `quitt` here");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

#[test]
fn a_faulty_configuration_is_refused_before_the_screen_is_taken() {
    let home = home("mouse = 'no'\n[keys.browse]\nj = 'qiut'\n");
    let finished = Pty::start(at_home(home.path(), &[]), SIZE).finish();
    assert_eq!(finished.status.exit_code(), 2);
    let message = finished.screen.contents();
    assert!(message.contains("config.toml:1:9") && message.contains("config.toml:3:5"), "{message}");
    assert!(!finished.raw.contains(&b'\x1b'));
}

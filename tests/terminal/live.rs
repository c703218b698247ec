//! The atlas on disk changes while it is explored, by the user's editor or by anything else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::pty::{Pty, stratlas};
use super::{ENTER, SIZE, wait_for_frame};

const ATLAS: &str = include_str!("../../src/page/tests/fixture.toml");

/// A folder with an atlas in it.
fn atlas() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("atlas.toml");
    fs::write(&file, ATLAS).expect("a file");
    (folder, file)
}

/// A program of these lines of shell.
pub(super) fn script(folder: &Path, name: &str, lines: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{lines}\n")).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("its permissions");
    path.to_str().expect("UTF-8").to_owned()
}

/// The explorer of the atlas in `folder` with an editor.
fn explorer(folder: &Path, editor: Option<&str>, place: &str) -> Pty {
    let mut command = stratlas(&["--atlas", folder.to_str().expect("UTF-8"), place]);
    for name in ["VISUAL", "EDITOR"] {
        command.env_remove(name);
    }
    if let Some(editor) = editor {
        command.env("EDITOR", editor);
    }
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, 40);
    pty
}

fn quit(mut pty: Pty) {
    pty.type_keys("\u{3}");
    let finished = pty.finish();
    assert!(finished.status.success());
    finished.assert_given_back();
}

#[test]
fn the_editor_has_the_terminal_and_what_it_wrote_is_shown() {
    let (folder, file) = atlas();
    let tools = tempfile::tempdir().expect("a folder");
    // What is typed goes to the editor, letter by letter; it writes the name into the file that it was told.
    let lines = "echo \"told: $1 $2 $3\"; printf 'name: '; read name; sed -i \"s/^name = \\\"Alpha\\\"/name = \\\"$name\\\"/\" \"$3\"";
    let editor = script(tools.path(), "vi", lines);
    let mut pty = explorer(folder.path(), Some(&format!("'{editor}' --flag")), "strategy/alpha");
    pty.type_keys("e");
    let line = ATLAS.lines().position(|line| line == "id = \"alpha\"").expect("it is there") + 1;
    pty.wait_for(&format!("told: --flag +{line} {}", file.display()));
    assert!(!pty.screen().alternate_screen(), "the terminal is the editor's");
    pty.type_keys("Quiet j q j\n");
    wait_for_frame(&mut pty, 40);
    pty.wait_for("Quiet j q j");
    assert!(fs::read_to_string(&file).expect("a file").contains("name = \"Quiet j q j\""));
    pty.type_keys("j");
    quit(pty);
}

/// Writes an atlas of more than 8 MiB, as if a minute ago; its last file is `last`. Such an atlas is compiled.
fn write_large(folder: &Path, last: &str) {
    let summary = "x".repeat(1_000);
    let person = |at: usize| {
        format!("[[person]]\nid = \"p{at}\"\nname = \"P {at}\"\ntagline = \"T\"\nsummary = \"{summary}\"\n\n")
    };
    fs::write(folder.join("people.toml"), (0..9_000).map(person).collect::<String>()).expect("a file");
    fs::write(folder.join("atlas.toml"), ATLAS).expect("a file");
    fs::write(folder.join("last.toml"), last).expect("a file");
    let minute_ago = SystemTime::now() - Duration::from_secs(60);
    for name in ["people.toml", "atlas.toml", "last.toml"] {
        let file = fs::File::options().write(true).open(folder.join(name));
        file.and_then(|file| file.set_modified(minute_ago)).expect("its time");
    }
}

#[test]
fn a_large_atlas_fills_in_while_the_explorer_runs() {
    let (folder, cache) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write_large(folder.path(), "");
    for _ in ["from its files", "compiled"] {
        let mut command = stratlas(&["--atlas", folder.path().to_str().expect("UTF-8")]);
        command.env("XDG_CACHE_HOME", cache.path());
        let mut pty = Pty::start(command, SIZE);
        wait_for_frame(&mut pty, 40);
        pty.wait_for("9007 people");
        pty.type_keys("/p 8999");
        pty.wait_for("P 8999");
        // The first closes the search.
        pty.type_keys("\u{3}");
        quit(pty);
    }
}

#[test]
fn errors_of_a_large_atlas_are_reported_after_the_explorer() {
    let (folder, cache) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write_large(folder.path(), "[[person]]\nid = \"p7\"\nname = \"Second\"\ntagline = \"T\"\nsummary = \"S\"\n");
    let mut command = stratlas(&["--atlas", folder.path().to_str().expect("UTF-8")]);
    command.env("XDG_CACHE_HOME", cache.path());
    let finished = Pty::start(command, SIZE).finish();
    assert_eq!(finished.status.exit_code(), 2);
    finished.assert_given_back();
    let shown = finished.screen.contents();
    assert!(shown.contains("this is a second person called `p7`") && shown.contains("has 1 error"), "{shown}");
}

#[test]
fn without_an_editor_it_says_so() {
    let (folder, _) = atlas();
    let mut pty = explorer(folder.path(), None, "strategy/alpha");
    pty.type_keys("e");
    pty.wait_for("No editor is set");
    quit(pty);
    let mut pty = explorer(folder.path(), Some("/nowhere/editor"), "strategy/alpha");
    pty.type_keys("e");
    pty.wait_for("Could not start /nowhere/editor");
    quit(pty);
}

#[test]
fn a_change_on_disk_is_shown_and_a_faulty_one_can_be_walked() {
    let (folder, file) = atlas();
    let tools = tempfile::tempdir().expect("a folder");
    let editor = script(tools.path(), "nano", "echo \"told: $1 $2\"; read line");
    let mut pty = explorer(folder.path(), Some(&editor), "strategy/alpha");
    fs::write(&file, ATLAS.replace("name = \"Alpha\"", "name = \"Quiet\"")).expect("a file");
    pty.wait_for("Quiet");
    pty.wait_for("The atlas has been reloaded");
    // Written beside and put in its place, as most editors do.
    let beside = folder.path().join(".atlas.toml.tmp");
    fs::write(&beside, ATLAS.replace("name = \"Alpha\"", "nam = \"Alpha\"")).expect("a file");
    fs::rename(&beside, &file).expect("it is replaced");
    pty.wait_for(", g e lists them");
    assert!(pty.screen().contents().contains("Quiet"), "the last good edition stays");
    pty.type_keys("ge");
    pty.wait_for("unknown key `nam`");
    pty.type_keys(ENTER);
    pty.wait_for("told: +");
    pty.type_keys("\n");
    pty.wait_for("unknown key `nam`");
    fs::write(&file, ATLAS).expect("a file");
    pty.wait_until("the mended atlas", |screen| {
        let shown = screen.contents();
        screen.alternate_screen()
            && !shown.contains("unknown key")
            && shown.contains("Alpha")
            && !shown.contains("Quiet")
    });
    quit(pty);
}

#[test]
fn what_the_editor_has_broken_is_listed_at_once() {
    let (folder, _) = atlas();
    let tools = tempfile::tempdir().expect("a folder");
    let editor = script(tools.path(), "breaker", "sed -i 's/^name = \"Alpha\"/nam = \"Alpha\"/' \"$1\"");
    let mut pty = explorer(folder.path(), Some(&editor), "strategy/alpha");
    pty.type_keys("e");
    pty.wait_for("unknown key `nam`");
    pty.type_keys("\u{1b}");
    pty.wait_until("the page", |screen| !screen.contents().contains("unknown key"));
    quit(pty);
}

#[cfg(target_os = "linux")]
#[test]
fn an_editor_that_is_suspended_takes_the_explorer_along() {
    let (folder, _) = atlas();
    let tools = tempfile::tempdir().expect("a folder");
    // As editors do: all of the job is stopped.
    let editor = script(tools.path(), "vi", "echo ready; kill -TSTP 0; echo back; read line");
    let mut pty = explorer(folder.path(), Some(&editor), "strategy/alpha");
    pty.type_keys("e");
    pty.wait_for("ready");
    pty.wait_until_stopped();
    pty.signal_job("CONT");
    pty.wait_for("back");
    // Meant for the editor, and no request to end the explorer.
    pty.type_keys("\n");
    wait_for_frame(&mut pty, 40);
    quit(pty);
}

#[test]
fn another_atlas_is_shown_when_the_configuration_names_it() {
    let (folder, _) = atlas();
    let home = tempfile::tempdir().expect("a home");
    let config = home.path().join("stratlas/config.toml");
    fs::create_dir_all(config.parent().expect("a folder")).expect("a folder");
    fs::write(&config, "theme = \"dark\"\n").expect("a file");
    let mut command = stratlas(&["home"]);
    command.env("XDG_CONFIG_HOME", home.path());
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, 40);
    pty.wait_for("Governance first has");
    let atlas = folder.path().display();
    fs::write(&config, format!("theme = \"dark\"\natlas = \"{atlas}\"\n[layout]\nindex = 9\n")).expect("a file");
    pty.wait_until("the other atlas", |screen| !screen.contents().contains("Governance first has"));
    quit(pty);
}

#[test]
fn in_tmux_the_text_goes_to_its_buffer_and_the_notice_says_so() {
    let tools = tempfile::tempdir().expect("a folder");
    let buffer = tools.path().join("buffer");
    // As tmux before 3.2, which has no option -w.
    let lines = format!("test \"$*\" = 'load-buffer -' || exit 1\ncat > '{}'", buffer.display());
    script(tools.path(), "tmux", &lines);
    let mut command = stratlas(&["strategy/pause"]);
    command.env("TMUX", "/tmp/tmux-1/default,1,0");
    command.env("PATH", format!("{}:{}", tools.path().display(), std::env::var("PATH").expect("a path")));
    for name in ["DISPLAY", "WAYLAND_DISPLAY"] {
        command.env_remove(name);
    }
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, 40);
    pty.type_keys("yt");
    pty.wait_for("Copied the trail to the tmux buffer");
    quit(pty);
    assert!(fs::read_to_string(buffer).expect("a buffer").contains("[Pause](strategy/pause.md)"));
}

#[test]
fn over_ssh_a_link_is_copied() {
    let mut command = stratlas(&["person/yann-lecun"]);
    command.env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22");
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, 40);
    pty.type_keys("o");
    pty.wait_for("Copied the link (a browser over ssh would open elsewhere) to the clipboard of the terminal: http");
    pty.type_keys("q");
    let finished = pty.finish();
    assert!(String::from_utf8_lossy(&finished.raw).contains("\u{1b}]52;c;"));
}

/// The explorer with files of the user's own below `home`, at `place`.
fn with_overlay(home: &Path, editor: &str, place: &str) -> Pty {
    let mut command = stratlas(&[place]);
    command.env("XDG_DATA_HOME", home);
    command.env("EDITOR", editor);
    command.env_remove("VISUAL");
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, 40);
    pty
}

#[test]
fn files_that_go_over_the_embedded_atlas_are_watched_edited_and_told_of() {
    let (home, tools) = (tempfile::tempdir().expect("a home"), tempfile::tempdir().expect("a folder"));
    let file = home.path().join("stratlas/overlay/mine.toml");
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    let write = |thesis: &str| {
        fs::write(&file, format!("[[strategy]]\nid = \"pause\"\nthesis = \"{thesis}\"\n")).expect("a file");
    };
    write("First words of mine.");
    let editor = script(tools.path(), "vi", "echo \"told: $1 $2\"; read line");
    let mut pty = with_overlay(home.path(), &editor, "strategy/pause");
    pty.wait_for("First words of mine.");
    pty.wait_for("From your overlay: thesis");
    write("Other words of mine.");
    pty.wait_for("Other words of mine.");
    pty.type_keys("e");
    pty.wait_for(&format!("told: +2 {}", file.display()));
    pty.type_keys("\n");
    wait_for_frame(&mut pty, 40);
    fs::write(&file, "[[strategy]]\nid = \"pause\"\nthesiss = \"T.\"\n").expect("a file");
    pty.wait_for("unknown key `thesiss`");
    pty.type_keys(ENTER);
    pty.wait_for(&format!("told: +3 {}", file.display()));
    pty.type_keys("\n");
    pty.wait_for("unknown key `thesiss`");
    fs::remove_file(&file).expect("it was there");
    pty.wait_until("the atlas alone", |screen| {
        let shown = screen.contents();
        screen.alternate_screen() && shown.contains("Time is what binds") && !shown.contains("your overlay")
    });
    quit(pty);
}

#[test]
fn what_is_ones_own_is_compared_without_a_key() {
    let home = tempfile::tempdir().expect("a home");
    let file = home.path().join("stratlas/overlay/mine.toml");
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(&file, "[[strategy]]\nid = \"pause\"\nname = \"My pause\"\n").expect("a file");
    let mut pty = with_overlay(home.path(), "true", "changes");
    pty.wait_for("[-Pause-]{+My pause+}");
    pty.type_keys("gU");
    pty.wait_for("embedded, start or a path");
    pty.type_keys("/nowhere");
    pty.type_keys(ENTER);
    pty.wait_for("/nowhere is neither a folder nor a file");
    pty.type_keys("gUstart");
    pty.type_keys(ENTER);
    pty.wait_for("The editions do not differ.");
    quit(pty);
}

#[test]
fn a_portfolio_that_is_kept_is_part_of_the_atlas_at_once() {
    let home = tempfile::tempdir().expect("a home");
    let mut pty = with_overlay(home.path(), "true", "strategy/pause");
    pty.type_keys("p");
    pty.wait_for("1 in portfolio");
    pty.type_keys("Ps");
    pty.wait_for("save as");
    pty.type_keys("Mine alone");
    pty.type_keys(ENTER);
    pty.wait_for("Mine alone");
    pty.type_keys("go");
    pty.wait_for("What marks each  11 ─");
    pty.type_keys("G");
    pty.wait_for("A portfolio of one's own.");
    quit(pty);
}

#[test]
fn a_newer_edition_is_told_at_the_next_visit_and_remembered_by_then() {
    let (folder, file) = atlas();
    let state = tempfile::tempdir().expect("a folder");
    let visit = || {
        let mut command = stratlas(&["--atlas", folder.path().to_str().expect("UTF-8")]);
        command.env("XDG_STATE_HOME", state.path());
        let mut pty = Pty::start(command, SIZE);
        wait_for_frame(&mut pty, 40);
        pty
    };
    let remembered = || {
        let text = fs::read_to_string(state.path().join("stratlas/visits.json")).expect("a file");
        ["1", "2"].map(|edition| text.contains(&format!("\"edition\": \"{edition}\"")))
    };
    quit(visit());
    assert_eq!(remembered(), [true, false]);
    let newer = ATLAS.replacen("edition = \"1\"", "edition = \"2\"", 1);
    fs::write(&file, newer.replacen("name = \"Alpha\"", "name = \"Alfa\"", 1)).expect("a file");
    let mut pty = visit();
    pty.wait_for("Your last visit was to edition 1.");
    pty.wait_for("1 strategy: Alfa");
    assert_eq!(remembered(), [true, false], "it may not have been seen yet");
    quit(pty);
    assert_eq!(remembered(), [false, true]);
}

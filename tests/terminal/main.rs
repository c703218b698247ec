//! The real program in a real pseudo-terminal: it shows what it should, and gives the terminal back whole however it
//! ends.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

mod configured;
mod doctor;
mod hostile;
mod input;
mod live;
mod looks;
mod pty;
mod review;

use std::io::IsTerminal;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin_cmd;
use pty::{Pty, command, stratlas};
use stratlas::data;
use stratlas::graph::Graph;
use stratlas::place::Place;
use stratlas::runtime::{self, Appearance, Reviewing, StartOptions};
use stratlas::ui::Theme;

const SIZE: (u16, u16) = (140, 40);
const ENTER: &str = "\r";
const BACKSPACE: &str = "\u{7f}";

/// The explorer with its first frame drawn.
fn explorer(args: &[&str]) -> Pty {
    let mut pty = Pty::start(stratlas(args), SIZE);
    wait_for_frame(&mut pty, 40);
    pty
}

/// Waits for a whole frame: its last row says how to quit.
fn wait_for_frame(pty: &mut Pty, rows: u16) {
    pty.wait_until("a whole frame", |screen| {
        screen.alternate_screen() && screen.contents_between(rows - 1, 0, rows - 1, u16::MAX).contains("? Help")
    });
}

/// Waits for the end of the synchronized update that a frame is.
fn wait_for_end_of_frame(pty: &mut Pty) {
    while !pty.raw.ends_with(b"\x1b[?2026l") {
        assert!(!pty.is_quiet_for(Duration::from_secs(20)), "the frame has an end");
    }
}

#[test]
fn search_jump_back_resize_quit() {
    let mut pty = explorer(&[]);
    pty.wait_for("Most endorsed");
    pty.type_keys("/yann");
    pty.wait_for("outspoken AI-doom");
    pty.type_keys(ENTER);
    pty.wait_for("▸ Yann LeCun");
    pty.type_keys("fa");
    pty.wait_until("another place", |screen| !screen.contents().contains("▸ Yann LeCun"));
    pty.type_keys(BACKSPACE);
    pty.wait_for("▸ Yann LeCun");
    pty.type_keys(BACKSPACE);
    pty.wait_for("Most endorsed");
    for (columns, rows) in [(100, 30), (60, 20), (40, 12)] {
        pty.resize(columns, rows);
        wait_for_frame(&mut pty, rows);
    }
    pty.resize(30, 6);
    pty.wait_for("40x12 needed");
    pty.resize(140, 40);
    wait_for_frame(&mut pty, 40);
    pty.type_keys("q");
    let finished = pty.finish();
    assert!(finished.status.success(), "{}", finished.status);
    finished.assert_given_back();
    assert_eq!(finished.screen.contents(), "", "nothing is left on the screen");
}

#[test]
fn the_mouse_follows_links() {
    let mut pty = explorer(&["strategy/pause"]);
    assert!(pty.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    let rows: Vec<String> = pty.screen().rows(0, SIZE.0).collect();
    let row = rows.iter().position(|row| row.contains("Energy choke point")).expect("it is in the index");
    // Cells are counted from 1 here.
    pty.type_keys(&format!("\u{1b}[<0;5;{}M\u{1b}[<0;5;{}m", row + 1, row + 1));
    pty.wait_for("› Energy choke point");
    pty.type_keys("\u{3}");
    assert!(pty.finish().status.success());
}

#[test]
fn a_paste_does_not_submit() {
    let mut pty = explorer(&[]);
    assert!(pty.screen().bracketed_paste());
    pty.type_keys("/");
    pty.wait_for("Esc Close");
    pty.type_keys("\u{1b}[200~yann\nlecun\r\n\u{1b}[201~");
    pty.wait_for("outspoken AI-doom");
    assert!(pty.screen().contents().starts_with("/ yann lecun"), "{}", pty.screen().contents());
    assert!(pty.screen().contents().contains("Esc Close"), "the search is still open");
    pty.type_keys("\u{3}\u{3}");
    assert!(pty.finish().status.success());
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let mut pty = explorer(&[]);
    wait_for_end_of_frame(&mut pty);
    // The frame with the reviews follows the first one.
    (0..10).any(|_| pty.is_quiet_for(Duration::from_millis(300)));
    assert!(pty.is_quiet_for(Duration::from_millis(300)), "something was written");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

#[test]
fn what_can_follow_is_shown_after_a_while_and_then_all_is_quiet() {
    let mut pty = explorer(&["strategy/pause"]);
    pty.type_keys("g");
    pty.wait_for("m Mechanisms");
    wait_for_end_of_frame(&mut pty);
    assert!(pty.is_quiet_for(Duration::from_millis(500)), "something was written");
    pty.type_keys("t");
    pty.wait_until("the tags", |screen| {
        !screen.contents().contains("m Mechanisms") && screen.contents().contains("▸ Tags ")
    });
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

#[test]
fn a_double_click_opens_an_entry_and_gives_it_the_focus() {
    let mut pty = explorer(&["strategy/pause"]);
    let rows: Vec<String> = pty.screen().rows(0, SIZE.0).collect();
    let row = rows.iter().position(|row| row.contains("Energy choke point")).expect("it is in the index");
    let click = format!("\u{1b}[<0;5;{}M\u{1b}[<0;5;{}m", row + 1, row + 1);
    pty.type_keys(&format!("{click}{click}"));
    pty.wait_for("▸ Energy choke point");
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_given_back() {
    for (name, expected) in [
        ("TERM", "Terminated"),
        ("HUP", "Hangup"),
        ("INT", "Interrupt"),
        ("QUIT", "Quit"),
        ("USR1", "User defined signal 1"),
        ("ALRM", "Alarm clock"),
        ("TRAP", "Trace/breakpoint trap"),
        ("ABRT", "Aborted"),
        ("BUS", "Bus error"),
    ] {
        let mut pty = explorer(&[]);
        pty.type_keys("/pause");
        pty.wait_for("Esc Close");
        pty.signal(name);
        let finished = pty.finish();
        assert_eq!(finished.status.signal(), Some(expected), "it ends as any program would");
        finished.assert_given_back();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_rare_signal_ends_it_too_and_the_terminal_is_given_back() {
    // SIGSTKFLT, SIGIO, SIGPWR and a real-time signal, by number, since not every `kill` knows the names.
    for number in [16, 29, 30, 40] {
        let pty = explorer(&[]);
        pty.signal(&number.to_string());
        let finished = pty.finish();
        assert_eq!(finished.status.exit_code(), 128 + number, "signal {number}");
        finished.assert_given_back();
    }
}

#[test]
fn a_signal_ends_it_while_the_terminal_takes_no_output() {
    let mut pty = explorer(&["strategy/pause"]);
    pty.stall();
    // Each draws the whole screen, so that no buffer between the two has room for all.
    pty.type_keys(&"\u{c}".repeat(200));
    std::thread::sleep(Duration::from_millis(500));
    pty.signal("TERM");
    assert_eq!(pty.wait_for_end().signal(), Some("Terminated"));
}

#[test]
fn the_screen_is_drawn_anew_when_asked() {
    let mut pty = explorer(&["strategy/pause"]);
    let drawn = |pty: &Pty| String::from_utf8_lossy(&pty.raw).matches("Antitrust").count();
    let before = drawn(&pty);
    assert_eq!(before, 1, "only what changes is drawn");
    pty.type_keys("\u{c}");
    while drawn(&pty) == before {
        assert!(!pty.is_quiet_for(Duration::from_secs(20)), "the whole screen is drawn again");
    }
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

#[cfg(target_os = "linux")]
#[test]
fn it_is_suspended_and_comes_back() {
    let mut pty = explorer(&["strategy/pause"]);
    for by_key in [true, false] {
        if by_key {
            pty.type_keys("\u{1a}");
        } else {
            pty.signal("TSTP");
        }
        pty.wait_until_stopped();
        pty.wait_until("the terminal given back", |screen| !screen.alternate_screen());
        pty.assert_given_back();
        pty.resize(if by_key { 100 } else { 140 }, 40);
        pty.signal("CONT");
        wait_for_frame(&mut pty, 40);
        pty.wait_for(if by_key { "▸Pause " } else { "▸ Pause " });
    }
    pty.type_keys("q");
    let finished = pty.finish();
    assert!(finished.status.success());
    finished.assert_given_back();
}

#[cfg(target_os = "linux")]
#[test]
fn after_being_stopped_without_a_word_it_takes_the_terminal_again() {
    let mut pty = explorer(&["strategy/pause"]);
    pty.signal("STOP");
    pty.wait_until_stopped();
    // As a shell does before it shows its prompt.
    pty.cook();
    pty.signal("CONT");
    while String::from_utf8_lossy(&pty.raw).matches("\u{1b}[?1049h").count() < 2 {
        assert!(!pty.is_quiet_for(Duration::from_secs(20)), "the screen is taken again");
    }
    wait_for_frame(&mut pty, 40);
    pty.type_keys("gt");
    pty.wait_for("▸ Tags ");
    pty.type_keys("q");
    let finished = pty.finish();
    assert!(finished.status.success());
    finished.assert_given_back();
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_why() {
    let test = std::env::current_exe().expect("this test has a path");
    let args = ["--exact", "a_place_of_another_atlas", "--ignored", "--nocapture"];
    let finished = Pty::start(command(test, &args), SIZE).finish();
    assert!(!finished.status.success());
    finished.assert_given_back();
    let raw = String::from_utf8_lossy(&finished.raw);
    let (_, after) = raw.rsplit_once("\u{1b}[?1049l").expect("it took the screen and gave it back");
    assert!(raw.contains("\u{1b}[?1049h"));
    assert!(finished.screen.contents().contains("panicked at"), "{}", finished.screen.contents());
    assert!(!after.contains("\u{1b}[?1049h"), "{after}");
}

/// Makes the explorer panic with the terminal taken: a place of one atlas is none of another, smaller one.
#[test]
#[ignore = "a_panic_gives_the_terminal_back_and_says_why runs it in a pseudo-terminal"]
fn a_place_of_another_atlas() {
    if !std::io::stdout().is_terminal() {
        return;
    }
    let atlas = data::embedded().expect("the embedded atlas");
    let place = Place::parse(&atlas, "strategy/whistleblower-primacy").expect("a place");
    let empty = data::load_texts([("empty.toml", "")]).atlas.expect("an atlas without anything");
    let options = StartOptions::new(place, Appearance::from(Theme::terminal()).into());
    let ended = runtime::explore(Graph::new(empty), options, Reviewing::default);
    panic!("it ended without a panic: {ended:?}");
}

#[test]
fn without_a_terminal_it_points_at_show() {
    for (args, hint) in [(&[][..], "`stratlas show home`"), (&["lever/speed"][..], "`stratlas show lever/speed`")] {
        let assert = cargo_bin_cmd!("stratlas").args(args).env("TERM", "xterm").assert().code(2).stdout("");
        let message = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
        assert!(message.contains(hint), "{message}");
    }
}

#[test]
fn a_word_that_is_no_place_may_be_meant_for_a_command() {
    let finished = Pty::start(stratlas(&["lst"]), SIZE).finish();
    assert_eq!(finished.status.exit_code(), 2);
    assert!(finished.screen.contents().contains("there is no place `lst`; did you mean the command `list`?"));
}

#[test]
fn a_terminal_that_cannot_move_its_cursor_is_refused() {
    let mut command = stratlas(&[]);
    command.env("TERM", "dumb");
    let finished = Pty::start(command, SIZE).finish();
    assert_eq!(finished.status.exit_code(), 2);
    assert!(finished.screen.contents().contains("stratlas show home"));
    assert!(!finished.raw.contains(&b'\x1b'));
}

#[test]
fn an_unknown_place_is_refused_before_the_screen_is_taken() {
    let finished = Pty::start(stratlas(&["strategy/puase"]), SIZE).finish();
    assert_eq!(finished.status.exit_code(), 2);
    assert!(finished.screen.contents().contains("did you mean strategy/pause"));
    assert!(!finished.raw.contains(&b'\x1b'));
}

#[test]
fn without_colour_no_colour_is_sent() {
    let mut command = stratlas(&["strategy/pause"]);
    command.env("NO_COLOR", "1");
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, 40);
    pty.type_keys("w");
    pty.wait_until("the cursor on a link", |screen| {
        (0..SIZE.1).any(|row| (30..SIZE.0).any(|column| screen.cell(row, column).is_some_and(vt100::Cell::inverse)))
    });
    pty.type_keys("q");
    let finished = pty.finish();
    let raw = String::from_utf8_lossy(&finished.raw);
    let sequences = raw.split("\u{1b}[").filter_map(|rest| rest.split_once('m')).map(|(codes, _)| codes);
    let looks: Vec<&str> = sequences.filter(|codes| codes.chars().all(|c| c.is_ascii_digit() || c == ';')).collect();
    let is_colour = |code: &str| matches!(code.parse(), Ok(30..=38_u8 | 40..=48 | 90..=107));
    let colour = looks.iter().find(|codes| codes.split(';').any(is_colour));
    assert!(looks.contains(&"7"), "what is under the cursor is reversed: {looks:?}");
    assert_eq!(colour, None);
}

#[test]
fn hostile_data_sends_no_sequence_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202e\\u0000";
    let atlas = include_str!("../journeys/hostile.toml").replace("badge = \"@\"", "badge = \"BAD\"").replace('@', text);
    std::fs::write(folder.path().join("atlas.toml"), atlas).expect("a file");
    let path = folder.path().to_str().expect("a path in UTF-8");
    let mut pty = explorer(&["--atlas", path, "person/first"]);
    pty.type_keys("G\t/e");
    pty.wait_for("Esc Close");
    pty.wait_for("results");
    pty.type_keys("\u{3}q");
    let finished = pty.finish();
    finished.assert_given_back();
    // The program itself asks for the colour of the ground.
    let raw = String::from_utf8(finished.raw).expect("UTF-8").replace("\u{1b}]11;?\u{7}", "");
    assert!(raw.contains("owned"), "the text itself is shown");
    // The one question that the explorer itself asks the terminal.
    let raw = raw.replacen("\u{1b}]11;?\u{7}", "", 1);
    let harm = raw.chars().find(|c| matches!(c, '\0' | '\u{7}' | '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}'));
    assert_eq!(harm, None);
    assert!(!raw.contains("\u{1b}]"), "a title was set");
}

#[test]
fn a_key_is_not_lost_to_a_resize() {
    let mut pty = explorer(&[]);
    pty.type_keys("/");
    pty.wait_for("Esc Close");
    for n in 1..=60_u16 {
        pty.resize(140 - n % 2, 40);
        pty.type_keys("x");
        let typed = format!("/ {}", "x".repeat(n.into()));
        pty.wait_until(&typed, |screen| screen.rows(0, 140).next().is_some_and(|row| row.trim_end() == typed));
    }
    pty.type_keys("\u{3}q");
    assert!(pty.finish().status.success());
}

#[test]
fn a_long_paste_arrives_whole() {
    let mut pty = explorer(&[]);
    pty.type_keys("/");
    pty.wait_for("Esc Close");
    pty.type_keys(&format!("\u{1b}[200~{}the end\u{1b}[201~", "long ".repeat(800)));
    pty.wait_until("the end of the paste", |screen| {
        screen.rows(0, 140).next().is_some_and(|row| row.contains("the end"))
    });
    pty.type_keys("\u{3}q");
    assert!(pty.finish().status.success());
}

#[test]
fn a_signal_at_the_very_start_gives_the_terminal_back() {
    for _ in 0..5 {
        let mut pty = Pty::start(stratlas(&[]), SIZE);
        pty.wait_until("the screen taken", vt100::Screen::alternate_screen);
        pty.signal("TERM");
        pty.finish().assert_given_back();
    }
}

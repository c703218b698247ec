//! Colours, symbols and keys as terminals of all kinds have them: what is asked of a terminal and what its answers do.

use crate::pty::{Pty, stratlas};
use crate::{SIZE, wait_for_end_of_frame, wait_for_frame};

/// What is on the screen, without the blanks at the ends of its rows.
fn rows(pty: &Pty) -> Vec<String> {
    pty.screen().rows(0, SIZE.0).map(|row| row.trim_end().to_owned()).collect()
}

/// The explorer in a terminal that has true colour and shows lines.
fn in_colour(args: &[&str]) -> Pty {
    let mut command = stratlas(args);
    command.env("COLORTERM", "truecolor");
    command.env("LC_ALL", "C.UTF-8");
    command.env_remove("COLORFGBG");
    for name in ["CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TMUX"] {
        command.env_remove(name);
    }
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, 40);
    pty
}

/// The colours of the name of the program, at the top left.
fn name_colours(screen: &vt100::Screen) -> (vt100::Color, vt100::Color) {
    let cell = screen.cell(0, 1).expect("a cell");
    (cell.fgcolor(), cell.bgcolor())
}

#[test]
fn the_theme_follows_the_ground_that_the_terminal_answers_with() {
    let mut seen = Vec::new();
    for answer in ["\u{1b}]11;rgb:1c1c/1c1c/1c1c\u{1b}\\", "\u{1b}]11;rgb:ff/ff/ff\u{7}"] {
        let mut pty = in_colour(&["strategy/pause"]);
        assert!(String::from_utf8_lossy(&pty.raw).contains("\u{1b}]11;?"), "it asks");
        // Until it knows, it uses the terminal's own colours.
        assert_eq!(name_colours(pty.screen()), (vt100::Color::Idx(6), vt100::Color::Default));
        let before = rows(&pty);
        pty.type_keys(answer);
        pty.wait_until("true colour", |screen| matches!(name_colours(screen).0, vt100::Color::Rgb(..)));
        wait_for_end_of_frame(&mut pty);
        assert_eq!(name_colours(pty.screen()).1, vt100::Color::Default, "the ground stays the terminal's own");
        assert_eq!(rows(&pty), before, "the answer is no keys");
        seen.push(name_colours(pty.screen()).0);
        pty.type_keys("q");
        assert!(pty.finish().status.success());
    }
    assert_ne!(seen[0], seen[1]);
}

#[test]
fn keys_that_look_like_an_answer_are_still_keys() {
    let mut pty = in_colour(&["strategy/pause"]);
    // Escape does nothing here, and what follows is no answer: `]` and `1` move and count, `/` opens the search.
    pty.type_keys("\u{1b}]11/yann");
    pty.wait_for("outspoken AI-doom");
    pty.type_keys("\u{3}q");
    assert!(pty.finish().status.success());
}

#[test]
fn a_theme_that_was_asked_for_is_drawn_on_its_own_ground_and_asks_nothing() {
    let mut pty = in_colour(&["--theme", "light", "strategy/pause"]);
    let (text, ground) = name_colours(pty.screen());
    assert!(matches!((text, ground), (vt100::Color::Rgb(..), vt100::Color::Rgb(250.., 250.., 240..))));
    assert!(!String::from_utf8_lossy(&pty.raw).contains("\u{1b}]11"));
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

#[test]
fn keys_are_told_apart_only_while_the_explorer_runs() {
    let mut pty = in_colour(&["strategy/pause"]);
    pty.type_keys("gh");
    pty.wait_for("Most endorsed");
    pty.type_keys("\u{f}");
    pty.wait_for("▸ Pause ");
    // Ctrl-i as the protocol of kitty writes it goes forward; Tab would only change the pane.
    pty.type_keys("\u{1b}[105;5u");
    pty.wait_for("Most endorsed");
    pty.type_keys("q");
    let finished = pty.finish();
    let raw = String::from_utf8_lossy(&finished.raw);
    let at = |sequence: &str| raw.match_indices(sequence).map(|(at, _)| at).collect::<Vec<_>>();
    let (entered, pushed) = (at("\u{1b}[?1049h"), at("\u{1b}[>5u"));
    let (popped, left) = (at("\u{1b}[<1u"), at("\u{1b}[?1049l"));
    assert_eq!([&entered, &pushed, &popped, &left].map(Vec::len), [1; 4]);
    assert!(entered < pushed && pushed < popped && popped < left);
}

#[test]
fn a_locale_without_unicode_gets_ascii() {
    let mut command = stratlas(&["strategy/open-source-maximalism"]);
    command.env("LC_ALL", "C");
    let mut pty = Pty::start(command, SIZE);
    wait_for_frame(&mut pty, 40);
    pty.wait_for("> Open source maximalism ---");
    pty.type_keys("q");
    let finished = pty.finish();
    assert!(finished.raw.is_ascii());
    assert!(finished.status.success());
}

#[test]
fn a_theme_that_does_not_exist_or_has_faults_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let themes = home.path().join("stratlas/themes");
    std::fs::create_dir_all(&themes).expect("a folder");
    std::fs::write(themes.join("dusk.toml"), "[colours]\nacent = \"red\"\nlink = \"bleu\"\n").expect("a file");
    std::fs::write(themes.join("dawn.toml"), "inherits = \"light\"\n[colours]\naccent = \"#010203\"\n")
        .expect("a file");
    std::fs::write(themes.join("dusty.TOML"), "acent = 1\n").expect("a file");
    std::fs::write(themes.join("high-contrast.toml"), "acent = 1\n").expect("a file");
    let reported = |name: &str| {
        let mut command = stratlas(&["--theme", name]);
        command.env("XDG_CONFIG_HOME", home.path());
        let finished = Pty::start(command, (200, 10)).finish();
        assert_eq!(finished.status.exit_code(), 2, "{name}");
        assert!(!finished.raw.contains(&b'\x1b'));
        finished.screen.contents()
    };
    assert!(reported("drak").contains("did you mean `dark`?"));
    assert!(reported("../../etc/passwd").contains("there is no theme"));
    if cfg!(target_os = "linux") {
        assert!(reported("dusty").contains("dusty.TOML:1:1: "), "whatever the case of the ending");
        assert!(reported("high-contrast").contains("high-contrast.toml:1:1: "), "before the built-in one");
        let faults = reported("dusk");
        assert!(faults.contains("dusk.toml:2:1: there is no colour `acent`; did you mean `accent`?"), "{faults}");
        assert!(faults.contains("dusk.toml:3:8: `bleu` is not a colour; did you mean `blue`?"), "{faults}");
        let mut command = stratlas(&["--theme", "dawn"]);
        command.env("XDG_CONFIG_HOME", home.path());
        command.env("COLORTERM", "truecolor");
        let mut pty = Pty::start(command, SIZE);
        wait_for_frame(&mut pty, 40);
        assert_eq!(name_colours(pty.screen()).0, vt100::Color::Rgb(1, 2, 3));
        pty.type_keys("q");
        assert!(pty.finish().status.success());
    }
}

#[test]
fn a_plain_screen_is_read_from_top_to_bottom_with_the_cursor_on_what_changed() {
    let mut pty = in_colour(&["--plain", "strategy/pause"]);
    let is_drawn = |c: char| ('\u{2500}'..='\u{259f}').contains(&c);
    let assert_linear = |pty: &Pty| {
        let text = rows(pty).join("\n");
        assert!(!text.contains(is_drawn), "{text}");
    };
    let under_cursor = |screen: &vt100::Screen| {
        let (row, column) = screen.cursor_position();
        screen.contents_between(row, column, row, SIZE.0)
    };
    assert_linear(&pty);
    // Neither the index nor the people are beside the page.
    assert!(!pty.screen().contents().contains("on the record"), "{}", pty.screen().contents());
    assert!(!pty.screen().hide_cursor());
    // The cursor is on the link that was reached.
    pty.type_keys("w");
    pty.wait_until("the cursor on the link", |screen| under_cursor(screen).starts_with("Speed"));
    pty.type_keys("w");
    pty.wait_until("the cursor on the next link", |screen| under_cursor(screen).starts_with(char::is_alphabetic));
    // A pop-up is alone on the screen, without a frame.
    pty.type_keys(":");
    pty.wait_for("Actions and places");
    assert_linear(&pty);
    assert!(!pty.screen().contents().contains("Conflicts"), "{}", pty.screen().contents());
    pty.type_keys("\u{1b}");
    pty.wait_until("the page", |screen| !screen.contents().contains("Actions and places"));
    // A message is where the cursor is.
    pty.type_keys("p");
    pty.wait_until("the message", |screen| under_cursor(screen).contains("portfolio"));
    pty.type_keys("q");
    assert!(pty.finish().status.success());
}

//! `stratlas doctor` on terminals that answer, that keep silent, and in the face of a signal.

use serde_json::{Value, json};

use crate::pty::{Finished, Pty, stratlas};

const SIZE: (u16, u16) = (100, 30);

/// Starts `stratlas doctor --format json` and waits until it asks.
fn asking() -> Pty {
    let mut command = stratlas(&["doctor", "--format", "json"]);
    for name in ["COLORTERM", "COLORFGBG", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TMUX"] {
        command.env_remove(name);
    }
    let mut pty = Pty::start(command, SIZE);
    pty.wait_until("the alternate screen", vt100::Screen::alternate_screen);
    pty
}

/// The report that was printed after the terminal had been given back.
fn report(finished: &Finished) -> Value {
    let written = String::from_utf8_lossy(&finished.raw).into_owned();
    let (asked, report) = written.rsplit_once("\x1b[?1049l").expect("the alternate screen is left");
    assert!(asked.contains("\x1b]11;?\x07") && asked.contains("\x1b[c"), "{asked:?}");
    serde_json::from_str(report.trim_start_matches("\x1b[?25h")).expect("JSON")
}

fn choice<'a>(report: &'a Value, what: &str) -> &'a str {
    let choices = report["choices"].as_array().expect("choices");
    choices.iter().find(|choice| choice["what"] == what).and_then(|choice| choice["value"].as_str()).expect(what)
}

#[test]
fn what_the_terminal_answers_is_told() {
    let mut pty = asking();
    let capabilities = "\x1bP>|teletype 33\x1b\\\x1b]11;rgb:fafa/fafa/fafa\x1b\\\x1b[?0u\x1b[?2026;2$y\x1b[?62;22c";
    let cursors: String = [7, 4, 1, 4, 1, 2].map(|width| format!("\x1b[1;{}R", width + 1)).concat();
    pty.type_keys(&format!("{capabilities}{cursors}\x1b[?62;22c"));
    let finished = pty.finish();
    assert_eq!(finished.status.exit_code(), 0);
    finished.assert_given_back();
    let report = report(&finished);
    let answered = &report["terminal"]["asked"]["answered"];
    assert_eq!(answered["answers"]["name"], "teletype 33");
    assert_eq!(answered["answers"]["light"], true);
    let measured: Vec<_> = answered["widths"].as_array().expect("widths").iter().map(|w| &w["measured"]).collect();
    assert_eq!(json!(measured), json!([7, 4, 1, 4, 1, 2]));
    assert_eq!(report["terminal"]["size"], json!([100, 30]));
    assert_eq!(choice(&report, "theme"), "light");
    assert_eq!(choice(&report, "keyboard"), "Ctrl-i differs from Tab");
    assert_eq!(choice(&report, "frames"), "shown whole");
    assert_eq!(report["keys"]["told_apart"], true);
}

#[test]
fn an_old_terminal_answers_what_it_knows() {
    let mut pty = asking();
    pty.type_keys("\x1b[?1;2c\x1b[?1;2c");
    let finished = pty.finish();
    finished.assert_given_back();
    let report = report(&finished);
    assert_eq!(report["terminal"]["asked"]["answered"]["answers"]["attributes"], "1;2");
    assert_eq!(report["terminal"]["asked"]["answered"]["widths"][0]["measured"], Value::Null);
    assert_eq!(choice(&report, "keyboard"), "Ctrl-i is Tab");
    assert_eq!(choice(&report, "theme"), "terminal");
}

#[test]
fn a_silent_terminal_is_not_waited_for() {
    let finished = asking().finish();
    assert_eq!(finished.status.exit_code(), 0);
    finished.assert_given_back();
    let report = report(&finished);
    assert_eq!(report["terminal"]["asked"], "silent");
    assert_eq!(choice(&report, "colours"), "256");
}

#[test]
fn a_signal_finds_the_terminal_restored() {
    for signal in ["TERM", "HUP", "INT"] {
        let pty = asking();
        pty.signal(signal);
        let finished = pty.finish();
        assert!(!finished.status.success(), "{signal}");
        finished.assert_given_back();
        assert!(!String::from_utf8_lossy(&finished.raw).contains("choices"), "{signal}");
    }
}

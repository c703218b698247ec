//! `stratlas show` through the real binary.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use assert_cmd::Command;

use crate::command::{Home, output, process, stratlas};
#[cfg(unix)]
use crate::command::{PROGRAM, environment};

fn show(args: &[&str]) -> Command {
    let mut command = stratlas(&["show"]);
    command.args(args);
    command
}

fn widest(text: &str) -> usize {
    text.lines().map(stratlas::text::width).max().unwrap_or(0)
}

#[test]
fn a_page_is_printed() {
    let page = output(&mut show(&["strategy/open-source-maximalism"]));
    assert!(page.starts_with("Open source maximalism\n\nThe danger of concentration outweighs"), "{page}");
    assert!(page.contains("\n\n↑ Information flow · institutional · market ·"), "{page}");
    assert!(page.contains("People on the record  37"));
    assert!(!page.contains('\x1b'));
}

#[test]
fn the_badges_of_a_person_are_explained() {
    let shown = output(&mut show(&["person/yann-lecun"]));
    let (page, legend) = shown.split_once("\n  Badges\n").or_else(|| shown.split_once("\nBadges\n")).expect("a legend");
    for (badge, tier) in [("BLD", "Frontier builder"), ("MASS", "Household name")] {
        let is_placed =
            |line: &str| line.split_once(tier).is_some_and(|(_, rest)| rest.trim_start().starts_with(badge));
        assert!(page.lines().any(is_placed), "{badge}");
        assert!(legend.lines().any(|line| line.trim().starts_with(badge) && line.ends_with(tier)), "{badge}");
    }
}

#[test]
fn nothing_asked_for_is_home() {
    assert_eq!(output(&mut show(&[])), output(&mut show(&["home"])));
}

#[test]
fn an_unknown_place_names_the_nearest() {
    let assert = show(&["home", "strategy/puase", "persn/x"]).assert().code(2).stdout("");
    let message = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(message.contains("there is no place `strategy/puase`; did you mean strategy/pause"), "{message}");
    assert!(message.contains("there is no place `persn/x`"), "{message}");
}

#[test]
fn what_was_mistyped_is_shown_not_sent() {
    let assert = show(&["\u{1b}[31mx"]).assert().code(2);
    let message = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(message.contains("␛[31mx") && !message.contains('\u{1b}'), "{message:?}");
}

#[test]
fn places_can_come_from_standard_input() {
    let piped = output(show(&["-"]).write_stdin("lever/speed  Speed, and more\n\nlever/scope\n"));
    assert_eq!(piped, output(&mut show(&["lever/speed", "lever/scope"])));
    assert!(piped.contains("\n\nScope\n"));
}

#[test]
fn text_is_as_wide_as_it_may_be() {
    let wide = |columns: &str| widest(&output(show(&["strategies"]).env("COLUMNS", columns)));
    assert!(wide("50") <= 50);
    assert!((81..=120).contains(&wide("120")));
    assert_eq!(wide("nonsense"), widest(&output(&mut show(&["strategies"]))));
    assert!(widest(&output(&mut show(&["strategies"]))) <= 80);
    let asked = output(show(&["strategies", "--width", "30"]).env("COLUMNS", "120"));
    assert!(widest(&asked) <= 30);
    show(&["--width", "0"]).assert().code(2);
}

#[test]
fn json_is_one_page_a_line() {
    let written = output(&mut show(&["--format", "json", "home", "tag/pause", "people"]));
    let pages: Vec<serde_json::Value> = written.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let places: Vec<_> = pages.iter().map(|page| page["place"].as_str().unwrap_or_default()).collect();
    assert_eq!(places, ["home", "tag/pause", "people"]);
    let kicker = &pages[1]["kicker"][0];
    assert_eq!((&kicker["text"], &kicker["place"]), (&"Tag".into(), &"tags".into()));
}

#[test]
fn markdown_links_pages_to_each_other() {
    let written = output(&mut show(&["--format", "markdown", "tag/pause"]));
    assert!(written.starts_with("# Pause\n\n[Tag](../tags.md) · **23** people on the record: "), "{written}");
    assert!(written.contains("[Pause](../strategy/pause.md)"));
    assert!(output(&mut show(&["--format", "markdown", "tags"])).contains("[Pause](tag/pause.md)"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = process(&["show", "people", "strategies", "people"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut start = [0; 8];
    child.stdout.take().expect("a pipe").read_exact(&mut start).expect("a page");
    // The pipe is closed by now, with most of the pages still to come.
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

const HOSTILE: &str = r#"
title = "\u001b]0;owned\u0007 atlas"
[[lever]]
id = "speed"
name = "Speed\u202e\u2066"
side = "ai"
up = "Up\u009b2J"
down = "Down"
description = "line\nbreak\u0000\u007f <script>alert(1)</script> [x](javascript:alert(1)) `| *b*"
"#;

#[test]
fn hostile_data_is_shown_not_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("atlas.toml"), HOSTILE).expect("a file");
    for format in ["text", "markdown", "json"] {
        let mut command = show(&["home", "levers", "lever/speed", "--format", format, "--atlas"]);
        let written = output(command.arg(folder.path()));
        assert!(written.contains("Speed"), "{written}");
        let sent = written.chars().find(|&c| c != '\n' && stratlas::text::is_unsafe(c));
        assert_eq!(sent, None, "{format}");
    }
    let mut command = show(&["lever/speed", "--format", "markdown", "--atlas"]);
    let written = output(command.arg(folder.path()));
    assert!(written.contains(r"\<script\>alert(1)\</script\> \[x\](javascript:alert(1)) \`\| \*b\*"), "{written}");
}

/// What the program writes to a terminal of 60 columns. Pseudo-terminals of other systems rewrite what is written.
#[cfg(unix)]
fn on_a_terminal(term: &str, place: &str) -> String {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    let size = PtySize { rows: 24, cols: 60, ..PtySize::default() };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(["show", place]);
    command.env_clear();
    let home = Home::new();
    for (name, value) in environment(&home.path("")) {
        command.env(name, value);
    }
    command.env("TERM", term);
    command.env("NO_COLOR", "1");
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut written = Vec::new();
    // Linux reports the end of a terminal that nobody writes to any more as an error.
    let _ = reader.read_to_end(&mut written);
    assert!(child.wait().expect("it ends").success());
    String::from_utf8(written).expect("UTF-8").replace("\r\n", "\n")
}

#[cfg(unix)]
#[test]
fn a_terminal_gets_its_width_and_bold_headings() {
    let written = on_a_terminal("xterm-256color", "strategy/pause");
    assert!(written.starts_with("\x1b[1mPause\x1b[0m\n"), "{written:?}");
    let plain = written.replace("\x1b[1m", "").replace("\x1b[0m", "");
    assert!(!plain.contains('\x1b'));
    assert_eq!(plain, output(&mut show(&["strategy/pause", "--width", "60"])));
    assert_eq!(on_a_terminal("dumb", "strategy/pause"), plain);
}

/// `text` without links, and where they led.
fn without_links(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut urls) = (String::new(), Vec::new());
    let mut pieces = text.split("\x1b]8;");
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (sequence, rest) = piece.split_once("\x1b\\").expect("every link ends");
        let (_, url) = sequence.split_once(';').expect("parameters and an address");
        urls.extend((!url.is_empty()).then(|| url.to_owned()));
        plain.push_str(rest);
    }
    (plain, urls)
}

#[cfg(unix)]
#[test]
fn links_to_the_web_can_be_followed_where_the_terminal_has_them() {
    let page = output(&mut show(&["person/yann-lecun"]));
    let linked = output(&mut show(&["person/yann-lecun", "--hyperlinks", "always"]));
    let (plain, urls) = without_links(&linked);
    assert_eq!(plain, page);
    assert!(urls.len() > 5 && urls.iter().all(|url| url.starts_with("http")), "{urls:?}");
    assert!(!without_links(&on_a_terminal("xterm-kitty", "person/yann-lecun")).1.is_empty());
    for (term, place) in [("xterm-256color", "person/yann-lecun"), ("xterm-kitty", "strategies")] {
        assert_eq!(without_links(&on_a_terminal(term, place)).1, Vec::<String>::new(), "{term} {place}");
    }
}

#[test]
fn a_hostile_address_does_not_leave_its_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = |url: &str| {
        format!(
            "[[person.position.source]]\ntitle = \"T\"\nurl = \"{url}\"\nmedium = \"article\"\nfidelity = \"loose\"\n"
        )
    };
    let person = format!(
        "[[tag]]\nid = \"t\"\nname = \"T\"\ngloss = \"g\"\n\
         [[person]]\nid = \"x\"\nname = \"X\"\ntagline = \"t\"\nsummary = \"s\"\n\
         [[person.position]]\ntag = \"t\"\nstance = \"endorses\"\nclaim = \"c\"\n{}{}",
        source("https://a.org/\\u001b]0;owned\\u0007 b"),
        source("javascript:alert(1)"),
    );
    fs::write(folder.path().join("atlas.toml"), person).expect("a file");
    let mut command = show(&["person/x", "--hyperlinks", "always", "--atlas"]);
    let (plain, urls) = without_links(&output(command.arg(folder.path())));
    assert_eq!(urls, ["https://a.org/%E2%90%9B]0;owned%E2%90%87%20b"]);
    assert!(!plain.contains('\x1b') && plain.contains("javascript:alert(1)"), "{plain}");
}

#[test]
fn people_are_narrowed_by_a_query_and_set_against_everyone() {
    let page = output(&mut show(&["people", "--where", "expertise:frontier-builder", "--width", "80"]));
    assert!(
        page.contains(
            "People found  22\n  Filter  expertise:frontier-builder\n\n  22 of 935. Exp. expertise, Rec. recognition.\n"
        ),
        "{page}"
    );
    let aggregate = page.split("These people and all people").nth(1).expect("the aggregate");
    assert!(aggregate.contains("People          22 of 935\n  With a profile  22 of 248"), "{aggregate}");
    assert!(aggregate.contains("Frontier builder        100%  (9%)"), "{aggregate}");
    assert!(aggregate.contains("Over-represented"), "{aggregate}");
    let json = output(&mut show(&["people", "board", "--where", "expertise:frontier-builder", "--format", "json"]));
    let pages: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(pages.len(), 2);
    assert!(pages[0].to_string().contains("These people and all people"));
    assert!(pages[1].to_string().contains("found by expertise:frontier-builder: 22 of 248"));
}

#[test]
fn video_is_explained_where_the_query_asks_for_it() {
    let message = "People with a video are those";
    assert!(output(&mut show(&["people", "--where", "video:yes"])).contains(message));
    assert!(!output(&mut show(&["people", "--where", "profiled:yes"])).contains(message));
}

#[test]
fn a_query_that_is_not_understood_is_marked() {
    let assert = show(&["people", "--where", "expertise:nobody"]).assert().code(2).stdout("");
    let message = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(message.contains("expertise:nobody") && message.contains("^^^"), "{message}");
}

#[test]
fn the_current_and_the_saved_portfolios_are_compared() {
    let home = Home::new();
    let own = "[[portfolio]]\nid = \"mine\"\nname = \"Mine\"\ndescription = \"Mine.\"\n\
               strategies = [\"pause\", \"acceleration\"]\n";
    home.write("data/stratlas/overlay/portfolios.toml", own);
    home.write("state/stratlas/memory.json", r#"{"at_hand": {"strategies": ["pause", "alignment-first"]}}"#);
    let page = output(&mut home.stratlas(&["show", "portfolio", "--width", "80"]));
    let section = page.split("Your portfolios by strategy  3\n").nth(1).expect("the section");
    let rows: Vec<String> = section.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for row in ["Acceleration · ● 1", "Pause ● ● 2", "Alignment first ● · 1", "Size 2 2", "Coverage 2 of 15 1 of 15"]
    {
        assert!(rows.iter().any(|line| line == row), "{row} in {section}");
    }
}

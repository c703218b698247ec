//! Data that would take the terminal over or lead the reader astray: whatever an atlas says, neither the screen nor
//! standard output gets a control character, an escape sequence or a bidi control.

use std::fmt::Write;
use std::fs;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use stratlas::app::Message;
use stratlas::data;
use stratlas::graph::Graph;
use stratlas::model::Kind;
use stratlas::place::Place;

use super::command;
use super::driver::Driver;
use super::screen::visible;

/// What a text can hold to do harm, or to come out wrong.
fn texts() -> [String; 16] {
    [
        "\u{1b}[31mred\u{1b}[0m \u{1b}[2J\u{1b}[1;1H".to_owned(),
        "\u{1b}]0;title\u{7}\u{1b}]52;c;aGk=\u{1b}\\ \u{1b}P+q\u{1b}\\ \u{1b}c".to_owned(),
        "\u{9b}31m \u{9d}0;x\u{9c} \u{90}q\u{85}".to_owned(),
        "nul\0 back\u{8}\u{8}\u{8} del\u{7f} bell\u{7} shift\u{e}\u{f}".to_owned(),
        "line\r\nfeed\ttab\u{b}\u{c} \u{2028}\u{2029}".to_owned(),
        "\u{202e}txet\u{202c} \u{2066}iso\u{2067}late\u{2069} \u{200e}\u{200f}\u{61c}".to_owned(),
        "z\u{200b}e\u{200c}r\u{200d}o\u{2060}\u{feff} \u{e0041}\u{e007f}\u{ad}\u{34f}".to_owned(),
        "Donaudampfschifffahrt".repeat(20),
        "日本語のとても長い文字列".repeat(10),
        "日本語 の とても 長い 文字列 ｱｲｳ ＡＢＣ".to_owned(),
        format!("e\u{301}a{} \u{301}\u{302}", "\u{300}\u{316}".repeat(40)),
        "שלום עולם مرحبا بالعالم 123".to_owned(),
        "👩\u{200d}👩\u{200d}👧\u{200d}👦 🏳\u{fe0f}\u{200d}🌈 🇩🇪🇫 👍🏽 1\u{fe0f}\u{20e3} ❤\u{fe0f}".to_owned(),
        "ﷺ ꧅ ༼ つ ◕_◕ ༽ ﷽ \u{1f468}\u{200d}".to_owned(),
        "\u{a0}\u{2003}\u{3000}wide\u{3000}blanks\u{2003}".to_owned(),
        "`*_[x](https://example.org)_*` <b>&amp;</b> | # \\".to_owned(),
    ]
}

/// The atlas with the texts in turn, from the one at `first` on.
fn atlas(first: usize) -> String {
    let texts = texts();
    let mut toml = String::new();
    for (n, part) in include_str!("hostile.toml").split('@').enumerate() {
        if n > 0 {
            let text = &texts[(first + n) % texts.len()];
            // A badge has four letters at most.
            let room = if toml.ends_with("badge = \"") { 4 } else { text.len() };
            for c in text.chars().take(room) {
                write!(toml, "\\U{:08X}", u32::from(c)).expect("a string takes everything");
            }
        }
        toml.push_str(part);
    }
    // The comment at the top of the file says what an @ stands for.
    toml.split_once('\n').expect("a first line").1.to_owned()
}

pub(super) fn graph(first: usize) -> Arc<Graph> {
    let loaded = data::load_texts([("hostile.toml", atlas(first).as_str())]);
    let mut report = Vec::new();
    for finding in loaded.diagnostics.iter().filter(|finding| finding.severity == stratlas::diagnostic::Severity::Error)
    {
        finding.write(&mut report).expect("a vector takes everything");
    }
    assert_eq!(String::from_utf8_lossy(&report), "");
    Arc::new(Graph::new(loaded.atlas.expect("an atlas without errors")))
}

fn places(graph: &Graph) -> Vec<String> {
    let all = Kind::ALL.into_iter().flat_map(|kind| {
        let of_kind = kind.entities(&graph.atlas).map(Place::Entity);
        std::iter::once(Place::List(kind)).chain(of_kind)
    });
    std::iter::once(Place::Home).chain(all).map(|place| place.path(&graph.atlas)).collect()
}

/// Characters that a terminal obeys, or that reorder or hide what is read.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Holds that nothing on the screen does harm and that every row is as wide as the screen.
pub(super) fn assert_harmless(buffer: &Buffer, what: &str) {
    for (y, cells) in buffer.content().chunks(usize::from(buffer.area.width.max(1))).enumerate() {
        let mut width = 0;
        for cell in visible(cells) {
            let symbol = cell.symbol();
            assert!(!symbol.chars().any(is_harmful), "{what}, row {y}: {symbol:?}");
            width += stratlas::text::width(symbol).max(1);
        }
        assert_eq!(width, cells.len(), "{what}, row {y} is not as wide as the screen");
    }
}

#[test]
fn the_template_has_every_key() {
    let template = include_str!("hostile.toml");
    for folder in ["", "/people", "/strategies"] {
        let files =
            fs::read_dir(format!("{}/data{folder}", env!("CARGO_MANIFEST_DIR"))).expect("a folder of the atlas");
        for path in files.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()) {
            let toml = fs::read_to_string(&path).expect("a file of the atlas");
            for key in toml.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key) {
                let is_key = key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                assert!(!is_key || template.contains(&format!("{key} = ")), "{key} of {} is missing", path.display());
            }
        }
    }
}

#[test]
fn no_page_sends_anything_harmful_to_the_screen() {
    for first in 0..texts().len() {
        let graph = graph(first);
        let places = places(&graph);
        for (n, path) in places.iter().enumerate() {
            let size = [(140, 40), (100, 30), (60, 20), (40, 12)][(n + first) % 4];
            let mut driver = Driver::new(Arc::clone(&graph), path, size);
            for keys in ["", "<C-d>", "<Tab> <C-d>", "<Tab> G", "f", "<Esc> ? G"] {
                driver.keys(keys);
                assert_harmless(driver.buffer(), &format!("{path} at {size:?} with texts from {first} after {keys:?}"));
            }
        }
    }
}

#[test]
fn no_search_sends_anything_harmful_to_the_screen() {
    for (first, text) in texts().iter().enumerate() {
        let mut driver = Driver::new(graph(first), "home", (100, 30));
        driver.keys("/").send(Message::Text(text.clone()));
        assert_harmless(driver.buffer(), &format!("the search for {text:?}"));
        driver.keys("<C-u> e");
        assert_harmless(driver.buffer(), "the results");
        driver.keys("<Esc> F").send(Message::Text(text.clone()));
        assert_harmless(driver.buffer(), &format!("the filter {text:?}"));
        driver.keys("<Enter>").send(Message::Notice(text.clone()));
        assert_harmless(driver.buffer(), &format!("the notice {text:?}"));
    }
}

/// What the program writes to standard output, whatever it ends with.
fn output(args: &[&str]) -> String {
    let output = command::stratlas(args).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn nothing_harmful_reaches_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path in UTF-8");
    for first in 0..4 {
        fs::write(folder.path().join("atlas.toml"), atlas(first * 4)).expect("a file");
        let graph = graph(first * 4);
        let places = places(&graph);
        let mut runs: Vec<Vec<&str>> = Vec::new();
        for format in ["text", "markdown", "json"] {
            let mut show = vec!["--atlas", path, "show", "--format", format];
            show.extend(places.iter().map(String::as_str));
            runs.push(show);
        }
        runs.push(vec!["check", path]);
        runs.push(vec!["check", path, "--format", "json"]);
        for kind in ["people", "strategies", "tags", "levers"] {
            for format in ["table", "json", "csv"] {
                runs.push(vec!["--atlas", path, "list", kind, "--format", format]);
            }
        }
        for format in ["table", "json"] {
            runs.push(vec!["--atlas", path, "search", "kind:person", "--format", format]);
        }
        for args in runs {
            // Rows of CSV end as RFC 4180 has it.
            let printed = output(&args).replace("\r\n", "\n");
            assert!(printed.len() > 30, "{args:?} said little: {printed}");
            let harm = printed.chars().find(|&c| is_harmful(c) && c != '\n');
            assert_eq!(harm, None, "{args:?}");
        }
    }
}

//! The rules of the house: which room may name what. Each rule is a function from a source file to its faults.

use std::fmt;

use crate::source::Source;

/// A breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.what)
    }
}

fn fault(source: &Source, line: usize, what: impl Into<String>) -> Fault {
    Fault { file: source.path.display().to_string(), line, what: what.into() }
}

/// The rooms with those that each may import, all of which stand above it.
pub(crate) const ROOMS: [(&str, &[&str]); 18] = [
    ("text", &[]),
    ("diagnostic", &["text"]),
    ("model", &[]),
    ("place", &["model", "text"]),
    ("data", &["model", "diagnostic", "text"]),
    ("graph", &["model", "text"]),
    ("review", &["model", "graph", "text"]),
    ("document", &["model", "place", "text"]),
    ("page", &["model", "place", "graph", "review", "document", "text"]),
    ("search", &["model", "place", "graph", "review", "text"]),
    ("export", &["model", "place", "graph", "review", "document", "page", "text"]),
    ("action", &["place"]),
    ("keymap", &["action", "diagnostic", "text"]),
    ("store", &["review", "export", "action", "keymap", "diagnostic", "text"]),
    ("app", &["model", "diagnostic", "graph", "review", "search", "place", "document", "page", "action", "text"]),
    (
        "ui",
        &[
            "model",
            "diagnostic",
            "graph",
            "review",
            "search",
            "place",
            "document",
            "page",
            "action",
            "keymap",
            "app",
            "text",
        ],
    ),
    (
        "runtime",
        &[
            "model",
            "data",
            "diagnostic",
            "graph",
            "review",
            "search",
            "place",
            "document",
            "page",
            "export",
            "action",
            "keymap",
            "store",
            "app",
            "ui",
            "text",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "data",
            "diagnostic",
            "store",
            "graph",
            "review",
            "place",
            "document",
            "page",
            "search",
            "export",
            "action",
            "keymap",
            "app",
            "ui",
            "runtime",
            "text",
        ],
    ),
];

/// Other crates that only some rooms may name.
const CRATES: [(&str, &[&str]); 24] = [
    ("anyhow", &["cli"]),
    ("clap", &["cli"]),
    ("crossterm", &["runtime", "cli"]),
    ("directories", &["data", "store", "cli"]),
    ("fuzzy_matcher", &["search"]),
    ("getrandom", &["store"]),
    ("memchr", &["search"]),
    ("miniz_oxide", &["data"]),
    ("notify", &["runtime"]),
    ("open", &["runtime"]),
    ("postcard", &["data"]),
    ("ratatui", &["ui", "runtime"]),
    ("rayon", &["data", "graph", "search"]),
    ("rustix", &["store"]),
    ("sha2", &["review"]),
    ("saphyr_parser", &["data"]),
    ("serde_json", &["data", "review", "store", "export", "cli"]),
    ("signal_hook", &["runtime"]),
    ("similar", &["graph"]),
    ("tempfile", &["store"]),
    ("textwrap", &["store", "document", "export", "cli"]),
    ("toml", &["diagnostic", "data", "keymap", "store", "ui"]),
    ("toml_edit", &["store"]),
    ("toml_writer", &["data"]),
];

/// The rooms that may touch files, standard streams, the environment and the clock.
const WORLDLY: [&str; 4] = ["data", "store", "runtime", "cli"];
/// What touches them, beside `std::fs`, `std::env`, `std::net`, `std::process` and `std::thread`.
const STREAMS_AND_CLOCKS: [&str; 10] =
    ["stdin", "stdout", "stderr", "Stdin", "Stdout", "Stderr", "StdoutLock", "IsTerminal", "SystemTime", "Instant"];

/// What a value can be changed through although it is only shared.
const INTERIOR: [&str; 8] = ["Cell", "RefCell", "OnceCell", "LazyCell", "Mutex", "RwLock", "OnceLock", "UnsafeCell"];

/// Imports only point up the table of rooms.
pub(crate) fn imports(source: &Source) -> Vec<Fault> {
    let Some(room) = source.room() else { return Vec::new() };
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![fault(source, 1, format!("`{room}` is no room; give it a row in tests/architecture/rules.rs"))];
    };
    let mut faults = Vec::new();
    for (line, path) in source.paths() {
        match path.as_slice() {
            ["crate", other, ..] if !ROOMS.iter().any(|(name, _)| name == other) => {
                faults.push(fault(source, line, format!("`crate::{other}` is no room")));
            }
            ["crate", other, ..] if *other != room && !allowed.contains(other) => {
                faults.push(fault(source, line, format!("`{room}` may not import `{other}`")));
            }
            ["super", ..] => {
                let up = path.iter().take_while(|part| **part == "super").count();
                if up >= source.depth() {
                    faults.push(fault(source, line, format!("`{}` leaves the room `{room}`", path.join("::"))));
                }
            }
            _ => {}
        }
    }
    faults
}

/// Other crates are named where they belong and nowhere else.
pub(crate) fn crates(source: &Source) -> Vec<Fault> {
    let Some(room) = source.room() else { return Vec::new() };
    let mut faults = Vec::new();
    for (line, path) in source.paths() {
        let [first, _, ..] = path.as_slice() else { continue };
        if let Some((name, rooms)) = CRATES.iter().find(|(name, _)| name == first)
            && !rooms.contains(&room)
        {
            faults.push(fault(source, line, format!("`{room}` may not name `{name}`; only {} may", rooms.join(", "))));
        }
    }
    faults
}

/// Only a few rooms touch files, standard streams, the environment and the clock.
pub(crate) fn world(source: &Source) -> Vec<Fault> {
    let Some(room) = source.room().filter(|room| !WORLDLY.contains(room)) else { return Vec::new() };
    let mut faults = Vec::new();
    for (line, path) in source.paths() {
        let touched = match path.as_slice() {
            ["std", module @ ("fs" | "env" | "net" | "process" | "thread"), ..] => Some(*module),
            [.., "ZonedDateTime" | "Timestamp", now @ "now"] => Some(*now),
            _ => path.iter().find(|part| STREAMS_AND_CLOCKS.contains(part)).copied(),
        };
        if let Some(touched) = touched {
            faults.push(fault(
                source,
                line,
                format!("`{room}` may not touch `{touched}`; only {} may", WORLDLY.join(", ")),
            ));
        }
    }
    faults
}

/// Drawing changes nothing: `ui` holds the state only by shared references, and the state has no inner cells that
/// could be changed through one.
pub(crate) fn drawing(source: &Source) -> Vec<Fault> {
    match source.room() {
        Some("ui") => changed_in_ui(source),
        Some("app" | "page" | "graph" | "model") => {
            let named = source.paths().into_iter().filter(|(_, path)| path.iter().any(|part| INTERIOR.contains(part)));
            let told = "what the screen shows may hold nothing that changes through a shared reference";
            named.map(|(line, path)| fault(source, line, format!("{told}: `{}`", path.join("::")))).collect()
        }
        _ => Vec::new(),
    }
}

fn changed_in_ui(source: &Source) -> Vec<Fault> {
    let paths = source.paths();
    let from_app: Vec<&str> = paths
        .iter()
        .filter(|(_, path)| matches!(path.as_slice(), ["crate", "app", ..]))
        .filter_map(|(_, path)| path.last().copied())
        .collect();
    let mut faults = Vec::new();
    for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| token.text == "mut") {
        let borrowed = source.tokens[..at].iter().rev().take(3).any(|before| before.text == "&");
        if let Some(next) = source.tokens.get(at + 1).filter(|next| borrowed && from_app.contains(&next.text.as_str()))
        {
            faults.push(fault(source, token.line, format!("`ui` may not change a `{}` of `app`", next.text)));
        }
    }
    faults
}

/// Raw colours are named in the theme alone.
pub(crate) fn colours(source: &Source) -> Vec<Fault> {
    if source.path.starts_with("ui/theme") || source.path.starts_with("ui/theme.rs") {
        return Vec::new();
    }
    let named =
        source.paths().into_iter().filter(|(_, path)| path.iter().any(|part| matches!(*part, "Color" | "Stylize")));
    named
        .map(|(line, path)| fault(source, line, format!("raw colours live in ui/theme alone: `{}`", path.join("::"))))
        .collect()
}

/// Structs whose fields are prose about something, not references to it.
const PROSE: [&str; 1] = ["Captions"];

/// The model points at records by typed ids: a field named after a kind of record holds no text.
pub(crate) fn ids(source: &Source, kinds: &[String]) -> Vec<Fault> {
    if source.room() != Some("model") {
        return Vec::new();
    }
    let texts: Vec<&str> = source.tokens.iter().map(|token| token.text.as_str()).collect();
    let mut faults = Vec::new();
    let mut holder = "";
    for (at, window) in texts.windows(2).enumerate() {
        if let ["struct" | "enum" | "fn", name] = window {
            holder = name;
        }
        let [name, ":"] = window else { continue };
        if PROSE.contains(&holder) {
            continue;
        }
        let named = name.trim_end_matches("_ids").trim_end_matches("_id");
        if !kinds.iter().any(|kind| kind == named || plural(kind) == named) && named == *name {
            continue;
        }
        let declared = texts[at + 2..].iter().take_while(|text| !matches!(**text, "," | "}" | ")" | "=" | ";"));
        if declared.clone().any(|text| matches!(*text, "String" | "str")) && !declared.clone().any(|text| *text == "fn")
        {
            let line = source.tokens[at].line;
            faults.push(fault(source, line, format!("`{name}` is text that could point nowhere; hold a typed id")));
        }
    }
    faults
}

/// The kinds of record that have typed ids, in snake case: `StrategyId` is of a `strategy`.
pub(crate) fn kinds(source: &Source) -> Vec<String> {
    let words = source.tokens.iter().filter_map(|token| token.text.strip_suffix("Id"));
    let mut kinds: Vec<String> = words.filter(|word| !word.is_empty()).map(snake).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

fn plural(kind: &str) -> String {
    match kind.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if kind == "person" => "people".to_owned(),
        None => format!("{kind}s"),
    }
}

/// The most lines of a file.
const LINES: usize = 500;
/// The most lines of a file that hold code outside tests.
const CODE_LINES: usize = 350;
/// The most lines of `main.rs`.
const MAIN_LINES: usize = 40;

/// Files are short, and say first why they exist.
pub(crate) fn shape(source: &Source) -> Vec<Fault> {
    let lines = source.text.lines().count();
    let mut faults = Vec::new();
    let mut expect = |right: bool, line: usize, what: String| {
        if !right {
            faults.push(fault(source, line, what));
        }
    };
    let code = source.code_lines();
    expect(lines <= LINES, LINES, format!("{lines} lines; a file has at most {LINES}"));
    if source.is_test {
        return faults;
    }
    expect(code <= CODE_LINES, 1, format!("{code} lines of code; a file has at most {CODE_LINES}"));
    expect(source.text.starts_with("//! "), 1, "a file starts by saying why it exists: `//! …`".to_owned());
    if source.path.as_os_str() == "main.rs" {
        expect(lines < MAIN_LINES, MAIN_LINES, format!("{lines} lines; main.rs has fewer than {MAIN_LINES}"));
    }
    faults
}

//! The rules that a file keeps by itself: which room may name what, and what every file starts with. Each rule is a
//! function from a source file to its violations.

use std::fmt;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::rooms::{CRATES, ROOMS, WORLDLY, lists};
use crate::source::{Context, Source};

/// A breach of a rule: where it is, what it is and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    file: String,
    line: usize,
    what: String,
}

impl Violation {
    /// Creates the violation at `line` of `source`.
    pub(crate) fn new(source: &Source, line: usize, what: impl Into<String>) -> Self {
        Self { file: source.name(), line, what: what.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// The rules that need one file alone, for every file that is no test.
pub(crate) const RULES: [fn(&Source) -> Vec<Violation>; 5] = [imports, crates, world, drawing, colours];

/// Imports only point up the table of rooms.
pub(crate) fn imports(source: &Source) -> Vec<Violation> {
    let Some(room) = source.room() else { return Vec::new() };
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![Violation::new(
            source,
            1,
            format!("`{room}` is not in the table of rooms; add a row to tests/architecture/rooms.rs"),
        )];
    };
    let mut found = Vec::new();
    for path in source.paths() {
        let what = match path.parts().as_slice() {
            ["crate", other, ..] if !ROOMS.iter().any(|(name, _)| name == other) => {
                format!("`crate::{other}` is not a room; import from the room that defines the name")
            }
            ["crate", other, ..] if *other != room && !lists(allowed, other) => {
                format!("`{room}` may not import `{other}`; move what both need to a room below, or pass it in")
            }
            parts @ ["super", ..] => {
                let up = parts.iter().take_while(|part| **part == "super").count();
                if up < path.module.len() {
                    continue;
                }
                format!("`{}` leaves the room `{room}`; write `crate::…`", path.joined())
            }
            _ => continue,
        };
        found.push(Violation::new(source, path.line, what));
    }
    found
}

/// Other crates are named where they belong and nowhere else.
pub(crate) fn crates(source: &Source) -> Vec<Violation> {
    let Some(room) = source.room() else { return Vec::new() };
    let mut found = Vec::new();
    for path in source.paths() {
        let parts = path.parts();
        // A single word in code may be a local name; in an import it is the crate.
        if parts.len() < 2 && path.context == Context::Code {
            continue;
        }
        if let Some((name, rooms)) = CRATES.iter().find(|(name, _)| parts.first() == Some(name))
            && !lists(rooms, room)
        {
            let what = format!("`{room}` may not name `{name}`; only {} may", rooms.replace(' ', ", "));
            found.push(Violation::new(source, path.line, what));
        }
    }
    found
}

/// What touches the world, beside `std::fs`, `std::env`, `std::net`, `std::process` and `std::thread`.
const STREAMS_AND_CLOCKS: [&str; 10] =
    ["stdin", "stdout", "stderr", "Stdin", "Stdout", "Stderr", "StdoutLock", "IsTerminal", "SystemTime", "Instant"];

/// Only a few rooms touch files, standard streams, the environment and the clock.
pub(crate) fn world(source: &Source) -> Vec<Violation> {
    let Some(room) = source.room().filter(|room| !WORLDLY.contains(room)) else { return Vec::new() };
    let mut found = Vec::new();
    for path in source.paths() {
        let touched = match path.parts().as_slice() {
            ["std", module @ ("fs" | "env" | "net" | "process" | "thread"), ..] => Some((*module).to_owned()),
            [.., "ZonedDateTime" | "Zoned" | "Timestamp", now @ "now"] => Some((*now).to_owned()),
            parts => parts.iter().find(|part| STREAMS_AND_CLOCKS.contains(part)).map(ToString::to_string),
        };
        if let Some(touched) = touched {
            let what = format!(
                "`{room}` may not touch `{touched}`; only {} may: pass what it gives as an argument",
                WORLDLY.join(", ")
            );
            found.push(Violation::new(source, path.line, what));
        }
    }
    found
}

/// What can change a value through a shared reference.
const INTERIOR: [&str; 7] = ["RefCell", "OnceCell", "LazyCell", "Mutex", "RwLock", "OnceLock", "UnsafeCell"];

/// The files of these rooms that may have cells. Each cell is a cache of a pure function of data that never changes, so
/// that no reader can tell whether it is filled: `model/people.rs` unpacks a person when that person is first read,
/// since a large atlas has too many people to keep all of them unpacked.
const CACHES: [&str; 1] = ["model/people.rs"];

/// Drawing changes nothing: `ui` borrows the state only by shared references, and the state has no cells that could be
/// changed through one, except in [`CACHES`].
pub(crate) fn drawing(source: &Source) -> Vec<Violation> {
    match source.room() {
        _ if CACHES.iter().any(|file| source.path.as_os_str() == *file) => Vec::new(),
        Some("ui") => changes_in_ui(source),
        Some("app" | "page" | "graph" | "model") => {
            // `Cell` alone is also a place; the one that can change is reached through its module.
            let is_interior = |parts: &[&str]| {
                matches!(parts, ["std" | "core", "cell", ..]) || parts.iter().any(|part| INTERIOR.contains(part))
            };
            let named = source.paths().into_iter().filter(|path| is_interior(&path.parts()));
            named
                .map(|path| {
                    let what = format!(
                        "`{}` changes through a shared reference; what the screen shows changes in update alone",
                        path.joined()
                    );
                    Violation::new(source, path.line, what)
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

fn changes_in_ui(source: &Source) -> Vec<Violation> {
    let imported = source.paths().into_iter().filter_map(|path| match (&path.context, path.parts().as_slice()) {
        (Context::Import { name, .. }, ["crate", "app", ..]) => Some(name.clone()),
        _ => None,
    });
    let mut borrows = MutableBorrows { from_app: imported.collect(), found: Vec::new() };
    borrows.visit_file(&source.file);
    let found = borrows.found.into_iter();
    found
        .map(|(line, name)| {
            Violation::new(source, line, format!("`ui` may not change a `{name}` of `app`; borrow it as `&{name}`"))
        })
        .collect()
}

struct MutableBorrows {
    from_app: Vec<String>,
    found: Vec<(usize, String)>,
}

impl<'ast> Visit<'ast> for MutableBorrows {
    fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
        if let (Some(_), syn::Type::Path(path)) = (reference.mutability, &*reference.elem) {
            let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            let is_in_app = matches!(names.as_slice(), [first, second, ..] if first == "crate" && second == "app");
            if let Some(name) = names.last()
                && (is_in_app || self.from_app.contains(&names[0]))
            {
                self.found.push((reference.span().start().line, name.clone()));
            }
        }
        visit::visit_type_reference(self, reference);
    }
}

/// Raw colours are named in the theme alone.
pub(crate) fn colours(source: &Source) -> Vec<Violation> {
    if source.path.starts_with("ui/theme") || source.path.starts_with("ui/theme.rs") {
        return Vec::new();
    }
    let paths = source.paths().into_iter();
    let named = paths.filter(|path| path.parts().iter().any(|part| matches!(*part, "Color" | "Stylize")));
    named
        .map(|path| {
            let what = format!("`{}` is a raw colour; name a role of ui/theme instead", path.joined());
            Violation::new(source, path.line, what)
        })
        .collect()
}

/// Structs whose fields are prose about something, or slugs that outlive the atlas they were taken from.
const PROSE: [&str; 3] = ["Captions", "CurrentPortfolio", "SavedPortfolio"];

/// The model points at records by typed ids: a field or parameter named after a kind of record holds no text.
pub(crate) fn ids(source: &Source, kinds: &[String]) -> Vec<Violation> {
    if source.room() != Some("model") {
        return Vec::new();
    }
    let mut finder = UntypedIds { kinds, found: Vec::new() };
    finder.visit_file(&source.file);
    let found = finder.found.into_iter();
    found
        .map(|(line, name)| {
            Violation::new(source, line, format!("`{name}` is text that could point nowhere; hold a typed id"))
        })
        .collect()
}

struct UntypedIds<'k> {
    kinds: &'k [String],
    found: Vec<(usize, String)>,
}

impl UntypedIds<'_> {
    fn check(&mut self, name: &syn::Ident, declared: &syn::Type) {
        let text = name.to_string();
        let stem = text.trim_end_matches("_ids").trim_end_matches("_id");
        let names_kind = stem != text || self.kinds.iter().any(|kind| kind == stem || plural(kind) == stem);
        let mut words = TypeWords::default();
        words.visit_type(declared);
        if names_kind && words.has_text && !words.has_function {
            self.found.push((name.span().start().line, text));
        }
    }
}

impl<'ast> Visit<'ast> for UntypedIds<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        if !PROSE.contains(&item.ident.to_string().as_str()) {
            visit::visit_item_struct(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        if let Some(name) = &field.ident {
            self.check(name, &field.ty);
        }
    }

    fn visit_pat_type(&mut self, parameter: &'ast syn::PatType) {
        if let syn::Pat::Ident(name) = &*parameter.pat {
            self.check(&name.ident, &parameter.ty);
        }
    }
}

/// Whether a type holds text, or is a function.
#[derive(Default)]
struct TypeWords {
    has_text: bool,
    has_function: bool,
}

impl<'ast> Visit<'ast> for TypeWords {
    fn visit_ident(&mut self, word: &'ast syn::Ident) {
        self.has_text |= word == "String" || word == "str";
        self.has_function |= word == "Fn" || word == "FnMut" || word == "FnOnce";
    }

    fn visit_type_fn_ptr(&mut self, function: &'ast syn::TypeFnPtr) {
        self.has_function = true;
        visit::visit_type_fn_ptr(self, function);
    }
}

/// The kinds of record that have typed ids, in snake case: `StrategyId` is of a `strategy`.
pub(crate) fn kinds(source: &Source) -> Vec<String> {
    let paths = source.paths();
    let words = paths.iter().flat_map(|path| &path.segments).filter_map(|word| word.strip_suffix("Id"));
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

/// The most lines of a file, with tests, comments and blank lines.
const MAX_LINES: usize = 500;
/// The most lines of `main.rs`.
const MAX_MAIN_LINES: usize = 40;

/// Every file has few lines in all and starts with a line of documentation.
pub(crate) fn shape(source: &Source) -> Vec<Violation> {
    let lines = source.text.lines().count();
    let mut found = Vec::new();
    let max = if source.path.as_os_str() == "main.rs" { MAX_MAIN_LINES } else { MAX_LINES };
    if lines > max {
        found.push(Violation::new(source, max, format!("{lines} lines, with at most {max} allowed; split the file")));
    }
    if !source.is_test && !source.text.starts_with("//! ") {
        found.push(Violation::new(source, 1, "the module has no documentation; start the file with `//! …`"));
    }
    found
}

//! The rules of the house, checked on the sources: which room may import which, which rooms may touch the world, how
//! long files and functions are, how files import each other. A violation names the file, the line and what to do.
//!
//! `cargo test --test architecture -- --ignored figures --nocapture` prints the figures of the crate, and
//! `cargo test --test architecture -- --ignored shrink` removes exceptions that are no longer needed from `known.txt`.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod circles;
mod figures;
mod limits;
mod rooms;
mod rules;
mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use circles::{circles, edges};
use limits::{Excess, Known, LIMITS};
use rules::Violation;
use source::{Source, sources};

/// The exceptions as they are listed.
const KNOWN: &str = include_str!("known.txt");

/// Those of `sources` that are no tests.
fn program(sources: &[Source]) -> Vec<&Source> {
    sources.iter().filter(|source| !source.is_test).collect()
}

fn kinds(sources: &[Source]) -> Vec<String> {
    let ids = sources.iter().find(|source| source.path.ends_with("model/id.rs")).expect("model/id.rs");
    rules::kinds(ids)
}

#[test]
fn every_file_keeps_the_rules() {
    let sources = sources();
    assert!(sources.len() > 50, "only {} source files were found", sources.len());
    let kinds = kinds(&sources);
    assert!(kinds.iter().any(|kind| kind == "axis_value") && kinds.len() > 10, "{kinds:?}");
    let mut found: Vec<Violation> = sources.iter().flat_map(rules::shape).collect();
    for source in program(&sources) {
        found.extend(rules::RULES.iter().flat_map(|rule| rule(source)));
        found.extend(rules::ids(source, &kinds));
    }
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn figures_stay_within_their_limits() {
    let sources = sources();
    let (program, known) = (program(&sources), limits::parse_known(KNOWN));
    let found: Vec<String> =
        LIMITS.iter().flat_map(|(rule, find)| limits::judge(rule, &find(&program), &known)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn exceptions_name_a_rule_and_are_listed_once() {
    let known = limits::parse_known(KNOWN);
    let mut seen = BTreeSet::new();
    for entry in &known {
        assert!(LIMITS.iter().any(|(rule, _)| *rule == entry.rule), "known.txt: `{}` is not a rule", entry.rule);
        assert!(seen.insert((&entry.rule, &entry.subject)), "known.txt: `{}` is listed twice", entry.subject);
    }
}

/// Prints the figures of the crate.
#[test]
#[ignore = "prints figures and asserts nothing"]
#[expect(clippy::print_stdout, reason = "printing is the purpose")]
fn figures() {
    let sources = sources();
    println!("{}", figures::report(&program(&sources)));
}

/// Rewrites `known.txt` without the exceptions that are no longer needed.
#[test]
#[ignore = "writes a file of the sources"]
fn shrink() {
    let sources = sources();
    let program = program(&sources);
    let measured: Vec<(&str, Vec<Excess>)> = LIMITS.iter().map(|(rule, find)| (*rule, find(&program))).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/architecture/known.txt");
    fs::write(path, limits::shrink(KNOWN, &measured)).expect("known.txt is written");
}

#[test]
fn the_table_of_rooms_is_the_one_of_the_crate() {
    let sources = sources();
    let rooms: BTreeSet<&str> = sources.iter().filter_map(Source::room).collect();
    let table: BTreeSet<&str> = rooms::ROOMS.iter().map(|(room, _)| *room).collect();
    assert_eq!(rooms, table);
    for (at, (room, imports)) in rooms::ROOMS.iter().enumerate() {
        let earlier: Vec<&str> = rooms::ROOMS[..at].iter().map(|(room, _)| *room).collect();
        let later = imports.split_whitespace().find(|import| !earlier.contains(import));
        assert_eq!(later, None, "{room} imports a room that is not above it");
    }
    let is_test = |path: &str| sources.iter().any(|source| source.is_test && source.path.ends_with(path));
    for path in ["ui/tests.rs", "document/layout/tests.rs", "page/tests/people.rs"] {
        assert!(is_test(path), "{path} counts as code of the program");
    }
    assert!(!is_test("ui/text.rs"), "ui/text.rs counts as a test");
}

/// What `rule` reports of `text` as the file at `path`.
fn reported(rule: impl Fn(&Source) -> Vec<Violation>, path: &str, text: &str) -> Vec<String> {
    rule(&Source::new(path, text)).iter().map(ToString::to_string).collect()
}

/// The reports of a rule with a figure on the file `text` at `path`.
fn exceeding(find: fn(&[&Source]) -> Vec<Excess>, path: &str, text: &str) -> Vec<String> {
    find(&[&Source::new(path, text)]).iter().map(|excess| excess.violation.to_string()).collect()
}

#[test]
fn an_import_down_the_table_is_reported() {
    let text = "//! x\nuse crate::{model::Atlas, cli};\nuse super::super::ui;\nuse super::trail;\n";
    assert_eq!(
        reported(rules::imports, "app/state.rs", text),
        [
            "src/app/state.rs:2: `app` may not import `cli`; move what both need to a room below, or pass it in",
            "src/app/state.rs:3: `super::super::ui` leaves the room `app`; write `crate::…`"
        ]
    );
    let found = reported(rules::imports, "search/x.rs", "use crate::document::Page as Sheet;");
    assert!(found[0].starts_with("src/search/x.rs:1: `search` may not import `document`"), "{found:?}");
    let found = reported(rules::imports, "search/x.rs", "fn f() { g!(1, crate::document::Page) }");
    assert!(found[0].starts_with("src/search/x.rs:1: `search` may not import `document`"), "{found:?}");
    assert_eq!(
        reported(rules::imports, "app/mod.rs", "use super::ui;"),
        ["src/app/mod.rs:1: `super::ui` leaves the room `app`; write `crate::…`"]
    );
    let found = reported(rules::imports, "misc/mod.rs", "");
    assert_eq!(
        found,
        ["src/misc/mod.rs:1: `misc` is not in the table of rooms; add a row to tests/architecture/rooms.rs"]
    );
}

#[test]
fn a_terminal_in_the_app_is_reported() {
    let found = reported(rules::crates, "app/x.rs", "fn f() { let x = ratatui::style::Style::new(); }");
    assert_eq!(found, ["src/app/x.rs:1: `app` may not name `ratatui`; only ui, runtime may"]);
}

#[test]
fn a_touch_of_the_world_is_reported() {
    let text = "use std::{io::{self, Write}, fs};\nfn f() { io::stdout(); std::time::Instant::now(); }\n";
    let touched = |line, what| {
        format!(
            "src/page/x.rs:{line}: `page` may not touch `{what}`; only data, store, runtime, cli may: \
             pass what it gives as an argument"
        )
    };
    let found = reported(rules::world, "page/x.rs", text);
    assert_eq!(found, [touched(1, "fs"), touched(2, "stdout"), touched(2, "Instant")]);
    assert_eq!(reported(rules::world, "cli/x.rs", text), Vec::<String>::new());
}

#[test]
fn a_change_while_drawing_is_reported() {
    let text = "use crate::app::{State, Area};\nfn f(a: &State, b: &mut State, c: &'a mut State, d: &mut Buffer) {}\n";
    let violation = "src/ui/x.rs:2: `ui` may not change a `State` of `app`; borrow it as `&State`";
    assert_eq!(reported(rules::drawing, "ui/x.rs", text), [violation, violation]);
    let found = reported(rules::drawing, "app/x.rs", "use std::cell::RefCell;");
    assert!(found.len() == 1 && found[0].contains("`std::cell::RefCell`"), "{found:?}");
    assert_eq!(reported(rules::drawing, "app/x.rs", "use std::cell::Cell;").len(), 1);
    assert!(reported(rules::drawing, "page/x.rs", "use crate::place::Cell;").is_empty());
    assert!(reported(rules::drawing, "model/people.rs", "use std::sync::OnceLock;").is_empty());
    assert_eq!(reported(rules::drawing, "model/x.rs", "use std::sync::OnceLock;").len(), 1);
}

#[test]
fn a_colour_outside_the_theme_is_reported() {
    let text = "fn f() { put(Color::Red) }";
    assert_eq!(
        reported(rules::colours, "ui/bars.rs", text),
        ["src/ui/bars.rs:1: `Color::Red` is a raw colour; name a role of ui/theme instead"]
    );
    assert_eq!(reported(rules::colours, "ui/theme.rs", text), Vec::<String>::new());
}

#[test]
fn text_for_an_id_is_reported() {
    let ids = Source::new("model/id.rs", "ids! { Lever => LeverId, Tag => TagId }");
    let kinds = rules::kinds(&ids);
    let text = "pub struct X {\n name: String,\n lever: LeverId,\n tags: Vec<String>,\n owner_id: Option<String>\n}";
    let found = reported(|source| rules::ids(source, &kinds), "model/x.rs", text);
    let violation =
        |line, name| format!("src/model/x.rs:{line}: `{name}` is text that could point nowhere; hold a typed id");
    assert_eq!(found, [violation(4, "tags"), violation(5, "owner_id")]);
    let found = reported(|source| rules::ids(source, &kinds), "model/x.rs", "fn f(tags: &[&str], lever: &Lever) {}");
    assert_eq!(found, [violation(1, "tags")]);
}

#[test]
fn a_long_file_is_reported() {
    let long = format!("//! x\n{}", "const _: () = f();\n".repeat(500));
    assert_eq!(reported(rules::shape, "app/x.rs", &long).len(), 1);
    assert_eq!(reported(rules::shape, "main.rs", &long).len(), 1);
    assert_eq!(
        exceeding(limits::long_files, "app/x.rs", &long),
        ["src/app/x.rs:1: 500 lines of code, with at most 350 allowed; split the file"]
    );
    let commented = format!("//! x\n{}fn g() {{}}", "/// f();\n// f();\n\n".repeat(150));
    assert_eq!(exceeding(limits::long_files, "app/x.rs", &commented), Vec::<String>::new());
    let undocumented = reported(rules::shape, "app/x.rs", "fn f() {}");
    assert_eq!(undocumented, ["src/app/x.rs:1: the module has no documentation; start the file with `//! …`"]);
}

#[test]
fn a_long_function_is_reported() {
    let text = |calls: usize| {
        format!(
            "struct A;\n\nimpl A {{\n    // why\n    fn b(&self) {{\n{}    }}\n}}\n",
            "        c();\n\n".repeat(calls)
        )
    };
    assert_eq!(
        exceeding(limits::long_functions, "app/x.rs", &text(49)),
        ["src/app/x.rs:5: `A::b` has 51 lines of code, with at most 50 allowed; split the function"]
    );
    assert_eq!(exceeding(limits::long_functions, "app/x.rs", &text(48)), Vec::<String>::new());
}

#[test]
fn a_circle_is_found_behind_a_reexport() {
    let files = [
        ("app/mod.rs", "pub use self::a::A;\nmod a; mod b; mod c;\n"),
        ("app/a.rs", "use super::b::B;\npub struct A(B);\n"),
        ("app/b.rs", "use super::c;\npub struct B(c::C);\n"),
        ("app/c.rs", "use crate::app::A;\npub struct C(Box<A>);\n"),
        ("lib.rs", "pub mod app;\n"),
    ];
    let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(*path, *text)).collect();
    let sources: Vec<&Source> = sources.iter().collect();
    let found = circles(&sources);
    assert_eq!(found.iter().map(|circle| circle.files.clone()).collect::<Vec<_>>(), [vec![1, 2, 3]]);
    let (edge, left) = &found[0].weakest[0];
    assert_eq!((edge.from, edge.to, edge.line, *left), (1, 2, 1, 1));
    let pairs: Vec<(usize, usize)> = edges(&sources).iter().map(|edge| (edge.from, edge.to)).collect();
    assert_eq!(pairs, [(1, 2), (2, 3), (3, 1)]);
}

#[test]
fn an_item_of_a_macro_is_where_the_macro_is_called() {
    let files = [
        ("a.rs", "ids! { AId }"),
        ("b.rs", "use crate::a::AId;\nuse crate::{c::*, d::{self as e}};\nfn f(_: AId) { g(); e::missing() }"),
        ("c.rs", "pub fn g() {}"),
        ("d.rs", ""),
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
    ];
    let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(*path, *text)).collect();
    let sources: Vec<&Source> = sources.iter().collect();
    let pairs: Vec<(usize, usize)> = edges(&sources).iter().map(|edge| (edge.from, edge.to)).collect();
    assert_eq!(pairs, [(1, 0), (1, 2), (1, 3)]);
}

#[test]
fn a_type_name_of_two_modules_is_reported() {
    let a = Source::new("a.rs", "pub struct Row;\nstruct Cell;\npub enum Side {}");
    let b = Source::new("b.rs", "pub(super) mod c {\n pub type Row = u8;\n}\npub struct Cell;");
    let found: Vec<String> =
        limits::repeated_types(&[&a, &b]).iter().map(|excess| excess.violation.to_string()).collect();
    assert_eq!(found, ["src/a.rs:1: `Row` is a public type of src/b.rs:2 too; give one of them its subject"]);
}

#[test]
fn a_bound_without_its_word_is_reported() {
    let text = "/// The most rows.\nconst ROWS: usize = 1;\n/// The most lines.\nconst MAX_LINES: usize = 1;\n\
                /// Lines of a page.\nconst PAGE: u16 = 3;\n/// At most a word.\nconst WORD: &str = \"\";";
    assert_eq!(
        exceeding(limits::misnamed_bounds, "app/x.rs", text),
        ["src/app/x.rs:2: `ROWS` bounds something; call it `MAX_…` or `MIN_…`"]
    );
}

#[test]
fn exceptions_only_shrink() {
    let excess = |subject: &str, figure| Excess {
        subject: subject.to_owned(),
        figure,
        violation: Violation::new(&Source::new("x.rs", ""), 1, subject),
    };
    let text = "# why\nfunction a 60 # a reason\nfunction b 70\nfunction c 80\n";
    let known = limits::parse_known(text);
    let reason = "a reason".to_owned();
    assert_eq!(known[0], Known { rule: "function".into(), subject: "a".into(), figure: 60, reason });
    let found = [excess("a", 60), excess("b", 71), excess("d", 51)];
    let judged = limits::judge("function", &found, &known);
    assert_eq!(judged[..2], ["src/x.rs:1: b", "src/x.rs:1: d"]);
    assert!(judged[2].contains("`function c` keeps the rule by now") && judged.len() == 3, "{judged:?}");
    let measured = [("function", vec![excess("a", 55), excess("b", 71), excess("d", 51)])];
    assert_eq!(limits::shrink(text, &measured), "# why\nfunction a 55 # a reason\nfunction b 70\n");
}

#[test]
fn comments_and_tests_are_no_code() {
    let text = "//! a\nfn b() {} // c\n/* d /* e */ f */\n\nconst G: &str = \"h\n\ni\";\n#[cfg(test)]\n\
                mod tests { fn o() { p(); } }\n#[cfg(test)]\nuse q;\n/// r\n#[derive(Clone)]\nstruct S;\n";
    let found = Source::new("app/x.rs", text);
    assert_eq!(found.code_lines(), 5);
    let paths: Vec<String> = found.paths().iter().map(source::NamedPath::joined).collect();
    assert_eq!(paths, ["str", "Clone"]);
}

#[test]
fn use_trees_are_unfolded() {
    let found = Source::new("app/x.rs", "use a::{b, c::{self, d as e}, f::*};\nfn x() { Vec::<g::H>::new() }");
    let paths: Vec<String> = found.paths().iter().map(source::NamedPath::joined).collect();
    assert_eq!(paths, ["a::b", "a::c", "a::c::d", "a::f::*", "Vec::new", "g::H"]);
}

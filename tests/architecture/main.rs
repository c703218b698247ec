//! The house and its rules, read from the sources: who may import whom, who may touch the world, how long a file may
//! get. A fault names the file, the line and the rule.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod rules;
mod source;

use std::collections::BTreeSet;

use rules::Fault;
use source::{Source, sources, tokens};

/// Holds `rule` for every source file that is no test.
fn hold(rule: impl Fn(&Source) -> Vec<Fault>) {
    let sources = sources();
    assert!(sources.len() > 50, "only {} source files were found", sources.len());
    let faults: Vec<String> =
        sources.iter().filter(|source| !source.is_test).flat_map(rule).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn kinds() -> Vec<String> {
    let sources = sources();
    let ids = sources.iter().find(|source| source.path.ends_with("model/id.rs")).expect("model/id.rs");
    rules::kinds(ids)
}

#[test]
fn imports_only_point_up_the_table_of_rooms() {
    hold(rules::imports);
}

#[test]
fn other_crates_stay_in_their_rooms() {
    hold(rules::crates);
}

#[test]
fn few_rooms_touch_the_world() {
    hold(rules::world);
}

#[test]
fn drawing_changes_nothing() {
    hold(rules::drawing);
}

#[test]
fn raw_colours_live_in_the_theme() {
    hold(rules::colours);
}

#[test]
fn the_model_holds_no_unresolved_id() {
    let kinds = kinds();
    assert!(kinds.iter().any(|kind| kind == "axis_value") && kinds.len() > 10, "{kinds:?}");
    hold(|source| rules::ids(source, &kinds));
}

#[test]
fn files_are_short_and_say_why_they_exist() {
    hold(rules::shape);
}

#[test]
fn modules_of_tests_are_known() {
    let sources = sources();
    let tests: Vec<String> =
        sources.iter().filter(|source| source.is_test).map(|source| source.path.display().to_string()).collect();
    for known in ["ui/tests.rs", "document/layout/tests.rs", "search/fixture.rs", "page/tests/people.rs"] {
        assert!(tests.iter().any(|path| path == known), "{known} is not among {tests:?}");
    }
    assert!(!tests.iter().any(|path| path == "ui/text.rs"), "{tests:?}");
}

#[test]
fn the_table_of_rooms_is_the_one_of_the_crate() {
    let sources = sources();
    let rooms: BTreeSet<&str> = sources.iter().filter_map(Source::room).collect();
    let table: BTreeSet<&str> = rules::ROOMS.iter().map(|(room, _)| *room).collect();
    assert_eq!(rooms, table);
    for (at, (room, imports)) in rules::ROOMS.iter().enumerate() {
        let above: Vec<&str> = rules::ROOMS[..at].iter().map(|(room, _)| *room).collect();
        assert!(imports.iter().all(|import| above.contains(import)), "{room} imports what stands below it");
    }
}

/// What `rule` says of `text` as the file at `path`.
fn told(rule: impl Fn(&Source) -> Vec<Fault>, path: &str, text: &str) -> Vec<String> {
    rule(&Source::new(path, text)).iter().map(ToString::to_string).collect()
}

#[test]
fn an_import_down_the_table_is_a_fault() {
    let text = "//! x\nuse crate::{model::Atlas, cli};\nuse super::super::ui;\nuse super::trail;\n";
    assert_eq!(
        told(rules::imports, "app/state.rs", text),
        [
            "src/app/state.rs:2: `app` may not import `cli`",
            "src/app/state.rs:3: `super::super::ui` leaves the room `app`"
        ]
    );
    assert_eq!(
        told(rules::imports, "search/x.rs", "use crate::document::Page as Sheet;"),
        ["src/search/x.rs:1: `search` may not import `document`"]
    );
    assert_eq!(
        told(rules::imports, "app/mod.rs", "use super::ui;"),
        ["src/app/mod.rs:1: `super::ui` leaves the room `app`"]
    );
    let unknown = "src/misc/mod.rs:1: `misc` is no room; give it a row in tests/architecture/rules.rs";
    assert_eq!(told(rules::imports, "misc/mod.rs", ""), [unknown]);
}

#[test]
fn a_terminal_in_the_app_is_a_fault() {
    let faults = told(rules::crates, "app/x.rs", "fn f() { let x = ratatui::style::Style::new(); }");
    assert_eq!(faults, ["src/app/x.rs:1: `app` may not name `ratatui`; only ui, runtime may"]);
}

#[test]
fn a_touch_of_the_world_is_a_fault() {
    let text = "use std::{io::{self, Write}, fs};\nfn f() { io::stdout(); std::time::Instant::now(); }\n";
    let touched =
        |line, what| format!("src/page/x.rs:{line}: `page` may not touch `{what}`; only data, store, runtime, cli may");
    assert_eq!(told(rules::world, "page/x.rs", text), [touched(1, "fs"), touched(2, "stdout"), touched(2, "Instant")]);
    assert_eq!(told(rules::world, "cli/x.rs", text), Vec::<String>::new());
}

#[test]
fn a_change_while_drawing_is_a_fault() {
    let text = "use crate::app::{State, Area};\nfn f(a: &State, b: &mut State, c: &'a mut State, d: &mut Buffer) {}\n";
    let fault = "src/ui/x.rs:2: `ui` may not change a `State` of `app`";
    assert_eq!(told(rules::drawing, "ui/x.rs", text), [fault, fault]);
    let faults = told(rules::drawing, "app/x.rs", "use std::cell::RefCell;");
    assert!(faults.len() == 1 && faults[0].ends_with("`std::cell::RefCell`"), "{faults:?}");
    assert_eq!(told(rules::drawing, "app/x.rs", "use std::cell::Cell;").len(), 1);
    assert_eq!(told(rules::drawing, "page/x.rs", "use crate::place::Cell;").len(), 0);
}

#[test]
fn a_colour_outside_the_theme_is_a_fault() {
    let text = "fn f() { put(Color::Red) }";
    assert_eq!(
        told(rules::colours, "ui/bars.rs", text),
        ["src/ui/bars.rs:1: raw colours live in ui/theme alone: `Color::Red`"]
    );
    assert_eq!(told(rules::colours, "ui/theme.rs", text), Vec::<String>::new());
}

#[test]
fn text_for_an_id_is_a_fault() {
    let text = "pub struct X {\n name: String,\n lever: LeverId,\n tags: Vec<String>,\n owner_id: Option<String>\n}";
    let faults = told(|source| rules::ids(source, &kinds()), "model/x.rs", text);
    let fault =
        |line, name| format!("src/model/x.rs:{line}: `{name}` is text that could point nowhere; hold a typed id");
    assert_eq!(faults, [fault(4, "tags"), fault(5, "owner_id")]);
}

#[test]
fn a_long_file_is_a_fault() {
    let long = format!("//! x\n{}", "f();\n".repeat(500));
    assert_eq!(told(rules::shape, "app/x.rs", &long).len(), 2);
    assert_eq!(told(rules::shape, "main.rs", &long).len(), 3);
    let commented = format!("//! x\n{}", "// f();\n".repeat(400));
    assert_eq!(told(rules::shape, "app/x.rs", &commented), Vec::<String>::new());
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = "a /* b /* c */ d */ e // f\n\"g \\\" h\" r#\"i \" j\"# b'k' 'l' '\\'' &'m n\n\
                #[cfg(test)]\nmod tests { fn o() { p[0]; } }\n#[cfg(test)]\nuse q;\nr";
    let found = Source::new("app/x.rs", text);
    let texts: Vec<&str> = found.tokens.iter().map(|token| token.text.as_str()).collect();
    assert_eq!(texts, ["a", "e", "\"\"", "\"\"", "\"\"", "\"\"", "\"\"", "&", "'", "m", "n", "r"]);
    assert_eq!(tokens(text).last().map(|token| token.line), Some(7));
}

#[test]
fn use_trees_are_unfolded() {
    let found = Source::new("app/x.rs", "use a::{b, c::{self, d as e}, f::*};\nVec::<g::H>::new()");
    let paths: Vec<String> = found.paths().iter().map(|(_, path)| path.join("::")).collect();
    assert_eq!(paths, ["use", "a::b", "a::c::self", "a::c::d", "a::f::*", "Vec", "g::H", "new"]);
}

//! Files that people and spreadsheets have written (`tests/cases`): each is read, or what is left out is named with its
//! place.

use std::path::PathBuf;

use stratlas::data;
use stratlas::export::vault::Vault;
use stratlas::model::{Atlas, Person};

use super::command::stratlas;

fn case(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(path);
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// Result of an import: what was written, if anything, and standard error.
struct Outcome {
    atlas: Option<Atlas>,
    errors: String,
}

fn import(form: &str, name: &str, code: i32, more: &[&str]) -> Outcome {
    let home = tempfile::tempdir().expect("a folder");
    let (small, input) = (case("small"), case(&format!("{}/{name}", if form == "csv" { "csv" } else { "md" })));
    let mut args = vec!["--no-overlay"];
    if form == "csv" {
        args.extend(["--atlas", &small]);
    }
    args.extend(["import", form, &input, "--out", "out"]);
    args.extend(more);
    let assert = stratlas(&args, home.path()).assert().code(code);
    let errors = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    let out = home.path().join("out");
    let atlas = out.exists().then(|| data::load_folder(&out).expect("a folder").atlas.expect("an atlas"));
    assert_eq!(atlas.is_none(), code == 2, "{errors}");
    Outcome { atlas, errors }
}

fn csv(name: &str, code: i32) -> Outcome {
    import("csv", name, code, &["--yes"])
}

fn markdown(name: &str, code: i32) -> Outcome {
    import("markdown", name, code, &[])
}

impl Outcome {
    fn atlas(&self) -> &Atlas {
        self.atlas.as_ref().unwrap_or_else(|| panic!("{}", self.errors))
    }

    /// The person called `name`.
    fn person(&self, name: &str) -> &Person {
        self.atlas().people.rows().iter().find(|row| row.name == name).expect("a person")
    }

    fn names(&self, expected: &str) {
        assert!(self.errors.contains(expected), "{expected}\n{}", self.errors);
    }
}

#[test]
fn cells_to_the_right_of_the_last_column_are_refused() {
    csv("extra-cells", 2).names("people.csv:2:39: this cell is to the right of the last column, `summary`");
}

#[test]
fn text_after_a_closing_quotation_mark_is_refused() {
    csv("text-after-quote", 2).names("people.csv:2:8: text follows the closing quotation mark");
}

#[test]
fn sources_that_may_belong_to_either_claim_are_refused() {
    csv("sources-unnumbered", 2)
        .names("sources.csv:2:1: which position of `grace-hopper` has this source? there are 2");
}

#[test]
fn a_table_of_strategies_is_read_and_a_misspelt_file_is_named() {
    let outcome = csv("other-tables", 1);
    outcome.names("position.csv:1:1: the file `position.csv` is not read");
    let pause = outcome.atlas().strategies.find("pause").expect("pause");
    assert_eq!(outcome.atlas().strategies[pause].thesis, "EDITED");
}

#[test]
fn choices_for_columns_that_are_not_there_are_refused() {
    let outcome = import("csv", "plain", 2, &["--yes", "--map", "people:Fornavn=name"]);
    outcome.names("people.csv has no column `Fornavn`; its columns are name, tagline, summary");
    import("csv", "plain", 2, &["--yes", "--set", "people:summary=x"]).names("people.csv has a column for `summary`");
    import("csv", "plain", 2, &["--yes", "--set", "tags:gloss=x"]).names("there is no file tags.csv");
    let outcome = import("csv", "plain", 0, &["--yes", "--set", "people:note=Of my own."]);
    assert_eq!(outcome.person("Grace Hopper").note.as_deref(), Some("Of my own."));
}

#[test]
fn dates_delimiters_and_encodings_of_spreadsheets_are_read() {
    assert_eq!(csv("spreadsheet-dates", 0).person("Grace").updated.as_deref(), Some("2026-04-24"));
    for name in ["sep-line", "blank-first-line", "utf16"] {
        let outcome = csv(name, 0);
        assert_eq!((&*outcome.person("Grace").tagline, &*outcome.person("Grace").summary), ("T", "S"), "{name}");
    }
    assert_eq!(csv("crlf-in-cell", 0).person("Grace").summary, "Once upon a time");
    let doom = &csv("pdoom-percent", 0).person("Grace Hopper").p_doom[0].clone();
    assert_eq!((doom.low, doom.high), (0.1, 0.2));
}

#[test]
fn a_name_in_another_script_gets_an_id() {
    assert_eq!(csv("non-latin", 0).person("王小云").slug, "u738b-u5c0f-u4e91");
}

#[test]
fn remarks_and_queries_below_a_list_are_left_out_and_named() {
    let outcome = markdown("trailing-text", 1);
    outcome.names("warning[left-out]: People/Grace.md:19:1: this paragraph");
    outcome.names("warning[not-understood]: People/Grace.md:21:1: a block of code");
    assert_eq!(outcome.person("Grace Hopper").positions[0].claim, "She held it.");
}

#[test]
fn a_note_that_is_none_of_the_atlas_is_a_warning() {
    markdown("foreign-template", 0)
        .names("warning[not-understood]: Templates/T.md:2:14: this front matter is not YAML");
}

#[test]
fn links_are_read_as_the_records_that_they_can_mean() {
    let outcome = markdown("tag-short-link", 0);
    assert_eq!(outcome.atlas().tags[outcome.person("Ada").positions[0].tag].slug, "pause");
    let outcome = markdown("wikilink-prose", 0);
    let pause = outcome.atlas().strategies.find("pause").expect("pause");
    assert_eq!(outcome.atlas().strategies[pause].thesis, "Time is what Go lacks.");
    let outcome = markdown("plus-list", 0);
    assert_eq!(outcome.atlas().strategies[outcome.atlas().strategies.find("pause").expect("pause")].conflicts.len(), 1);
}

#[test]
fn a_dangling_link_is_reported_once() {
    let outcome = markdown("dangling-twice", 2);
    assert_eq!(outcome.errors.matches("error[").count(), 1, "{}", outcome.errors);
    outcome.names("Strategies/Pause.md:29:3: there is no note `Strategies/Gone` about a strategy");
}

#[test]
fn a_name_with_html_is_escaped_in_links_to_its_note() {
    let outcome = markdown("alias-html", 0);
    let atlas = outcome.atlas();
    let name = "<img src=x onerror=alert(1)>";
    assert!(atlas.strategies.rows().iter().any(|row| row.name == name));
    let notes: Vec<String> = Vault::new(atlas).files().map(|file| file.text).collect();
    assert!(notes.iter().any(|note| note.contains("|\\<img")), "{notes:#?}");
    assert!(!notes.iter().any(|note| note.replace("\\<", "").contains('<') && note.contains(&format!("|{name}"))));
    let back = data::load_vault_texts(
        Vault::new(atlas)
            .files()
            .map(|file| (file.path, file.text))
            .collect::<Vec<_>>()
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    assert!(back.atlas.as_ref() == Some(atlas));
}

#[test]
fn syntax_errors_are_reported_where_they_start() {
    let home = tempfile::tempdir().expect("a folder");
    for (name, expected) in [
        ("unclosed", "a.toml:46:10: the text that `\"\"\"` opens here is never closed"),
        ("empty-value", "a.toml:1:1: the key `title` has no value"),
    ] {
        let assert = stratlas(&["check", &case(&format!("toml/{name}"))], home.path()).assert().code(1);
        let output = assert.get_output();
        let text = String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned();
        assert!(text.contains(expected), "{text}");
    }
}

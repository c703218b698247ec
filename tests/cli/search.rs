//! `stratlas search` and `stratlas list` through the real binary.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::command::{self, process, stratlas};

fn output(args: &[&str]) -> String {
    command::output(&mut stratlas(args))
}

fn refusal(args: &[&str], code: i32) -> String {
    command::refusal(&mut stratlas(args), code)
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&output(args)).expect("JSON")
}

/// The first word of every line.
fn places(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.split_whitespace().next()).collect()
}

#[test]
fn the_best_matches_come_first_a_line_each() {
    let found = output(&["search", "pause"]);
    assert_eq!(places(&found)[..2], ["strategy/pause", "tag/pause"]);
    assert!(found.lines().count() <= 20);
    assert!(!found.contains(['\u{1b}', '\t']));
    // A pipe gets all of a text, however long.
    assert!(found.contains("alignment and governance are able to catch up."), "{found}");
}

#[test]
fn words_are_one_query_and_a_limit_cuts_it() {
    assert_eq!(output(&["search", "kind:person", "yann", "--limit", "1"]).lines().count(), 1);
    assert_eq!(places(&output(&["search", "kind:person yann lecun"])), ["person/yann-lecun"]);
    assert_eq!(places(&output(&["search", "org:nyu,\"open phil\" ^yann"])), ["person/yann-lecun"]);
}

#[test]
fn what_is_found_can_be_shown() {
    let found = output(&["search", "kind:lever", "speed"]);
    let page = stratlas(&["show", "-"]).write_stdin(found).assert().success();
    assert!(String::from_utf8_lossy(&page.get_output().stdout).starts_with("Speed\n"));
}

#[test]
fn search_as_json() {
    let report = json(&["search", "--format", "json", "--limit", "2", "kind:person  meta"]);
    assert_eq!(report["query"], "kind:person meta");
    assert!(report["total"].as_u64() > Some(2));
    let hits = report["hits"].as_array().expect("a list");
    assert_eq!(hits.len(), 2);
    let keys: Vec<_> = hits[0].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["field", "kind", "name", "place", "score", "snippet"]);
    assert_eq!(hits[0]["kind"], "person");
    let named = json(&["search", "--format", "json", "yann lecun"]);
    assert_eq!(named["hits"][0]["place"], "person/yann-lecun");
    assert_eq!(named["hits"][0]["field"], "name");
    assert_eq!(named["hits"][0]["snippet"], Value::Null);
}

#[test]
fn finding_nothing_is_a_finding() {
    stratlas(&["search", "qqxxzz"]).assert().code(1).stdout("").stderr("");
    let of_two = stratlas(&["search", "kind:lever", "qqxxzz"]).assert().code(1).stdout("");
    let reason = String::from_utf8_lossy(&of_two.get_output().stderr).into_owned();
    assert!(
        reason.starts_with("stratlas: kind:lever: ") && reason.ends_with(" levers, none with qqxxzz\n"),
        "{reason}"
    );
    stratlas(&["list", "tags", "--where", "qqxxzz"]).assert().code(1).stdout("").stderr("");
    let none = stratlas(&["list", "tags", "--where", "qqxxzz", "--format", "json"]).assert().code(1);
    none.stdout("[]\n");
}

#[test]
fn a_query_that_means_nothing_is_refused_in_place() {
    let message = refusal(&["search", "yann", "lever:sped", "knd:person"], 2);
    let expected = "stratlas: `lever:` has no value `sped`; did you mean `speed`?
  yann lever:sped knd:person
             ^^^^
stratlas: there is no field `knd`; did you mean `kind:`? quotation marks make it a text to search for
  yann lever:sped knd:person
                  ^^^
";
    assert_eq!(message, expected);
    assert!(refusal(&["list", "people", "--where", "stance:against"], 2).contains("has no value `against`"));
    assert!(refusal(&["search", "!"], 2).contains("the query is empty"));
    assert!(refusal(&["search", "kind:\u{1b}[31m"], 2).contains("␛[31m"));
}

#[test]
fn lists_are_in_name_order_and_complete() {
    let levers = output(&["list", "levers"]);
    assert_eq!(levers.lines().count(), 15);
    let names = places(&levers);
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(output(&["list", "lever"]), levers, "singular or plural");
    assert_eq!(output(&["list", "people"]).lines().count(), 935);
    for kind in ["strategies", "tags", "scenarios", "portfolios", "mechanisms"] {
        let listed = output(&["list", kind]);
        assert!(places(&listed).iter().all(|place| place.contains('/')), "{kind}");
    }
}

#[test]
fn lists_can_be_filtered() {
    let listed = output(&["list", "strategies", "--where", "lever:information-flow pull:up"]);
    assert!(places(&listed).contains(&"strategy/open-source-maximalism"));
    assert!(listed.lines().all(|line| line.contains("Information flow ↑")), "{listed}");
    let opposed =
        json(&["list", "people", "--where", "tag:abandon-superintelligence stance:opposes", "--format", "json"]);
    for person in opposed.as_array().expect("a list") {
        let positions = person["positions"].as_array().expect("a list");
        let both =
            |position: &&Value| position["tag"] == "abandon-superintelligence" && position["stance"] == "opposes";
        assert!(positions.iter().any(|position| both(&position)), "{person}");
    }
}

#[test]
fn an_unknown_kind_names_the_nearest() {
    assert_eq!(
        refusal(&["list", "strategys"], 2),
        "stratlas: there is no kind `strategys`; did you mean `strategies`?\n"
    );
    assert!(refusal(&["list", "zebras"], 2).contains("there are strategies, people, tags"));
}

#[test]
fn a_list_as_json_has_all_coordinates() {
    let listed = json(&["list", "strategy", "--where", "^pause$", "--format", "json"]);
    let pause = &listed[0];
    for (key, value) in [
        ("place", "strategy/pause"),
        ("kind", "strategy"),
        ("slug", "pause"),
        ("name", "Pause"),
        ("lever", "speed"),
        ("pull", "down"),
        ("acts_on", "speed-timing"),
        ("coercion", "consent"),
        ("actor_in_control", "humans"),
        ("time_horizon", "pre-transition"),
        ("legitimacy_source", "democratic"),
    ] {
        assert_eq!(pause[key], value, "{key}");
    }
    assert_eq!(pause["conflicts"][0], "race-to-aligned-superintelligence");
    let lecun = &json(&["list", "people", "--where", "^\"yann lecun\"$", "--format", "json"])[0];
    assert!(lecun["positions"].as_array().is_some_and(|positions| !positions.is_empty()), "{lecun}");
}

#[test]
fn a_list_as_csv_has_a_cell_for_every_key() {
    let csv = output(&["list", "portfolios", "--format", "csv"]);
    let (head, rows) = csv.split_once("\r\n").expect("lines end as the standard says");
    assert_eq!(head, "place,kind,slug,name,description,strategies");
    assert!(rows.contains("pause; "), "{rows}");
    let empty = stratlas(&["list", "tags", "--where", "qqxxzz", "--format", "csv"]).assert().code(1);
    empty.stdout("place,kind,slug,name,gloss,aka,strategy,holders\r\n");
}

#[test]
fn hostile_data_is_defused() {
    let folder = tempfile::tempdir().expect("a folder");
    let person = "[[person]]\nid = \"evil\"\nname = \"=1+cmd\"\ntagline = \"@sum, \\u001b[31mred\"\nsummary = \"-x\"\n\
        categories = [\"+1\"]\n";
    fs::write(folder.path().join("people.toml"), person).expect("a file");
    let atlas = folder.path().to_str().expect("a path in UTF-8");
    let csv = output(&["--atlas", atlas, "list", "people", "--format", "csv"]);
    assert!(csv.contains("person/evil,person,evil,'=1+cmd,\"'@sum, ␛[31mred\",'-x,"), "{csv}");
    for args in [&["list", "people"][..], &["search", "cmd"], &["search", "--format", "json", "red"]] {
        let mut all = vec!["--atlas", atlas];
        all.extend(args);
        let shown = output(&all);
        assert!(!shown.contains('\u{1b}') && shown.contains("␛[31mred"), "{shown:?}");
    }
}

#[test]
fn a_reader_that_goes_is_no_error() {
    let mut child = process(&["list", "people", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let mut message = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut message).expect("text");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(message, "");
}

#[test]
fn the_help_explains_queries() {
    for command in ["search", "list"] {
        let help = output(&[command, "--help"]);
        assert!(help.contains("  stance:") && help.contains("!word"), "{help}");
    }
}

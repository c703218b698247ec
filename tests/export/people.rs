//! People from tables: those that were exported, and those that someone keeps.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use stratlas::data::{self, People, Rename};
use stratlas::export::csv::files;
use stratlas::graph::Graph;
use stratlas::model::{Atlas, Table};

use super::command::stratlas;
use super::{embedded, json, part};

/// The people of `atlas` from tables, added to the same atlas without people.
fn there_and_back(atlas: &Atlas) -> People {
    let strategies: Vec<_> = atlas.strategies.ids().collect();
    let tables: BTreeMap<String, String> = files(&Graph::new(atlas.clone()))
        .into_iter()
        .map(|file| (file.path.trim_end_matches(".csv").to_owned(), file.text))
        .collect();
    let tables: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    data::load_people_texts(&atlas.narrowed(&strategies, &[]), &tables, &[])
}

#[test]
fn the_people_that_were_exported_come_back() {
    let atlas = embedded();
    let people = there_and_back(&atlas);
    assert!(people.loaded.diagnostics.is_empty(), "{:#?}", people.loaded.diagnostics);
    let back = people.loaded.atlas.expect("an atlas");
    assert_eq!(back.people.len(), atlas.people.len());
    for (ours, theirs) in atlas.people.rows().iter().zip(back.people.rows()) {
        assert_eq!(ours, theirs);
    }
    assert!(people.mappings.iter().all(|mapping| mapping.columns.iter().all(|(_, key)| key.is_some())));
}

const PEOPLE: &str = "Full Name;Bio;Headline;E-mail;Expertise\r\nZoë D'Arc;\"Writes; a lot.\";Writer;z@x.org;\r\n'=Cal;c;t;;nonsense\r\n";
const POSITIONS: &str = "Name,Topic,Stance,Inferred,Claim\nZoë D'Arc,pause,endorses,yes,Wants time.\nNobody,pause,endorses,no,x\nzoe-d-arc,pauze,loves,maybe,y\n";

#[test]
fn tables_that_someone_keeps_are_understood_and_their_faults_told() {
    let tables = [("people", PEOPLE), ("positions", POSITIONS)];
    let people = data::load_people_texts(&part(), &tables, &[]);
    assert_eq!(people.mappings[0].columns[0], ("Full Name".to_owned(), Some("name")));
    assert_eq!(people.mappings[0].columns[3], ("E-mail".to_owned(), None));
    assert!(people.loaded.atlas.is_none());
    let told: Vec<String> =
        people.loaded.diagnostics.iter().map(|f| format!("{}:{}:{} {}", f.file, f.line, f.column, f.message)).collect();
    for expected in [
        "people.csv:3:1 a profile needs the key `recognition`",
        "people.csv:3:12 there is no expertise tier `nonsense`",
        "positions.csv:3:1 nobody in the table of people has the id or the name `Nobody`",
        "positions.csv:4:11 there is no tag `pauze`",
        "positions.csv:4:17 `loves` is not allowed here",
        "positions.csv:4:23 expected true or false, found a string",
    ] {
        assert!(told.iter().any(|line| line.starts_with(expected)), "{expected}\n{told:#?}");
    }
}

#[test]
fn numbers_that_someone_gave_are_read_with_their_sources() {
    let people = "id,name,tagline,summary\nada,Ada,T,S.\n";
    let doom = "who,p(doom),High,When\nada,0.2,,2024\nAda,0.1,0.3,\nada,often,1,\n";
    let timelines = "Name;What;Year;To;Probability\nAda;AGI;2030;2035;0.5\nAda;ASI;soon;;\n";
    let sources = "person,of,number,title,medium\nada,p_doom,,A talk,talk\nada,p_doom,,Another,talk\n\
                   ada,timeline,,A post,blog\nada,hunch,,None,talk\n";
    let tables = |doom, timelines, sources| {
        let tables = [("people", people), ("p_doom", doom), ("timelines", timelines), ("sources", sources)];
        data::load_people_texts(&part(), &tables, &[]).loaded
    };
    let told: Vec<String> = tables(doom, timelines, sources)
        .diagnostics
        .iter()
        .map(|f| format!("{}:{}:{} {}", f.file, f.line, f.column, f.message))
        .collect();
    let expected = [
        "p_doom.csv:4:5 expected a number, found a string",
        "timelines.csv:3:9 expected a whole number, found a string",
        "sources.csv:3:1 this has a source already; this one is left out",
        "sources.csv:5:1 sources are of a position, a p_doom or a timeline; this one is left out",
    ];
    assert_eq!(told, expected);
    let sound = |text: &str, bad: &str| text.lines().filter(|line| !line.contains(bad)).collect::<Vec<_>>().join("\n");
    let (doom, timelines) = (sound(doom, "often"), sound(timelines, "soon"));
    let loaded = tables(&doom, &timelines, "person,of,title,medium\nada,p_doom,A talk,talk\n");
    let atlas = loaded.atlas.expect("an atlas");
    let ada = &atlas.people[atlas.people.find("ada").expect("Ada")];
    let ends: Vec<(f64, f64)> = ada.p_doom.iter().map(|row| (row.low, row.high)).collect();
    assert_eq!(ends, [(0.2, 0.2), (0.1, 0.3)], "a single number is both ends");
    assert_eq!(ada.p_doom[1].source.as_ref().map(|source| source.title.as_str()), Some("A talk"), "of the last one");
    let timeline = &ada.timelines[0];
    assert_eq!(
        (timeline.milestone.as_str(), timeline.from, timeline.to, timeline.probability),
        ("AGI", Some(2030), Some(2035), Some(0.5))
    );
}

#[test]
fn nothing_is_written_before_it_is_wanted() {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir(home.path().join("tables")).expect("a folder");
    let people = "Wer,Summary,Tagline\nAda,\"Someone, once.\",Writes\n";
    fs::write(home.path().join("tables/people.csv"), people).expect("a file");
    let mut args = vec!["import", "csv", "tables", "--out", "out", "--map", "people:Wer=name"];
    let assert = stratlas(&args, home.path()).assert().success();
    let said = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(said.starts_with("people.csv: 1 row\n  Wer      name\n  Summary  summary\n"), "{said}");
    assert!(said.ends_with("nothing was written without --yes\n") && !home.path().join("out").exists(), "{said}");
    args.push("--yes");
    stratlas(&args, home.path()).assert().success();
    let atlas = data::load_folder(&home.path().join("out")).expect("a folder").atlas.expect("an atlas");
    let ada = atlas.people.find("ada").expect("Ada");
    assert_eq!(
        (atlas.people.len(), atlas.people[ada].summary.as_str()),
        (embedded().people.len() + 1, "Someone, once.")
    );
    let wrong = ["import", "csv", "tables", "--out", "x", "--map", "people:Wer=nome"];
    stratlas(&wrong, home.path()).assert().code(2);
    stratlas(&["import", "csv", "missing", "--out", "x"], home.path()).assert().code(2);
}

#[test]
fn someone_who_is_there_already_is_replaced_by_all_tables_and_by_no_fewer() {
    let atlas = embedded();
    let mut edited = atlas.clone();
    let mut people = atlas.people.rows().to_vec();
    "Said anew.".clone_into(&mut people[0].tagline);
    edited.people = Table::new(people);
    let tables: Vec<_> = files(&Graph::new(edited.clone()))
        .into_iter()
        .map(|file| (file.path.trim_end_matches(".csv").to_owned(), file.text))
        .collect();
    let with = |left_out: &str| {
        let tables = tables.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let tables: Vec<_> = tables.filter(|(name, _)| *name != left_out).collect();
        data::load_people_texts(&atlas, &tables, &[])
    };
    let all = with("");
    assert_eq!((all.replaced, all.loaded.diagnostics.len()), (atlas.people.len(), 0), "{:#?}", all.loaded.diagnostics);
    assert!(all.loaded.atlas.expect("an atlas") == edited);
    let fewer = with("sources").loaded;
    assert!(fewer.atlas.is_none() && fewer.errors() == atlas.people.len());
    let told = &fewer.diagnostics[0];
    assert_eq!((told.file.as_str(), told.line), ("people.csv", 2));
    assert!(told.help.as_ref().is_some_and(|help| help.ends_with("missing: sources.csv")), "{told:?}");
}

#[test]
fn what_was_exported_goes_back_into_the_atlas_it_is_from() {
    let home = tempfile::tempdir().expect("a folder");
    stratlas(&["export", "csv", "--out", "tables"], home.path()).assert().success();
    let mut args = vec!["import", "csv", "tables", "--out", "mine", "--yes"];
    let assert = stratlas(&args, home.path()).assert().success();
    let said = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    let told = format!("{} people are in the atlas already and are to be as the tables say\n", embedded().people.len());
    assert!(said.contains(&told), "{said}");
    stratlas(&["diff", "embedded", "mine"], home.path()).assert().success();
    fs::remove_file(home.path().join("tables/positions.csv")).expect("it is there");
    args[4] = "other";
    let assert = stratlas(&args, home.path()).assert().code(1);
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(said.contains("is in the atlas already") && said.contains("missing: positions.csv"), "{said}");
    assert!(said.ends_with("nothing was written because of the errors\n"), "{said}");
    args.pop();
    let assert = stratlas(&args, home.path()).assert().code(1);
    let said = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(said.ends_with("nothing was written because of the errors\n"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_comes_back_without_the_white_space_at_its_ends(texts in json::texts()) {
        let texts: Vec<String> = texts.iter().map(|text| stratlas::text::sanitize(text).trim().to_owned()).collect();
        let atlas = json::disturbed(&texts);
        let back = there_and_back(&atlas).loaded.atlas.expect("an atlas");
        for (ours, theirs) in atlas.people.rows().iter().zip(back.people.rows()) {
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn any_table_is_told_of_never_a_panic(text in "[a-c,;\t\"'\r\né=]{0,60}", rename in "people:[ab]=name") {
        let rename: Rename = rename.parse().expect("it makes sense");
        let people = data::load_people_texts(&part(), &[("people", &text), ("positions", &text)], &[rename]);
        prop_assert!(people.loaded.atlas.is_some() || people.loaded.errors() > 0);
    }
}

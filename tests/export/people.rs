//! Tables of a spreadsheet that are merged into an atlas: those that were exported, and those that people have.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use stratlas::data::{self, CsvChoices, CsvImport, TableChoice};
use stratlas::export::csv::files;
use stratlas::graph::{Graph, mechanisms};
use stratlas::model::{Atlas, People};

use super::command::stratlas;
use super::tables::rows;
use super::{embedded, is_here, json, part, with_shared_claims};

/// Tables of `atlas`, each with the name of its file.
pub(crate) fn exported(atlas: &Atlas) -> Vec<(String, String)> {
    files(&Graph::new(atlas.clone())).into_iter().map(|file| (file.path, file.text)).collect()
}

/// Merges `tables` into `atlas`.
pub(crate) fn imported(atlas: &Atlas, tables: &[(&str, &str)]) -> CsvImport {
    data::import_csv_texts(atlas, tables, CsvChoices::default(), &mechanisms).expect("there are tables")
}

pub(crate) fn borrowed(tables: &[(String, String)]) -> Vec<(&str, &str)> {
    tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// Merges the tables of `atlas` into the same atlas without people.
fn there_and_back(atlas: &Atlas) -> CsvImport {
    let strategies: Vec<_> = atlas.strategies.ids().collect();
    imported(&atlas.subset(&strategies, &[]), &borrowed(&exported(atlas)))
}

pub(crate) fn messages(import: &CsvImport) -> Vec<String> {
    let found = import.loaded.diagnostics.iter();
    found.map(|one| format!("{}:{}:{} {}", one.file, one.line, one.column, one.message)).collect()
}

#[test]
fn the_people_that_were_exported_come_back() {
    let atlas = embedded();
    let import = there_and_back(&atlas);
    assert!(import.loaded.diagnostics.is_empty(), "{:#?}", import.loaded.diagnostics);
    assert_eq!((import.changed, import.added), (0, atlas.people.len()));
    let back = import.loaded.atlas.expect("an atlas");
    assert_eq!(back.people.len(), atlas.people.len());
    for (ours, theirs) in atlas.people.rows().into_iter().zip(back.people.rows()) {
        assert_eq!(ours, theirs);
    }
    assert!(import.mappings.iter().all(|mapping| mapping.columns.iter().all(|(_, key)| key.is_some())));
}

#[test]
fn exclusive_conflicts_shared_claims_and_shares_come_back() {
    let (plain, atlas) = (embedded(), with_shared_claims());
    let import = imported(&plain, &borrowed(&exported(&atlas)));
    assert_eq!(messages(&import), Vec::<String>::new());
    let back = import.loaded.atlas.expect("an atlas");
    assert_eq!(back.strategies, atlas.strategies);
    assert_eq!((&back.claims, &back.portfolios, &back.reasons), (&atlas.claims, &atlas.portfolios, &atlas.reasons));
    assert!(back == atlas && back != plain);
}

#[test]
fn an_untouched_export_changes_nothing() {
    let atlas = embedded();
    let import = imported(&atlas, &borrowed(&exported(&atlas)));
    assert_eq!((import.changed, import.added, messages(&import)), (0, 0, Vec::new()));
    assert!(import.loaded.atlas.expect("an atlas") == atlas);
}

const PEOPLE: &str = "Full Name;Bio;Headline;E-mail;Expertise\r\nZoë D'Arc;\"Writes; a lot.\";Writer;z@x.org;\r\n'=Cal;c;t;;nonsense\r\n";
const POSITIONS: &str = "Name,Topic,Stance,Inferred,Claim\nZoë D'Arc,pause,endorses,yes,Wants time.\nNobody,pause,endorses,no,x\nzoe-d-arc,pauze,loves,maybe,y\n";

#[test]
fn tables_of_other_forms_are_read_and_their_errors_have_places() {
    let import = imported(&part(), &[("people.csv", PEOPLE), ("positions.csv", POSITIONS)]);
    assert_eq!(import.mappings[0].columns[0], ("Full Name".to_owned(), Some("name".to_owned())));
    assert_eq!(import.mappings[0].columns[3], ("E-mail".to_owned(), None));
    assert!(import.loaded.atlas.is_none());
    let messages = messages(&import);
    for expected in [
        "people.csv:1:24 the column `E-mail` is left out",
        "people.csv:3:12 a profile needs the key `recognition`",
        "people.csv:3:12 there is no expertise tier `nonsense`",
        "positions.csv:3:1 nobody in the atlas or in people.csv has the id or the name `Nobody`",
        "positions.csv:4:11 there is no tag `pauze`",
        "positions.csv:4:17 `loves` is not allowed here",
        "positions.csv:4:23 expected true or false, found a string",
    ] {
        assert!(messages.iter().any(|line| line.starts_with(expected)), "{expected}\n{messages:#?}");
    }
}

#[test]
fn numbers_that_someone_gave_are_read_with_their_sources() {
    let people = "id,name,tagline,summary\nada,Ada,T,S.\n";
    let doom = "who,p(doom),High,When\nada,0.2,,2024\nAda,0.1,0.3,\nada,often,1,\n";
    let timelines = "Name;What;Year;To;Probability\nAda;AGI;2030;2035;0.5\nAda;ASI;soon;;\n";
    let sources = "person,of,number,title,medium\nada,p_doom,,A talk,talk\nada,p_doom,,Another,talk\n\
                   ada,timeline,,A post,blog\nada,hunch,,None,talk\n";
    let import = |doom, timelines, sources| {
        let tables =
            [("people.csv", people), ("p_doom.csv", doom), ("timelines.csv", timelines), ("sources.csv", sources)];
        imported(&part(), &tables)
    };
    let expected = [
        "p_doom.csv:4:5 expected a number, found a string",
        "timelines.csv:3:9 expected a whole number, found a string",
        "sources.csv:2:1 which p_doom of `ada` has this source? there are 3",
        "sources.csv:3:1 which p_doom of `ada` has this source? there are 3",
        "sources.csv:4:1 which timeline of `ada` has this source? there are 2",
        "sources.csv:5:1 the column `of` is `position`, `p_doom` or `timeline`",
    ];
    let mut found = messages(&import(doom, timelines, sources));
    found.sort_by_key(|line| expected.iter().position(|expected| line == expected));
    assert_eq!(found, expected);
    let sound = |text: &str, bad: &str| text.lines().filter(|line| !line.contains(bad)).collect::<Vec<_>>().join("\n");
    let (doom, timelines) = (sound(doom, "often"), sound(timelines, "soon"));
    let import = import(&doom, &timelines, "person,of,number,title,medium\nada,p_doom,2,A talk,talk\n");
    let atlas = import.loaded.atlas.expect("an atlas");
    let ada = &atlas.people[atlas.people.find("ada").expect("Ada")];
    let ends: Vec<(f64, f64)> = ada.p_doom.iter().map(|row| (row.low, row.high)).collect();
    assert_eq!(ends, [(0.2, 0.2), (0.1, 0.3)], "a single number is both ends");
    assert_eq!(ada.p_doom[1].source.as_ref().map(|source| source.title.as_str()), Some("A talk"));
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
    let output = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(output.starts_with("people.csv: 1 row\n  Wer      name\n  Summary  summary\n"), "{output}");
    assert!(output.ends_with("nothing was written without --yes\n") && !home.path().join("out").exists(), "{output}");
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
fn tables_that_are_not_there_leave_the_atlas_as_it_is() {
    let atlas = embedded();
    let mut edited = atlas.clone();
    let mut people: Vec<_> = atlas.people.ids().map(|id| atlas.people.unpack(id)).collect();
    "Said anew.".clone_into(&mut people[0].tagline);
    edited.people = People::new(&people);
    let mut tables = exported(&edited);
    tables.retain(|(name, _)| name != "sources.csv");
    let import = imported(&atlas, &borrowed(&tables));
    assert_eq!((import.changed, import.added, messages(&import)), (1, 0, Vec::new()));
    assert!(import.loaded.atlas.expect("an atlas") == edited);
}

/// Columns that identify the record of a row, or are computed.
const KEYS: [(&str, &[&str]); 19] = [
    ("strategies.csv", &["id"]),
    ("relations.csv", &["from", "to", "mechanism"]),
    ("commitments.csv", &["strategy"]),
    ("meanings.csv", &["strategy"]),
    ("people.csv", &["id"]),
    ("affiliations.csv", &["person"]),
    ("positions.csv", &["person", "position"]),
    ("p_doom.csv", &["person", "number"]),
    ("timelines.csv", &["person", "number"]),
    ("sources.csv", &["person", "of", "number"]),
    ("tags.csv", &["id"]),
    ("levers.csv", &["id"]),
    ("claims.csv", &["id"]),
    ("reasons.csv", &["id"]),
    ("axis_values.csv", &["axis", "id"]),
    ("tiers.csv", &["kind", "id"]),
    ("scenarios.csv", &["id"]),
    ("portfolios.csv", &["id"]),
    ("portfolio_shares.csv", &["portfolio"]),
];

fn keys(file: &str) -> &'static [&'static str] {
    KEYS.iter().find(|(name, _)| *name == file).expect("a table").1
}

/// Writes rows as a table again.
fn table(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

/// Imports `tables` with the cell at `row` and `column` of the table at `file` replaced by `text`.
fn with_edit(
    atlas: &Atlas,
    tables: &[(String, String)],
    file: usize,
    (row, column): (usize, usize),
    text: &str,
) -> CsvImport {
    let mut edited = tables.to_vec();
    let mut cells = rows(&edited[file].1);
    text.clone_into(&mut cells[row][column]);
    edited[file].1 = table(&cells);
    imported(atlas, &borrowed(&edited))
}

#[test]
fn an_edit_of_any_cell_that_is_no_key_is_there_after_the_import() {
    let atlas = part();
    let tables = exported(&atlas);
    let mut edits = 0;
    for (file, (name, text)) in tables.iter().enumerate() {
        let cells = rows(text);
        for (column, header) in cells[0].iter().enumerate().filter(|(_, header)| !keys(name).contains(&header.as_str()))
        {
            let values: Vec<&String> = cells[1..].iter().map(|row| &row[column]).collect();
            // Another value of the column, or of a text another text.
            let is_filled = |row: &usize| !cells[*row][column].is_empty();
            let candidates = (1..cells.len()).filter(is_filled).take(40).flat_map(|row| {
                let other = values.iter().find(|value| **value != values[row - 1] && !value.is_empty());
                let own =
                    Some(values[row - 1]).filter(|value| value.contains(' ')).map(|value| format!("{value} Edited."));
                other.map(|value| (row, (*value).clone())).into_iter().chain(own.map(|own| (row, own)))
            });
            let mut failures = Vec::new();
            let is_there = candidates.into_iter().any(|(row, value)| {
                let import = with_edit(&atlas, &tables, file, (row, column), &value);
                let Some(after) = &import.loaded.atlas else {
                    failures.extend(messages(&import));
                    return false;
                };
                let mut expected: Vec<_> = tables.iter().map(|(_, text)| rows(text)).collect();
                expected[file][row][column].clone_from(&value);
                let found: Vec<_> = exported(after).iter().map(|(_, text)| rows(text)).collect();
                for (at, (name, _)) in tables.iter().enumerate().filter(|(_, (name, _))| name != "relations.csv") {
                    assert_eq!(found[at], expected[at], "{name} after an edit of {header} in {}", tables[file].0);
                }
                edits += 1;
                true
            });
            let is_empty = values.iter().filter(|value| !value.is_empty()).collect::<BTreeSet<_>>().len() < 2;
            assert!(is_there || is_empty, "{name}: no edit of {header} is there\n{failures:#?}");
        }
    }
    assert!(edits > 60, "only {edits} edits");
}

#[test]
fn the_kind_of_a_relation_can_be_edited() {
    let atlas = part();
    let tables = exported(&atlas);
    let file = tables.iter().position(|(name, _)| name == "relations.csv").expect("a table");
    let cells = rows(&tables[file].1);
    let is_one_sided = |row: &&Vec<String>| {
        row[2] == "complement" && !cells.iter().any(|other| other[0] == row[1] && other[1] == row[0])
    };
    let Some(pair) = cells.iter().find(is_one_sided) else { return };
    let row = cells.iter().position(|row| row == pair).expect("a row");
    let import = with_edit(&atlas, &tables, file, (row, 2), "conflict");
    let after = import.loaded.atlas.as_ref().unwrap_or_else(|| panic!("{:#?}", messages(&import)));
    let from = &after.strategies[after.strategies.find(&pair[0]).expect("a strategy")];
    let to = after.strategies.find(&pair[1]).expect("a strategy");
    assert!(from.conflicts.contains(&to) && !from.complements.contains(&to));
}

#[test]
fn a_key_that_was_changed_is_refused_by_name() {
    let atlas = part();
    let tables = exported(&atlas);
    for (file, (name, text)) in tables.iter().enumerate() {
        let cells = rows(text);
        for key in keys(name) {
            let column = cells[0].iter().position(|header| header == key).expect("a column");
            let Some(row) = (1..cells.len()).next() else { continue };
            if *key == "mechanism" {
                continue;
            }
            let value = match *key {
                "number" | "position" => "7".to_owned(),
                "kind" | "axis" | "of" => {
                    let other = cells[1..].iter().map(|row| &row[column]).find(|value| **value != cells[row][column]);
                    let Some(other) = other else { continue };
                    other.clone()
                }
                "id" => "somebody-else".to_owned(),
                _ => {
                    let other = cells[1..].iter().map(|row| &row[column]).find(|value| **value != cells[row][column]);
                    let Some(other) = other else { continue };
                    other.clone()
                }
            };
            let import = with_edit(&atlas, &tables, file, (row, column), &value);
            assert!(import.loaded.atlas.is_none(), "{name}: {key} can be changed to {value}");
            assert!(messages(&import).iter().any(|line| line.starts_with(name.as_str())), "{:#?}", messages(&import));
        }
    }
}

/// A table in which at least half of the keys are those of the atlas is an edited export; another one is new.
#[test]
fn a_new_key_is_a_changed_one_in_a_table_with_half_of_the_keys() {
    let atlas = part();
    let (_, text) = exported(&atlas).into_iter().find(|(name, _)| name == "tags.csv").expect("a table");
    let cells = rows(&text);
    let count = cells.len() - 1;
    let with_new = |known: usize| {
        let mut edited: Vec<Vec<String>> = cells[..=known].to_vec();
        edited.push(cells[1].clone());
        "somebody-else".clone_into(&mut edited[known + 1][0]);
        "Somebody else".clone_into(&mut edited[known + 1][1]);
        let found = messages(&imported(&atlas, &[("tags.csv", table(&edited).as_str())]));
        found.iter().any(|line| line.contains("keys cannot be changed here"))
    };
    let half = count.div_ceil(2);
    assert!(count > 1 && with_new(half) && (half == 1 || !with_new(half - 1)), "{count} tags");
}

#[test]
fn a_claim_with_one_source_takes_no_second_one_and_no_number_twice() {
    let people = "id,name,tagline,summary\nada,Ada,T,S.\n";
    let doom = "person,number,low\nada,1,0.2\nada,1,0.3\n";
    let sources = "person,of,number,title,medium\nada,p_doom,1,A talk,talk\nada,p_doom,1,Another,talk\n";
    let found = messages(&imported(&part(), &[("people.csv", people), ("p_doom.csv", doom), ("sources.csv", sources)]));
    for expected in
        ["p_doom.csv:3:1 p_doom of `ada` has a second row with the number 1", "sources.csv:3:1 a p_doom has one source"]
    {
        assert!(found.iter().any(|line| line.starts_with(expected)), "{expected}: {found:#?}");
    }
}

#[test]
fn what_was_exported_goes_back_into_the_atlas_it_is_from() {
    let home = tempfile::tempdir().expect("a folder");
    stratlas(&["export", "csv", "--out", "tables"], home.path()).assert().success();
    let args = ["import", "csv", "tables", "--out", "mine", "--yes"];
    let assert = stratlas(&args, home.path()).assert().success();
    let output = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(output.contains("no records of the atlas changed, no records added"), "{output}");
    assert!(written(&home.path().join("mine")) == embedded());
}

/// The atlas in a folder.
fn written(folder: &Path) -> Atlas {
    data::load_folder(folder).expect("a folder").atlas.expect("an atlas")
}

#[test]
fn a_second_row_with_one_key_is_refused() {
    let atlas = part();
    let tables = exported(&atlas);
    for (file, (name, text)) in tables.iter().enumerate() {
        let mut cells = rows(text);
        // What a strategy commits to and where a person works has no key of its own: another row is another record.
        if cells.len() < 2
            || ["commitments.csv", "meanings.csv", "affiliations.csv", "sources.csv"].contains(&name.as_str())
        {
            continue;
        }
        cells.push(cells[1].clone());
        let mut edited = tables.clone();
        edited[file].1 = table(&cells);
        let import = imported(&atlas, &borrowed(&edited));
        assert!(import.loaded.atlas.is_none(), "{name}");
        let place = format!("{name}:{}:", cells.len());
        assert!(messages(&import).iter().any(|line| line.starts_with(&place)), "{:#?}", messages(&import));
    }
}

#[test]
fn a_name_of_two_people_is_refused_and_spellings_that_can_mean_one_record_are_read() {
    let people = "id,name,tagline,summary\nsam-1,Sam Lee,T,S.\nsam-2,Sam Lee,T,S.\nada,Ada,T,S.\n";
    let position = |who: &str, tag: &str, stance: &str| format!("person,tag,stance,claim\n{who},{tag},{stance},C.\n");
    let import = |positions: &str| imported(&part(), &[("people.csv", people), ("positions.csv", positions)]);
    let refused = import(&position("Sam Lee", "pause", "endorses"));
    assert!(refused.loaded.atlas.is_none());
    assert_eq!(messages(&refused), ["positions.csv:2:1 several records are called `Sam Lee`: write the id of one"]);
    for (who, tag, stance) in
        [("ADA", "Pause", "Endorses"), ("\u{a0}ada ", "PAUSE", "evolved toward"), ("Ada", "pause", "Evolved_Away")]
    {
        let read = import(&position(who, tag, stance));
        let atlas = read.loaded.atlas.as_ref().unwrap_or_else(|| panic!("{:#?}", messages(&read)));
        let position = &atlas.people[atlas.people.find("ada").expect("Ada")].positions[0];
        assert_eq!(atlas.tags[position.tag].slug, "pause");
    }
}

#[test]
fn tables_in_other_layouts_are_read() {
    let read = |text: &str| {
        let read = imported(&part(), &[("People.CSV", text)]);
        let atlas = read.loaded.atlas.as_ref().unwrap_or_else(|| panic!("{text:?}: {:#?}", messages(&read)));
        let ada = &atlas.people[atlas.people.find("ada").unwrap_or_else(|| panic!("{text:?}: {:#?}", messages(&read)))];
        assert_eq!((&*ada.tagline, &*ada.summary), ("T; t", "S, s."), "{text:?}");
        messages(&read)
    };
    let plain = "name,tagline,summary\nAda,T; t,\"S, s.\"\n";
    let semicolons = "name;tagline;summary\nAda;\"T; t\";S, s.\n";
    for text in [
        plain.to_owned(),
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r"),
        plain.replace('\n', "\r\n"),
        format!("\n\n{plain}\n,,\n"),
        plain.replace("name,tagline,summary", "\"Name \",\" TAGLINE\",\"Sum-mary\""),
        semicolons.to_owned(),
        "name\ttagline\tsummary\nAda\tT; t\tS, s.\n".to_owned(),
        "name|tagline|summary\nAda|T; t|S, s.\n".to_owned(),
        format!("sep=;\r\n{semicolons}"),
        "name,tagline,summary,,\nAda,T; t,\"S, s.\",,\n".to_owned(),
        "\u{a0}name,tagline,summary\n\u{a0}Ada\u{a0},T; t,\"S, s.\"\n".to_owned(),
    ] {
        assert_eq!(read(&text), [""; 0], "{text:?}");
    }
    assert_eq!(read(&format!("Our people;;\nas of May;;\n\n{semicolons}")).len(), 2, "both lines above are named");
}

/// What is in no column, or in a column without a name, is named; what stands between marks is one cell.
#[test]
fn nothing_in_a_table_is_left_out_without_a_word() {
    let person = |text: &str| {
        let import = imported(&part(), &[("people.csv", text)]);
        let messages = messages(&import);
        (import.loaded.atlas, messages)
    };
    let (atlas, found) = person("name,,tagline,,summary\nAda,,T,,S\nBo,lost,T,,S\nCy,lost,T,too,S\n");
    assert_eq!(
        found,
        [
            "people.csv:3:4 the column of this cell has no name; it is left out, with 1 more below it",
            "people.csv:4:11 the column of this cell has no name; the cell is left out",
        ]
    );
    assert!(atlas.is_some());
    let (atlas, found) = person("name, tagline, summary\nAda, \"T, t\",\t\"S, \"\"s\"\"\"\n");
    let atlas = atlas.unwrap_or_else(|| panic!("{found:#?}"));
    let ada = &atlas.people[atlas.people.find("ada").expect("Ada")];
    assert_eq!((&*ada.tagline, &*ada.summary), ("T, t", "S, \"s\""));
    let (atlas, found) = person("name,tagline,summary\nAda,T,S\nname,tagline,summary\nBo,T,S\n");
    assert_eq!(found, ["people.csv:3:1 this line repeats the header; it is left out"]);
    assert_eq!(atlas.expect("an atlas").people.len(), part().people.len() + 2);
    let names =
        ["people - Sheet1.csv", "Copy of positions (1).csv", "people.csv.txt", "sources_old.csv", "mine.csv", "x.ods"];
    let import =
        imported(&part(), &names.map(|name| (name, "x")).into_iter().chain([("tags.csv", "id\n")]).collect::<Vec<_>>());
    let codes =
        import.loaded.diagnostics.iter().map(|one| (one.file.as_str(), one.code.as_str())).collect::<BTreeSet<_>>();
    let expected = [
        ("Copy of positions (1).csv", "left-out"),
        ("mine.csv", "not-understood"),
        ("people - Sheet1.csv", "left-out"),
        ("people.csv.txt", "left-out"),
        ("sources_old.csv", "left-out"),
        ("x.ods", "left-out"),
    ];
    assert_eq!(codes, BTreeSet::from(expected));
}

#[test]
fn what_a_table_empties_or_repeats_is_refused_at_its_row() {
    let atlas = part();
    let tables = exported(&atlas);
    for (name, column) in [("sources.csv", "title"), ("positions.csv", "claim"), ("axis_values.csv", "description")] {
        let file = tables.iter().position(|(file, _)| file == name).expect("a table");
        let cells = rows(&tables[file].1);
        let at = cells[0].iter().position(|header| header == column).expect("a column");
        let found = messages(&with_edit(&atlas, &tables, file, (2, at), ""));
        assert!(found.iter().any(|line| line.starts_with(&format!("{name}:3:"))), "{name}: {found:#?}");
    }
    let (atlas, tables) = (embedded(), exported(&embedded()));
    let file = tables.iter().position(|(file, _)| file == "relations.csv").expect("a table");
    let cells = rows(&tables[file].1);
    let twins: Vec<&Vec<String>> = cells.iter().filter(|row| row[2] == "twin").collect();
    let [first, ..] = twins.as_slice() else { panic!("there are twins") };
    let mut edited = tables.clone();
    edited[file].1.push_str(&table(&[vec![first[1].clone(), first[0].clone(), first[2].clone(), first[3].clone()]]));
    let found = messages(&imported(&atlas, &borrowed(&edited)));
    assert!(found.iter().any(|line| line.contains("this is a second row for")), "{found:#?}");
    for choices in [["--set", "people:note=A"], ["--map", "people:name=note"]] {
        let home = tempfile::tempdir().expect("a folder");
        fs::write(home.path().join("people.csv"), "name,tagline,summary\nAda,T,S\n").expect("a file");
        let args = [&["import", "csv", ".", "--out", "out"], &choices[..], &choices[..]].concat();
        let assert = stratlas(&args, home.path()).assert().code(2);
        let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
        assert!(told.contains("is given twice"), "{told}");
    }
}

/// Saves every table of a folder through Gnumeric, as a spreadsheet does.
fn save_in_a_spreadsheet(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let sheet = path.with_extension("ods");
        for (from, to) in [(&path, &sheet), (&sheet, &path)] {
            let status =
                Command::new("ssconvert").arg(from).arg(to).stderr(Stdio::null()).stdout(Stdio::null()).status();
            assert!(status.expect("it starts").success(), "{}", path.display());
        }
        fs::remove_file(sheet).expect("it is there");
    }
}

#[test]
fn a_spreadsheet_that_saves_the_tables_changes_nothing() {
    if !is_here("ssconvert", &["--version"]) {
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    stratlas(&["export", "csv", "--out", "tables"], home.path()).assert().success();
    save_in_a_spreadsheet(&home.path().join("tables"));
    stratlas(&["import", "csv", "tables", "--out", "mine", "--yes"], home.path()).assert().success();
    assert!(written(&home.path().join("mine")) == embedded());
}

#[test]
fn an_edit_of_each_table_in_a_spreadsheet_is_there_after_the_import() {
    if !is_here("ssconvert", &["--version"]) {
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("tables");
    fs::create_dir(&folder).expect("a folder");
    let mut expected = exported(&embedded());
    let mut edits = 0;
    for (name, text) in &mut expected {
        let mut cells = rows(text);
        let own = [keys(name), &["responsive", "strategies"]].concat();
        let is_text = |row: &[String], at: usize| row[at].contains(' ') && !own.contains(&cells[0][at].as_str());
        let place = (1..cells.len())
            .find_map(|row| (0..cells[row].len()).rev().find(|&at| is_text(&cells[row], at)).map(|at| (row, at)));
        if let Some((row, at)) = place {
            cells[row][at].push_str(" Edited.");
            edits += 1;
        }
        *text = table(&cells);
        fs::write(folder.join(name.as_str()), &text).expect("a file");
    }
    assert_eq!(edits, 15, "all but the relations have texts");
    save_in_a_spreadsheet(&folder);
    stratlas(&["import", "csv", "tables", "--out", "mine", "--yes"], home.path()).assert().success();
    let found = exported(&written(&home.path().join("mine")));
    for ((name, found), (_, expected)) in found.iter().zip(&expected) {
        assert!(rows(found) == rows(expected), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_comes_back_without_the_white_space_at_its_ends(texts in json::texts()) {
        let texts: Vec<String> = texts.iter().map(|text| stratlas::text::sanitize(text).trim().to_owned()).collect();
        let atlas = json::disturbed(&texts);
        let back = there_and_back(&atlas).loaded.atlas.expect("an atlas");
        for (ours, theirs) in atlas.people.rows().into_iter().zip(back.people.rows()) {
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn any_table_is_reported_on_and_never_a_panic(text in "[a-c,;\t\"'\r\né=]{0,60}", rename in "people:[ab]=name") {
        let renames = [TableChoice::rename(&rename).expect("a key")];
        let choices = CsvChoices { renames: &renames, defaults: &[] };
        let tables = [("people.csv", text.as_str()), ("positions.csv", text.as_str())];
        if let Ok(import) = data::import_csv_texts(&part(), &tables, choices, &mechanisms) {
            prop_assert!(import.loaded.atlas.is_some() || import.loaded.errors() > 0);
        }
    }
}

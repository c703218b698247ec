//! Tables for spreadsheets.

use std::collections::BTreeMap;

use proptest::prelude::*;
use stratlas::export::csv::files;
use stratlas::graph::Graph;

use super::{by_path, embedded, graph, hostile, json};

/// The rows of a table by RFC 4180, strictly: each with as many cells as the first.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let cell;
        if let Some(quoted) = rest.strip_prefix('"') {
            let mut end = 0;
            while let Some(at) = quoted[end..].find('"') {
                end += at;
                if !quoted[end + 1..].starts_with('"') {
                    break;
                }
                end += 2;
            }
            cell = quoted[..end].replace("\"\"", "\"");
            rest = &quoted[end + 1..];
        } else {
            let end = rest.find([',', '\r']).expect("a cell ends");
            assert!(!rest[..end].contains(['"', '\n']), "{:?}", &rest[..end]);
            cell = rest[..end].to_owned();
            rest = &rest[end..];
        }
        row.push(cell);
        if let Some(after) = rest.strip_prefix("\r\n") {
            rows.push(std::mem::take(&mut row));
            rest = after;
        } else {
            rest = rest.strip_prefix(',').expect("cells stand apart by commas");
        }
    }
    assert!(row.is_empty() && rows.iter().all(|row| row.len() == rows[0].len()), "{text}");
    rows
}

fn tables(graph: &Graph) -> BTreeMap<String, Vec<Vec<String>>> {
    by_path(files(graph).into_iter()).into_iter().map(|(path, text)| (path, rows(&text))).collect()
}

#[test]
fn every_record_has_a_row() {
    let atlas = embedded();
    let tables = tables(&graph());
    let count = |file: &str| tables[file].len() - 1;
    assert_eq!(count("strategies.csv"), atlas.strategies.len());
    assert_eq!(count("people.csv"), atlas.people.len());
    assert_eq!(count("tags.csv"), atlas.tags.len());
    let people = atlas.people.rows();
    assert_eq!(count("positions.csv"), people.iter().map(|person| person.positions.len()).sum::<usize>());
    let sources = people.iter().flat_map(|person| &person.positions).map(|position| position.sources.len());
    let backed = tables["sources.csv"].iter().filter(|row| row[1] == "position").count();
    assert_eq!(backed, sources.sum::<usize>());
    let declared = atlas.strategies.rows().iter().map(|row| row.conflicts.len() + row.complements.len());
    let rows = tables["relations.csv"].iter().filter(|row| row[2] == "conflict" || row[2] == "complement").count();
    assert_eq!(rows, declared.sum::<usize>());
}

#[test]
fn a_row_says_what_the_record_says() {
    let tables = tables(&graph());
    let pause = tables["strategies.csv"].iter().find(|row| row[0] == "pause").expect("pause");
    assert_eq!(pause[1..5], ["Pause", "speed", "down", "speed-timing"]);
    let expected = ["pause", "acceleration", "conflict", "lever-opposition"].map(str::to_owned).to_vec();
    assert!(tables["relations.csv"].contains(&expected));
}

#[test]
fn no_file_is_named_by_data() {
    let graph = Graph::new(hostile::smuggled());
    let files = by_path(files(&graph).into_iter());
    hostile::are_harmless(files.keys());
    assert_eq!(rows(&files["levers.csv"]).len(), 13);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_cell_is_a_formula(texts in json::texts()) {
        let graph = Graph::new(json::disturbed(&texts));
        for (file, rows) in tables(&graph) {
            for cell in rows.iter().flatten() {
                // Numbers of years before our era would start so; there are none here.
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{}: {:?}", file, cell);
            }
        }
        let mut names: Vec<String> = graph.atlas.people.rows().iter().map(|row| row.name.clone()).collect();
        let mut read: Vec<String> = tables(&graph)["people.csv"].iter().skip(1).map(|row| {
            row[1].strip_prefix('\'').unwrap_or(&row[1]).to_owned()
        }).collect();
        names.sort();
        read.sort();
        prop_assert_eq!(names, read);
    }
}

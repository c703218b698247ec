//! Growth of the work of an import with the atlas and the tables.

use std::fmt::Write;

use super::*;
use crate::data::fixture;
use crate::text::work::assert_near_linear;

const ATLAS: &str = include_str!("../../../page/tests/fixture.toml");

#[test]
fn each_record_of_an_atlas_and_each_row_of_a_table_is_read_a_few_times() {
    let input = |count: usize| {
        let (mut toml, mut people, mut positions) =
            (ATLAS.to_owned(), "id,summary\n".to_owned(), "person,number,tag,stance,claim\n".to_owned());
        for at in 0..count {
            let _ =
                write!(toml, "\n[[person]]\nid = \"p-{at}\"\nname = \"P {at}\"\ntagline = \"T\"\nsummary = \"S.\"\n");
            let _ = writeln!(people, "p-{at},Another.");
            let _ = writeln!(positions, "p-{at},1,alpha-tag,endorses,It is so.");
        }
        (fixture(&toml), people, positions)
    };
    assert_near_linear(60, input, |(atlas, people, positions)| {
        let tables = [("people.csv", people.as_str()), ("positions.csv", positions.as_str())];
        let import = import_csv_texts(&atlas, &tables, CsvChoices::default(), &|_, pairs| vec![None; pairs.len()])
            .expect("there are tables");
        assert!(import.changed > 0 && import.loaded.errors() == 0, "{:?}", import.loaded.diagnostics.first());
    });
}

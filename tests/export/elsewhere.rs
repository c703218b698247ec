//! Tables and notes from elsewhere: those of another atlas, and files under other names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use stratlas::data::{self, CsvChoices};
use stratlas::diagnostic::Code;
use stratlas::graph::mechanisms;
use stratlas::model::{Atlas, Pull, Table};

use super::embedded;
use super::people::{borrowed, exported, imported, messages};
use super::tables::rows;

/// The small atlas of `tests/cases`.
fn small() -> Atlas {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/small");
    data::load_folder(&folder).expect("a folder").atlas.expect("an atlas")
}

#[test]
fn computed_values_that_differ_are_left_out_by_name_and_others_are_read() {
    let atlas = embedded();
    let text = exported(&atlas).into_iter().find(|(name, _)| name == "relations.csv").expect("a table").1;
    assert_eq!(messages(&imported(&atlas, &[("relations.csv", &text)])), [""; 0], "they are as computed");

    let twins: Vec<_> = rows(&text).into_iter().filter(|row| row[2] == "twin").collect();
    let moved = twins[0][0].as_str();
    let mut strategies = atlas.strategies.rows().to_vec();
    let coordinates = &mut strategies.iter_mut().find(|row| row.slug == moved).expect("a strategy").coordinates;
    coordinates.pull = if coordinates.pull == Pull::Up { Pull::Down } else { Pull::Up };
    let changed = Atlas { strategies: Table::new(strategies), ..atlas };
    let import = imported(&changed, &[("relations.csv", &text)]);
    assert_eq!((import.changed, import.added), (0, 0));
    assert!(import.loaded.atlas.is_some_and(|after| after == changed));
    let more = twins.iter().filter(|row| row[..2].iter().any(|id| id == moved)).count() - 1;
    let expected = format!("are not twins; this row is left out, with {more} more below it that differ likewise");
    let found = import.loaded.diagnostics;
    assert!(found.len() == 2 && found.iter().all(|one| one.code == Code::LeftOut), "{found:#?}");
    assert!(found.iter().any(|one| one.message.ends_with(&expected)), "{found:#?}");
    assert!(found.iter().any(|one| one.message.contains("; this cell is left out")), "{found:#?}");
}

/// A few keys that two atlases both happen to have make no edited export of the tables.
#[test]
fn tables_of_another_atlas_are_new_and_what_no_table_has_is_an_error_for_each_missing_record() {
    let import = imported(&small(), &borrowed(&exported(&embedded())));
    let errors: Vec<_> = import.loaded.diagnostics.iter().filter(|one| one.is_error()).collect();
    let kinds = ["there is no topic `", "there is no domain `", "there is no class of adversary `"];
    assert!(!errors.is_empty());
    assert!(errors.iter().all(|one| kinds.iter().any(|kind| one.message.starts_with(kind))), "{errors:#?}");
    let help = "no table has such records: add this one to the TOML files of the atlas";
    assert!(errors.iter().all(|one| one.help.as_deref() == Some(help)), "{errors:#?}");
    let distinct: BTreeSet<_> = errors.iter().map(|one| (&one.file, one.message.split('`').nth(1))).collect();
    assert_eq!(errors.len(), distinct.len(), "each record once for a table: {errors:#?}");
}

/// Creates a folder with the files `names`, each with its text.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        fs::write(path, text).expect("it is written");
    }
    folder
}

#[test]
fn tables_are_read_under_any_usual_ending_and_other_files_of_tables_are_named() {
    let tags = "id\tname\tgloss\npause\tHalt\tA halt.\n";
    let files = [
        ("tags.TSV", tags),
        ("levers.tab", "id\tname\nspeed\tPace\n"),
        ("strategies.CSV", "id,thesis\npause,Edited.\n"),
        ("people.xlsx", "PK"),
        ("atlas.ods", "PK"),
        ("p_doom.txt", "person,low\n"),
        ("sub/people.csv", "name\nX\n"),
        ("other/readme.md", "x"),
        ("readme.md", "x"),
    ];
    let folder = folder(&files);
    let import =
        data::import_csv(&small(), folder.path(), CsvChoices::default(), &mechanisms).expect("there are tables");
    assert_eq!(
        messages(&import),
        [
            "atlas.ods:1:1 the file `atlas.ods` is not read",
            "p_doom.txt:1:1 the file `p_doom.txt` is not read",
            "people.xlsx:1:1 the file `people.xlsx` is not read",
            "sub:1:1 the tables in this folder are not read: import it on its own",
        ]
    );
    assert!(import.loaded.diagnostics.iter().all(|one| one.code == Code::LeftOut));
    let read: Vec<&str> = import.mappings.iter().map(|mapping| mapping.file.as_str()).collect();
    assert_eq!(read, ["strategies.CSV", "tags.TSV", "levers.tab"]);
    assert_eq!(import.changed, 3);
}

#[test]
fn notes_are_read_under_any_usual_ending_and_every_other_file_is_named() {
    let tag = |id: &str| format!("---\nstratlas: tag\nid: {id}\n---\n# {id}\n## Gloss\nG.\n");
    let (a, b, c, d) = (tag("a"), tag("b"), tag("c"), tag("d"));
    let person = "---\nstratlas: person\nid: ada\ntagline: T\n---\n# Ada\n## Summary\nS.\n## Positions\n\
                  - **tag:** [[b]]\n  - **stance:** endorses\n  - **claim:** C.\n- **tag:** [c](../c.mkd)\n  - **stance:** endorses\n  - **claim:** C.\n\
                  - **tag:** [[a.md]]\n  - **stance:** endorses\n  - **claim:** C.\n";
    let files = [
        ("a.MD", a.as_str()),
        ("b.markdown", &b),
        ("c.mkd", &c),
        ("ada.md", person),
        ("d.md.txt", &d),
        ("notes.txt", "x"),
        ("e.md.bak", &d),
        ("one.png", "x"),
        ("two.PNG", "x"),
        ("sub/three.png", "x"),
        ("Makefile", "x"),
        (".obsidian/app.json", "{}"),
    ];
    let loaded = data::load_vault(folder(&files).path()).expect("there are notes");
    let found: Vec<String> =
        loaded.diagnostics.iter().map(|one| format!("{} {} {}", one.code.as_str(), one.file, one.message)).collect();
    assert_eq!(
        found,
        [
            "not-understood Makefile this file is not a note; it is left out",
            "left-out d.md.txt this file is not read: its name does not end in `.md`",
            "not-understood e.md.bak this file is not a note; it is left out",
            "left-out notes.txt this file is not read: its name does not end in `.md`",
            "not-understood one.png this file is not a note; it is left out, with 2 more ending in .png",
        ]
    );
    assert_eq!(loaded.atlas.expect("an atlas").tags.len(), 3);
    let only = folder(&[("a.txt", &a)]);
    assert!(data::load_vault(only.path()).is_err_and(|error| error.to_string().contains("no file called *.md")));
}

//! A vault of notes and back: nothing is lost but white space at the ends of texts.

use std::collections::BTreeMap;

use proptest::prelude::*;
use stratlas::data::{self, Loaded};
use stratlas::export::vault::Vault;
use stratlas::model::Atlas;

use super::{by_path, embedded, hostile, json, part, with_shared_claims};

fn notes(atlas: &Atlas) -> BTreeMap<String, String> {
    let vault = Vault::new(atlas);
    let notes = by_path(vault.files());
    assert_eq!(notes.len(), vault.len(), "as many notes as were announced");
    notes
}

fn read(notes: &BTreeMap<String, String>) -> Atlas {
    let Loaded { atlas, diagnostics, .. } =
        data::load_vault_texts(notes.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let reported: Vec<_> = diagnostics.iter().filter(|finding| finding.code.as_str() == "not-understood").collect();
    assert!(reported.is_empty(), "{:#?}", &reported[..reported.len().min(3)]);
    atlas.unwrap_or_else(|| panic!("{:#?}", diagnostics.iter().take(3).collect::<Vec<_>>()))
}

#[test]
fn the_embedded_atlas_comes_back_the_same() {
    let atlas = embedded();
    let notes = notes(&atlas);
    let back = read(&notes);
    assert_eq!(back.strategies, atlas.strategies);
    assert_eq!((&back.about, &back.identity, &back.axes), (&atlas.about, &atlas.identity, &atlas.axes));
    assert!(back == atlas);
}

#[test]
fn exclusive_conflicts_shared_claims_and_shares_come_back() {
    let atlas = with_shared_claims();
    let notes = notes(&atlas);
    let pause = &notes["Strategies/Pause as strategy.md"];
    assert!(pause.contains("\n## Exclusive\n\n- [[Strategies/"), "{pause}");
    let back = read(&notes);
    assert_eq!(back.strategies, atlas.strategies);
    assert!(back == atlas && back != embedded());
}

#[test]
fn a_note_is_called_as_its_strategy_says_and_reads_well() {
    let notes = notes(&embedded());
    let pause = &notes["Strategies/Pause as strategy.md"];
    assert!(pause.starts_with("---\nstratlas: strategy\nid: pause\n"), "{pause}");
    assert!(pause.contains("\nlever: \"[[Levers/Speed|Speed]]\"\npull: down\n"), "{pause}");
    assert!(pause.contains("\n# Pause\n\n## Thesis\n\nTime is what binds: stop"), "{pause}");
    assert!(pause.contains("\n## Conflicts\n\n- [[Strategies/"), "{pause}");
    assert!(pause.contains("\n- **topic:** time\n  - **claim:** What time"), "{pause}");
    let yann = &notes["People/Yann LeCun.md"];
    assert!(yann.contains("\n## Positions\n\n- **tag:** [[Tags/"), "{yann}");
}

#[test]
fn every_wiki_link_leads_to_a_note() {
    let notes = notes(&embedded());
    let mut links = 0;
    for text in notes.values() {
        for link in text.split("[[").skip(1) {
            let (target, _) = link.split_once('|').expect("a link has a name");
            assert!(notes.contains_key(&format!("{target}.md")), "{target}");
            links += 1;
        }
    }
    assert!(links > 1_000, "only {links} links");
}

#[test]
fn no_note_leaves_the_vault() {
    let notes = notes(&hostile::smuggled());
    hostile::are_harmless(notes.keys());
    let mut atlas = part();
    let rename = |row: &stratlas::model::Strategy, note: &str| {
        let mut row = row.clone();
        row.source_note = Some(note.to_owned());
        row
    };
    let names = ["../../../etc/passwd.md", "con.md", "a:b|c?.md", "A-B-C-.md"];
    let rows = atlas.strategies.rows().iter().zip(names).map(|(row, name)| rename(row, name));
    atlas.strategies = stratlas::model::Table::new(rows.collect());
    let notes = self::notes(&atlas);
    hostile::are_harmless(notes.keys());
    assert!(read(&notes) == atlas, "the names are kept all the same");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_comes_back_without_the_white_space_at_its_ends(texts in json::texts()) {
        let texts: Vec<String> = texts.iter().map(|text| stratlas::text::sanitize(text).trim().to_owned()).collect();
        let atlas = json::disturbed(&texts);
        prop_assert!(read(&notes(&atlas)) == atlas);
    }

    #[test]
    fn a_vault_that_was_cut_is_told_of_never_a_panic(at in 0_usize..3_000, with in "\\PC{0,3}") {
        let mut notes = notes(&part());
        let text = notes.get_mut("Strategies/Pause as strategy.md").expect("it is there");
        let end = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.truncate(end);
        text.push_str(&with);
        let loaded = data::load_vault_texts(notes.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        prop_assert!(loaded.atlas.is_some() || loaded.errors() > 0);
    }
}

/// Notes as a person keeps them: with remarks, callouts, comments, queries, templates and more of their own.
#[test]
fn what_a_person_adds_to_the_notes_is_left_out_and_named() {
    let atlas = part();
    let mut notes = notes(&atlas);
    let additions = [
        ("a callout", "> [!note] Mine\n> - a list in it"),
        ("a query", "```dataview\nLIST FROM [[Pause]]\n```"),
        ("a template", "<% tp.date.now() %>"),
        ("a comment", "%% to do\n\n- later %%"),
        ("a comment", "<!-- hidden -->"),
        ("a heading", "### My notes\n\nText.\n\n- [[Pause]]\n- **tag:** x"),
        ("an embed", "![[picture.png]]"),
        ("a picture", "![a picture](picture.png)"),
        ("tags", "#reading/todo #x"),
        ("a block id", "^abc"),
        ("a footnote", "[^1]: A footnote."),
        ("a table", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("HTML", "<div>\n<b>bold</b>\n</div>"),
        ("indented code", "    code"),
        ("an inline query", "`= this.file.name`"),
    ];
    let mut expected = Vec::new();
    let (path, text) = notes.iter().find(|(path, _)| *path == "Strategies/Pause as strategy.md").expect("a note");
    let (path, text) = (path.clone(), text.clone());
    for (name, addition) in additions {
        // Below each section, at the end, and right below the title.
        for (at, mark) in [("above", "\n## Thesis"), ("below", "\n## Mechanism"), ("list", "\n## Conflicts")] {
            let place = text.find(mark).unwrap_or_else(|| panic!("{mark}"));
            let edited = format!("{}\n{addition}\n{}", &text[..place], &text[place..]);
            let line = text[..place].matches('\n').count() + 2;
            expected.push((name, at, edited, line));
        }
        expected.push((name, "end", format!("{text}\n{addition}\n"), text.matches('\n').count() + 2));
    }
    for (name, at, edited, line) in expected {
        notes.insert(path.clone(), edited);
        let loaded = data::load_vault_texts(notes.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let codes = ["not-understood", "left-out"];
        let named = loaded.diagnostics.iter().filter(|one| codes.contains(&one.code.as_str()));
        let lines: Vec<u32> = named.map(|one| one.line).collect();
        assert!(lines.iter().any(|found| *found as usize == line), "{name} {at}: {lines:?}, not {line}");
        assert!(
            loaded.atlas.as_ref() == Some(&atlas),
            "{name} {at}: {:#?}",
            loaded.diagnostics.iter().filter(|one| one.is_error()).collect::<Vec<_>>()
        );
    }
}

/// Spellings of Markdown and YAML that mean the same.
#[test]
fn other_spellings_of_a_note_are_read_alike() {
    let atlas = part();
    let mut notes = notes(&atlas);
    let path = "Strategies/Pause as strategy.md";
    let text = notes[path].clone();
    let edits: [(&str, String); 9] = [
        ("line ends", text.replace('\n', "\r\n")),
        ("old line ends", text.replace('\n', "\r")),
        ("byte order mark", format!("\u{feff}{text}")),
        ("asterisks", text.replace("\n- ", "\n* ")),
        (
            "underlined headings",
            text.replace("\n# Pause\n", "\nPause\n=====\n").replace("\n## Thesis\n", "\nThesis\n------\n"),
        ),
        ("closed headings", text.replace("\n## Thesis\n", "\n## Thesis ##\n")),
        ("wide lists", text.replace("\n- [[", "\n-   [[").replace("\n  - **", "\n\n  - **")),
        ("unquoted links", text.replace("lever: \"[[Levers/Speed|Speed]]\"", "lever: [[Levers/Speed|Speed]]")),
        (
            "block scalar",
            text.replace("\npull: down\n", "\n'pull': >-\n  down\n").replace("\n---\n\n# Pause", "\n...\n\n# Pause"),
        ),
    ];
    for (name, edited) in edits {
        assert_ne!(edited, text, "{name}");
        notes.insert(path.to_owned(), edited);
        let loaded = data::load_vault_texts(notes.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let named = loaded.diagnostics.iter().filter(|one| ["not-understood", "left-out"].contains(&one.code.as_str()));
        assert_eq!(named.map(|one| &one.message).collect::<Vec<_>>(), [""; 0], "{name}");
        assert!(
            loaded.atlas.as_ref() == Some(&atlas),
            "{name}: {:#?}",
            loaded.diagnostics.iter().filter(|one| one.is_error()).collect::<Vec<_>>()
        );
    }
}

/// A name that ends like a file.
#[test]
fn a_name_that_looks_like_a_file_comes_back() {
    let mut atlas = part();
    let mut rows = atlas.strategies.rows().to_vec();
    for (row, name) in rows.iter_mut().zip(["Accel.md", "Accel.md.md", "a/b.md", "Accel"]) {
        name.clone_into(&mut row.name);
        row.source_note = None;
    }
    rows.sort_by_key(|row| stratlas::text::fold(&row.name));
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    for row in &mut rows {
        (row.conflicts, row.complements) = (Vec::new(), Vec::new());
    }
    atlas.strategies = stratlas::model::Table::new(rows);
    let back = read(&notes(&atlas));
    assert_eq!(back.strategies.rows().iter().map(|row| row.name.clone()).collect::<Vec<_>>(), names);
    assert!(back == atlas);
}

/// Texts that an add-on of Obsidian, or Markdown, would take for something of its own.
#[test]
fn texts_that_look_like_fields_or_footnotes_come_back() {
    let texts = [
        "key:: value",
        "a (b:: c) d",
        "x ^[note] y",
        "- k:: v",
        "std::vec::Vec",
        "::",
        "a::",
        "[k:: v]",
        "[x](y.md)",
        "[ref]: https://example.org",
        "### Thesis",
        "10. ten",
        "1) one",
        "%% c %%",
        "<% t %>",
        "#tag",
        "^block",
        "+ x",
        "# a comment",
        "a # b",
    ];
    let texts: Vec<String> = texts.map(str::to_owned).to_vec();
    let atlas = json::disturbed(&texts);
    assert!(read(&notes(&atlas)) == atlas);
}

//! A vault of notes and back: nothing is lost but white space at the ends of texts.

use std::collections::BTreeMap;

use proptest::prelude::*;
use stratlas::data::{self, Loaded};
use stratlas::export::vault::Vault;
use stratlas::model::Atlas;

use super::{by_path, embedded, hostile, json, part};

fn notes(atlas: &Atlas) -> BTreeMap<String, String> {
    let vault = Vault::new(atlas);
    let notes = by_path(vault.files());
    assert_eq!(notes.len(), vault.len(), "as many notes as were announced");
    notes
}

fn read(notes: &BTreeMap<String, String>) -> Atlas {
    let Loaded { atlas, diagnostics, .. } =
        data::load_vault_texts(notes.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let told: Vec<_> = diagnostics.iter().filter(|finding| finding.code.as_str() == "not-understood").collect();
    assert!(told.is_empty(), "{:#?}", &told[..told.len().min(3)]);
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

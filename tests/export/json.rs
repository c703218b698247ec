//! An atlas as JSON and back: nothing is lost.

use proptest::prelude::*;
use serde_json::Value;
use stratlas::data::{self, Loaded};
use stratlas::export::atlas::write;
use stratlas::model::Atlas;

use super::{embedded, generator, part};

/// Keys whose values are prose.
const PROSE: [&str; 20] = [
    "name",
    "thesis",
    "falsification",
    "next_problem",
    "claim",
    "failure",
    "title",
    "note",
    "summary",
    "tagline",
    "org",
    "role",
    "publisher",
    "definition",
    "milestone",
    "gloss",
    "description",
    "label",
    "about",
    "caveat",
];

fn json(atlas: &Atlas) -> String {
    let mut out = Vec::new();
    write(&mut out, atlas).expect("a vector takes everything");
    String::from_utf8(out).expect("UTF-8")
}

fn read(text: &str) -> Atlas {
    let Loaded { atlas, diagnostics, .. } = data::load_json_text("atlas.json", text);
    atlas.unwrap_or_else(|| panic!("{:#?}", diagnostics.iter().take(3).collect::<Vec<_>>()))
}

#[test]
fn the_embedded_atlas_comes_back_the_same() {
    let atlas = embedded();
    assert!(read(&json(&atlas)) == atlas);
}

#[test]
fn a_part_holds_together() {
    let part = part();
    assert_eq!((part.strategies.len(), part.people.len()), (4, 4));
    assert!(read(&json(&part)) == part);
    assert_eq!(part.tags.len(), embedded().tags.len());
}

#[test]
fn a_made_up_atlas_comes_back_the_same() {
    for size in [1_000, 3_000] {
        let made = generator::atlas(size);
        let back = read(&json(&made));
        assert_eq!(back.strategies, made.strategies);
        assert_eq!(back.levers, made.levers);
        assert_eq!(back.tags, made.tags);
        assert_eq!(back.axis_values, made.axis_values);
        assert!(back.people == made.people, "people differ");
    }
}

#[test]
fn the_form_is_the_one_that_is_documented() {
    let value: Value = serde_json::from_str(&json(&embedded())).expect("JSON");
    assert_eq!((&value["format"], &value["version"]), (&"stratlas-atlas".into(), &1.into()));
    let pause = value["strategy"].as_array().expect("a list").iter().find(|row| row["id"] == "pause").expect("pause");
    assert_eq!(pause["coordinates"]["pull"], "down");
    assert_eq!(pause["relations"]["conflicts"][1], "acceleration");
    assert_eq!(pause["commitment"][0]["topic"], "time");
    assert_eq!(pause["coordinates"].get("rejects_frame"), None, "what does not hold is left out");
}

/// Puts `texts` in the place of prose, one after the other.
fn disturb(value: &mut Value, texts: &mut dyn Iterator<Item = &String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| disturb(item, texts)),
        Value::Object(keys) => {
            for (key, value) in keys {
                match value {
                    Value::String(text) if PROSE.contains(&key.as_str()) => {
                        text.clone_from(texts.next().expect("a cycle"));
                    }
                    other => disturb(other, texts),
                }
            }
        }
        _ => {}
    }
}

/// An atlas with `texts` for prose.
pub(crate) fn disturbed(texts: &[String]) -> Atlas {
    let mut value: Value = serde_json::from_str(&json(&part())).expect("JSON");
    disturb(&mut value, &mut texts.iter().cycle());
    read(&value.to_string())
}

/// Texts of all sorts, none of them empty.
pub(crate) fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop_oneof![
        "[ -~]{0,30}x",
        "\\PC{1,20}y",
        "[-=+@#*_`~|<>\\[\\](){}!:;'\"$%^&/\\\\ ]{1,8}[a-z\u{0}-\u{1f}\u{202e}]",
        Just("---".to_owned()),
        Just("null".to_owned()),
        Just("- [ ] 1. # x".to_owned()),
    ];
    let text = text.prop_filter("blank", |text| !text.trim().is_empty());
    proptest::collection::vec(text, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_comes_back_the_same(texts in texts()) {
        let atlas = disturbed(&texts);
        prop_assert!(read(&json(&atlas)) == atlas);
    }

    #[test]
    fn cut_or_broken_json_is_told_never_a_panic(at in 0_usize..20_000, with in "\\PC{0,3}") {
        let text = json(&part());
        let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let loaded = data::load_json_text("a.json", &format!("{}{with}", &text[..at]));
        prop_assert!(loaded.atlas.is_none() && loaded.errors() > 0);
    }
}

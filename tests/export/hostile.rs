//! Atlases that mean harm: what they hold comes out as text, and only where it belongs.

use proptest::prelude::*;
use stratlas::data;
use stratlas::export::html::Site;
use stratlas::graph::Graph;
use stratlas::model::{Atlas, Lever, Side, Table};
use stratlas::page::PageContext;

use super::{by_path, json, markup, pages};

const ATTACK: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&lt; ]]> \u{1b}]0;x\u{7}\u{202e}";

/// An atlas that no loader lets in: its ids are paths.
pub(crate) fn smuggled() -> Atlas {
    let lever = |slug: &str| Lever {
        slug: slug.to_owned(),
        name: ATTACK.to_owned(),
        side: Side::Ai,
        up: ATTACK.to_owned(),
        down: ATTACK.to_owned(),
        description: ATTACK.to_owned(),
    };
    let slugs = ["../../x", "/etc/passwd", "..", "a\\b", "con", "NUL", "a b", "same", "SAME", "", "x\u{0}y", "ok"];
    Atlas { levers: Table::new(slugs.into_iter().map(lever).collect()), ..Atlas::default() }
}

/// Every part of a path is a plain name that all systems take, and no two differ in case alone.
pub(crate) fn are_harmless<'a>(paths: impl Iterator<Item = &'a String>) {
    let mut seen = std::collections::HashSet::new();
    for path in paths {
        assert!(seen.insert(path.to_lowercase()), "{path} is there in another case");
        for part in path.split('/') {
            let plain = |c: char| !c.is_control() && !"\\:*?\"<>|".contains(c);
            assert!(!part.is_empty() && !part.starts_with('.') && part.chars().all(plain), "{path:?}");
            assert!(!part.ends_with(['.', ' ']) && part.len() <= 200, "{path:?}");
            let stem = part.split('.').next().unwrap_or_default().to_lowercase();
            assert!(!["con", "nul", "aux", "prn", "com1", "lpt1"].contains(&stem.as_str()), "{path:?}");
        }
    }
}

#[test]
fn ids_that_are_paths_are_not_let_in() {
    for id in ["../../x", "/etc/passwd", "..", "a/b", "a\\b", "a.b", "-rf", "a\0b", "C:", ""] {
        let toml = format!("[[topic]]\nid = {}\nname = \"x\"\n", serde_json::Value::from(id));
        let loaded = data::load_texts([("a.toml", toml.as_str())]);
        assert!(loaded.atlas.is_none() && loaded.diagnostics[0].code.as_str() == "bad-id", "{id}");
    }
}

#[test]
fn no_file_of_a_site_leaves_it() {
    let graph = Graph::new(smuggled());
    let files = by_path(Site::new(PageContext::new(&graph)).files());
    are_harmless(files.keys());
    assert!(files.contains_key("lever/------x.html") && files.contains_key("lever/con_.html"));
    for (path, text) in pages(&files) {
        let document = markup::read(text);
        assert!(!document.elements.contains("img"), "{path}");
        assert!(!text.contains("<script>"), "{path}");
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{0}']), "{path}");
    }
    let script = &files["assets/search-index.js"];
    assert!(!script.contains('<') && !script.contains('\u{1b}'));
}

#[test]
fn only_web_addresses_are_followed() {
    let toml = r#"
        [[provenance]]
        title = "x"
        url = "javascript:alert(1)"
        [[provenance]]
        title = "y"
        url = "https://example.org/\"onclick=alert(1)"
    "#;
    let loaded = data::load_texts([("a.toml", toml)]);
    let graph = Graph::new(loaded.atlas.expect("links are only warned of"));
    let files = by_path(Site::new(PageContext::new(&graph)).files());
    for text in files.values() {
        assert!(!text.contains("href=\"javascript:") && !text.contains("\"onclick"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_text_is_text(texts in json::texts()) {
        let graph = Graph::new(json::disturbed(&texts));
        let files = by_path(Site::new(PageContext::new(&graph)).files());
        for (_, text) in pages(&files) {
            markup::read(text);
        }
    }
}

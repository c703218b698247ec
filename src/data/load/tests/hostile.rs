//! Malicious or oversized texts.

use super::*;

/// Maximum number of syntax errors reported per file.
const SYNTAX_ERRORS: usize = 50;

#[test]
fn hostile_text_is_a_warning_and_harmless() {
    let text = person("note = \"a\\e[31mb\\u202ec\\u0000\"\nhandle = \"\u{202e}x\"\n");
    assert_eq!(
        found(&text),
        [
            "6:8 control-characters: this text contains the control character U+001B (the character is shown as a symbol and never sent to a terminal)",
            "7:10 control-characters: this text contains the control character U+202E (the character is shown as a symbol and never sent to a terminal)",
        ]
    );
    let loaded = load_texts([("base.toml", BASE), ("\u{1b}[2J.toml", text.as_str())]);
    let atlas = loaded.atlas.expect("warnings only");
    let bob = &atlas.people[atlas.people.find("bob").expect("he is there")];
    assert_eq!(bob.note.as_deref(), Some("a␛[31mb\u{fffd}c␀"));
    let mut report = Vec::new();
    for diagnostic in &loaded.diagnostics {
        diagnostic.write(&mut report).expect("a vector takes everything");
    }
    let report = String::from_utf8(report).expect("it is text");
    assert!(!report.chars().any(|c| crate::text::is_unsafe(c) && c != '\n'), "{report:?}");
}

#[test]
fn a_text_full_of_syntax_errors_is_summed_up() {
    let found = found(&"]]\n".repeat(1000));
    assert_eq!(found.len(), SYNTAX_ERRORS);
    assert!(found[SYNTAX_ERRORS - 1].ends_with("more syntax errors in this file)"), "{found:?}");
}

#[test]
fn a_text_on_one_long_line_is_no_exception() {
    let found = found(&format!("{}a = 1", "a.".repeat(1_000_000)));
    assert_eq!(found[0], "1:1 syntax: recursion limit (from line 1 on this file has not been checked)");
    assert!(found.len() == 2 && found[1].starts_with("1:1 large-file: "), "{found:?}");
}

#[test]
fn nesting_without_end_is_an_error() {
    let found = found(&format!("x = {}1{}", "[".repeat(100_000), "]".repeat(100_000)));
    assert!(found[0].starts_with("1:85 syntax: cannot recurse further"), "{found:?}");
}

#[test]
fn faults_without_end_are_counted_not_listed() {
    let text = (0..12_000).map(|n| format!("x{n:05} = 1\n")).collect::<Vec<_>>().concat();
    let found = found(&text);
    assert_eq!(found.len(), 10_001);
    assert_eq!(found.iter().filter(|line| line.ends_with(')')).count(), 100, "help is for those who can use it");
    assert_eq!(found[10_000], "10001:1 more-errors: 2000 more errors from here on that are not listed");
}

#[test]
fn ids_without_end_are_loaded() {
    let count = 20_000;
    let text = (0..count).map(|n| format!("[[topic]]\nid='t{n}'\nname='T'\n")).collect::<Vec<_>>().concat();
    let atlas = load_texts([("base.toml", BASE), ("x.toml", &text)]).atlas.expect("sound");
    assert_eq!(atlas.topics.len(), count);
}

#[test]
fn a_string_without_end_is_a_name_like_any_other() {
    let name = "é".repeat(2_000_000);
    let loaded = load_texts([("base.toml", BASE), ("x.toml", &format!("[[topic]]\nid = 'a'\nname = '{name}'\n"))]);
    let atlas = loaded.atlas.expect("sound");
    assert_eq!(atlas.topics.rows()[0].name, name);
    let slug = "a".repeat(2_000_000);
    let text = format!("[[topic]]\nid = '{slug} '\nname = 'A'\n");
    let bad = found(&text);
    assert!(bad.iter().any(|line| line.starts_with("2:6 bad-id: ") && line.len() < 300), "a report stays readable");
}

#[test]
fn a_file_without_end_is_refused_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("base.toml"), BASE).expect("a file");
    // One byte more than the limit; the file is sparse, so it takes no disk space.
    let large = std::fs::File::create(folder.path().join("x.toml")).expect("a file");
    large.set_len(64 * 1024 * 1024 + 1).expect("it grows");
    let loaded = load_folder(folder.path()).expect("a folder");
    let [diagnostic] = &loaded.diagnostics[..] else { panic!("{:?}", loaded.diagnostics) };
    assert_eq!((diagnostic.code, diagnostic.file.as_str()), (Code::TooLarge, "x.toml"));
    assert_eq!(diagnostic.message, "this file is larger than 64 MiB; split it");
}

#[test]
fn a_folder_that_is_too_large_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    // The files are sparse, so they take no disk space.
    for number in 0..=16 {
        let file = std::fs::File::create(folder.path().join(format!("{number}.toml"))).expect("a file");
        file.set_len(64 * 1024 * 1024).expect("it grows");
    }
    let error = load_folder(folder.path()).expect_err("17 times 64 MiB are too much").to_string();
    assert!(error.contains("larger than 1024 MiB together"), "{error}");
}

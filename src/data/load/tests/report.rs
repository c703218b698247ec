//! Output of diagnostics.

use super::*;

fn report(text: &str) -> String {
    let mut report = Vec::new();
    for diagnostic in load_texts([("x.toml", text)]).diagnostics {
        diagnostic.write(&mut report).expect("a vector takes everything");
    }
    String::from_utf8(report).expect("it is text")
}

#[test]
fn the_fault_is_marked_in_its_line() {
    let text = "\n\n\n\n\n\n\n\n[[topic]]\nid = \"a b\" # no\nname = \"A\"\n";
    let expected = "\
error[bad-id]: x.toml:10:6: `a b` is not a valid id
   |
10 | id = \"a b\" # no
   |      ^^^^^
   = help: an id is made of the letters a to z (or A to Z), digits and hyphens, and starts with no hyphen
";
    assert_eq!(report(text), expected);
}

#[test]
fn carets_stand_below_wide_characters_and_tabs() {
    let text = "topic = [{ name = \"日本é\",\tid\t= \"日 本\" }]";
    let expected = "\
error[bad-id]: x.toml:1:31: `日 本` is not a valid id
  |
1 | topic = [{ name = \"日本é\", id = \"日 本\" }]
  |                                 ^^^^^^^
  = help: an id is made of the letters a to z (or A to Z), digits and hyphens, and starts with no hyphen
";
    assert_eq!(report(text), expected);
}

#[test]
fn a_person_without_a_header_is_no_strategy() {
    let text = "\nid = \"ada\"\nname = \"Ada\"\ntagline = \"Writes\"\n";
    let lines_of = |name: &str| {
        let loaded = load_texts([(name, text)]);
        loaded.diagnostics.iter().map(|diagnostic| (diagnostic.line, diagnostic.message.clone())).collect::<Vec<_>>()
    };
    let reported = "`id` at the top makes this file a strategy, but it is among people".to_owned();
    assert_eq!(lines_of("people/a.toml"), [(2, reported)]);
    assert!(lines_of("a.toml").iter().any(|(_, message)| message.contains("a strategy needs the key")));
}

#[test]
fn long_lines_are_cut_around_the_fault() {
    let text = format!("topic = [{{ name = \"{}\", id = \"a b\", x{} = 1 }}]", "é".repeat(500), "y".repeat(300));
    let report = report(&text);
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "error[bad-id]: x.toml:1:528: `a b` is not a valid id");
    assert_eq!(lines[2], format!("1 | …{}\", id = \"a b\", x{}…", "é".repeat(22), "y".repeat(62)));
    assert_eq!(lines[3], format!("  | {}^^^^^", " ".repeat(31)));
    assert_eq!(lines[5], format!("error[unknown-key]: x.toml:1:535: unknown key `x{}…`", "y".repeat(59)));
    assert_eq!(lines[8], format!("  | {}{}", " ".repeat(31), "^".repeat(71)));
}

#[test]
fn a_fault_at_the_end_of_a_text_has_a_caret_too() {
    let expected = "error[syntax]: x.toml:1:9: unclosed array, expected `]`\n  |\n1 | tag = [1\n  |         ^\n";
    assert_eq!(report("tag = [1"), expected);
}

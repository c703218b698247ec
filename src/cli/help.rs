//! Help of the subcommands beyond their options, and texts of the manual, both taken from sections of `help.txt`.

use crate::text;

/// Subcommands, in the groups and the order of `stratlas --help`.
pub(super) const GROUPS: [(&str, &[&str]); 5] = [
    ("Read", &["show", "brief", "list", "search", "trails"]),
    ("Analyse", &["audit", "suggest", "path"]),
    ("Review", &["review"]),
    ("Your own atlas", &["init", "new", "where", "check", "diff", "schema", "export", "import"]),
    ("The program", &["keys", "config", "cache", "doctor", "completions", "man", "help"]),
];

/// Returns the lines of the section with this title; empty if there is no such section.
fn lines(title: &str) -> impl Iterator<Item = &'static str> {
    let mut sections = include_str!("help.txt").split("## ");
    let text = sections.find_map(|section| section.strip_prefix(title)?.strip_prefix('\n'));
    text.unwrap_or_default().trim().lines()
}

/// Returns the section with this title, each paragraph joined into one line; empty if there is no such section.
pub(super) fn section(title: &str) -> String {
    let is_prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
    let (mut text, mut follows_prose) = (String::new(), false);
    for line in lines(title) {
        if !text.is_empty() {
            text.push(if follows_prose && is_prose(line) { ' ' } else { '\n' });
        }
        text.push_str(line);
        follows_prose = is_prose(line);
    }
    text
}

/// Returns the terms defined in the section with this title, each with its meaning on one line.
pub(super) fn definitions(title: &str) -> Vec<(&'static str, String)> {
    let mut definitions: Vec<(&str, String)> = Vec::new();
    for line in lines(title) {
        match (line.strip_prefix("  "), definitions.last_mut()) {
            (Some(meaning), Some((_, text))) => {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(meaning);
            }
            _ => definitions.push((line, String::new())),
        }
    }
    definitions
}

/// Returns the subcommand that `word` resembles; `None` if it resembles none.
pub(super) fn closest_command(word: &str) -> Option<&'static str> {
    text::closest_match(word, GROUPS.iter().flat_map(|(_, names)| names.iter().copied()))
}

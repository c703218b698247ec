//! Atlases in other notations than TOML: what is read is in the atlas, or a diagnostic is about its line.

use std::fmt::Write;

use stratlas::data::{CsvChoices, CsvImport, Loaded, import_csv_texts, load_json_text, load_texts, load_vault_texts};
use stratlas::diagnostic::Diagnostic;
use stratlas::export;
use stratlas::graph::{Graph, mechanisms};
use stratlas::model::Atlas;

use super::chance::Chance;
use super::harness::{Files, fuzz};
use super::invariants::{
    assert_diagnostics, assert_nothing_lost, assert_same, assert_same_value, assert_usable, leaves, lines, records,
    shown,
};
use super::loading::without_dates;
use super::node::{Node, Table, mutate};
use super::{sample, spelling};

fn loaded_toml(table: &Table) -> Loaded {
    load_texts([("a.toml", spelling::toml(table, &mut Chance::new(0)).as_str())])
}

fn sound(table: &Table) -> Atlas {
    let loaded = loaded_toml(table);
    loaded.atlas.unwrap_or_else(|| panic!("a sound atlas has errors"))
}

/// `atlas` as a JSON document of the form that is imported.
fn json(atlas: &Table) -> String {
    let mut document = vec![("format".to_owned(), Node::text("stratlas-atlas")), ("version".to_owned(), Node::raw(1))];
    document.extend(atlas.iter().cloned());
    spelling::json(&document)
}

#[test]
fn json_like_toml() {
    let generate = |chance: &mut Chance| {
        let mut atlas = sample::atlas(chance, 4, 6);
        for _ in 0..chance.below(4) {
            mutate(&mut atlas, chance);
        }
        atlas
    };
    fuzz("json_like_toml", 120, generate, |atlas: &Table| {
        if has_double_key(&Node::Table(atlas.clone())) {
            return;
        }
        let atlas = &with_dates_as_texts(atlas);
        let text = json(atlas);
        let (imported, loaded) = (load_json_text("a.json", &text), loaded_toml(atlas));
        assert_usable(&imported);
        assert_diagnostics(&imported.diagnostics, &[("a.json", &text)]);
        let (one, other) = (shown(&imported), shown(&loaded));
        assert_eq!(imported.atlas.is_some(), loaded.atlas.is_some(), "JSON:\n{one}\nTOML:\n{other}");
        if let (Some(imported), Some(loaded)) = (&imported.atlas, &loaded.atlas) {
            assert_same(imported, loaded, "the same records as JSON and as TOML");
        }
    });
}

/// `table` with every date as a text, since JSON has no dates.
fn with_dates_as_texts(table: &Table) -> Table {
    fn node(value: &Node) -> Node {
        match value {
            Node::Date(date) => Node::Text(date.clone()),
            Node::List(items) => Node::List(items.iter().map(node).collect()),
            Node::Table(table) => Node::Table(with_dates_as_texts(table)),
            other => other.clone(),
        }
    }
    table.iter().map(|(key, value)| (key.clone(), node(value))).collect()
}

/// Whether a table has a key twice, of which JSON can only have one.
fn has_double_key(node: &Node) -> bool {
    match node {
        Node::Table(table) => table
            .iter()
            .enumerate()
            .any(|(at, (key, value))| has_double_key(value) || table[..at].iter().any(|(earlier, _)| earlier == key)),
        Node::List(items) => items.iter().any(has_double_key),
        _ => false,
    }
}

#[test]
fn json_damaged() {
    let pieces =
        ["\"", "{", "}", "[", "]", ",", ":", "null", "1e400", "\\ud800", "\"id\":\"s0\",", "\n", "//", "NaN", "{}"];
    let generate = |chance: &mut Chance| {
        let mut text = json(&sample::atlas(chance, 3, 6));
        spelling::damage(&mut text, &pieces, chance);
        text
    };
    fuzz("json_damaged", 250, generate, |text: &String| {
        let imported = load_json_text("a.json", text);
        assert_usable(&imported);
        assert_diagnostics(&imported.diagnostics, &[("a.json", text)]);
        let Some(atlas) = &imported.atlas else { return };
        let mut given: serde_json::Value = serde_json::from_str(text).expect("an atlas without errors is JSON");
        for key in ["format", "version", "checksum"] {
            given.as_object_mut().expect("an atlas is an object").remove(key);
        }
        let mut given = leaves(&given);
        for implied in ["conflict", "complement", "twin", "Some(1.0)"] {
            given.remove(implied);
        }
        assert_nothing_lost(&given, atlas);
    });
}

#[test]
fn json_noise() {
    let generate = |chance: &mut Chance| noise(chance, 2);
    fuzz("json_noise", 2_000, generate, |text: &String| {
        let imported = load_json_text("a.json", text);
        assert_usable(&imported);
        assert_diagnostics(&imported.diagnostics, &[("a.json", text)]);
        let is_json = serde_json::from_str::<serde_json::Value>(text).is_ok();
        let is_syntax = |one: &Diagnostic| one.code == stratlas::diagnostic::Code::Syntax;
        assert!(is_json || imported.diagnostics.iter().any(is_syntax), "this is not JSON, and nothing says so");
    });
}

/// A value in JSON that is at times none.
fn noise(chance: &mut Chance, depth: usize) -> String {
    let inner = |chance: &mut Chance| if depth == 0 { "1".to_owned() } else { noise(chance, depth - 1) };
    match chance.below(9) {
        0 => format!("{:?}", chance.text(2)),
        1 => chance
            .pick(&["-", "01", "1.", "+1", "0x1", "1e5", "-0", "1E+2", ".5", "9999999999999999999999"])
            .to_string(),
        2 => chance.pick(&["true", "False", "null", "undefined", "'a'", "\"\\x\"", "\"\\u12\"", "\"a", ""]).to_string(),
        3..=5 => {
            let items: Vec<String> = (0..chance.below(4)).map(|_| inner(chance)).collect();
            format!("[{}]", items.join(chance.pick(&[",", ",,", " ", ", "])))
        }
        _ => {
            let keys = ["\"id\"", "\"format\"", "\"person\"", "id", "1", "\"format\": \"stratlas-atlas\", \"version\""];
            let entries: Vec<String> =
                (0..chance.below(4)).map(|_| format!("{}: {}", chance.pick(&keys), inner(chance))).collect();
            format!("{{{}}}", entries.join(chance.pick(&[",", ", ", ";"])))
        }
    }
}

/// The tables of `atlas`.
fn tables(atlas: &Atlas) -> Files {
    let files = export::csv::files(&Graph::new(atlas.clone()));
    Files(files.into_iter().map(|file| (file.path, file.text)).collect())
}

/// Imports `tables` into `atlas`; there is nothing to import if there is no table.
fn import_tables(atlas: &Atlas, tables: &Files) -> Option<CsvImport> {
    let texts: Vec<(&str, &str)> = tables.texts().collect();
    import_csv_texts(atlas, &texts, CsvChoices::default(), &mechanisms).ok()
}

#[test]
fn csv_sound() {
    let generate = |chance: &mut Chance| sample::atlas(chance, 4, 4);
    fuzz("csv_sound", 50, generate, |table: &Table| {
        let Some(atlas) = loaded_toml(table).atlas else { return };
        let imported = import_tables(&atlas, &tables(&atlas)).expect("there are tables");
        let again = imported.loaded.atlas.as_ref();
        let again = again.unwrap_or_else(|| panic!("what is exported has errors:\n{}", shown(&imported.loaded)));
        assert_same_value(&records(&atlas), &records(again), "the atlas as tables and back");
        assert_eq!((imported.changed, imported.added), (0, 0), "something is said to differ");
    });
}

/// A word that is in no atlas.
fn token(at: usize) -> String {
    format!("zq{at}qz")
}

/// Puts words that are in no atlas into `files`, each in the place of something or beside it.
fn with_tokens(files: &mut Files, chance: &mut Chance, beside: &[&str]) {
    for at in 0..=chance.below(4) {
        let file = chance.below(files.0.len());
        let text = &mut files.0[file].1;
        let chars: Vec<char> = text.chars().collect();
        let place = chance.below(chars.len() + 1);
        let mut put = String::new();
        write!(put, "{}{}{}", chance.pick(beside), token(at), chance.pick(beside)).expect("a string takes everything");
        let (before, after) = chars.split_at(place);
        let skipped = chance.below(3).min(after.len());
        *text = before.iter().chain(put.chars().collect::<Vec<_>>().iter()).chain(&after[skipped..]).collect();
    }
}

/// Holds that each of the words put into `files` is in the atlas, or that a diagnostic is about a line with it.
fn assert_tokens(files: &Files, atlas: &Atlas, diagnostics: &[Diagnostic]) {
    let there = records(atlas).to_string();
    for at in 0..8 {
        let token = token(at);
        for (name, text) in files.texts() {
            for (line, _) in lines(name, text).into_iter().enumerate().filter(|(_, line)| line.contains(&token)) {
                if is_comment(text, line, &token) || is_name_of_link(text, &token) {
                    continue;
                }
                let is_told = diagnostics.iter().any(|one| {
                    let is_of_note = one.message.contains("note") && is_left_out(one);
                    one.file == name
                        && (is_of_note
                            || usize::try_from(one.line).is_ok_and(|reported| covers(text, reported - 1, line, one)))
                        || one.message.contains(&token)
                });
                assert!(
                    there.contains(&token) || is_told,
                    "line {} of {name} has the word {token}, which is neither in the atlas nor told:\n{:?}",
                    line + 1,
                    diagnostics.iter().map(|one| (&one.file, one.line, &one.message)).collect::<Vec<_>>()
                );
            }
        }
    }
}

fn is_left_out(one: &Diagnostic) -> bool {
    [Some(&one.message), one.help.as_ref()].into_iter().flatten().any(|text| text.ends_with("left out"))
}

/// Whether `one`, which is about the line `reported` of a file, is also about the line `line`: a section or an item
/// of a note is left out with everything below it, a paragraph up to its end, a block of code with everything up to its end, and a key of the front
/// matter with the list below it.
fn covers(text: &str, reported: usize, line: usize, one: &Diagnostic) -> bool {
    if reported >= line || !is_left_out(one) {
        return reported == line;
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let fence = lines[reported].trim_start();
    if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| fence.starts_with(mark)) {
        return lines[reported + 1..line].iter().all(|line| !line.trim_start().starts_with(mark));
    }
    // Neither the front matter nor a block of code has headings.
    let front =
        if lines[0].trim_end() == "---" { lines[1..].iter().position(|line| line.trim_end() == "---") } else { None };
    let is_code = |at: usize| {
        let is_fence = |line: &&&str| ["```", "~~~"].into_iter().any(|mark| line.trim_start().starts_with(mark));
        lines[reported..=at].iter().filter(is_fence).count() % 2 == 1 || is_fence(&&lines[at])
    };
    let indent = |at: usize| lines[at].len() - lines[at].trim_start().len();
    // A line of equals signs or hyphens makes a heading of the text above it.
    let level = |at: usize| {
        let underline = lines.get(at + 1).map_or("", |next| next.trim()).trim_start_matches(['=', '-']);
        let has_line = lines.get(at + 1).is_some_and(|next| !next.trim().is_empty()) && !lines[at].trim().is_empty();
        // A line below an item, or below what goes on in it, is no underline.
        let above = lines[..=at].iter().rev().take_while(|line| !line.trim().trim_matches('-').is_empty());
        let has_line = has_line && !above.into_iter().any(|line| line.trim_start().starts_with("- "));
        match lines[at].bytes().take_while(|&byte| byte == b'#').count() {
            0 if has_line && underline.is_empty() => {
                if lines[at + 1].contains('=') {
                    1
                } else {
                    2
                }
            }
            signs => signs,
        }
    };
    let is_heading = |at: usize| level(at) > 0 && front.is_none_or(|end| at > end) && !is_code(at);
    // A heading below the one that is reported belongs to its section.
    let ends = |at: usize| is_heading(at) && (!is_heading(reported) || level(at) <= level(reported));
    let is_list_of_key = |at: usize| lines[reported].trim_end().ends_with(':') && lines[at].starts_with("- ");
    // An item goes on in a line without indentation, as a paragraph does.
    let is_of_paragraph = ["this paragraph", "this list"].iter().any(|start| one.message.starts_with(start));
    let goes_on = |at: usize| {
        let is_of_item = one.message.starts_with("this item") && !lines[at].trim_start().starts_with("- ");
        (is_of_paragraph || is_of_item) && !lines[at].trim().is_empty()
    };
    // Several lines above a line of equals signs or hyphens are one heading.
    let is_text = |at: usize| !lines[at].trim().is_empty() && !lines[at].starts_with('#');
    let end = (line..lines.len() - 1).take_while(|&at| is_text(at)).find(|&at| is_heading(at));
    if one.message.starts_with("unknown key") && (reported..=line).all(is_text) && end.is_some() {
        return true;
    }
    (reported + 1..=line).all(|at| {
        !ends(at)
            && (is_heading(reported)
                || goes_on(at)
                || lines[at].trim().is_empty()
                || indent(at) > indent(reported)
                || is_list_of_key(at))
    })
}

/// Whether `token`, on the line `line` of a note, is in a comment of its front matter.
fn is_comment(note: &str, line: usize, token: &str) -> bool {
    let mut lines = note.split('\n').map(str::trim_end);
    let is_fence = |line: &str| line == "---";
    let is_in_front_matter = note.starts_with("---") && !lines.by_ref().take(line).skip(1).any(is_fence);
    let before = lines.next().and_then(|line| line.split(token).next());
    is_in_front_matter && before.is_some_and(|before| before.starts_with('#') || before.contains(" #"))
}

/// Whether `token` is in what a link is called, which is not what it leads to.
fn is_name_of_link(note: &str, token: &str) -> bool {
    let before = note.split(token).next().unwrap_or_default();
    let link = before.rsplit("[[").next().filter(|link| link.len() < before.len() && !link.contains(['[', ']']));
    link.is_some_and(|link| link.contains(['|', '#']))
}

/// An atlas as TOML, and tables of people with words of their own.
fn damaged_tables(chance: &mut Chance) -> Files {
    let table = sample::atlas(chance, 4, 1_000);
    let atlas = sound(&table);
    let mut files = tables(&atlas);
    with_tokens(&mut files, chance, &["", "", " ", ",", "\"", "\r\n", ";", "\n"]);
    if chance.one_in(3) {
        files.0.remove(chance.below(files.0.len()));
    }
    files.0.insert(0, ("atlas.toml".to_owned(), spelling::toml(&table, chance)));
    files
}

#[test]
fn csv_damaged() {
    fuzz("csv_damaged", 60, damaged_tables, |input| {
        let Some(((_, toml), tables)) = input.0.split_first() else { return };
        let Some(atlas) = load_texts([("a.toml", toml.as_str())]).atlas else { return };
        let tables = Files(tables.to_vec());
        let Some(imported) = import_tables(&atlas, &tables) else { return };
        let of_tables: Vec<Diagnostic> =
            imported.loaded.diagnostics.iter().filter(|one| one.file.ends_with(".csv")).cloned().collect();
        assert_diagnostics(&of_tables, &tables.texts().collect::<Vec<_>>());
        assert_eq!(imported.loaded.atlas.is_none(), imported.loaded.errors() > 0);
        let Some(again) = &imported.loaded.atlas else { return };
        // A column that is taken for nothing is named, and with it all that is in it.
        let unread: Vec<&String> = imported
            .mappings
            .iter()
            .flat_map(|mapping| mapping.columns.iter().filter(|(_, key)| key.is_none()).map(|(name, _)| name))
            .collect();
        if unread.is_empty() {
            // The number of a position in a table only says which rows belong together.
            assert_tokens(&tables, again, &of_tables);
        }
    });
}

/// The notes of `atlas`.
fn notes(atlas: &Atlas) -> Files {
    Files(export::vault::Vault::new(atlas).files().map(|file| (file.path, file.text)).collect())
}

#[test]
fn markdown_sound() {
    let generate = |chance: &mut Chance| sample::atlas(chance, 4, 4);
    fuzz("markdown_sound", 40, generate, |table: &Table| {
        let Some(atlas) = loaded_toml(table).atlas else { return };
        let files = notes(&atlas);
        let imported = load_vault_texts(files.texts());
        let again = imported.atlas.as_ref();
        let again = again.unwrap_or_else(|| panic!("what is exported has errors:\n{}", shown(&imported)));
        // What gets lost is white space at the ends of texts.
        assert_same_value(&trimmed(records(&atlas)), &trimmed(records(again)), "the atlas as notes and back");
    });
}

fn trimmed(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::String(text) => text.trim().into(),
        serde_json::Value::Array(items) => items.into_iter().map(trimmed).collect(),
        serde_json::Value::Object(entries) => {
            serde_json::Value::Object(entries.into_iter().map(|(key, value)| (key, trimmed(value))).collect())
        }
        other => other,
    }
}

#[test]
fn markdown_damaged() {
    let beside = [
        "", " ", "\n", "\n\n", "\n- ", "\n  - ", "\n## ", "\n# ", "**", ":** ", ": ", "[[", "]]", "\n---\n", "\n```\n",
        "> ",
    ];
    let generate = |chance: &mut Chance| {
        let mut files = notes(&sound(&sample::atlas(chance, 3, 1_000)));
        with_tokens(&mut files, chance, &beside);
        files
    };
    fuzz("markdown_damaged", 250, generate, |input| {
        let imported = load_vault_texts(input.texts());
        assert_usable(&imported);
        assert_diagnostics(&imported.diagnostics, &input.texts().collect::<Vec<_>>());
        if let Some(atlas) = &imported.atlas {
            assert_tokens(input, atlas, &imported.diagnostics);
        }
    });
}

#[test]
fn markdown_noise() {
    let pieces = [
        "---\n",
        "stratlas: person\n",
        "stratlas: strategy\n",
        "id: x\n",
        "order: 1\n",
        "# Name\n",
        "## Thesis\n",
        "- ",
        "  ",
        "**tag:** ",
        "[[x]]",
        "\n",
        "\n\n",
        "- **claim:** x\n",
        "\t",
        "\"",
        ": ",
        "|",
        ">\n",
        "&a",
        "*a",
        "{",
        "}",
        "!!str ",
    ];
    let generate = |chance: &mut Chance| {
        let mut text = if chance.one_in(3) { String::new() } else { "---\nstratlas: person\nid: x\n".to_owned() };
        for _ in 0..chance.below(40) {
            match chance.below(8) {
                0 => text.push(chance.char()),
                1 => text.push_str(&chance.text(2)),
                _ => text.push_str(chance.pick(&pieces)),
            }
        }
        text
    };
    fuzz("markdown_noise", 1_500, generate, |text: &String| {
        let imported = load_vault_texts([("a.md", text.as_str())]);
        assert_usable(&imported);
        assert_diagnostics(&imported.diagnostics, &[("a.md", text)]);
    });
}

#[test]
fn toml_and_json_have_the_same_leaves() {
    let table = sample::atlas(&mut Chance::new(1), 3, 4);
    let toml: toml::Table = spelling::toml(&table, &mut Chance::new(2)).parse().expect("it is TOML");
    let json: serde_json::Value = serde_json::from_str(&spelling::json(&table)).expect("it is JSON");
    assert_eq!(leaves(&without_dates(toml::Value::Table(toml))), leaves(&json), "the two spellings differ");
}

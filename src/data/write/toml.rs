//! Writes TOML with line breaks and blank lines that make it easy to edit for people.

use std::fmt::{self, Write};

use toml_writer::{TomlStringBuilder, TomlWrite};

use crate::model::Atlas;
use crate::record::{Record, Rows, Value};

/// Maximum width of a list that is written on one line, in columns; a wider list has one item per line.
const MAX_COLUMNS: usize = 100;
/// Depth of tables from which their headers have no blank line before them, since they belong to the record right
/// above.
const NESTED: usize = 3;
/// Keys of lists of small tables that are written inline, one table per line, instead of with headers.
const INLINE: [&str; 1] = ["affiliations"];

/// Writer of records of one atlas as TOML. Keys without a value are left out.
pub(super) struct TomlWriter<'a> {
    atlas: &'a Atlas,
    out: String,
    /// Length of the comment at the start of the file, in bytes.
    head: usize,
    /// Keys that lead from the top of the file to the current table.
    path: Vec<&'static str>,
}

impl<'a> TomlWriter<'a> {
    /// Creates a writer of a file that starts with the comment `head`, if that is not empty.
    pub(super) fn new(atlas: &'a Atlas, head: &str) -> Self {
        let mut file = Self { atlas, out: String::new(), head: 0, path: Vec::new() };
        for line in head.lines() {
            file.put(format_args!("# {line}\n"));
        }
        file.head = file.out.len();
        file
    }

    /// Returns the text of the file; empty if no record has been written.
    pub(super) fn finish(self) -> String {
        if self.is_empty() { String::new() } else { self.out }
    }

    fn is_empty(&self) -> bool {
        self.out.len() == self.head
    }

    /// Writes the keys of `record` into the current table: plain values first, then tables, as TOML requires.
    pub(super) fn keys(&mut self, record: Record<'a>) {
        let atlas = self.atlas;
        record.visit_present(atlas, &mut |key, value| match value {
            Value::Table(_) => {}
            Value::List(_) if !INLINE.contains(&key) => {}
            value => {
                if self.is_empty() && self.head > 0 {
                    self.out.push('\n');
                }
                self.put(format_args!("{key} = "));
                self.value(value);
                self.out.push('\n');
            }
        });
        record.visit_present(atlas, &mut |key, value| match value {
            Value::Table(Some(inner)) => self.table(["[", "]"], key, inner),
            Value::List(rows) if !INLINE.contains(&key) => self.list(key, rows),
            _ => {}
        });
    }

    /// Writes each record in `rows` as a table in the list `key`.
    pub(super) fn list(&mut self, key: &'static str, rows: &'a dyn Rows) {
        rows.each(self.atlas, &mut |row| self.row(key, row));
    }

    /// Writes `record` as the next table in the list `key`.
    pub(super) fn row(&mut self, key: &'static str, record: Record<'a>) {
        self.table(["[[", "]]"], key, record);
    }

    fn table(&mut self, [open, close]: [&str; 2], key: &'static str, record: Record<'a>) {
        self.path.push(key);
        if !self.out.is_empty() && self.path.len() < NESTED {
            self.out.push('\n');
        }
        self.put(format_args!("{open}{}{close}\n", self.path.join(".")));
        self.keys(record);
        self.path.pop();
    }

    fn value(&mut self, value: Value<'a>) {
        let atlas = self.atlas;
        if let Some(text) = value.as_str(atlas) {
            self.put(format_args!("{}", quoted(text)));
        } else if let Some(texts) = value.as_strs(atlas) {
            let texts: Vec<String> = texts.into_iter().map(|text| quoted(text).to_string()).collect();
            self.texts(&texts);
        } else {
            match value {
                Value::List(rows) => self.inline_tables(rows),
                // The debug format of a number has the shortest digits that parse as the same number.
                Value::Number(Some(number)) => self.put(format_args!("{number:?}")),
                other => self.out.push_str(&other.cell(atlas)),
            }
        }
    }

    /// Writes a list of texts on the current line if it fits there, otherwise with one text per line.
    fn texts(&mut self, texts: &[String]) {
        let line = self.out.len() - self.out.rfind('\n').map_or(0, |at| at + 1);
        let length: usize = texts.iter().map(|text| text.len() + 2).sum();
        if line + length <= MAX_COLUMNS {
            self.put(format_args!("[{}]", texts.join(", ")));
        } else {
            self.lines(texts);
        }
    }

    fn inline_tables(&mut self, rows: &'a dyn Rows) {
        let atlas = self.atlas;
        let mut tables = Vec::new();
        rows.each(atlas, &mut |row| {
            let mut inner = Self::new(atlas, "");
            row.visit_present(atlas, &mut |key, value| {
                let before = if inner.out.is_empty() { "{ " } else { ", " };
                inner.put(format_args!("{before}{key} = "));
                inner.value(value);
            });
            tables.push(inner.out + " }");
        });
        self.lines(&tables);
    }

    fn lines(&mut self, items: &[String]) {
        self.out.push_str("[\n");
        for item in items {
            self.put(format_args!("  {item},\n"));
        }
        self.out.push(']');
    }

    fn put(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(text);
    }
}

/// Returns `text` as a TOML string on one line, in quotation marks.
fn quoted(text: &str) -> impl fmt::Display {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = TomlWrite::value(&mut out, TomlStringBuilder::new(text).as_basic());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::fixture;
    use crate::model::{Affiliation, DoomClaim, Id, Person};

    /// Returns the TOML of `person` with the leading comment `head`.
    fn written(head: &str, person: &Person) -> String {
        let atlas = fixture("[[tag]]\nid = \"pause\"\nname = \"Pause\"\ngloss = \"Stop.\"\n");
        let mut file = TomlWriter::new(&atlas, head);
        file.keys(Record::Person(person));
        file.finish()
    }

    #[test]
    fn values_are_before_tables_and_missing_keys_are_left_out() {
        let claim =
            DoomClaim { low: 0.1, high: 1.0, date: None, definition: Some("All of it.".to_owned()), source: None };
        let person = Person {
            slug: "ann".to_owned(),
            name: "A \"b\" \\ \u{1b}".to_owned(),
            categories: vec!["x".to_owned(), "y".to_owned()],
            p_doom: vec![claim],
            ..Person::default()
        };
        let expected = "# Head\n\nid = \"ann\"\nname = \"A \\\"b\\\" \\\\ \\u001B\"\ncategories = [\"x\", \"y\"]\n\n[[p_doom]]\nlow = 0.1\nhigh = 1.0\ndefinition = \"All of it.\"\n";
        assert_eq!(written("Head", &person), expected);
        assert_eq!(written("Head", &Person::default()), "");
    }

    #[test]
    fn long_lists_and_lists_of_small_tables_take_one_line_for_each_item() {
        let word = "w".repeat(40);
        let post = Affiliation { org: "O".to_owned(), role: None, start: None, end: None, current: true };
        let person = Person { categories: vec![word.clone(); 3], affiliations: vec![post], ..Person::default() };
        let expected = format!(
            "categories = [\n  \"{word}\",\n  \"{word}\",\n  \"{word}\",\n]\naffiliations = [\n  {{ org = \"O\", current = true }},\n]\n"
        );
        assert_eq!(written("", &person), expected);
    }

    #[test]
    fn records_start_paragraphs_and_deep_tables_in_them_do_not() {
        let atlas = fixture(
            "[[tag]]\nid = \"pause\"\nname = \"Pause\"\ngloss = \"Stop.\"\n[[person]]\nid = \"ann\"\nname = \"Ann\"\ntagline = \"T\"\nsummary = \"S\"\nposition = [{ tag = \"pause\", stance = \"mixed\", claim = \"C\", source = [{ title = \"T\", medium = \"talk\" }] }]\n",
        );
        let mut bob = atlas.people.unpack(Id::from_index(0));
        bob.positions.clear();
        bob.p_doom.push(DoomClaim { low: 0.0, high: 0.0, date: None, definition: None, source: None });
        bob.p_doom[0].source = atlas.people.rows()[0].positions[0].sources.first().cloned();
        let mut file = TomlWriter::new(&atlas, "");
        file.row("person", Record::Person(atlas.people.rows()[0]));
        file.row("person", Record::Person(&bob));
        let ann = "[[person]]\nid = \"ann\"\nname = \"Ann\"\ntagline = \"T\"\nsummary = \"S\"\n";
        let source = "title = \"T\"\nmedium = \"talk\"\n";
        let expected = format!(
            "{ann}\n[[person.position]]\ntag = \"pause\"\nstance = \"mixed\"\nclaim = \"C\"\n[[person.position.source]]\n{source}\n{ann}\n[[person.p_doom]]\nlow = 0.0\nhigh = 0.0\n[person.p_doom.source]\n{source}"
        );
        assert_eq!(file.finish(), expected);
    }
}

//! TOML tables in the making: what is in them, and how they are laid out for people who edit them.

use std::fmt::Write;

use toml_writer::TomlStringBuilder;

/// The columns that a list may take before each of its items gets a line of its own.
const COLUMNS: usize = 100;
/// Headers this deep start no paragraph of their own: they belong to the record right above.
const NESTED: usize = 3;

/// A table in the making. What is not there (no text, an empty list, a flag that is down) is not written.
#[derive(Debug, Default)]
pub(super) struct Doc {
    /// Values; they stand before all tables, as TOML wants it.
    values: Vec<(&'static str, Value)>,
    tables: Vec<(&'static str, Tables)>,
}

#[derive(Debug)]
enum Value {
    Text(String),
    /// A number or a flag, as written.
    Plain(String),
    List(Vec<Value>),
    Inline(Doc),
}

#[derive(Debug)]
enum Tables {
    One(Doc),
    Many(Vec<Doc>),
}

impl Doc {
    /// Adds a text, unless it is empty.
    pub(super) fn text(mut self, key: &'static str, text: &str) -> Self {
        if !text.is_empty() {
            self.values.push((key, Value::Text(text.to_owned())));
        }
        self
    }

    /// Adds a text if there is one.
    pub(super) fn maybe(self, key: &'static str, text: Option<&str>) -> Self {
        self.text(key, text.unwrap_or_default())
    }

    /// Adds a flag if it is up.
    pub(super) fn flag(mut self, key: &'static str, up: bool) -> Self {
        if up {
            self.values.push((key, Value::Plain("true".to_owned())));
        }
        self
    }

    /// Adds a whole number if there is one.
    pub(super) fn whole(mut self, key: &'static str, number: Option<i64>) -> Self {
        self.values.extend(number.map(|number| (key, Value::Plain(number.to_string()))));
        self
    }

    /// Adds a number if there is one, with as many digits as it takes to read the same number again.
    pub(super) fn number(mut self, key: &'static str, number: Option<f64>) -> Self {
        self.values.extend(number.map(|number| (key, Value::Plain(format!("{number:?}")))));
        self
    }

    /// Adds a list of texts, unless it is empty.
    pub(super) fn texts<'a>(mut self, key: &'static str, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<Value> = texts.into_iter().map(|text| Value::Text(text.to_owned())).collect();
        if !texts.is_empty() {
            self.values.push((key, Value::List(texts)));
        }
        self
    }

    /// Adds a list of tables that take a line each, unless it is empty.
    pub(super) fn lines(mut self, key: &'static str, lines: Vec<Self>) -> Self {
        if !lines.is_empty() {
            self.values.push((key, Value::List(lines.into_iter().map(Value::Inline).collect())));
        }
        self
    }

    /// Adds a table if there is one with something in it.
    pub(super) fn table(mut self, key: &'static str, table: Option<Self>) -> Self {
        self.tables.extend(table.filter(|table| !table.is_empty()).map(|table| (key, Tables::One(table))));
        self
    }

    /// Adds a list of tables, unless it is empty.
    pub(super) fn tables(mut self, key: &'static str, tables: Vec<Self>) -> Self {
        if !tables.is_empty() {
            self.tables.push((key, Tables::Many(tables)));
        }
        self
    }

    /// Whether nothing would be written.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.tables.is_empty()
    }

    /// The table as the text of a file, after the comment `head` if it says something.
    pub(super) fn to_file(&self, head: &str) -> String {
        let mut out = String::new();
        for line in head.lines() {
            put(&mut out, format_args!("# {line}\n"));
        }
        if !out.is_empty() && !self.values.is_empty() {
            out.push('\n');
        }
        self.write(&mut out, &mut Vec::new());
        out
    }

    fn write(&self, out: &mut String, path: &mut Vec<&'static str>) {
        for (key, value) in &self.values {
            put(out, format_args!("{key} = "));
            value.write(out, out.len() - last_line(out));
            out.push('\n');
        }
        for (key, tables) in &self.tables {
            path.push(key);
            let (tables, [open, close]) = match tables {
                Tables::One(table) => (std::slice::from_ref(table), ["[", "]"]),
                Tables::Many(tables) => (tables.as_slice(), ["[[", "]]"]),
            };
            for table in tables {
                if !out.is_empty() && path.len() < NESTED {
                    out.push('\n');
                }
                put(out, format_args!("{open}{}{close}\n", path.join(".")));
                table.write(out, path);
            }
            path.pop();
        }
    }

    /// The table between braces, in a line.
    fn write_inline(&self, out: &mut String) {
        out.push('{');
        for (n, (key, value)) in self.values.iter().enumerate() {
            put(out, format_args!("{}{key} = ", if n > 0 { ", " } else { " " }));
            value.write(out, 0);
        }
        out.push_str(" }");
    }
}

impl Value {
    /// Writes the value to a line that is `before` bytes long already.
    fn write(&self, out: &mut String, before: usize) {
        match self {
            Self::Text(text) => put(out, format_args!("{}", quoted(text))),
            Self::Plain(value) => out.push_str(value),
            Self::Inline(doc) => doc.write_inline(out),
            Self::List(items) => {
                let written: Vec<String> = items.iter().map(Self::in_a_line).collect();
                let length: usize = written.iter().map(|item| item.len() + 2).sum();
                let tables = matches!(items.first(), Some(Self::Inline(_)));
                if !tables && before + length <= COLUMNS {
                    put(out, format_args!("[{}]", written.join(", ")));
                } else {
                    out.push_str("[\n");
                    for item in written {
                        put(out, format_args!("  {item},\n"));
                    }
                    out.push(']');
                }
            }
        }
    }

    fn in_a_line(&self) -> String {
        let mut line = String::new();
        self.write(&mut line, 0);
        line
    }
}

/// A text as a TOML string that holds in one line.
fn quoted(text: &str) -> impl std::fmt::Display {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = toml_writer::TomlWrite::value(&mut out, TomlStringBuilder::new(text).as_basic());
    out
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = out.write_fmt(text);
}

/// Where the last line of `out` starts.
fn last_line(out: &str) -> usize {
    out.rfind('\n').map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_before_tables_and_nothing_is_left_blank() {
        let inner = Doc::default().text("why", "So.").maybe("note", None).flag("current", false);
        let doc = Doc::default()
            .table("inner", Some(inner))
            .table("none", Some(Doc::default()))
            .text("name", "A \"b\" \\ \u{1b}")
            .texts("list", ["x", "y"])
            .texts("empty", [])
            .number("low", Some(0.1))
            .whole("from", Some(-3))
            .flag("on", true);
        let expected = "# Head\n\nname = \"A \\\"b\\\" \\\\ \\u001B\"\nlist = [\"x\", \"y\"]\nlow = 0.1\nfrom = -3\non = true\n\n[inner]\nwhy = \"So.\"\n";
        assert_eq!(doc.to_file("Head"), expected);
    }

    #[test]
    fn long_lists_and_lists_of_tables_take_a_line_for_each_item() {
        let word = "w".repeat(40);
        let doc = Doc::default()
            .texts("list", [word.as_str(), word.as_str(), word.as_str()])
            .lines("posts", vec![Doc::default().text("org", "O").flag("current", true)]);
        let expected = format!(
            "list = [\n  \"{word}\",\n  \"{word}\",\n  \"{word}\",\n]\nposts = [\n  {{ org = \"O\", current = true }},\n]\n"
        );
        assert_eq!(doc.to_file(""), expected);
    }

    #[test]
    fn records_start_paragraphs_and_what_is_deep_in_them_does_not() {
        let source = Doc::default().text("title", "T");
        let position = Doc::default().text("tag", "pause").tables("source", vec![source]);
        let person = Doc::default().text("id", "ann").tables("position", vec![position]);
        let doc = Doc::default().tables("person", vec![person, Doc::default().text("id", "bob")]);
        let expected = "[[person]]\nid = \"ann\"\n\n[[person.position]]\ntag = \"pause\"\n[[person.position.source]]\ntitle = \"T\"\n\n[[person]]\nid = \"bob\"\n";
        assert_eq!(doc.to_file(""), expected);
    }
}

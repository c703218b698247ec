//! The user's own portfolios: one file of the folder that adds to the atlas, so that they are part of the atlas too.
//!
//! The file is the program's to write, but anyone's to read and mend: what is in it that this program does not know
//! stays, comments do not.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::model::{PortfolioChange, SavedPortfolio};

use super::files::{self, Lock, StoreError};

/// What stands at the head of the file.
const HEAD: &str =
    "# Portfolios of one's own. Written by stratlas: the explorer saves, renames and deletes them here.\n";
/// What a portfolio says of itself until its owner says more.
const DESCRIPTION: &str = "A portfolio of one's own.";

/// The file in which portfolios are kept.
#[derive(Clone, Debug)]
pub struct PortfolioFile {
    path: PathBuf,
    lock: PathBuf,
}

impl PortfolioFile {
    /// The file in the folder that adds to the atlas; its lock is in the folder `state`.
    pub fn new(overlay: &Path, state: &Path) -> Self {
        Self { path: overlay.join("portfolios.toml"), lock: state.join("portfolios.lock") }
    }

    /// The portfolios kept, as written; none if there is no file.
    ///
    /// # Errors
    /// If the file cannot be read, or is no TOML with portfolios in it.
    pub fn read(&self) -> Result<Vec<SavedPortfolio>, StoreError> {
        let rows = self.table()?.remove(KEY);
        rows.map_or_else(|| Ok(Vec::new()), |rows| rows.try_into().map_err(|error| self.wrong(&error)))
    }

    /// Changes what is kept, on top of what other programs have written meanwhile. It is on disk when this returns.
    /// Returns what is kept now.
    ///
    /// # Errors
    /// If the file cannot be locked, read, understood or written. It is then as it was before.
    pub fn update(&self, change: &PortfolioChange) -> Result<Vec<SavedPortfolio>, StoreError> {
        let _lock = Lock::take(&self.lock)?;
        let mut table = self.table()?;
        let rows = table.entry(KEY).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(rows) = rows {
            apply(rows, change);
        }
        files::write(&self.path, written(&table).as_bytes())?;
        self.read()
    }

    fn table(&self) -> Result<Table, StoreError> {
        let Some(bytes) = files::read(&self.path)? else { return Ok(Table::new()) };
        let text = String::from_utf8_lossy(&bytes);
        text.parse().map_err(|error| self.wrong(&error))
    }

    fn wrong(&self, error: &toml::de::Error) -> StoreError {
        let told = std::io::Error::new(std::io::ErrorKind::InvalidData, error.message().to_owned());
        StoreError::new("understand", &self.path, told)
    }
}

/// What portfolios are written under.
const KEY: &str = "portfolio";

fn apply(rows: &mut Vec<Value>, change: &PortfolioChange) {
    let at = |rows: &[Value], id: &str| rows.iter().position(|row| row.get("id").and_then(Value::as_str) == Some(id));
    match change {
        PortfolioChange::Save(portfolio) => {
            let row = match at(rows, &portfolio.slug).and_then(|at| rows[at].as_table_mut()) {
                Some(row) => row,
                None => {
                    let mut row = Table::new();
                    row.insert("id".to_owned(), portfolio.slug.clone().into());
                    row.insert("description".to_owned(), DESCRIPTION.into());
                    rows.push(Value::Table(row));
                    let Some(Value::Table(row)) = rows.last_mut() else { return };
                    row
                }
            };
            row.insert("name".to_owned(), portfolio.name.clone().into());
            row.insert("strategies".to_owned(), portfolio.strategies.clone().into());
        }
        PortfolioChange::Delete(id) => rows.retain(|row| row.get("id").and_then(Value::as_str) != Some(id)),
    }
}

/// The file: what stands alone first, then table by table.
fn written(table: &Table) -> String {
    let mut text = HEAD.to_owned();
    for (key, value) in table.iter().filter(|(key, _)| *key != KEY) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{} = {}", quoted(key), inline(value));
    }
    let rows = table.get(KEY).and_then(Value::as_array);
    for row in rows.into_iter().flatten().filter_map(Value::as_table) {
        let _ = writeln!(text, "\n[[{KEY}]]");
        // In the order in which the files of an atlas are written; what is not known to it comes last.
        let known = ["id", "name", "description", "strategies"];
        let rest = row.keys().map(String::as_str).filter(|key| !known.contains(key));
        for key in known.into_iter().chain(rest) {
            if let Some(value) = row.get(key) {
                let _ = writeln!(text, "{} = {}", bare(key), inline(value));
            }
        }
    }
    text
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(values) => format!("[{}]", values.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| format!("{} = {}", bare(key), inline(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Boolean(truth) => truth.to_string(),
        Value::Datetime(date) => date.to_string(),
    }
}

/// A key, in quotes only where it needs them.
fn bare(key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if plain { key.to_owned() } else { quoted(key) }
}

/// Text as TOML has it, on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;

    fn file() -> (tempfile::TempDir, PortfolioFile) {
        let folder = tempfile::tempdir().unwrap();
        let file = PortfolioFile::new(&folder.path().join("overlay"), folder.path());
        (folder, file)
    }

    fn own(id: &str, name: &str, strategies: &[&str]) -> SavedPortfolio {
        let strategies = strategies.iter().map(|&slug| slug.to_owned()).collect();
        SavedPortfolio { slug: id.to_owned(), name: name.to_owned(), strategies }
    }

    #[test]
    fn what_is_saved_is_read_back_renamed_and_deleted() {
        let (_folder, file) = file();
        assert_eq!(file.read().unwrap(), []);
        file.update(&PortfolioChange::Save(own("a", "A", &["pause"]))).unwrap();
        file.update(&PortfolioChange::Save(own("b", "B", &["x", "y"]))).unwrap();
        let kept = file.update(&PortfolioChange::Save(own("a", "A", &["pause", "go"]))).unwrap();
        assert_eq!(kept, [own("a", "A", &["pause", "go"]), own("b", "B", &["x", "y"])]);
        let kept = file.update(&PortfolioChange::Save(own("b", "Bee", &["x", "y"]))).unwrap();
        assert_eq!(kept[1], own("b", "Bee", &["x", "y"]));
        assert_eq!(file.update(&PortfolioChange::Delete("a".to_owned())).unwrap(), [own("b", "Bee", &["x", "y"])]);
        assert_eq!(file.read().unwrap(), [own("b", "Bee", &["x", "y"])]);
    }

    #[test]
    fn the_file_is_one_of_an_atlas_and_keeps_what_others_wrote() {
        let (_folder, file) = file();
        files::write(
            &file.path,
            b"[[portfolio]]\nid = \"b\"\nname = \"B\"\ndescription = \"Mine, and why.\"\nstrategies = []\nnote = { at = 1 }\n",
        )
        .unwrap();
        file.update(&PortfolioChange::Save(own("a", "A \"quoted\"", &["pause"]))).unwrap();
        file.update(&PortfolioChange::Save(own("b", "B", &["go"]))).unwrap();
        let text = fs::read_to_string(&file.path).unwrap();
        let expected = format!(
            "{HEAD}\n[[portfolio]]\nid = \"b\"\nname = \"B\"\ndescription = \"Mine, and why.\"\nstrategies = [\"go\"]\nnote = {{ at = 1 }}\n\
             \n[[portfolio]]\nid = \"a\"\nname = \"A \\\"quoted\\\"\"\ndescription = \"{DESCRIPTION}\"\nstrategies = [\"pause\"]\n"
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn a_file_that_is_not_understood_stays_as_it_is() {
        let (_folder, file) = file();
        files::write(&file.path, b"[[portfolio]\n").unwrap();
        let error = file.update(&PortfolioChange::Delete("a".to_owned())).unwrap_err().to_string();
        assert!(error.starts_with("cannot understand"), "{error}");
        assert_eq!(fs::read(&file.path).unwrap(), b"[[portfolio]\n");
        assert!(file.read().is_err());
    }

    proptest! {
        #[test]
        fn any_name_is_read_back(name in "\\PC{0,12}|[\"\\\\\n\t\u{7f}\u{1b}]{0,6}", slugs in prop::collection::vec("[a-z-]{1,6}", 0..4)) {
            let (_folder, file) = file();
            let portfolio = SavedPortfolio { slug: "a".to_owned(), name, strategies: slugs };
            prop_assert_eq!(file.update(&PortfolioChange::Save(portfolio.clone())).unwrap(), [portfolio]);
        }
    }
}

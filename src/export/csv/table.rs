//! One CSV table: its columns are the keys of a kind of table in the TOML, its rows the records.

use std::borrow::Cow;

use crate::data::schema;
use crate::model::Atlas;
use crate::record::{Record, Value};
use crate::text::guard_cell;

/// A table in the making.
#[derive(Debug)]
pub(super) struct CsvTable {
    pub(super) file: &'static str,
    pub(super) text: String,
    /// The columns before the keys.
    lead: Vec<&'static str>,
    /// The columns that are keys of the records.
    keys: Vec<String>,
}

impl CsvTable {
    /// The table `file` with the columns `lead` and those of the TOML tables at `path` of the schema.
    pub(super) fn new(file: &'static str, lead: &[&'static str], path: &str) -> Self {
        Self::with_columns(file, lead, columns(path))
    }

    /// The table `file` with the columns `lead` and `keys`.
    pub(super) fn with_columns(file: &'static str, lead: &[&'static str], keys: Vec<String>) -> Self {
        let mut table = Self { file, text: String::new(), lead: lead.to_vec(), keys: Vec::new() };
        table.cells(lead.iter().copied().chain(keys.iter().map(String::as_str)));
        table.keys = keys;
        table
    }

    /// Adds the row of `record`, with the texts of `lead` in the columns before its keys.
    pub(super) fn row<'a>(&mut self, atlas: &'a Atlas, lead: &[&str], record: Record<'a>) {
        let mut cells: Vec<Cow<'a, str>> = vec![Cow::Borrowed(""); self.keys.len()];
        let mut put = |column: &str, value: Value<'a>| {
            if let Some(at) = self.keys.iter().position(|known| known == column) {
                let is_number = matches!(value, Value::Number(_) | Value::Whole(_) | Value::Count(_) | Value::Flag(_));
                cells[at] = if is_number { value.cell(atlas) } else { guard_cell(value.cell(atlas)) };
            }
        };
        record.visit_flat(atlas, &mut |key, value| match value {
            Value::Table(Some(inner)) => {
                inner.visit(atlas, &mut |within, value| put(&format!("{key}_{within}"), value))
            }
            value => put(key, value),
        });
        let lead = lead.iter().zip(&self.lead).map(|(text, name)| match *name {
            "position" | "number" => Cow::Borrowed(*text),
            _ => guard_cell((*text).into()),
        });
        let cells: Vec<Cow<'_, str>> = lead.chain(cells).collect();
        self.line(cells.into_iter());
    }

    /// Adds a row of texts.
    pub(super) fn cells<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.line(cells.into_iter().map(|text| guard_cell(text.into())));
    }

    fn line<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.text.push_str(&quote(&cell));
        }
        self.text.push_str("\r\n");
    }
}

/// The columns for the keys of the TOML tables at `path` of the schema.
pub(super) fn columns(path: &str) -> Vec<String> {
    schema::columns(path).into_iter().map(|column| column.name).collect()
}

/// A cell as it is written between commas.
pub fn quote(cell: &str) -> Cow<'_, str> {
    if cell.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\"")).into()
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut table = CsvTable { file: "a.csv", text: String::new(), lead: Vec::new(), keys: Vec::new() };
        table.cells(cells.iter().copied());
        table.text
    }

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        assert_eq!(
            written(&["plain", "a, b", "say \"so\"", "two\nlines", ""]),
            "plain,\"a, b\",\"say \"\"so\"\"\",\"two\nlines\",\r\n"
        );
    }
}

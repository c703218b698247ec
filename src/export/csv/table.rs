//! A CSV table, whose columns are the keys of a TOML table and whose rows are records.

use std::borrow::Cow;

use crate::data::schema;
use crate::model::Atlas;
use crate::record::{Record, Value};
use crate::text::{escape_formula, guard_cell};

/// CSV table while its rows are added.
#[derive(Debug)]
pub(super) struct CsvTable {
    pub(super) file: &'static str,
    pub(super) text: String,
    /// Names of the columns before those for keys; they identify a record.
    lead: Vec<&'static str>,
    /// Names of the columns for the keys of the records.
    keys: Vec<String>,
}

impl CsvTable {
    /// Creates the table `file` with the columns `lead`, and with those for the keys of the TOML tables at `path` in
    /// the schema.
    pub(super) fn new(file: &'static str, lead: &[&'static str], path: &str) -> Self {
        Self::with_columns(file, lead, columns(path))
    }

    /// Creates the table `file` with the columns `lead`, and with `keys` as the columns for keys.
    pub(super) fn with_columns(file: &'static str, lead: &[&'static str], keys: Vec<String>) -> Self {
        let text = row(lead.iter().copied().chain(keys.iter().map(String::as_str)));
        Self { file, text, lead: lead.to_vec(), keys }
    }

    /// Adds a row for `record`, with the texts `lead` in the columns before the keys.
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
                inner.visit(atlas, &mut |within, value| put(&format!("{key}_{within}"), value));
            }
            value => put(key, value),
        });
        let lead = lead.iter().zip(&self.lead).map(|(text, name)| match *name {
            "position" | "number" => Cow::Borrowed(*text),
            _ => guard_cell((*text).into()),
        });
        self.text.push_str(&joined(lead.chain(cells)));
    }

    /// Adds a row with the texts `cells`, guarded so that a spreadsheet keeps them unchanged.
    pub(super) fn cells<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.text.push_str(&joined(cells.into_iter().map(|text| guard_cell(text.into()))));
    }
}

/// Returns the names of the CSV columns for the keys of the schema table at `path`.
pub(super) fn columns(path: &str) -> Vec<String> {
    schema::columns(path).into_iter().map(|column| column.name).collect()
}

/// Formats `cells` as a row, each guarded if a spreadsheet would read it as a formula.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    joined(cells.into_iter().map(escape_formula))
}

/// Formats `cells` as a row, in quotation marks where CSV needs them.
fn joined<'a>(cells: impl Iterator<Item = Cow<'a, str>>) -> String {
    let quoted = |cell: Cow<'a, str>| {
        let is_plain = !cell.contains(['"', ',', '\r', '\n']);
        if is_plain { cell } else { format!("\"{}\"", cell.replace('"', "\"\"")).into() }
    };
    cells.map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        assert_eq!(
            row(["plain", "a, b", "say \"so\"", "two\nlines", ""]),
            "plain,\"a, b\",\"say \"\"so\"\"\",\"two\nlines\",\r\n"
        );
    }
}

//! One CSV table: its columns are the keys of a kind of table in the TOML, its rows the records.

use std::borrow::Cow;

use crate::data::schema;
use crate::model::Atlas;
use crate::record::{Record, Value};
<<<<<<< HEAD

/// Keys with tables of their own.
const ELSEWHERE: [&str; 3] = ["source", "conflicts", "complements"];
=======
use crate::text::guard_cell;
>>>>>>> main

/// A table, row by row.
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
<<<<<<< HEAD
    pub(super) fn with_columns(file: &'static str, lead: &[&str], keys: Vec<String>) -> Self {
        let text = row(lead.iter().copied().chain(keys.iter().map(String::as_str)));
        Self { file, text, lead: lead.len(), keys }
=======
    pub(super) fn with_columns(file: &'static str, lead: &[&'static str], keys: Vec<String>) -> Self {
        let mut table = Self { file, text: String::new(), lead: lead.to_vec(), keys: Vec::new() };
        table.cells(lead.iter().copied().chain(keys.iter().map(String::as_str)));
        table.keys = keys;
        table
>>>>>>> main
    }

    /// Adds the row of `record`, with the texts of `lead` in the columns before its keys.
    pub(super) fn row<'a>(&mut self, atlas: &'a Atlas, lead: &[&str], record: Record<'a>) {
        let mut cells: Vec<Cow<'a, str>> = vec![Cow::Borrowed(""); self.keys.len()];
        let mut put = |column: &str, value: Value<'a>| {
            if let Some(at) = self.keys.iter().position(|known| known == column) {
<<<<<<< HEAD
                let is_number = matches!(value, Value::Number(_) | Value::Whole(_));
                cells[at] = if is_number { value.cell(atlas) } else { escape_formula(value.cell(atlas)) };
=======
                let is_number = matches!(value, Value::Number(_) | Value::Whole(_) | Value::Count(_) | Value::Flag(_));
                cells[at] = if is_number { value.cell(atlas) } else { guard_cell(value.cell(atlas)) };
>>>>>>> main
            }
        };
        record.visit_flat(atlas, &mut |key, value| match value {
            Value::Table(Some(inner)) => {
                inner.visit(atlas, &mut |within, value| put(&format!("{key}_{within}"), value))
            }
            value => put(key, value),
        });
<<<<<<< HEAD
        let lead = lead.iter().take(self.lead).map(|text| escape_formula((*text).into()));
        self.text.push_str(&joined(lead.chain(cells)));
=======
        let lead = lead.iter().zip(&self.lead).map(|(text, name)| match *name {
            "position" | "number" => Cow::Borrowed(*text),
            _ => guard_cell((*text).into()),
        });
        let cells: Vec<Cow<'_, str>> = lead.chain(cells).collect();
        self.line(cells.into_iter());
>>>>>>> main
    }

    /// Adds a row of texts.
    pub(super) fn cells<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
<<<<<<< HEAD
        self.text.push_str(&row(cells));
=======
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
>>>>>>> main
    }
}

/// The columns for the keys of the TOML tables at `path` of the schema.
pub(super) fn columns(path: &str) -> Vec<String> {
<<<<<<< HEAD
    flat_fields(path).into_iter().flat_map(columns_of).collect()
}

/// The columns for one key: one, or those of a table within the record.
fn columns_of(field: &'static FieldSchema) -> Vec<String> {
    match field.kind {
        _ if ELSEWHERE.contains(&field.key) => Vec::new(),
        ValueType::Table(inner) => inner.fields.iter().map(|within| nested(field.key, within.key)).collect(),
        ValueType::List(ValueType::Table(_)) => Vec::new(),
        _ => vec![field.key.to_owned()],
    }
}

/// The column for the key `within` of the table `key`.
fn nested(key: &str, within: &str) -> String {
    format!("{key}_{within}")
}

/// Formats a row of texts, each escaped where a spreadsheet would take it for a formula.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    joined(cells.into_iter().map(|cell| escape_formula(cell.into())))
}

/// Formats a row, with quotation marks around the cells that need them.
fn joined<'a>(cells: impl Iterator<Item = Cow<'a, str>>) -> String {
    let quoted = |cell: Cow<'a, str>| {
        let is_plain = !cell.contains(['"', ',', '\r', '\n']);
        if is_plain { cell } else { format!("\"{}\"", cell.replace('"', "\"\"")).into() }
    };
    cells.map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

/// Puts an apostrophe before a cell that a spreadsheet would take for a formula.
fn escape_formula(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) { format!("'{cell}").into() } else { cell }
=======
    schema::columns(path).into_iter().map(|column| column.name).collect()
>>>>>>> main
}

#[cfg(test)]
mod tests {
    use super::*;

<<<<<<< HEAD
=======
    fn written(cells: &[&str]) -> String {
        let mut table = CsvTable { file: "a.csv", text: String::new(), lead: Vec::new(), keys: Vec::new() };
        table.cells(cells.iter().copied());
        table.text
    }

>>>>>>> main
    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        assert_eq!(
            row(["plain", "a, b", "say \"so\"", "two\nlines", ""]),
            "plain,\"a, b\",\"say \"\"so\"\"\",\"two\nlines\",\r\n"
        );
    }
<<<<<<< HEAD

    #[test]
    fn formulas_become_text() {
        let cells = ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "1=1", "=a,\"b\"", "'t Hooft"];
        assert_eq!(row(cells), "'=1+1,'+1,'-1,'@sum,'\tx,\"'\rx\",1=1,\"'=a,\"\"b\"\"\",''t Hooft\r\n");
    }

    proptest! {
        #[test]
        fn no_cell_is_a_formula_and_an_apostrophe_less_is_the_text(text in "[-=+@'\t\r\n]{0,2}\\PC*") {
            let cell = escape_formula(text.as_str().into());
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), text.as_str());
        }
    }
=======
>>>>>>> main
}

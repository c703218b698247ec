//! Reads one table: finds its delimiter and header, splits it into rows, and reports the parts of its file that are
//! ignored.

use std::ops::Range;

use super::columns::{Header, TableChoice, TableKind};
use super::csv::{self, CsvCell, CsvText, DELIMITERS};
use crate::data::schema::TableColumn;
use crate::diagnostic::{Code, PendingDiagnostic, Span, quoted_list, truncate};

/// Maximum number of rows above the header, such as titles that a spreadsheet adds.
const MAX_PREAMBLE: usize = 20;
/// Number of bytes at the start of a file that are read to detect the delimiter.
const MAX_SAMPLE: usize = 64 * 1024;

/// Imported table whose header is recognized.
#[derive(Debug)]
pub(super) struct ImportedTable {
    pub(super) kind: &'static TableKind,
    /// Name of the table's file.
    pub(super) file: String,
    /// Texts of the header cells.
    pub(super) names: Vec<String>,
    /// Columns of the cells of a row: first those of the header, `None` where a header cell is not recognized; then the
    /// columns that the import appends, such as columns for which the user set a value.
    pub(super) columns: Vec<Option<TableColumn>>,
    pub(super) rows: Vec<CsvRow>,
}

/// Row of a table.
#[derive(Debug)]
pub(super) struct CsvRow {
    /// Cells in the order of the columns of the table.
    pub(super) cells: Vec<CsvCell>,
    pub(super) at: Range<usize>,
}

impl ImportedTable {
    /// Reads the table of kind `kind` in `text`, the content of `file`, whose spans start at the offset `base`.
    pub(super) fn read(
        kind: &'static TableKind,
        (file, text): (&str, &str),
        base: usize,
        [renames, defaults]: [&[TableChoice]; 2],
        diagnostics: &mut Vec<PendingDiagnostic>,
    ) -> Self {
        let mut report = |code: Code, at: &Range<usize>, message: String| {
            diagnostics.push(PendingDiagnostic::new(code, Span::new(0, at), message));
        };
        let (delimiter, header_row) = layout(kind, text, renames);
        let CsvText { mut rows, errors } = csv::read(text, delimiter, base);
        for (at, message) in errors {
            report(Code::Syntax, &at, message.to_owned());
        }
        let body = rows.split_off((header_row + 1).min(rows.len()));
        let names = rows.pop().unwrap_or_default();
        for row in rows.iter().filter(|row| !row[0].text.starts_with("sep=")) {
            let at = row[0].at.start..row[row.len() - 1].at.end;
            report(Code::NotUnderstood, &at, "this line is above the header of the table; it is left out".to_owned());
        }
        let texts: Vec<&str> = names.iter().map(|cell| cell.text.as_str()).collect();
        let Header { mut columns, repeated } = Header::new(kind, &texts, renames);
        // Where several tables have been joined into one file, the header occurs again between the rows.
        let is_header = |row: &Vec<CsvCell>| row.iter().map(|cell| &cell.text).eq(names.iter().map(|cell| &cell.text));
        let (headers, body): (Vec<_>, Vec<_>) = body.into_iter().partition(is_header);
        for row in headers {
            report(Code::NotUnderstood, &row[0].at, "this line repeats the header; it is left out".to_owned());
        }
        check_header(kind, (base, &names), &columns, &repeated, diagnostics);
        check_nameless(&names, &body, diagnostics);
        let names: Vec<String> = names.into_iter().map(|cell| cell.text).collect();
        let mut rows: Vec<CsvRow> = body.into_iter().map(|row| CsvRow::new(row, &names, diagnostics)).collect();
        for default in defaults.iter().filter(|default| default.kind == kind.file) {
            let column = kind.columns().into_iter().find(|column| column.name == default.left);
            columns.push(column);
            for row in &mut rows {
                row.cells.push(CsvCell { text: default.right.clone(), at: row.at.clone() });
            }
        }
        Self { kind, file: file.to_owned(), names, columns, rows }
    }

    /// Returns the index of the column `name` in the rows; `None` if the table has no such column.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.as_ref().is_some_and(|column| column.name == name))
    }
}

impl CsvRow {
    /// Creates a row with as many cells as the header `names` has. Text in additional cells is reported as an error.
    fn new(mut cells: Vec<CsvCell>, names: &[String], diagnostics: &mut Vec<PendingDiagnostic>) -> Self {
        let at = cells[0].at.clone();
        for extra in cells.iter().skip(names.len()).filter(|cell| !cell.is_empty()) {
            let last = names.last().map_or("", String::as_str);
            let message = format!("this cell is to the right of the last column, `{}`", truncate(last));
            let diagnostic = PendingDiagnostic::new(Code::UnknownKey, Span::new(0, &extra.at), message);
            diagnostics.push(diagnostic.help("a text with the delimiter in it has to be in quotation marks"));
        }
        let end = cells[cells.len() - 1].at.end;
        cells.resize_with(names.len(), || CsvCell { text: String::new(), at: end..end });
        Self { cells, at }
    }
}

/// Returns the delimiter and the index of the header row that make the largest number of columns recognizable.
fn layout(kind: &TableKind, text: &str, renames: &[TableChoice]) -> (char, usize) {
    let end = (0..=MAX_SAMPLE.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let mut best = (0, ',', 0);
    for delimiter in DELIMITERS {
        for (at, row) in csv::read(&text[..end], delimiter, 0).rows.iter().enumerate().take(MAX_PREAMBLE) {
            let names: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
            let score = Header::new(kind, &names, renames).score();
            if score > best.0 {
                best = (score, delimiter, at);
            }
        }
    }
    (best.1, best.2)
}

/// Reports each column that has no name in its header but texts below it, at the first of these texts.
fn check_nameless(names: &[CsvCell], body: &[Vec<CsvCell>], diagnostics: &mut Vec<PendingDiagnostic>) {
    for (at, _) in names.iter().enumerate().filter(|(_, name)| name.is_empty()) {
        let mut texts = body.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
        let Some(first) = texts.next() else { continue };
        let message = match texts.count() {
            0 => "the column of this cell has no name; the cell is left out".to_owned(),
            more => format!("the column of this cell has no name; it is left out, with {more} more below it"),
        };
        let diagnostic = PendingDiagnostic::new(Code::LeftOut, Span::new(0, &first.at), message);
        diagnostics.push(diagnostic.help("give the column a name, or empty it"));
    }
}

/// Reports the header cells that are not recognized or not used, so that their columns are left out.
fn check_header(
    kind: &TableKind,
    (base, names): (usize, &[CsvCell]),
    columns: &[Option<TableColumn>],
    repeated: &[usize],
    diagnostics: &mut Vec<PendingDiagnostic>,
) {
    let known = kind.columns();
    for (at, cell) in names.iter().enumerate().filter(|&(at, cell)| columns[at].is_none() && !cell.is_empty()) {
        let span = Span::new(0, &cell.at);
        let name = truncate(&cell.text);
        if repeated.contains(&at) {
            let message = format!("a second column is called `{name}`; remove or rename one of them");
            diagnostics.push(PendingDiagnostic::new(Code::DuplicateKey, span, message));
            continue;
        }
        let message = format!("the column `{name}` is left out");
        let mut diagnostic = PendingDiagnostic::new(Code::NotUnderstood, span, message)
            .did_you_mean(&cell.text.trim().to_lowercase(), known.iter().map(|column| column.name.as_str()));
        if diagnostic.help.is_some() {
            diagnostic.code = Code::LeftOut;
        } else {
            let names = quoted_list(known.iter().map(|column| column.name.as_str()));
            diagnostic = diagnostic.help(format!("the columns here are {names}; `--map` names others"));
        }
        diagnostics.push(diagnostic);
    }
    if columns.iter().all(Option::is_none) {
        let at = names.first().map_or(base..base, |cell| cell.at.clone());
        let message = "no column of this table is known; the table is left out".to_owned();
        diagnostics.push(PendingDiagnostic::new(Code::LeftOut, Span::new(0, &at), message));
    }
}

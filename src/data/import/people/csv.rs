//! Comma-separated values with the place of each cell. Spreadsheets in some countries write semicolons, and some
//! programs tabs; the first row tells.

use std::ops::Range;

/// A cell: its text, and where it stands.
pub(super) type CsvCell = (String, Range<usize>);

/// A table as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CsvText {
    pub(super) columns: Vec<CsvCell>,
    pub(super) rows: Vec<Vec<CsvCell>>,
    /// Where a quotation mark is opened and never closed.
    pub(super) open: Option<Range<usize>>,
}

/// Reads `text`, which starts at `base` of a longer one.
pub(super) fn read(text: &str, base: usize) -> CsvText {
    let between = delimiter(text);
    let mut table = CsvText::default();
    let mut row: Vec<CsvCell> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (cell, end) = match rest.strip_prefix('"') {
            Some(quoted) => match closing(quoted) {
                Some(end) => (quoted[..end].replace("\"\"", "\""), at + end + 2),
                None => {
                    table.open = Some(base + at..base + at + 1);
                    (quoted.to_owned(), text.len())
                }
            },
            None => {
                let end = rest.find([between, '\r', '\n']).unwrap_or(rest.len());
                (rest[..end].to_owned(), at + end)
            }
        };
        // What follows a closing quotation mark belongs to nothing.
        let skipped = text[end..].find([between, '\r', '\n']).map_or(text.len(), |more| end + more);
        row.push((cell, base + at..base + end.max(at + 1).min(text.len())));
        at = skipped;
        let after = &text[at..];
        if after.starts_with(between) {
            at += between.len_utf8();
            if at < text.len() {
                continue;
            }
            row.push((String::new(), base + at..base + at));
        }
        let lines = after.len() - after.trim_start_matches(['\r', '\n']).len();
        at = (at + lines).min(text.len());
        finish(&mut table, std::mem::take(&mut row));
    }
    table
}

/// Adds a row; empty ones, which spreadsheets leave at the end, are none.
fn finish(table: &mut CsvText, row: Vec<CsvCell>) {
    if row.iter().all(|(text, _)| text.trim().is_empty()) {
        return;
    }
    if table.columns.is_empty() {
        table.columns = row;
    } else {
        table.rows.push(row);
    }
}

/// Where the quotation mark stands that closes a cell.
fn closing(quoted: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + quoted[from..].find('"')?;
        if !quoted[at + 1..].starts_with('"') {
            return Some(at);
        }
        from = at + 2;
    }
}

/// What stands between cells: whichever the first row has most of.
fn delimiter(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    [';', '\t'].into_iter().fold(',', |most, next| if count(next) > count(most) { next } else { most })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let table = read(text, 0);
        let row = |row: Vec<CsvCell>| row.into_iter().map(|(text, _)| text).collect();
        std::iter::once(table.columns).chain(table.rows).map(row).collect()
    }

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        assert_eq!(
            texts("a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n,\r\n\r\n2,"),
            [["a", "b"], ["1", "x, \"y\"\r\nz"], ["2", ""]]
        );
        assert_eq!(texts("a;b\n1,5;2\n"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(texts("a\tb\n1\t2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(texts(""), [[""; 0]]);
    }

    #[test]
    fn places_are_those_of_the_whole_text() {
        let table = read("a,b\n1,\"é\"\n", 10);
        assert_eq!(table.rows[0][0], ("1".to_owned(), 14..15));
        assert_eq!(table.rows[0][1], ("é".to_owned(), 16..20));
        assert_eq!(read("a\n\"x", 10).open, Some(12..13));
    }
}

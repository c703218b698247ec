//! Parses delimited text (RFC 4180), with the span of each cell.

use std::ops::Range;

/// Characters that spreadsheets write between the cells of a row.
pub(super) const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// Text of a cell with its span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CsvCell {
    pub(super) text: String,
    pub(super) at: Range<usize>,
}

impl CsvCell {
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Rows of a delimited text, without empty rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CsvText {
    pub(super) rows: Vec<Vec<CsvCell>>,
    /// Errors, each with its span and message.
    pub(super) errors: Vec<(Range<usize>, &'static str)>,
}

/// Parses `text`, whose cells are separated by `delimiter` and whose first byte is at the offset `base`. `O(length)`.
pub(super) fn read(text: &str, delimiter: char, base: usize) -> CsvText {
    let mut csv = CsvText::default();
    let mut row: Vec<CsvCell> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let mark = at + white_space(&text[at..], delimiter);
        let (mut cell, mut end) = match text[mark..].strip_prefix('"') {
            Some(quoted) => match closing(quoted) {
                Some(end) => (quoted[..end].replace("\"\"", "\"").replace("\r\n", "\n"), mark + end + 2),
                None => {
                    csv.errors.push((base + mark..base + mark + 1, "this quotation mark is never closed"));
                    (quoted.to_owned(), text.len())
                }
            },
            None => (String::new(), at),
        };
        let stop = text[end..].find([delimiter, '\r', '\n']).map_or(text.len(), |more| end + more);
        if end > at && !text[end..stop].trim().is_empty() {
            let message = "text follows the closing quotation mark: put the whole cell in quotation marks, and double \
                           those within it";
            csv.errors.push((base + end..base + stop, message));
        } else if end == at {
            (cell, end) = (text[at..stop].to_owned(), stop);
        }
        row.push(CsvCell { text: cell, at: base + at..base + end.max(at) });
        at = stop;
        if text[at..].starts_with(delimiter) {
            at += delimiter.len_utf8();
            if at < text.len() {
                continue;
            }
            row.push(CsvCell { text: String::new(), at: base + at..base + at });
        }
        let breaks = &text[at..];
        at += breaks.len() - breaks.trim_start_matches(['\r', '\n']).len();
        let row = std::mem::take(&mut row);
        if !row.iter().all(CsvCell::is_empty) {
            csv.rows.push(row);
        }
    }
    csv
}

/// Returns the length of the white space at the start of `rest`, which many programs write before a quotation mark.
fn white_space(rest: &str, delimiter: char) -> usize {
    rest.len() - rest.trim_start_matches(|c: char| matches!(c, ' ' | '\t' | '\u{a0}') && c != delimiter).len()
}

/// Returns the index of the quotation mark that closes a quoted cell; `None` if no mark does. Doubled quotation marks
/// are part of the text.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let csv = read(text, ',', 0);
        assert_eq!(csv.errors, []);
        csv.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect()
    }

    #[test]
    fn doubled_quotation_marks_close_nothing() {
        assert_eq!(texts("\"a\"\"b\",\"\"\"\", \"c, d\",e\"f\n"), [["a\"b", "\"", "c, d", "e\"f"]]);
        assert_eq!(texts("\"a\nb\",c\n\n,\nd"), [vec!["a\nb", "c"], vec!["d"]]);
        assert_eq!(read("\"a\"\"", ',', 7).errors[0].0, 7..8, "what is never closed is named where it opens");
    }
}

//! Cells of spreadsheets. An apostrophe guards a text that a spreadsheet would read as a formula, a number or a date;
//! it is removed when the cell is read.

use std::borrow::Cow;

/// Words that occur with digits in dates and amounts of money.
const DATE_WORDS: [&str; 28] = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "am",
    "pm",
    "e",
    "t",
    "z",
];

/// Returns `cell` with an apostrophe before it if a spreadsheet would read it as a formula.
pub fn escape_formula(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// Returns `cell` with an apostrophe before it if a spreadsheet would read it as anything but this text.
pub fn guard_cell(cell: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&cell) || is_converted(&cell) { format!("'{cell}").into() } else { cell }
}

/// Returns `cell` without the apostrophe that [`guard_cell`] has added, if any.
pub fn unguard_cell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) || is_converted(rest) => rest,
        _ => cell,
    }
}

/// Joins `items` into one cell, separated by `; `. Semicolons within items are escaped by a backslash, and so are
/// backslashes that would be read as an escape.
pub fn join_cell<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            cell.push_str("; ");
        }
        let mut chars = item.chars().peekable();
        while let Some(c) = chars.next() {
            if c == ';' || (c == '\\' && chars.peek().is_none_or(|next| matches!(next, ';' | '\\'))) {
                cell.push('\\');
            }
            cell.push(c);
        }
    }
    cell
}

/// Splits a cell written by [`join_cell`] into its items, trimmed and without empty ones.
pub fn split_cell(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = chars.next_if(|next| c == '\\' && matches!(next, ';' | '\\'));
        match (c, escaped, items.last_mut()) {
            (';', _, _) => items.push(String::new()),
            (_, _, Some(item)) => item.push(escaped.unwrap_or(c)),
            (_, _, None) => {}
        }
    }
    items.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\''])
}

/// Returns whether a spreadsheet reads `cell` as a number, an amount, a date, a time or a truth value.
fn is_converted(cell: &str) -> bool {
    let cell = cell.trim();
    if cell.eq_ignore_ascii_case("true") || cell.eq_ignore_ascii_case("false") {
        return true;
    }
    let is_mark = |c: char| c.is_whitespace() || " .,:/-+%$€£¥()'".contains(c);
    let words = cell.split(|c: char| is_mark(c) || c.is_ascii_digit()).filter(|word| !word.is_empty());
    let is_known = |word: &str| DATE_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
    cell.contains(|c: char| c.is_ascii_digit()) && words.into_iter().all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_convert_is_guarded() {
        for cell in ["=1+1", "-x", "@a", "'t Hooft", "2024", "2024-05", "17 May 2024", "1e5", "10 %", "TRUE", "1/2"] {
            let guarded = guard_cell(cell.into());
            assert_eq!(guarded, format!("'{cell}"));
            assert_eq!(unguard_cell(&guarded), cell);
        }
        for cell in ["", "May", "GPT-4", "2030s", "80,000 Hours", "a-b", "O'Neil", "2024 was good"] {
            assert_eq!(guard_cell(cell.into()), cell);
            assert_eq!(unguard_cell(cell), cell);
        }
        assert_eq!(unguard_cell("'tis"), "'tis", "an apostrophe that guards nothing is part of the text");
    }

    #[test]
    fn items_of_a_cell_come_back_whatever_they_contain() {
        let items = ["plain", "a; b", ";", r"a\b", r"a\;b", r"\", r"\\", r"C:\dir\", "é;ø"];
        for first in items {
            for second in items {
                assert_eq!(split_cell(&join_cell([first, second])), [first, second]);
            }
        }
        assert_eq!(join_cell(["a", "b c", r"d\e"]), r"a; b c; d\e", "what needs no backslash has none");
        assert_eq!(split_cell(" a;b ;; c "), ["a", "b", "c"], "people write lists in their own way");
        assert_eq!(split_cell(""), [""; 0]);
    }
}

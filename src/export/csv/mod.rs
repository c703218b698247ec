//! An atlas as tables for a spreadsheet: one file for each kind of record, one row for each record, by RFC 4180.
//!
//! | file | a row is |
//! |---|---|
//! | `strategies.csv` | a strategy: `id`, `name`, its coordinates by id and its texts |
//! | `relations.csv` | a pair as the one side declares it: `from`, `to`, `kind`, `mechanism` |
//! | `commitments.csv`, `meanings.csv` | something a strategy commits to, or has meant |
//! | `people.csv` | a person: `id`, `name`, texts, links, tiers with what speaks for them |
//! | `affiliations.csv` | a post of a person |
//! | `positions.csv` | a stance of a person on a tag: `person`, `position` counts them from 1 |
//! | `sources.csv` | where a position, a p(doom) or a timeline was stated; `of` says which, `number` counts them from 1 |
//! | `p_doom.csv`, `timelines.csv` | a number that a person gave |
//! | `tags.csv`, `levers.csv`, `axis_values.csv`, `tiers.csv`, `scenarios.csv`, `portfolios.csv` | a record of the vocabulary |
//!
//! The first row names the columns. Several values in a cell stand apart by `; `. Yes is `true`, no is `false`. A cell
//! that a spreadsheet would take for a formula, because it starts with `=`, `+`, `-`, `@`, a tab or a line break, has
//! an apostrophe before it; so has one that starts with an apostrophe, so that taking one away gives the text back.
//! Numbers in columns of numbers are left alone.

mod person;
mod strategy;
mod vocabulary;

use std::borrow::Cow;

use crate::graph::Graph;
use crate::model::{Id, Named, Table};

use super::File;

/// What a table is made of.
#[derive(Debug)]
struct Sheet {
    file: &'static str,
    text: String,
}

impl Sheet {
    fn new(file: &'static str, columns: &[&str]) -> Self {
        let mut sheet = Self { file, text: String::new() };
        sheet.row(columns.iter().map(|column| Cell::Text(column)));
        sheet
    }

    fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.text.push_str(&cell.written());
        }
        self.text.push_str("\r\n");
    }
}

/// What stands in a cell.
#[derive(Debug)]
enum Cell<'a> {
    Nothing,
    Text(&'a str),
    Texts(Vec<&'a str>),
    Number(f64),
    Whole(i64),
    Flag(bool),
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Option<&'a String>> for Cell<'a> {
    fn from(text: Option<&'a String>) -> Self {
        text.map_or(Self::Nothing, Self::from)
    }
}

impl Cell<'_> {
    fn written(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => quoted(&defused(text)).into_owned(),
            Self::Texts(texts) => quoted(&defused(&texts.join("; "))).into_owned(),
            Self::Number(number) => number.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// A cell that a spreadsheet would take for a formula, made text by an apostrophe.
pub fn defused(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) { format!("'{cell}").into() } else { cell.into() }
}

/// A cell as it stands between commas.
pub fn quoted(cell: &str) -> Cow<'_, str> {
    if cell.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\"")).into()
    } else {
        cell.into()
    }
}

/// The tables of an atlas.
pub fn files(graph: &Graph) -> Vec<File> {
    let atlas = &graph.atlas;
    let mut sheets = vec![strategy::strategies(atlas), strategy::relations(graph)];
    sheets.extend(strategy::commitments(atlas));
    sheets.extend(person::people(atlas));
    sheets.push(person::sources(atlas));
    sheets.extend(vocabulary::sheets(atlas));
    sheets.into_iter().map(|sheet| File::new(sheet.file, sheet.text)).collect()
}

/// The id of a record.
fn slug<I: Id, T: Named>(table: &Table<I, T>, id: I) -> Cell<'_> {
    Cell::Text(table[id].slug())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut sheet = Sheet { file: "a.csv", text: String::new() };
        sheet.row(cells.iter().map(|cell| Cell::Text(cell)));
        sheet.text
    }

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        assert_eq!(
            written(&["plain", "a, b", "say \"so\"", "two\nlines", ""]),
            "plain,\"a, b\",\"say \"\"so\"\"\",\"two\nlines\",\r\n"
        );
    }

    #[test]
    fn formulas_become_text() {
        let cells = ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "1=1", "=a,\"b\"", "'t Hooft"];
        assert_eq!(written(&cells), "'=1+1,'+1,'-1,'@sum,'\tx,\"'\rx\",1=1,\"'=a,\"\"b\"\"\",''t Hooft\r\n");
    }

    proptest! {
        #[test]
        fn no_cell_is_a_formula_and_an_apostrophe_less_is_the_text(text in "[-=+@'\t\r\n]{0,2}\\PC*") {
            let defused = defused(&text);
            prop_assert!(!defused.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            prop_assert_eq!(defused.strip_prefix('\'').unwrap_or(&defused), text.as_str());
        }
    }
}

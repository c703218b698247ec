//! Comma-separated values by RFC 4180, safe to open in a spreadsheet.

use std::io::{self, Write};

use crate::export::csv::quote;
use crate::text::escape_formula;

/// Writes one record.
pub(in crate::cli) fn write<'a>(out: &mut impl Write, cells: impl Iterator<Item = &'a str>) -> io::Result<()> {
    for (at, cell) in cells.enumerate() {
        write!(out, "{}{}", if at == 0 { "" } else { "," }, quote(&escape_formula(cell)))?;
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut out = Vec::new();
        write(&mut out, cells.iter().copied()).expect("a vector takes everything");
        String::from_utf8(out).expect("UTF-8")
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
        let cells = ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "1=1", "=a,\"b\""];
        assert_eq!(written(&cells), "'=1+1,'+1,'-1,'@sum,'\tx,\"'\rx\",1=1,\"'=a,\"\"b\"\"\"\r\n");
    }
}

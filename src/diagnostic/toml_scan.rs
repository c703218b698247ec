//! Scanner of plain TOML: bare keys, texts on one line, decimal numbers, booleans, lists, tables in braces, and headers.
//! It is four times as fast as a parser of the whole language, which large atlases need.
//!
//! The scanner accepts nothing that is not TOML, and what it accepts it reads as a full parser does, positions
//! included. It rejects everything else, correct or not: the caller then uses the full parser.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;

use super::toml_table::{TomlArray, TomlInteger, TomlKey, TomlTable, TomlValue};

/// Maximum number of lists and tables around a value.
const MAX_DEPTH: usize = 16;

/// Header of a table, `[person.profile]`, or of a record in a list, `[[person]]`.
struct Header<'t> {
    path: Vec<TomlKey<'t>>,
    span: Range<usize>,
    is_record: bool,
}

struct Scanner<'t> {
    text: &'t str,
    /// Offset of the next byte.
    at: usize,
}

/// Parses `text` if it is plain TOML; otherwise returns `None`. `O(bytes)`.
pub(super) fn scan(text: &str) -> Option<TomlTable<'_>> {
    let mut scanner = Scanner { text, at: 0 };
    let (mut root, mut table) = (TomlTable::new(), TomlTable::new());
    let mut header = None;
    loop {
        scanner.skip_blanks();
        match scanner.peek() {
            Some(b'\n' | b'\r' | b'#') => scanner.end_of_line()?,
            Some(b'[') => {
                add(text, &mut root, header.take(), std::mem::take(&mut table))?;
                header = Some(scanner.header()?);
                scanner.end_of_line()?;
            }
            Some(_) => {
                scanner.pair(&mut table, 0)?;
                scanner.end_of_line()?;
            }
            None => {
                add(text, &mut root, header.take(), table)?;
                return Some(root);
            }
        }
    }
}

/// Adds the `table` below `header` to the `root` of the file; without a header, the table is the root.
fn add<'t>(text: &str, root: &mut TomlTable<'t>, header: Option<Header<'t>>, table: TomlTable<'t>) -> Option<()> {
    let Some(Header { mut path, span, is_record }) = header else {
        *root = table;
        return Some(());
    };
    let key = path.pop()?;
    let mut parent = root;
    for key in &path {
        parent = last_below_header(text, parent.get_mut(key.get_ref())?)?;
    }
    let table = Spanned::new(span.clone(), TomlValue::Table(table));
    match parent.get_mut(key.get_ref()) {
        None if is_record => parent.push(key, Spanned::new(span, TomlValue::Array(vec![table]))),
        None => parent.push(key, table),
        Some(known) => {
            last_below_header(text, known).filter(|_| is_record)?;
            let TomlValue::Array(records) = known.get_mut() else { return None };
            records.push(table);
        }
    }
    Some(())
}

/// Returns the table that headers below the one of `value` add to: `value` itself or the last record of a list. `None`
/// if it was not written with a header, so that a header cannot add to it.
fn last_below_header<'v, 't>(text: &str, value: &'v mut Spanned<TomlValue<'t>>) -> Option<&'v mut TomlTable<'t>> {
    let span = value.span();
    let (span, value) = match value.get_mut() {
        TomlValue::Array(records) => {
            let record = records.last_mut()?;
            (record.span(), record.get_mut())
        }
        other => (span, other),
    };
    match value {
        TomlValue::Table(table) => text.get(span)?.starts_with('[').then_some(table),
        _ => None,
    }
}

/// Returns whether a text may contain `byte` as it is. All bytes of characters beyond ASCII are allowed.
fn is_printable(byte: u8) -> bool {
    (byte >= b' ' && byte != 0x7f) || byte == b'\t'
}

impl<'t> Scanner<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips `byte`; `None` if something else comes next.
    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Skips all bytes that `is_in` accepts, and returns them.
    fn take_while(&mut self, is_in: impl Fn(u8) -> bool) -> Option<&'t str> {
        let rest = self.text.get(self.at..)?;
        let length = rest.bytes().position(|byte| !is_in(byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length)
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Skips blanks, a comment and the end of the line.
    fn end_of_line(&mut self) -> Option<()> {
        self.skip_blanks();
        if self.peek() == Some(b'#') {
            self.take_while(is_printable)?;
        }
        match self.peek() {
            None => Some(()),
            Some(b'\r') => {
                self.at += 1;
                self.expect(b'\n')
            }
            Some(_) => self.expect(b'\n'),
        }
    }

    /// Skips blanks, comments and ends of lines.
    fn skip_lines(&mut self) -> Option<()> {
        loop {
            self.skip_blanks();
            match self.peek()? {
                b'\n' | b'\r' | b'#' => self.end_of_line()?,
                _ => return Some(()),
            }
        }
    }

    fn key(&mut self) -> Option<TomlKey<'t>> {
        let start = self.at;
        let key = self.take_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')?;
        (!key.is_empty()).then(|| Spanned::new(start..self.at, Cow::Borrowed(key)))
    }

    fn header(&mut self) -> Option<Header<'t>> {
        let start = self.at;
        self.expect(b'[')?;
        let is_record = self.expect(b'[').is_some();
        let mut path = vec![self.key()?];
        while self.expect(b'.').is_some() {
            path.push(self.key()?);
        }
        self.expect(b']')?;
        if is_record {
            self.expect(b']')?;
        }
        Some(Header { path, span: start..self.at, is_record })
    }

    fn pair(&mut self, table: &mut TomlTable<'t>, depth: usize) -> Option<()> {
        let key = self.key()?;
        self.skip_blanks();
        self.expect(b'=')?;
        self.skip_blanks();
        let value = self.value(depth)?;
        if table.contains_key(key.get_ref()) {
            return None;
        }
        table.push(key, value);
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<Spanned<TomlValue<'t>>> {
        let start = self.at;
        let value = match self.peek()? {
            _ if depth > MAX_DEPTH => return None,
            b'"' => TomlValue::String(self.basic_string()?),
            b'\'' => TomlValue::String(self.literal_string()?),
            b'[' => TomlValue::Array(self.list(depth)?),
            b'{' => TomlValue::Table(self.table_in_braces(depth)?),
            b't' | b'f' => match self.take_while(|byte| byte.is_ascii_alphanumeric())? {
                "true" => TomlValue::Boolean(true),
                "false" => TomlValue::Boolean(false),
                _ => return None,
            },
            _ => self.number()?,
        };
        Some(Spanned::new(start..self.at, value))
    }

    fn basic_string(&mut self) -> Option<Cow<'t, str>> {
        self.expect(b'"')?;
        let start = self.at;
        let mut text = Cow::Borrowed("");
        loop {
            let run = self.take_while(|byte| byte != b'"' && byte != b'\\' && is_printable(byte))?;
            if text.is_empty() {
                text = Cow::Borrowed(run);
            } else {
                text.to_mut().push_str(run);
            }
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    self.at += 1;
                    text.to_mut().push(match self.peek()? {
                        b'"' => '"',
                        b'\\' => '\\',
                        b'n' => '\n',
                        b't' => '\t',
                        _ => return None,
                    });
                    self.at += 1;
                }
                _ => return None,
            }
        }
        self.close(start, b'"').then_some(text)
    }

    fn literal_string(&mut self) -> Option<Cow<'t, str>> {
        self.expect(b'\'')?;
        let start = self.at;
        let text = self.take_while(|byte| byte != b'\'' && is_printable(byte))?;
        self.close(start, b'\'').then_some(Cow::Borrowed(text))
    }

    /// Skips the quotation mark that ends the text that started at `start`. Returns false if there is none, or if the
    /// text starts with three of them: then it may have several lines.
    fn close(&mut self, start: usize, quote: u8) -> bool {
        let is_empty = self.at == start;
        self.expect(quote).is_some() && !(is_empty && self.peek() == Some(quote))
    }

    /// Scans a decimal number without an exponent, a plus sign or separators.
    fn number(&mut self) -> Option<TomlValue<'t>> {
        let start = self.at;
        let _ = self.expect(b'-');
        let whole = self.take_while(|byte| byte.is_ascii_digit())?;
        let is_float = self.expect(b'.').is_some();
        let has_digits = !is_float || !self.take_while(|byte| byte.is_ascii_digit())?.is_empty();
        let is_decimal = whole == "0" || !(whole.is_empty() || whole.starts_with('0'));
        let is_complete = matches!(self.peek(), None | Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | b'}' | b'#'));
        if !(has_digits && is_decimal && is_complete) {
            return None;
        }
        let digits = Cow::Borrowed(self.text.get(start..self.at)?);
        Some(if is_float { TomlValue::Float(digits) } else { TomlValue::Integer(TomlInteger { digits, radix: 10 }) })
    }

    fn list(&mut self, depth: usize) -> Option<TomlArray<'t>> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        loop {
            self.skip_lines()?;
            if self.expect(b']').is_some() {
                return Some(items);
            }
            items.push(self.value(depth + 1)?);
            self.skip_lines()?;
            if self.expect(b',').is_none() {
                self.expect(b']')?;
                return Some(items);
            }
        }
    }

    fn table_in_braces(&mut self, depth: usize) -> Option<TomlTable<'t>> {
        self.expect(b'{')?;
        let mut table = TomlTable::new();
        self.skip_blanks();
        if self.expect(b'}').is_some() {
            return Some(table);
        }
        loop {
            self.skip_blanks();
            self.pair(&mut table, depth + 1)?;
            self.skip_blanks();
            if self.expect(b',').is_none() {
                self.expect(b'}')?;
                return Some(table);
            }
        }
    }
}

#[cfg(test)]
mod tests;

//! Recovers from syntax errors: lines with errors are blanked without a change to the positions in the file, so that
//! the other lines can be read and checked in the same run.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::code::Code;
use super::pending::PendingDiagnostic;
use super::source::{SourceFile, Span};

/// Maximum number of bytes that are parsed after the first error, because each further error takes memory.
const MAX_WINDOW: usize = 1024 * 1024;
/// Maximum number of attempts to parse the file with blanked lines: to blank a line can cause errors in others.
const MAX_ATTEMPTS: usize = 3;
/// Maximum number of syntax errors for which lines are blanked; a text with more is probably no TOML.
const MAX_RECOVERABLE: usize = 1000;
/// Maximum number of syntax errors that are reported per file; with many, most are consequences of earlier ones.
const MAX_REPORTED: usize = 50;

/// Syntax errors of a file, and the text without the lines that have them.
#[derive(Debug)]
pub(crate) struct SyntaxRecovery {
    errors: Vec<SyntaxError>,
    /// Text of the file with the lines that have errors blanked; `None` if it cannot be parsed even then.
    pub(crate) readable: Option<String>,
    /// Number of the first line that was not checked; `None` if all were.
    unchecked_from: Option<u32>,
}

/// Syntax error with its place in the file.
#[derive(Debug)]
struct SyntaxError {
    range: Range<usize>,
    message: String,
    help: Option<&'static str>,
}

impl SyntaxRecovery {
    /// Finds the syntax errors of `source`, of which the parser reported `first`, and a text that can be parsed.
    pub(crate) fn new(source: &SourceFile, first: &Error) -> Self {
        let (mut text, unchecked_from) = window(source, first);
        let mut errors = DeTable::parse_recoverable(&text).1;
        if unchecked_from.is_some() {
            // The text was cut, so an error at its very end is a consequence of the cut.
            errors.retain(|error| error.span().is_none_or(|span| span.start < text.len()));
        }
        if errors.is_empty() {
            errors.push(first.clone());
        }
        let mut readable = None;
        if errors.len() <= MAX_RECOVERABLE {
            // After a key without a value the parser discards the rest of the text, with the errors there. These keys
            // are blanked first, and the text is parsed again.
            let (dropping, others): (Vec<_>, Vec<_>) = errors.into_iter().partition(drops_rest);
            errors = others;
            if !dropping.is_empty() {
                blank(&mut text, source, &dropping);
                errors = DeTable::parse_recoverable(&text).1;
            }
            readable = recover(text, source, &errors);
            errors.extend(dropping);
        }
        let errors = errors.iter().map(|error| SyntaxError::new(source, error)).collect();
        Self { errors, readable, unchecked_from }
    }

    /// Returns the syntax errors as diagnostics of the file that starts at the offset `base`.
    pub(crate) fn diagnostics(&self, base: u32) -> Vec<PendingDiagnostic> {
        let one = |error: &SyntaxError| {
            let diagnostic =
                PendingDiagnostic::new(Code::Syntax, Span::new(base, &error.range), error.message.as_str());
            PendingDiagnostic { help: error.help.map(str::to_owned), ..diagnostic }
        };
        let mut diagnostics: Vec<PendingDiagnostic> = self.errors.iter().take(MAX_REPORTED).map(one).collect();
        let more = self.errors.len() - diagnostics.len();
        if let Some(last) = diagnostics.last_mut() {
            last.help = match (more, self.unchecked_from) {
                (0, None) => last.help.take(),
                (_, None) => Some(format!("there are {more} more syntax errors in this file")),
                (_, Some(line)) => Some(format!("from line {line} on this file has not been checked")),
            };
        }
        diagnostics
    }
}

impl SyntaxError {
    /// Converts an error of the parser; in two common cases, the message and the place are better than those of the
    /// parser.
    fn new(source: &SourceFile, error: &Error) -> Self {
        let range = error.span().unwrap_or_default();
        Self::unclosed_text(source, error).or_else(|| Self::missing_value(source, &range)).unwrap_or_else(|| Self {
            range,
            message: error.message().to_owned(),
            help: None,
        })
    }

    /// If the error is that a multi-line string does not end, returns one at the start of the string; the parser
    /// reports it at the end of the file, where users cannot see the cause.
    fn unclosed_text(source: &SourceFile, error: &Error) -> Option<Self> {
        let mark = match error.message() {
            message if message.starts_with("invalid multi-line basic string") => "\"\"\"",
            message if message.starts_with("invalid multi-line literal string") => "'''",
            _ => return None,
        };
        let text = &source.text[..source.clamp(u32::try_from(error.span()?.start).ok()?)];
        let opens = |&start: &usize| text[..start].trim_end_matches([' ', '\t']).ends_with(['=', '[', ',']);
        let start = text.rmatch_indices(mark).map(|(start, _)| start).find(opens)?;
        Some(Self {
            range: start..start + mark.len(),
            message: format!("the text that `{mark}` opens here is never closed"),
            help: Some("close it with the same three quotation marks"),
        })
    }

    /// If the error is a key and an equals sign without a value, returns a message that says so; otherwise `None`.
    fn missing_value(source: &SourceFile, range: &Range<usize>) -> Option<Self> {
        let (line, start) = source.line_around(u32::try_from(range.start).ok()?);
        let (key, rest) = line.split_once('=')?;
        let rest = rest.trim_start();
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let key_text = key.trim();
        if !(rest.is_empty() || rest.starts_with('#')) || key_text.is_empty() || !key_text.chars().all(is_key) {
            return None;
        }
        let from = start + key.len() - key.trim_start().len();
        let range = from..start + key.len() + '='.len_utf8();
        Some(Self { range, message: format!("the key `{key_text}` has no value"), help: None })
    }
}

/// Returns the text of `source` up to [`MAX_WINDOW`] bytes after `error`, cut at a line break if there is one, and the
/// number of the first line that is left out; `None` if no line is.
fn window(source: &SourceFile, error: &Error) -> (String, Option<u32>) {
    let from = error.span().map_or(0, |span| span.start);
    let end = u32::try_from(from + MAX_WINDOW).unwrap_or(u32::MAX);
    if end as usize >= source.text.len() {
        return (source.text.clone(), None);
    }
    let (_, start) = source.line_around(end);
    let cut = if start > from { start } else { source.clamp(end) };
    (source.text[..cut].to_owned(), Some(source.line(end)))
}

/// Returns whether the parser discards the text after `error`, so that errors there are not found.
fn drops_rest(error: &Error) -> bool {
    error.message().starts_with("key with no value")
}

/// Blanks the lines of `text` that have `errors`, and those with errors that this causes. Returns the text, or `None`
/// if it cannot be parsed after [`MAX_ATTEMPTS`] attempts.
fn recover(mut text: String, source: &SourceFile, errors: &[Error]) -> Option<String> {
    blank(&mut text, source, errors);
    for _ in 0..MAX_ATTEMPTS {
        let (_, errors) = DeTable::parse_recoverable(&text);
        if errors.is_empty() {
            return Some(text);
        }
        blank(&mut text, source, &errors);
    }
    None
}

/// Replaces the lines of `text` that have `errors` by blanks. `text` is the start of the text of `source`.
fn blank(text: &mut String, source: &SourceFile, errors: &[Error]) {
    for span in errors.iter().filter_map(Error::span) {
        let (line, start) = source.line_around(u32::try_from(span.start).unwrap_or(u32::MAX));
        let end = (start + line.len()).min(text.len());
        if start < end {
            text.replace_range(start..end, &" ".repeat(end - start));
        }
    }
}

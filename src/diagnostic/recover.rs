//! Mending: making TOML with syntax errors readable, so that what else is wrong with it is found in the same run.
//! Lines with errors are blanked, so everything else keeps its place.

use toml::de::{DeTable, Error};

use super::code::Code;
use super::report::PendingDiagnostic;
use super::source::{SourceFile, Span};

/// How much of a text is looked at past its first error, in bytes: each further error costs memory.
const WINDOW: usize = 1024 * 1024;
/// How often what is left is tried again. A line that is blanked can make others wrong.
const ATTEMPTS: usize = 3;
/// With more errors than this a text is not TOML at all.
const HOPELESS: usize = 1000;

/// The most syntax errors that are reported of one file: what follows a few is mostly a consequence of them.
const SYNTAX_ERRORS: usize = 50;

/// A text with syntax errors.
#[derive(Debug)]
pub(crate) struct SyntaxRecovery {
    /// Its syntax errors.
    errors: Vec<Error>,
    /// The text without the lines that they are on, if that can be read.
    pub(crate) mended: Option<String>,
    /// The line from which on nothing was looked at, if there is one.
    unread: Option<u32>,
}

impl SyntaxRecovery {
    /// `source`, in which the parser found the error `first`.
    pub(crate) fn new(source: &SourceFile, first: &Error) -> Self {
        let (mut text, unread) = window(source, first);
        let mut errors = DeTable::parse_recoverable(&text).1;
        if unread.is_some() {
            // What is wrong at the very end is so because the text was cut there.
            errors.retain(|error| error.span().is_none_or(|span| span.start < text.len()));
        }
        if errors.is_empty() {
            errors.push(first.clone());
        }
        if errors.len() > HOPELESS {
            return Self { errors, mended: None, unread };
        }
        // At a key without a value the parser drops the rest of the text, and with it what is wrong there.
        let (cutting, others): (Vec<_>, Vec<_>) = errors.into_iter().partition(cuts_off);
        errors = others;
        if !cutting.is_empty() {
            blank(&mut text, source, &cutting);
            errors = DeTable::parse_recoverable(&text).1;
        }
        let mended = mend(text, source, &errors);
        errors.extend(cutting);
        Self { errors, mended, unread }
    }

    /// The syntax errors as diagnostics of text number `file`.
    pub(crate) fn diagnostics(&self, file: u32) -> Vec<PendingDiagnostic> {
        let diagnostic = |error: &Error| {
            let span = error.span().map_or(Span::file(file), |range| Span::new(file, &range));
            PendingDiagnostic::new(Code::Syntax, span, error.message())
        };
        let mut diagnostics: Vec<PendingDiagnostic> = self.errors.iter().take(SYNTAX_ERRORS).map(diagnostic).collect();
        let more = self.errors.len() - diagnostics.len();
        if let Some(last) = diagnostics.last_mut() {
            last.help = match (more, self.unread) {
                (0, None) => None,
                (_, None) => Some(format!("there are {more} more syntax errors in this file")),
                (_, Some(line)) => Some(format!("from line {line} on this file has not been checked")),
            };
        }
        diagnostics
    }
}

/// `source` up to a good way past `error`, and the line from which on it is left out. Whole lines, unless one line is
/// longer than that.
fn window(source: &SourceFile, error: &Error) -> (String, Option<u32>) {
    let from = error.span().map_or(0, |span| span.start);
    let end = u32::try_from(from + WINDOW).unwrap_or(u32::MAX);
    if end as usize >= source.text.len() {
        return (source.text.clone(), None);
    }
    let (_, start) = source.line_around(end);
    let cut = if start > from { start } else { source.clamp(end) };
    (source.text[..cut].to_owned(), Some(source.line(end)))
}

fn cuts_off(error: &Error) -> bool {
    error.message().starts_with("key with no value")
}

fn mend(mut text: String, source: &SourceFile, errors: &[Error]) -> Option<String> {
    blank(&mut text, source, errors);
    for _ in 0..ATTEMPTS {
        let (_, errors) = DeTable::parse_recoverable(&text);
        if errors.is_empty() {
            return Some(text);
        }
        blank(&mut text, source, &errors);
    }
    None
}

/// Blanks the lines of `text` that `errors` are on; its lines are those of `source`, as far as it goes.
fn blank(text: &mut String, source: &SourceFile, errors: &[Error]) {
    for span in errors.iter().filter_map(Error::span) {
        let (line, start) = source.line_around(u32::try_from(span.start).unwrap_or(u32::MAX));
        let end = (start + line.len()).min(text.len());
        if start < end {
            text.replace_range(start..end, &" ".repeat(end - start));
        }
    }
}

//! Mending: making TOML with syntax errors readable, so that what else is wrong with it is found in the same run.
//! Lines with errors are blanked, so everything else keeps its place.

use toml::de::{DeTable, Error};

use super::finding::{Code, Fault};
use super::source::{Source, Span};

/// How often what is left is tried again. A line that is blanked can make others wrong.
const ATTEMPTS: usize = 3;
/// With more errors than this a text is not TOML at all.
const HOPELESS: usize = 1000;

/// The most syntax errors that are reported of one file: what follows a few is mostly a consequence of them.
const SYNTAX_ERRORS: usize = 20;

/// A text with syntax errors.
#[derive(Debug)]
pub(crate) struct Broken {
    /// All its syntax errors.
    errors: Vec<Error>,
    /// The text without the lines that they are on, if that can be read.
    pub(crate) mended: Option<String>,
}

impl Broken {
    /// `source`, in which the parser found `errors`.
    pub(crate) fn new(source: &Source, mut errors: Vec<Error>) -> Self {
        let mut text = source.text.clone();
        if errors.len() > HOPELESS {
            return Self { errors, mended: None };
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
        Self { errors, mended }
    }

    /// The syntax errors as faults of text number `file`.
    pub(crate) fn faults(&self, file: u32) -> Vec<Fault> {
        let fault = |error: &Error| {
            let span = error.span().map_or(Span::file(file), |range| Span::new(file, &range));
            Fault::new(Code::Syntax, span, error.message())
        };
        let mut faults: Vec<Fault> = self.errors.iter().take(SYNTAX_ERRORS).map(fault).collect();
        if let (Some(last), more @ 1..) = (faults.last_mut(), self.errors.len().saturating_sub(SYNTAX_ERRORS)) {
            last.help = Some(format!("there are {more} more syntax errors in this file"));
        }
        faults
    }
}

fn cuts_off(error: &Error) -> bool {
    error.message().starts_with("key with no value")
}

fn mend(mut text: String, source: &Source, errors: &[Error]) -> Option<String> {
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

/// Blanks the lines of `text` that `errors` are on; its lines are those of `source`.
fn blank(text: &mut String, source: &Source, errors: &[Error]) {
    for span in errors.iter().filter_map(Error::span) {
        let (line, start) = source.line_around(u32::try_from(span.start).unwrap_or(u32::MAX));
        text.replace_range(start..start + line.len(), &" ".repeat(line.len()));
    }
}

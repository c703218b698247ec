//! Diagnostics before their spans are resolved to lines and columns.

use super::code::Code;
use super::source::{SourceMap, Span};
use crate::text;

/// Diagnostic with spans that are not resolved yet.
#[derive(Debug)]
pub(crate) struct PendingDiagnostic {
    pub(crate) code: Code,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Label and span of a related location.
    pub(crate) note: Option<(&'static str, Span)>,
    /// The record that a reference names, if it does not exist.
    pub(crate) missing: Option<MissingRecord>,
}

/// Record that a reference names but that does not exist.
#[derive(Debug)]
pub(crate) struct MissingRecord {
    /// The kind of record: `strategy`.
    pub(crate) kind: &'static str,
    /// The id as written.
    pub(crate) id: String,
}

impl PendingDiagnostic {
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: None, note: None, missing: None }
    }

    /// Adds advice on how to fix the problem.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Suggests the word of `known` that is closest to `wanted`, if one is close.
    pub(crate) fn did_you_mean<'a>(self, wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match text::closest_match(wanted, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Sets the missing record, so that a similar one can be suggested if the diagnostic is shown.
    pub(crate) fn missing(mut self, kind: &'static str, id: &str) -> Self {
        self.missing = Some(MissingRecord { kind, id: id.to_owned() });
        self
    }

    /// Adds a related location with the label `what`.
    pub(crate) fn note(mut self, what: &'static str, at: Span) -> Self {
        self.note = Some((what, at));
        self
    }

    /// Returns a diagnostic for each file of `sources` that could not be read completely.
    pub(crate) fn unreadable_files(sources: &SourceMap) -> Vec<Self> {
        let problems = sources.with_starts().filter_map(|(base, file)| Some((base, file.problem.as_ref()?)));
        problems
            .map(|(base, problem)| {
                let span = Span::new(base, &(problem.offset..problem.offset));
                Self::new(problem.code, span, problem.message.clone())
            })
            .collect()
    }
}

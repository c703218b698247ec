//! Diagnostics as they are noticed, before their places are looked up.

use super::code::Code;
use super::source::{SourceMap, Span};
use crate::text;

/// A diagnostic whose places are still spans.
#[derive(Debug)]
pub(crate) struct PendingDiagnostic {
    pub(crate) code: Code,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Another place to look at, and what it is.
    pub(crate) note: Option<(&'static str, Span)>,
    /// For a reference to a record that does not exist.
    pub(crate) missing: Option<MissingRecord>,
}

/// The record that a reference names and that does not exist.
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

    /// Adds what can be done about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the word of `known` that is closest to `wanted`, if one is close.
    pub(crate) fn did_you_mean<'a>(self, wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match text::closest_match(wanted, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Adds which record is missing, so that a similar one can be suggested if the diagnostic is shown.
    pub(crate) fn missing(mut self, kind: &'static str, id: &str) -> Self {
        self.missing = Some(MissingRecord { kind, id: id.to_owned() });
        self
    }

    /// Adds another place to look at, after the words `what`.
    pub(crate) fn note(mut self, what: &'static str, at: Span) -> Self {
        self.note = Some((what, at));
        self
    }

    /// Returns one diagnostic for each file of `sources` that could not be read whole.
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

//! Diagnostics whose spans have not been converted to lines and columns yet.

use super::code::Code;
use super::source::{SourceMap, Span};
use crate::text;

/// Diagnostic whose positions are spans; `into_diagnostics` converts them to lines and columns.
#[derive(Debug)]
pub(crate) struct PendingDiagnostic {
    pub(crate) code: Code,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Related position in a file, if there is one: its label, and its span.
    pub(crate) note: Option<(&'static str, Span)>,
    /// Record that a reference gives but the atlas lacks, if that is the problem.
    pub(crate) missing: Option<MissingRecord>,
}

/// Record that a reference gives but that does not exist.
#[derive(Debug)]
pub(crate) struct MissingRecord {
    /// Noun for the kind of record: `strategy`.
    pub(crate) kind: &'static str,
    /// Id in the spelling of the reference.
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

    /// Adds advice that suggests the word of `known` most similar to `wanted`, if one is similar enough.
    pub(crate) fn did_you_mean<'a>(self, wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match text::closest_match(wanted, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Sets the record that a reference gives but that does not exist, so that a similar id is suggested if the
    /// diagnostic is shown.
    pub(crate) fn missing(mut self, kind: &'static str, id: &str) -> Self {
        self.missing = Some(MissingRecord { kind, id: id.to_owned() });
        self
    }

    /// Adds the related position `at` with the label `what`.
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

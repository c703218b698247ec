//! Findings: what is wrong with a text and where, one by one.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::code::{Code, Severity};
use super::source::{ColumnCounter, SourceFile, Span};
use crate::text;

/// The most characters of a source line that a diagnostic quotes.
const QUOTED: usize = 100;
/// How many of these come before the diagnostic if the line is cut.
const BEFORE: usize = 30;
/// The most diagnostics of one severity: a text that was made to have millions must not take all memory and time.
const MOST: usize = 10_000;

/// A diagnostic as it is found: positions are still byte ranges.
#[derive(Debug)]
pub(crate) struct PendingDiagnostic {
    pub(crate) code: Code,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// What else there is to look at, and where.
    pub(crate) note: Option<(&'static str, Span)>,
    /// For a reference that leads nowhere: to what kind of record, and as written.
    pub(crate) wanted: Option<(&'static str, String)>,
}

impl PendingDiagnostic {
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: None, note: None, wanted: None }
    }

    /// Adds what can be done about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the one of the `known` words that is nearest to `wanted`, if one is near.
    pub(crate) fn did_you_mean<'a>(self, wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match text::nearest(wanted, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Says which record of which kind is missing, so that one like it can be suggested.
    pub(crate) fn wanted(mut self, kind: &'static str, slug: &str) -> Self {
        self.wanted = Some((kind, slug.to_owned()));
        self
    }

    /// Adds another place to look at; `what` goes before it.
    pub(crate) fn note(mut self, what: &'static str, at: Span) -> Self {
        self.note = Some((what, at));
        self
    }
}

/// One diagnostic, with everything needed to show it. Its texts are safe to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of diagnostic it is.
    pub code: Code,
    /// The file; of an atlas, as a path below its folder.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What can be done about it.
    pub help: Option<String>,
    /// What else to look at.
    pub note: Option<String>,
    /// The line, or as much of it as tells where the diagnostic is.
    pub excerpt: Option<Excerpt>,
}

/// A piece of a source line, with the diagnostic marked in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The piece. White space is spaces, control characters are replaced.
    pub text: String,
    /// The first character marked, from 0.
    pub start: usize,
    /// How many characters are marked, at least 1.
    pub length: usize,
}

impl Diagnostic {
    /// Whether what is written cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn new(diagnostic: PendingDiagnostic, sources: &[SourceFile], ruler: &mut ColumnCounter) -> Option<Self> {
        let source = sources.get(diagnostic.span.file as usize)?;
        let note = diagnostic.note.and_then(|(what, at)| {
            let source = sources.get(at.file as usize)?;
            let (line, column) = ColumnCounter::default().measure(source, at);
            Some(format!("{what} {}:{line}:{column}", source.name))
        });
        let (line, column) = ruler.measure(source, diagnostic.span);
        let shown = |text: String| text::safe(&text).into_owned();
        Some(Self {
            severity: diagnostic.code.severity(),
            code: diagnostic.code,
            file: text::safe(&source.name).into_owned(),
            line,
            column,
            message: shown(diagnostic.message),
            help: diagnostic.help.map(shown),
            note: note.map(shown),
            excerpt: Excerpt::new(source, diagnostic.span),
        })
    }
}

impl Excerpt {
    /// The line at the start of `span`, cut around it if it is long. Costs no more for a longer line.
    fn new(source: &SourceFile, span: Span) -> Option<Self> {
        let (line, start) = source.line_around(span.start);
        if line.is_empty() {
            return None;
        }
        let within = |offset: u32| source.clamp(offset).saturating_sub(start).min(line.len());
        let (before, rest) = line.split_at(within(span.start));
        let length = within(span.end.max(span.start)) - before.len();
        let marked = rest[..length].chars().take(QUOTED).count().max(1);

        let (mut text, cut) =
            if line.chars().nth(QUOTED).is_some() { tail(before, BEFORE) } else { (before.to_owned(), false) };
        let start = text.chars().count();
        let room = (QUOTED + usize::from(cut)).saturating_sub(start);
        text.extend(rest.chars().take(room));
        if rest.chars().nth(room).is_some() {
            text.push('…');
        }
        let length = marked.min(text.chars().count().saturating_sub(start).max(1));
        Some(Self { text: text::safe(&text).into_owned(), start, length })
    }
}

/// The last `most` characters of `text`, after an ellipsis if there are more; and whether there are.
fn tail(text: &str, most: usize) -> (String, bool) {
    match text.char_indices().rev().nth(most) {
        None => (text.to_owned(), false),
        Some((at, first)) => (format!("…{}", &text[at + first.len_utf8()..]), true),
    }
}

/// Faults as diagnostics, in order of file, line and column; each once. Where there are too many of a severity, the first that
/// is left out says how many there are.
pub(crate) fn into_diagnostics(mut diagnostics: Vec<PendingDiagnostic>, sources: &[SourceFile]) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| {
        let key = |diagnostic: &PendingDiagnostic| {
            (diagnostic.span.file, diagnostic.span.start, diagnostic.code, Reverse(diagnostic.span.end))
        };
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    let more = [(Severity::Error, Code::MoreErrors), (Severity::Warning, Code::MoreWarnings)];
    for (severity, code) in more {
        cap_per_severity(&mut diagnostics, severity, code, MOST);
    }
    let mut ruler = ColumnCounter::default();
    let mut diagnostics: Vec<Diagnostic> =
        diagnostics.into_iter().filter_map(|diagnostic| Diagnostic::new(diagnostic, sources, &mut ruler)).collect();
    diagnostics.dedup();
    diagnostics
}

/// Keeps the first `most` diagnostics of `severity`, and instead of the next one of them how many more there are.
fn cap_per_severity(diagnostics: &mut Vec<PendingDiagnostic>, severity: Severity, code: Code, most: usize) {
    let is_one = |diagnostic: &PendingDiagnostic| diagnostic.code.severity() == severity;
    let left = diagnostics.iter().filter(|diagnostic| is_one(diagnostic)).count().saturating_sub(most);
    if left == 0 {
        return;
    }
    let mut seen = 0;
    diagnostics.retain_mut(|diagnostic| {
        seen += usize::from(is_one(diagnostic));
        if is_one(diagnostic) && seen == most + 1 {
            let plural = if left == 1 { "" } else { "s" };
            let message = format!("{left} more {}{plural} from here on that are not listed", severity.as_str());
            *diagnostic = PendingDiagnostic::new(code, diagnostic.span, message);
            return true;
        }
        !is_one(diagnostic) || seen <= most
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of diagnostics, each by its code and where it starts.
    fn shortened(codes: &[Code], severity: Severity, most: usize) -> Vec<(Code, u32)> {
        let diagnostic =
            |(at, code): (u32, &Code)| PendingDiagnostic::new(*code, Span { file: 0, start: at, end: at }, "wrong");
        let mut diagnostics: Vec<PendingDiagnostic> = (0..).zip(codes).map(diagnostic).collect();
        cap_per_severity(&mut diagnostics, severity, Code::MoreErrors, most);
        diagnostics.iter().map(|diagnostic| (diagnostic.code, diagnostic.span.start)).collect()
    }

    #[test]
    fn too_many_of_a_severity_are_counted_and_the_other_is_left_alone() {
        let (error, warning) = (Code::BadId, Code::OneSided);
        let codes = [error, warning, error, error, warning, error];
        let kept = [(error, 0), (warning, 1), (error, 2), (Code::MoreErrors, 3), (warning, 4)];
        assert_eq!(shortened(&codes, Severity::Error, 2), kept);
        assert_eq!(shortened(&codes, Severity::Error, 4).len(), 6);
        assert_eq!(shortened(&codes, Severity::Error, 4)[5], (error, 5));
    }

    #[test]
    fn the_text_says_how_many_are_left_out() {
        let text = "x".repeat(MOST + 3);
        let sources = [SourceFile::new("x.toml".to_owned(), text)];
        let diagnostic =
            |at: u32| PendingDiagnostic::new(Code::BadId, Span { file: 0, start: at, end: at + 1 }, "wrong");
        let count = u32::try_from(MOST).unwrap() + 3;
        let found = into_diagnostics((0..count).map(diagnostic).collect(), &sources);
        assert_eq!(found.len(), MOST + 1);
        let last = &found[MOST];
        assert_eq!(
            (last.code, last.message.as_str()),
            (Code::MoreErrors, "3 more errors from here on that are not listed")
        );
        assert_eq!(usize::try_from(last.column).unwrap(), MOST + 1);
    }
}

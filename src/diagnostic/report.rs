//! Diagnostics as they are reported: with file, line, column, and the source line.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::code::{Code, Severity};
use super::pending::{MissingRecord, PendingDiagnostic};
use super::source::{ColumnCounter, Location, SourceMap};
use crate::text;

/// Maximum length of a source line in an excerpt, in characters.
const MAX_EXCERPT: usize = 100;
/// Number of characters shown before the marked ones if the start of a long line is cut off.
const EXCERPT_LEAD: usize = 30;
/// Maximum number of diagnostics that are returned per severity, so that a hostile file cannot take all memory or time.
const MAX_PER_SEVERITY: usize = 10_000;

/// Error or warning at a position in a file, with everything that is needed to print it. All of its texts are safe to
/// print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Whether the diagnostic is an error or a warning.
    pub severity: Severity,
    /// Code for the kind of problem.
    pub code: Code,
    /// Name of the file; for a file of an atlas, its path relative to the folder of the atlas.
    pub file: String,
    /// Line of the problem, from 1.
    pub line: u32,
    /// Column of the problem in characters, from 1.
    pub column: u32,
    /// What the problem is.
    pub message: String,
    /// Advice on how to solve the problem; `None` if there is none.
    pub help: Option<String>,
    /// Related location, with a label and its file and line; `None` if there is none.
    pub note: Option<String>,
    /// Source line with the problem, or the part of the line around it; `None` if the file has no text to show.
    pub excerpt: Option<Excerpt>,
}

/// Part of a source line with the problem marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// Text of the part, with spaces for white space and visible characters for control characters.
    pub text: String,
    /// Index in `text` of the first marked character, from 0.
    pub start: usize,
    /// Number of marked characters, at least 1.
    pub length: usize,
}

impl Diagnostic {
    /// Returns whether the diagnostic is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn new(pending: PendingDiagnostic, sources: &SourceMap, columns: &mut ColumnCounter) -> Option<Self> {
        let location = sources.locate(pending.span)?;
        let note = pending.note.and_then(|(what, span)| {
            let location = sources.locate(span)?;
            let (line, column) = ColumnCounter::default().measure(&location);
            Some(format!("{what} {}:{line}:{column}", location.file.name))
        });
        let (line, column) = columns.measure(&location);
        let shown = |text: String| text::sanitize(&text).into_owned();
        Some(Self {
            severity: pending.code.severity(),
            code: pending.code,
            file: text::sanitize(&location.file.name).into_owned(),
            line,
            column,
            message: shown(pending.message),
            help: pending.help.map(shown),
            note: note.map(shown),
            excerpt: Excerpt::new(&location),
        })
    }
}

impl Excerpt {
    /// Returns the source line at the start of `location`, cut if it is long; the time does not depend on its length.
    /// `None` if there is no text to show.
    fn new(location: &Location<'_>) -> Option<Self> {
        let Location { file, start: first, end, .. } = *location;
        let (line, start) = file.line_around(first);
        if line.is_empty() {
            return None;
        }
        let within = |offset: u32| file.clamp(offset).saturating_sub(start).min(line.len());
        let (before, rest) = line.split_at(within(first));
        let length = within(end.max(first)) - before.len();
        let marked = rest[..length].chars().take(MAX_EXCERPT).count().max(1);

        let is_long = line.chars().nth(MAX_EXCERPT).is_some();
        let (mut text, is_cut) = if is_long { tail(before, EXCERPT_LEAD) } else { (before.to_owned(), false) };
        let start = text.chars().count();
        let room = (MAX_EXCERPT + usize::from(is_cut)).saturating_sub(start);
        text.extend(rest.chars().take(room));
        if rest.chars().nth(room).is_some() {
            text.push('…');
        }
        let length = marked.min(text.chars().count().saturating_sub(start).max(1));
        Some(Self { text: text::sanitize(&text).into_owned(), start, length })
    }
}

/// Returns the last `most` characters of `text`, with an ellipsis before them if others were cut off, and whether they
/// were.
fn tail(text: &str, most: usize) -> (String, bool) {
    match text.char_indices().rev().nth(most) {
        None => (text.to_owned(), false),
        Some((at, first)) => (format!("…{}", &text[at + first.len_utf8()..]), true),
    }
}

/// Converts spans to lines and columns. Returns the diagnostics sorted by file, line and column, without duplicates. At
/// most `MAX_PER_SEVERITY` of each severity are returned; if there are more, one more diagnostic gives their number.
pub(crate) fn into_diagnostics(pending: Vec<PendingDiagnostic>, sources: &SourceMap) -> Vec<Diagnostic> {
    into_diagnostics_with_help(pending, sources, |_| None)
}

/// Converts spans as [`into_diagnostics`] does. Calls `help` only for missing records whose diagnostic is returned.
pub(crate) fn into_diagnostics_with_help(
    mut pending: Vec<PendingDiagnostic>,
    sources: &SourceMap,
    mut help: impl FnMut(&MissingRecord) -> Option<String>,
) -> Vec<Diagnostic> {
    pending.sort_by(|a, b| {
        let key = |one: &PendingDiagnostic| (one.span.start, one.code, Reverse(one.span.end));
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    for (severity, code) in [(Severity::Error, Code::MoreErrors), (Severity::Warning, Code::MoreWarnings)] {
        cap_per_severity(&mut pending, severity, code, MAX_PER_SEVERITY);
    }
    let mut columns = ColumnCounter::default();
    let located = pending.into_iter().filter_map(|mut one| {
        one.help = one.help.take().or_else(|| one.missing.as_ref().and_then(&mut help));
        Diagnostic::new(one, sources, &mut columns)
    });
    let mut diagnostics: Vec<Diagnostic> = located.collect();
    diagnostics.dedup();
    diagnostics
}

/// Keeps the first `most` diagnostics of `severity` in `pending`, and adds one with the code `code` and the number of
/// those removed.
fn cap_per_severity(pending: &mut Vec<PendingDiagnostic>, severity: Severity, code: Code, most: usize) {
    let matches = |one: &PendingDiagnostic| one.code.severity() == severity;
    let left = pending.iter().filter(|one| matches(one)).count().saturating_sub(most);
    if left == 0 {
        return;
    }
    let mut seen = 0;
    pending.retain_mut(|one| {
        seen += usize::from(matches(one));
        if matches(one) && seen == most + 1 {
            let plural = if left == 1 { "" } else { "s" };
            let message = format!("{left} more {}{plural} from here on that are not listed", severity.as_str());
            *one = PendingDiagnostic::new(code, one.span, message);
            return true;
        }
        !matches(one) || seen <= most
    });
}

#[cfg(test)]
mod tests {
    use super::super::source::{SourceFile, Span};
    use super::*;

    /// Caps diagnostics and returns the remaining ones, each with its code and start.
    fn capped(codes: &[Code], severity: Severity, most: usize) -> Vec<(Code, u32)> {
        let one = |(at, code): (u32, &Code)| PendingDiagnostic::new(*code, Span::at(at), "wrong");
        let mut pending: Vec<PendingDiagnostic> = (0..).zip(codes).map(one).collect();
        cap_per_severity(&mut pending, severity, Code::MoreErrors, most);
        pending.iter().map(|one| (one.code, one.span.start)).collect()
    }

    #[test]
    fn too_many_of_a_severity_are_counted_and_the_other_is_left_alone() {
        let (error, warning) = (Code::BadId, Code::OneSided);
        let codes = [error, warning, error, error, warning, error];
        let remaining = [(error, 0), (warning, 1), (error, 2), (Code::MoreErrors, 3), (warning, 4)];
        assert_eq!(capped(&codes, Severity::Error, 2), remaining);
        assert_eq!(capped(&codes, Severity::Error, 4).len(), 6);
        assert_eq!(capped(&codes, Severity::Error, 4)[5], (error, 5));
    }

    #[test]
    fn the_text_says_how_many_are_left_out() {
        let text = "x".repeat(MAX_PER_SEVERITY + 3);
        let sources = SourceMap::new(vec![SourceFile::new("x.toml".to_owned(), text)]);
        let one = |at: u32| PendingDiagnostic::new(Code::BadId, Span { start: at, end: at + 1 }, "wrong");
        let count = u32::try_from(MAX_PER_SEVERITY).unwrap() + 3;
        let found = into_diagnostics((0..count).map(one).collect(), &sources);
        assert_eq!(found.len(), MAX_PER_SEVERITY + 1);
        let last = &found[MAX_PER_SEVERITY];
        assert_eq!(
            (last.code, last.message.as_str()),
            (Code::MoreErrors, "3 more errors from here on that are not listed")
        );
        assert_eq!(usize::try_from(last.column).unwrap(), MAX_PER_SEVERITY + 1);
    }

    #[test]
    fn help_is_looked_up_only_for_what_is_shown() {
        let sources = SourceMap::new(vec![SourceFile::new("x.toml".to_owned(), "x".repeat(2 * MAX_PER_SEVERITY))]);
        let one = |at: u32| PendingDiagnostic::new(Code::DanglingId, Span::at(at), "wrong").missing("tag", "x");
        let mut asked = 0;
        let pending = (0..2 * u32::try_from(MAX_PER_SEVERITY).unwrap()).map(one).collect();
        let found = into_diagnostics_with_help(pending, &sources, |missing| {
            asked += 1;
            Some(missing.kind.to_owned())
        });
        assert_eq!((asked, found[0].help.as_deref()), (MAX_PER_SEVERITY, Some("tag")));
    }
}

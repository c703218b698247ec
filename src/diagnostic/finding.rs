//! Findings: what is wrong with a text and where, one by one.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::code::{Code, Severity};
use super::source::{Ruler, Source, Span};
use crate::text;

/// The most characters of a source line that a finding quotes.
const QUOTED: usize = 100;
/// How many of these come before the fault if the line is cut.
const BEFORE: usize = 30;
/// The most findings of one severity: a text that was made to have millions must not take all memory and time.
const MOST: usize = 10_000;

/// A fault as it is found: positions are still byte ranges.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// What else there is to look at, and where.
    pub(crate) note: Option<(&'static str, Span)>,
    /// For a reference that leads nowhere: to what kind of record, and as written.
    pub(crate) wanted: Option<(&'static str, String)>,
}

impl Fault {
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

/// One fault, with everything needed to show it. Its texts are safe to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of fault it is.
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
    /// The line, or as much of it as tells where the fault is.
    pub excerpt: Option<Excerpt>,
}

/// A piece of a source line, with the fault marked in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The piece. White space is spaces, control characters are replaced.
    pub text: String,
    /// The first character marked, from 0.
    pub start: usize,
    /// How many characters are marked, at least 1.
    pub length: usize,
}

impl Finding {
    /// Whether what is written cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn new(fault: Fault, sources: &[Source], ruler: &mut Ruler) -> Option<Self> {
        let source = sources.get(fault.span.file as usize)?;
        let note = fault.note.and_then(|(what, at)| {
            let source = sources.get(at.file as usize)?;
            let (line, column) = Ruler::default().measure(source, at);
            Some(format!("{what} {}:{line}:{column}", source.name))
        });
        let (line, column) = ruler.measure(source, fault.span);
        let shown = |text: String| text::safe(&text).into_owned();
        Some(Self {
            severity: fault.code.severity(),
            code: fault.code,
            file: text::safe(&source.name).into_owned(),
            line,
            column,
            message: shown(fault.message),
            help: fault.help.map(shown),
            note: note.map(shown),
            excerpt: Excerpt::new(source, fault.span),
        })
    }
}

impl Excerpt {
    /// The line at the start of `span`, cut around it if it is long. Costs no more for a longer line.
    fn new(source: &Source, span: Span) -> Option<Self> {
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

/// Faults as findings, in order of file, line and column; each once. Where there are too many of a severity, the first that
/// is left out says how many there are.
pub(crate) fn findings(mut faults: Vec<Fault>, sources: &[Source]) -> Vec<Finding> {
    faults.sort_by(|a, b| {
        let key = |fault: &Fault| (fault.span.file, fault.span.start, fault.code, Reverse(fault.span.end));
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    let more = [(Severity::Error, Code::MoreErrors), (Severity::Warning, Code::MoreWarnings)];
    for (severity, code) in more {
        shorten(&mut faults, severity, code, MOST);
    }
    let mut ruler = Ruler::default();
    let mut findings: Vec<Finding> =
        faults.into_iter().filter_map(|fault| Finding::new(fault, sources, &mut ruler)).collect();
    findings.dedup();
    findings
}

/// Keeps the first `most` faults of `severity`, and instead of the next one of them how many more there are.
fn shorten(faults: &mut Vec<Fault>, severity: Severity, code: Code, most: usize) {
    let is_one = |fault: &Fault| fault.code.severity() == severity;
    let left = faults.iter().filter(|fault| is_one(fault)).count().saturating_sub(most);
    if left == 0 {
        return;
    }
    let mut seen = 0;
    faults.retain_mut(|fault| {
        seen += usize::from(is_one(fault));
        if is_one(fault) && seen == most + 1 {
            let plural = if left == 1 { "" } else { "s" };
            let message = format!("{left} more {}{plural} from here on that are not listed", severity.as_str());
            *fault = Fault::new(code, fault.span, message);
            return true;
        }
        !is_one(fault) || seen <= most
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of faults, each by its code and where it starts.
    fn shortened(codes: &[Code], severity: Severity, most: usize) -> Vec<(Code, u32)> {
        let fault = |(at, code): (u32, &Code)| Fault::new(*code, Span { file: 0, start: at, end: at }, "wrong");
        let mut faults: Vec<Fault> = (0..).zip(codes).map(fault).collect();
        shorten(&mut faults, severity, Code::MoreErrors, most);
        faults.iter().map(|fault| (fault.code, fault.span.start)).collect()
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
        let sources = [Source::new("x.toml".to_owned(), text)];
        let fault = |at: u32| Fault::new(Code::BadId, Span { file: 0, start: at, end: at + 1 }, "wrong");
        let count = u32::try_from(MOST).unwrap() + 3;
        let found = findings((0..count).map(fault).collect(), &sources);
        assert_eq!(found.len(), MOST + 1);
        let last = &found[MOST];
        assert_eq!(
            (last.code, last.message.as_str()),
            (Code::MoreErrors, "3 more errors from here on that are not listed")
        );
        assert_eq!(usize::try_from(last.column).unwrap(), MOST + 1);
    }
}

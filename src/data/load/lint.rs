//! Lint: warnings about what is sound but odd. Warnings about a single value are given where it is read (`raw`).

use std::collections::HashSet;

use super::raw::Raw;
use super::resolve::one_sided;
use crate::diagnostic::{Code, PendingDiagnostic, SourceMap, Span};

/// The most bytes of a file that editors and merges handle quickly.
const MAX_HANDY: usize = 1024 * 1024;

/// Warns of large files.
pub(super) fn large_files(sources: &SourceMap, diagnostics: &mut Vec<PendingDiagnostic>) {
    for (base, source) in sources.with_starts().filter(|(_, source)| source.text.len() > MAX_HANDY) {
        let size = source.text.len() / MAX_HANDY;
        let message = format!("this file is larger than {size} MiB, which slows editors and merges");
        let diagnostic = PendingDiagnostic::new(Code::LargeFile, Span::at(base), message);
        diagnostics.push(diagnostic.help("spread its records over several files"));
    }
}

/// Warns of what only the whole atlas shows.
pub(super) fn lint(raw: &Raw<'_>, diagnostics: &mut Vec<PendingDiagnostic>) {
    one_sided(&raw.records.strategy, diagnostics);
    tags_without_people(raw, diagnostics);
    strategies_without_signal(raw, diagnostics);
}

fn tags_without_people(raw: &Raw<'_>, diagnostics: &mut Vec<PendingDiagnostic>) {
    let positions = raw.records.person.iter().flat_map(|person| &person.position);
    let tags: HashSet<&str> = positions.map(|position| position.tag.value.as_ref()).collect();
    for tag in raw.records.tag.iter().filter(|tag| !tags.contains(tag.id.value.as_ref())) {
        if tag.id.span != Span::DUMMY {
            let message = format!("nobody has a position on the tag `{}`", tag.id.shown());
            diagnostics.push(PendingDiagnostic::new(Code::TagWithoutPeople, tag.id.span, message));
        }
    }
}

fn strategies_without_signal(raw: &Raw<'_>, diagnostics: &mut Vec<PendingDiagnostic>) {
    for row in raw.records.strategy.iter().filter(|row| row.falsification.is_none()) {
        if row.id.span != Span::DUMMY {
            let message = format!("`{}` does not say what would count against it", row.id.shown());
            let diagnostic = PendingDiagnostic::new(Code::NoFalsification, row.id.span, message);
            diagnostics.push(diagnostic.help("add the key `falsification`"));
        }
    }
}

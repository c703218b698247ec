//! Lint: what is sound but should be looked at. What a single value tells is noticed where it is read (`raw`).

use std::collections::HashSet;

use super::raw::Raw;
use super::resolve::one_sided;
use crate::diagnostic::{Code, PendingDiagnostic, SourceFile, Span};

/// The most bytes of a file that editors and merges are quick with.
const LARGE: usize = 1024 * 1024;

/// Warns of files that are large.
pub(super) fn large_files(sources: &[SourceFile], diagnostics: &mut Vec<PendingDiagnostic>) {
    for (file, source) in (0..).zip(sources).filter(|(_, source)| source.text.len() > LARGE) {
        let size = source.text.len() / LARGE;
        let message = format!("this file is larger than {size} MiB, which slows editors and merges");
        diagnostics.push(
            PendingDiagnostic::new(Code::LargeFile, Span::file(file), message)
                .help("spread its records over several files"),
        );
    }
}

/// Warns of what only the whole atlas can tell.
pub(super) fn lint(raw: &Raw<'_>, diagnostics: &mut Vec<PendingDiagnostic>) {
    one_sided(&raw.records.strategy, diagnostics);
    tags_without_people(raw, diagnostics);
    strategies_without_signal(raw, diagnostics);
}

fn tags_without_people(raw: &Raw<'_>, diagnostics: &mut Vec<PendingDiagnostic>) {
    let positions = raw.records.person.iter().flat_map(|person| &person.position);
    let held: HashSet<&str> = positions.map(|position| position.tag.value.as_ref()).collect();
    for tag in raw.records.tag.iter().filter(|tag| !held.contains(tag.id.value.as_ref())) {
        if tag.id.span != Span::DUMMY {
            let message = format!("nobody holds the tag `{}`", tag.id.shown());
            diagnostics.push(PendingDiagnostic::new(Code::TagWithoutPeople, tag.id.span, message));
        }
    }
}

fn strategies_without_signal(raw: &Raw<'_>, diagnostics: &mut Vec<PendingDiagnostic>) {
    for row in raw.records.strategy.iter().filter(|row| row.falsification.is_none()) {
        if row.id.span != Span::DUMMY {
            let message = format!("`{}` does not say what would count against it", row.id.shown());
            diagnostics.push(
                PendingDiagnostic::new(Code::NoFalsification, row.id.span, message).help("add the key `falsification`"),
            );
        }
    }
}

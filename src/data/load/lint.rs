//! Lint: what is sound but should be looked at. What a single value tells is noticed where it is read (`raw`).

use std::collections::HashSet;

use super::raw::Raw;
use super::resolve::one_sided;
use crate::diagnostic::{Code, Fault, Source, Span};

/// The most bytes of a file that editors and merges are quick with.
const LARGE: usize = 1024 * 1024;

/// Warns of files that are large.
pub(super) fn large_files(sources: &[Source], faults: &mut Vec<Fault>) {
    for (file, source) in (0..).zip(sources).filter(|(_, source)| source.text.len() > LARGE) {
        let size = source.text.len() / LARGE;
        let message = format!("this file is larger than {size} MiB, which slows editors and merges");
        faults
            .push(Fault::new(Code::LargeFile, Span::file(file), message).help("spread its records over several files"));
    }
}

/// Warns of what only the whole atlas can tell.
pub(super) fn lint(raw: &Raw<'_>, faults: &mut Vec<Fault>) {
    one_sided(&raw.records.strategy, faults);
    tags_without_people(raw, faults);
    strategies_without_signal(raw, faults);
}

fn tags_without_people(raw: &Raw<'_>, faults: &mut Vec<Fault>) {
    let positions = raw.records.person.iter().flat_map(|person| &person.position);
    let held: HashSet<&str> = positions.map(|position| position.tag.value.as_ref()).collect();
    for tag in raw.records.tag.iter().filter(|tag| !held.contains(tag.id.value.as_ref())) {
        if tag.id.span != Span::NOWHERE {
            let message = format!("nobody holds the tag `{}`", tag.id.shown());
            faults.push(Fault::new(Code::TagWithoutPeople, tag.id.span, message));
        }
    }
}

fn strategies_without_signal(raw: &Raw<'_>, faults: &mut Vec<Fault>) {
    for row in raw.records.strategy.iter().filter(|row| row.falsification.is_none()) {
        if row.id.span != Span::NOWHERE {
            let message = format!("`{}` does not say what would count against it", row.id.shown());
            faults.push(Fault::new(Code::NoFalsification, row.id.span, message).help("add the key `falsification`"));
        }
    }
}

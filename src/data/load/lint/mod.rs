//! Lint: warnings about data that is valid but suspicious. Warnings that concern only one value are issued where that
//! value is read, in `raw`.

mod caveats;
mod sources;
mod tiers;
mod years;

use std::collections::{HashMap, HashSet};

use super::people::FilePeople;
use super::raw::{Person, Raw};
use super::resolve::one_sided;
use crate::diagnostic::{Code, PendingDiagnostic, SourceMap, Span};
use caveats::PossibleIds;
use tiers::VintageNote;

/// Size in bytes above which a file of an atlas is reported as large, since it slows editors and merges.
const MAX_HANDY: usize = 1024 * 1024;
/// Maximum number of warnings about records that are listed per code; further warnings are only counted.
const MAX_PER_CODE: usize = 1_000;

/// Warns about each file that is larger than [`MAX_HANDY`].
pub(super) fn large_files(sources: &SourceMap, diagnostics: &mut Vec<PendingDiagnostic>) {
    for (base, source) in sources.with_starts().filter(|(_, source)| source.text.len() > MAX_HANDY) {
        let size = source.text.len() / MAX_HANDY;
        let message = format!("this file is larger than {size} MiB, which slows editors and merges");
        let diagnostic = PendingDiagnostic::new(Code::LargeFile, Span::at(base), message);
        diagnostics.push(diagnostic.help("spread its records over several files"));
    }
}

/// Warns about problems that are only visible in the whole atlas, such as relations that only one of two strategies
/// declares.
pub(super) fn whole_atlas(raw: &Raw<'_>, people: &[FilePeople], diagnostics: &mut Vec<PendingDiagnostic>) {
    one_sided(&raw.records.strategy, diagnostics);
    tags_without_people(raw, people, diagnostics);
    strategies_without_signal(raw, diagnostics);
}

/// Warnings about the people of one file, with the parts of these people that are checked when all files are read.
#[derive(Debug, Default)]
pub(super) struct PersonLints {
    warnings: Warnings,
    vintage_notes: Vec<VintageNote>,
    possible_ids: PossibleIds,
}

impl PersonLints {
    /// Checks what can be checked of `person` without other records, and stores what cannot.
    pub(super) fn add(&mut self, person: &Person<'_>) {
        sources::lint(person, &mut self.warnings);
        tiers::lint(person, &mut self.warnings);
        caveats::lint(person, &mut self.warnings);
        self.vintage_notes.extend(VintageNote::of(person));
        self.possible_ids.add(person);
    }
}

/// Warns about records that are hard to trust, such as people with doubtful sources, in the order of the files.
pub(super) fn records(raw: &Raw<'_>, people: &mut [FilePeople], diagnostics: &mut Vec<PendingDiagnostic>) {
    let mut warnings = Warnings::default();
    let spans = tiers::spans(&raw.records.vintage);
    for file in &mut *people {
        warnings.append(std::mem::take(&mut file.lints.warnings));
        file.lints.vintage_notes.iter().for_each(|note| note.lint(&spans, &mut warnings));
    }
    caveats::raw_ids(&raw.records, people, &mut warnings);
    diagnostics.extend(warnings.finish());
}

/// Warnings about records. A large atlas may have millions, so at most [`MAX_PER_CODE`] are listed per code.
#[derive(Debug, Default)]
struct Warnings {
    listed: Vec<PendingDiagnostic>,
    /// For each code, the number of its warnings, listed or not, and the span of the last one.
    counts: HashMap<Code, (usize, Span)>,
}

impl Warnings {
    /// Adds the warning that `warning` creates for `span`, unless `span` is that of a placeholder, whose problem has
    /// already been reported.
    fn push(&mut self, code: Code, span: Span, warning: impl FnOnce() -> PendingDiagnostic) {
        if span == Span::DUMMY {
            return;
        }
        let (count, last) = self.counts.entry(code).or_insert((0, span));
        (*count, *last) = (*count + 1, span);
        if *count <= MAX_PER_CODE {
            self.listed.push(warning());
        }
    }

    /// Adds the warnings of a file that comes after the files so far.
    fn append(&mut self, later: Self) {
        let mut room: HashMap<Code, usize> = HashMap::new();
        for (code, (more, place)) in later.counts {
            let (count, last) = self.counts.entry(code).or_insert((0, place));
            room.insert(code, MAX_PER_CODE.saturating_sub(*count));
            (*count, *last) = (*count + more, place);
        }
        self.listed.extend(later.listed.into_iter().filter(|one| match room.get_mut(&one.code) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }));
    }

    /// Returns the listed warnings, and for each code with more than that one warning with the number of those not
    /// listed.
    fn finish(self) -> Vec<PendingDiagnostic> {
        let mut listed = self.listed;
        for (code, (count, last)) in self.counts.into_iter().filter(|(_, (count, _))| *count > MAX_PER_CODE) {
            let message = format!("{} more `{}` warnings are not listed", count - MAX_PER_CODE, code.as_str());
            listed.push(PendingDiagnostic::new(code, last, message));
        }
        listed
    }
}

fn tags_without_people(raw: &Raw<'_>, people: &[FilePeople], diagnostics: &mut Vec<PendingDiagnostic>) {
    let tags: HashSet<&str> = people.iter().flat_map(|file| file.names.tags.names()).collect();
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

//! Ids by name: references become typed ids, and duplicate names are reported.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::data::load::raw::{AxisRow, Records, Reference, Slug};
use crate::diagnostic::{Code, MissingRecord, PendingDiagnostic, SourceMap, Span, truncate};
use crate::model::{
    AdversaryId, Axis, AxisValueId, DomainId, ExpertiseId, Id, LeverId, RecognitionId, SharedClaimId, StrategyId,
    TagId, TopicId, VintageId,
};
use crate::text::Candidates;

/// Maximum work to find suggestions for all diagnostics of a run, as counted by [`text::Candidates`]: a fraction of a
/// second.
const MAX_SUGGESTION_WORK: u64 = 300_000_000;
/// Allowed work for each id of an atlas, in steps. A lookup compares a name with every id, so without a bound linear in
/// the atlas the work would grow with the product of ids and names.
const SUGGESTION_WORK_PER_ID: u64 = 2_000;
/// Minimum of the allowed work, in steps.
const MIN_SUGGESTION_WORK: u64 = 1_000_000;

/// Help for a name in two files: the two sides of a merge may have added the record to different files.
const DUPLICATE_HELP: &str =
    "give one of them another id; if a merge has kept both, put what is right of the two into one";

/// Names of all records that others refer to.
#[derive(Debug)]
pub(super) struct NameIndex<'a> {
    pub(super) topics: Names<'a, TopicId>,
    pub(super) claims: Names<'a, SharedClaimId>,
    pub(super) domains: Names<'a, DomainId>,
    pub(super) levers: Names<'a, LeverId>,
    /// Names of axis values, in the order of [`Axis::ALL`].
    pub(super) axis_values: [Names<'a, AxisValueId>; 5],
    pub(super) expertise: Names<'a, ExpertiseId>,
    pub(super) recognition: Names<'a, RecognitionId>,
    pub(super) vintages: Names<'a, VintageId>,
    pub(super) tags: Names<'a, TagId>,
    pub(super) adversaries: Names<'a, AdversaryId>,
    pub(super) strategies: Names<'a, StrategyId>,
}

impl<'a> NameIndex<'a> {
    /// Indexes the names in `rows`; `axes` are the rows of axes in the order of [`Axis::ALL`].
    pub(super) fn new(
        rows: &'a Records<'a>,
        axes: [Option<&'a AxisRow<'a>>; 5],
        sources: &SourceMap,
        diagnostics: &mut Vec<PendingDiagnostic>,
    ) -> Self {
        macro_rules! names {
            ($what:expr, $rows:expr) => {
                Names::new($what, $rows.iter().map(|row| &row.id), sources, diagnostics)
            };
        }
        Self {
            axis_values: Axis::ALL.map(|axis| {
                let values = axes[axis.index()].map(|row| row.value.as_slice()).unwrap_or_default();
                names!(value_of(axis), values)
            }),
            topics: names!("topic", rows.topic),
            claims: names!("claim", rows.claim),
            domains: names!("domain", rows.domain),
            levers: names!("lever", rows.lever),
            expertise: names!("expertise tier", rows.expertise),
            recognition: names!("recognition tier", rows.recognition),
            vintages: names!("vintage", rows.vintage),
            tags: names!("tag", rows.tag),
            adversaries: names!("class of adversary", rows.adversary),
            strategies: names!("strategy", rows.strategy),
        }
    }

    /// Converts the index to suggestions for references to missing records.
    pub(super) fn into_suggestions(self) -> Suggestions<'a> {
        let mut ids = HashMap::from([
            self.topics.entry(),
            self.claims.entry(),
            self.domains.entry(),
            self.levers.entry(),
            self.expertise.entry(),
            self.recognition.entry(),
            self.vintages.entry(),
            self.tags.entry(),
            self.adversaries.entry(),
            self.strategies.entry(),
        ]);
        ids.extend(self.axis_values.into_iter().map(Names::entry));
        Suggestions { ids, candidates: HashMap::new(), known: HashMap::new() }
    }
}

/// Suggestions for references to missing records.
#[derive(Debug)]
pub(in crate::data::load) struct Suggestions<'a> {
    /// Ids by kind of record.
    ids: HashMap<&'static str, Vec<&'a str>>,
    /// Prepared candidates of the kinds that have been looked up.
    candidates: HashMap<&'static str, Candidates<'a>>,
    /// Results of earlier lookups.
    known: HashMap<(&'static str, String), Option<String>>,
}

impl Suggestions<'_> {
    fn allowed_work(&self) -> u64 {
        let ids: u64 = self.ids.values().map(|ids| ids.len() as u64).sum();
        (ids * SUGGESTION_WORK_PER_ID).clamp(MIN_SUGGESTION_WORK, MAX_SUGGESTION_WORK)
    }

    /// Returns help with the `missing` record, unless the allowed work is spent.
    pub(in crate::data::load) fn help(&mut self, missing: &MissingRecord) -> Option<String> {
        let key = (missing.kind, missing.id.clone());
        if let Some(help) = self.known.get(&key) {
            return help.clone();
        }
        let work: u64 = self.candidates.values().map(Candidates::work).sum();
        if work > self.allowed_work() {
            return None;
        }
        let ids = self.ids.get(missing.kind)?;
        let candidates = self.candidates.entry(missing.kind).or_insert_with(|| Candidates::new(ids.iter().copied()));
        let help = match candidates.closest(&missing.id) {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if ids.is_empty() => Some(format!("the atlas has no {} at all", missing.kind)),
            None => None,
        };
        self.known.insert(key, help.clone());
        help
    }
}

fn value_of(axis: Axis) -> &'static str {
    match axis {
        Axis::ActsOn => "value of the axis acts-on",
        Axis::Coercion => "value of the axis coercion",
        Axis::ActorInControl => "value of the axis actor-in-control",
        Axis::TimeHorizon => "value of the axis time-horizon",
        Axis::LegitimacySource => "value of the axis legitimacy-source",
    }
}

/// Names of all records of one kind.
#[derive(Debug)]
pub(super) struct Names<'a, I> {
    /// Noun for the kind in messages: `there is no …`.
    what: &'static str,
    /// Slugs in the order of ids.
    slugs: Vec<&'a str>,
    /// Ids by folded name: names that differ only in case would be one file name on some systems.
    ids: HashMap<Cow<'a, str>, I>,
}

impl<'a, I: Id> Names<'a, I> {
    /// Indexes the names `slugs`, in order. Duplicates are reported.
    pub(super) fn new(
        what: &'static str,
        slugs: impl ExactSizeIterator<Item = &'a Slug<'a>>,
        sources: &SourceMap,
        diagnostics: &mut Vec<PendingDiagnostic>,
    ) -> Self {
        let count = slugs.len();
        let mut names = Self { what, slugs: Vec::with_capacity(count), ids: HashMap::with_capacity(count) };
        let mut places: Vec<Span> = Vec::with_capacity(count);
        for (index, slug) in slugs.enumerate() {
            let name = slug.value.as_ref();
            names.slugs.push(name);
            places.push(slug.span);
            match names.ids.entry(lower(name)) {
                Entry::Vacant(entry) => {
                    entry.insert(I::from_index(index));
                }
                // A missing id has been reported already.
                Entry::Occupied(_) if slug.span == Span::DUMMY => {}
                Entry::Occupied(entry) => {
                    let first = places[entry.get().index()];
                    diagnostics.push(duplicate(what, name, [first, slug.span], sources));
                }
            }
        }
        names
    }

    fn entry(self) -> (&'static str, Vec<&'a str>) {
        (self.what, self.slugs)
    }

    /// Finds the record with the id `name`.
    pub(super) fn get(&self, name: &str) -> Option<I> {
        self.ids.get(&lower(name)).copied().filter(|id| self.slugs[id.index()] == name)
    }

    /// Finds the record that `reference` names. A dangling reference is reported and resolves to an arbitrary id.
    pub(super) fn find(&self, reference: &Reference<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> I {
        self.get(&reference.value).unwrap_or_else(|| {
            self.report_missing(&reference.value, reference.span, diagnostics);
            I::from_index(0)
        })
    }

    /// Reports the dangling reference to `name` at `span`.
    pub(super) fn report_missing(&self, name: &str, span: Span, diagnostics: &mut Vec<PendingDiagnostic>) {
        if span != Span::DUMMY {
            let message = format!("there is no {} `{}`", self.what, truncate(name));
            diagnostics.push(PendingDiagnostic::new(Code::DanglingId, span, message).missing(self.what, name));
        }
    }

    /// Finds the records that `references` name, without duplicates, which are reported.
    pub(super) fn find_all(&self, references: &[Reference<'_>], diagnostics: &mut Vec<PendingDiagnostic>) -> Vec<I> {
        let mut first: HashMap<&str, Span> = HashMap::new();
        for reference in references {
            if let Some(&before) = first.get(reference.value.as_ref()) {
                let message = format!("`{}` is listed twice", truncate(&reference.value));
                diagnostics.push(
                    PendingDiagnostic::new(Code::DuplicateEntry, reference.span, message)
                        .note("it is first listed at", before),
                );
            } else {
                first.insert(&reference.value, reference.span);
            }
        }
        references.iter().map(|reference| self.find(reference, diagnostics)).collect()
    }
}

/// Returns the diagnostic of a second record with the id `name`; `places` are those of the first and the second.
pub(super) fn duplicate(what: &str, name: &str, places: [Span; 2], sources: &SourceMap) -> PendingDiagnostic {
    let [first, second] = places;
    let message = format!("this is a second {what} called `{}`", truncate(name));
    let diagnostic = PendingDiagnostic::new(Code::DuplicateId, second, message).note("the first one is at", first);
    let is_apart = first != Span::DUMMY && sources.index_of(first) != sources.index_of(second);
    if is_apart { diagnostic.help(DUPLICATE_HELP) } else { diagnostic }
}

/// Returns `name` in lower case: file systems may not distinguish names that differ in case alone.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

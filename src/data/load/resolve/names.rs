//! Finds records by the ids that references give, and reports ids that two records have.

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

/// Maximum work for the suggestions of one run, in the steps that [`text::Candidates`] counts: a fraction of a second.
const MAX_SUGGESTION_WORK: u64 = 300_000_000;
/// Work that is allowed for suggestions per id of an atlas, in steps. Each lookup compares a name with every id, so the
/// work would otherwise grow with the product of ids and names.
const SUGGESTION_WORK_PER_ID: u64 = 2_000;
/// Work that is allowed for the suggestions in an atlas of any size, in steps.
const MIN_SUGGESTION_WORK: u64 = 1_000_000;

/// Advice if records in two files have one id: perhaps the two sides of a merge added the same record to different
/// files.
const DUPLICATE_HELP: &str =
    "give one of them another id; if a merge has kept both, put what is right of the two into one";

/// Ids of all records that other records refer to, by kind of record.
#[derive(Debug)]
pub(super) struct NameIndex<'a> {
    pub(super) topics: Names<'a, TopicId>,
    pub(super) claims: Names<'a, SharedClaimId>,
    pub(super) domains: Names<'a, DomainId>,
    pub(super) levers: Names<'a, LeverId>,
    /// Ids of the values on each axis, in the order of [`Axis::ALL`].
    pub(super) axis_values: [Names<'a, AxisValueId>; 5],
    pub(super) expertise: Names<'a, ExpertiseId>,
    pub(super) recognition: Names<'a, RecognitionId>,
    pub(super) vintages: Names<'a, VintageId>,
    pub(super) tags: Names<'a, TagId>,
    pub(super) adversaries: Names<'a, AdversaryId>,
    pub(super) strategies: Names<'a, StrategyId>,
}

impl<'a> NameIndex<'a> {
    /// Indexes the ids of the records in `rows`; `axes` has the row of each axis in the order of [`Axis::ALL`].
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

    /// Converts the index to one that finds ids similar to those of missing records.
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

/// Finds ids that are similar to those of missing records, to suggest them to the user.
#[derive(Debug)]
pub(in crate::data::load) struct Suggestions<'a> {
    /// Ids of the records of an atlas, by kind of record.
    ids: HashMap<&'static str, Vec<&'a str>>,
    /// Ids prepared for comparison, for the kinds of records that have been looked up.
    candidates: HashMap<&'static str, Candidates<'a>>,
    /// Advice on the missing records that have been looked up, by kind and id; `None` if there is none.
    known: HashMap<(&'static str, String), Option<String>>,
}

impl Suggestions<'_> {
    fn allowed_work(&self) -> u64 {
        let ids: u64 = self.ids.values().map(|ids| ids.len() as u64).sum();
        (ids * SUGGESTION_WORK_PER_ID).clamp(MIN_SUGGESTION_WORK, MAX_SUGGESTION_WORK)
    }

    /// Returns advice on the `missing` record: a similar id, or that the atlas has no record of the kind. `None` if no
    /// id is similar, or if the allowed work is spent.
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

/// Ids of all records of one kind, to find records by their ids.
#[derive(Debug)]
pub(super) struct Names<'a, I> {
    /// Noun for the kind of record in messages: `there is no …`.
    what: &'static str,
    /// The ids as texts, in the order of the records.
    slugs: Vec<&'a str>,
    /// Typed ids by id text in lower case: ids that differ only in case would share a file name on some systems.
    ids: HashMap<Cow<'a, str>, I>,
}

impl<'a, I: Id> Names<'a, I> {
    /// Indexes the ids `slugs`, in the order of the records. An id that occurs twice is reported.
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
                // The second record lacks an id, which has been reported where it is missing.
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

    /// Returns the record with the id `name`, or `None`; case matters.
    pub(super) fn get(&self, name: &str) -> Option<I> {
        self.ids.get(&lower(name)).copied().filter(|id| self.slugs[id.index()] == name)
    }

    /// Returns the record that `reference` gives. If there is none, reports this and returns an arbitrary id.
    pub(super) fn find(&self, reference: &Reference<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> I {
        self.get(&reference.value).unwrap_or_else(|| {
            self.report_missing(&reference.value, reference.span, diagnostics);
            I::from_index(0)
        })
    }

    /// Reports that the reference to `name` at `span` leads to no record, unless `span` is that of a placeholder.
    pub(super) fn report_missing(&self, name: &str, span: Span, diagnostics: &mut Vec<PendingDiagnostic>) {
        if span != Span::DUMMY {
            let message = format!("there is no {} `{}`", self.what, truncate(name));
            diagnostics.push(PendingDiagnostic::new(Code::DanglingId, span, message).missing(self.what, name));
        }
    }

    /// Returns the records that `references` give, without repetition. Repeated references, and those to missing
    /// records, are reported.
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

/// Returns the diagnostic of two records with the id `name`, at `places`, the span of the first and that of the second.
/// `what` is the noun for the kind of record.
pub(super) fn duplicate(what: &str, name: &str, places: [Span; 2], sources: &SourceMap) -> PendingDiagnostic {
    let [first, second] = places;
    let message = format!("this is a second {what} called `{}`", truncate(name));
    let diagnostic = PendingDiagnostic::new(Code::DuplicateId, second, message).note("the first one is at", first);
    let is_apart = first != Span::DUMMY && sources.index_of(first) != sources.index_of(second);
    if is_apart { diagnostic.help(DUPLICATE_HELP) } else { diagnostic }
}

/// Returns `name` in lower case, because file systems may treat names that differ only in case as one name.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

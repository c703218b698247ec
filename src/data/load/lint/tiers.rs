//! Warns about dates in the entry of a person that contradict each other: of affiliations that have ended, and of
//! vintages, the tiers for the time at which somebody came to the field.

use std::collections::HashMap;

use super::Warnings;
use super::years::{span, years};
use crate::data::load::raw::{Affiliation, Person, Tier};
use crate::diagnostic::{Code, PendingDiagnostic, Span, Text};

/// First and last year of each vintage tier, by the id of the tier.
pub(super) type VintageSpans<'a> = HashMap<&'a str, (i32, i32)>;

/// Returns the first and last year of each of `vintages` whose short label names years.
pub(super) fn spans<'a>(vintages: &'a [Tier<'_>]) -> VintageSpans<'a> {
    vintages.iter().filter_map(|tier| Some((tier.id.value.as_ref(), span(&tier.short.value)?))).collect()
}

/// Warns about affiliations that are marked as current although other data of `person` says that they have ended.
pub(super) fn lint(person: &Person<'_>, warnings: &mut Warnings) {
    for affiliation in person.affiliations.iter().filter(|affiliation| affiliation.current) {
        past(person, affiliation, warnings);
    }
}

/// Years named by the note on a person's vintage tier. Whether the tier covers them is checked when all tiers are
/// known.
#[derive(Debug)]
pub(super) struct VintageNote {
    vintage: Box<str>,
    years: Vec<i32>,
    span: Span,
}

impl VintageNote {
    /// Returns the years in the vintage note of `person`; `None` if there are none, or if the person's caveat mentions
    /// the vintage.
    pub(super) fn of(person: &Person<'_>) -> Option<Self> {
        let profile = person.profile.as_ref()?;
        let (vintage, note) = (profile.vintage.as_ref()?, profile.vintage_note.as_ref()?);
        let is_answered = |caveat: &Text<'_>| caveat.value.to_lowercase().contains("vintage");
        let years: Vec<i32> = years(&note.value).collect();
        let is_open = !years.is_empty() && !person.caveat.as_ref().is_some_and(is_answered);
        is_open.then(|| Self { vintage: vintage.value.as_ref().into(), years, span: note.span })
    }

    /// Warns if none of the years in the note is within the years of the vintage tier.
    pub(super) fn lint(&self, spans: &VintageSpans<'_>, warnings: &mut Warnings) {
        let Some(&(first, last)) = spans.get(&*self.vintage) else { return };
        if self.years.iter().all(|year| !(first..=last).contains(year)) {
            warnings.push(Code::VintageYears, self.span, || {
                let message = format!("every year in this note is outside the vintage `{}`", self.vintage);
                PendingDiagnostic::new(Code::VintageYears, self.span, message)
                    .help("name what happened within the vintage, or choose another one")
            });
        }
    }
}

/// Warns if `affiliation`, which is marked as current, has an end date, or if the summary or the tagline of `person`
/// says when it ended.
fn past(person: &Person<'_>, affiliation: &Affiliation<'_>, warnings: &mut Warnings) {
    let org = affiliation.org.value.split(['(', '/', ',']).next().unwrap_or_default().trim();
    let start = affiliation.start.as_ref().and_then(|start| years(&start.value).next());
    let texts = [&person.tagline.value, &person.summary.value];
    let ended = start.and_then(|start| texts.iter().find_map(|text| end_of(text, org).filter(|end| *end >= start)));
    let (message, help) = match (&affiliation.end, ended) {
        (Some(end), _) => (
            format!("this affiliation is current and ended in {}", end.shown()),
            "set `current = false`, or remove `end`",
        ),
        (None, Some(year)) => (
            format!("this affiliation is current, but the text on the person ends it in {year}"),
            "set `current = false` and add `end`, or correct the text",
        ),
        (None, None) => return,
    };
    warnings.push(Code::PastAffiliation, affiliation.org.span, || {
        PendingDiagnostic::new(Code::PastAffiliation, affiliation.org.span, message).help(help)
    });
}

/// Returns the year in which a post at `org` ended according to `text`; `None` if no clause of the text says so.
fn end_of(text: &str, org: &str) -> Option<i32> {
    const ENDS: [&str; 7] = ["former", "formerly", "left", "until", "quit", "departed", "resigned"];
    let clauses = text.split(['.', ';']).filter(|clause| !org.is_empty() && clause.contains(org));
    let is_past = |clause: &&str| {
        clause.split(|c: char| !c.is_alphabetic()).any(|word| ENDS.iter().any(|end| word.eq_ignore_ascii_case(end)))
    };
    clauses.filter(is_past).find_map(|clause| years(clause).last())
}

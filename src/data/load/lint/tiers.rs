//! Contradictory dates in the entry of a person.

use std::collections::HashMap;

use super::Warnings;
use super::years::{span, years};
use crate::data::load::raw::{Affiliation, Person, Tier};
use crate::diagnostic::{Code, PendingDiagnostic};

/// First and last year of each vintage, by its id.
pub(super) type VintageSpans<'a> = HashMap<&'a str, (i32, i32)>;

/// Returns the years of each of `vintages` whose short label names them.
pub(super) fn spans<'a>(vintages: &'a [Tier<'_>]) -> VintageSpans<'a> {
    vintages.iter().filter_map(|tier| Some((tier.id.value.as_ref(), span(&tier.short.value)?))).collect()
}

/// Warns about contradictory dates in the profile and the affiliations of `person`.
pub(super) fn lint(person: &Person<'_>, spans: &VintageSpans<'_>, warnings: &mut Warnings) {
    vintage(person, spans, warnings);
    for affiliation in person.affiliations.iter().filter(|affiliation| affiliation.current) {
        past(person, affiliation, warnings);
    }
}

/// Warns about a note on a vintage that only names years outside it, unless the caveat on the person mentions the
/// vintage.
fn vintage(person: &Person<'_>, spans: &VintageSpans<'_>, warnings: &mut Warnings) {
    let Some(profile) = &person.profile else { return };
    if person.caveat.as_ref().is_some_and(|caveat| caveat.value.to_lowercase().contains("vintage")) {
        return;
    }
    let (Some(vintage), Some(note)) = (&profile.vintage, &profile.vintage_note) else { return };
    let Some(&(first, last)) = spans.get(vintage.value.as_ref()) else { return };
    let mut named = years(&note.value).peekable();
    if named.peek().is_some() && named.all(|year| !(first..=last).contains(&year)) {
        warnings.push(Code::VintageYears, note.span, || {
            let message = format!("every year in this note is outside the vintage `{}`", vintage.value);
            PendingDiagnostic::new(Code::VintageYears, note.span, message)
                .help("name what happened within the vintage, or choose another one")
        });
    }
}

/// Warns about a current affiliation that has an end date, or whose end the summary or the tagline gives.
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

/// Returns the year in which, according to a clause of `text`, a post at `org` ended.
fn end_of(text: &str, org: &str) -> Option<i32> {
    const ENDS: [&str; 7] = ["former", "formerly", "left", "until", "quit", "departed", "resigned"];
    let clauses = text.split(['.', ';']).filter(|clause| !org.is_empty() && clause.contains(org));
    let is_past = |clause: &&str| {
        clause.split(|c: char| !c.is_alphabetic()).any(|word| ENDS.iter().any(|end| word.eq_ignore_ascii_case(end)))
    };
    clauses.filter(is_past).find_map(|clause| years(clause).last())
}

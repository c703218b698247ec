//! Converts raw people to people of the model, in which references are numbers of names for the time being.

use std::borrow::Cow;

use super::{ReferenceNames, numbered};
use crate::data::load::raw;
use crate::diagnostic::{Code, PendingDiagnostic, Span, Text};
use crate::model::{Affiliation, DoomClaim, Person, Placement, Position, Profile, Source, TimelineClaim};

/// Text of a person, borrowed from the file unless characters had to be replaced.
type PackedText<'a> = Cow<'a, str>;

/// Returns the person that `row` describes. Until the names are resolved, each reference is an id whose index is the
/// number of the referenced name in `names`.
pub(super) fn person<'a>(
    row: &'a raw::Person<'_>,
    names: &mut ReferenceNames,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Person<PackedText<'a>> {
    Person {
        slug: row.id.sanitized(),
        name: row.name.sanitized(),
        tagline: row.tagline.sanitized(),
        summary: row.summary.sanitized(),
        categories: row.categories.iter().map(Text::sanitized).collect(),
        homepage: sanitized(row.homepage.as_ref()),
        wikipedia: sanitized(row.wikipedia.as_ref()),
        handle: sanitized(row.handle.as_ref()),
        updated: sanitized(row.updated.as_ref()),
        order: row.order.map(|order| order.value),
        caveat: sanitized(row.caveat.as_ref()),
        note: sanitized(row.note.as_ref()),
        affiliations: row.affiliations.iter().map(affiliation).collect(),
        profile: row.profile.as_ref().map(|row| profile(row, names, diagnostics)),
        positions: row.position.iter().map(|row| position(row, names)).collect(),
        p_doom: row.p_doom.iter().map(|row| doom_claim(row, diagnostics)).collect(),
        timelines: row.timeline.iter().map(|row| timeline_claim(row, diagnostics)).collect(),
    }
}

/// Calls `visit` with the span of each reference in `row`: first those of the profile, then the tags of the positions.
pub(super) fn visit_references(row: &raw::Person<'_>, mut visit: impl FnMut(Span)) {
    if let Some(profile) = &row.profile {
        visit(profile.expertise.span);
        visit(profile.recognition.span);
        profile.vintage.iter().for_each(|vintage| visit(vintage.span));
    }
    row.position.iter().for_each(|position| visit(position.tag.span));
}

fn sanitized<'a, K>(text: Option<&'a Text<'_, K>>) -> Option<PackedText<'a>> {
    text.map(Text::sanitized)
}

fn profile<'a>(
    row: &'a raw::Profile<'_>,
    names: &mut ReferenceNames,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Profile<PackedText<'a>> {
    let expertise = numbered(&mut names.expertise, &row.expertise.value);
    let recognition = numbered(&mut names.recognition, &row.recognition.value);
    let vintage = row.vintage.as_ref().map(|vintage| numbered(&mut names.vintages, &vintage.value));
    if let (None, Some(note)) = (&row.vintage, &row.vintage_note) {
        let message = "a note on a vintage needs the key `vintage`";
        diagnostics.push(PendingDiagnostic::new(Code::MissingKey, note.span, message));
    }
    Profile {
        expertise: Placement { tier: expertise, note: sanitized(row.expertise_note.as_ref()) },
        recognition: Placement { tier: recognition, note: sanitized(row.recognition_note.as_ref()) },
        vintage: vintage.map(|tier| Placement { tier, note: sanitized(row.vintage_note.as_ref()) }),
    }
}

fn position<'a>(row: &'a raw::Position<'_>, names: &mut ReferenceNames) -> Position<PackedText<'a>> {
    Position {
        tag: numbered(&mut names.tags, &row.tag.value),
        stance: row.stance.value,
        tentative: row.tentative,
        claim: row.claim.sanitized(),
        caveat: sanitized(row.caveat.as_ref()),
        sources: row.source.iter().map(source).collect(),
    }
}

fn affiliation<'a>(row: &'a raw::Affiliation<'_>) -> Affiliation<PackedText<'a>> {
    Affiliation {
        org: row.org.sanitized(),
        role: sanitized(row.role.as_ref()),
        start: sanitized(row.start.as_ref()),
        end: sanitized(row.end.as_ref()),
        current: row.current,
    }
}

fn source<'a>(row: &'a raw::Source<'_>) -> Source<PackedText<'a>> {
    Source {
        title: row.title.sanitized(),
        url: sanitized(row.url.as_ref()),
        medium: row.medium.value,
        publisher: sanitized(row.publisher.as_ref()),
        stated: sanitized(row.stated.as_ref()),
        date: sanitized(row.date.as_ref()),
        fidelity: row.fidelity.map(|fidelity| fidelity.value),
        passages: row.passages.map_or(1, |passages| passages.value),
        caveat: sanitized(row.caveat.as_ref()),
    }
}

fn doom_claim<'a>(row: &'a raw::DoomClaim<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> DoomClaim<PackedText<'a>> {
    let (low, high) = (row.low, row.high);
    if low.value > high.value && !low.is_missing() && !high.is_missing() {
        diagnostics.push(PendingDiagnostic::new(Code::BackwardRange, low.span, "`low` is above `high`"));
    }
    DoomClaim {
        low: low.value,
        high: high.value,
        date: sanitized(row.date.as_ref()),
        definition: sanitized(row.definition.as_ref()),
        source: row.source.as_ref().map(source),
    }
}

fn timeline_claim<'a>(
    row: &'a raw::TimelineClaim<'_>,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> TimelineClaim<PackedText<'a>> {
    if let (Some(from), Some(to)) = (row.from, row.to)
        && from.value > to.value
        && !from.is_missing()
        && !to.is_missing()
    {
        diagnostics.push(PendingDiagnostic::new(Code::BackwardRange, from.span, "`from` is after `to`"));
    }
    TimelineClaim {
        milestone: row.milestone.sanitized(),
        from: row.from.map(|year| year.value),
        to: row.to.map(|year| year.value),
        probability: row.probability.map(|probability| probability.value),
        date: sanitized(row.date.as_ref()),
        source: row.source.as_ref().map(source),
    }
}

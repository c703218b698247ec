//! Resolving people.

use super::names::NameIndex;
use super::vocabulary::shown;
use crate::data::load::raw::{self, Date, WebLink};
use crate::diagnostic::{Code, PendingDiagnostic, Text};
use crate::model::{Affiliation, DoomClaim, Person, Placement, Position, Profile, Source, TimelineClaim};

impl NameIndex<'_> {
    pub(super) fn person(&self, row: &raw::Person<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Person {
        Person {
            slug: row.id.shown(),
            name: row.name.shown(),
            tagline: row.tagline.shown(),
            summary: row.summary.shown(),
            categories: row.categories.iter().map(Text::shown).collect(),
            homepage: row.homepage.as_ref().map(WebLink::shown),
            wikipedia: row.wikipedia.as_ref().map(WebLink::shown),
            handle: shown(row.handle.as_ref()),
            updated: row.updated.as_ref().map(Date::shown),
            order: row.order.map(|order| order.value),
            caveat: shown(row.caveat.as_ref()),
            note: shown(row.note.as_ref()),
            affiliations: row.affiliations.iter().map(affiliation).collect(),
            profile: row.profile.as_ref().map(|row| self.profile(row, diagnostics)),
            positions: row.position.iter().map(|row| self.position(row, diagnostics)).collect(),
            p_doom: row.p_doom.iter().map(|row| doom_claim(row, diagnostics)).collect(),
            timelines: row.timeline.iter().map(|row| timeline_claim(row, diagnostics)).collect(),
        }
    }

    fn profile(&self, row: &raw::Profile<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Profile {
        let expertise = self.expertise.find(&row.expertise, diagnostics);
        let recognition = self.recognition.find(&row.recognition, diagnostics);
        let vintage = row.vintage.as_ref().map(|vintage| self.vintages.find(vintage, diagnostics));
        if let (None, Some(note)) = (&row.vintage, &row.vintage_note) {
            let message = "a note on a vintage needs the key `vintage`";
            diagnostics.push(PendingDiagnostic::new(Code::MissingKey, note.span, message));
        }
        Profile {
            expertise: Placement { tier: expertise, note: shown(row.expertise_note.as_ref()) },
            recognition: Placement { tier: recognition, note: shown(row.recognition_note.as_ref()) },
            vintage: vintage.map(|tier| Placement { tier, note: shown(row.vintage_note.as_ref()) }),
        }
    }

    fn position(&self, row: &raw::Position<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Position {
        Position {
            tag: self.tags.find(&row.tag, diagnostics),
            stance: row.stance.value,
            tentative: row.tentative,
            claim: row.claim.shown(),
            caveat: shown(row.caveat.as_ref()),
            sources: row.source.iter().map(source).collect(),
        }
    }
}

fn affiliation(row: &raw::Affiliation<'_>) -> Affiliation {
    Affiliation {
        org: row.org.shown(),
        role: shown(row.role.as_ref()),
        start: row.start.as_ref().map(Date::shown),
        end: row.end.as_ref().map(Date::shown),
        current: row.current,
    }
}

fn source(row: &raw::Source<'_>) -> Source {
    Source {
        title: row.title.shown(),
        url: row.url.as_ref().map(WebLink::shown),
        medium: row.medium.value,
        publisher: shown(row.publisher.as_ref()),
        stated: row.stated.as_ref().map(Date::shown),
        date: row.date.as_ref().map(Date::shown),
        fidelity: row.fidelity.map(|fidelity| fidelity.value),
        passages: row.passages.map_or(1, |passages| passages.value),
        caveat: shown(row.caveat.as_ref()),
    }
}

fn doom_claim(row: &raw::DoomClaim<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> DoomClaim {
    let (low, high) = (row.low, row.high);
    if low.value > high.value && !low.is_missing() && !high.is_missing() {
        diagnostics.push(PendingDiagnostic::new(Code::BackwardRange, low.span, "`low` is above `high`"));
    }
    DoomClaim {
        low: low.value,
        high: high.value,
        date: row.date.as_ref().map(Date::shown),
        definition: shown(row.definition.as_ref()),
        source: row.source.as_ref().map(source),
    }
}

fn timeline_claim(row: &raw::TimelineClaim<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> TimelineClaim {
    if let (Some(from), Some(to)) = (row.from, row.to)
        && from.value > to.value
        && !from.is_missing()
        && !to.is_missing()
    {
        diagnostics.push(PendingDiagnostic::new(Code::BackwardRange, from.span, "`from` is after `to`"));
    }
    TimelineClaim {
        milestone: row.milestone.shown(),
        from: row.from.map(|year| year.value),
        to: row.to.map(|year| year.value),
        probability: row.probability.map(|probability| probability.value),
        date: row.date.as_ref().map(Date::shown),
        source: row.source.as_ref().map(source),
    }
}

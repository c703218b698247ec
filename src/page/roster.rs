//! Lists of people: filtered and ordered as the lens says, with badges.

use crate::graph::Graph;
use crate::model::{Id, PersonId, Position, TagId};

use super::badges;
use super::block::{Badge, Inline, Item};
use super::draft::Draft;
use super::inline;
use super::lens::{Lens, PeopleOrder};
use super::place::Place;

/// Whether the page of `place` lists anyone whom `lens` admits.
pub fn lists_anyone(graph: &Graph, place: Place, lens: &Lens) -> bool {
    let tag;
    let about: &[TagId] = match place {
        Place::Strategy(id) => graph.tags_of(id),
        Place::Tag(id) => {
            tag = [id];
            &tag
        }
        _ => &[],
    };
    let roster = Roster::new(graph, lens, about);
    graph.people_by_name().iter().any(|&person| roster.positions(person).next().is_some() && roster.admits(person))
}

/// How the people of one page are listed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Roster<'a> {
    graph: &'a Graph,
    lens: &'a Lens,
    /// The tags that the page is about. A page about none is about every position.
    about: &'a [TagId],
}

impl<'a> Roster<'a> {
    pub(super) fn new(graph: &'a Graph, lens: &'a Lens, about: &'a [TagId]) -> Self {
        Self { graph, lens, about }
    }

    /// Adds `people` to `draft`, each with a note, and says what the lens leaves out.
    pub(super) fn list(&self, draft: &mut Draft, people: &[PersonId], note: impl Fn(PersonId) -> Inline) {
        let shown = self.select(people);
        draft.caption(&self.caption(shown.len(), people.len()));
        if shown.is_empty() && !people.is_empty() {
            draft.notice("Nobody here matches the filter.");
        }
        draft.list(shown.iter().map(|&person| self.item(person, note(person))));
    }

    /// Those of `people` that the lens admits, in its order.
    pub(super) fn select(&self, people: &[PersonId]) -> Vec<PersonId> {
        let mut shown: Vec<PersonId> = people.iter().copied().filter(|&person| self.admits(person)).collect();
        shown.sort_unstable_by_key(|&person| (self.standing(person), self.graph.name_rank(person)));
        shown
    }

    /// Someone's positions on what the page is about.
    pub(super) fn positions(&self, person: PersonId) -> impl Iterator<Item = &'a Position> {
        let about = self.about;
        let positions = &self.graph.atlas.people[person].positions;
        positions.iter().filter(move |position| about.is_empty() || about.contains(&position.tag))
    }

    fn admits(&self, person: PersonId) -> bool {
        let profile = self.graph.atlas.people[person].profile.as_ref();
        let Lens { expertise, recognition, stance, .. } = *self.lens;
        expertise.is_none_or(|tier| profile.is_some_and(|profile| profile.expertise.tier == tier))
            && recognition.is_none_or(|tier| profile.is_some_and(|profile| profile.recognition.tier == tier))
            && stance.is_none_or(|stance| self.positions(person).any(|position| position.stance == stance))
    }

    /// What someone is ordered by before their name; less is higher up.
    fn standing(&self, person: PersonId) -> usize {
        let profile = self.graph.atlas.people[person].profile.as_ref();
        match self.lens.order {
            PeopleOrder::ProfiledFirst => usize::from(profile.is_none()),
            PeopleOrder::Recognition => profile.map_or(usize::MAX, |profile| profile.recognition.tier.index()),
            PeopleOrder::Expertise => profile.map_or(usize::MAX, |profile| profile.expertise.tier.index()),
            PeopleOrder::Name => 0,
        }
    }

    fn item(&self, person: PersonId, note: Inline) -> Item {
        let atlas = &self.graph.atlas;
        let mut badges = badges::tiers(atlas, person);
        if !self.about.is_empty() {
            badges.extend(self.stance(person));
        }
        Item { text: vec![inline::to(atlas, Place::Person(person))], badges, note }
    }

    /// The stance of someone's first position, and whether all of them are tentative.
    fn stance(&self, person: PersonId) -> impl Iterator<Item = Badge> {
        let first = self.positions(person).next();
        let tentative = first.is_some() && self.positions(person).all(|position| position.tentative);
        first.and_then(|position| badges::stance(position.stance)).into_iter().chain(tentative.then(badges::tentative))
    }

    /// What the lens does to this list, if it does anything.
    fn caption(&self, shown: usize, of: usize) -> String {
        let atlas = &self.graph.atlas;
        let Lens { order, expertise, recognition, stance, .. } = *self.lens;
        let filters: Vec<&str> = [
            expertise.map(|tier| atlas.expertise[tier].label.as_str()),
            recognition.map(|tier| atlas.recognition[tier].label.as_str()),
            stance.map(crate::model::Stance::label),
        ]
        .into_iter()
        .flatten()
        .collect();
        let ordered = (order != PeopleOrder::default()).then(|| order.label());
        match (filters.is_empty(), ordered) {
            (true, None) => String::new(),
            (true, Some(ordered)) => inline::sentence(ordered),
            (false, None) => format!("Only {}: {shown} of {of}.", filters.join(", ")),
            (false, Some(ordered)) => format!("Only {}: {shown} of {of}, {ordered}.", filters.join(", ")),
        }
    }
}

//! Lists of people: filtered and ordered as the lens says, with badges.

use crate::graph::{Graph, PeopleOrder, order_people};
use crate::model::{PersonId, Position, TagId};

use super::badges;
use super::draft::{Draft, MOST};
use super::inline;
use super::lens::Lens;
use crate::document::{Badge, Inline, Item};

/// How the people of one page are listed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Roster<'a> {
    graph: &'a Graph,
    lens: &'a Lens,
    /// The tags that the page is about. A page about none is about every position.
    about: &'a [TagId],
    /// The order where the lens has none of its own.
    usual: PeopleOrder,
}

impl<'a> Roster<'a> {
    pub(super) fn new(graph: &'a Graph, lens: &'a Lens, about: &'a [TagId], usual: PeopleOrder) -> Self {
        Self { graph, lens, about, usual }
    }

    /// Adds `people` to `draft`, each with a note, and says what the lens leaves out.
    pub(super) fn list(&self, draft: &mut Draft, people: &[PersonId], note: impl Fn(PersonId) -> Inline) {
        let shown = self.select(people);
        draft.caption(&self.caption(shown.len(), people.len()));
        if shown.is_empty() && !people.is_empty() {
            draft.notice("Nobody here matches the filter.");
        }
        self.items(draft, shown, note);
    }

    /// Adds people who have been selected already.
    pub(super) fn items(&self, draft: &mut Draft, mut people: Vec<PersonId>, note: impl Fn(PersonId) -> Inline) {
        order_people(self.graph, self.lens.order_over(self.usual), &mut people, MOST);
        draft.list(people.iter().map(|&person| self.item(person, note(person))));
    }

    /// Those of `people` that the lens admits, in no order of their own.
    pub(super) fn select(&self, people: &[PersonId]) -> Vec<PersonId> {
        people.iter().copied().filter(|&person| self.admits(person)).collect()
    }

    /// Whether the lens admits any of `people`.
    pub(super) fn admits_any(&self, people: &[PersonId]) -> bool {
        people.iter().any(|&person| self.admits(person))
    }

    /// Someone's positions on what the page is about.
    pub(super) fn positions(&self, person: PersonId) -> impl Iterator<Item = &'a Position> {
        let about = self.about;
        let positions = &self.graph.atlas.people[person].positions;
        positions.iter().filter(move |position| about.is_empty() || about.contains(&position.tag))
    }

    /// Whether all of someone's positions on what the page is about are tentative; who has none is not.
    pub(super) fn is_tentative(&self, person: PersonId) -> bool {
        if self.about.is_empty() {
            return self.graph.is_tentative(person);
        }
        let mut positions = self.positions(person).peekable();
        positions.peek().is_some() && positions.all(|position| position.tentative)
    }

    fn admits(&self, person: PersonId) -> bool {
        let profile = self.graph.atlas.people[person].profile.as_ref();
        let Lens { order: _, expertise, recognition, vintage, stance, stated, found, pairs: _ } = self.lens;
        expertise.is_none_or(|tier| profile.is_some_and(|profile| profile.expertise.tier == tier))
            && recognition.is_none_or(|tier| profile.is_some_and(|profile| profile.recognition.tier == tier))
            && vintage.is_none_or(|tier| {
                profile.and_then(|profile| profile.vintage.as_ref()).is_some_and(|placement| placement.tier == tier)
            })
            && stance.is_none_or(|stance| self.positions(person).any(|position| position.stance == stance))
            && !(*stated && self.is_tentative(person))
            && found.as_ref().is_none_or(|found| found.people.binary_search(&person).is_ok())
    }

    fn item(&self, person: PersonId, note: Inline) -> Item {
        let atlas = &self.graph.atlas;
        let mut badges = badges::tiers(atlas, person);
        if self.about.is_empty() {
            badges.extend(badges::vintage(atlas, person));
        } else {
            badges.extend(self.stance(person));
        }
        Item { text: vec![inline::to(atlas, person)], badges, note }
    }

    /// The stance of someone's first position, and whether all of them are tentative.
    fn stance(&self, person: PersonId) -> impl Iterator<Item = Badge> {
        let first = self.positions(person).next();
        let tentative = self.is_tentative(person).then(badges::tentative);
        first.and_then(|position| badges::stance(position.stance)).into_iter().chain(tentative)
    }

    /// What the lens does to a list of `of`, if it does anything.
    pub(super) fn caption(&self, shown: usize, of: usize) -> String {
        let filters = self.filters();
        let order = self.lens.order_over(self.usual);
        let ordered = (order != self.usual).then(|| order.label());
        match (filters.is_empty(), ordered) {
            (true, None) => String::new(),
            (true, Some(ordered)) => inline::sentence(ordered),
            (false, None) => format!("Only {}: {shown} of {of}.", filters.join(", ")),
            (false, Some(ordered)) => format!("Only {}: {shown} of {of}, {ordered}.", filters.join(", ")),
        }
    }

    /// What the lens asks of people, in words.
    fn filters(&self) -> Vec<String> {
        let atlas = &self.graph.atlas;
        let Lens { order: _, expertise, recognition, vintage, stance, stated, found, pairs: _ } = self.lens;
        [
            expertise.map(|tier| atlas.expertise[tier].label.clone()),
            recognition.map(|tier| atlas.recognition[tier].label.clone()),
            vintage.map(|tier| atlas.vintages[tier].label.clone()),
            stance.map(|stance| stance.label().to_owned()),
            stated.then(|| "not wholly tentative".to_owned()),
            found.as_ref().map(|found| format!("found by {}", found.query.trim())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

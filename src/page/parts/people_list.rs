//! Lists of people: filtered and ordered by the view options, with badges.

use crate::graph::{Graph, PeopleOrder, order_people};
use crate::model::{PersonId, Position, TagId};

use crate::document::{Badge, Inline, Item, MAX_ITEMS, PageBuilder, sentence};
use crate::page::parts::badges;
use crate::page::parts::inline;
use crate::page::view_options::ViewOptions;

/// How the people of one page are listed.
#[derive(Clone, Copy, Debug)]
pub(in crate::page) struct PeopleList<'a> {
    graph: &'a Graph,
    options: &'a ViewOptions,
    /// The tags that the page is about. A page about none is about every position.
    about: &'a [TagId],
    /// The order unless the options name one.
    usual: PeopleOrder,
}

impl<'a> PeopleList<'a> {
    pub(in crate::page) fn new(
        graph: &'a Graph,
        options: &'a ViewOptions,
        about: &'a [TagId],
        usual: PeopleOrder,
    ) -> Self {
        Self { graph, options, about, usual }
    }

    /// Adds `people` to `page`, each with a note, and a caption on those left out.
    pub(in crate::page) fn list(&self, page: &mut PageBuilder, people: &[PersonId], note: impl Fn(PersonId) -> Inline) {
        let shown = self.select(people);
        page.caption(&self.caption(shown.len(), people.len()));
        if shown.is_empty() && !people.is_empty() {
            page.notice("Nobody here matches the filter.");
        }
        self.items(page, shown, note);
    }

    /// Adds people who have been selected already.
    pub(in crate::page) fn items(
        &self,
        page: &mut PageBuilder,
        mut people: Vec<PersonId>,
        note: impl Fn(PersonId) -> Inline,
    ) {
        order_people(self.graph, self.options.order_over(self.usual), &mut people, MAX_ITEMS);
        page.list(people.iter().map(|&person| self.item(person, note(person))));
    }

    /// The people that the options admit, in the given order.
    pub(in crate::page) fn select(&self, people: &[PersonId]) -> Vec<PersonId> {
        people.iter().copied().filter(|&person| self.admits(person)).collect()
    }

    /// Whether the options admit any of `people`.
    pub(in crate::page) fn admits_any(&self, people: &[PersonId]) -> bool {
        people.iter().any(|&person| self.admits(person))
    }

    /// Someone's positions on what the page is about.
    pub(in crate::page) fn positions(&self, person: PersonId) -> impl Iterator<Item = &'a Position> {
        let about = self.about;
        let positions = &self.graph.atlas.people[person].positions;
        positions.iter().filter(move |position| about.is_empty() || about.contains(&position.tag))
    }

    /// Whether all of someone's positions on what the page is about are tentative; who has none is not.
    pub(in crate::page) fn is_tentative(&self, person: PersonId) -> bool {
        if self.about.is_empty() {
            return self.graph.is_tentative(person);
        }
        let mut positions = self.positions(person).peekable();
        positions.peek().is_some() && positions.all(|position| position.tentative)
    }

    fn admits(&self, person: PersonId) -> bool {
        let profile = self.graph.atlas.people[person].profile.as_ref();
        let ViewOptions { order: _, expertise, recognition, vintage, stance, stated, found, pairs: _ } = self.options;
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

    /// The caption of a list with `shown` of `of` people; empty if the options change nothing.
    pub(in crate::page) fn caption(&self, shown: usize, of: usize) -> String {
        let filters = self.filters();
        let order = self.options.order_over(self.usual);
        let ordered = (order != self.usual).then(|| order.label());
        match (filters.is_empty(), ordered) {
            (true, None) => String::new(),
            (true, Some(ordered)) => sentence(ordered),
            (false, None) => format!("Only {}: {shown} of {of}.", filters.join(", ")),
            (false, Some(ordered)) => format!("Only {}: {shown} of {of}, {ordered}.", filters.join(", ")),
        }
    }

    /// The filters of the options, in words.
    fn filters(&self) -> Vec<String> {
        let atlas = &self.graph.atlas;
        let ViewOptions { order: _, expertise, recognition, vintage, stance, stated, found, pairs: _ } = self.options;
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

//! What pages sort, filter and count people by, in columns: looking at everyone unpacks nobody.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::{DoomClaim, Id, People, PersonId, PersonView, Position};

use super::Graph;

/// Facts on everyone.
#[derive(Clone, Debug)]
pub(super) struct PeopleFacts {
    people: Vec<PersonFacts>,
    /// The dates of updates, in order.
    dates: Vec<Box<str>>,
    /// People with a p(doom), in file order.
    with_p_doom: Vec<PersonId>,
    /// People with a timeline, in file order.
    with_timeline: Vec<PersonId>,
}

/// Facts on one person.
#[derive(Clone, Copy, Debug)]
struct PersonFacts {
    /// Midpoint of the first p(doom).
    p_doom: Option<f64>,
    /// Number of quoted passages behind the positions.
    passages: u32,
    /// Rank of the date of the update, from 1; 0 without one.
    updated: u32,
    /// Whether the person has positions and all of them are tentative.
    is_tentative: bool,
    has_timeline: bool,
}

impl PersonFacts {
    fn of(person: &PersonView<'_>, updated: u32) -> Self {
        let positions = &person.positions;
        Self {
            p_doom: person.p_doom.first().map(DoomClaim::midpoint),
            passages: positions.iter().map(Position::passages).sum(),
            updated,
            is_tentative: !positions.is_empty() && positions.iter().all(|position| position.tentative),
            has_timeline: !person.timelines.is_empty(),
        }
    }
}

impl PeopleFacts {
    /// Unpacks everyone once, in `O(n log d)` with `d` different dates of updates.
    pub(super) fn new(people: &People) -> Self {
        let updates = people.by_block(|ids| ids.filter_map(|id| people.view(id).updated).collect::<BTreeSet<&str>>());
        let dates: BTreeSet<&str> = updates.into_iter().flatten().collect();
        let dates: Vec<Box<str>> = dates.into_iter().map(Box::from).collect();
        let facts: Vec<PersonFacts> = people.map(|_, person| {
            let rank = person.updated.map_or(0, |date| 1 + dates.partition_point(|known| **known < *date));
            PersonFacts::of(&person, u32::try_from(rank).unwrap_or(u32::MAX))
        });
        let who = |has: fn(&PersonFacts) -> bool| people.ids().filter(|id| has(&facts[id.index()])).collect();
        Self {
            with_p_doom: who(|facts| facts.p_doom.is_some()),
            with_timeline: who(|facts| facts.has_timeline),
            people: facts,
            dates,
        }
    }

    /// Returns the number of different dates of updates.
    pub(super) fn dates(&self) -> usize {
        self.dates.len()
    }

    /// Returns the rank of the date of the update of a person, earliest first; 0 without one.
    pub(super) fn update_rank(&self, person: PersonId) -> u32 {
        self.people[person.index()].updated
    }
}

impl Graph {
    /// Returns the date of the last update of a person, as written.
    pub fn updated(&self, person: PersonId) -> Option<&str> {
        let at = (self.facts.update_rank(person) as usize).checked_sub(1)?;
        self.facts.dates.get(at).map(AsRef::as_ref)
    }

    /// Returns the midpoint of the first p(doom) of `person`, from 0 to 1, or `None` if there is none.
    pub fn p_doom(&self, person: PersonId) -> Option<f64> {
        self.facts.people[person.index()].p_doom
    }

    /// Counts the quoted passages behind all positions of a person.
    pub fn passages(&self, person: PersonId) -> usize {
        self.facts.people[person.index()].passages as usize
    }

    /// Returns the rank of a person among equals: the highest recognition first, then the most passages, then by name.
    pub fn prominence(&self, person: PersonId) -> impl Ord + use<> {
        let tier = self.atlas.people.tiers(person).map_or(usize::MAX, |tiers| tiers.recognition.index());
        (tier, Reverse(self.passages(person)), self.name_rank(person))
    }

    /// Returns whether a person has positions and all of them are tentative.
    pub fn is_tentative(&self, person: PersonId) -> bool {
        self.facts.people[person.index()].is_tentative
    }

    /// Returns the people with a p(doom), in file order.
    pub fn people_with_p_doom(&self) -> &[PersonId] {
        &self.facts.with_p_doom
    }

    /// Returns the people with a timeline, in file order.
    pub fn people_with_timeline(&self) -> &[PersonId] {
        &self.facts.with_timeline
    }
}

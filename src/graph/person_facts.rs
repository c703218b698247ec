//! What pages sort, filter and count people by, in columns, so that nobody has to be unpacked for it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::model::{DoomClaim, Id, PersonId, PersonView, Position};

use super::Graph;
use super::claim_figures::ClaimFigures;

/// Facts on everyone.
#[derive(Clone, Debug)]
pub(super) struct PeopleFacts {
    people: Vec<PersonFacts>,
    /// The dates of updates, in order.
    dates: Vec<Box<str>>,
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
}

impl PersonFacts {
    /// Returns the facts on `person`; the date of the update is the one with the number `updated`.
    fn of(person: &PersonView<'_>, updated: u32) -> Self {
        let positions = &person.positions;
        Self {
            p_doom: person.p_doom.first().map(DoomClaim::midpoint),
            passages: positions.iter().map(Position::passages).sum(),
            updated,
            is_tentative: !positions.is_empty() && positions.iter().all(|position| position.tentative),
        }
    }
}

/// Facts on the people of one block.
#[derive(Debug, Default)]
pub(super) struct BlockFacts<'a> {
    /// In place of the rank of a date they have its number in `dates`.
    people: Vec<PersonFacts>,
    /// The different dates of updates, numbered from 1 in the order in which they come.
    dates: HashMap<&'a str, u32>,
}

impl<'a> BlockFacts<'a> {
    pub(super) fn add(&mut self, person: &PersonView<'a>) {
        let next = u32::try_from(self.dates.len() + 1).unwrap_or(u32::MAX);
        let updated = person.updated.map_or(0, |date| *self.dates.entry(date).or_insert(next));
        self.people.push(PersonFacts::of(person, updated));
    }
}

impl PeopleFacts {
    /// Joins the facts on the people of all blocks, which are in order. `O(n + b log b)` with `b` different dates of
    /// updates in all blocks.
    pub(super) fn new(blocks: Vec<BlockFacts<'_>>) -> Self {
        let dates: BTreeSet<&str> = blocks.iter().flat_map(|block| block.dates.keys().copied()).collect();
        let dates: Vec<Box<str>> = dates.into_iter().map(Box::from).collect();
        let mut people = Vec::with_capacity(blocks.iter().map(|block| block.people.len()).sum());
        for block in blocks {
            let mut ranks = vec![0; block.dates.len() + 1];
            for (date, number) in block.dates {
                let rank = 1 + dates.partition_point(|known| **known < *date);
                ranks[number as usize] = u32::try_from(rank).unwrap_or(u32::MAX);
            }
            people.extend(block.people.into_iter().map(|facts| {
                let updated = ranks[facts.updated as usize];
                PersonFacts { updated, ..facts }
            }));
        }
        Self { people, dates }
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

    /// Returns the midpoint of the first p(doom) listed for `person`, from 0 to 1, or `None` if there is none.
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

    /// Returns the figures of every p(doom), in file order of the people.
    pub fn p_dooms(&self) -> &[ClaimFigures] {
        &self.p_dooms
    }

    /// Returns the figures of every timeline, in file order of the people.
    pub fn timelines(&self) -> &[ClaimFigures] {
        &self.timelines
    }

    /// Counts the people with a p(doom).
    pub fn count_with_p_doom(&self) -> usize {
        people(&self.p_dooms)
    }

    /// Counts the people with a timeline.
    pub fn count_with_timeline(&self) -> usize {
        people(&self.timelines)
    }
}

/// Counts the people of `claims`; those of one person are together.
fn people(claims: &[ClaimFigures]) -> usize {
    claims.chunk_by(|a, b| a.person == b.person).count()
}

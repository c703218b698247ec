//! Facts by which pages sort, filter and count people, stored for all people so that nobody has to be unpacked for
//! this.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::model::{DoomClaim, Id, PersonId, PersonView, Position};

/// Facts on all people of an atlas.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PeopleFacts {
    pub(super) people: Vec<PersonFacts>,
    /// Different dates of last updates, earliest first.
    pub(super) dates: Vec<Box<str>>,
}

/// Facts on one person by which pages sort, filter and count.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct PersonFacts {
    /// Midpoint of the person's first p(doom), from 0 to 1; `None` if there is none.
    pub(super) p_doom: Option<f64>,
    /// Number of quoted passages that support the person's positions.
    pub(super) passages: u32,
    /// Rank of the date of the person's last update among all such dates, from 1; 0 if there is no date.
    pub(super) updated: u32,
    /// Whether the person has positions and all of them are tentative.
    pub(super) is_tentative: bool,
}

impl PersonFacts {
    /// Returns the facts on `person`, with `updated` as the number of the date of the last update.
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

/// Facts on the people of one block, that is, of a part of the packed people.
#[derive(Debug, Default)]
pub(super) struct BlockFacts<'a> {
    /// Facts on the people, in which `updated` is a number in `dates`, since ranks are only known when all blocks are.
    people: Vec<PersonFacts>,
    /// Different dates of last updates, numbered from 1 in the order in which they occur.
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
    /// Joins the facts on the people of all blocks, in the order of the atlas. `O(n + b log b)`, where `b` is the sum
    /// of the numbers of different dates in the blocks.
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

    /// Returns the rank of the date of a person's last update, from 1 for the earliest date; 0 if there is no date.
    pub(super) fn update_rank(&self, person: PersonId) -> u32 {
        self.people[person.index()].updated
    }
}

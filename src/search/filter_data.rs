//! Data of people for filters, in the order of the index, so that a filter reads memory sequentially and follows no
//! pointer for each of a million people.

use crate::model::{ExpertiseId, Person, Position, Profile, RecognitionId, Stance, TagId, VintageId};

/// Filter data of the people of one shard, by entry.
#[derive(Clone, Debug, Default)]
pub(super) struct FilterDataColumns {
    tiers: Vec<Option<Tiers>>,
    has_p_doom: Vec<bool>,
    has_video: Vec<bool>,
    held: Vec<PositionKey>,
    /// End of the positions of each entry.
    ends: Vec<u32>,
}

/// Tiers of a profiled person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tiers {
    pub(super) expertise: ExpertiseId,
    pub(super) recognition: RecognitionId,
    pub(super) vintage: Option<VintageId>,
}

/// Position of a person, as filters see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PositionKey {
    pub(super) tag: TagId,
    pub(super) stance: Stance,
    pub(super) tentative: bool,
}

/// Filter data of one person.
#[derive(Clone, Copy, Debug)]
pub(super) struct PersonFilterData<'a> {
    pub(super) tiers: Option<Tiers>,
    pub(super) has_p_doom: bool,
    pub(super) has_video: bool,
    pub(super) held: &'a [PositionKey],
}

impl FilterDataColumns {
    /// Adds an entry: the data of `person`, or none for another kind of entry.
    pub(super) fn push(&mut self, person: Option<&Person>) {
        let tiers = |profile: &Profile| Tiers {
            expertise: profile.expertise.tier,
            recognition: profile.recognition.tier,
            vintage: profile.vintage.as_ref().map(|placed| placed.tier),
        };
        let held = |position: &Position| PositionKey {
            tag: position.tag,
            stance: position.stance,
            tentative: position.tentative,
        };
        self.tiers.push(person.and_then(|person| person.profile.as_ref()).map(tiers));
        self.has_p_doom.push(person.is_some_and(|person| !person.p_doom.is_empty()));
        self.has_video.push(person.is_some_and(Person::has_video));
        self.held.extend(person.map_or(&[][..], |person| &person.positions).iter().map(held));
        // A shard has a few thousand people, and nobody has a million positions.
        self.ends.push(u32::try_from(self.held.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn of(&self, entry: usize) -> PersonFilterData<'_> {
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        PersonFilterData {
            tiers: self.tiers[entry],
            has_p_doom: self.has_p_doom[entry],
            has_video: self.has_video[entry],
            held: &self.held[start..self.ends[entry] as usize],
        }
    }

    pub(super) fn clear(&mut self) {
        self.tiers.clear();
        self.has_p_doom.clear();
        self.has_video.clear();
        self.held.clear();
        self.ends.clear();
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&self.tiers[..])
            + size_of_val(&self.has_p_doom[..])
            + size_of_val(&self.has_video[..])
            + size_of_val(&self.held[..])
            + size_of_val(&self.ends[..])
    }
}

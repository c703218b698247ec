//! Data of people that filters of a query test, in the order of the index, so that filters read memory sequentially and
//! do not follow a pointer for each person.

use crate::model::{ExpertiseId, Person, Position, Profile, RecognitionId, Stance, TagId, VintageId};

/// Filter data of all entries in one shard (a consecutive part of the index). Only people have data; other entries have
/// empty rows.
#[derive(Clone, Debug, Default)]
pub(super) struct FilterDataColumns {
    people: Vec<PersonRow>,
    position_keys: Vec<PositionKey>,
}

/// Filter data of one entry, except its positions.
#[derive(Clone, Copy, Debug)]
struct PersonRow {
    tiers: Option<Tiers>,
    has_p_doom: bool,
    has_video: bool,
    /// Index in `position_keys` after the last position of this entry; its first follows the last of the entry before.
    end: u32,
}

/// Tiers (grades of expertise and recognition) and vintage of a person with a profile.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tiers {
    pub(super) expertise: ExpertiseId,
    pub(super) recognition: RecognitionId,
    pub(super) vintage: Option<VintageId>,
}

/// Data of one position of a person that filters test.
#[derive(Clone, Copy, Debug)]
pub(super) struct PositionKey {
    pub(super) tag: TagId,
    pub(super) stance: Stance,
    pub(super) tentative: bool,
}

/// Filter data of one person; empty for other entries.
#[derive(Clone, Copy, Debug)]
pub(super) struct PersonFilterData<'a> {
    pub(super) tiers: Option<Tiers>,
    pub(super) has_p_doom: bool,
    pub(super) has_video: bool,
    pub(super) position_keys: &'a [PositionKey],
}

impl FilterDataColumns {
    /// Adds the data of the next entry: that of `person`, or empty data if the entry is no person.
    pub(super) fn push(&mut self, person: Option<&Person>) {
        let tiers = |profile: &Profile| Tiers {
            expertise: profile.expertise.tier,
            recognition: profile.recognition.tier,
            vintage: profile.vintage.as_ref().map(|placed| placed.tier),
        };
        let key_of = |position: &Position| PositionKey {
            tag: position.tag,
            stance: position.stance,
            tentative: position.tentative,
        };
        self.position_keys.extend(person.map_or(&[][..], |person| &person.positions).iter().map(key_of));
        self.people.push(PersonRow {
            tiers: person.and_then(|person| person.profile.as_ref()).map(tiers),
            has_p_doom: person.is_some_and(|person| !person.p_doom.is_empty()),
            has_video: person.is_some_and(Person::has_video),
            // The conversion never fails: a shard has a few thousand people, and nobody has a million positions.
            end: u32::try_from(self.position_keys.len()).unwrap_or(u32::MAX),
        });
    }

    pub(super) fn of(&self, entry: usize) -> PersonFilterData<'_> {
        let start = entry.checked_sub(1).map_or(0, |before| self.people[before].end as usize);
        let PersonRow { tiers, has_p_doom, has_video, end } = self.people[entry];
        PersonFilterData { tiers, has_p_doom, has_video, position_keys: &self.position_keys[start..end as usize] }
    }

    pub(super) fn clear(&mut self) {
        self.people.clear();
        self.position_keys.clear();
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&self.people[..]) + size_of_val(&self.position_keys[..])
    }
}

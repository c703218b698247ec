//! Set of records of one kind (strategies, people and so on) that tests membership in constant time.

use crate::model::Kind;
use crate::place::Place;

/// Set of records of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntitySet {
    kind: Kind,
    /// For each record of the kind, in the order of the atlas: whether it is a member.
    members: Vec<bool>,
}

impl EntitySet {
    /// Collects the records of `kind` among `places`.
    pub fn new(kind: Kind, places: impl IntoIterator<Item = Place>) -> Self {
        let mut members = Vec::new();
        for entity in places.into_iter().filter_map(Place::entity).filter(|entity| entity.kind() == kind) {
            if members.len() <= entity.index() {
                members.resize(entity.index() + 1, false);
            }
            members[entity.index()] = true;
        }
        Self { kind, members }
    }

    /// Returns whether `place` is the address of a member.
    pub fn contains(&self, place: Place) -> bool {
        place.entity().is_some_and(|entity| {
            entity.kind() == self.kind && self.members.get(entity.index()).copied().unwrap_or(false)
        })
    }

    /// Returns the positions of the members among all records of their kind, in ascending order.
    pub fn indexes(&self) -> impl Iterator<Item = usize> + '_ {
        self.members.iter().enumerate().filter(|(_, is_member)| **is_member).map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, PersonId, TagId};

    #[test]
    fn members_are_of_one_kind() {
        let (people, tag) = ([5, 2].map(|at| Place::from(PersonId::from_index(at))), TagId::from_index(2));
        let set = EntitySet::new(Kind::Person, people.into_iter().chain([Place::from(tag), Place::Home]));
        assert_eq!(set.indexes().collect::<Vec<_>>(), [2, 5]);
        assert!(people.iter().all(|place| set.contains(*place)));
        assert!(!set.contains(Place::from(tag)) && !set.contains(Place::from(PersonId::from_index(3))));
        assert!(!set.contains(Place::from(PersonId::from_index(6))));
    }
}

//! Scales of tiers that people are placed on, and badges for tiers and stances.

use std::cmp::Reverse;

use crate::document::{Badge, BadgeKind, IntoInline, Item};
use crate::graph::Graph;
use crate::model::{Atlas, Id, PersonId, Profile, Stance, Tier};
use crate::page::parts::inline::to;

/// Scale of tiers that people with a profile are placed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page) enum Scale {
    /// How close the person is to the work.
    Expertise,
    /// How widely known the person is.
    Recognition,
    /// When the person entered the field; optional in profiles.
    Vintage,
}

impl Scale {
    /// Every scale.
    pub(in crate::page) const ALL: [Self; 3] = [Self::Expertise, Self::Recognition, Self::Vintage];
    /// Scales on which every profile has a tier.
    pub(in crate::page) const REQUIRED: [Self; 2] = [Self::Expertise, Self::Recognition];

    /// Returns the name of the scale.
    pub(in crate::page) fn name(self) -> &'static str {
        match self {
            Self::Expertise => "Expertise",
            Self::Recognition => "Recognition",
            Self::Vintage => "Vintage",
        }
    }

    /// Returns the tiers of the scale, in the order of the atlas.
    pub(in crate::page) fn tiers(self, atlas: &Atlas) -> &[Tier] {
        match self {
            Self::Expertise => atlas.expertise.rows(),
            Self::Recognition => atlas.recognition.rows(),
            Self::Vintage => atlas.vintages.rows(),
        }
    }

    /// Returns the index of the tier on this scale in a profile, and the note on it; `None` for a profile without a
    /// vintage.
    pub(in crate::page) fn placement(self, profile: &Profile) -> Option<(usize, Option<&String>)> {
        Some(match self {
            Self::Expertise => (profile.expertise.tier.index(), profile.expertise.note.as_ref()),
            Self::Recognition => (profile.recognition.tier.index(), profile.recognition.note.as_ref()),
            Self::Vintage => {
                let placement = profile.vintage.as_ref()?;
                (placement.tier.index(), placement.note.as_ref())
            }
        })
    }

    /// Returns the index of a person's tier on this scale; `None` without one.
    pub(in crate::page) fn tier_of(self, atlas: &Atlas, person: PersonId) -> Option<usize> {
        let tiers = atlas.people.tiers(person)?;
        match self {
            Self::Expertise => Some(tiers.expertise.index()),
            Self::Recognition => Some(tiers.recognition.index()),
            Self::Vintage => tiers.vintage.map(Id::index),
        }
    }

    /// Returns the number of `people` on each tier of the scale; people without a tier do not count.
    pub(in crate::page) fn counts(self, atlas: &Atlas, people: &[PersonId]) -> Vec<usize> {
        let mut counts = vec![0; self.tiers(atlas).len()];
        for tier in people.iter().filter_map(|&person| self.tier_of(atlas, person)) {
            counts[tier] += 1;
        }
        counts
    }

    /// Returns the label of a tier, for a vintage with its years.
    pub(in crate::page) fn label(self, tier: &Tier) -> String {
        match self {
            Self::Vintage => format!("{}, {}", tier.label, tier.short),
            Self::Expertise | Self::Recognition => tier.label.clone(),
        }
    }

    /// Returns the badge for people on a tier.
    pub(in crate::page) fn badge(self, tier: &Tier) -> Badge {
        let kind = match self {
            Self::Expertise => BadgeKind::Expertise,
            Self::Recognition => BadgeKind::Recognition,
            Self::Vintage => BadgeKind::Vintage,
        };
        Badge { kind, short: tier.badge.clone(), label: self.label(tier), tone: None }
    }

    /// Returns the badge for a person's tier on this scale; `None` without one.
    pub(in crate::page) fn badge_of(self, atlas: &Atlas, person: PersonId) -> Option<Badge> {
        self.tier_of(atlas, person).map(|tier| self.badge(&self.tiers(atlas)[tier]))
    }
}

/// Returns the badges for expertise and recognition of a person; none without a profile.
pub(in crate::page) fn badges(atlas: &Atlas, person: PersonId) -> impl Iterator<Item = Badge> {
    Scale::REQUIRED.into_iter().filter_map(move |scale| scale.badge_of(atlas, person))
}

/// Returns the organisation of the first current post of a person; `None` without one.
pub(in crate::page) fn affiliation(atlas: &Atlas, person: PersonId) -> Option<&str> {
    let current = atlas.people[person].affiliations.iter().find(|affiliation| affiliation.current);
    current.map(|affiliation| affiliation.org.as_str())
}

/// Returns a list item for a person, with badges and a note.
pub(in crate::page) fn person_item(atlas: &Atlas, person: PersonId, note: impl IntoInline) -> Item {
    Item::new(to(atlas, person), note).badged(badges(atlas, person))
}

/// Returns a sort key for people by prominence: best known first, then by number of passages.
pub(in crate::page) fn prominence(graph: &Graph, person: PersonId) -> (usize, Reverse<usize>) {
    let rank = Scale::Recognition.tier_of(&graph.atlas, person).unwrap_or(usize::MAX);
    (rank, Reverse(graph.passages(person)))
}

/// Returns those of `people` who have a profile, in the given order.
pub(in crate::page) fn profiled(atlas: &Atlas, people: impl IntoIterator<Item = PersonId>) -> Vec<PersonId> {
    people.into_iter().filter(|&person| atlas.people.tiers(person).is_some()).collect()
}

/// Returns the badge of a stance: its sign.
pub(in crate::page) fn stance(stance: Stance) -> Badge {
    let kind = match stance {
        Stance::Endorses | Stance::EvolvedToward => BadgeKind::For,
        Stance::Mixed | Stance::Conditional => BadgeKind::Mixed,
        Stance::Opposes | Stance::EvolvedAway => BadgeKind::Against,
    };
    Badge { kind, short: stance.sign().to_owned(), label: stance.label().to_owned(), tone: None }
}

/// Returns the badge of a position that is inferred, not stated.
pub(in crate::page) fn tentative() -> Badge {
    Badge { kind: BadgeKind::Tentative, short: "TENT".to_owned(), label: "tentative".to_owned(), tone: None }
}

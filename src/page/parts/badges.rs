//! Badges: the tiers someone stands on and the stance they take, in a few letters each.

use crate::model::{Atlas, PersonId, Stance, Tier};

use crate::document::{Badge, BadgeKind};

/// The expertise and recognition of someone; nothing without a profile.
pub(in crate::page) fn tiers(atlas: &Atlas, person: PersonId) -> Vec<Badge> {
    let Some(profile) = &atlas.people[person].profile else { return Vec::new() };
    vec![
        tier(BadgeKind::Expertise, &atlas.expertise[profile.expertise.tier]),
        tier(BadgeKind::Recognition, &atlas.recognition[profile.recognition.tier]),
    ]
}

/// The vintage of someone, if they have one.
pub(in crate::page) fn vintage(atlas: &Atlas, person: PersonId) -> Option<Badge> {
    let placement = atlas.people[person].profile.as_ref()?.vintage.as_ref()?;
    Some(tier(BadgeKind::Vintage, &atlas.vintages[placement.tier]))
}

/// One tier; a vintage says its years too.
pub(in crate::page) fn tier(kind: BadgeKind, tier: &Tier) -> Badge {
    let label = match kind {
        BadgeKind::Vintage => format!("{}, {}", tier.label, tier.short),
        _ => tier.label.clone(),
    };
    Badge { kind, short: tier.badge.clone(), label }
}

/// A stance, if it is more than plain support.
pub(in crate::page) fn stance(stance: Stance) -> Option<Badge> {
    let short = match stance {
        Stance::Endorses => return None,
        Stance::Mixed => "MIX",
        Stance::Conditional => "IF",
        Stance::EvolvedToward => "CAME",
        Stance::Opposes => "OPP",
        Stance::EvolvedAway => "LEFT",
    };
    let kind = if stance.is_opposing() { BadgeKind::Against } else { BadgeKind::For };
    Some(Badge { kind, short: short.to_owned(), label: stance.label().to_owned() })
}

/// A position that is inferred, not stated.
pub(in crate::page) fn tentative() -> Badge {
    Badge { kind: BadgeKind::Tentative, short: "TENT".to_owned(), label: "tentative".to_owned() }
}

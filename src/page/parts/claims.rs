//! Claims of numbers: which one counts for someone who made several, and what the people of one tier say on the whole.

use crate::model::{Atlas, Id, PersonId, Profile, VintageId};

/// The fewest figures that a tier is worth a mean or a median of.
pub(in crate::page) const LEAST: usize = 3;
/// Which p(doom) counts where people are compared by it.
pub(in crate::page) const FIRST: &str = "Someone who gave several counts with the first one listed, the one that stands beside their \
    name; the p(doom) page counts the one stated last.";
/// Which p(doom) counts where the claims themselves are compared.
pub(in crate::page) const LAST: &str = "Someone who gave several counts with the one stated last, or the highest of those that have no \
    date; the board and groups of people count the first one listed, the one that stands beside their name.";
/// The fewest vintages with so many that are worth comparing.
const LEAST_VINTAGES: usize = 3;

/// For each person, in file order, the claim with the latest date. Dates are compared as written and no date comes
/// before any; of claims of one date the first one listed counts.
pub(in crate::page) fn latest<'a, C>(
    claims: &[(PersonId, &'a C)],
    date: impl Fn(&C) -> Option<&str>,
) -> Vec<(PersonId, &'a C)> {
    let people = claims.iter().map(|(person, _)| person.index() + 1).max().unwrap_or(0);
    let mut latest: Vec<Option<&C>> = vec![None; people];
    for &(person, claim) in claims {
        let known = &mut latest[person.index()];
        if known.is_none_or(|known| date(known) < date(claim)) {
            *known = Some(claim);
        }
    }
    let all = latest.into_iter().enumerate();
    all.filter_map(|(person, claim)| Some((PersonId::from_index(person), claim?))).collect()
}

/// The figures of the people on each tier that has at least three of them, tiers in their order.
pub(in crate::page) fn by_tier<T: Id>(
    atlas: &Atlas,
    figures: &[(PersonId, f64)],
    tier: impl Fn(&Profile) -> Option<T>,
) -> Vec<(T, Vec<f64>)> {
    let mut groups: Vec<(T, Vec<f64>)> = Vec::new();
    for &(person, figure) in figures {
        let Some(tier) = atlas.people[person].profile.as_ref().and_then(&tier) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == tier) {
            Some((_, group)) => group.push(figure),
            None => groups.push((tier, vec![figure])),
        }
    }
    groups.retain(|(_, group)| group.len() >= LEAST);
    groups.sort_unstable_by_key(|&(tier, _)| tier);
    groups
}

/// The same by vintage; nothing if too few vintages have enough to be compared.
pub(in crate::page) fn by_vintage(atlas: &Atlas, figures: &[(PersonId, f64)]) -> Vec<(VintageId, Vec<f64>)> {
    let groups = by_tier(atlas, figures, |profile| profile.vintage.as_ref().map(|placement| placement.tier));
    if groups.len() < LEAST_VINTAGES { Vec::new() } else { groups }
}

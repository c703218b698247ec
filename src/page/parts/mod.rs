//! Fragments of pages that several views share.

pub(super) mod audit;
pub(super) mod caveat;
pub(super) mod claims;
pub(super) mod editions;
pub(super) mod endorsers;
pub(super) mod figures;
pub(super) mod group_comparison;
pub(super) mod inline;
pub(super) mod invitation;
pub(super) mod item_rows;
pub(super) mod lever_strip;
pub(super) mod people_list;
pub(super) mod portfolio_search;
pub(super) mod portfolio_table;
pub(super) mod provenance;
pub(super) mod relations;
pub(super) mod sightings;
pub(super) mod since;
pub(super) mod sources;
pub(super) mod strategy_items;
pub(super) mod suggestions;
pub(super) mod tag_support;
pub(super) mod team;
pub(super) mod tier_distribution;
pub(super) mod tiers;
pub(super) mod verdict;

//! Section on who endorses strategies: strategies with enough endorsers who have a profile, in columns by the expertise
//! of most endorsers. A strategy can be in several columns.

use std::cmp::Reverse;

use crate::document::{Heading, Item, PageBuilder, Span, truncated_list};
use crate::graph::Graph;
use crate::model::{PersonId, SharedSort, StrategyId};
use crate::page::parts::figures::{percent, to_f64};
use crate::page::parts::inline::to;
use crate::page::parts::tiers::{Scale, profiled, prominence};

/// Minimum number of endorsers with a profile for listing a strategy.
const MIN_ENDORSERS: usize = 4;
/// Maximum number of strategies in a column.
const MAX_STRATEGIES: usize = 6;
/// Maximum number of endorsers named for each strategy.
const MAX_NAMES: usize = 6;

/// Columns: title, slugs of expertise tiers, and the minimum share of endorsers on these tiers, from 0 to 1.
const COLUMNS: [(&str, &[&str], f64); 3] = [
    ("Builder-heavy", &["frontier-builder", "deep-technical"], 0.6),
    ("Policy-heavy", &["policy-meta"], 0.4),
    ("Commentary-heavy", &["commentator", "external-domain"], 0.5),
];

/// Strategy with its endorsers who have a profile.
struct Backing {
    strategy: StrategyId,
    people: Vec<PersonId>,
    /// Number of endorsers on each expertise tier.
    tiers: Vec<usize>,
}

impl Backing {
    /// Collects the people with a profile who have stated an endorsement of at least one tag that leads to `strategy`,
    /// without duplicates.
    fn new(graph: &Graph, strategy: StrategyId) -> Self {
        let stated = graph.tags_of(strategy).iter().flat_map(|&tag| graph.stated_endorsers(tag));
        let mut people = profiled(&graph.atlas, stated.copied());
        people.sort_unstable();
        people.dedup();
        Self { strategy, tiers: Scale::Expertise.counts(&graph.atlas, &people), people }
    }

    /// Returns `count` as a share of the endorsers, from 0 to 1.
    fn share(&self, count: usize) -> f64 {
        to_f64(count) / to_f64(self.people.len())
    }
}

/// Adds the section with its three columns.
pub(in crate::page) fn sections(page: &mut PageBuilder, graph: &Graph) {
    let atlas = &graph.atlas;
    let mut backings: Vec<Backing> = atlas.strategies.ids().map(|id| Backing::new(graph, id)).collect();
    backings.retain(|backing| backing.people.len() >= MIN_ENDORSERS);
    backings.shared_sort_by_key(|backing| Reverse(backing.people.len()));
    page.heading(Heading::section("Endorsers"));
    page.explanation(
        "Strategies with at least four stated endorsers who have a profile; tentative endorsers do not count. Beside \
         each strategy: the tier with the most endorsers, its share, and the number of endorsers.",
    );
    for (title, tiers, min_share) in COLUMNS {
        let tiers: Vec<usize> = (0..atlas.expertise.len())
            .filter(|&at| tiers.contains(&atlas.expertise.rows()[at].slug.as_str()))
            .collect();
        let prevails = |backing: &&Backing| {
            let count = tiers.iter().map(|&tier| backing.tiers[tier]).sum();
            count > 0 && backing.share(count) >= min_share
        };
        let rows: Vec<&Backing> = backings.iter().filter(prevails).collect();
        page.heading(Heading::group(title).counting(rows.len()));
        page.list_or(
            "No strategy qualifies.",
            rows.into_iter().take(MAX_STRATEGIES).map(|backing| item(graph, backing)),
        );
    }
}

fn item(graph: &Graph, backing: &Backing) -> Item {
    let atlas = &graph.atlas;
    let mut text = vec![to(atlas, backing.strategy)];
    // `max_by_key` returns the last maximum; reversed, it returns the first of the tiers with the most endorsers.
    if let Some((tier, &count)) = backing.tiers.iter().enumerate().rev().max_by_key(|&(_, &count)| count) {
        let (label, share) = (&atlas.expertise.rows()[tier].label, percent(backing.share(count)));
        text.push(Span::quiet(format!("  {label} {share} of {}", backing.people.len())));
    }
    let mut people = backing.people.clone();
    people.shared_sort_by_key(|&person| prominence(graph, person));
    Item::new(text, truncated_list(people.into_iter().map(|person| to(atlas, person)), MAX_NAMES))
}
